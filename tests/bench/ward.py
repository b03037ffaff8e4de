"""A unit with running infusions, for measuring."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from msgspec.structs import replace

from app import cli
from app.clock import SimulatedClock
from app.desk import Desk
from app.models.refusal import Refusal
from app.paths import resources
from app.scenario import Player, read_scenario
from app.ui.shift import Shift


def ward(folder: Path, chairs: int) -> tuple[Desk, SimulatedClock]:
    """The record in the folder with that many infusions running for two hours, vitals and all.

    It is made where there is none; in an older one the unit and its staff are the plain day's.
    """
    scenario = read_scenario(resources() / "practice" / "plain-day.toml")
    clock = SimulatedClock(scenario.start, scenario.zone)
    patient = scenario.patients[0]
    patients = tuple(
        replace(patient, id=f"p{chair}", mrn=f"{chair:05}", family=f"Doe{chair}")
        for chair in range(1, chairs + 1)
    )
    steps = [step for step in scenario.steps if step["at"] < "11:45"]
    many = tuple(
        {
            **step,
            "session": f"s{chair}",
            **({"patient": f"p{chair}", "chair": chair} if "patient" in step else {}),
            **({"mrn": f"{chair:05}"} if "mrn" in step else {}),
        }
        for step in steps
        for chair in range(1, chairs + 1)
    )
    unit = replace(scenario.unit, chairs=max(12, chairs))
    day = replace(scenario, unit=unit, patients=patients, steps=many)
    desk = Desk(cli.open_record(folder), clock, cli.pack())
    player = Player(day, desk, clock)
    if desk.unit() is None:
        player.prepare()
    else:
        for newcomer in patients:
            player._register(newcomer, scenario.staff[0].id)
    for played in player.play():
        if played.outcome != "done":
            raise RuntimeError(f"{played.do}: {played.sentence}")
    clock.set(clock.now().at + timedelta(minutes=5))
    assert not isinstance(desk.session("s1"), Refusal)
    return desk, clock


def shift(desk: Desk) -> Shift:
    """The window's way to the desk, with the plain day's first nurse signed in."""
    signed_in = Shift(desk)
    signed_in.staff = desk.staff("osei")
    return signed_in
