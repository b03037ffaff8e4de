"""Decide: given what is known and what is asked, the facts that follow or a refusal.

Pure: no input or output, no clock, no Qt. The commands' handlers stand in the modules of this
package by what they concern; importing the package registers them all.
"""

from __future__ import annotations

import math
from datetime import datetime
from typing import Any

import msgspec

from app.models.commands import (
    Command,
    CorrectEntry,
    EnrolStaff,
    NoteClockStep,
    NoteSleep,
    SessionCommand,
    SetUpUnit,
)
from app.models.decide import bag, care, checkin, corrections, discharge, people, pump
from app.models.decide.ask import handle
from app.models.decide.case import Asked, Case, Decision, refuse
from app.models.moment import Now
from app.models.protocol import Pack

__all__ = ["Asked", "Case", "Decision", "decide"]

_HANDLERS = (people, checkin, bag, pump, care, discharge, corrections)


def decide(case: Case, command: Command, now: Now, pack: Pack) -> Decision:
    """The facts that follow from the command, or why not."""
    asked = Asked(case, now, pack)
    return _general(asked, command) or handle(command, asked)


def _general(asked: Asked, command: Command) -> Decision | None:
    """What holds for every command: who asks, about which session, and when it happened."""
    case, now, pack = asked
    by_itself = isinstance(command, SetUpUnit | EnrolStaff | NoteClockStep | NoteSleep)
    if case.by is None and not by_itself:
        return refuse("not_signed_in", "Nobody is signed in. Sign in, then record it again.")
    if isinstance(command, SessionCommand) and command.session == "":
        return refuse("missing", "Nothing was recorded: the session has no name.")
    if not_number := _not_a_number(msgspec.structs.asdict(command)):
        return refuse(
            "not_a_number", f"The {not_number.replace('_', ' ')} is not a number. Type it again."
        )
    if command.at is None:
        return None
    return _moved(command.at, command, now, pack)


def _not_a_number(fields: dict[str, Any]) -> str | None:
    """The first field that holds an infinity or no number at all: JSON has no words for them."""
    for name, value in fields.items():
        if isinstance(value, float) and not math.isfinite(value):
            return name
        if isinstance(value, dict) and (inside := _not_a_number(value)):
            return inside
    return None


def _moved(at: datetime, command: Command, now: Now, pack: Pack) -> Decision | None:
    if at > now.at:
        return refuse(
            "future",
            f"{now.wall(at)} has not come yet. Nothing was recorded; "
            "enter a time that is not later than now.",
        )
    rule = pack.schedule.reason_for_late_entry_min
    late = (now.at - at).total_seconds() / 60 > rule.value
    if late and not command.late_reason.strip() and not isinstance(command, CorrectEntry):
        return refuse(
            "late_reason_missing",
            f"{now.wall(at)} is more than {rule.value} min ago. "
            "Say why it is written down only now.",
            rule,
        )
    return None
