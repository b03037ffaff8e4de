"""Making a paper beside the window: the value is ready, only its pages are made in a worker."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock

from PySide6.QtCore import QObject, QThreadPool, Signal

from app.errors import WorldError

DEFECT = "The page could not be made. Everything that was recorded is safe."


# ReportLab registers fonts for the whole program: one page is made at a time.
_press = Lock()


class PaperJob(QObject):
    """Runs `make` in a worker; `done` brings the PDF, `failed` a sentence, one of them once.

    `make` must not touch the record or a widget: read the desk first, on the window's thread,
    and hand over the finished value (`office.log_value`, then `office.log_pdf`).
    """

    done = Signal(bytes)
    failed = Signal(str)

    def __init__(self, make: Callable[[], bytes], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._make = make
        self._dropped = False

    def start(self) -> None:
        """Begin; the answer comes by signal, on the thread of whoever listens."""
        QThreadPool.globalInstance().start(self._work)

    def drop(self) -> None:
        """Nobody waits for the answer any more, so that none is given."""
        self._dropped = True

    def _work(self) -> None:
        pages: bytes | None = None
        sentence = DEFECT
        try:
            with _press:
                pages = self._make()
        except WorldError as error:
            sentence = str(error)
        finally:
            # A defect goes on to the program's crash report; the screen still hears of it.
            self._answer(pages, sentence)

    def _answer(self, pages: bytes | None, sentence: str) -> None:
        if self._dropped:
            return
        if pages is None:
            self.failed.emit(sentence)
        else:
            self.done.emit(pages)
