"""Patients as a nurse looks for them: who they are, and whether they may start today, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from app.models.asking import Case
from app.models.day.arrival import OpenSession
from app.models.day.session import Phase, Session
from app.models.decide import decide
from app.models.facts import Sex
from app.models.moment import Now, day_month
from app.models.patients import OrderCourse, Patient, RegisterPatient
from app.models.refusal import Refusal
from app.models.rules.pack import Pack
from app.models.staff import Staff
from app.models.unit import Unit
from app.papers.office import unprintable
from app.ui.patients.wristband import allergy, second_line
from app.ui.people.words import Problem

MOST_FOUND = 12
"""Rows; more letters find fewer."""

MOST_DAYS = 6
"""Earlier days shown, the latest first."""


@dataclass(frozen=True, slots=True)
class EarlierDay:
    """A day already begun: which one, and how it stands."""

    session: str
    words: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A patient, and what stands between them and a chair today.

    `next` says what can be done: `open`, `gap` (with a prescriber's word), `order`, `go` (there
    is a session at a chair), or nothing.
    """

    id: str
    name: str
    second: str
    allergy: str
    allergic: bool
    course: str
    state: str
    why: str
    source: str
    next: str
    session: str
    days: tuple[EarlierDay, ...]


@dataclass(frozen=True, slots=True)
class PatientForm:
    """A new patient as typed; None is a question not answered."""

    family: str = ""
    given: str = ""
    born: date | None = None
    sex: str | None = None
    mrn: str = ""
    has_allergies: bool | None = None
    allergies: str = ""


@dataclass(frozen=True, slots=True)
class OrderForm:
    """A course's order as typed."""

    first_day: date | None = None
    prescriber: str = ""
    indication: str = ""
    early_reason: str = ""


def candidate(
    patient: Patient,
    history: Sequence[Session],
    unit: Unit | None,
    by: Staff | None,
    now: Now,
    pack: Pack,
) -> Candidate:
    """The patient as the rules see them now: the same decision as opening a session makes."""
    asked = OpenSession(session="asked", patient=patient.id, chair=1)
    case = Case(unit=unit, by=by, patient=patient, history=tuple(history))
    decision = decide(case, asked, now, pack)
    refusal = decision if isinstance(decision, Refusal) else None
    code = refusal.code if refusal else ""
    running = next((item for item in history if not item.over), None)
    return Candidate(
        id=patient.id,
        name=patient.name,
        second=second_line(patient, now.day),
        allergy=allergy(patient),
        allergic=bool(patient.allergies),
        course=_course(patient, history, now),
        state=_state(code, running),
        why=refusal.sentence if refusal else "",
        source=refusal.source if refusal else "",
        next=_NEXT.get(code, ""),
        session=running.id if running else "",
        days=tuple(_day(item, now) for item in reversed(history[-MOST_DAYS:])),
    )


_NEXT = {
    "": "open",
    "not_planned_today": "gap",
    "no_course": "order",
    "course_complete": "order",
    "already_open": "go",
}


def _course(patient: Patient, history: Sequence[Session], now: Now) -> str:
    """The course in words, and the day it is about: today's once begun, else the next."""
    course = patient.course
    if course is None:
        return "no course ordered"
    for item in reversed(history):
        if not item.over or (item.dose_given and item.date == now.day):
            return f"Course {item.course} · day {item.day} of {item.days}"
    given = sum(item.dose_given and item.course == course.number for item in history)
    if given >= course.days:
        return f"Course {course.number} · all {course.days} days given"
    return f"Course {course.number} · day {given + 1} of {course.days}"


def _state(code: str, running: Session | None) -> str:
    match code:
        case "":
            return "planned today"
        case "already_open" if running:
            return f"at chair {running.chair}"
        case "dose_today":
            return "had today’s dose"
        case "not_planned_today":
            return "not planned today"
        case "no_course":
            return "order missing"
        case "course_complete":
            return "course complete"
        case _:
            return "not today"


def _day(session: Session, now: Now) -> EarlierDay:
    match session.phase:
        case Phase.DISCHARGED if session.discharged:
            end = f"went home {now.local(session.wall(session.discharged.at)):%H:%M}"
        case Phase.CANCELLED:
            end = "cancelled"
        case _:
            end = f"at chair {session.chair}"
    which = f"Course {session.course} · day {session.day}"
    year = "" if session.date.year == now.day.year else f" {session.date.year}"
    return EarlierDay(session.id, f"{which} · {day_month(session.date)}{year} · {end}")


def patient_problems(form: PatientForm) -> tuple[Problem, ...]:
    """Everything that is missing, in the form's order; nothing is taken for granted."""
    found = []
    if not form.family:
        found.append(Problem("family", "As on the wristband."))
    if not form.given:
        found.append(Problem("given", "As on the wristband."))
    if form.born is None:
        found.append(Problem("born", "Type the day, as 2 Apr 1986."))
    if not form.mrn:
        found.append(Problem("mrn", "As on the wristband."))
    if form.sex is None:
        found.append(Problem("sex", "Choose one."))
    if form.has_allergies is None:
        found.append(Problem("allergies", "Ask, then tap the answer."))
    elif form.has_allergies and not form.allergies:
        found.append(Problem("allergies", "Write which."))
    return (*found, *_unprintable(form))


def _unprintable(form: PatientForm) -> Iterator[Problem]:
    """Letters that the discharge sheet could not print: said now, not at the end of the day."""
    for field in ("family", "given", "mrn", "allergies"):
        if letters := unprintable(getattr(form, field)):
            yield Problem(
                field, f"The sheet cannot print {letters}. Write Latin letters, as in the passport."
            )


def register_command(form: PatientForm, id: str) -> RegisterPatient:
    """The command for a form without problems."""
    assert form.born is not None
    assert form.sex is not None
    return RegisterPatient(
        patient=id,
        family=form.family,
        given=form.given,
        born=form.born,
        sex=Sex(form.sex),
        mrn=form.mrn,
        allergies=form.allergies if form.has_allergies else "",
    )


def order_problems(form: OrderForm) -> tuple[Problem, ...]:
    """Everything that is missing, in the form's order."""
    found = []
    if form.first_day is None:
        found.append(Problem("first_day", "Type the day, as 23 Nov 2026."))
    if not form.prescriber:
        found.append(Problem("prescriber", "Who ordered it."))
    if not form.indication:
        found.append(Problem("indication", "As the order says."))
    return tuple(found)


def order_command(form: OrderForm, id: str) -> OrderCourse:
    """The command for a form without problems."""
    assert form.first_day is not None
    return OrderCourse(
        patient=id,
        first_day=form.first_day,
        prescriber=form.prescriber,
        indication=form.indication,
        early_reason=form.early_reason,
    )
