"""A paper on disk is whole and private, or it is not there."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from app.errors import WorldError
from app.papers.kit.fonts import load_fonts
from app.papers.kit.save import save
from app.paths import KEY_FILE, RECORD_FILE


def test_a_paper_is_written_whole_and_readable_by_its_owner_only(tmp_path: Path) -> None:
    place = tmp_path / "sheet.pdf"
    save(b"first", place, replace=False)
    save(b"second", place, replace=True)
    assert place.read_bytes() == b"second"
    assert list(tmp_path.iterdir()) == [place]
    if os.name == "posix":
        assert stat.S_IMODE(place.stat().st_mode) == 0o600


def test_a_full_disk_leaves_the_old_paper_and_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "sheet.pdf"
    save(b"first", place, replace=False)

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("app.papers.kit.save.os.fsync", full)
    with pytest.raises(WorldError, match="The disk is full") as problem:
        save(b"second", place, replace=True)
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

    monkeypatch.setattr("app.papers.kit.save.tempfile.mkstemp", refuse)
    with pytest.raises(WorldError, match=told):
        save(b"paper", tmp_path / "sheet.pdf", replace=False)


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(WorldError, match="folder is not there"):
        save(b"paper", tmp_path / "none" / "sheet.pdf", replace=False)


def test_a_missing_font_is_told(tmp_path: Path) -> None:
    with pytest.raises(WorldError, match=r"The font ChairsideSans-Regular\.ttf cannot be used"):
        load_fonts(tmp_path)


# ---------------------------------------------------------------------- what is never replaced


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with a record, beside the folder of the papers."""
    folder = tmp_path / "data" / "unit"
    folder.mkdir(parents=True)
    (folder / RECORD_FILE).write_bytes(b"the record")
    (folder / KEY_FILE).write_bytes(b"its key")
    (tmp_path / "data" / "logs").mkdir()
    (tmp_path / "papers").mkdir()
    return tmp_path / "data"


def refused(place: Path, *, replace: bool = True) -> str:
    """Why nothing is written there; no file has changed, and none has come."""
    top = next(folder for folder in place.parents if folder.name.startswith("test_"))
    before = {file: file.read_bytes() for file in top.rglob("*") if file.is_file()}
    with pytest.raises(WorldError) as problem:
        save(b"paper", place, replace=replace)
    assert {file: file.read_bytes() for file in top.rglob("*") if file.is_file()} == before
    return problem.value.why


@pytest.mark.parametrize(
    "place",
    [
        "unit/record.db",
        "unit/record.key",
        "unit/record.db-wal",
        "unit/log.pdf",
        "logs/log.pdf",
        "log.pdf",
        "new/log.pdf",
        "logs/../unit/record.db",
        "unit/../../data/log.pdf",
    ],
)
def test_nothing_is_written_into_the_data_folder(data: Path, place: str) -> None:
    assert "keeps Chairside's record" in refused(data / place)


@pytest.mark.parametrize("left", [RECORD_FILE, KEY_FILE])
def test_half_a_record_is_guarded_like_a_whole_one(data: Path, left: str) -> None:
    for name in {RECORD_FILE, KEY_FILE} - {left}:
        (data / "unit" / name).unlink()
    assert "keeps Chairside's record" in refused(data / "log.pdf")


def test_no_link_leads_into_the_data_folder(data: Path) -> None:
    papers = data.parent / "papers"
    (papers / "log.pdf").symlink_to(data / "unit" / RECORD_FILE)
    (papers / "new.pdf").symlink_to(data / "unit" / "new.pdf")
    (papers / "folder").symlink_to(data / "logs")
    for place in ("log.pdf", "new.pdf", "folder/log.pdf"):
        assert "keeps Chairside's record" in refused(papers / place)


def test_another_name_of_the_record_is_not_replaced(data: Path) -> None:
    place = data.parent / "papers" / "log.pdf"
    os.link(data / "unit" / RECORD_FILE, place)
    assert "other names" in refused(place)


def test_links_that_lead_in_a_circle_are_told(data: Path) -> None:
    papers = data.parent / "papers"
    (papers / "one.pdf").symlink_to(papers / "two.pdf")
    (papers / "two.pdf").symlink_to(papers / "one.pdf")
    assert "symbolic links" in refused(papers / "one.pdf")


def test_a_file_that_is_there_is_replaced_only_on_purpose(data: Path) -> None:
    place = data.parent / "papers" / "log.pdf"
    save(b"first", place, replace=False)
    assert "already" in refused(place, replace=False)
    save(b"second", place, replace=True)
    assert place.read_bytes() == b"second"


def test_only_a_plain_file_is_replaced(data: Path) -> None:
    papers = data.parent / "papers"
    (papers / "folder.pdf").mkdir()
    assert "not a regular file" in refused(papers / "folder.pdf")
    if os.name == "posix":
        os.mkfifo(papers / "pipe.pdf")
        assert "not a regular file" in refused(papers / "pipe.pdf")
        (papers / "null.pdf").symlink_to("/dev/null")
        assert "not a regular file" in refused(papers / "null.pdf")


def test_through_a_link_to_a_paper_the_paper_is_replaced(data: Path) -> None:
    papers = data.parent / "papers"
    save(b"first", papers / "log.pdf", replace=False)
    (papers / "latest.pdf").symlink_to(papers / "log.pdf")
    save(b"second", papers / "latest.pdf", replace=True)
    assert (papers / "log.pdf").read_bytes() == b"second"
    assert (papers / "latest.pdf").is_symlink()
