"""Playing a scenario at a desk, step by step, on a simulated clock."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import msgspec

from app.clock import SimulatedClock
from app.desk import Desk, Done, Outcome
from app.errors import WorldError
from app.models.asking import Command
from app.models.day.clock import NoteClockStep
from app.models.facts import Role, kind_of
from app.models.patients import OrderCourse, RegisterPatient
from app.models.refusal import Refusal
from app.models.rules.pack import Pack
from app.models.staff import EnrolStaff
from app.models.unit import SetUpUnit
from app.scenario.aliases import FORMER
from app.scenario.describe import describe
from app.scenario.reading import no_entries, step_of
from app.scenario.tables import PatientTable, Scenario, Step
from app.store.journal import Journal


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


class Player:
    """Plays a scenario at a desk, step by step, moving the simulated clock."""

    def __init__(self, scenario: Scenario, desk: Desk, clock: SimulatedClock) -> None:
        self.scenario = scenario
        self.desk = desk
        self._clock = clock
        self._labels = no_entries(scenario)

    def prepare(self) -> None:
        """Adopt the rules, set the unit up, enrol the staff, register the patients and order their courses."""
        scenario = self.scenario
        self._clock.set(scenario.start)
        self.desk.adopt_rules()
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
        course = fields.pop("course")
        self._must(RegisterPatient(patient=fields.pop("id"), **fields), by)
        if course:
            self._must(
                OrderCourse(
                    patient=patient.id,
                    first_day=course.first_day or self._clock.now().day,
                    prescriber=course.prescriber,
                    indication=course.indication,
                ),
                by,
            )

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
        step = step_of(self.scenario, number, self._labels)
        self._clock.set(step.at)
        outcome = self._ask(step)
        if isinstance(outcome, Done) and outcome.entries and step.label:
            self._labels[step.label] = outcome.entries[0].mark
        return _played(step, outcome)

    def _ask(self, step: Step) -> Outcome:
        """The outcome of its commands together; the first that is refused is the step's.

        Words of former days could say again what stood already: that is no refusal.
        """
        done: list[Done] = []
        for command in step.commands:
            if isinstance(command, NoteClockStep):
                outcome = self._set_clock(command, step.by)
            else:
                outcome = self.desk.do(command, step.by)
            if isinstance(outcome, Done):
                done.append(outcome)
            elif step.do not in FORMER or outcome.code != "already_done":
                return outcome
        entries = tuple(entry for outcome in done for entry in outcome.entries)
        return Done(entries, again=bool(done) and all(outcome.again for outcome in done))

    def _set_clock(self, command: NoteClockStep, by: str) -> Outcome:
        """Somebody sets the wall clock, and the heartbeat notes it in every open session."""
        self._clock.step(self._clock.now().at + timedelta(seconds=command.seconds))
        for session in self.desk.open_sessions():
            if session.id != command.session:
                self.desk.do(NoteClockStep(session=session.id, seconds=command.seconds), by)
        return self.desk.do(command, by)


def _played(step: Step, outcome: Outcome) -> Played:
    refused = outcome if isinstance(outcome, Refusal) else Refusal("", "")
    name = "refused" if refused.code else "done"
    facts: tuple[str, ...] = ()
    if isinstance(outcome, Done):
        name = "already done" if outcome.again else "done"
        facts = tuple(kind_of(entry.fact) for entry in outcome.entries)
    met = step.expect in (name, f"refused: {refused.code}")
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
        facts=facts,
        expected=step.expect,
        as_expected=met if step.expect else None,
    )


def at_a_desk(scenario: Scenario, pack: Pack, journal: Journal) -> Player:
    """A player with the scenario's own clock, and its people set up."""
    clock = SimulatedClock(scenario.start, scenario.zone)
    player = Player(scenario, Desk(journal, clock, pack), clock)
    player.prepare()
    return player


def report(player: Player) -> dict[str, Any]:
    """Play every step; each one's outcome, then every session as it stands, ready for JSON."""
    played = player.play()
    opened = [step for step in player.scenario.steps if step.get("do") == "open_session"]
    told = [
        player.desk.session(id) for id in dict.fromkeys(str(step["session"]) for step in opened)
    ]
    return {
        "title": player.scenario.title,
        "as_expected": all(step.as_expected is not False for step in played),
        "steps": [msgspec.to_builtins(step) for step in played],
        "sessions": [describe(item, player.desk) for item in told if item],
    }
