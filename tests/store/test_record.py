"""A record and its key are made together; when one of them is lost, nothing new takes its place."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlcipher3

from app.errors import WorldError
from app.paths import KEY_FILE, RECORD_FILE, settle
from app.store import keys, making
from app.store.record import begun, open_record
from tests.ward import open_ward


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder in which a day was recorded; the record is closed."""
    open_ward(open_record(tmp_path)).journal.close()
    return tmp_path


def names(folder: Path) -> list[str]:
    """The files that are there."""
    return sorted(file.name for file in folder.iterdir())


def refused(folder: Path) -> WorldError:
    """Why the record is not opened; every file stays as it was."""
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    with pytest.raises(WorldError) as failed:
        open_record(folder)
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before
    return failed.value


def test_a_new_folder_gets_a_record_and_its_key(tmp_path: Path) -> None:
    assert not begun(tmp_path)
    open_record(tmp_path).close()
    assert begun(tmp_path)
    assert names(tmp_path) == [RECORD_FILE, KEY_FILE]
    open_record(tmp_path).close()


def test_each_folder_has_its_own_key(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        open_record(tmp_path / name).close()
    assert keys.read_key(tmp_path / "a") != keys.read_key(tmp_path / "b")


def test_a_record_without_its_key_gets_no_new_one(folder: Path) -> None:
    (folder / KEY_FILE).unlink()
    error = refused(folder)
    assert "not in the data folder" in error.why
    assert "backup" in error.do


def test_a_key_without_its_record_gets_no_new_one(folder: Path) -> None:
    (folder / RECORD_FILE).unlink()
    error = refused(folder)
    assert "missing" in error.what
    assert "backup" in error.do
    assert begun(folder)


def test_an_emptied_record_is_refused(folder: Path) -> None:
    (folder / RECORD_FILE).write_bytes(b"")
    error = refused(folder)
    assert "empty" in error.what
    assert "backup" in error.do


def test_a_record_whose_tables_are_gone_is_refused(folder: Path) -> None:
    key = keys.read_key(folder)
    assert key
    (folder / RECORD_FILE).unlink()
    connection = sqlcipher3.connect(str(folder / RECORD_FILE), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute("CREATE TABLE something (else_)")
    connection.execute("DROP TABLE something")
    connection.close()
    assert (folder / RECORD_FILE).stat().st_size
    assert "no tables" in refused(folder).why


@pytest.mark.parametrize("table", ["journal", "meta", "session_index", "patient_index"])
def test_a_record_that_lost_a_table_is_refused(folder: Path, table: str) -> None:
    key = keys.read_key(folder)
    assert key
    connection = sqlcipher3.connect(str(folder / RECORD_FILE), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute(f"DROP TABLE {table}")
    connection.close()
    assert f"The table {table} is missing" in refused(folder).why


def test_the_log_of_a_lost_record_is_not_taken_for_the_new_ones(folder: Path) -> None:
    (folder / RECORD_FILE).rename(folder / f"{RECORD_FILE}-wal")
    assert "missing" in refused(folder).what
    (folder / KEY_FILE).unlink()
    assert "not in the data folder" in refused(folder).why


# ----------------------------------------------------------------- killed while it was made


class Killed(BaseException):
    """The program ends here and now."""


def killed_at(step: int, monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], bool]:
    """Make a record and be killed before that step; whether there was such a step."""
    done = 0

    def counted(act: Callable[..., object]) -> Callable[..., object]:
        def dying(*args: object, **more: object) -> object:
            nonlocal done
            done += 1
            if done == step:
                raise Killed
            return act(*args, **more)

        return dying

    def make(folder: Path) -> bool:
        with monkeypatch.context() as patched:
            patched.setattr(Path, "replace", counted(Path.replace))
            patched.setattr(making, "fill", counted(making.fill))
            patched.setattr("app.store.making.settle", counted(settle))
            patched.setattr("app.store.keys.settle", counted(settle))
            patched.setattr("os.fsync", counted(os.fsync))
            try:
                open_record(folder).close()
            except Killed:
                return True
        return False

    return make


def test_killed_at_any_step_the_next_start_makes_or_finishes_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    step = 0
    while True:
        step += 1
        folder = tmp_path / str(step)
        folder.mkdir()
        if not killed_at(step, monkeypatch)(folder):
            break
        ward = open_ward(open_record(folder))
        ward.journal.close()
        assert names(folder) == [RECORD_FILE, KEY_FILE], f"killed before step {step}"
    assert step > 6
