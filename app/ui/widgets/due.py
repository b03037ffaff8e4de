"""What is due next, and how late it is."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.shown import DueLine
from app.ui.theme import Px, Weight, font, tokens
from app.ui.widgets import drawing
from app.ui.widgets.priority import colours, flash, paint_shapes, shapes_width, spoken
from app.ui.widgets.tappable import Tappable


class DueRow(Tappable):
    """One due thing in a line; a tap emits its key, to do it now."""

    chosen = Signal(str)

    def __init__(self, due: DueLine | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._due = DueLine("", "", "", "")
        self.setObjectName("due-row")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: self.chosen.emit(self._due.key))
        if due:
            self.show_due(due)

    def show_due(self, due: DueLine) -> None:
        """Show what is due; called with every heartbeat."""
        if due == self._due:
            return
        self._due = due
        self.setObjectName(f"due-{due.key}")
        alarm = f", {spoken(due.priority)}" if due.priority else ""
        self.setAccessibleName(f"{due.word} at {due.time}, {due.away}{alarm}")
        flash().watch(self, due.priority is not None and not due.acknowledged)
        self.update()

    def sizeHint(self) -> QSize:
        """One line, high enough to tap."""
        return QSize(280, 48)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the time in its chip, the word, and how far off it is."""
        look, due = tokens(), self._due
        area = QRectF(self.rect())
        face = font(Px.DETAIL, Weight.DemiBold)
        with QPainter(self) as painter:
            if self.underMouse():
                drawing.box(painter, area, fill=look.raised)
            wide = drawing.width_of(due.time, face) + 22
            ink = look.ink
            if due.priority:
                wide += shapes_width(due.priority, 13) + 8
            chip = QRectF(0, area.center().y() - 15, wide, 30)
            left = 11.0
            if due.priority:
                fill, ink = colours(due.priority)
                if due.acknowledged or flash().lit(due.priority):
                    drawing.box(painter, chip, fill=fill, radius=7)
                else:
                    drawing.box(painter, chip, fill=look.surface, edge=fill, width=2, radius=7)
                    ink = look.ink
                left = paint_shapes(painter, due.priority, left, chip.center().y(), ink, 13) + 8
            else:
                drawing.box(painter, chip, fill=look.surface, edge=look.edge, radius=7)
            spot = QRectF(left, chip.top(), chip.right() - left, chip.height())
            drawing.write(painter, spot, due.time, face, ink)
            left = chip.right() + 12
            word = QRectF(left, 0, area.width() - left, area.height())
            bold = font(Px.BODY, Weight.Bold)
            left += drawing.write(painter, word, due.word, bold, look.ink) + 12
            away = QRectF(left, 0, area.width() - left - 4, area.height())
            heavy = Weight.DemiBold if due.priority else Weight.Normal
            tone = look.ink if due.priority else look.ink2
            drawing.write(painter, away, due.away, font(Px.BODY, heavy), tone)
            if self.ring_shown:
                drawing.ring(painter, area)
