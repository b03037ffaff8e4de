"""A jump of the clock reaches every record that is open, once, and is never lost."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from app import cli, clock
from app.clock import SimulatedClock, SystemClock
from app.desk import Desk
from app.errors import WorldError
from app.heartbeat import Gap, Gaps, Heartbeat, clock_doubt, stepped_while_off
from app.store.record import open_record
from tests.ward import ZONE, Ward, open_ward

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


@pytest.mark.parametrize("moved", [4.9, -4.9])
def test_a_correction_by_network_time_is_not_recorded_as_a_step(moved: float) -> None:
    ward = two_chairs()
    heart = Heartbeat(ward.clock)
    ward.clock.step(ward.now.at + timedelta(seconds=moved))
    assert heart.beat() == NOTHING


@pytest.mark.parametrize("moved", [5.1, -5.1])
def test_a_jump_of_more_than_five_seconds_is_a_step(moved: float) -> None:
    ward = two_chairs()
    heart = Heartbeat(ward.clock)
    ward.clock.step(ward.now.at + timedelta(seconds=moved))
    assert heart.beat().stepped_s == pytest.approx(moved)


@pytest.mark.parametrize(("slept", "recorded"), [(29.9, 0.0), (30.1, 30.1)])
def test_a_sleep_is_recorded_from_thirty_seconds_on(
    monkeypatch: pytest.MonkeyPatch, slept: float, recorded: float
) -> None:
    ward = two_chairs()
    heart, awake = Heartbeat(ward.clock), ward.clock.awake()
    monkeypatch.setattr(ward.clock, "awake", lambda: awake)
    ward.later(seconds=slept)
    assert heart.beat().slept_s == pytest.approx(recorded)


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


# ----------------------------------------------------------------- set while the program was off


def started_again(ward: Ward, shows: str) -> Ward:
    """The program starts over the same record; the clock on the wall shows that time."""
    ward.clock = SimulatedClock(ward.time(shows), ZONE)
    ward.desk = Desk(ward.journal, ward.clock, ward.pack)
    return ward


def running_since_half_past_nine() -> Ward:
    """The pump runs since 09:30, and the last entry is from 11:00."""
    return open_ward().infusing("09:30").at("11:00").takes_vitals()


def noted(ward: Ward) -> Ward:
    Gaps().put_on_record(stepped_while_off(ward.desk), [ward.desk])
    return ward


def test_time_never_runs_back_before_the_last_entry() -> None:
    ward = started_again(running_since_half_past_nine(), "09:00")
    assert ward.ran_min == 0, "not on record yet, and not negative either"
    noted(ward)
    assert ward.ran_min == 90
    ward.later(minutes=30).pause()
    assert ward.ran_min == 120


def started_again_in_the_same_boot(ward: Ward) -> Ward:
    """The program starts again; the workstation ran on."""
    ward.desk = Desk(ward.journal, ward.clock, ward.pack)
    return ward


@pytest.mark.parametrize("hours", [1, -1, 3])
def test_in_the_same_boot_a_step_while_off_is_proven(hours: int) -> None:
    ward = running_since_half_past_nine().later(minutes=20)
    ward.clock.step(ward.now.at + timedelta(hours=hours))
    noted(started_again_in_the_same_boot(ward))
    assert ward.ran_min == 110, "the pump ran for 110 min, whatever the clock shows"
    assert ward.session.step == timedelta(hours=hours)


def test_in_the_same_boot_time_that_went_by_is_no_step() -> None:
    ward = started_again_in_the_same_boot(running_since_half_past_nine().later(hours=2))
    assert stepped_while_off(ward.desk) == NOTHING


def test_of_another_boot_a_later_clock_proves_nothing() -> None:
    ward = started_again(running_since_half_past_nine(), "14:00")
    assert stepped_while_off(ward.desk) == NOTHING


def test_the_workstations_start_has_one_name(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert SystemClock().boot() == SystemClock().boot() != ""
    monkeypatch.setattr(clock, "BOOT_ID", tmp_path / "not Linux")
    assert SystemClock().boot().startswith("about ")


def test_every_entry_tells_the_boot_and_the_seconds_since() -> None:
    ward = running_since_half_past_nine()
    assert {entry.boot for entry in ward.session.entries} == {ward.clock.boot()}
    assert ward.session.entries[-1].uptime == ward.clock.alive() > 0


def test_the_step_is_on_the_timeline() -> None:
    ward = noted(started_again(running_since_half_past_nine(), "09:00"))
    assert "back 120 min" in ward.rows[-1].text


def test_put_right_again_the_clock_takes_nothing_away() -> None:
    ward = noted(started_again(running_since_half_past_nine(), "09:00"))
    ward.later(minutes=10).clock_is_set(hours=2)
    assert ward.ran_min == 100


def test_a_clock_that_went_on_is_believed() -> None:
    ward = started_again(running_since_half_past_nine(), "11:20")
    assert stepped_while_off(ward.desk) == NOTHING
    assert clock_doubt(ward.desk) is None
    assert ward.ran_min == 110


def test_a_few_seconds_are_what_network_time_does() -> None:
    ward = running_since_half_past_nine().later(seconds=3).notes("x")
    started_again(ward, "11:00")
    assert stepped_while_off(ward.desk) == NOTHING
    assert clock_doubt(ward.desk) is None


def test_a_new_record_doubts_no_clock() -> None:
    assert clock_doubt(Ward().desk) is None


def test_the_doubt_names_both_times_until_the_clock_is_right() -> None:
    ward = noted(started_again(running_since_half_past_nine(), "09:00"))
    doubt = clock_doubt(ward.desk)
    assert doubt
    assert "It shows 09:00 on 23 Nov 2026" in doubt.why
    assert "the last entry was recorded at 11:00 on 23 Nov 2026" in doubt.why
    ward.later(minutes=5).notes("an entry of the wrong clock does not end it")
    assert clock_doubt(ward.desk)
    ward.clock_is_set(hours=2)
    assert clock_doubt(ward.desk) is None


def test_status_says_it_and_counts_nothing_backward(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    unit = tmp_path / "unit"
    unit.mkdir(mode=0o700)
    ward = open_ward(open_record(unit)).infusing("09:30").at("11:00").takes_vitals()
    ward.journal.close()
    arguments = cli.parser().parse_args(["--data", str(tmp_path), "status"])
    assert cli.run(arguments, SimulatedClock(ward.time("09:00"), ZONE)) == 0
    out, err = capsys.readouterr()
    assert "It shows 09:00" in err
    assert "11:00" in err
    (chair,) = json.loads(out)
    assert chair["ran_s"] == 0
    assert chair["left_s"] == 240 * 60
