"""The pages of a PDF as they will be printed, below each other."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.ui.printing.document import PdfDocument
from app.ui.theme import tokens
from app.ui.widgets import drawing
from app.ui.widgets.card import ScrollPane, take_out
from app.ui.widgets.text import Role, Text

GAP = 14
WIDEST = 1000
UNREADABLE = "The pages cannot be shown here. They can still be printed or saved."


class PdfPages(QWidget):
    """A preview: every page as wide as there is room, white as paper, drawn when it is seen.

    Until there are pages it says a sentence instead (`show_words`).
    """

    def __init__(
        self, words: str = "", *, widest: int = WIDEST, name: str = "pdf-pages",
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setObjectName(name)
        self._widest = widest
        self._document: PdfDocument | None = None
        self._pages: list[_Page] = []
        self._words = Text(words, Role.SECOND, wrap=True, name=f"{name}-words")
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pane = ScrollPane(spacing=GAP, name=f"{name}-pane")
        self._pane.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._pane.setAccessibleName("Preview of the pages")
        self._pane.body.addStretch(1)
        self.setFocusProxy(self._pane)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._words, 1)
        column.addWidget(self._pane, 1)
        self.show_words(words)

    def show_words(self, words: str) -> None:
        """Say a sentence where the pages would be: that they are being made, or why not."""
        self._drop()
        self._words.set_text(words)
        self._words.show()
        self._pane.hide()

    def show_pdf(self, pages: bytes) -> None:
        """Show these pages from the top."""
        self._drop()
        try:
            self._document = PdfDocument(pages)
        except ValueError:
            self.show_words(UNREADABLE)
            return
        for number in range(len(self._document)):
            page = _Page(self._document, number, f"{self.objectName()}-{number + 1}")
            self._pages.append(page)
            self._pane.body.insertWidget(number, page, 0, Qt.AlignmentFlag.AlignHCenter)
            page.show()
        self._words.hide()
        self._pane.show()
        self._pane.verticalScrollBar().setValue(0)
        self._fit()

    def page_count(self) -> int:
        """How many pages are shown."""
        return len(self._pages)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The pages follow the width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        bar = self._pane.verticalScrollBar().sizeHint().width()
        wide = min(self._widest, self.width() - bar - 2)
        for page in self._pages:
            page.set_width(max(120, wide))

    def _drop(self) -> None:
        for page in self._pages:
            take_out(self._pane.body, page)
        self._pages = []
        self._document = None


class _Page(QWidget):
    def __init__(self, document: PdfDocument, number: int, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(f"Page {number + 1} of {len(document)}")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._document, self._number = document, number
        self._points = document.points(number)
        self._image = QImage()

    def set_width(self, wide: int) -> None:
        if wide != self.width():
            share = self._points.height() / max(1.0, self._points.width())
            self.setFixedSize(wide, round(wide * share))

    def paintEvent(self, _event: QPaintEvent) -> None:
        sharp = round(self.width() * self.devicePixelRatioF())
        if self._image.width() != sharp:
            self._image = self._document.image(self._number, sharp)
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), QColor("white"))
            painter.drawImage(QRectF(self.rect()), self._image)
            drawing.box(painter, QRectF(self.rect()), edge=tokens().line, radius=0)
