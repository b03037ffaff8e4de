"""`verify` checks the whole record and names what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from app import cli
from app.store import indexes
from app.store.journal import Journal
from app.store.record import open_record
from app.store.verify import problems
from tests.ward import Ward, open_ward


@pytest.fixture
def ward(ward: Ward) -> Ward:
    """Two patients, one session over and one running."""
    ward.registers("roe", mrn="2", family="Roe").orders("roe")
    ward.arrives("roe", chair=2, id="roe-1").cancels()
    ward.id = "doe-1"
    return ward.infusing("09:30")


def test_a_sound_record_has_no_problem(ward: Ward) -> None:
    assert problems(ward.journal) == ()


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        ("DELETE FROM session_index", "session_index does not match the journal: 2 of"),
        ("DELETE FROM patient_index", "patient_index does not match the journal: 2 of"),
        ("UPDATE session_index SET over = 1 - over WHERE chair = 2", "the first for roe-1"),
        ("UPDATE session_index SET chair = 5 WHERE chair = 2", "session_index"),
        ("UPDATE patient_index SET mrn = '9' WHERE patient = 'doe'", "patient_index"),
        ("UPDATE patient_index SET search = '' WHERE patient = 'doe'", "the first for doe"),
        (
            "INSERT INTO session_index VALUES ('x', 'doe', 8, '2026-11-23', 0)",
            "the first for x",
        ),
        ("DROP TRIGGER journal_keeps_rows", "The guard journal_keeps_rows is missing"),
        ("DROP TRIGGER journal_keeps_values", "The guard journal_keeps_values is missing"),
        (
            "CREATE TRIGGER spy AFTER INSERT ON journal BEGIN SELECT 1; END",
            "There is a trigger, spy,",
        ),
    ],
)
def test_what_is_wrong_is_named(ward: Ward, harm: str, said: str) -> None:
    ward.journal.execute(harm)
    (problem,) = problems(ward.journal)
    assert said in problem


def test_a_guard_that_guards_nothing_is_named(ward: Ward) -> None:
    ward.journal.execute("DROP TRIGGER journal_keeps_rows")
    ward.journal.execute(
        "CREATE TRIGGER journal_keeps_rows BEFORE DELETE ON journal BEGIN SELECT 1; END"
    )
    assert problems(ward.journal) == (
        "The guard journal_keeps_rows was changed: entries could have been changed or deleted.",
    )


def test_a_changed_entry_and_the_guard_that_was_taken_away_are_both_named(ward: Ward) -> None:
    ward.journal.execute("DROP TRIGGER journal_keeps_values")
    ward.journal.execute("UPDATE journal SET actor = 'lind' WHERE place = 5")
    guard, entry = problems(ward.journal)
    assert "journal_keeps_values is missing" in guard
    assert entry == "Entry 5 was changed."


def test_rebuilt_tables_are_right_again(ward: Ward) -> None:
    ward.journal.execute("DELETE FROM session_index")
    indexes.rebuild(ward.journal)
    assert problems(ward.journal) == ()


def test_what_is_recorded_meanwhile_is_no_problem(
    ward: Ward, opened: Callable[[], Journal], monkeypatch: pytest.MonkeyPatch
) -> None:
    subjects = Journal.subjects

    def while_somebody_registers(journal: Journal, prefix: str) -> tuple[str, ...]:
        if prefix == "patient:":
            ward.registers("poe", mrn="3", family="Poe")
        return subjects(journal, prefix)

    monkeypatch.setattr(Journal, "subjects", while_somebody_registers)
    assert problems(opened()) == ()
    assert ward.desk.patient("poe")


@pytest.mark.parametrize(
    ("harm", "status", "said"),
    [
        ("", 0, ""),
        ("DELETE FROM session_index", 1, "session_index does not match the journal"),
        ("DROP TRIGGER journal_keeps_rows", 1, "journal_keeps_rows is missing"),
    ],
)
def test_the_command_says_it_and_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], harm: str, status: int, said: str
) -> None:
    folder = tmp_path / "unit"
    folder.mkdir(mode=0o700)
    ward = open_ward(open_record(folder)).infusing()
    ward.journal.execute(harm)
    ward.journal.close()
    arguments = cli.parser().parse_args(["--data", str(tmp_path), "verify"])
    assert cli.run(arguments, ward.clock) == status
    out, err = capsys.readouterr()
    assert said in err
    assert ("entries hold" in out) is (status == 0)
