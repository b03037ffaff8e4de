"""What alarms at the other chairs, in a slim row: one pill a chair, a tap goes there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.models.rules.rule import Priority
from app.ui.shown import AlarmLine
from app.ui.theme import Px, Weight, font
from app.ui.widgets import drawing
from app.ui.widgets.priority import colours, paint_shapes, spoken
from app.ui.widgets.tappable import Tappable

HIGH = 40
SHAPE = 13.0
LEFT = 14.0
AFTER_SHAPES = 58.0
MOST = 3


class ElsewhereRow(QWidget):
    """Up to three other chairs, the most urgent first; `chosen` gives the session's key."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("elsewhere")
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(10)
        self._pills = [_Pill(self) for _ in range(MOST)]
        for pill in self._pills:
            pill.clicked.connect(lambda _on=False, pill=pill: self.chosen.emit(pill.shown.key))
            self._line.addWidget(pill)
        self._line.addStretch(1)
        self.hide()

    def show_alarms(self, alarms: Sequence[AlarmLine]) -> None:
        """Show these; nothing at all when the other chairs are quiet."""
        for place, pill in enumerate(self._pills):
            pill.setVisible(place < len(alarms))
            if place < len(alarms):
                pill.show_alarm(alarms[place])
        self.setVisible(bool(alarms))


class _Pill(Tappable):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.shown = AlarmLine("", Priority.LOW, "")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def show_alarm(self, alarm: AlarmLine) -> None:
        self.shown = alarm
        self.setObjectName(f"elsewhere-{alarm.key}")
        self.setAccessibleName(f"{spoken(alarm.priority)}: {alarm.title}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The shapes and the words."""
        wide = drawing.width_of(self.shown.title, font(Px.LABEL, Weight.DemiBold))
        return QSize(round(wide + AFTER_SHAPES + 2 * LEFT), HIGH)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the pill in the alarm's colour, with its shapes and words."""
        fill, ink = colours(self.shown.priority)
        area = QRectF(self.rect())
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            drawing.box(painter, area, fill=fill, radius=10)
            after = paint_shapes(painter, self.shown.priority, LEFT, area.center().y(), ink, SHAPE)
            face = font(Px.LABEL, Weight.DemiBold)
            room = area.adjusted(after + 8, 0, -LEFT, 0)
            drawing.write(painter, room, self.shown.title, face, ink)
            if self.ring_shown:
                drawing.box(painter, area.adjusted(3, 3, -3, -3), edge=ink, width=2.5, radius=7)
