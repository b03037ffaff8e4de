"""The self-test's pages and window: a blank page, a lost page and a warning of Qt's are failures."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from PySide6.QtCore import qWarning
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from app import selftest
from app.errors import WorldError
from app.models.refusal import Refusal
from app.practice import read_practice
from app.selftest import Paper
from app.store.journal import Journal
from app.ui import selftest as qt
from app.ui.printing import output
from tests.ward import Ward


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> Paper:
    """The discharge sheet of a plain day: two pages."""
    return selftest.play_day(tmp_path_factory.mktemp("unit")).papers[0]


def with_blank_page(paper: Paper) -> Paper:
    """The paper with a page after it that has nothing on it."""
    made = PdfWriter(clone_from=PdfReader(io.BytesIO(paper.pages)))
    made.add_blank_page()
    pages = io.BytesIO()
    made.write(pages)
    return paper._replace(pages=pages.getvalue())


def test_every_page_is_drawn_and_named(dressed: QApplication, sheet: Paper) -> None:
    assert selftest.draw_paper(sheet) == [
        "rendered discharge sheet page 1 of 2",
        "rendered discharge sheet page 2 of 2",
    ]


def test_a_blank_page_fails(dressed: QApplication, sheet: Paper) -> None:
    with pytest.raises(WorldError, match="discharge sheet page 3 of 3 was drawn blank"):
        selftest.draw_paper(with_blank_page(sheet))


@pytest.mark.parametrize("color", ["white", "black", "transparent", "gray"])
def test_a_picture_of_one_color_is_blank(color: str) -> None:
    image = QImage(33, 20, QImage.Format.Format_ARGB32)
    image.fill(color)
    assert qt.is_blank(image)


def test_a_printed_paper_is_named_and_whole(
    dressed: QApplication, sheet: Paper, tmp_path: Path
) -> None:
    said = selftest.print_paper(sheet, tmp_path)
    assert said.startswith("printed sheet.pdf, ")
    assert len(PdfReader(tmp_path / "sheet.pdf").pages) == 2


def test_a_page_printed_blank_fails(dressed: QApplication, sheet: Paper, tmp_path: Path) -> None:
    with pytest.raises(WorldError, match=r"Page 3 of sheet\.pdf was printed blank"):
        selftest.print_paper(with_blank_page(sheet), tmp_path)


def test_a_page_that_was_not_printed_fails(
    dressed: QApplication, sheet: Paper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = PdfWriter()
    first.add_page(PdfReader(io.BytesIO(sheet.pages)).pages[0])

    def first_page_only(_pages: bytes, file: Path, _title: str) -> str:
        first.write(file)
        return ""

    monkeypatch.setattr(qt, "print_to_file", first_page_only)
    with pytest.raises(WorldError, match=r"sheet\.pdf was printed with 1 of 2 pages"):
        selftest.print_paper(sheet, tmp_path)


def test_a_printer_that_refuses_fails(
    dressed: QApplication, sheet: Paper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(qt, "print_to_file", lambda *_: output.FAILED)
    with pytest.raises(WorldError, match=r"sheet\.pdf was not printed: The printer did not"):
        selftest.print_paper(sheet, tmp_path)


def test_what_qt_warns_of_fails(
    dressed: QApplication, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def draw(_paper: Paper) -> list[str]:
        qWarning("a plugin is missing")
        return []

    monkeypatch.setattr(selftest, "draw_paper", draw)
    assert selftest.run(Ward().clock, window=False) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("The self-test failed. Qt warned: a plugin is missing.")


def test_the_first_window_is_painted(dressed: QApplication, tmp_path: Path) -> None:
    said = selftest.paint_window(tmp_path, Ward().clock, read_practice())
    assert said == "window painted"


def test_the_windows_record_is_closed_when_the_practice_unit_is_refused(
    dressed: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed: list[Journal] = []
    close = Journal.close

    def remember(journal: Journal) -> None:
        closed.append(journal)
        close(journal)

    monkeypatch.setattr(Journal, "close", remember)
    monkeypatch.setattr("app.desk.decide", lambda *_: Refusal("unit_set_up", "It is set up."))
    with pytest.raises(WorldError, match="The practice unit cannot be set up"):
        selftest.paint_window(tmp_path, Ward().clock, read_practice())
    assert len(closed) == 1


def test_a_folder_without_fonts_is_a_sentence(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.ui import theme

    def make_app(_argv: list[str]) -> QApplication:
        theme.load_fonts(qapp, tmp_path)
        return qapp

    monkeypatch.setattr(qt, "make_app", make_app)
    monkeypatch.setattr(QApplication, "instance", lambda: None)
    with pytest.raises(WorldError, match="No font was found"), qt.application(screen=False):
        pass
