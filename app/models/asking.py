"""What every request has in common: who asks, what is known, and how the answer is dispatched."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import singledispatch
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from app.models.facts import Fact
from app.models.moment import Now
from app.models.refusal import Refusal
from app.models.rules.pack import Pack

if TYPE_CHECKING:
    from app.models.day.session import Session
    from app.models.patients import Patient
    from app.models.staff import Staff
    from app.models.unit import Unit


class Command(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A request to record something."""

    at: datetime | None = None
    late_reason: str = ""
    request: str = ""


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


@singledispatch
def handle(command: Command, asked: Asked) -> Decision:
    """The decision on a command; one without a handler is a defect."""
    raise NotImplementedError(type(command).__name__)
