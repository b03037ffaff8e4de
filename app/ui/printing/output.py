"""Printing a finished paper: the page as it was previewed, on the printer or into the file chosen."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from app.errors import WorldError
from app.papers.kit.save import save
from app.ui.printing.document import POINTS_PER_INCH, PdfDocument

SHARPEST_DPI = 300
"""Finer than this nobody sees on paper, and a page would fill the memory."""

DIALOG_PRINTS_TO_FILES = sys.platform != "win32"
"""Whether the print dialog offers a PDF file beside the printers; on Windows that is a printer."""

NO_PRINTER = (
    "This workstation has no printer. Nothing was printed. "
    "Save the page, or hand it over another way."
)

CANCELLED = "Nothing was printed."

FAILED = (
    "The printer did not take the page. Nothing was printed. Look at the printer, then print again."
)

UNREADABLE = "The page cannot be printed. Everything that was recorded is safe."


def into_file(name: str) -> str:
    """What is said when a paper went into a file: nobody holds it in their hand yet."""
    return f"Printed to the file {name}, not on paper."


def print_pdf(parent: QWidget, pages: bytes, title: str) -> str:
    """Ask for a printer, or a file, and print.

    "" when it is on paper, else a sentence: that it is in a file, or why it was not printed.
    """
    if not QPrinterInfo.availablePrinterNames() and not DIALOG_PRINTS_TO_FILES:
        return NO_PRINTER
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle("Print")
    if dialog.exec() != QPrintDialog.DialogCode.Accepted:
        return CANCELLED
    chosen = printer.outputFileName()
    if chosen:
        return print_to_file(pages, Path(chosen), title) or into_file(Path(chosen).name)
    return put_on(printer, pages)


def print_to_file(pages: bytes, file: Path, title: str) -> str:
    """Print into a PDF file, as on paper; "" when it is done, else a sentence that says why not.

    The file is saved as every paper is: whole, readable by its owner only, or not at all. Until
    then its pages stay in memory: a temporary file would hold the patient's name.
    """
    printed = QBuffer()
    printed.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(printed)
    writer.setTitle(title)
    problem = put_on(writer, pages)
    if problem:
        return problem
    try:
        save(bytes(printed.data().data()), file, replace=True)  # the dialog asked
    except WorldError as error:
        return str(error)
    return ""


def put_on(device: QPagedPaintDevice, pages: bytes) -> str:
    """Draw every page on the printer or into the file; "" when all arrived."""
    try:
        document = PdfDocument(pages)
    except ValueError:
        return UNREADABLE
    try:
        return _draw(device, document)
    finally:
        document.close()


def _draw(device: QPagedPaintDevice, document: PdfDocument) -> str:
    if isinstance(device, QPrinter):
        device.setFullPage(True)
    _lay(device, document, 0)
    painter = QPainter()
    if not painter.begin(device):
        return FAILED
    # Otherwise Qt may store a page as JPEG, which blurs the edges of letters.
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
    try:
        for number in range(len(document)):
            if number:
                _lay(device, document, number)
                if not device.newPage():
                    return FAILED
            _draw_page(painter, document, number)
    finally:
        ended = painter.end()
    return "" if ended else FAILED


def _draw_page(painter: QPainter, document: PdfDocument, number: int) -> None:
    points = document.points(number)
    sharp = min(painter.device().logicalDpiX(), SHARPEST_DPI)
    image = document.image(number, round(points.width() / POINTS_PER_INCH * sharp))
    # Another paper size than the page's: as large as fits, in the middle, never cut.
    paper = QRectF(painter.viewport())
    share = min(paper.width() / points.width(), paper.height() / points.height())
    wide, high = points.width() * share, points.height() * share
    left, top = (paper.width() - wide) / 2, (paper.height() - high) / 2
    painter.drawImage(QRectF(left, top, wide, high), image)


def _lay(device: QPagedPaintDevice, document: PdfDocument, number: int) -> None:
    """Portrait or landscape, as the page is; a file takes the page's own size."""
    points = document.points(number)
    across = points.width() > points.height()
    way = QPageLayout.Orientation.Landscape if across else QPageLayout.Orientation.Portrait
    size = device.pageLayout().pageSize()
    if isinstance(device, QPdfWriter):
        upright = points.transposed() if across else points
        size = QPageSize(upright, QPageSize.Unit.Point)
    elif not size.isValid():
        size = QPageSize(QPageSize.PageSizeId.Letter)
    device.setPageLayout(QPageLayout(size, way, QMarginsF()))
