"""The day's log always prints: a letter that no font has is spelt by its code, and marked."""

from __future__ import annotations

from typing import Any

import msgspec

from app.papers.fonts import Fonts
from app.papers.values import DailyLog, LogMark, LogRow

MARK = LogMark(
    mark="LETTERS",
    sentence="Letters that no font here has stand as [U+…] codes. Find the patient by the MRN.",
)


def legible(log: DailyLog, fonts: Fonts) -> DailyLog:
    """The log with every unprintable letter as `[U+674E]`, and a mark on each row it is in.

    The patient's own sheet is never changed so: there the letter is reported and nothing prints.
    """
    rows = tuple(_row(row, fonts) for row in log.rows)
    spelt = _spelt(msgspec.structs.replace(log, rows=()), fonts)
    return msgspec.structs.replace(spelt, rows=rows)


def _row(row: LogRow, fonts: Fonts) -> LogRow:
    spelt = _spelt(row, fonts)
    if spelt == row:
        return row
    return msgspec.structs.replace(spelt, exceptions=(*spelt.exceptions, MARK))


def _spelt(value: Any, fonts: Fonts) -> Any:
    """The same value with its texts spelt out."""
    if isinstance(value, str):
        for character in fonts.missing_glyphs(value):
            value = value.replace(character, f"[U+{ord(character):04X}]")
        return value
    if isinstance(value, tuple):
        return tuple(_spelt(item, fonts) for item in value)
    if isinstance(value, msgspec.Struct):
        fields = {name: _spelt(getattr(value, name), fonts) for name in value.__struct_fields__}
        return msgspec.structs.replace(value, **fields)
    return value
