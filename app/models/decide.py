"""Decide: given what is known and what is asked, the facts that follow, or a refusal.

Pure: no I/O, no clock, no Qt."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from app.models.asking import Asked, Case, Command, Decision, handle
from app.models.day.clock import NoteClockStep, NoteSleep
from app.models.day.correction import CorrectEntry
from app.models.fields import unusable
from app.models.moment import Now, utc
from app.models.refusal import refuse
from app.models.rules.pack import Pack
from app.models.staff import EnrolStaff, NoteWrongPin
from app.models.unit import SetUpUnit

BY_ITSELF = SetUpUnit | EnrolStaff | NoteWrongPin | NoteClockStep | NoteSleep
"""What may be asked while nobody is signed in; its handler says who may."""


def decide(case: Case, command: Command, now: Now, pack: Pack) -> Decision:
    """The facts that follow from the command, or why not."""
    if case.by and case.by.removed:
        case = case._replace(by=None)
    asked = Asked(case, now, pack)
    return _general(asked, command) or handle(_in_utc(command), asked)


def _general(asked: Asked, command: Command) -> Decision | None:
    """What holds for every command: who asks, about which session, and when it happened."""
    case, now, pack = asked
    by_itself = isinstance(command, BY_ITSELF)
    if case.by is None and not by_itself:
        return refuse("not_signed_in", "Nobody is signed in. Sign in, then record it again.")
    if refused := unusable(command, asked):
        return refused
    if command.at is None:
        return None
    return _moved(command.at, command, now, pack)


def _in_utc(command: Command) -> Command:
    """Its times in UTC: within one zone, sums and differences of times forget summer time."""
    at = utc(command.at) if command.at else None
    if isinstance(command, CorrectEntry) and command.occurred_at:
        return replace(command, at=at, occurred_at=utc(command.occurred_at))
    return replace(command, at=at) if at else command


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
