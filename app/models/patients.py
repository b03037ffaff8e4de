"""Patients and the courses ordered for them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import date

import msgspec
from msgspec.structs import replace

from app.models import codes, facts
from app.models.asking import Asked, Case, Command, Decision, LookUp, handle
from app.models.facts import (
    CourseOrdered,
    Entry,
    Fact,
    PatientRegistered,
    Sex,
    UnknownKind,
    kind_of,
)
from app.models.moment import add_months, full_date
from app.models.refusal import missing, refuse
from app.models.subjects import PATIENT, about


class PatientCommand(Command, frozen=True):
    """A command about a patient."""

    patient: str

    @property
    def subject(self) -> str:
        """Its patient."""
        return about(PATIENT, self.patient)


class RegisterPatient(PatientCommand, frozen=True):
    """Make a patient known to the unit; `allergies` empty means none known."""

    family: str
    given: str
    born: date
    sex: Sex
    mrn: str
    allergies: str = ""

    def concerns(self, case: Case, known: LookUp) -> Case:
        """Whoever has this id or this MRN already."""
        return case._replace(
            patient=known.patient(self.patient), same_mrn=known.patient_with_mrn(self.mrn)
        )


class OrderCourse(PatientCommand, frozen=True):
    """Record a prescriber's order for the patient's next course."""

    first_day: date
    prescriber: str
    indication: str
    early_reason: str = ""

    def concerns(self, case: Case, known: LookUp) -> Case:
        """The patient and the days they had."""
        return case._replace(
            patient=known.patient(self.patient), history=known.sessions_of(self.patient)
        )


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

OLDEST_AGE = 120
"""Years; a date of birth before that is a typing mistake, not a clinical limit."""


@handle.register
def register_patient(command: RegisterPatient, asked: Asked) -> Decision:
    """A patient with a name, a date of birth in the past, and an MRN nobody else has."""
    case, now, _ = asked
    mrn = codes.tidy(command.mrn)
    if empty := missing(family_name=command.family, given_name=command.given, MRN=mrn):
        return empty
    if case.patient:
        return refuse("already_done", f"{case.patient.name} is registered already.")
    if case.same_mrn:
        other = case.same_mrn
        return refuse(
            "mrn_taken",
            f"MRN {other.mrn} belongs to {other.name}, born {full_date(other.born)}. "
            "Check the wristband; one of them is mistyped.",
        )
    if not _plausible_birth(command.born, now.day):
        return refuse(
            "birth_date",
            f"{full_date(command.born)} cannot be a date of birth. Type the date again.",
        )
    return (
        facts.PatientRegistered(
            family=command.family.strip(),
            given=command.given.strip(),
            born=command.born,
            sex=command.sex,
            mrn=mrn,
            allergies=command.allergies.strip(),
        ),
    )


def _plausible_birth(born: date, today: date) -> bool:
    return born.year > today.year - OLDEST_AGE and born < today


@handle.register
def order_course(command: OrderCourse, asked: Asked) -> Decision:
    """The patient's next course, not before its interval unless the prescriber says why."""
    case, _, pack = asked
    patient = case.patient
    if patient is None:
        return refuse("unknown_patient", "This patient is not registered. Register them first.")
    if empty := missing(prescriber=command.prescriber, indication=command.indication):
        return empty
    minimum = pack.course.minimum_age_years
    if patient.age(command.first_day) < minimum.value:
        return refuse(
            "too_young",
            f"{patient.name} is {patient.age(command.first_day)} on that day. "
            f"{pack.product} is not given under {minimum.value}.",
            minimum,
        )
    if unfinished := _unfinished(patient, asked):
        return unfinished
    if early := _too_early(command, asked):
        return early
    number = len(patient.courses) + 1
    days = pack.course.first_course_days if number == 1 else pack.course.later_course_days
    return (
        facts.CourseOrdered(
            course=number,
            days=days.value,
            first_day=command.first_day,
            prescriber=command.prescriber.strip(),
            indication=command.indication.strip(),
            early_reason=command.early_reason.strip(),
        ),
    )


def _unfinished(patient: Patient, asked: Asked) -> Decision | None:
    course = patient.course
    if course is None:
        return None
    given = [item for item in asked.case.history if item.course == course.number]
    if any(item.dose_given for item in given):
        return None
    return refuse(
        "already_done",
        f"Course {course.number} is ordered already, from {full_date(course.first_day)}, "
        "and none of it was given.",
    )


def _too_early(command: OrderCourse, asked: Asked) -> Decision | None:
    days = [item.given_on(asked.now) for item in asked.case.history]
    doses = [day for day in days if day]
    if not doses:
        return None
    rule = asked.pack.course.interval_months
    from_day = add_months(max(doses), rule.value)
    if command.first_day >= from_day or command.early_reason.strip():
        return None
    return refuse(
        "too_early",
        f"The last dose was on {full_date(max(doses))}. The next course begins on "
        f"{full_date(from_day)} or later, unless the prescriber says why.",
        rule,
    )


def fold_patient(
    id: str, entries: Iterable[Entry], before: Patient | None = None
) -> Patient | None:
    """The patient, or None if nobody of that id was registered."""
    patient = before
    for entry in entries:
        match entry.fact:
            case PatientRegistered() as fact:
                patient = Patient(id=id, courses=(), **msgspec.structs.asdict(fact))
            case CourseOrdered() as fact if patient:
                course = Course(
                    number=fact.course,
                    days=fact.days,
                    first_day=fact.first_day,
                    prescriber=fact.prescriber,
                    indication=fact.indication,
                )
                patient = replace(patient, courses=(*patient.courses, course))
            case other:
                raise stray(other, "patient")
    return patient


def stray(fact: Fact, story: str) -> UnknownKind:
    return UnknownKind(f"{kind_of(fact)} in a {story}'s story")
