"""Staff: who is enrolled, in which role, who is signed in, and how long after wrong PINs no PIN is tried."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

import msgspec
from msgspec.structs import replace

from app.models import codes, facts
from app.models.asking import Asked, Case, Command, Decision, LookUp, handle
from app.models.facts import (
    Entry,
    PinAccepted,
    PinRefused,
    Role,
    SignedIn,
    SignedOut,
    StaffEnrolled,
    StaffRemoved,
)
from app.models.moment import Now
from app.models.patients import stray
from app.models.refusal import Refusal, missing, refuse
from app.models.rules.pack import Pack
from app.models.subjects import STAFF, about


class StaffCommand(Command, frozen=True):
    """A command about a member of staff."""

    staff: str

    @property
    def subject(self) -> str:
        """Its member of staff."""
        return about(STAFF, self.staff)

    def concerns(self, case: Case, known: LookUp) -> Case:
        """Them, everybody who may sign in, and how long no PIN of theirs is taken."""
        return case._replace(
            staff=known.staff(self.staff),
            roster=known.roster(),
            pin_wait=known.pin_wait(self.staff),
        )


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
    removed: str = ""
    wrong_pins: int = 0
    wrong_pin_at: datetime | None = None


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
    others = (staff for staff in case.roster if staff.id != command.staff)
    if namesake := next(
        (one for one in others if codes.same(one.initials, command.initials)), None
    ):
        return refuse(
            "initials_taken",
            f"{namesake.name} signs with {namesake.initials} already, and initials say who wrote "
            "an entry. Add a letter.",
        )
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


def fold_staff(id: str, entries: Iterable[Entry], before: Staff | None = None) -> Staff | None:
    """The member of staff, or None if nobody of that id was enrolled."""
    staff = before
    for entry in entries:
        match entry.fact:
            case StaffEnrolled() as fact:
                staff = Staff(id=id, **msgspec.structs.asdict(fact))
            case SignedIn() | PinAccepted() if staff:
                staff = replace(staff, wrong_pins=0, wrong_pin_at=None)
            case PinRefused() if staff:
                staff = replace(
                    staff,
                    wrong_pins=staff.wrong_pins + 1,
                    wrong_pin_at=entry.recorded_at,
                )
            case SignedOut() if staff:
                pass
            case StaffRemoved() as fact if staff:
                staff = replace(staff, removed=fact.reason)
            case other:
                raise stray(other, "staff")
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
