"""A whole day of a drug that no line of the program knows, and both of its papers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from app.models.rules.pack import read_pack
from app.papers import office
from app.scenario import Player, at_a_desk, read_scenario, report
from app.store.journal import Journal
from tests.papers.reading import words
from tests.ward import KEY, ROOT, shipped_pack

DAY = ROOT / "tests" / "packs" / "scenarios" / "nuvarex-day.toml"


@pytest.fixture(scope="module")
def player() -> Iterator[Player]:
    scenario = read_scenario(DAY)
    journal = Journal.open(":memory:", KEY)
    yield at_a_desk(scenario, read_pack(DAY.parent / scenario.pack), journal)
    journal.close()


@pytest.fixture(scope="module")
def played(player: Player) -> dict[str, Any]:
    return report(player)


def test_every_step_comes_out_as_expected(played: dict[str, Any]) -> None:
    assert [step for step in played["steps"] if step["as_expected"] is not True] == []


def test_its_vital_signs_are_told_by_their_own_table(played: dict[str, Any]) -> None:
    told = [row for row in played["sessions"][0]["timeline"] if row["kind"] == "vitals_taken"]
    assert told[0]["text"] == "Vitals 38 mmHg · 121/77 · 72 · 36.85 °C · no stroke sign"
    assert "(core temperature not taken: device not at hand)" in told[2]["text"]
    assert "18 mmHg" in told[1]["wrong"], "the wrong value stays readable"


def test_a_critical_value_is_asked_about_in_its_own_words(played: dict[str, Any]) -> None:
    asked = [step["sentence"] for step in played["steps"] if step["code"] == "confirm_critical"]
    assert asked == ["Critical: End-tidal CO₂ 18 mmHg. Read it again, then confirm."]


def test_its_check_holds_the_pump(played: dict[str, Any]) -> None:
    shut = [list(step["open"]) for step in played["steps"] if step["code"] == "gate_closed"]
    assert shut == [["peak_flow"], ["observation"]]


@pytest.mark.usefixtures("played")
def test_both_papers_speak_of_it_and_of_no_other_drug(player: Player) -> None:
    desk, shipped = player.desk, shipped_pack()
    session = desk.sessions_on(desk.clock.now().day)[0].id
    sheet = words(office.sheet_pdf(office.sheet_value(desk, session, "")))
    log = words(office.log_pdf(office.log_value(desk, desk.clock.now().day, "")))
    assert "“I had Nuvarex.”" in sheet
    assert "Nuvarex (nuvarexin), 300 mg, course 1, day 1 of 2" in sheet
    assert "rules nuvarexin-test 1" in log
    for paper in (sheet, log):
        assert shipped.product.casefold() not in paper.casefold()
        assert shipped.substance.casefold() not in paper.casefold()
