"""The band across the window while everything in it is invented."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.theme import Px, Weight, font, tokens
from app.ui.widgets import drawing


class PracticeBand(QWidget):
    """Says that this is practice, on every screen, in no alarm's colour."""

    def __init__(
        self, text: str = "PRACTICE · invented patients", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._text = text
        self.setObjectName("practice-band")
        self.setAccessibleName(text)
        self.setFixedHeight(28)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw slanted lines at both ends and the words between."""
        look = tokens()
        area = QRectF(self.rect())
        with QPainter(self) as painter:
            painter.fillRect(area, QColor(look.ink))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(drawing.mix(look.ink, look.surface, 0.28), 4))
            face = font(Px.LABEL, Weight.DemiBold)
            words = drawing.width_of(self._text, face) + 48
            gap = QRectF(area.center().x() - words / 2, 0, words, area.height())
            x = -area.height()
            while x < area.width():
                if x + area.height() < gap.left() or x > gap.right():
                    painter.drawLine(round(x), round(area.height()), round(x + area.height()), 0)
                x += 16
            painter.setPen(Qt.PenStyle.NoPen)
            drawing.write(painter, area, self._text, face, look.surface, drawing.CENTRE)
