"""Deciding about check-in: the day opened, who it is, what may stand against it."""

from __future__ import annotations

from datetime import timedelta

from app.models import facts
from app.models.commands import (
    AnswerQuestions,
    CancelSession,
    ConfirmAuthorisation,
    ConfirmIdentity,
    FinishPremedication,
    GivePremedication,
    OpenSession,
    WithholdPremedication,
)
from app.models.decide.ask import handle
from app.models.decide.case import Asked, Decision, refuse
from app.models.decide.stage import before_start, running_day
from app.models.fits import fits
from app.models.moment import full_date
from app.models.people import Course, Patient
from app.models.refusal import Refusal


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
def confirm_authorisation(command: ConfirmAuthorisation, asked: Asked) -> Decision:
    """The REMS answered, by telephone or online."""
    session = running_day(asked)
    if isinstance(session, Refusal):
        return session
    confirmed = facts.AuthorisationConfirmed(
        how=command.how.strip(), reference=command.reference.strip()
    )
    return fits(confirmed, session, asked.pack) or (confirmed,)


@handle.register
def answer_questions(command: AnswerQuestions, asked: Asked) -> Decision:
    """Answers to questions of the protocol; an answer is never filled in."""
    session = running_day(asked)
    if isinstance(session, Refusal):
        return session
    answered = facts.QuestionsAnswered(answers=command.answers)
    return fits(answered, session, asked.pack) or (answered,)


@handle.register
def give_premedication(command: GivePremedication, asked: Asked) -> Decision:
    """A premedication of the protocol, with its drug and dose as given."""
    session = running_day(asked)
    if isinstance(session, Refusal):
        return session
    given = facts.PremedicationGiven(
        item=command.item,
        drug=command.drug.strip(),
        dose=command.dose,
        unit=command.unit.strip(),
        route=command.route.strip(),
        running=command.running,
    )
    return fits(given, session, asked.pack) or (given,)


@handle.register
def finish_premedication(command: FinishPremedication, asked: Asked) -> Decision:
    """Only what is running can finish, and not before it began."""
    session = running_day(asked)
    if isinstance(session, Refusal):
        return session
    given = session.premeds.get(command.item)
    if given is None or not given.running:
        return refuse("not_running", "This medicine is not running. Record that it was given.")
    if command.at and command.at - session.step < given.stamp.at:
        return refuse("before_start", "It cannot finish before it began. Check the time.")
    return (facts.PremedicationFinished(item=command.item),)


@handle.register
def withhold_premedication(command: WithholdPremedication, asked: Asked) -> Decision:
    """Not given, and why."""
    session = running_day(asked)
    if isinstance(session, Refusal):
        return session
    withheld = facts.PremedicationWithheld(item=command.item, reason=command.reason.strip())
    return fits(withheld, session, asked.pack) or (withheld,)


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
