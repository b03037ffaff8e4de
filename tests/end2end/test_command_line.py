"""What IT and scripts run, as processes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.exit_codes import ExitCode
from app.store.record import open_record
from tests.end2end.processes import PLAIN_DAY, ROOT, chairside, damaged_record
from tests.ward import open_ward


def test_replay_prints_each_step_and_the_session(tmp_path: Path) -> None:
    done = chairside("replay", str(ROOT / "tests/scenarios/plain-day.toml"), "--json")
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert all(step["outcome"] == "done" for step in report["steps"])
    session = report["sessions"][0]
    assert session["state"]["phase"] == "discharged"
    assert session["numbers"]["ran_s"] == 240 * 60
    assert {"start_gate", "discharge_gate", "due", "timeline"} <= set(session)


def test_the_command_line_imports_no_qt() -> None:
    script = (
        "import sys; from app import bootstrap; "
        f"bootstrap.main(['replay', {str(ROOT / 'tests/scenarios/plain-day.toml')!r}]); "
        "assert not any('PySide6' in name for name in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_a_scenario_that_is_not_as_expected_fails(tmp_path: Path) -> None:
    plain = (ROOT / "tests/scenarios/plain-day.toml").read_text(encoding="utf-8")
    wrong = tmp_path / "wrong.toml"
    wrong.write_text(plain.replace('expect = "done"', 'expect = "refused"', 1), encoding="utf-8")
    assert chairside("replay", str(wrong)).returncode == ExitCode.NO


@pytest.mark.parametrize("text", ["start = 1", "nonsense = 3\nstart = 2026-11-23T08:00:00", "[["])
def test_a_bad_scenario_gets_a_sentence(tmp_path: Path, text: str) -> None:
    bad = tmp_path / "bad.toml"
    bad.write_text(text, encoding="utf-8")
    done = chairside("replay", str(bad))
    assert done.returncode == ExitCode.UNUSABLE
    assert "bad.toml" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_log_of_five_sessions_marks_the_early_one(tmp_path: Path) -> None:
    done = chairside(
        "replay", str(ROOT / "tests/scenarios/five-sessions.toml"), "--papers", str(tmp_path)
    )
    assert done.returncode == 0, done.stderr
    log = next(tmp_path.glob("log-*.pdf"))
    said = " ".join(page.extract_text() for page in PdfReader(log).pages)
    assert said.count("MRN") >= 5
    assert "EARLY" in said


def test_a_log_replaces_a_file_only_when_it_is_told_to(tmp_path: Path) -> None:
    data, out = tmp_path / "data", tmp_path / "log.pdf"
    unit = data / "unit"
    unit.mkdir(parents=True, mode=0o700)
    open_ward(open_record(unit)).journal.close()
    before = (unit / "record.key").read_bytes()
    out.write_bytes(b"another paper")
    done = chairside("log", "--out", str(out), data=data)
    assert done.returncode != 0
    assert "already" in done.stderr
    assert out.read_bytes() == b"another paper"
    for place in (unit / "record.key", Path("/dev/null"), tmp_path):
        assert chairside("log", "--out", str(place), "--replace", data=data).returncode != 0
    assert (unit / "record.key").read_bytes() == before
    assert chairside("log", "--out", str(out), "--replace", data=data).returncode == 0
    assert out.read_bytes().startswith(b"%PDF")


def test_the_papers_of_a_replay_replace_none_unasked(tmp_path: Path) -> None:
    words = ("replay", str(ROOT / "tests/scenarios/early-end.toml"), "--papers", str(tmp_path))
    assert chairside(*words).returncode == 0
    assert "already" in chairside(*words).stderr
    assert chairside(*words, "--replace").returncode == 0


def test_without_a_record_the_log_says_what_to_do(tmp_path: Path) -> None:
    done = chairside("log", "--out", str(tmp_path / "log.pdf"), data=tmp_path / "data")
    assert done.returncode == ExitCode.UNUSABLE
    assert "no record" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "log.pdf").exists()


def test_the_selftest_paints_the_first_window() -> None:
    done = chairside("selftest", "--window")
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert done.stdout.endswith("window painted\n")


def test_the_selftest_says_that_it_passed_and_nothing_else() -> None:
    done = chairside("selftest")
    assert done.returncode == 0
    assert done.stderr == ""
    assert done.stdout.startswith("selftest passed")


@pytest.mark.parametrize("command", ["status", "verify", "log"])
def test_a_command_that_reads_makes_no_folder(tmp_path: Path, command: str) -> None:
    words = ["--out", str(tmp_path / "log.pdf")] if command == "log" else []
    done = chairside(command, *words, data=tmp_path / "data")
    assert done.returncode == ExitCode.UNUSABLE
    assert list(tmp_path.iterdir()) == []


def test_papers_are_not_written_into_a_file(tmp_path: Path) -> None:
    (tmp_path / "papers").touch()
    done = chairside("replay", str(PLAIN_DAY), "--papers", str(tmp_path / "papers"))
    assert done.returncode == ExitCode.UNUSABLE
    assert "There is a file where a folder should be" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with a ward's first entries."""
    unit = tmp_path / "data" / "unit"
    unit.mkdir(parents=True, mode=0o700)
    open_ward(open_record(unit)).journal.close()
    return tmp_path / "data"


@pytest.mark.parametrize("number", ["99999999999999999999", "-99999999999999999999", "0"])
def test_an_entry_that_cannot_be_is_not_there(data: Path, number: str) -> None:
    done = chairside("verify", f"--entry={number}", data=data)
    assert done.returncode == ExitCode.NO
    assert done.stderr == f"There is no entry {number} of this workstation.\n"


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_have_no_log(data: Path, tmp_path: Path, day: str) -> None:
    words = ("log", "--out", str(tmp_path / "log.pdf"), "--date", day)
    done = chairside(*words, data=data, TZ="Asia/Tokyo")
    assert done.returncode == ExitCode.USAGE
    assert f"'{day}' is not a date" in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="Windows does not set its zone by TZ")
@pytest.mark.parametrize("command", ["status", "selftest"])
def test_an_unknown_time_zone_gets_a_sentence(data: Path, command: str) -> None:
    done = chairside(command, data=data, TZ="Nowhere/Land")
    assert done.returncode == ExitCode.UNUSABLE
    assert "The time zone that is set on this workstation is not known." in done.stderr
    assert "Traceback" not in done.stderr


def test_an_empty_data_folder_is_not_taken_for_the_usual_one(data: Path) -> None:
    done = chairside("--data", "", "status", data=data)
    assert done.returncode == ExitCode.UNUSABLE
    assert "--data is empty" in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has this device")
def test_a_device_is_not_played() -> None:
    done = chairside("replay", "/dev/full")
    assert done.returncode == ExitCode.UNUSABLE
    assert "not a file" in done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere every name is Unicode")
def test_a_path_that_is_not_utf_8_is_shown_escaped(tmp_path: Path) -> None:
    path = os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe.toml")
    done = chairside("replay", path)
    assert done.returncode == ExitCode.UNUSABLE
    assert r"\udcff\udcfe.toml cannot be read" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "words", [["replay", "red\x1b[31m\u202e.toml"], ["status", "red\x1b[31m\u202e"]]
)
def test_no_error_message_steers_the_terminal(words: list[str]) -> None:
    said = chairside(*words).stderr
    assert r"red\x1b[31m\u202e" in said
    assert "\x1b" not in said
    assert "\u202e" not in said


def test_of_a_damaged_record_nothing_but_our_sentence_is_said(tmp_path: Path) -> None:
    damaged_record(tmp_path)
    done = chairside("status", data=tmp_path)
    assert done.returncode == ExitCode.UNUSABLE
    assert done.stderr.startswith("The record cannot be opened.")
    assert done.stderr.count("\n") == 1


def test_a_library_of_the_system_that_is_missing_is_named(tmp_path: Path) -> None:
    (tmp_path / "PySide6").mkdir()
    (tmp_path / "PySide6" / "__init__.py").write_text(
        'raise ImportError("libEGL.so.1: cannot open shared object file: No such file")'
    )
    done = chairside(data=tmp_path / "data", PYTHONPATH=str(tmp_path))
    assert done.returncode == ExitCode.INCOMPLETE
    assert "The system library libEGL.so.1 is missing." in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_package_that_is_missing_is_named(tmp_path: Path) -> None:
    (tmp_path / "msgspec.py").write_text("raise ModuleNotFoundError(\"No module named 'msgspec'\")")
    done = chairside("status", PYTHONPATH=str(tmp_path))
    assert done.returncode == ExitCode.INCOMPLETE
    assert "No module named 'msgspec'" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_defect_has_a_status_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "msgspec.py").write_text("raise ZeroDivisionError")
    done = chairside("status", PYTHONPATH=str(tmp_path))
    assert done.returncode == ExitCode.DEFECT
    assert "ZeroDivisionError" in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has this device")
def test_an_answer_that_cannot_be_written_is_no_success() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, str(ROOT / "main.py"), "replay", str(PLAIN_DAY)],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            timeout=120,
        )
    assert done.returncode == ExitCode.UNUSABLE
    assert "No space left on device" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_reader_that_wants_no_more_is_content() -> None:
    with subprocess.Popen(
        [sys.executable, str(ROOT / "main.py"), "replay", str(PLAIN_DAY), "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        assert running.stdout
        running.stdout.close()
        assert running.stderr
        assert running.stderr.read() == ""
    assert running.returncode == ExitCode.DONE
