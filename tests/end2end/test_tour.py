"""The tour as a process: a day by the widgets a nurse touches, its pictures, papers and record."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.end2end.tour import cleared

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("Nguyễn", "NGUYỄN", "Łukasz", "Rossi", "Петрова")
GROUPS = ("face, arm", "speak", "seeing", "walking", "headache")


@pytest.fixture(scope="module")
def toured(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of one tour."""
    out = tmp_path_factory.mktemp("tour")
    done = subprocess.run(
        [sys.executable, "-m", "tests.end2end.tour", str(out)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return out


def text_of(path: Path) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())


def test_it_leaves_a_numbered_picture_of_every_screen(toured: Path) -> None:
    pictures = sorted(path.name for path in toured.glob("*.png"))
    assert len(pictures) >= 12
    assert [name[:2] for name in pictures] == [f"{n:02}" for n in range(1, len(pictures) + 1)]


def test_the_sheet_names_the_patient_the_five_groups_and_the_hour(toured: Path) -> None:
    said = text_of(toured / "discharge-sheet.pdf")
    assert "NGUYỄN, Łukasz" in said
    assert "Thursday 26 November 2026, 13:36" in said
    for group in GROUPS:
        assert group in said


def test_the_log_marks_the_patient_who_left_early(toured: Path) -> None:
    said = text_of(toured / "daily-log.pdf")
    assert "EARLY" in said
    assert "last train home" in said


def test_nothing_on_disk_can_be_read_without_the_key(toured: Path) -> None:
    record = toured / "data" / "unit" / "record.db"
    assert record.exists()
    for path in record.parent.iterdir():
        data = path.read_bytes()
        assert not data.startswith(b"SQLite format 3")
        for name in NAMES:
            assert name.encode() not in data, f"{name} in {path.name}"


def test_files_and_folders_are_the_owners_alone(toured: Path) -> None:
    for path in (toured / "data").rglob("*"):
        mode = stat.S_IMODE(path.stat().st_mode)
        assert mode == (0o700 if path.is_dir() else 0o600), f"{path.name}: {mode:o}"
    for paper in toured.glob("*.pdf"):
        assert stat.S_IMODE(paper.stat().st_mode) == 0o600


def test_a_folder_with_other_things_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine", encoding="utf-8")
    assert not cleared(tmp_path)
    assert (tmp_path / "thesis.txt").exists()


def test_a_second_tour_takes_the_place_of_the_first(tmp_path: Path) -> None:
    assert cleared(tmp_path)
    (tmp_path / "01-welcome.png").touch()
    assert cleared(tmp_path)
    assert not (tmp_path / "01-welcome.png").exists()


def test_the_practice_record_is_another_one(toured: Path) -> None:
    unit, practice = toured / "data" / "unit", toured / "data" / "practice"
    assert (unit / "record.key").read_bytes() != (practice / "record.key").read_bytes()
