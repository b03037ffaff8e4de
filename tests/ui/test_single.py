"""One running program for each data folder: who is first, who is called, whose lock it is."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from app.errors import WorldError
from app.exit_codes import ExitCode
from app.ui import single
from app.ui.lock import FileLock
from app.ui.single import NotAnswering, OneProgram
from tests.conftest import NOBODY
from tests.ward import ROOT

HOLDER = """
import sys
from pathlib import Path
from app.ui.lock import FileLock
lock = FileLock(Path(sys.argv[1]))
print(lock.take(), flush=True)
sys.stdin.read()
"""


SECOND = """
import sys
from pathlib import Path
from app.ui.single import OneProgram
print(OneProgram(Path(sys.argv[1])).first())
"""


@contextmanager
def another_process(lock: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that holds the lock and does nothing else, until it is ended."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(lock)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "True\n"
        yield holder
        holder.kill()


def test_a_second_program_calls_the_first(qtbot: QtBot, tmp_path: Path) -> None:
    first = OneProgram(tmp_path)
    assert first.first()
    with qtbot.waitSignal(first.called):
        second = subprocess.Popen(
            [sys.executable, "-c", SECOND, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE
        )
    assert second.communicate()[0] == b"False\n"


def test_a_first_program_that_is_stuck_is_named_by_its_process(tmp_path: Path) -> None:
    first = OneProgram(tmp_path)
    assert first.first()
    with pytest.raises(NotAnswering) as refused:  # nobody runs the first one's events here
        OneProgram(tmp_path, answer_ms=50).first()
    assert refused.value.what == (
        f"Chairside is open already here (process {os.getpid()}), but does not answer."
    )
    assert refused.value.status is ExitCode.NO_ANSWER


def test_a_first_program_that_cannot_be_called_is_told_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(single, "PAUSE_MS", 0)
    with another_process(tmp_path / "running.lock") as holder:
        second = OneProgram(tmp_path, answer_ms=50)
        with pytest.raises(NotAnswering, match=f"process {holder.pid}"):
            second.first()


def test_a_lock_of_a_killed_program_keeps_nobody_out(tmp_path: Path) -> None:
    lock = tmp_path / "running.lock"
    with another_process(lock) as holder:
        assert not FileLock(lock).take()
        assert FileLock(lock).holder() == holder.pid
    assert lock.exists()
    assert OneProgram(tmp_path).first()


@pytest.mark.parametrize(
    "left",
    ["", "not a number", f"{os.getpid()}\npython3.11\nhost\n"],
    ids=["empty", "not a number", "a lock of Qt's with this process"],  # alike in every worker
)
def test_what_a_lock_file_says_does_not_matter(tmp_path: Path, left: str) -> None:
    (tmp_path / "running.lock").write_text(left)
    assert OneProgram(tmp_path).first()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere every name is Unicode")
def test_a_data_folder_whose_name_is_not_utf_8(tmp_path: Path) -> None:
    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff"))
    folder.mkdir()
    assert OneProgram(folder).first()


def test_a_program_that_closes_meanwhile_is_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closing = FileLock(tmp_path / "running.lock")
    assert closing.take()
    monkeypatch.setattr(QThread, "msleep", lambda _ms: closing.release())
    assert OneProgram(tmp_path).first()


def test_where_no_lock_can_be_made_a_sentence_says_so(tmp_path: Path) -> None:
    with pytest.raises(WorldError, match="cannot start here"):
        OneProgram(tmp_path / "not there").first()


@pytest.mark.skipif(os.name != "posix", reason="links are made freely on POSIX only")
def test_a_lock_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_text("keep me")
    (tmp_path / "running.lock").symlink_to(precious)
    with pytest.raises(WorldError, match="cannot start here"):
        OneProgram(tmp_path).first()
    assert precious.read_text() == "keep me"


def test_a_folder_that_this_user_cannot_write_is_said(
    shared: Path, ordinary_user: Callable[[], AbstractContextManager[None]]
) -> None:
    with ordinary_user():
        shared.chmod(0o500)
        with pytest.raises(WorldError, match="read-only for this user"):
            OneProgram(shared).first()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="takes a second user")
def test_a_second_user_is_told_whose_the_record_is(
    shared: Path, ordinary_user: Callable[[], AbstractContextManager[None]]
) -> None:
    with ordinary_user():
        os.seteuid(0)
        shared.chmod(0o777)
        assert FileLock(shared / "running.lock").take()
        os.seteuid(NOBODY)
        with pytest.raises(WorldError, match=r"belongs to another user \(root\)"):
            OneProgram(shared).first()
