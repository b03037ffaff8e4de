"""The unit: its name, chairs and telephone numbers."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from app.models import facts
from app.models.asking import Asked, Command, Decision, handle
from app.models.facts import Entry, Role, UnitSetUp
from app.models.patients import stray
from app.models.refusal import missing, refuse
from app.models.subjects import UNIT


class SetUpUnit(Command, frozen=True):
    """Name the unit, its chairs and the telephone numbers printed on the discharge sheet."""

    name: str
    chairs: int
    emergency_number: str
    day_phone: str
    night_phone: str = ""
    prescriber_phone: str = ""
    staff_number: str = ""
    practice: bool = False

    @property
    def subject(self) -> str:
        """The unit."""
        return UNIT


class Unit(msgspec.Struct, frozen=True, kw_only=True):
    """The infusion unit: what its papers say and how many chairs it has."""

    name: str
    chairs: int
    emergency_number: str
    day_phone: str
    night_phone: str
    prescriber_phone: str
    practice: bool
    staff_number: str = ""

    @property
    def for_staff(self) -> str:
        """The number staff call for help; the patients' emergency number if it is the same."""
        return self.staff_number or self.emergency_number


MOST_CHAIRS = 60
"""More chairs than this are a typing mistake."""


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


def fold_unit(entries: Iterable[Entry], before: Unit | None = None) -> Unit | None:
    """The unit as last set up, or None on a new workstation; `before` is all earlier entries."""
    unit = before
    for entry in entries:
        match entry.fact:
            case UnitSetUp() as fact:
                unit = Unit(**msgspec.structs.asdict(fact))
            case other:
                raise stray(other, "unit")
    return unit
