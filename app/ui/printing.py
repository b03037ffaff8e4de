"""Printing a finished paper: the page as it was previewed, on the printer somebody chose."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from app.ui.pdf_document import POINTS_PER_INCH, PdfDocument

SHARPEST_DPI = 300
"""Finer than this nobody sees on paper, and a page would fill the memory."""

NO_PRINTER = (
    "This workstation has no printer. Nothing was printed. "
    "Save the page, or hand it over another way."
)
CANCELLED = "Nothing was printed."
FAILED = (
    "The printer did not take the page. Nothing was printed. Look at the printer, then print again."
)
UNREADABLE = "The page cannot be printed. Everything that was recorded is safe."


def print_pdf(parent: QWidget, pages: bytes, title: str) -> str:
    """Ask for a printer and print; "" when it is done, else a sentence that says why not."""
    if not QPrinterInfo.availablePrinterNames():
        return NO_PRINTER
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle("Print")
    if dialog.exec() != QPrintDialog.DialogCode.Accepted:
        return CANCELLED
    return put_on(printer, pages)


def print_to_file(pages: bytes, file: Path) -> str:
    """Print into a PDF file, as on paper; "" when it is done, else a sentence that says why not."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(file.stem)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    return put_on(printer, pages)


def put_on(printer: QPrinter, pages: bytes) -> str:
    """Draw every page on the printer; "" when it took them all."""
    try:
        document = PdfDocument(pages)
    except ValueError:
        return UNREADABLE
    try:
        return _draw(printer, document)
    finally:
        document.close()


def _draw(printer: QPrinter, document: PdfDocument) -> str:
    printer.setFullPage(True)
    _lay(printer, document, 0)
    painter = QPainter()
    if not painter.begin(printer):
        return FAILED
    try:
        for number in range(len(document)):
            if number:
                _lay(printer, document, number)
                if not printer.newPage():
                    return FAILED
            _draw_page(painter, printer, document, number)
    finally:
        ended = painter.end()
    return "" if ended else FAILED


def _draw_page(
    painter: QPainter, printer: QPrinter, document: PdfDocument, number: int
) -> None:  # fmt: skip
    points = document.points(number)
    sharp = min(printer.resolution(), SHARPEST_DPI)
    image = document.image(number, round(points.width() / POINTS_PER_INCH * sharp))
    # Another paper size than the page's: as large as fits, in the middle, never cut.
    paper = QRectF(painter.viewport())
    share = min(paper.width() / points.width(), paper.height() / points.height())
    wide, high = points.width() * share, points.height() * share
    left, top = (paper.width() - wide) / 2, (paper.height() - high) / 2
    painter.drawImage(QRectF(left, top, wide, high), image)


def _lay(printer: QPrinter, document: PdfDocument, number: int) -> None:
    """Upright or across, as the page is; the paper's size is the printer's own."""
    points = document.points(number)
    across = points.width() > points.height()
    way = QPageLayout.Orientation.Landscape if across else QPageLayout.Orientation.Portrait
    size = printer.pageLayout().pageSize()
    if not size.isValid():
        size = QPageSize(QPageSize.PageSizeId.Letter)
    printer.setPageLayout(QPageLayout(size, way, QMarginsF()))
