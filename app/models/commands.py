"""What may be asked: values in the imperative, the whole vocabulary of the program.

Screens, scenario files and the command line all speak it. Every command may carry `at` (when
it happened, if not now), `late_reason` (asked for when `at` lies back further than the
protocol allows) and `request` (a name chosen by the sender: the same request is recorded once).
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import msgspec

from app.models.facts import Answer, How, Identifier, Role, Said, Sex, StrokeCheck, snake


class Command(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A request to record something."""

    at: datetime | None = None
    late_reason: str = ""
    request: str = ""


class SetUpUnit(Command, frozen=True):
    """Name the unit, its chairs and the telephone numbers printed on the discharge sheet."""

    name: str
    chairs: int
    emergency_number: str
    day_phone: str
    night_phone: str = ""
    prescriber_phone: str = ""
    staff_number: str = ""
    practice: bool = False


class StaffCommand(Command, frozen=True):
    """A command about a member of staff."""

    staff: str


class EnrolStaff(StaffCommand, frozen=True):
    """Let somebody sign in; `pin_hash` is made outside the domain, a PIN never comes here."""

    name: str
    initials: str
    role: Role = Role.NURSE
    pin_hash: str = ""


class RemoveStaff(StaffCommand, frozen=True):
    """Let somebody no longer sign in, and why; never the last charge nurse."""

    reason: str


class NoteWrongPin(StaffCommand, frozen=True):
    """Record that a wrong PIN was typed for a member of staff; after some, no PIN is taken."""


class NoteRightPin(StaffCommand, frozen=True):
    """Record that a member of staff typed their PIN at a second check; it was checked before."""


class SignIn(StaffCommand, frozen=True):
    """Say that a member of staff has signed in here; the PIN was checked before."""


class SignOut(StaffCommand, frozen=True):
    """Lock the workstation."""


class PatientCommand(Command, frozen=True):
    """A command about a patient."""

    patient: str


class RegisterPatient(PatientCommand, frozen=True):
    """Make a patient known to the unit; `allergies` empty means none known."""

    family: str
    given: str
    born: date
    sex: Sex
    mrn: str
    allergies: str = ""


class OrderCourse(PatientCommand, frozen=True):
    """Record a prescriber's order for the patient's next course."""

    first_day: date
    prescriber: str
    indication: str
    early_reason: str = ""


class SessionCommand(Command, frozen=True):
    """A command about one day of a course."""

    session: str


class OpenSession(SessionCommand, frozen=True):
    """Begin the patient's next day at a chair; a gap in the days needs a prescriber and why."""

    patient: str
    chair: int
    gap_allowed_by: str = ""
    gap_reason: str = ""


class ConfirmIdentity(SessionCommand, frozen=True):
    """Recognise the patient by two identifiers or more."""

    identifiers: tuple[Identifier, ...]


class ConfirmAuthorisation(SessionCommand, frozen=True):
    """Record that the REMS says the patient is authorised."""

    how: str
    reference: str = ""


class AnswerQuestions(SessionCommand, frozen=True):
    """Record answers to check-in questions, by the protocol's question keys."""

    answers: dict[str, Answer]


class AnswerCheck(SessionCommand, frozen=True):
    """Answer one field of a check, by the protocol's keys.

    `slip` says that an answer given a moment ago was a mis-tap, by whoever gave it; an answer
    that holds or needs a decision is otherwise corrected, not given anew.
    """

    check: str
    field: str
    value: Any
    slip: bool = False


class DecideCheck(SessionCommand, frozen=True):
    """Record a decision about an answer that needs one.

    `decided_by` is the prescriber, and `how` they said it; both stay empty where the nurse decides.
    `words` are what was said, the reason, or what is waited for.
    """

    check: str
    field: str
    said: Said
    words: str
    decided_by: str = ""
    how: How | None = None


class GivePremedication(SessionCommand, frozen=True):
    """Record a premedication, by the protocol's key; `running` while it still goes in."""

    item: str
    drug: str
    dose: float
    unit: str = "mg"
    route: str = "IV"
    running: bool = False


class FinishPremedication(SessionCommand, frozen=True):
    """Record that a running premedication is in."""

    item: str


class WithholdPremedication(SessionCommand, frozen=True):
    """Record that a premedication is not given, and why."""

    item: str
    reason: str


class PrepareBag(SessionCommand, frozen=True):
    """Record the dilution: `at` is when it was made, and the bag's clock runs from there."""

    lot: str
    expires: date
    diluent: str
    volume_ml: float
    rate_ml_h: float
    inspected: bool
    light_protected: bool


class CheckBag(SessionCommand, frozen=True):
    """Enter the bag again as a second person, without seeing the first entry."""

    mrn: str
    lot: str
    dose_mg: float
    volume_ml: float
    rate_ml_h: float


class OverrideRequirement(SessionCommand, frozen=True):
    """Let a gate's requirement pass: who allowed it, and why.

    A patient who leaves early `against_advice` needs no `allowed_by`.
    """

    requirement: str
    reason: str
    allowed_by: str = ""
    told_of_risk: bool = False
    against_advice: bool = False


class StartInfusion(SessionCommand, frozen=True):
    """Record that the pump was started, in mL and mL/h."""

    volume_ml: float
    rate_ml_h: float


class PauseInfusion(SessionCommand, frozen=True):
    """Record that the pump was stopped for a while, by the protocol's reason key."""

    reason: str
    note: str = ""


class ResumeInfusion(SessionCommand, frozen=True):
    """Record that the pump runs again; after a reaction name the prescriber who ordered it."""

    rate_ml_h: float
    ordered_by: str = ""


class ChangeRate(SessionCommand, frozen=True):
    """Record another rate in mL/h; never one that ends before the planned time."""

    rate_ml_h: float


class EndInfusion(SessionCommand, frozen=True):
    """Record the end as a person saw it, with the pump's own mL if read off; why, when early."""

    given_ml: float | None = None
    early_reason: str = ""


class RecordVitals(SessionCommand, frozen=True, kw_only=True):
    """Record a set of vital signs: mmHg, mmHg, /min, /min, °C, %.

    A sign without a value has its reason in `not_taken`, by the sign's key, and so has the
    stroke check (`stroke_check`). `confirmed` says that a critical value was read twice.
    """

    sbp: float | None = None
    dbp: float | None = None
    hr: float | None = None
    rr: float | None = None
    temp: float | None = None
    spo2: float | None = None
    not_taken: dict[str, str] = {}
    stroke_check: StrokeCheck
    stroke_signs: tuple[str, ...] = ()
    confirmed: bool = False


class RecordSymptom(SessionCommand, frozen=True):
    """Record a symptom by the protocol's key: mild, moderate or severe."""

    symptom: str
    severity: str
    note: str = ""


class StopForReaction(SessionCommand, frozen=True):
    """Record that the pump was stopped for a reaction; at any stage, also after discharge."""

    symptoms: tuple[str, ...] = ()
    note: str = ""


class RecordStrokeSigns(SessionCommand, frozen=True):
    """Record stroke signs at any stage, also after discharge; a running pump was stopped."""

    signs: tuple[str, ...]


class GiveDrug(SessionCommand, frozen=True):
    """Record a medicine that is not a premedication."""

    drug: str
    dose: str
    route: str
    note: str = ""


class WriteNote(SessionCommand, frozen=True):
    """Record a sentence."""

    text: str


class RecordTeachBack(SessionCommand, frozen=True):
    """Record that the patient said back the warning signs and whom to call."""

    note: str = ""


class HandOverSheet(SessionCommand, frozen=True):
    """Record that the patient got the discharge sheet: `printed`, or another way in words."""

    how: str


class DischargePatient(SessionCommand, frozen=True):
    """Let the patient go, when the discharge gate is open."""


class CancelSession(SessionCommand, frozen=True):
    """End the day before the pump was started, and why."""

    reason: str


class AcknowledgeAlarm(SessionCommand, frozen=True):
    """Record that a person saw an alarm, by its key."""

    alarm: str


class CorrectEntry(SessionCommand, frozen=True):
    """Correct an entry of this session: `values` that change, or a right time, or strike it out.

    `entry` is the entry's version in the session, as the timeline shows it. `confirmed` says that
    a value that becomes critical was read twice.
    """

    entry: int
    reason: str
    values: dict[str, Any] = {}
    occurred_at: datetime | None = None
    strike: bool = False
    confirmed: bool = False


class NoteClockStep(SessionCommand, frozen=True):
    """Record that the wall clock jumped (the program's own heartbeat notices it)."""

    seconds: float


class NoteSleep(SessionCommand, frozen=True):
    """Record that the workstation slept (the program's own heartbeat notices it)."""

    seconds: float


def _leaves(kind: type[Command]) -> list[type[Command]]:
    below = kind.__subclasses__()
    return [kind] if not below else [leaf for child in below for leaf in _leaves(child)]


COMMANDS: dict[str, type[Command]] = {snake(kind.__name__): kind for kind in _leaves(Command)}
"""Every command by its name in scenario files."""


def subject_of(command: Command) -> str:
    """Whose story the command's facts belong to: `unit`, `staff:…`, `patient:…` or `session:…`."""
    match command:
        case SessionCommand():
            return f"session:{command.session}"
        case PatientCommand():
            return f"patient:{command.patient}"
        case StaffCommand():
            return f"staff:{command.staff}"
        case _:
            return "unit"
