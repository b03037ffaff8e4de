"""What names an entry and what proves where it stands: its mark, and the seals of its epoch.

The mark is a hash of the entry's content and names it for ever, on every workstation. The seal
covers the mark, the place in the epoch and the seal before it, so that no row can be changed,
taken out or moved unseen.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

FIRST = "0" * 64
"""What stands before an epoch's first row."""

CONTENT = (
    "device, boot, uptime, offset_min, subject, after, kind, weight, format, body, "
    "occurred_at, recorded_at, skew, actor, late_reason, request"
)
"""The columns that a mark covers, in this order."""

COLUMNS = f"{CONTENT}, mark, epoch, number, seal"
"""A row as it goes from one record to another."""

MARK = CONTENT.count(",") + 1
EPOCH, NUMBER, SEAL = MARK + 1, MARK + 2, MARK + 3

STORED = f"{COLUMNS}, place, brought"
"""A row as this record keeps it: where it stands here, and whether it came from elsewhere."""

PLACE, BROUGHT = SEAL + 1, SEAL + 2

Row = Sequence[Any]
"""The values of `COLUMNS`, or of `STORED`, as they are stored."""


def mark(content: Row) -> str:
    """SHA-256, in hex, over an entry's content, taken as one JSON list of the stored values.

    No two contents have the same text, and a field some later version adds to a fact leaves old
    marks alone.
    """
    return hashlib.sha256(msgspec.json.encode(list(content))).hexdigest()


def seal(mark: str, epoch: str, number: int, before: str) -> str:
    """SHA-256, in hex, over an entry's mark, its place and the seal before it in its epoch."""
    return hashlib.sha256(msgspec.json.encode([mark, epoch, number, before])).hexdigest()


def holds(row: Row, before: str) -> bool:
    """Whether a row's mark and seal are those of its content and place."""
    marked = row[MARK] == mark(row[:MARK])
    return marked and bool(row[SEAL] == seal(row[MARK], row[EPOCH], row[NUMBER], before))


def first_break(rows: Iterable[Row], *, whole: bool = True) -> Row | None:
    """The first `STORED` row that was changed or does not continue its epoch; None if all hold.

    The rows of each epoch come in order, and stand in that order in the record. Unless they are `whole`, the first of each only says
    what the others continue.
    """
    epoch, number, before, place = "", 0, FIRST, 0
    seen: set[str] = set()
    for row in rows:
        if row[EPOCH] != epoch:
            epoch, number, before, place = row[EPOCH], 0, FIRST, 0
            if not whole and epoch not in seen and row[NUMBER] != 1:
                number, before, place = row[NUMBER], row[SEAL], row[PLACE]
                seen.add(epoch)
                continue
        in_order = row[NUMBER] == number + 1 and row[PLACE] > place
        if not in_order or not holds(row, before):
            return row
        number, before, place = row[NUMBER], row[SEAL], row[PLACE]
    return None
