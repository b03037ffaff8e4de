"""The file on disk: private, unreadable without its key, and never half written."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from app import paths
from app.errors import WorldError
from app.store.journal import Journal
from tests.ward import KEY, Ward, open_ward

OrdinaryUser = Callable[[], AbstractContextManager[None]]


def mode(path: Path) -> int:
    """The permission bits."""
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX's")
def test_only_its_owner_reads_it(ward: Ward, path: Path) -> None:
    ward.infusing()
    assert mode(path.parent) == 0o700
    files = sorted(path.parent.iterdir())
    assert [file.name for file in files] == ["record.db", "record.db-shm", "record.db-wal"]
    assert {mode(file) for file in files} == {0o600}


def test_nothing_on_disk_can_be_read(ward: Ward, path: Path) -> None:
    name = "Abernathy-Szczepańska"
    ward.registers("abby", mrn="MRN-77123", family=name).orders("abby").arrives("abby")
    ward.notes("A note about Abernathy").at("09:00").ready_to_start()
    for checkpoint in (False, True):
        if checkpoint:
            ward.journal.execute("PRAGMA wal_checkpoint(FULL)")
        for file in path.parent.iterdir():
            content = file.read_bytes()
            for secret in ("Abernathy", name, "MRN-77123", "SQLite format 3", "journal", "vitals"):
                assert secret.encode() not in content, f"{secret} in {file.name}"
    assert len((path.parent / "record.db").read_bytes()) > 10_000


def test_every_commit_is_durable_and_in_the_log(ward: Ward) -> None:
    assert ward.journal.execute("PRAGMA journal_mode") == [("wal",)]
    assert ward.journal.execute("PRAGMA synchronous") == [(2,)], "FULL"
    assert ward.journal.execute("PRAGMA foreign_keys") == [(1,)]
    assert ward.journal.execute("PRAGMA cipher_version")


def test_the_name_of_each_new_folder_is_on_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settled: list[Path] = []
    monkeypatch.setattr(paths, "settle", settled.append)
    data = paths.private(tmp_path / "nurse" / "data")
    assert settled == [tmp_path, tmp_path / "nurse"]
    paths.private(data / "unit")
    assert settled == [tmp_path, tmp_path / "nurse", data]
    paths.private(data / "unit")
    assert len(settled) == 3, "a folder that is there costs nothing"


# ---------------------------------------------------------------------------------- full disk


def fill(journal: Journal, pages: int = 0) -> None:
    """Let SQLite find the disk full once these further pages are used."""
    used = journal.execute("PRAGMA page_count")[0][0]
    journal.execute(f"PRAGMA max_page_count = {used + pages}")


def until_it_fails(verb: Callable[[], object]) -> WorldError:
    """Do it again and again until the world says no."""
    for _ in range(200):
        try:
            verb()
        except WorldError as error:
            return error
    raise AssertionError("the disk was never full")


def test_a_full_disk_says_so_and_nothing_is_half_written(ward: Ward) -> None:
    ward.infusing().at("10:00")
    fill(ward.journal)
    recorded: list[str] = []
    error = until_it_fails(lambda: recorded.append(ward.notes("x" * 300).entry.mark))
    assert "disk is full" in error.why
    assert "Everything recorded before is safe" in error.do
    assert ward.session.entries[-1].mark == (recorded or [ward.session.entries[-1].mark])[-1]
    assert ward.journal.first_break() is None

    ward.journal.execute("PRAGMA max_page_count = 1000000")
    ward.notes("There is room again")
    assert ward.rows[-1].text == "There is room again"
    assert ward.journal.first_break() is None


def test_a_full_disk_during_a_command_of_several_facts(ward: Ward) -> None:
    ward.infusing().at("10:00")
    fill(ward.journal)
    error = until_it_fails(
        lambda: ward.stops_for_reaction("rash", "itching", "fever", note="x" * 300)
    )
    assert "disk is full" in error.why
    kinds = [row.kind for row in ward.rows]
    assert kinds.count("symptom_noted") % 3 == 0, "all facts of a command, or none"


def test_a_disk_too_full_for_a_new_record(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "open", full)
    with pytest.raises(WorldError, match="disk is full"):
        Journal.open(path, KEY)


# ---------------------------------------------------------------------------- read-only places


def test_a_folder_in_which_nothing_may_be_made(shared: Path, ordinary_user: OrdinaryUser) -> None:
    folder = shared / "data"
    folder.mkdir(mode=0o700)
    with ordinary_user():
        folder.chmod(0o500)
        with pytest.raises(WorldError) as failed:
            Journal.open(folder / "record.db", KEY)
    assert "read-only" in failed.value.why
    assert str(folder) in failed.value.why


def test_a_folder_made_read_only_under_a_record(shared: Path, ordinary_user: OrdinaryUser) -> None:
    path = shared / "data" / "record.db"
    Journal.open(path, KEY).close()
    with ordinary_user():
        path.parent.chmod(0o500)
        with pytest.raises(WorldError) as failed:
            Journal.open(path, KEY)
    assert "read-only" in failed.value.why


def test_a_record_that_may_only_be_read(shared: Path, ordinary_user: OrdinaryUser) -> None:
    path = shared / "data" / "record.db"
    open_ward(Journal.open(path, KEY)).journal.close()
    with ordinary_user():
        path.chmod(0o400)
        with pytest.raises(WorldError) as failed:
            Journal.open(path, KEY)
    assert "read-only" in failed.value.why


def test_a_record_that_may_not_be_read(shared: Path, ordinary_user: OrdinaryUser) -> None:
    path = shared / "data" / "record.db"
    Journal.open(path, KEY).close()
    with ordinary_user():
        path.chmod(0)
        with pytest.raises(WorldError):
            Journal.open(path, KEY)


def test_a_record_that_becomes_read_only_while_it_is_open(ward: Ward) -> None:
    ward.infusing()
    ward.journal.execute("PRAGMA query_only = ON")
    with pytest.raises(WorldError, match="read-only"):
        ward.notes("x")
    ward.journal.execute("PRAGMA query_only = OFF")
    ward.notes("x")


def test_a_read_only_file_system(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read_only(*_: object) -> int:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(os, "open", read_only)
    with pytest.raises(WorldError, match="read-only"):
        Journal.open(path, KEY)


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("I am a file")
    with pytest.raises(WorldError):
        Journal.open(tmp_path / "data" / "record.db", KEY)
