"""The day's log always prints: letters that no font has, and texts that no column holds."""

from __future__ import annotations

from itertools import count
from typing import Any

import msgspec

from app.papers.daily_log.value import DailyLog, LogMark, LogRow
from app.papers.kit.fonts import Fonts
from app.papers.kit.text import clean

MOST_CODES = 8
"""Codes in one text; a code is eight times as long as its letter, so further letters get a `?`."""

MARK = LogMark(
    mark="LETTERS",
    sentence="Letters that no font here has stand as [U+…] codes, and as ? where there are many. "
    "Find the patient by the MRN.",
)

WIDEST = 120
"""Characters that a column holds, even if each is a W, in a row that fits on a page."""

CELLS = {
    "patient": "NAME",
    "mrn": "MRN",
    "lot": "LOT",
    "pause_reasons": "PAUSES",
    "nurses": "NURSES",
}
"""The columns that break their text into lines, and the mark under which it stands whole."""


def legible(log: DailyLog, fonts: Fonts) -> DailyLog:
    """The log with every unprintable letter as `[U+674E]`, and a mark on each row it is in.

    What is too long for its column goes on in a mark below. The patient's own sheet is never
    changed so: there the letter is reported and nothing prints.
    """
    rows = tuple(_shortened(_row(row, fonts)) for row in log.rows)
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
        return _text(value, fonts)
    if isinstance(value, tuple):
        return tuple(_spelt(item, fonts) for item in value)
    if isinstance(value, msgspec.Struct):
        fields = {name: _spelt(getattr(value, name), fonts) for name in value.__struct_fields__}
        return msgspec.structs.replace(value, **fields)
    return value


def _text(text: str, fonts: Fonts) -> str:
    missing = set(fonts.missing_glyphs(text))
    if not missing:
        return text
    number = count(1)
    return "".join(
        character
        if character not in missing
        else f"[U+{ord(character):04X}]"
        if next(number) <= MOST_CODES
        else "?"
        for character in clean(text)
    )


def _shortened(row: LogRow) -> LogRow:
    """The row with the whole of every over-long cell in a mark below, and its beginning above."""
    cut: dict[str, Any] = {}
    marks: list[LogMark] = []
    for name, mark in CELLS.items():
        cell = getattr(row, name)
        whole = cell if isinstance(cell, str) else ", ".join(cell)
        if len(whole) > WIDEST:
            beginning = f"{whole[: WIDEST - 1]}…"
            cut[name] = beginning if isinstance(cell, str) else (beginning,)
            marks.append(LogMark(mark=mark, sentence=whole))
    return msgspec.structs.replace(row, **cut, exceptions=(*row.exceptions, *marks))
