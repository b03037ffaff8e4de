"""What happened: frozen values in the past tense, the only things ever stored.

A kind is stored under the tag that its class declares, whatever the class is called; a tag is never
changed once shipped. A field is only ever added, with a default. Times of happening and writing, the actor and the
subject stand beside the fact in its `Entry`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar, TypeVar

import msgspec


class Weight(StrEnum):
    """How serious a kind is, known even to a program that cannot read it."""

    ADDITIVE = "additive"
    """Stands beside the others: a reading, a note, a drug given."""
    TRANSITION = "transition"
    """Says where the day stands: opened, started, paused, ended, left."""
    DANGER = "danger"
    """Stays open until a decision names it."""
    DECISION = "decision"
    """A person's answer, judgment or correction."""


class Fact(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Something that happened and cannot be undone, only corrected by a further fact."""

    tag: ClassVar[str] = ""
    weight: ClassVar[Weight] = Weight.ADDITIVE


K = TypeVar("K", bound=type[Fact])


def stored(tag: str, weight: Weight) -> Callable[[K], K]:
    """Declare the tag under which a kind of fact is stored for ever, and its weight."""

    def declare(kind: K) -> K:
        kind.tag, kind.weight = tag, weight
        return kind

    return declare


FORMAT = 1
"""Which kinds this program can read; raised whenever one is added."""


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A fact as it stands in the journal.

    `mark`, the hash of its content, names it for ever; "" before it is written. `after` holds
    the marks of all heads of the subject that the device had. `occurred_at` and `recorded_at`
    are UTC; `offset_min` is the wall clock's lead over UTC when it was written; `boot` and
    `uptime` are the workstation's start and the seconds since, which nobody can set; `skew` is
    this clock less the hub's, in seconds, None where it is not known; `late_reason` says why it
    was written later than it happened.

    `epoch`, `number` and `seal` prove where it stands, `place` is its order in this record; no
    entry refers to any of them.
    """

    mark: str = ""
    device: str = ""
    boot: str = ""
    uptime: float = 0.0
    offset_min: int
    subject: str
    after: tuple[str, ...] = ()
    format: int = FORMAT
    fact: Fact
    occurred_at: datetime
    recorded_at: datetime
    skew: float | None = None
    actor: str
    late_reason: str = ""
    request: str = ""
    epoch: str = ""
    number: int = 0
    seal: str = ""
    place: int = 0


# ------------------------------------------------------------------ the unit and its people


@stored("unit_set_up", Weight.DECISION)
class UnitSetUp(Fact, frozen=True):
    """The unit got its name, chairs and telephone numbers, or changed them."""

    name: str
    chairs: int
    emergency_number: str
    day_phone: str
    night_phone: str
    prescriber_phone: str
    practice: bool
    staff_number: str = ""


PHONE_KEYS = ("emergency_number", "staff_number", "day_phone", "night_phone", "prescriber_phone")
"""The telephone numbers a `UnitSetUp` fact has fields for."""


@stored("rules_adopted", Weight.DECISION)
class RulesAdopted(Fact, frozen=True):
    """The rules in force changed: a pack as the policies tighten it, whole, as sorted JSON.

    `hash` is the SHA-256 of `text`; a session names the one it began under, and keeps it.
    """

    hash: str
    pack: str
    version: str
    text: str


class Role(StrEnum):
    """What a member of staff may do."""

    NURSE = "nurse"
    CHARGE = "charge nurse"


@stored("staff_enrolled", Weight.DECISION)
class StaffEnrolled(Fact, frozen=True):
    """A member of staff may sign in; `pin_hash` is an Argon2 hash, never the PIN."""

    name: str
    initials: str
    role: Role
    pin_hash: str


@stored("staff_removed", Weight.DECISION)
class StaffRemoved(Fact, frozen=True):
    """A member of staff may no longer sign in, and why; their name stays on what they recorded."""

    reason: str


@stored("pin_refused", Weight.ADDITIVE)
class PinRefused(Fact, frozen=True):
    """A wrong PIN was typed for a member of staff; the actor is who was signed in, if anybody."""


@stored("pin_accepted", Weight.ADDITIVE)
class PinAccepted(Fact, frozen=True):
    """A member of staff typed their PIN where nobody signs in: at a second check."""


@stored("signed_in", Weight.ADDITIVE)
class SignedIn(Fact, frozen=True):
    """A member of staff signed in at this workstation."""


@stored("signed_out", Weight.ADDITIVE)
class SignedOut(Fact, frozen=True):
    """The workstation was locked."""


# --------------------------------------------------------------------------------- the patient


class Sex(StrEnum):
    """As the unit's papers name it."""

    FEMALE = "female"
    MALE = "male"
    OTHER = "other"


@stored("patient_registered", Weight.DECISION)
class PatientRegistered(Fact, frozen=True):
    """A patient is known to the unit. `allergies` empty means: none known, and asked."""

    family: str
    given: str
    born: date
    sex: Sex
    mrn: str
    allergies: str


@stored("course_ordered", Weight.DECISION)
class CourseOrdered(Fact, frozen=True):
    """A prescriber ordered a course. `early_reason` is why it begins before its interval."""

    course: int
    days: int
    first_day: date
    prescriber: str
    indication: str
    early_reason: str = ""


# --------------------------------------------------------------------------------- the session


@stored("session_opened", Weight.TRANSITION)
class SessionOpened(Fact, frozen=True):
    """A day of a course began at a chair; `rules` is the hash of those in force for all of it."""

    patient: str
    chair: int
    course: int
    day: int
    days: int
    dose: int
    date: date
    protocol: str
    protocol_version: str
    rules: str
    gap_allowed_by: str = ""
    gap_reason: str = ""


class Identifier(StrEnum):
    """What the patient was recognised by. The chair is not one."""

    NAME = "name"
    BIRTH_DATE = "date_of_birth"
    MRN = "mrn"


@stored("identity_confirmed", Weight.DECISION)
class IdentityConfirmed(Fact, frozen=True):
    """The patient was recognised by two identifiers or more."""

    identifiers: tuple[Identifier, ...]


@stored("authorisation_confirmed", Weight.DECISION)
class AuthorisationConfirmed(Fact, frozen=True):
    """The REMS said that the patient is authorised; `how` is by telephone or online."""

    how: str
    reference: str


class Answer(StrEnum):
    """An answer to a check-in question. Unknown is not No."""

    NO = "no"
    YES = "yes"
    UNKNOWN = "unknown"


@stored("questions_answered", Weight.DECISION)
class QuestionsAnswered(Fact, frozen=True):
    """Check-in questions were put to the patient today."""

    answers: dict[str, Answer]


@stored("check_answered", Weight.DECISION)
class CheckAnswered(Fact, frozen=True):
    """One field of a check was answered.

    What `value` may be follows from the field's kind (`app.models.checks.values`): an option's
    key, a list of them, words, a date, or a table.
    """

    check: str
    field: str
    value: Any


class Said(StrEnum):
    """What somebody decided about an answer."""

    GO_ON = "go_on"
    NOT_TODAY = "not_today"
    WAIT = "wait"


class How(StrEnum):
    """How a prescriber's decision was given."""

    IN_PERSON = "in_person"
    PHONE = "phone"


@stored("check_decided", Weight.DECISION)
class CheckDecided(Fact, frozen=True):
    """Somebody decided about an answer: a prescriber, or the nurse where the rule allows it.

    `words` are the prescriber's, the nurse's reason, or what is waited for. `about` holds the
    answers decided on, by their fields: of any others it says nothing. `how` is None where the
    nurse decided.
    """

    check: str
    field: str
    said: Said
    decided_by: str
    words: str
    about: dict[str, Any]
    how: How | None = None


@stored("premedication_given", Weight.ADDITIVE)
class PremedicationGiven(Fact, frozen=True):
    """A medicine before the infusion was given; `running` while it still goes in."""

    item: str
    drug: str
    dose: float
    unit: str
    route: str
    running: bool


@stored("premedication_finished", Weight.ADDITIVE)
class PremedicationFinished(Fact, frozen=True):
    """A running premedication is in."""

    item: str


@stored("premedication_withheld", Weight.ADDITIVE)
class PremedicationWithheld(Fact, frozen=True):
    """A medicine before the infusion was not given, and why."""

    item: str
    reason: str


@stored("bag_prepared", Weight.DECISION)
class BagPrepared(Fact, frozen=True):
    """The vial was diluted; `occurred_at` is the dilution, from which the bag's clock runs."""

    lot: str
    expires: date
    diluent: str
    volume_ml: float
    rate_ml_h: float


@stored("bag_checked", Weight.DECISION)
class BagChecked(Fact, frozen=True):
    """A second person entered the same dose, volume, rate, lot and patient."""


@stored("bag_check_differed", Weight.DECISION)
class BagCheckDiffered(Fact, frozen=True):
    """A second person's entry differed in these fields; the values are not kept."""

    fields: tuple[str, ...]


@stored("requirement_overridden", Weight.DECISION)
class RequirementOverridden(Fact, frozen=True):
    """Somebody who may do so let a requirement pass, and why."""

    requirement: str
    allowed_by: str
    reason: str
    told_of_risk: bool = False
    against_advice: bool = False


@stored("infusion_started", Weight.TRANSITION)
class InfusionStarted(Fact, frozen=True):
    """The pump was started."""

    volume_ml: float
    rate_ml_h: float


@stored("infusion_paused", Weight.TRANSITION)
class InfusionPaused(Fact, frozen=True):
    """The pump was stopped for a while; the bag's clock goes on."""

    reason: str
    note: str = ""


@stored("infusion_resumed", Weight.TRANSITION)
class InfusionResumed(Fact, frozen=True):
    """The pump runs again; after a reaction `ordered_by` is the prescriber."""

    rate_ml_h: float
    ordered_by: str = ""


@stored("rate_changed", Weight.TRANSITION)
class RateChanged(Fact, frozen=True):
    """The pump runs at another rate."""

    rate_ml_h: float


@stored("infusion_ended", Weight.TRANSITION)
class InfusionEnded(Fact, frozen=True):
    """A person saw the infusion end; `given_ml` as the pump showed it, if it was read off.

    `early_reason` says why the pump ran shorter than planned.
    """

    given_ml: float | None = None
    early_reason: str = ""


class StrokeCheck(StrEnum):
    """The BE-FAST check that goes with each set of vital signs."""

    NO_SIGN = "no_sign"
    SIGN = "sign"
    NOT_DONE = "not_done"


@stored("vitals_taken", Weight.ADDITIVE)
class VitalsTaken(Fact, frozen=True, kw_only=True):
    """A set of vital signs: values by the sign's key, in the unit the pack gives each sign.

    What is missing has its reason in `not_taken`, by the same key or `stroke_check`.
    """

    values: dict[str, float] = {}
    not_taken: dict[str, str] = {}
    stroke_check: StrokeCheck
    stroke_signs: tuple[str, ...] = ()


@stored("symptom_noted", Weight.ADDITIVE)
class SymptomNoted(Fact, frozen=True):
    """The patient has, or had, a symptom.

    `since` is the infusion day it came after, when it is told at a later visit; nobody here saw
    how bad it was, so its severity is then empty.
    """

    symptom: str
    severity: str
    note: str = ""
    since: date | None = None


@stored("stroke_signs_found", Weight.DANGER)
class StrokeSignsFound(Fact, frozen=True):
    """Somebody saw a stroke sign; `last_known_well` is the last recorded "no sign" before."""

    signs: tuple[str, ...]
    last_known_well: datetime | None


@stored("drug_given", Weight.ADDITIVE)
class DrugGiven(Fact, frozen=True):
    """A medicine other than the premedication was given."""

    drug: str
    dose: str
    route: str
    note: str = ""


@stored("note_written", Weight.ADDITIVE)
class NoteWritten(Fact, frozen=True):
    """A sentence for the record."""

    text: str


@stored("teach_back_done", Weight.DECISION)
class TeachBackDone(Fact, frozen=True):
    """The patient said back the warning signs and whom to call."""

    note: str = ""


@stored("sheet_handed_over", Weight.DECISION)
class SheetHandedOver(Fact, frozen=True):
    """The patient got the discharge sheet, and how; it counts for that end only."""

    how: str
    ended_at: datetime


@stored("patient_discharged", Weight.TRANSITION)
class PatientDischarged(Fact, frozen=True):
    """The patient left; `early` when the observation was cut short."""

    early: bool


@stored("session_cancelled", Weight.TRANSITION)
class SessionCancelled(Fact, frozen=True):
    """The day ended before the pump was started."""

    reason: str


@stored("alarm_acknowledged", Weight.DECISION)
class AlarmAcknowledged(Fact, frozen=True):
    """A person saw an alarm."""

    alarm: str


@stored("entry_corrected", Weight.DECISION)
class EntryCorrected(Fact, frozen=True):
    """An entry is wrong. Beside it stands the right one, or nothing when it was struck out.

    `entry` is the mark of the wrong entry in the same subject; `values` are only the
    fields that change, a vital sign by its own key and None where it was not taken after all;
    `occurred_at` is the right time when the time was wrong.
    """

    entry: str
    reason: str
    struck: bool = False
    values: dict[str, Any] = {}
    occurred_at: datetime | None = None


# -------------------------------------------------------------------------------- the workstation


@stored("epoch_begun", Weight.ADDITIVE)
class EpochBegun(Fact, frozen=True):
    """The record was opened and written to, under a new epoch.

    `previous`, `number` and `seal` name the last row that was written in the record before; its
    own `epoch` makes this entry another one than that of any copy.
    """

    epoch: str
    previous: str
    number: int
    seal: str


@stored("clock_stepped", Weight.ADDITIVE)
class ClockStepped(Fact, frozen=True):
    """The wall clock jumped by that many seconds while no such time went by."""

    seconds: float


@stored("workstation_slept", Weight.ADDITIVE)
class WorkstationSlept(Fact, frozen=True):
    """The workstation slept that many seconds; the infusion did not."""

    seconds: float


class UnknownKind(Exception):
    """The journal holds a kind of fact this program does not know; it is never skipped."""


def kind_of(fact: Fact | type[Fact]) -> str:
    """The tag under which a fact's kind is stored: `vitals_taken`."""
    return fact.tag


def snake(name: str) -> str:
    """`VitalsTaken` as `vitals_taken`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


KINDS: dict[str, type[Fact]] = {kind.tag: kind for kind in Fact.__subclasses__()}


def to_body(fact: Fact) -> str:
    """The fact as the JSON kept in the journal."""
    return msgspec.json.encode(fact).decode()


def from_body(kind: str, body: str | bytes) -> Fact:
    """The fact back from the journal; an unknown kind raises `UnknownKind`."""
    known = KINDS.get(kind)
    if known is None:
        raise UnknownKind(kind)
    return msgspec.json.decode(body, type=known)


def corrected(entry: Entry, correction: EntryCorrected) -> Entry:
    """The entry as it should have been; raises `msgspec.ValidationError` for a value of a wrong type."""
    values = {**msgspec.to_builtins(entry.fact), **correction.values}
    if isinstance(entry.fact, VitalsTaken):
        values = _with_signs(entry.fact, correction.values)
    return msgspec.structs.replace(
        entry,
        fact=msgspec.convert(values, type(entry.fact)),
        occurred_at=correction.occurred_at or entry.occurred_at,
    )


def _with_signs(taken: VitalsTaken, changes: dict[str, Any]) -> dict[str, Any]:
    """The set with its changes: what is no field of the fact is a sign's key."""
    fields = msgspec.to_builtins(taken)
    signs = {key: value for key, value in changes.items() if key not in fields}
    values = {key: value for key, value in {**taken.values, **signs}.items() if value is not None}
    others = {key: value for key, value in changes.items() if key in fields}
    return {**fields, "values": values, **others}
