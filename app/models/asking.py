"""What every request has in common: who asks, what is known, and how the answer is dispatched."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import singledispatch
from typing import TYPE_CHECKING, ClassVar, NamedTuple, Protocol

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


class LookUp(Protocol):
    """What is known beside the unit and who asks; a command looks up what it concerns."""

    def session(self, id: str) -> Session | None: ...
    def sessions_of(self, patient: str) -> tuple[Session, ...]: ...
    def at_chair(self, chair: int) -> Session | None: ...
    def patient(self, id: str) -> Patient | None: ...
    def patient_with_mrn(self, mrn: str) -> Patient | None: ...
    def staff(self, id: str) -> Staff | None: ...
    def roster(self) -> tuple[Staff, ...]: ...
    def pin_wait(self, staff_id: str) -> timedelta: ...


class Command(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A request to record something."""

    begins_a_day: ClassVar[bool] = False
    """Whether the rules in force must be on record before it."""

    at: datetime | None = None
    late_reason: str = ""
    request: str = ""

    @property
    def subject(self) -> str:
        """What its facts are about."""
        raise NotImplementedError(type(self).__name__)

    def concerns(self, case: Case, known: LookUp) -> Case:  # noqa: ARG002  most look something up
        """The case with all that the command is decided on, looked up in what is known."""
        return case


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
