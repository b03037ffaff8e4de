"""The workstation's clock: steps and sleep, on record."""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace

from app.models import facts
from app.models.asking import Asked, Decision, handle
from app.models.day.apply import apply
from app.models.day.fits import fits
from app.models.day.sentence import say
from app.models.day.session import Session, Stamp
from app.models.day.stage import SessionCommand, known_session
from app.models.facts import Entry
from app.models.refusal import Refusal, refuse
from app.models.rules.pack import Pack


class NoteClockStep(SessionCommand, frozen=True):
    """Record that the wall clock jumped (the program's own heartbeat notices it)."""

    seconds: float


class NoteSleep(SessionCommand, frozen=True):
    """Record that the workstation slept (the program's own heartbeat notices it)."""

    seconds: float


A_CENTURY_S = 100 * 365 * 24 * 3600
"""Seconds; a longer span is a defect of whoever measured it."""


@handle.register
def note_clock_step(command: NoteClockStep, asked: Asked) -> Decision:
    """The heartbeat saw the wall clock jump."""
    session = known_session(asked)
    if isinstance(session, Refusal):
        return session
    stepped = facts.ClockStepped(seconds=command.seconds)
    return fits(stepped, session, asked.pack) or (stepped,)


@handle.register
def note_sleep(command: NoteSleep, asked: Asked) -> Decision:
    """The heartbeat saw the workstation wake up."""
    session = known_session(asked)
    if isinstance(session, Refusal):
        return session
    slept = facts.WorkstationSlept(seconds=command.seconds)
    return fits(slept, session, asked.pack) or (slept,)


@fits.register
def _(fact: facts.ClockStepped, session: Session, pack: Pack) -> Refusal | None:
    if abs(fact.seconds) <= A_CENTURY_S:
        return None
    return refuse("seconds", "A clock change of more than 100 years cannot be.")


@fits.register
def _(fact: facts.WorkstationSlept, session: Session, pack: Pack) -> Refusal | None:
    if 0 <= fact.seconds <= A_CENTURY_S:
        return None
    return refuse("seconds", "A sleep lasts from 0 seconds to 100 years.")


@apply.register
def _(fact: facts.ClockStepped, session: Session, stamp: Stamp, entry: Entry) -> Session:
    return replace(session, step=session.step + timedelta(seconds=fact.seconds))


@say.register
def _(fact: facts.ClockStepped, pack: Pack) -> str:
    way = "forward" if fact.seconds > 0 else "back"
    return (
        f"The workstation's clock jumped {way} {_span(abs(fact.seconds))}; elapsed times are right"
    )


@say.register
def _(fact: facts.WorkstationSlept, pack: Pack) -> str:
    return f"The workstation slept {_span(fact.seconds)}; elapsed times are right"


IN_SECONDS = timedelta(seconds=100)
"""A shorter span is shown in seconds."""


def _span(seconds: float) -> str:
    span = timedelta(seconds=round(seconds))
    if span < IN_SECONDS:
        return f"{span.seconds} s"
    return f"{span.total_seconds() / 60:.0f} min"
