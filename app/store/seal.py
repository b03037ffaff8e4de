"""The hash chain: each row's seal covers the row and the seal before it on the same device."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

FIRST = "0" * 64
"""What stands before a device's first row."""

COLUMNS = (
    "device, number, subject, version, kind, body, occurred_at, recorded_at, offset_min, "
    "actor, late_reason, request, seal"
)
"""The journal's columns in the order in which a seal covers them."""

Row = Sequence[Any]
"""A row of the journal as it is stored: device and number first, its seal last."""


def seal(values: Row, before: str) -> str:
    """SHA-256, in hex, over the seal before it and a row's values, its own seal left out.

    The values are taken as they are stored, as one JSON list, so that no two rows have the same
    text, and so that a field some later version adds to a fact leaves old seals alone.
    """
    return hashlib.sha256(msgspec.json.encode([before, *values])).hexdigest()


def first_break(rows: Iterable[Row], before: str = FIRST) -> Row | None:
    """The first row, in the device's order, whose seal or number is wrong; None if all hold."""
    number: int | None = None
    for row in rows:
        gap = number is not None and row[1] != number + 1
        if gap or row[-1] != seal(row[:-1], before):
            return row
        number, before = row[1], row[-1]
    return None
