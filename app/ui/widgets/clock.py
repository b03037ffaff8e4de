"""The big clock of a stage, and the bar that shows how far it has come."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.theme import Px, Weight, font, tokens
from app.ui.widgets import drawing


class ClockLabel(QWidget):
    """A running time to be read from two metres; every figure has its own fixed place.

    It is as large as `largest` px, and shrinks down to `smallest` when the place is low.
    """

    def __init__(
        self,
        text: str = "",
        *,
        largest: int = Px.CLOCK,
        smallest: int = 56,
        name: str = "clock",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._text = ""
        self._resting = False
        self._largest, self._smallest = int(largest), smallest
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Show a time, as "1:42:10", or a few words, as "4 to do"."""
        if text != self._text:
            self._text = text
            self.setAccessibleName(text)
            self.update()

    def text(self) -> str:
        """What is shown."""
        return self._text

    def set_resting(self, resting: bool) -> None:
        """Draw it lighter while the time stands still."""
        self._resting = resting
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the time at its largest."""
        return QSize(round(self._width_at(self._largest)), round(self._largest * 1.04))

    def minimumSizeHint(self) -> QSize:
        """Room for the time at its smallest."""
        return QSize(round(self._width_at(self._smallest)), round(self._smallest * 1.04))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the figures, each in a cell as wide as the widest figure."""
        look = tokens()
        px = self._size_that_fits()
        face = font(px, Weight.Bold)
        with QPainter(self) as painter:
            painter.setFont(face)
            painter.setPen(QColor(look.ink2 if self._resting else look.ink))
            left = -_bearing(self._text[:1], px)
            for letter, cell in _cells(self._text, px):
                spot = QRectF(left - 8, 0, cell + 16, self.height())
                painter.drawText(spot, drawing.CENTRE | Qt.TextFlag.TextDontClip, letter)
                left += cell

    def _size_that_fits(self) -> int:
        px = max(self._smallest, min(self._largest, int(self.height() / 1.04)))
        while px > self._smallest and self._width_at(px) > self.width():
            px -= 2
        return px

    def _width_at(self, px: int) -> float:
        return sum(cell for _letter, cell in _cells(self._text or "0:00:00", px))


def _cells(text: str, px: int) -> list[tuple[str, float]]:
    metrics = QFontMetricsF(font(px, Weight.Bold))
    figure = max(metrics.horizontalAdvance(f) for f in "0123456789")
    # A little closer than the font sets them: at this size its own spacing falls apart.
    tight = px * 0.03
    return [(c, (figure if c.isdigit() else metrics.horizontalAdvance(c)) - tight) for c in text]


@cache
def _bearing(first: str, px: int) -> float:
    """How far inside its cell the ink of the first letter begins; of figures, the nearest one's.

    So the time begins at the edge, no figure is cut off there, and none moves the others.
    """
    metrics = QFontMetricsF(font(px, Weight.Bold))
    letters = "0123456789" if first.isdigit() else first
    inside = [
        (cell - metrics.horizontalAdvance(letter)) / 2 + metrics.tightBoundingRect(letter).left()
        for letter, cell in _cells(letters, px)
    ]
    return min(inside, default=0.0) - 1.0


class ProgressBar(QWidget):
    """How much of a time or a volume has gone, as a bar without motion."""

    def __init__(
        self, share: float = 0.0, *, thick: int = 10, name: str = "progress",
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._share = 0.0
        self.setObjectName(name)
        self.setFixedHeight(thick)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_share(share)

    def set_share(self, share: float) -> None:
        """From 0, nothing, to 1, all."""
        self._share = max(0.0, min(1.0, share))
        self.setAccessibleName(f"{self._share:.0%}")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the trough and the part that has gone."""
        with QPainter(self) as painter:
            paint_progress(painter, QRectF(self.rect()), self._share)


def paint_progress(painter: QPainter, area: QRectF, share: float) -> None:
    """Draw a progress bar into an area."""
    look = tokens()
    radius = area.height() / 2
    drawing.box(painter, area, fill=look.line, radius=radius)
    if share > 0:
        painter.save()
        painter.setClipPath(drawing.rounded(area, radius))
        gone = QRectF(area.left(), area.top(), area.width() * min(1.0, share), area.height())
        painter.fillRect(gone, QColor(look.accent))
        painter.restore()
