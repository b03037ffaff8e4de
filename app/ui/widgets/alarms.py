"""Alarms on the screen: one to a line when alone, two by two when several stand at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QWidget

from app.models.rules.rule import Priority
from app.ui.shown import AlarmLine
from app.ui.theme import Px, Weight, font, tokens
from app.ui.widgets import drawing
from app.ui.widgets.card import take_out
from app.ui.widgets.priority import FAINT, colours, flash, paint_shapes, spoken
from app.ui.widgets.tappable import Tappable

MOST = 4
EDGE = 3.0


class AlarmBanner(QWidget):
    """One alarm with its acknowledgement; a tap on the words opens what it is about.

    Its fill and its words always stand; only its shapes and its edge flash.
    """

    acknowledged = Signal(str)
    opened = Signal(str)

    def __init__(self, alarm: AlarmLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._alarm = alarm
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(60)
        line = QHBoxLayout(self)
        line.setContentsMargins(6, 6, 6, 6)
        line.addStretch(1)
        self.button = _Acknowledge(self)
        self.button.clicked.connect(lambda: self.acknowledged.emit(self._alarm.key))
        line.addWidget(self.button)
        self.show_alarm(alarm)

    def show_alarm(self, alarm: AlarmLine) -> None:
        """Show an alarm; one that is acknowledged stands still and has no button."""
        self._alarm = alarm
        self.setObjectName(f"alarm-{alarm.key}")
        self.button.setObjectName(f"acknowledge-{alarm.key}")
        self.button.setVisible(not alarm.acknowledged)
        self.button.set_priority(alarm.priority)
        self.button.setAccessibleName(f"Acknowledge: {alarm.title}")
        self.setAccessibleName(f"{spoken(alarm.priority)}: {alarm.title}. {alarm.detail}")
        self.setToolTip(f"{alarm.title}\n{alarm.detail}" if alarm.detail else "")
        flash().watch(self, not alarm.acknowledged)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A tap on the words, not on the button."""
        if self.rect().contains(event.position().toPoint()):
            self.opened.emit(self._alarm.key)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the fill, the edge and the shapes as the flash has them, and the words."""
        look, alarm = tokens(), self._alarm
        fill, ink = colours(alarm.priority)
        area = QRectF(self.rect())
        with QPainter(self) as painter:
            drawing.box(painter, area, fill=fill)
            still = alarm.acknowledged or flash().lit(alarm.priority)
            if flash().edged(alarm.priority, alarm.acknowledged):
                drawing.box(painter, area, edge=look.ink, width=EDGE)
            end = self.button.x() - 12 if self.button.isVisible() else area.width() - 16
            shade = ink if still else drawing.mix(fill, ink, FAINT)
            left = paint_shapes(painter, alarm.priority, 18, area.center().y(), shade, 17) + 12
            if alarm.acknowledged:
                seen = QRectF(end - 120, 0, 120, area.height())
                face = font(Px.LABEL, Weight.DemiBold)
                end -= drawing.write(painter, seen, "acknowledged", face, ink, drawing.RIGHT) + 12
            self._paint_words(painter, QRectF(left, 0, end - left, area.height()), ink)

    def _paint_words(self, painter: QPainter, room: QRectF, ink: str) -> None:
        title, detail = self._alarm.title, self._alarm.detail
        face, small = font(Px.TITLE, Weight.Bold), font(Px.LABEL, Weight.Medium)
        beside = font(Px.BODY, Weight.Medium)
        used = drawing.width_of(title, face) + 14
        if not detail or used + drawing.width_of(detail, beside) <= room.width():
            drawing.write(painter, room, title, face, ink)
            drawing.write(painter, room.adjusted(used, 0, 0, 0), detail, beside, ink)
            return
        middle = room.center().y()
        drawing.write(painter, QRectF(room.left(), middle - 24, room.width(), 25), title, face, ink)
        drawing.write(
            painter, QRectF(room.left(), middle + 2, room.width(), 20), detail, small, ink
        )


class AlarmStack(QWidget):
    """All alarms that stand, most urgent first, at most four; it takes no room when none does."""

    acknowledged = Signal(str)
    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("alarms")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        self._banners: dict[str, AlarmBanner] = {}
        self.hide()

    def show_alarms(self, alarms: Sequence[AlarmLine]) -> None:
        """Show these alarms; beyond four, the last line says how many more there are."""
        ranked = sorted(alarms, key=lambda a: (a.acknowledged, -a.priority.rank))[:MOST]
        for key in set(self._banners) - {a.key for a in ranked}:
            gone = self._banners.pop(key)
            flash().watch(gone, False)
            take_out(self._grid, gone)
        for place, alarm in enumerate(ranked):
            banner = self._banner(alarm)
            more = len(alarms) - len(ranked)
            if more and place == len(ranked) - 1:
                alarm = replace(alarm, title=f"{alarm.title}  +{more} more")
            banner.show_alarm(alarm)
            alone = len(ranked) == 1 or (len(ranked) == 3 and place == 0)
            slot = place if len(ranked) != 3 else (0 if place == 0 else place + 1)
            self._grid.addWidget(banner, slot // 2, slot % 2, 1, 2 if alone else 1)
        for side in (0, 1):
            self._grid.setColumnStretch(side, 1)
            self._grid.setColumnMinimumWidth(side, 0)
        self.setVisible(bool(ranked))

    def _banner(self, alarm: AlarmLine) -> AlarmBanner:
        if alarm.key not in self._banners:
            banner = AlarmBanner(alarm, self)
            banner.acknowledged.connect(self.acknowledged)
            banner.opened.connect(self.opened)
            self._banners[alarm.key] = banner
        return self._banners[alarm.key]


class _Acknowledge(Tappable):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._priority = Priority.HIGH
        self.setText("Acknowledge")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def set_priority(self, priority: Priority) -> None:
        self._priority = priority
        self.update()

    def sizeHint(self) -> QSize:
        wide = drawing.width_of(self.text(), font(Px.BODY, Weight.DemiBold))
        return QSize(round(wide) + 36, 48)

    def paintEvent(self, _event: QPaintEvent) -> None:
        fill, ink = colours(self._priority)
        area = QRectF(self.rect())
        with QPainter(self) as painter:
            shade = drawing.mix(ink, fill, 0.18) if self.isDown() else ink
            drawing.box(painter, area, fill=shade, radius=8)
            if self.ring_shown:
                drawing.box(painter, area.adjusted(3, 3, -3, -3), edge=fill, width=3, radius=6)
            face = font(Px.BODY, Weight.DemiBold)
            drawing.write(painter, area, self.text(), face, fill, drawing.CENTRE)
