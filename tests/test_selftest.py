"""The self-test: it finds what is readable, leaves nothing open, and says what failed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlcipher3

from app import cli, selftest
from app.errors import WorldError
from app.papers import office
from app.scenario import Player
from app.store.journal import Journal
from tests.ward import ROOT, Ward

MARKER = b'{"family":"Doe","given":"Jan"}'


@pytest.mark.parametrize("marker", [b"", b"Doe", b"elevenbytes"])
def test_a_marker_shorter_than_twelve_bytes_is_refused(tmp_path: Path, marker: bytes) -> None:
    with pytest.raises(ValueError, match="proves nothing"):
        selftest.readable(tmp_path, marker)


def test_a_readable_file_is_found_in_any_subfolder(tmp_path: Path) -> None:
    deep = tmp_path / "unit" / "old" / "copy.db"
    deep.parent.mkdir(parents=True)
    deep.write_bytes(b"\0" * 500 + MARKER)
    (tmp_path / "record.db").write_bytes(b"\0" * 500 + MARKER[:-1])
    assert selftest.readable(tmp_path, MARKER) == [deep]


def test_the_marker_is_what_a_record_without_encryption_would_hold(tmp_path: Path) -> None:
    selftest.play_day(tmp_path)
    journal = cli.open_record(tmp_path)
    marker = selftest.stored_marker(journal, "doe")
    plain = tmp_path / "copies" / "plain.db"
    plain.parent.mkdir()
    journal._db.execute("ATTACH DATABASE ? AS plain KEY ''", (str(plain),))
    journal._db.execute("SELECT sqlcipher_export('plain')")
    journal._db.execute("DETACH DATABASE plain")
    journal.close()
    assert b"Doe" in marker
    assert selftest.readable(tmp_path, marker) == [plain]


def test_a_record_that_can_be_read_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selftest, "readable", lambda folder, _marker: [folder / "record.db"])
    with pytest.raises(WorldError, match=r"read in record\.db without the key"):
        selftest.play_day(tmp_path)


# ----------------------------------------------------------------------- when something fails


def is_open(journal: Journal) -> bool:
    try:
        journal._db.execute("SELECT 1")
    except sqlcipher3.ProgrammingError:
        return False
    return True


@pytest.fixture
def left_open(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Path]]:
    """Temporary folders that were deleted while a record in them was still open."""
    opened: list[tuple[Path, Journal]] = []
    too_early: list[Path] = []
    open_record, cleanup = cli.open_record, tempfile.TemporaryDirectory.cleanup

    def remember(folder: Path) -> Journal:
        opened.append((folder, open_record(folder)))
        return opened[-1][1]

    def look_first(folder: tempfile.TemporaryDirectory[str]) -> None:
        inside = [record for record, _ in opened if Path(folder.name) in record.parents]
        too_early.extend(record for record, journal in opened if is_open(journal))
        cleanup(folder)
        assert not any(record.exists() for record in inside)

    monkeypatch.setattr(cli, "open_record", remember)
    monkeypatch.setattr(tempfile.TemporaryDirectory, "cleanup", look_first)
    yield too_early
    assert opened, "no record was made"


def test_the_record_is_closed_before_its_folder_goes_when_a_step_fails(
    left_open: list[Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def play(_player: Player) -> None:
        raise WorldError("Nothing was recorded.", "The disk is full.", "Free some space.")

    monkeypatch.setattr(Player, "play", play)
    assert selftest.run(Ward().clock, window=False) == 1
    assert left_open == []
    assert capsys.readouterr().err == "Nothing was recorded. The disk is full. Free some space.\n"


def test_the_record_is_closed_before_its_folder_goes_when_a_paper_fails(
    left_open: list[Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def log_pdf(_value: object) -> bytes:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(office, "log_pdf", log_pdf)
    assert selftest.run(Ward().clock, window=False) == 1
    assert left_open == []
    assert "could not run. No space left on device." in capsys.readouterr().err


# ------------------------------------------------------------------------ as a whole process


def chairside(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """The program of a source tree, on a machine without a display."""
    missing = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {name: text for name, text in os.environ.items() if name not in missing}
    return subprocess.run(
        [sys.executable, *words],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_without_a_display_every_page_is_drawn_and_both_papers_are_printed() -> None:
    done = chairside(ROOT, "main.py", "selftest")
    assert (done.returncode, done.stderr) == (0, "")
    said = done.stdout.splitlines()
    assert said[0] == "selftest passed: 31 steps, record encrypted"
    assert "rendered discharge sheet page 1 of 2" in said
    assert "rendered discharge sheet page 2 of 2" in said
    assert "rendered daily log page 1 of 1" in said
    assert [line.split(",")[0] for line in said[-2:]] == ["printed sheet.pdf", "printed log.pdf"]


def test_a_bad_practice_file_is_a_sentence(tmp_path: Path) -> None:
    for part in ("app", "resources"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "main.py", tmp_path)
    unit = tmp_path / "resources" / "practice" / "unit.toml"
    unit.write_text(unit.read_text(encoding="utf-8") + "\nnonsense = 3\n", encoding="utf-8")
    for words in (["selftest"], ["selftest", "--window"]):
        done = chairside(tmp_path, "main.py", *words)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.startswith("The practice file unit.toml is not valid.")
        assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("missing", ["pypdfium2", "PySide6.QtPrintSupport"])
def test_a_missing_library_is_a_sentence(missing: str) -> None:
    script = (
        f"import sys; sys.modules[{missing!r}] = None; from app.bootstrap import main; "
        "sys.exit(main(['selftest']))"
    )
    done = chairside(ROOT, "-c", script)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("The self-test failed. A part of the program does not load:")
    assert missing in done.stderr
    assert done.stderr.count("\n") == 1
