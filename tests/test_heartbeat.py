"""A jump of the clock reaches every record that is open, once, and is never lost."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.errors import WorldError
from app.heartbeat import Gap, Gaps, Heartbeat
from tests.ward import Ward, open_ward

NOTHING = Gap(0.0, 0.0)


def two_chairs() -> Ward:
    """An infusion at chair 1 and somebody who has just arrived at chair 2."""
    ward = open_ward().infusing()
    ward.registers("roe", mrn="2", family="Roe").orders("roe")
    return ward.arrives("roe", chair=2, id="roe-1")


def steps(ward: Ward) -> list[float]:
    return [session.step.total_seconds() for session in ward.desk.open_sessions()]


def test_a_step_is_noticed_and_reaches_every_open_session() -> None:
    ward = two_chairs()
    heart = Heartbeat(ward.clock)
    assert heart.beat() == NOTHING
    ward.later(seconds=1).clock.step(ward.now.at + timedelta(hours=1))
    Gaps().put_on_record(heart.beat(), [ward.desk])
    assert steps(ward) == [3600.0, 3600.0]


def test_what_network_time_does_is_no_step() -> None:
    ward = two_chairs()
    heart = Heartbeat(ward.clock)
    ward.clock.step(ward.now.at + timedelta(seconds=4))
    assert heart.beat() == NOTHING


def test_a_full_disk_loses_no_step(monkeypatch: pytest.MonkeyPatch) -> None:
    ward, gaps = two_chairs(), Gaps()
    append, tried = ward.journal.append, []

    def full(*args: object, **more: object) -> object:
        tried.append(args)
        if len(tried) == 2:
            raise WorldError("Nothing was recorded.", "The disk is full.", "Free some space.")
        return append(*args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(ward.journal, "append", full)
    with pytest.raises(WorldError):
        gaps.put_on_record(Gap(3600.0, 0.0), [ward.desk])
    assert steps(ward) == [3600.0, 0.0]
    gaps.put_on_record(NOTHING, [ward.desk])
    assert steps(ward) == [3600.0, 3600.0]
    gaps.put_on_record(NOTHING, [ward.desk])
    assert steps(ward) == [3600.0, 3600.0]


def test_every_record_that_is_open_hears_of_it() -> None:
    unit, practice = two_chairs(), two_chairs()
    Gaps().put_on_record(Gap(-60.0, 40.0), [unit.desk, practice.desk])
    assert steps(unit) == steps(practice) == [-60.0, -60.0]
    kinds = [row.kind for row in unit.rows][-2:]
    assert kinds == ["workstation_slept", "clock_stepped"]
