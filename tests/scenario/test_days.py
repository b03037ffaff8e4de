"""Every day in tests/scenarios comes out as its file expects, and shows what its title says."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from app.scenario import at_a_desk, read_scenario, report
from app.scenario.docs import refusals
from app.store.journal import Journal
from tests.ward import KEY, ROOT, SCENARIOS, shipped_pack

DAYS = sorted(path.stem for path in SCENARIOS.glob("*.toml"))


@cache
def played(name: str) -> dict[str, Any]:
    """The report of a day, as JSON would have it."""
    journal = Journal.open(":memory:", KEY)
    told = replay(name, journal)
    assert journal.first_break() is None
    read_back: dict[str, Any] = json.loads(json.dumps(told))
    return read_back


def replay(name: str, journal: Journal) -> dict[str, Any]:
    """Play a day of tests/scenarios into a journal."""
    return report(at_a_desk(read_scenario(SCENARIOS / f"{name}.toml"), shipped_pack(), journal))


@pytest.mark.parametrize("name", DAYS)
def test_it_comes_out_as_expected(name: str) -> None:
    wrong = [step for step in played(name)["steps"] if step["as_expected"] is False]
    assert wrong == []
    assert played(name)["as_expected"] is True


@pytest.mark.parametrize("name", DAYS)
def test_every_step_expects_something(name: str) -> None:
    silent = [step["number"] for step in played(name)["steps"] if step["as_expected"] is None]
    assert silent == []


@pytest.mark.parametrize("name", DAYS)
def test_a_refusal_says_what_to_do(name: str) -> None:
    for step in played(name)["steps"]:
        if step["outcome"] == "refused":
            assert step["code"] in refusals()
            assert step["sentence"].endswith(".")
            assert bool(step["rule"]) == bool(step["source"])


def test_there_are_days_enough() -> None:
    assert len(DAYS) >= 25


def test_most_refusals_happen_on_some_day() -> None:
    seen = {step["code"] for name in DAYS for step in played(name)["steps"] if step["code"]}
    assert len(seen) > 50
    assert seen <= set(refusals())


# --------------------------------------------------------------- what the days are there to show


def session(name: str, id: str = "doe-1") -> dict[str, Any]:
    """A session as it stands after the day."""
    found: dict[str, Any] = next(
        item for item in played(name)["sessions"] if item["state"]["id"] == id
    )
    return found


def refused(name: str, command: str) -> dict[str, Any]:
    """The first refusal of a command on a day."""
    found: dict[str, Any] = next(
        step for step in played(name)["steps"] if step["do"] == command and step["code"]
    )
    return found


def test_a_plain_day() -> None:
    day = session("plain-day")
    assert day["state"]["phase"] == "discharged"
    assert day["numbers"] == {
        "ran_s": 14400.0,
        "left_s": 0.0,
        "given_ml": 101.2,
        "vitals_done": 14,
        "vitals_due": 14,
    }
    assert {item["state"] for item in day["discharge_gate"]} == {"met"}
    assert day["due"] == day["alarms"] == []


@pytest.mark.parametrize(
    ("name", "open_"),
    [
        ("refused-identity", ["identity"]),
        ("refused-authorisation", ["authorisation"]),
        ("refused-contraindication", ["contraindications"]),
        ("refused-corticosteroid", ["corticosteroid"]),
        ("refused-corticosteroid-withheld", ["corticosteroid"]),
        ("refused-bag-too-old", ["bag"]),
        ("refused-bag-not-checked", ["bag_check"]),
        ("refused-baseline-vitals", ["baseline_vitals", "stroke_check"]),
        ("refused-stroke-sign", ["stroke_check"]),
    ],
)
def test_each_first_requirement_refuses_a_start(name: str, open_: list[str]) -> None:
    assert refused(name, "start_infusion")["open"] == open_


def test_a_pause_does_not_count_as_running() -> None:
    assert session("pause-and-resume")["numbers"]["ran_s"] == 4 * 3600
    assert session("pause-and-resume")["state"]["ended"]["at"].startswith("2026-11-23T18:50")


def test_a_slower_rate_ends_later() -> None:
    assert session("slower-rate")["numbers"]["ran_s"] == (4 * 60 + 47) * 60


def test_an_early_end_keeps_its_reason_and_volume() -> None:
    day = session("early-end")
    assert day["state"]["early_reason"]
    assert day["numbers"]["given_ml"] == 75.9


def test_minute_119_and_minute_120() -> None:
    steps = [
        step for step in played("discharge-at-120")["steps"] if step["do"] == "discharge_patient"
    ]
    assert [step["outcome"] for step in steps] == ["refused", "done", "refused"]
    assert steps[0]["open"] == ["observation"]
    assert "15:30" in steps[0]["sentence"]


def test_who_leaves_early_is_marked() -> None:
    assert session("leaves-early")["state"]["left_early"] is True
    early = [
        s["state"]["id"] for s in played("five-sessions")["sessions"] if s["state"]["left_early"]
    ]
    assert early == ["alexandros-1"]
    assert len(played("five-sessions")["sessions"]) == 5


def test_elapsed_time_is_right_though_the_clock_was_set() -> None:
    for id, minutes in (("doe-1", 240), ("rossi-1", 239)):
        assert session("clock-step", id)["numbers"]["ran_s"] == minutes * 60
        rows = [row["kind"] for row in session("clock-step", id)["timeline"]]
        assert rows.count("clock_stepped") == 2


def test_a_correction_shows_wrong_and_right() -> None:
    row = next(row for row in session("correction")["timeline"] if "190" in row["wrong"])
    assert "130/79" in row["text"]
    assert row["reason"] == "typed 190 for 130"


def test_a_corrected_start_shows_what_was_not_met_then() -> None:
    gate = session("start-corrected-before-check")["start_gate"]
    unmet = {item["key"] for item in gate if item["state"] == "open"}
    assert unmet == {"bag_check", "baseline_vitals", "stroke_check"}


def test_a_corrected_reaction_is_still_one() -> None:
    (pause,) = session("reaction-corrected-away")["state"]["pauses"]
    assert (pause["reason"], pause["for_reaction"]) == ("line", True)


def test_day_4_has_no_corticosteroid() -> None:
    gate = {item["key"] for item in session("course-of-days", "doe-4")["start_gate"]}
    assert "corticosteroid" not in gate
    assert "corticosteroid" in {
        item["key"] for item in session("course-of-days", "doe-2")["start_gate"]
    }


def test_the_practice_day_is_the_plain_day() -> None:
    practice = ROOT / "resources" / "practice" / "plain-day.toml"
    if practice.exists():
        assert practice.read_bytes() == (SCENARIOS / "plain-day.toml").read_bytes()


def test_no_file_is_left_behind_by_a_replay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    replay("plain-day", Journal.open(":memory:", KEY))
    assert list(tmp_path.iterdir()) == []
