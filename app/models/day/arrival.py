"""Arrival: the day opened at a chair, the patient's identity, and a day canceled before its start."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from msgspec.structs import replace

from app.models import facts
from app.models.asking import Asked, Case, Decision, LookUp, handle
from app.models.day.apply import apply
from app.models.day.fits import fits
from app.models.day.sentence import say
from app.models.day.session import Phase, Session, Stamp
from app.models.day.stage import SessionCommand, before_start, running_day
from app.models.facts import Entry, Identifier
from app.models.moment import full_date
from app.models.patients import Course, Patient
from app.models.refusal import Refusal, missing, refuse
from app.models.rules.pack import Pack


class OpenSession(SessionCommand, frozen=True):
    """Begin the patient's next day at a chair; a gap in the days needs a prescriber and why."""

    begins_a_day: ClassVar[bool] = True

    patient: str
    chair: int
    gap_allowed_by: str = ""
    gap_reason: str = ""

    def concerns(self, case: Case, known: LookUp) -> Case:
        """The patient, their earlier days, and who sits at the chair."""
        return case._replace(
            session=known.session(self.session),
            patient=known.patient(self.patient),
            history=known.sessions_of(self.patient),
            at_chair=known.at_chair(self.chair),
        )


class ConfirmIdentity(SessionCommand, frozen=True):
    """Recognise the patient by two identifiers or more."""

    identifiers: tuple[Identifier, ...]


class CancelSession(SessionCommand, frozen=True):
    """End the day before the pump was started, and why."""

    reason: str


@handle.register
def open_session(command: OpenSession, asked: Asked) -> Decision:
    """The next day of the course ordered, at a free chair, one dose a calendar day."""
    case, now, pack = asked
    if case.session:
        return refuse("already_done", "This session is open already.")
    if case.patient is None:
        return refuse(
            "unknown_patient",
            "No patient of that number is registered here. Register the patient first.",
        )
    if refused := _chair(command, asked):
        return refused
    course = _ordered(case.patient, asked)
    if isinstance(course, Refusal):
        return course
    day = _next_day(course, case.patient, asked)
    if isinstance(day, Refusal):
        return day
    if refused := _gap(command, course, day, asked):
        return refused
    return (
        facts.SessionOpened(
            patient=case.patient.id,
            chair=command.chair,
            course=course.number,
            day=day,
            days=course.days,
            dose=1 + sum(item.dose_given for item in case.history),
            date=now.day,
            protocol=pack.id,
            protocol_version=pack.version,
            rules=case.rules,
            gap_allowed_by=command.gap_allowed_by.strip(),
            gap_reason=command.gap_reason.strip(),
        ),
    )


def _chair(command: OpenSession, asked: Asked) -> Refusal | None:
    unit, taken = asked.case.unit, asked.case.at_chair
    if unit is None:
        return refuse("no_unit", "The unit is not set up. Set it up first.")
    if not 1 <= command.chair <= unit.chairs:
        return refuse("no_chair", f"There is no chair {command.chair}: the unit has {unit.chairs}.")
    if taken:
        return refuse("chair_taken", f"Chair {command.chair} is taken. Choose a free chair.")
    return None


def _ordered(patient: Patient, asked: Asked) -> Course | Refusal:
    """The latest course ordered, for a patient who is old enough today."""
    course = patient.course
    if course is None:
        return refuse(
            "no_course", f"No course is ordered for {patient.name}. Record the order first."
        )
    pack, age = asked.pack, patient.age(asked.now.day)
    minimum = pack.course.minimum_age_years
    if age < minimum.value:
        return refuse(
            "too_young",
            f"{patient.name} is {age}. {pack.product} is not given under {minimum.value}.",
            minimum,
        )
    return course


def _next_day(course: Course, patient: Patient, asked: Asked) -> int | Refusal:
    case, now, pack = asked
    running = [item for item in case.history if not item.over]
    if running:
        return refuse(
            "already_open", f"{patient.name} is at chair {running[0].chair} already. Go there."
        )
    if any(item.given_on(now) == now.day for item in case.history):
        return refuse(
            "dose_today",
            f"{patient.name} had a dose today. The next one is tomorrow.",
            pack.course.doses_a_day,
        )
    given = sum(item.dose_given and item.course == course.number for item in case.history)
    if given >= course.days:
        return refuse(
            "course_complete",
            f"Course {course.number} is complete: {course.days} of {course.days} days given.",
            pack.course.first_course_days if course.number == 1 else pack.course.later_course_days,
        )
    return given + 1


def _gap(command: OpenSession, course: Course, day: int, asked: Asked) -> Refusal | None:
    case, now, pack = asked
    given = [item for item in case.history if item.course == course.number]
    doses = [dose for dose in (item.given_on(now) for item in given) if dose]
    planned = max(doses) + timedelta(days=1) if doses else course.first_day
    if now.day == planned or (command.gap_allowed_by.strip() and command.gap_reason.strip()):
        return None
    rule = pack.course.first_course_days if course.number == 1 else pack.course.later_course_days
    return refuse(
        "not_planned_today",
        f"Day {day} of course {course.number} is planned for {full_date(planned)}. "
        "To go on today, name the prescriber who allows it, and why.",
        rule,
    )


@handle.register
def confirm_identity(command: ConfirmIdentity, asked: Asked) -> Decision:
    """Two different identifiers; the chair is not one."""
    session = running_day(asked)
    if isinstance(session, Refusal):
        return session
    confirmed = facts.IdentityConfirmed(identifiers=tuple(dict.fromkeys(command.identifiers)))
    return fits(confirmed, session, asked.pack) or (confirmed,)


@handle.register
def cancel_session(command: CancelSession, asked: Asked) -> Decision:
    """From every stage before the start, with a reason."""
    session = before_start(asked)
    if isinstance(session, Refusal):
        if session.code == "already_started":
            return refuse("started", "The pump was started, so the day is ended, not cancelled.")
        return session
    cancelled = facts.SessionCancelled(reason=command.reason.strip())
    return fits(cancelled, session, asked.pack) or (cancelled,)


@fits.register
def _(fact: facts.IdentityConfirmed, session: Session, pack: Pack) -> Refusal | None:
    rule, count = pack.start.identity, len(set(fact.identifiers))
    if count >= rule.value:
        return None
    return refuse(
        "two_identifiers",
        f"Only {count} of {rule.value} identifiers. Ask for the name and the date of "
        "birth, or read the MRN.",
        rule,
    )


@fits.register
def _(fact: facts.SessionCancelled, session: Session, pack: Pack) -> Refusal | None:
    return missing(reason=fact.reason)


@apply.register
def _(fact: facts.IdentityConfirmed, session: Session, stamp: Stamp, entry: Entry) -> Session:
    return replace(session, identity=stamp, identified_by=fact.identifiers)


@apply.register
def _(fact: facts.SessionCancelled, session: Session, stamp: Stamp, entry: Entry) -> Session:
    return replace(session, phase=Phase.CANCELLED, cancelled=stamp, cancel_reason=fact.reason)


@say.register
def _(fact: facts.SessionOpened, pack: Pack) -> str:
    gap = (
        f", gap allowed by {fact.gap_allowed_by}: {fact.gap_reason}" if fact.gap_allowed_by else ""
    )
    return (
        f"Arrived at chair {fact.chair}: course {fact.course}, day {fact.day} of {fact.days}{gap}"
    )


@say.register
def _(fact: facts.IdentityConfirmed, pack: Pack) -> str:
    return f"Identity confirmed: {', '.join(item.replace('_', ' ') for item in fact.identifiers)}"


@say.register
def _(fact: facts.SessionCancelled, pack: Pack) -> str:
    return f"Cancelled: {fact.reason}"
