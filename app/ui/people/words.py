"""What is asked about a unit and its staff, and what is wrong with the answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.models.facts import PHONE_KEYS, Role
from app.models.rules.danger import PhoneRules
from app.models.staff import EnrolStaff, RemoveStaff, Staff
from app.models.unit import MOST_CHAIRS, SetUpUnit

LONGEST_PIN = 8
"""Digits; the keypad at sign-in takes no more."""

ROLE_WORDS = {Role.NURSE: "Nurse", Role.CHARGE: "Charge nurse"}


@dataclass(frozen=True, slots=True)
class Problem:
    """What cannot be taken: the field, and the sentence that stands below it."""

    field: str
    sentence: str


@dataclass(frozen=True, slots=True)
class UnitForm:
    """The unit as typed."""

    name: str = ""
    chairs: str = ""
    phones: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PersonForm:
    """A member of staff as typed."""

    name: str = ""
    initials: str = ""
    role: Role | None = None
    pin: str = ""
    again: str = ""


def unit_problems(form: UnitForm, phones: PhoneRules) -> tuple[Problem, ...]:
    """Everything that is missing or cannot be, in the form's order."""
    found = []
    if not form.name:
        found.append(Problem("name", "The unit's name stands on every page. Type it."))
    if _count(form.chairs) is None:
        found.append(Problem("chairs", f"A number from 1 to {MOST_CHAIRS}."))
    for role in phones.roles:
        typed = form.phones.get(role.key, "")
        if role.required and not _has_figure(typed):
            found.append(Problem(role.key, role.why))
        elif typed and not _has_figure(typed):
            found.append(Problem(role.key, "This is not a telephone number. Type it again."))
    return tuple(found)


def person_problems(form: PersonForm, shortest_pin: int) -> tuple[Problem, ...]:
    """Everything that is missing or cannot be, in the form's order."""
    found = []
    if not form.name:
        found.append(Problem("name", "Type the name as it stands on papers."))
    if not form.initials:
        found.append(Problem("initials", "Initials stand beside each entry."))
    if form.role is None:
        found.append(Problem("role", "Choose one."))
    figures = form.pin.isascii() and form.pin.isdigit()
    if not figures or not shortest_pin <= len(form.pin) <= LONGEST_PIN:
        found.append(Problem("pin", f"{shortest_pin} to {LONGEST_PIN} figures."))
    elif form.again != form.pin:
        found.append(Problem("again", "The two PINs differ. Type it again."))
    return tuple(found)


def unit_command(form: UnitForm, *, practice: bool = False) -> SetUpUnit:
    """The command for a form without problems."""
    phones: dict[str, Any] = {key: form.phones.get(key, "") for key in PHONE_KEYS}
    return SetUpUnit(
        name=form.name,
        chairs=_count(form.chairs) or 0,
        practice=practice,
        **phones,
    )


def enrol_command(form: PersonForm, staff_id: str, pin_hash: str) -> EnrolStaff:
    """The command for a form without problems."""
    return EnrolStaff(
        staff=staff_id,
        name=form.name,
        initials=form.initials,
        role=form.role or Role.NURSE,
        pin_hash=pin_hash,
    )


REMOVAL = (
    "They can no longer sign in or check a bag. Their name stays on everything they recorded, "
    "and they can be added again."
)

NOBODY_TO_REMOVE = "Nobody else is enrolled here, and you cannot remove yourself."


def removable(roster: Iterable[Staff], by: str) -> tuple[Staff, ...]:
    """Everybody but who asks, by name."""
    others = [staff for staff in roster if staff.id != by]
    return tuple(sorted(others, key=lambda staff: staff.name.casefold()))


def removal_action(staff: Staff | None) -> str:
    """The button's words: `Remove K. Lind, RN`."""
    return f"Remove {staff.name}" if staff else "Remove"


def removal_command(staff_id: str, reason: str) -> RemoveStaff | str:
    """What is asked, or what is missing."""
    if not staff_id:
        return "Tap the name of the person to remove."
    if not reason:
        return "Say why, in a few words."
    return RemoveStaff(staff=staff_id, reason=reason)


def _count(text: str) -> int | None:
    if not (text.isascii() and text.isdigit()):
        return None
    count = int(text)
    return count if 1 <= count <= MOST_CHAIRS else None


def _has_figure(text: str) -> bool:
    return any(sign.isdigit() for sign in text)
