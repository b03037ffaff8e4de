"""Printing: the page as it was previewed, whole, on paper or into a file."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.papers import office
from app.ui.printing import output
from app.ui.printing import output as printing
from app.ui.printing.document import PdfDocument
from tests.ward import SESSION, infusion_day


@pytest.fixture(scope="module")
def pages() -> bytes:
    value = office.sheet_value(infusion_day("15:20").desk, SESSION, "osei")
    return office.sheet_pdf(value)


def test_every_page_reaches_the_printer(dressed: object, pages: bytes, tmp_path: Path) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    assert output.put_on(printer, pages) == ""
    printed = PdfDocument((tmp_path / "out.pdf").read_bytes())
    sent = PdfDocument(pages)
    assert len(printed) == len(sent)
    printed.close()
    sent.close()


def test_what_is_not_a_pdf_is_said(dressed: object) -> None:
    printer = QPrinter()
    assert output.put_on(printer, b"not a page") == output.UNREADABLE


def test_a_file_has_the_pages_in_their_own_size_and_sharp(
    dressed: object, pages: bytes, tmp_path: Path
) -> None:
    file = tmp_path / "sheet.pdf"
    assert output.print_to_file(pages, file, "Discharge sheet") == ""
    printed, sent = PdfReader(file).pages, PdfReader(io.BytesIO(pages)).pages
    assert [page.mediabox for page in printed] == [page.mediabox for page in sent]
    assert b"/DCTDecode" not in file.read_bytes(), "JPEG blurs the edges of letters"


def test_a_page_across_goes_into_a_file_across(dressed: object, tmp_path: Path) -> None:
    across = PdfWriter()
    across.add_blank_page(width=792, height=612)
    sent = io.BytesIO()
    across.write(sent)
    file = tmp_path / "log.pdf"
    assert output.print_to_file(sent.getvalue(), file, "log") == ""
    page = PdfReader(file).pages[0]
    assert (page.mediabox.width, page.mediabox.height) == (792, 612)


def test_a_file_that_cannot_be_written_is_said(
    dressed: object, pages: bytes, tmp_path: Path
) -> None:
    said = output.print_to_file(pages, tmp_path / "gone" / "sheet.pdf", "Discharge sheet")
    assert "was not saved" in said
    assert "The folder is not there." in said


# ------------------------------------------------------------------------ asking for a printer


class Dialog:
    """The print dialog, in the hand of somebody who chooses a file, or nothing."""

    DialogCode = QPrintDialog.DialogCode
    file: Path | None = None

    def __init__(self, printer: QPrinter, _parent: QWidget) -> None:
        self.printer = printer

    def setWindowTitle(self, _title: str) -> None: ...

    def exec(self) -> QPrintDialog.DialogCode:
        if self.file is None:
            return self.DialogCode.Rejected
        self.printer.setOutputFileName(str(self.file))
        return self.DialogCode.Accepted


@pytest.fixture
def dialog(monkeypatch: pytest.MonkeyPatch) -> type[Dialog]:
    monkeypatch.setattr(printing, "QPrintDialog", Dialog)
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)
    return Dialog


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def test_without_a_printer_a_paper_can_be_printed_to_a_file(
    dialog: type[Dialog],
    parent: QWidget,
    pages: bytes,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(printing, "DIALOG_PRINTS_TO_FILES", True)
    monkeypatch.setattr(dialog, "file", tmp_path / "sheet.pdf")
    said = output.print_pdf(parent, pages, "Discharge sheet")
    assert said == "Printed to the file sheet.pdf, not on paper."
    assert len(PdfReader(tmp_path / "sheet.pdf").pages) == 2


def test_a_dialog_that_is_closed_prints_nothing(
    dialog: type[Dialog], parent: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "DIALOG_PRINTS_TO_FILES", True)
    assert output.print_pdf(parent, b"", "Discharge sheet") == output.CANCELLED


def test_where_the_dialog_has_no_files_a_missing_printer_is_said_with_the_way_out(
    dialog: type[Dialog], parent: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "DIALOG_PRINTS_TO_FILES", False)
    assert output.print_pdf(parent, b"", "Discharge sheet") == output.NO_PRINTER
