"""Deciding about the unit, its staff and its patients."""

from __future__ import annotations

from datetime import date

from app.models import codes, facts
from app.models.commands import (
    EnrolStaff,
    NoteRightPin,
    NoteWrongPin,
    OrderCourse,
    RegisterPatient,
    RemoveStaff,
    SetUpUnit,
    SignIn,
    SignOut,
)
from app.models.decide.ask import handle
from app.models.decide.case import Asked, Case, Decision, missing, refuse
from app.models.facts import Role
from app.models.moment import add_months, full_date
from app.models.people import Patient, waiting_words
from app.models.refusal import Refusal

MOST_CHAIRS = 60
"""More chairs than this are a typing mistake."""

OLDEST_AGE = 120
"""Years; a date of birth before that is a typing mistake, not a clinical limit."""


@handle.register
def set_up_unit(command: SetUpUnit, asked: Asked) -> Decision:
    """First start, or a change by a charge nurse; practice is for ever."""
    unit, by = asked.case.unit, asked.case.by
    needed = [role.key for role in asked.pack.phones.roles if role.required]
    if empty := missing(name=command.name, **{key: getattr(command, key) for key in needed}):
        return empty
    if not 1 <= command.chairs <= MOST_CHAIRS:
        return refuse(
            "no_chairs", f"A unit has 1 to {MOST_CHAIRS} chairs. Enter how many there are."
        )
    if unit and (by is None or by.role is not Role.CHARGE):
        return refuse("role", "Only a charge nurse changes the unit. Ask one to sign in.")
    if unit and unit.practice != command.practice:
        return refuse(
            "practice_fixed",
            "A practice record stays practice, and a real one real. Start the other one instead.",
        )
    return (
        facts.UnitSetUp(
            name=command.name.strip(),
            chairs=command.chairs,
            practice=command.practice,
            **{key: getattr(command, key).strip() for key in facts.PHONE_KEYS},
        ),
    )


@handle.register
def enrol_staff(command: EnrolStaff, asked: Asked) -> Decision:
    """The first member of staff enrolls without a sign-in; after that a charge nurse enrolls."""
    case = asked.case
    if empty := missing(name=command.name, initials=command.initials, PIN=command.pin_hash):
        return empty
    if case.roster and (case.by is None or case.by.role is not Role.CHARGE):
        return refuse("role", "Only a charge nurse enrolls staff. Ask one to sign in.")
    twin = next((staff for staff in case.roster if codes.same(staff.name, command.name)), None)
    if twin and twin.id != command.staff:
        return refuse("name_taken", f"{twin.name} is enrolled already. Add a middle initial.")
    if command.role is not Role.CHARGE and (nobody := _nobody_in_charge(command.staff, case)):
        return nobody
    return (
        facts.StaffEnrolled(
            name=command.name.strip(),
            initials=command.initials.strip(),
            role=command.role,
            pin_hash=command.pin_hash,
        ),
    )


@handle.register
def remove_staff(command: RemoveStaff, asked: Asked) -> Decision:
    """A charge nurse removes somebody else, with a reason; a charge nurse is always left."""
    case = asked.case
    if case.by is None or case.by.role is not Role.CHARGE:
        return refuse("role", "Only a charge nurse removes staff. Ask one to sign in.")
    if refused := _unknown(asked):
        return refused
    if empty := missing(reason=command.reason):
        return empty
    if nobody := _nobody_in_charge(command.staff, case):
        return nobody
    if command.staff == case.by.id:
        return refuse("own_removal", "You cannot remove yourself. Ask another charge nurse.")
    return (facts.StaffRemoved(reason=command.reason.strip()),)


def _nobody_in_charge(without: str, case: Case) -> Refusal | None:
    """Refuses to leave the unit without a charge nurse, for then nobody could enroll staff."""
    if any(staff.role is Role.CHARGE for staff in case.roster if staff.id != without):
        return None
    return refuse(
        "last_charge_nurse",
        "This would leave no charge nurse, and only a charge nurse enrolls and removes staff. "
        "Enroll another charge nurse first.",
    )


@handle.register
def note_wrong_pin(command: NoteWrongPin, asked: Asked) -> Decision:
    """Somebody at the workstation typed a wrong PIN for that person."""
    return _unknown(asked) or _must_wait(asked) or (facts.PinRefused(),)


@handle.register
def note_right_pin(command: NoteRightPin, asked: Asked) -> Decision:
    """That person typed their PIN, though nobody signs in."""
    return _unknown(asked) or _must_wait(asked) or (facts.PinAccepted(),)


@handle.register
def sign_in(command: SignIn, asked: Asked) -> Decision:
    """Someone enrolled is at the workstation now; not while no PIN of theirs is taken."""
    return _unknown(asked) or _must_wait(asked) or (facts.SignedIn(),)


@handle.register
def sign_out(command: SignOut, asked: Asked) -> Decision:
    """The workstation is locked."""
    return _unknown(asked) or (facts.SignedOut(),)


def _unknown(asked: Asked) -> Refusal | None:
    staff = asked.case.staff
    if staff is None or staff.removed:
        return refuse("unknown_staff", "Nobody of that name is enrolled here.")
    return None


def _must_wait(asked: Asked) -> Refusal | None:
    staff, wait = asked.case.staff, asked.case.pin_wait
    if staff is None or not wait:
        return None
    return refuse("pin_wait", waiting_words(staff, wait, asked.now), asked.pack.sign_in.wrong_pins)


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
