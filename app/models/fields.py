"""What no field of any command may hold, whichever screen, file or program it comes from."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import msgspec

from app.models.asking import Asked, Command
from app.models.day.correction import CorrectEntry
from app.models.day.session import Session
from app.models.day.stage import SessionCommand
from app.models.moment import Now, full_date
from app.models.patients import PatientCommand
from app.models.refusal import Refusal, refuse
from app.models.staff import StaffCommand

LONGEST_LINE = 200
"""Characters of a name, a lot or a telephone number; no field on the screen takes more."""

LONGEST_INITIALS = 10
"""Characters that stand beside every entry."""

LONGEST_TEXT = 2000
"""Characters of a note or a reason."""

TEXTS = {
    *("text", "note", "words", "reason", "late_reason", "early_reason", "gap_reason", "not_taken"),
}
"""The fields that hold sentences; all others hold a line."""

LONGEST = {"initials": LONGEST_INITIALS} | dict.fromkeys(TEXTS, LONGEST_TEXT)

JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
"""Invisible, and yet letters of some alphabets need them."""

BLANKS = (
    "\N{HANGUL FILLER}\N{HALFWIDTH HANGUL FILLER}"
    "\N{HANGUL CHOSEONG FILLER}\N{HANGUL JUNGSEONG FILLER}\N{BRAILLE PATTERN BLANK}"
)
"""Letters and signs to Unicode, and yet only blank space on a screen."""

A_YEAR = timedelta(days=366)
"""A time that lies further off is a mistyped date."""

DAY_BEFORE = timedelta(days=1)
"""How long before the patient sat down a day's first entry may lie: a bag, a tablet at home."""


def unusable(command: Command, asked: Asked) -> Refusal | None:
    """Why the command's fields cannot stand in a record, whatever they mean."""
    if isinstance(command, SessionCommand | PatientCommand | StaffCommand):
        id = getattr(command, _id_field(command))
        if not id.strip():
            return refuse("missing", f"Nothing was recorded: the {_id_field(command)} has no name.")
    for name, value in _leaves(msgspec.structs.asdict(command)):
        if refused := _bad(name, value):
            return refused
    return _bad_times(command, asked)


def _id_field(command: Command) -> str:
    if isinstance(command, SessionCommand):
        return "session"
    return "patient" if isinstance(command, PatientCommand) else "staff"


def _leaves(fields: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Every single value with its field's name; a correction's values have names of their own."""
    for name, value in fields.items():
        match value:
            case dict() if name == "values":
                yield from _leaves(value)
            case dict():
                yield from ((name, inside) for _, inside in _leaves(value))
            case list() | tuple():
                yield from ((name, inside) for inside in value)
            case _:
                yield name, value


def _bad(name: str, value: Any) -> Refusal | None:
    words = name.replace("_", " ")
    # JSON has no words for infinities and for what is no number.
    if isinstance(value, float) and not math.isfinite(value):
        return refuse("not_a_number", f"The {words} is not a number. Type it again.")
    if not isinstance(value, str):
        return None
    longest = LONGEST.get(name, LONGEST_LINE)
    if len(value) > longest:
        return refuse(
            "too_long",
            f"The {words} has {len(value)} characters; at most {longest} are kept and printed. "
            "Shorten it.",
        )
    if hidden := _hidden(value, line=name not in TEXTS):
        return refuse(
            "hidden_character",
            f"The {words} holds a character that cannot be seen (U+{ord(hidden):04X}). "
            "Type it again.",
        )
    return None


def _hidden(text: str, *, line: bool) -> str:
    """A character that nobody sees, in a line; half a character, anywhere; else ""."""
    for character in text:
        half = unicodedata.category(character) == "Cs"
        if half or (line and _unseen(character)):
            return character
    return ""


def _unseen(character: str) -> bool:
    return character in BLANKS or not (character.isprintable() or character in JOINERS)


def _bad_times(command: Command, asked: Asked) -> Refusal | None:
    right = command.occurred_at if isinstance(command, CorrectEntry) else None
    for at in (command.at, right):
        if at is None:
            continue
        if at.tzinfo is None:
            return refuse("no_zone", f"{at:%H:%M} has no time zone, so nobody knows when it was.")
        if at - asked.now.at > A_YEAR:
            return refuse("future", f"{full_date(at.date())} has not come yet. Check the date.")
        session = asked.case.session if isinstance(command, SessionCommand) else None
        if at < _earliest(session, asked.now):
            return refuse(
                "too_long_ago", f"{full_date(at.date())} is too long ago. Check the date."
            )
    return None


def _earliest(session: Session | None, now: Now) -> datetime:
    """No entry lies before it; on the wall clock as it went, or goes, whichever is earlier."""
    if session is None:
        return now.at - A_YEAR
    return min(session.opened.at, session.wall(session.opened.at)) - DAY_BEFORE
