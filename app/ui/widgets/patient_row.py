"""A patient in a list to tap: who it is at the left, how it stands at the right."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.theme import Glyph, Px, Weight, font, paint_glyph, tokens
from app.ui.widgets import drawing
from app.ui.widgets.tappable import Tappable


class PatientRow(Tappable):
    """Name and second line, course and state; `ready` draws the state in the accent."""

    chosen = Signal(str)

    def __init__(
        self,
        key: str,
        name: str,
        second: str,
        course: str,
        state: str,
        *,
        ready: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name, self._second = name, second
        self._course, self._state, self._ready = course, state, ready
        self.setObjectName(f"patient-{key}")
        self.setAccessibleName(f"{name}, {second}, {course}, {state}")
        self.setToolTip(name)
        self.setMinimumWidth(320)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: self.chosen.emit(key))

    def sizeHint(self) -> QSize:
        """Two lines."""
        return QSize(520, 68)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw both lines at both sides; the name gives way last."""
        look = tokens()
        area = QRectF(self.rect())
        with QPainter(self) as painter:
            fill = look.raised if self.underMouse() else look.surface
            drawing.box(painter, area, fill=fill, edge=look.edge)
            inner = area.adjusted(18, 0, -46, 0)
            top, low = inner.top() + 10, inner.top() + 35
            strong = font(Px.DETAIL, Weight.DemiBold)
            side = max(
                drawing.width_of(self._course, font(Px.LABEL)),
                drawing.width_of(self._state, strong),
            )
            side = min(side, inner.width() * 0.42)
            left = inner.width() - side - 20
            name = font(Px.BODY, Weight.Bold)
            drawing.write(painter, QRectF(inner.left(), top, left, 24), self._name, name, look.ink)
            second = QRectF(inner.left(), low, left, 22)
            drawing.write(painter, second, self._second, font(Px.LABEL), look.ink2)
            spot = QRectF(inner.right() - side, top, side, 24)
            ink = look.accent if self._ready else look.ink2
            drawing.write(painter, spot, self._state, strong, ink, drawing.RIGHT)
            below = QRectF(inner.right() - side, low, side, 22)
            drawing.write(painter, below, self._course, font(Px.LABEL), look.ink2, drawing.RIGHT)
            sign = QRectF(area.right() - 34, area.center().y() - 8, 16, 16)
            paint_glyph(painter, Glyph.CHEVRON, sign, look.ink2)
            if self.ring_shown:
                drawing.ring(painter, area)
