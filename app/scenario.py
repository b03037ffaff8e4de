"""A day as a TOML file: the people, and timed steps in the domain's command vocabulary."""

from __future__ import annotations

import tomllib
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from app.clock import SimulatedClock
from app.desk import Desk, Done, Outcome
from app.errors import WorldError
from app.models import alarms, gates, infusion
from app.models.commands import (
    COMMANDS,
    Command,
    EnrolStaff,
    OpenSession,
    OrderCourse,
    RegisterPatient,
    SetUpUnit,
)
from app.models.facts import Role, Sex, kind_of
from app.models.protocol import Pack
from app.models.refusal import Refusal
from app.models.schedule import schedule, vitals_done_of_due
from app.models.session import Session
from app.models.timeline import timeline
from app.store.journal import Journal


class _Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A table of a scenario; a field it does not know is an error."""


class UnitTable(_Strict, frozen=True):
    """`[unit]`: what the discharge sheet prints. Everything has a default."""

    name: str = "Scenario unit"
    chairs: int = 8
    emergency_number: str = "911"
    day_phone: str = "555-0142"
    night_phone: str = "555-0199"
    prescriber_phone: str = "555-0110"


class StaffTable(_Strict, frozen=True):
    """`[[staff]]`: the first may do everything, as the one who set the unit up."""

    id: str
    name: str
    initials: str
    role: Role = Role.NURSE


class CourseTable(_Strict, frozen=True):
    """`course` of a patient: ordered before the first step."""

    first_day: str | None = None
    prescriber: str = "Dr. Amari"
    indication: str = "relapsing MS"


class PatientTable(_Strict, frozen=True):
    """`[[patient]]`: registered, and with `course` ordered, before the first step."""

    id: str
    family: str
    given: str
    born: str
    mrn: str
    sex: Sex = Sex.FEMALE
    allergies: str = ""
    course: CourseTable | None = None


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """`[[step]]`: at that time, that person asks for that; what it should come to.

    `at` is the wall clock when the step is taken; `happened` is when it happened, if earlier.
    """

    number: int
    at: datetime
    by: str
    do: str
    command: Command
    expect: str
    label: str


class Scenario(msgspec.Struct, frozen=True, kw_only=True):
    """A whole day, ready to be played."""

    title: str
    start: datetime
    zone: ZoneInfo
    unit: UnitTable
    staff: tuple[StaffTable, ...]
    patients: tuple[PatientTable, ...]
    steps: tuple[dict[str, Any], ...]


class Played(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a step; `as_expected` is None where the file expects nothing."""

    number: int
    at: datetime
    by: str
    do: str
    outcome: str
    code: str = ""
    sentence: str = ""
    rule: str = ""
    source: str = ""
    open: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    expected: str = ""
    as_expected: bool | None = None


STEP_FIELDS = ("at", "by", "do", "expect", "label", "happened")
"""A step's own fields; every other field belongs to the command."""


def read_scenario(path: Path) -> Scenario:
    """The scenario in a TOML file, or a `WorldError` that names the place and what is known."""
    try:
        return parse_scenario(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise WorldError(
            what=f"The scenario {path.name} cannot be read.",
            why=f"{error.strerror}.",
            do="Check the file's name.",
        ) from error
    except (msgspec.ValidationError, tomllib.TOMLDecodeError, ValueError, KeyError) as error:
        raise WorldError(
            what=f"The scenario {path.name} is not valid.",
            why=f"{str(error).rstrip('.')}.",
            do="docs/scenarios.md lists every table, command and field.",
        ) from error


def parse_scenario(text: str) -> Scenario:
    """The scenario in a TOML text; raises `ValueError` or `msgspec.ValidationError`."""
    raw = tomllib.loads(text)
    zone = ZoneInfo(raw.pop("zone", "America/New_York"))
    start = raw.pop("start")
    if not isinstance(start, datetime):
        raise ValueError("start is a date and a time, like 2026-11-23T08:00:00")
    scenario = Scenario(
        title=str(raw.pop("title", "")),
        start=start if start.tzinfo else start.replace(tzinfo=zone),
        zone=zone,
        unit=msgspec.convert(raw.pop("unit", {}), UnitTable),
        staff=msgspec.convert(raw.pop("staff", []), tuple[StaffTable, ...]),
        patients=msgspec.convert(raw.pop("patient", []), tuple[PatientTable, ...]),
        steps=tuple(raw.pop("step", [])),
    )
    if raw:
        raise ValueError(f"unknown field {', '.join(sorted(raw))}")
    if not scenario.staff:
        raise ValueError("a scenario needs somebody: at least one [[staff]]")
    labels: dict[str, int] = {}
    for number in range(1, len(scenario.steps) + 1):
        _step(scenario, number, {**labels, **_all_labels(scenario)})
    return scenario


def _all_labels(scenario: Scenario) -> dict[str, int]:
    return {str(step["label"]): 1 for step in scenario.steps if "label" in step}


def _step(scenario: Scenario, number: int, labels: dict[str, int]) -> Step:
    raw = dict(scenario.steps[number - 1])
    where = f"step {number}"
    do = raw.get("do")
    if do not in COMMANDS:
        raise ValueError(f"{where}: no command is called {do!r}")
    at = _time(scenario, raw.get("at"), where)
    fields = {key: value for key, value in raw.items() if key not in STEP_FIELDS}
    if "happened" in raw:
        fields["at"] = _time(scenario, raw["happened"], where)
    if "occurred_at" in fields:
        fields["occurred_at"] = _time(scenario, fields["occurred_at"], where)
    if do == "correct_entry" and isinstance(fields.get("entry"), str):
        if fields["entry"] not in labels:
            raise ValueError(f"{where}: no step is labelled {fields['entry']!r}")
        fields["entry"] = labels[fields["entry"]]
    try:
        command = msgspec.convert(fields, COMMANDS[do])
    except msgspec.ValidationError as error:
        raise ValueError(f"{where} ({do}): {error}") from error
    return Step(
        number=number,
        at=at,
        by=str(raw.get("by", scenario.staff[0].id)),
        do=str(do),
        command=command,
        expect=str(raw.get("expect", "")),
        label=str(raw.get("label", "")),
    )


def _time(scenario: Scenario, text: Any, where: str) -> datetime:
    """`14:05`, `+1d 14:05` or a full date and time, in the scenario's zone."""
    if isinstance(text, datetime):
        return text if text.tzinfo else text.replace(tzinfo=scenario.zone)
    day, _, clock = str(text).rpartition(" ")
    try:
        days = int(day.removeprefix("+").removesuffix("d")) if day else 0
        time = datetime.strptime(clock, "%H:%M:%S" if clock.count(":") == 2 else "%H:%M").time()
    except ValueError:
        raise ValueError(f"{where}: {text!r} is not a time like 14:05 or +1d 14:05") from None
    local = scenario.start.astimezone(scenario.zone).date() + timedelta(days=days)
    return datetime.combine(local, time, tzinfo=scenario.zone)


# ------------------------------------------------------------------------------------ playing


class Player:
    """Plays a scenario at a desk, step by step, moving the simulated clock."""

    def __init__(self, scenario: Scenario, desk: Desk, clock: SimulatedClock) -> None:
        self.scenario = scenario
        self.desk = desk
        self._clock = clock
        self._labels: dict[str, int] = {}

    def prepare(self) -> None:
        """Set the unit up, enrol the staff, register the patients and order their courses."""
        scenario = self.scenario
        self._clock.set(scenario.start)
        first = scenario.staff[0].id
        for staff in scenario.staff:
            self._must(
                EnrolStaff(
                    staff=staff.id,
                    name=staff.name,
                    initials=staff.initials,
                    role=Role.CHARGE if staff.id == first else staff.role,
                    pin_hash="no PIN in a scenario",
                ),
                first,
            )
        self._must(SetUpUnit(**msgspec.structs.asdict(scenario.unit)), first)
        for patient in scenario.patients:
            self._register(patient, first)

    def _register(self, patient: PatientTable, by: str) -> None:
        fields = msgspec.structs.asdict(patient)
        identity = {key: value for key, value in fields.items() if key not in ("id", "course")}
        command = msgspec.convert({"patient": patient.id, **identity}, RegisterPatient)
        self._must(command, by)
        if patient.course:
            first_day = patient.course.first_day or f"{self._clock.now().day}"
            order = {
                "patient": patient.id,
                "first_day": first_day,
                "prescriber": patient.course.prescriber,
                "indication": patient.course.indication,
            }
            self._must(msgspec.convert(order, OrderCourse), by)

    def _must(self, command: Command, by: str) -> None:
        outcome = self.desk.do(command, by)
        if isinstance(outcome, Refusal):
            raise WorldError(
                what="The scenario's people cannot be set up.",
                why=outcome.sentence,
                do="Correct the [unit], [[staff]] and [[patient]] tables.",
            )

    def play(self) -> tuple[Played, ...]:
        """Every step in order."""
        return tuple(self.step(number) for number in range(1, len(self.scenario.steps) + 1))

    def step(self, number: int) -> Played:
        """One step: move the clock, ask, and note what came of it."""
        step = _step(self.scenario, number, self._labels)
        self._clock.set(step.at)
        outcome = self.desk.do(step.command, step.by)
        if isinstance(outcome, Done) and step.label:
            self._labels[step.label] = outcome.entries[0].version
        return _played(step, outcome)


def _played(step: Step, outcome: Outcome) -> Played:
    if isinstance(outcome, Refusal):
        name, refused = "refused", outcome
        expected_as = (f"refused: {refused.code}", "refused")
    else:
        name, refused = ("already done" if outcome.again else "done"), Refusal("", "")
        expected_as = (name,)
    return Played(
        number=step.number,
        at=step.at,
        by=step.by,
        do=step.do,
        outcome=name,
        code=refused.code,
        sentence=refused.sentence,
        rule=refused.rule,
        source=refused.source,
        open=refused.open,
        facts=()
        if isinstance(outcome, Refusal)
        else tuple(kind_of(entry.fact) for entry in outcome.entries),
        expected=step.expect,
        as_expected=step.expect in expected_as if step.expect else None,
    )


def replay(scenario: Scenario, pack: Pack, journal: Journal) -> dict[str, Any]:
    """Play a whole scenario into a journal and report it, ready for JSON."""
    clock = SimulatedClock(scenario.start, scenario.zone)
    player = Player(scenario, Desk(journal, clock, pack), clock)
    player.prepare()
    played = player.play()
    sessions = dict.fromkeys(
        str(step["session"]) for step in scenario.steps if step.get("do") == "open_session"
    )
    told = [player.desk.session(id) for id in sessions]
    return {
        "title": scenario.title,
        "as_expected": all(step.as_expected is not False for step in played),
        "steps": [msgspec.to_builtins(step) for step in played],
        "sessions": [describe(item, player.desk) for item in told if item],
    }


def describe(session: Session, desk: Desk) -> dict[str, Any]:
    """A session as plain data: its state, gates, what is due, alarms and the timeline."""
    now, pack = desk.clock.now(), desk.pack
    state = msgspec.to_builtins(session)
    state.pop("entries")
    state["step"] = session.step.total_seconds()
    at = session.true(now)
    done, due = vitals_done_of_due(session, now, pack)
    return {
        "state": state,
        "numbers": {
            "ran_s": infusion.ran(session, session.ended.at if session.ended else at).total_seconds(),
            "left_s": infusion.left(session, at).total_seconds(),
            "given_ml": round(infusion.given_ml(session, at), 2),
            "vitals_done": done,
            "vitals_due": due,
        },
        "start_gate": msgspec.to_builtins(gates.start_gate(session, now, pack)),
        "discharge_gate": msgspec.to_builtins(gates.discharge_gate(session, now, pack)),
        "due": msgspec.to_builtins(schedule(session, now, pack)),
        "alarms": msgspec.to_builtins(alarms.alarms(session, now, pack)),
        "timeline": msgspec.to_builtins(timeline(session, pack)),
    }
