"""All that is known when a command is decided; loaded beforehand, so that deciding is pure."""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple

from app.models.facts import Fact
from app.models.moment import Now
from app.models.people import Patient, Staff, Unit
from app.models.protocol import Pack
from app.models.refusal import Refusal, missing, refuse
from app.models.session import Session

__all__ = ["Asked", "Case", "Decision", "missing", "refuse"]


class Case(NamedTuple):
    """The state a command is decided on. What the command does not concern is None or empty.

    `by` is who asks; None for the program itself. `roster` is everybody who may sign in.
    `pin_wait` is how long no PIN of `staff` is taken yet, by a clock that nobody can set.
    `history` holds the patient's sessions, the oldest first. `at_chair` is the session that
    occupies the chair asked for. `rules` is the hash of the rules in force, for a day that begins.
    """

    unit: Unit | None = None
    by: Staff | None = None
    staff: Staff | None = None
    roster: tuple[Staff, ...] = ()
    pin_wait: timedelta = timedelta()
    patient: Patient | None = None
    same_mrn: Patient | None = None
    session: Session | None = None
    history: tuple[Session, ...] = ()
    at_chair: Session | None = None
    rules: str = ""


class Asked(NamedTuple):
    """What stands behind every decision: the case, the clock, the rules."""

    case: Case
    now: Now
    pack: Pack


Decision = tuple[Fact, ...] | Refusal
