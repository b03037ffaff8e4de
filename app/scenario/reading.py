"""Reading a scenario file: everything in it is known, and time goes forward."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from app.errors import WorldError
from app.models.asking import Command
from app.models.commands import COMMANDS
from app.models.moment import utc
from app.models.rules import toml
from app.scenario.aliases import FORMER, NAMES, Meant, commands_of, gathered
from app.scenario.parts import Placed, steps_of
from app.scenario.tables import (
    OUTCOMES,
    STEP_FIELDS,
    PatientTable,
    Scenario,
    StaffTable,
    Step,
    UnitTable,
)
from app.scenario.times import wall_time

A_DAY_S = 24 * 3600

PARTS = "parts"
"""The folder beside a scenario file that holds its parts."""


def read_scenario(path: Path) -> Scenario:
    """The scenario in a TOML file, or a `WorldError` that names the place and what is known."""
    try:
        return _scenario(toml.read(path), path.parent / PARTS)
    except OSError as error:
        raise WorldError(
            what=f"The scenario {path.name} cannot be read.",
            why=f"{error.strerror}.",
            do="Check the file's name.",
        ) from error
    except ValueError as error:  # also TOML's, UTF-8's and msgspec's own
        raise WorldError(
            what=f"The scenario {path.name} is not valid.",
            why=f"{str(error).rstrip('.')}.",
            do="docs/scenarios.md lists every table, command and field.",
        ) from error


def parse_scenario(text: str, parts: Path | None = None) -> Scenario:
    """The scenario in a TOML text, with its parts in that folder; raises `ValueError`."""
    return _scenario(toml.parse(text), parts)


def _scenario(raw: dict[str, Any], parts: Path | None) -> Scenario:
    zone = _zone(raw.pop("zone", "America/New_York"))
    start = raw.pop("start", None)
    if not isinstance(start, datetime):
        raise ValueError("start is a date and a time, like 2026-11-23T08:00:00")
    start = _written_time(start, start, zone, "start")
    title = str(raw.pop("title", ""))
    pack = str(raw.pop("pack", ""))
    unit = msgspec.convert(raw.pop("unit", {}), UnitTable)
    staff = msgspec.convert(raw.pop("staff", []), tuple[StaffTable, ...])
    patients = msgspec.convert(raw.pop("patient", []), tuple[PatientTable, ...])
    written = msgspec.convert(raw.pop("step", []), list[dict[str, Any]])
    if raw:
        raise ValueError(f"unknown field {', '.join(sorted(raw))}")
    if not staff:
        raise ValueError("a scenario needs somebody: at least one [[staff]]")
    placed = _in_order(written, start, zone, parts)
    scenario = Scenario(
        title=title,
        start=start,
        zone=zone,
        unit=unit,
        staff=staff,
        patients=patients,
        steps=tuple(step.raw for step in placed),
        pack=pack,
        places=tuple(step.place for step in placed),
    )
    for number in range(1, len(placed) + 1):
        step_of(scenario, number, no_entries(scenario))
    return scenario


def no_entries(scenario: Scenario) -> dict[str, str]:
    """Every label, before any step has made an entry; no entry has an empty mark."""
    return {str(step["label"]): "" for step in scenario.steps if "label" in step}


def _zone(name: Any) -> ZoneInfo:
    try:
        return ZoneInfo(str(name))
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(f"no time zone is called {name!r}") from error


# --------------------------------------------------------------------------- the order of steps


def _in_order(
    written: list[dict[str, Any]], start: datetime, zone: ZoneInfo, parts: Path | None
) -> list[Placed]:
    """Every step in the order it is taken: as written, with the parts laid in by their times.

    Between two steps of the wall clock the times go forward; `note_clock_step` sets it.
    """
    ordered: list[Placed] = []
    stretch: list[Placed] = []
    clock, before = start, "the start"
    for number, raw in enumerate(written, start=1):
        where = f"step {number}"
        at = _written_time(raw.get("at"), start, zone, where)
        if utc(at) < utc(clock):
            raise ValueError(
                f"{where} is at {at:%H:%M} on {at.date()}, before {before}. "
                "Time goes forward; only note_clock_step sets the clock back"
            )
        clock, before = at, f"{where} at {at:%H:%M}"
        if "use" in raw:
            stretch += _part(raw, at, where, parts)
            continue
        stretch.append(Placed(at, raw, where))
        if raw.get("do") == "note_clock_step":
            ordered += _by_time(stretch, at, where)
            stretch = []
            clock = at + timedelta(seconds=_seconds(raw, where))
            before = f"what the clock shows after {where}, {clock:%H:%M}"
    return ordered + sorted(stretch, key=lambda step: utc(step.at))


def _part(raw: dict[str, Any], at: datetime, where: str, parts: Path | None) -> list[Placed]:
    if "do" in raw:
        raise ValueError(f"{where}: either do or use, not both")
    try:
        return steps_of(raw, at, where, parts)
    except ValueError as error:
        raise ValueError(f"{where}: {error}") from error


def _by_time(stretch: list[Placed], until: datetime, where: str) -> list[Placed]:
    over = next((step for step in stretch if utc(step.at) > utc(until)), None)
    if over:
        raise ValueError(f"{over.place} would come after the clock step of {where}; use it later")
    return sorted(stretch, key=lambda step: utc(step.at))


def _seconds(raw: dict[str, Any], where: str) -> float:
    seconds = raw.get("seconds")
    if not isinstance(seconds, int | float) or not abs(seconds) <= A_DAY_S:
        raise ValueError(f"{where}: seconds says how far the clock jumps, a day at most")
    return float(seconds)


def _written_time(written: Any, start: datetime, zone: ZoneInfo, where: str) -> datetime:
    if written is None:
        raise ValueError(f"{where} has no time: give it an at, like 14:05")
    try:
        at = wall_time(written, start, zone)
        utc(at)
    except OverflowError:
        raise ValueError(f"{where}: no calendar reaches {written}") from None
    except ValueError as error:
        raise ValueError(f"{where}: {error}") from error
    return at


# ------------------------------------------------------------------------------------ one step


CRITICAL = "critical-"
"""Before the label of the step whose critical values an alarm is about."""


def step_of(scenario: Scenario, number: int, labels: dict[str, str]) -> Step:
    """A step with its command; `labels` gives the entries that labelled steps have made."""
    raw, where = scenario.steps[number - 1], scenario.place(number)
    do = NAMES.get(str(raw.get("do")), str(raw.get("do")))
    if do not in {*COMMANDS, *FORMER}:
        raise ValueError(f"{where}: no command is called {raw.get('do')!r}")
    expect = str(raw.get("expect", ""))
    if expect and expect not in OUTCOMES and not expect.startswith("refused: "):
        raise ValueError(
            f"{where}: expect is {' or '.join(OUTCOMES)} or refused: code, not {expect!r}"
        )
    return Step(
        number=number,
        at=_written_time(raw.get("at"), scenario.start, scenario.zone, where),
        by=str(raw.get("by", scenario.staff[0].id)),
        do=do,
        commands=_commands(scenario, do, raw, where, labels),
        expect=expect,
        label=str(raw.get("label", "")),
    )


def _commands(
    scenario: Scenario, do: str, raw: dict[str, Any], where: str, labels: dict[str, str]
) -> tuple[Command, ...]:
    """The step's command, or those that a word of former days means."""
    fields = {key: value for key, value in raw.items() if key not in STEP_FIELDS}
    for field, written in (("at", raw.get("happened")), ("occurred_at", raw.get("occurred_at"))):
        if written is not None:
            fields[field] = _written_time(written, scenario.start, scenario.zone, where)
    if do == "correct_entry" and isinstance(fields.get("entry"), str):
        if fields["entry"] not in labels:
            raise ValueError(f"{where}: no step is labelled {fields['entry']!r}")
        fields["entry"] = labels[fields["entry"]]
    alarm = str(fields.get("alarm", ""))
    if do == "acknowledge_alarm" and alarm.startswith(CRITICAL):
        label = alarm.removeprefix(CRITICAL)
        if label not in labels:
            raise ValueError(f"{where}: no step is labelled {label!r}")
        fields["alarm"] = f"{CRITICAL}{labels[label]}"
    try:
        return tuple(_command(meant) for meant in commands_of(do, fields))
    except ValueError as error:  # also msgspec's own
        raise ValueError(f"{where} ({do}): {error}") from error


def _command(meant: Meant) -> Command:
    return msgspec.convert(gathered(meant.do, meant.fields), COMMANDS[meant.do])
