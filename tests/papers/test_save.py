"""A paper on disk is whole and private, or it is not there."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from app.errors import WorldError
from app.papers.fonts import load_fonts
from app.papers.save import save


def test_a_paper_is_written_whole_and_readable_by_its_owner_only(tmp_path: Path) -> None:
    place = tmp_path / "sheet.pdf"
    save(b"first", place)
    save(b"second", place)
    assert place.read_bytes() == b"second"
    assert list(tmp_path.iterdir()) == [place]
    if os.name == "posix":
        assert stat.S_IMODE(place.stat().st_mode) == 0o600


def test_a_full_disk_leaves_the_old_paper_and_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "sheet.pdf"
    save(b"first", place)

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("app.papers.save.os.fsync", full)
    with pytest.raises(WorldError, match="The disk is full") as problem:
        save(b"second", place)
    assert "Nothing in the record is lost" in problem.value.what
    assert place.read_bytes() == b"first"
    assert list(tmp_path.iterdir()) == [place]


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.EROFS, "can only be read"),
        (errno.EACCES, "may not write there"),
        (errno.EPERM, "may not write there"),
        (errno.EIO, "Input/output error"),
    ],
)
def test_each_failure_has_its_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, told: str
) -> None:
    def refuse(**_options: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("app.papers.save.tempfile.mkstemp", refuse)
    with pytest.raises(WorldError, match=told):
        save(b"paper", tmp_path / "sheet.pdf")


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(WorldError, match="folder is not there"):
        save(b"paper", tmp_path / "none" / "sheet.pdf")


def test_a_missing_font_is_told(tmp_path: Path) -> None:
    with pytest.raises(WorldError, match=r"The font ChairsideSans-Regular\.ttf cannot be used"):
        load_fonts(tmp_path)
