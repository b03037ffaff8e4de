"""A record that was moved, deleted or replaced under the program acknowledges nothing more."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from app.errors import WorldError
from app.models.day.reactions import WriteNote
from app.models.facts import NoteWritten
from app.store.journal import Journal
from tests.ward import KEY, OSEI, Ward

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows keeps open files in place")


@pytest.fixture
def ward(ward: Ward) -> Ward:
    return ward.infusing().at("11:00")


def taken_away(path: Path) -> None:
    shutil.rmtree(path.parent)


def renamed(path: Path) -> None:
    path.parent.rename(path.parent.with_name("data-old"))


def folder_replaced(path: Path) -> None:
    renamed(path)
    shutil.copytree(path.parent.with_name("data-old"), path.parent)


def record_deleted(path: Path) -> None:
    path.unlink()


def record_replaced(path: Path) -> None:
    backup = path.with_name("backup.db")
    shutil.copyfile(path, backup)
    backup.replace(path)


def record_copied_over(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content)


def log_deleted(path: Path) -> None:
    path.with_name("record.db-wal").unlink()


def log_replaced(path: Path) -> None:
    log = path.with_name("record.db-wal")
    backup = path.with_name("backup.db-wal")
    shutil.copyfile(log, backup)
    backup.replace(log)


def log_emptied(path: Path) -> None:
    os.truncate(path.with_name("record.db-wal"), 0)


def older_log_copied_over(path: Path) -> None:
    """As `cp -p` and `rsync --inplace` put a backup back: the same file, with its old date."""
    log = path.with_name("record.db-wal")
    an_hour_before = log.stat().st_mtime - 3600
    log.write_bytes(log.read_bytes())
    os.utime(log, (an_hour_before, an_hour_before))


ACCIDENTS = [
    taken_away,
    renamed,
    folder_replaced,
    record_deleted,
    record_replaced,
    record_copied_over,
    log_deleted,
    log_replaced,
    log_emptied,
    older_log_copied_over,
]


@pytest.mark.parametrize("accident", ACCIDENTS)
def test_nothing_is_acknowledged_any_more(
    ward: Ward, path: Path, accident: Callable[[Path], None]
) -> None:
    before = ward.session
    accident(path)
    for _ in range(2):
        with pytest.raises(WorldError, match="moved, deleted or replaced") as failed:
            ward.desk.do(WriteNote(session=ward.id, text="x", request="tap-1"), OSEI)
        assert "paper" in failed.value.do
    assert ward.session == before, "what was not committed is forgotten"


@pytest.mark.parametrize("accident", ACCIDENTS)
def test_what_was_recorded_before_is_not_said_to_be_there(
    ward: Ward, path: Path, accident: Callable[[Path], None]
) -> None:
    note = WriteNote(session=ward.id, text="x", request="tap-1")
    ward.ask(note)
    accident(path)
    with pytest.raises(WorldError, match="moved, deleted or replaced"):
        ward.desk.do(note, OSEI)


def test_put_back_as_it_was_the_record_goes_on(ward: Ward, path: Path) -> None:
    elsewhere = path.parent.with_name("data-old")
    path.parent.rename(elsewhere)
    with pytest.raises(WorldError):
        ward.notes("lost")
    elsewhere.rename(path.parent)
    ward.notes("kept")
    assert [row.text for row in ward.rows].count("kept") == 1
    assert "lost" not in [row.text for row in ward.rows]


def test_moved_while_it_is_committed_it_is_not_acknowledged(
    ward: Ward, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit = ward.journal._commit

    def slow() -> None:
        commit()
        renamed(path)

    monkeypatch.setattr(ward.journal, "_commit", slow)
    with pytest.raises(WorldError, match="moved, deleted or replaced"):
        ward.notes("x")


def test_folding_the_log_into_the_record_is_no_accident(ward: Ward, path: Path) -> None:
    """SQLite does it inside a commit, once the log has a thousand pages."""
    size = path.stat().st_size
    while path.stat().st_size == size:
        append_many(ward.journal, "x" * 4000)
    ward.notes("one more").later(minutes=1).notes("and another")
    assert ward.journal.first_break() is None


def append_many(journal: Journal, text: str) -> None:
    """Some hundred pages in one commit."""
    entry = journal.story("session:doe-1")[-1]
    with journal.transaction():
        journal.append(
            "session:doe-1",
            [NoteWritten(text=text)] * 100,
            occurred_at=entry.occurred_at,
            recorded_at=entry.recorded_at,
            offset_min=-300,
            boot="b",
            uptime=1.0,
            actor=OSEI,
        )


def test_the_next_start_reads_what_was_acknowledged(ward: Ward, path: Path) -> None:
    acknowledged = ward.session.entries
    path.parent.rename(path.parent.with_name("data-old"))
    with pytest.raises(WorldError):
        ward.notes("not acknowledged")
    ward.journal.close()
    again = Journal.open(path.parent.with_name("data-old") / "record.db", KEY)
    assert again.story("session:doe-1") == acknowledged
    again.close()
