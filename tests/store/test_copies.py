"""Copies of a record, and entries that go from one record to another."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from msgspec.structs import replace

from app.desk import Desk, Done
from app.errors import WorldError
from app.models.day.fold import fold
from app.models.day.reactions import WriteNote
from app.models.facts import EpochBegun
from app.models.story import in_order
from app.store import bring, indexes, seal
from app.store.journal import Journal
from app.store.verify import problems
from tests.ward import KEY, OSEI, Ward, open_ward, shipped_pack

DAY = "session:doe-1"


@pytest.fixture
def copy(ward: Ward, path: Path, tmp_path: Path) -> Iterator[Journal]:
    """A copy of a running day's folder, opened beside the original."""
    ward.infusing()
    ward.journal.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copytree(path.parent, tmp_path / "copy")
    journal = Journal.open(tmp_path / "copy" / path.name, KEY)
    yield journal
    journal.close()


def note(journal: Journal, ward: Ward, text: str) -> None:
    desk = Desk(journal, ward.clock, shipped_pack())
    assert isinstance(desk.do(WriteNote(session="doe-1", text=text), OSEI), Done)


def brought(into: Journal, rows: Iterable[seal.Row]) -> tuple[str, ...]:
    with into.transaction():
        return bring.bring(into, rows)


@pytest.fixture
def reopened(ward: Ward, path: Path) -> Iterator[Journal]:
    """The original, opened once more after it was copied."""
    journal = Journal.open(path, KEY)
    yield journal
    journal.close()


def test_original_and_copy_never_write_under_one_name(
    copy: Journal, reopened: Journal, ward: Ward
) -> None:
    common = {row[seal.MARK] for row in bring.rows(copy)}
    note(reopened, ward, "in the original")
    note(copy, ward, "in the copy")
    ours = [row for row in bring.rows(reopened) if row[seal.MARK] not in common]
    theirs = [row for row in bring.rows(copy) if row[seal.MARK] not in common]
    assert len(ours) == len(theirs) == 2, "each began an epoch and wrote a note"
    assert not {row[seal.MARK] for row in ours} & {row[seal.MARK] for row in theirs}
    places = [(row[seal.EPOCH], row[seal.NUMBER]) for row in (*ours, *theirs)]
    assert len(set(places)) == 4


def test_an_entry_goes_over_with_its_mark_seal_and_references(
    copy: Journal, reopened: Journal, ward: Ward
) -> None:
    note(reopened, ward, "in the original")
    note(copy, ward, "in the copy")
    there = {row[seal.MARK]: tuple(row) for row in bring.rows(copy)}
    assert set(brought(reopened, list(bring.rows(copy)))) == {DAY, f"device:{copy.device}"}
    here = {row[seal.MARK]: tuple(row) for row in bring.rows(reopened)}
    assert there.items() <= here.items()
    assert problems(reopened) == ()
    assert len(reopened.heads(DAY)) == 2, "both notes stand side by side"
    note(reopened, ward, "having seen both")
    last = max(reopened.story(DAY), key=lambda entry: entry.place)
    assert len(last.after) == 2
    assert reopened.heads(DAY) == (last.mark,)
    assert problems(reopened) == ()


def test_what_was_brought_once_is_passed_over(copy: Journal, reopened: Journal, ward: Ward) -> None:
    note(copy, ward, "in the copy")
    rows = list(bring.rows(copy))
    assert brought(reopened, rows)
    before = list(bring.rows(reopened))
    assert brought(reopened, rows) == ()
    assert list(bring.rows(reopened)) == before


def test_both_records_fold_to_the_same_day(copy: Journal, reopened: Journal, ward: Ward) -> None:
    note(reopened, ward, "in the original")
    ward.later(minutes=1)
    note(copy, ward, "in the copy")
    ours = list(bring.rows(reopened))
    brought(reopened, list(bring.rows(copy)))
    brought(copy, ours)
    days = [[entry.mark for entry in journal.story(DAY)] for journal in (reopened, copy)]
    assert days[0] == days[1]
    told = [
        Desk(journal, ward.clock, shipped_pack()).session("doe-1") for journal in (reopened, copy)
    ]
    assert told[0]
    assert told[1]
    assert told[0].phase is told[1].phase
    assert (told[0].runs, told[0].vitals) == (told[1].runs, told[1].vitals)


def test_a_desk_that_knew_the_day_sees_what_came_in(
    copy: Journal, reopened: Journal, ward: Ward
) -> None:
    desk = Desk(reopened, ward.clock, shipped_pack())
    before = desk.session("doe-1")
    assert before
    note(copy, ward, "in the copy")
    note(reopened, ward, "in the original")
    assert desk.session("doe-1")
    desk.bring(list(bring.rows(copy)))
    after = desk.session("doe-1")
    assert after
    assert after.version == before.version + 2
    note(reopened, ward, "afterwards")
    told = desk.session("doe-1")
    assert told
    by_itself = replace(told, whose=None, earlier=())
    assert by_itself == fold("doe-1", reopened.story(DAY))


def test_a_day_from_elsewhere_is_on_the_board(path: Path, tmp_path: Path) -> None:
    elsewhere = open_ward(Journal.open(tmp_path / "other.db", KEY)).infusing()
    here = Ward(Journal.open(path, KEY))
    here.desk.bring(list(bring.rows(elsewhere.journal)))
    assert [session.id for session in here.desk.open_sessions()] == ["doe-1"]
    assert here.desk.find_patients("doe")
    assert problems(here.journal) == ()
    elsewhere.journal.close()
    here.journal.close()


def test_the_same_entries_fold_to_the_same_day_in_any_order(ward: Ward) -> None:
    ward.observing()
    entries = list(ward.session.entries)
    Random(7).shuffle(entries)
    assert in_order(entries) == ward.session.entries
    assert fold("doe-1", in_order(entries)) == fold("doe-1", ward.session.entries)


@pytest.mark.parametrize(
    ("field", "value"), [(seal.MARK, "0" * 64), (seal.SEAL, "0" * 64), (13, "lind"), (9, "{}")]
)
def test_a_changed_row_is_not_taken_in(
    copy: Journal, reopened: Journal, ward: Ward, field: int, value: str
) -> None:
    note(copy, ward, "in the copy")
    rows = [list(row) for row in bring.rows(copy)]
    known = {row[seal.EPOCH] for row in bring.rows(reopened)}
    row = next(row for row in rows if row[seal.EPOCH] not in known and row[seal.NUMBER] == 2)
    row[field] = value
    before = list(bring.rows(reopened))
    with pytest.raises(WorldError, match="was changed"):
        brought(reopened, rows)
    assert list(bring.rows(reopened)) == before


def test_a_gap_is_not_taken_in(copy: Journal, reopened: Journal, ward: Ward) -> None:
    note(copy, ward, "in the copy")
    rows = [row for row in bring.rows(copy) if '"in the copy"' in row[9]]
    with pytest.raises(WorldError, match="come before them are missing"):
        brought(reopened, rows)


def test_an_epoch_names_the_one_before_it(reopened: Journal, ward: Ward) -> None:
    ward.infusing()
    note(reopened, ward, "in another epoch")
    device = reopened.story(f"device:{reopened.device}")
    first, second = (entry.fact for entry in device)
    assert isinstance(first, EpochBegun)
    assert isinstance(second, EpochBegun)
    assert first.previous == ""
    last = ward.session.entries[-2]
    assert (second.previous, second.number, second.seal) == (last.epoch, last.number, last.seal)


def test_an_epoch_that_is_gone_is_missed(
    reopened: Journal, ward: Ward, behind: Callable[[str], Any]
) -> None:
    ward.infusing()
    note(reopened, ward, "in another epoch")
    behind("DELETE FROM journal WHERE place <= (SELECT max(place) FROM journal) - 2")
    assert any("entries before entry" in problem for problem in problems(reopened))


def test_a_kind_from_a_newer_program_is_kept_and_not_folded(
    copy: Journal, reopened: Journal, ward: Ward
) -> None:
    note(copy, ward, "in the copy")
    rows = [list(row) for row in bring.rows(copy)]
    row = next(row for row in rows if '"in the copy"' in row[9])
    before = next(
        item[seal.SEAL]
        for item in rows
        if (item[seal.EPOCH], item[seal.NUMBER]) == (row[seal.EPOCH], row[seal.NUMBER] - 1)
    )
    row[6], row[8] = "tea_served", 99
    row[seal.MARK] = seal.mark(row[: seal.MARK])
    row[seal.SEAL] = seal.seal(row[seal.MARK], row[seal.EPOCH], row[seal.NUMBER], before)
    story = reopened.story(DAY)
    brought(reopened, rows)
    assert reopened.story(DAY) == story
    assert row[seal.MARK] in reopened.heads(DAY), "what is written next has seen that it is there"
    assert problems(reopened) == ()
    indexes.rebuild(reopened)
    assert problems(reopened) == ()
