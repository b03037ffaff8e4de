"""What IT and scripts run, as processes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.store.record import open_record
from tests.ward import open_ward

ROOT = Path(__file__).resolve().parents[2]
SCENARIOS = sorted((ROOT / "tests" / "scenarios").glob("*.toml"))


def chairside(*words: str, data: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run the program with these words."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    environment |= {"CHAIRSIDE_DATA": str(data)} if data else {}
    return subprocess.run(
        [sys.executable, str(ROOT / "main.py"), *words],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
        timeout=120,
    )


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
    assert chairside("replay", str(wrong)).returncode == 1


@pytest.mark.parametrize("text", ["start = 1", "nonsense = 3\nstart = 2026-11-23T08:00:00", "[["])
def test_a_bad_scenario_gets_a_sentence(tmp_path: Path, text: str) -> None:
    bad = tmp_path / "bad.toml"
    bad.write_text(text, encoding="utf-8")
    done = chairside("replay", str(bad))
    assert done.returncode == 1
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
    assert done.returncode == 1
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
