"""Printing: the page as it was previewed, whole; without a printer a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.papers import office
from app.ui import printing
from app.ui.pdf_document import PdfDocument
from tests.ui.infusion_day import SESSION, InfusionDay


@pytest.fixture(scope="module")
def pages() -> bytes:
    value = office.sheet_value(InfusionDay("15:20").desk, SESSION, "osei")
    return office.sheet_pdf(value)


def test_every_page_reaches_the_printer(dressed: object, pages: bytes, tmp_path: Path) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    assert printing.put_on(printer, pages) == ""
    printed = PdfDocument((tmp_path / "out.pdf").read_bytes())
    sent = PdfDocument(pages)
    assert len(printed) == len(sent)
    printed.close()
    sent.close()


def test_what_is_not_a_pdf_is_said(dressed: object) -> None:
    printer = QPrinter()
    assert printing.put_on(printer, b"not a page") == printing.UNREADABLE


def test_without_a_printer_it_says_what_else_can_be_done(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)
    parent = QWidget()
    qtbot.addWidget(parent)
    assert printing.print_pdf(parent, b"", "Discharge sheet") == printing.NO_PRINTER
