"""The hash chain: each row's seal covers the row and the seal before it on the same device."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from app.models.facts import Entry, kind_of, to_body

FIRST = "0" * 64
"""What stands before a device's first row."""


def seal(entry: Entry, before: str) -> str:
    """SHA-256, in hex, over every field of the entry and the seal before it.

    Fields are joined by the unit separator, which JSON escapes and no other field may hold, so
    no two entries have the same text.
    """
    fields = (
        before,
        entry.device,
        str(entry.number),
        entry.subject,
        str(entry.version),
        kind_of(entry.fact),
        to_body(entry.fact),
        entry.occurred_at.isoformat(),
        entry.recorded_at.isoformat(),
        str(entry.offset_min),
        entry.actor,
        entry.late_reason,
        entry.request,
    )
    return hashlib.sha256("\x1f".join(fields).encode()).hexdigest()


def first_break(entries: Iterable[Entry], before: str = FIRST) -> Entry | None:
    """The first entry, in the device's order, whose seal or number is wrong; None if all hold."""
    number: int | None = None
    for entry in entries:
        gap = number is not None and entry.number != number + 1
        if gap or entry.seal != seal(entry, before):
            return entry
        before, number = entry.seal, entry.number
    return None
