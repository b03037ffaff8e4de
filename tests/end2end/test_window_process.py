"""The window as a process: second starts, no display, folders that are not ours alone."""

from __future__ import annotations

import os
import signal
import stat
import sys
from pathlib import Path

import pytest

from app.exit_codes import ExitCode
from tests.end2end.processes import chairside, damaged_record, open_window

linux = pytest.mark.skipif(sys.platform != "linux", reason="X11 and Wayland are Linux's")
posix = pytest.mark.skipif(os.name != "posix", reason="signals and modes are POSIX's")


@linux
def test_without_a_display_one_sentence(tmp_path: Path) -> None:
    nowhere = dict.fromkeys(["DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"])
    done = chairside(data=tmp_path / "data", **nowhere)
    assert done.returncode == ExitCode.NO_DISPLAY
    assert "There is no display" in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "data").exists()


@linux
@pytest.mark.parametrize("display", [":7777", "localhost:77", "not a display"])
def test_with_a_display_that_is_gone_one_sentence(tmp_path: Path, display: str) -> None:
    gone = {"DISPLAY": display, "WAYLAND_DISPLAY": None, "QT_QPA_PLATFORM": None}
    done = chairside(data=tmp_path / "data", **gone)
    assert done.stderr.count("\n") == 1
    if done.returncode == ExitCode.INCOMPLETE:
        pytest.skip(done.stderr)  # this machine could open no window in any case
    assert done.returncode == ExitCode.NO_DISPLAY
    assert f"The display {display} does not respond" in done.stderr


@posix
def test_a_second_start_calls_the_first_and_ends_well(tmp_path: Path) -> None:
    with open_window(tmp_path) as first:
        done = chairside(data=tmp_path)
        assert (done.returncode, done.stderr) == (ExitCode.DONE, "")
        assert first.poll() is None


@posix
def test_a_first_program_that_is_stopped_is_named_and_one_that_was_killed_is_replaced(
    tmp_path: Path,
) -> None:
    with open_window(tmp_path) as first:
        first.send_signal(signal.SIGSTOP)
        done = chairside(data=tmp_path)
        assert done.returncode == ExitCode.NO_ANSWER
        assert f"open already here (process {first.pid}), but does not answer" in done.stderr
        assert done.stderr.count("\n") == 1
    assert (tmp_path / "running.lock").exists()
    (tmp_path / "logs" / "chairside.log").unlink()
    with open_window(tmp_path) as second:
        assert (tmp_path / "running.lock").read_text() == f"{second.pid}\n"


@posix
def test_a_data_folder_that_was_there_keeps_its_mode(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    data.chmod(0o755)
    with open_window(data):
        assert stat.S_IMODE(data.stat().st_mode) == 0o755
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in data.iterdir()}
    assert modes == {"running.lock": 0o600, "logs": 0o700}, "no record was asked for yet"


def test_a_damaged_record_keeps_the_program_from_starting_and_says_why(tmp_path: Path) -> None:
    record = damaged_record(tmp_path)
    done = chairside(data=tmp_path)
    assert done.returncode == ExitCode.UNUSABLE
    assert done.stderr.startswith("The record cannot be opened.")
    assert done.stderr.count("\n") == 1
    assert record.read_bytes().startswith(b"not a database"), "left as it was"


@posix
@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="takes a second user")
@pytest.mark.parametrize("words", [[], ["status"], ["verify"]])
def test_the_record_of_another_user_is_left_alone(tmp_path: Path, words: list[str]) -> None:
    unit = damaged_record(tmp_path).parent
    os.chown(unit, 4242, 4242)
    before = sorted(tmp_path.rglob("*"))
    done = chairside(*words, data=tmp_path)
    assert done.returncode == ExitCode.UNUSABLE
    assert done.stderr.startswith("This record belongs to another user (user 4242).")
    assert done.stderr.count("\n") == 1
    assert sorted(tmp_path.rglob("*")) == before
