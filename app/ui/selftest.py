"""What the self-test needs of Qt: pages drawn and printed, the first window, Qt's own warnings."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager

from PySide6.QtCore import QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from app.desk import Desk
from app.errors import WorldError
from app.ui import theme
from app.ui.printing.document import PdfDocument
from app.ui.printing.output import print_to_file
from app.ui.program import NO_SCREEN, make_app
from app.ui.shift import Shift
from app.ui.window import MainWindow

__all__ = ["application", "blank_pages", "paint_first_window", "print_to_file"]

DRAWN_WIDTH_PX = 816
"""A letter page at the 96 dots per inch of a plain screen."""


@contextmanager
def application(*, screen: bool) -> Iterator[list[str]]:
    """The Qt application, and a list that fills with whatever Qt warns of meanwhile.

    `screen` uses the display where there is one; else nothing is asked of any display.
    """
    warned: list[str] = []

    def message(kind: QtMsgType, _context: object, text: str) -> None:
        if kind is not QtMsgType.QtDebugMsg and NO_SCREEN not in text:
            warned.append(text)

    before = qInstallMessageHandler(message)
    try:
        choose_platform(screen=screen)
        app = QApplication.instance() or make_app(sys.argv)
        yield warned
        app.processEvents()  # what was put off may still warn
    except theme.FontMissing as error:
        raise WorldError("The self-test failed.", str(error), "Reinstall Chairside.") from error
    finally:
        qInstallMessageHandler(before)


def choose_platform(*, screen: bool) -> None:
    """Have Qt draw without a display; Windows and macOS always have one, and keep their own."""
    displays = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if sys.platform.startswith("linux") and not (screen and displays):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def blank_pages(pages: bytes) -> list[bool]:
    """Draw each page as the preview does; of each, whether it came out blank."""
    with closing(PdfDocument(pages)) as document:
        return [is_blank(document.image(number, DRAWN_WIDTH_PX)) for number in range(len(document))]


def is_blank(image: QImage) -> bool:
    """Whether a picture lacks the dark of ink or the light of paper."""
    gray = image.convertToFormat(QImage.Format.Format_Grayscale8)
    wide, step = gray.width(), gray.bytesPerLine()
    bits = bytes(gray.constBits())
    rows = [bits[start : start + wide] for start in range(0, gray.height() * step, step)]
    return not rows or min(map(min, rows)) >= 128 or max(map(max, rows)) < 128


def paint_first_window(desk: Desk) -> bool:
    """Paint the window that opens on the desk's practice unit once, and close it."""
    shift = Shift(desk)
    window = MainWindow(lambda _practice: shift, lambda _practice: True, desk.pack)
    window.open(practice=True)
    window.show()
    QApplication.processEvents()
    painted = not window.grab().isNull()
    window.close()
    return painted
