"""The unit, its staff and its patients, each a fold over its facts."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import date, datetime, timedelta

import msgspec
from msgspec.structs import replace

from app.models.facts import (
    CourseOrdered,
    Entry,
    Fact,
    PatientRegistered,
    PinAccepted,
    PinRefused,
    Role,
    Sex,
    SignedIn,
    SignedOut,
    StaffEnrolled,
    StaffRemoved,
    UnitSetUp,
    UnknownKind,
    kind_of,
)
from app.models.moment import Now
from app.models.protocol import Pack


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
    """A member of staff. `removed` is why they may no longer sign in, empty while they may.

    `wrong_pins` counts those typed since the last right one, `wrong_pin_at` is when the last of
    them was written down.
    """

    id: str
    name: str
    initials: str
    role: Role
    pin_hash: str
    version: int
    removed: str = ""
    wrong_pins: int = 0
    wrong_pin_at: datetime | None = None


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
    """A name in capitals; Greek capitals lose their accents (ΠΑΠΑΔΟΠΟΥΛΟΣ), all others keep theirs."""
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
            case SignedIn() | PinAccepted() if staff:
                staff = replace(staff, version=entry.version, wrong_pins=0, wrong_pin_at=None)
            case PinRefused() if staff:
                staff = replace(
                    staff,
                    version=entry.version,
                    wrong_pins=staff.wrong_pins + 1,
                    wrong_pin_at=entry.recorded_at,
                )
            case SignedOut() if staff:
                staff = replace(staff, version=entry.version)
            case StaffRemoved() as fact if staff:
                staff = replace(staff, version=entry.version, removed=fact.reason)
            case other:
                raise _stray(other, "staff")
    return staff


def pin_wait(staff: Staff, at: datetime, pack: Pack) -> timedelta:
    """How long after that instant no PIN of theirs is taken, for so many wrong ones in a row.

    Each further round of wrong PINs doubles it, up to the longest. Never longer than the whole
    wait, wherever the clock stands: set back, it must not lock anybody out for years.
    """
    whole = _whole_wait(staff.wrong_pins, pack)
    if staff.wrong_pin_at is None:
        return timedelta()
    return min(whole, max(timedelta(), staff.wrong_pin_at + whole - at))


def _whole_wait(wrong_pins: int, pack: Pack) -> timedelta:
    rules = pack.sign_in
    rounds, over = divmod(wrong_pins, rules.wrong_pins.value)
    if over or not rounds:
        return timedelta()
    seconds = rules.first_wait_s.value * 2 ** (rounds - 1)
    return timedelta(seconds=min(seconds, rules.longest_wait_min.value * 60))


def waiting_words(staff: Staff, wait: timedelta, now: Now) -> str:
    """Why no PIN of theirs is taken, and until when on the wall clock."""
    until = now.local(now.at + wait + HALF_A_SECOND)
    return (
        f"{staff.wrong_pins} wrong PINs in a row for {staff.name}. "
        f"No PIN is accepted until {until:%H:%M:%S}. Then type it again."
    )


HALF_A_SECOND = timedelta(seconds=0.5)
"""Rounds to the nearest second, so that the words stand still while the wait goes down."""


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
                patient = replace(
                    patient, courses=(*patient.courses, course), version=entry.version
                )
            case other:
                raise _stray(other, "patient")
    return patient


def _stray(fact: Fact, story: str) -> UnknownKind:
    return UnknownKind(f"{kind_of(fact)} in a {story}'s story")
