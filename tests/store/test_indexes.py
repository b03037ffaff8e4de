"""The small read tables: always what the journal says, made anew at any time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.clock import SimulatedClock
from app.desk import Desk
from app.scenario import Player, read_scenario
from app.store import indexes
from app.store.journal import Journal
from tests.ward import KEY, SCENARIOS, Ward, shipped_pack


def contents(journal: Journal) -> list[list[tuple[Any, ...]]]:
    """Both tables, in an order of their own."""
    return [
        sorted(journal.execute("SELECT * FROM session_index")),
        sorted(journal.execute("SELECT * FROM patient_index")),
    ]


@pytest.mark.parametrize("name", ["five-sessions", "cancelled", "course-of-days", "correction"])
def test_rebuilt_they_are_the_same(name: str) -> None:
    scenario = read_scenario(SCENARIOS / f"{name}.toml")
    journal = Journal.open(":memory:", KEY)
    clock = SimulatedClock(scenario.start, scenario.zone)
    player = Player(scenario, Desk(journal, clock, shipped_pack()), clock)
    player.prepare()
    player.play()
    before = contents(journal)
    assert all(before)
    days = indexes.sessions_on(journal, scenario.start.date()), indexes.open_sessions(journal)
    indexes.rebuild(journal)
    assert contents(journal) == before
    assert (
        indexes.sessions_on(journal, scenario.start.date()),
        indexes.open_sessions(journal),
    ) == days


def test_lost_lines_come_back(ward: Ward, opened: Callable[[], Journal]) -> None:
    ward.arrives()
    before = contents(ward.journal)
    ward.journal.execute("DELETE FROM session_index")
    ward.journal.execute("DELETE FROM patient_index")
    indexes.rebuild(ward.journal)
    assert contents(ward.journal) == before
    assert contents(opened()) == before


def test_who_sits_where(ward: Ward) -> None:
    ward.registers("roe", mrn="2", family="Roe").orders("roe").arrives("roe", chair=5, id="roe-1")
    ward.arrives("doe", chair=2, id="doe-1")
    assert [session.id for session in ward.desk.open_sessions()] == ["doe-1", "roe-1"]
    at_5 = ward.desk.at_chair(5)
    assert at_5
    assert at_5.patient == "roe"
    ward.cancels()
    assert [session.id for session in ward.desk.open_sessions()] == ["roe-1"]
    today = ward.desk.sessions_on(date(2026, 11, 23))
    assert [session.id for session in today] == ["doe-1", "roe-1"]
    assert ward.desk.sessions_on(date(2026, 11, 24)) == ()


NAMES = {
    "nguyen": "Nguyễn Łukasz",
    "petrova": "Петрова",
    "papado": "Παπαδόπουλος",
    "obrien": "O'Brien-Szczepański",
    "percent": "100% Smith_Jones",
    "li": "李明",
}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("nguyen", ["nguyen"]),
        ("LUKASZ nguyễn", ["nguyen"]),
        ("петр", ["petrova"]),
        ("παπαδοπουλος", ["papado"]),
        ("szczepanski", ["obrien"]),
        ("o'brien", ["obrien"]),
        ("100%", ["percent"]),
        ("%", ["percent"]),
        ("_", ["percent"]),
        ("李", ["li"]),
        ("jan", sorted([*NAMES, "doe"])),
        ("m-petrova", ["petrova"]),
        ("nobody", []),
        ("petr\ud83d", ["petrova"]),
        ("", sorted([*NAMES, "doe"])),
    ],
)
def test_whom_a_search_finds(ward: Ward, words: str, found: list[str]) -> None:
    for id, family in NAMES.items():
        ward.registers(id, mrn=f"M-{id}", family=family)
    assert sorted(patient.id for patient in ward.desk.find_patients(words)) == found


def test_a_search_cannot_break_out(ward: Ward) -> None:
    assert ward.desk.find_patients("'; DROP TABLE patient_index; --") == ()
    assert len(ward.desk.find_patients("doe")) == 1


def test_the_index_lies_in_the_same_file(ward: Ward, path: Path) -> None:
    ward.arrives()
    assert ward.journal.execute("SELECT session FROM session_index") == [("doe-1",)]
    assert path.exists()
