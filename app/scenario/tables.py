"""The tables of a scenario file and of a part, as they are written."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from app.models.asking import Command
from app.models.facts import Role, Sex


class _Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A table; a field it does not know is an error."""


class UnitTable(_Strict, frozen=True):
    """`[unit]`: what the papers print. Everything has a default."""

    name: str = "Scenario unit"
    chairs: int = 8
    emergency_number: str = "911"
    day_phone: str = "555-0142"
    night_phone: str = "555-0199"
    prescriber_phone: str = "555-0110"
    staff_number: str = ""


class StaffTable(_Strict, frozen=True):
    """`[[staff]]`: the first may do everything, as the one who set the unit up."""

    id: str
    name: str
    initials: str
    role: Role = Role.NURSE


class CourseTable(_Strict, frozen=True):
    """`course` of a patient: ordered before the first step. No `first_day` means the day of `start`."""

    first_day: date | None = None
    prescriber: str = "Dr. Amari"
    indication: str = "relapsing MS"


class PatientTable(_Strict, frozen=True):
    """`[[patient]]`: registered, and with `course` ordered, before the first step."""

    id: str
    family: str
    given: str
    born: date
    mrn: str
    sex: Sex = Sex.FEMALE
    allergies: str = ""
    course: CourseTable | None = None


class PartTable(_Strict, frozen=True):
    """A file in `parts/`: steps that many days share, with `{names}` to be filled in."""

    title: str
    step: tuple[dict[str, Any], ...]
    defaults: dict[str, Any] = {}


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """`[[step]]`: at that time, that person asks for that; what it should come to."""

    number: int
    at: datetime
    by: str
    do: str
    command: Command
    expect: str
    label: str


class Scenario(msgspec.Struct, frozen=True, kw_only=True):
    """A whole day, ready to be played: its steps in the order they are taken, parts laid in."""

    title: str
    start: datetime
    zone: ZoneInfo
    unit: UnitTable
    staff: tuple[StaffTable, ...]
    patients: tuple[PatientTable, ...]
    steps: tuple[dict[str, Any], ...]
    pack: str = ""
    """The protocol file it is played under, beside the scenario file; the shipped one if empty."""
    places: tuple[str, ...] = ()
    """Where each step stands in the files, for messages."""

    def place(self, number: int) -> str:
        """Where a step stands, as a person would find it."""
        return self.places[number - 1] if number <= len(self.places) else f"step {number}"


STEP_FIELDS = {
    "at": "when the step is taken: `14:05`, `14:05:30`, `+1d 08:00` or a full date and time; never before the step above it",
    "by": "who asks, by the id of a `[[staff]]` table; the first of them if not named",
    "do": "the command, by its name below",
    "happened": "when it happened, if that was earlier than `at`; it is the command's own `at`",
    "expect": "`done`, `already done`, `refused` or `refused: code`; nothing is expected if it is left out",
    "label": 'a name for the entry this step makes, so that `correct_entry` can say `entry = "that name"`',
}
"""A step's own fields and what they mean; every other field belongs to the command."""

USE_FIELDS = {
    "at": "when the part begins",
    "use": "the part, by the name of its file in `parts/`, without `.toml`",
    "by": "who takes the part's steps, where the part does not say",
    "without": "steps to leave out, by their `label` in the part",
}
"""The fields of a step that lays in a part; every other field fills in a `{name}`."""

OUTCOMES = ("done", "already done", "refused")
"""What a step can come to; `refused: code` expects that very refusal."""
