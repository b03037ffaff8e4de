"""The unit, its staff and its patients, each a fold over its facts."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import date

import msgspec

from app.models.facts import (
    CourseOrdered,
    Entry,
    Fact,
    PatientRegistered,
    Role,
    Sex,
    SignedIn,
    SignedOut,
    StaffEnrolled,
    UnitSetUp,
    UnknownKind,
    kind_of,
)


class Unit(msgspec.Struct, frozen=True, kw_only=True):
    """The infusion unit: what its papers say and how many chairs it has."""

    name: str
    chairs: int
    emergency_number: str
    day_phone: str
    night_phone: str
    prescriber_phone: str
    practice: bool
    version: int
    staff_number: str = ""

    @property
    def for_staff(self) -> str:
        """The number staff call for help; the patients' emergency number if it is the same."""
        return self.staff_number or self.emergency_number


class Staff(msgspec.Struct, frozen=True, kw_only=True):
    """A member of staff who may sign in."""

    id: str
    name: str
    initials: str
    role: Role
    pin_hash: str
    version: int


class Course(msgspec.Struct, frozen=True, kw_only=True):
    """An ordered course of the patient."""

    number: int
    days: int
    first_day: date
    prescriber: str
    indication: str


class Patient(msgspec.Struct, frozen=True, kw_only=True):
    """A patient and the courses ordered for them."""

    id: str
    family: str
    given: str
    born: date
    sex: Sex
    mrn: str
    allergies: str
    courses: tuple[Course, ...]
    version: int

    @property
    def name(self) -> str:
        """`DOE, Jan`: the family name in capitals, as on a wristband."""
        return f"{capitals(self.family)}, {self.given}"

    @property
    def course(self) -> Course | None:
        """The latest course ordered."""
        return self.courses[-1] if self.courses else None

    def age(self, on: date) -> int:
        """Whole years on that day."""
        birthday_to_come = (on.month, on.day) < (self.born.month, self.born.day)
        return on.year - self.born.year - birthday_to_come


def capitals(name: str) -> str:
    """A name in capitals; Greek ones bear no accent (ΠΑΠΑΔΟΠΟΥΛΟΣ), all others keep theirs."""
    decomposed = unicodedata.normalize("NFD", name.upper())
    kept = (
        mark
        for place, mark in enumerate(decomposed)
        if not (mark == ACUTE and place and GREEK[0] <= decomposed[place - 1] <= GREEK[1])
    )
    return unicodedata.normalize("NFC", "".join(kept))


ACUTE = "\N{COMBINING ACUTE ACCENT}"
GREEK = ("\N{GREEK CAPITAL LETTER ALPHA}", "\N{GREEK SMALL LETTER OMEGA}")


def fold_unit(entries: Iterable[Entry], before: Unit | None = None) -> Unit | None:
    """The unit as last set up, or None on a new workstation; `before` is all earlier entries."""
    unit = before
    for entry in entries:
        match entry.fact:
            case UnitSetUp() as fact:
                unit = Unit(version=entry.version, **msgspec.structs.asdict(fact))
            case other:
                raise _stray(other, "unit")
    return unit


def fold_staff(id: str, entries: Iterable[Entry], before: Staff | None = None) -> Staff | None:
    """The member of staff, or None if nobody of that id was enrolled."""
    staff = before
    for entry in entries:
        match entry.fact:
            case StaffEnrolled() as fact:
                staff = Staff(id=id, version=entry.version, **msgspec.structs.asdict(fact))
            case SignedIn() | SignedOut() if staff:
                staff = msgspec.structs.replace(staff, version=entry.version)
            case other:
                raise _stray(other, "staff")
    return staff


def fold_patient(
    id: str, entries: Iterable[Entry], before: Patient | None = None
) -> Patient | None:
    """The patient, or None if nobody of that id was registered."""
    patient = before
    for entry in entries:
        match entry.fact:
            case PatientRegistered() as fact:
                patient = Patient(
                    id=id, courses=(), version=entry.version, **msgspec.structs.asdict(fact)
                )
            case CourseOrdered() as fact if patient:
                course = Course(
                    number=fact.course,
                    days=fact.days,
                    first_day=fact.first_day,
                    prescriber=fact.prescriber,
                    indication=fact.indication,
                )
                patient = msgspec.structs.replace(
                    patient, courses=(*patient.courses, course), version=entry.version
                )
            case other:
                raise _stray(other, "patient")
    return patient


def _stray(fact: Fact, story: str) -> UnknownKind:
    return UnknownKind(f"{kind_of(fact)} in a {story}'s story")
