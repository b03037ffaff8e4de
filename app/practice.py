"""The practice unit: invented staff and patients, read from a file and put into its own record."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import msgspec

from app.desk import Desk
from app.errors import WorldError
from app.models.asking import Command
from app.models.facts import Role, Sex
from app.models.patients import OrderCourse, RegisterPatient
from app.models.refusal import Refusal
from app.models.rules import toml
from app.models.staff import EnrolStaff
from app.models.unit import SetUpUnit
from app.paths import resources


class _Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A table of the file; a field it does not know is an error."""


class PracticeUnit(_Strict, frozen=True):
    """`[unit]`: the unit's name, chairs and numbers."""

    name: str
    chairs: Annotated[int, msgspec.Meta(gt=0)]
    emergency_number: str
    day_phone: str
    night_phone: str
    prescriber_phone: str
    staff_number: str = ""


class PracticeStaff(_Strict, frozen=True):
    """`[[staff]]`: somebody invented, with a PIN that anybody may know."""

    id: str
    name: str
    initials: str
    pin: str
    role: Role = Role.NURSE


class PracticePatient(_Strict, frozen=True):
    """`[[patient]]`: somebody invented, with the order for a first course."""

    id: str
    family: str
    given: str
    born: date
    sex: Sex
    mrn: str
    prescriber: str
    indication: str
    allergies: str = ""


class Practice(_Strict, frozen=True):
    """The whole file."""

    unit: PracticeUnit
    staff: Annotated[tuple[PracticeStaff, ...], msgspec.Meta(min_length=1)]
    patient: tuple[PracticePatient, ...]

    @property
    def pins(self) -> dict[str, str]:
        """Each person's PIN, by id, for the sign-in screen."""
        return {staff.id: staff.pin for staff in self.staff}


def read_practice(path: Path | None = None) -> Practice:
    """The practice unit that ships with the program, or another file of its kind."""
    file = path or resources() / "practice" / "unit.toml"
    try:
        return msgspec.convert(toml.read(file), Practice)
    except OSError as error:
        raise WorldError(
            what=f"The practice file {file.name} cannot be read.",
            why=f"{error.strerror}.",
            do="Install the program again, or put the file back.",
        ) from error
    except ValueError as error:  # also TOML's, UTF-8's and msgspec's own
        raise WorldError(
            what=f"The practice file {file.name} is not valid.",
            why=f"{str(error).rstrip('.')}.",
            do="Correct that line, or install the program again.",
        ) from error


def parse_practice(text: str) -> Practice:
    """The practice unit in a TOML text; raises `msgspec.ValidationError` with the place."""
    return msgspec.convert(toml.parse(text), Practice)


def set_up(desk: Desk, practice: Practice | None = None) -> None:
    """Put the unit into a practice record; goes on where an earlier try was cut off.

    The unit itself comes last: a record that has it is complete. Courses start today.
    """
    from app.store.pins import hash_pin

    if desk.unit() is not None:
        return
    practice = practice or read_practice()
    first = practice.staff[0].id
    for staff in practice.staff:
        if desk.staff(staff.id) is None:
            _must(
                desk,
                EnrolStaff(
                    staff=staff.id,
                    name=staff.name,
                    initials=staff.initials,
                    role=staff.role,
                    pin_hash=hash_pin(staff.pin),
                ),
                first,
            )
    for person in practice.patient:
        _register(desk, person, first)
    unit = msgspec.structs.asdict(practice.unit)
    _must(desk, SetUpUnit(practice=True, **unit), first)


def _register(desk: Desk, person: PracticePatient, by: str) -> None:
    if desk.patient(person.id) is None:
        _must(
            desk,
            RegisterPatient(
                patient=person.id,
                family=person.family,
                given=person.given,
                born=person.born,
                sex=person.sex,
                mrn=person.mrn,
                allergies=person.allergies,
            ),
            by,
        )
    known = desk.patient(person.id)
    if known is not None and known.course is None:
        _must(
            desk,
            OrderCourse(
                patient=person.id,
                first_day=desk.clock.now().day,
                prescriber=person.prescriber,
                indication=person.indication,
            ),
            by,
        )


def _must(desk: Desk, command: Command, by: str) -> None:
    outcome = desk.do(command, by)
    if isinstance(outcome, Refusal):
        raise WorldError(
            what="The practice unit cannot be set up.",
            why=outcome.sentence,
            do="Install the program again: its practice file does not fit it.",
        )
