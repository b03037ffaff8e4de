"""Reading a day as people type it, without ever guessing which number is the month."""

from __future__ import annotations

import calendar
import re
from datetime import date

from app.models.moment import MONTHS

_NAMES = [name.lower() for name in MONTHS]
_ISO = re.compile(r"(\d{4})([-./ ]?)(\d{2})\2(\d{2})|(\d{4})[-./ ](\d{1,2})[-./ ](\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[-./ ]*([a-z]+)\.?[-./, ]*(\d{4})")
_MONTH_FIRST = re.compile(r"([a-z]+)\.?[-./ ]*(\d{1,2})(?:st|nd|rd|th)?[-./, ]+(\d{4})")
_ISO_MONTH = re.compile(r"(\d{4})[-./ ](\d{1,2})")
_NAMED_MONTH = re.compile(r"([a-z]+)\.?[-./, ]*(\d{4})")


def read_date(text: str, *, month_alone: bool = False) -> date | None:
    """The day meant by "2 Apr 1986", "Apr 2, 1986", "1986-04-02" or "19860402"; else None.

    "04/02/1986" is refused, because half the world reads it as February. With `month_alone`,
    "2027-11" and "Nov 2027" mean the last day of that month, as on a vial.
    """
    words = " ".join(text.lower().split())
    if found := _ISO.fullmatch(words):
        year, month, day = (found[1] or found[5], found[3] or found[6], found[4] or found[7])
        return _day(int(year), int(month), int(day))
    if found := _DAY_FIRST.fullmatch(words):
        return _day(int(found[3]), _month(found[2]), int(found[1]))
    if found := _MONTH_FIRST.fullmatch(words):
        return _day(int(found[3]), _month(found[1]), int(found[2]))
    if month_alone and (found := _ISO_MONTH.fullmatch(words)):
        return _month_end(int(found[1]), int(found[2]))
    if month_alone and (found := _NAMED_MONTH.fullmatch(words)):
        return _month_end(int(found[2]), _month(found[1]))
    return None


def _month(word: str) -> int:
    for number, name in enumerate(_NAMES, start=1):
        if (len(word) >= 3 and name.startswith(word)) or (word == "sept" and number == 9):
            return number
    return 0


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month_end(year: int, month: int) -> date | None:
    if not (1 <= month <= 12 and year >= 1):
        return None
    return date(year, month, calendar.monthrange(year, month)[1])
