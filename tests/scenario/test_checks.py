"""Days played under a pack with checks: no line of the program knows these checks."""

from __future__ import annotations

from typing import Any

import pytest

from app.scenario import at_a_desk, report
from app.scenario.docs import document
from app.scenario.reading import parse_scenario
from app.store.journal import Journal
from tests.packs import all_checks, pack_with
from tests.ward import KEY, ROOT, SCENARIOS

TWO_DAYS = ROOT / "tests" / "packs" / "scenarios" / "two-days.toml"
CHECKS = ("age", "prior_day", "cbc", "hepatitis", "since_rash")


@pytest.fixture(scope="module")
def played() -> dict[str, Any]:
    scenario = parse_scenario(TWO_DAYS.read_text(encoding="utf-8"), SCENARIOS / "parts")
    return report(at_a_desk(scenario, pack_with(*CHECKS), Journal.open(":memory:", KEY)))


def told(played: dict[str, Any], day: int, *kinds: str) -> list[str]:
    """What a day's timeline says of some kinds of entries."""
    rows = played["sessions"][day]["timeline"]
    return [row["text"] for row in rows if row["kind"] in kinds]


def test_every_step_comes_out_as_expected(played: dict[str, Any]) -> None:
    assert [step for step in played["steps"] if step["as_expected"] is False] == []
    assert [step["number"] for step in played["steps"] if step["as_expected"] is None] == []


def test_what_holds_each_day_is_the_checks_alone(played: dict[str, Any]) -> None:
    shut = [list(step["open"]) for step in played["steps"] if step["code"] == "gate_closed"]
    assert shut == [["cbc", "hepatitis"], ["hepatitis"], ["prior_day"]]


CHECKED_IN = [
    "REMS: yes",
    "REMS authorization checked, by telephone",
    "HIV: no",
    "Infection: no",
    "Product allergy: no",
]


def test_the_day_is_told_in_sentences(played: dict[str, Any]) -> None:
    sentences = told(played, 0, "check_answered", "check_decided")
    assert [
        text for text in sentences if text not in CHECKED_IN and not text.endswith("said back")
    ] == [
        "Age 17 years. Dr. Amari, in person: go on. Seen with her parents",
        "CBC: 212 10³/µL, 20 Nov 2026",
        "Hepatitis: carrier",
        "Hepatitis: carrier. Dr. Amari, by phone, read back: wait for the viral load",
        "Hepatitis: carrier. Dr. Amari, by phone, read back: go on. Viral load not detectable",
    ]
    sentences = told(played, 1, "check_answered", "symptom_noted", "check_decided")
    assert [
        text for text in sentences if text not in CHECKED_IN and not text.endswith("said back")
    ] == [
        "Rash: yes",
        "Rash, since the infusion of 23 Nov 2026",
        "Rash: yes. Both arms",
        "Rash: yes. Both arms. Dr. Amari, in person: go on. Gone since last night",
        "Last infusion: a reaction. Dr. Amari, in person: go on. Premedicated again",
    ]


def test_the_wrong_date_stays_readable(played: dict[str, Any]) -> None:
    row = next(row for row in played["sessions"][0]["timeline"] if row["wrong"])
    assert (row["wrong"], row["reason"]) == (
        "CBC: 212 10³/µL, 20 Oct 2026",
        "November, not October",
    )


def test_a_session_is_described_by_itself_and_not_with_its_patients_other_days(
    played: dict[str, Any],
) -> None:
    assert {"whose", "earlier", "entries"} & set(played["sessions"][1]["state"]) == set()
    assert "doe-1" not in str(played["sessions"][1]["state"])


def test_the_checks_of_a_pack_are_listed_for_who_writes_scenarios() -> None:
    text = document(all_checks())
    assert "**Checks** (`check`, with each `field` and how it is answered)" in text
    assert "| `since_rash` | Rash since the last infusion" in text
    assert "`where` text" in text
