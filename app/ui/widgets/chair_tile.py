"""One chair on the board: who sits there, how long still, and what is wrong."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.shown import Chair, ChairAlarm
from app.ui.theme import Px, Weight, font, tokens
from app.ui.widgets import drawing
from app.ui.widgets.clock import paint_progress
from app.ui.widgets.priority import FAINT, colours, flash, paint_shapes, spoken
from app.ui.widgets.tappable import Tappable

STRIP = 40
RADIUS = 14
LOWEST = 198
LOWEST_LOCKED = 164
TWO_LINES = 224
"""From this height on a long name has two lines."""


class ChairTile(Tappable):
    """A chair on the board; a tap emits its number. Locked, it hides the name and keeps the rest."""

    chosen = Signal(int)

    def __init__(self, chair: Chair | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chair = Chair(0)
        self._locked = False
        self.setMinimumSize(240, LOWEST_LOCKED)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: self.chosen.emit(self._chair.number))
        if chair:
            self.show_chair(chair)

    def show_chair(self, chair: Chair) -> None:
        """Show a chair; called with every heartbeat, and drawn only when something changed."""
        if chair == self._chair:
            return
        self._chair = chair
        self.setObjectName(f"chair-{chair.number}")
        flash().watch(self, any(not a.acknowledged for a in chair.alarms[:1]))
        self._say()
        self.update()

    def set_locked(self, locked: bool) -> None:
        """Hide the patient's name, on a locked screen."""
        self._locked = locked
        self._say()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The tile as on the board at 1366 px."""
        return QSize(321, LOWEST_LOCKED if self._locked else LOWEST)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The tooltip depends on whether the name fits."""
        super().resizeEvent(event)
        self._say()

    def _say(self) -> None:
        chair = self._chair
        alarms = [f"{spoken(a.priority)}: {a.text}" for a in chair.alarms]
        if not chair.stage:
            self.setAccessibleName(f"{chair.title}, free")
            self.setToolTip("")
            return
        name = "" if self._locked else chair.name
        parts = [chair.title, name, chair.stage, chair.clock, chair.line, chair.after, *alarms]
        self.setAccessibleName(", ".join(p for p in parts if p))
        tip = [name] if name and self._cut(name) else []
        tip += [a.text for a in chair.alarms] if len(chair.alarms) > 1 else []
        self.setToolTip("\n".join(tip))

    def _cut(self, name: str) -> bool:
        lines = 2 if self.height() >= TWO_LINES else 1
        return drawing.width_of(name, font(Px.TITLE, Weight.Bold)) > lines * (self.width() - 36)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the tile."""
        area = QRectF(self.rect())
        with QPainter(self) as painter:
            if not self._chair.stage:
                self._paint_free(painter, area)
            else:
                self._paint_taken(painter, area)
            if self.ring_shown:
                drawing.ring(painter, area, RADIUS)

    def _paint_free(self, painter: QPainter, area: QRectF) -> None:
        look = tokens()
        fill = look.surface if self.underMouse() else None
        drawing.box(painter, area, fill=fill, edge=look.edge, radius=RADIUS, dashed=True)
        middle = area.center().y()
        top = QRectF(area.left(), middle - 24, area.width(), 24)
        face = font(Px.BODY, Weight.DemiBold)
        drawing.write(painter, top, self._chair.title, face, look.ink2, drawing.CENTRE)
        below = QRectF(area.left(), middle, area.width(), 24)
        drawing.write(painter, below, "free", font(), look.ink2, drawing.CENTRE)

    def _paint_taken(self, painter: QPainter, area: QRectF) -> None:
        look, chair = tokens(), self._chair
        alarm = chair.alarms[0] if chair.alarms else None
        fill = look.raised if self.underMouse() else look.surface
        drawing.box(painter, area, fill=fill, radius=RADIUS)
        if alarm:
            self._paint_strip(painter, area, alarm, len(chair.alarms) - 1)
            edge = colours(alarm.priority)[0]
            width = 5.0 if flash().edged(alarm.priority, alarm.acknowledged) else 2.5
            drawing.box(painter, area, edge=edge, width=width, radius=RADIUS)
        else:
            drawing.box(painter, area, edge=look.line, radius=RADIUS)
        tall = area.height() >= TWO_LINES
        inner = area.adjusted(18, 15 if area.height() >= LOWEST else 10, -18, 0)
        self._paint_words(painter, inner, tall)
        if alarm:
            return
        lift = 12.0 if tall else 8.0
        if chair.share is not None:
            bar = QRectF(inner.left(), area.bottom() - lift - 14, inner.width(), 6)
            paint_progress(painter, bar, chair.share)
        if area.height() >= LOWEST:
            after = QRectF(inner.left(), area.bottom() - lift - 40, inner.width(), 22)
            drawing.write(painter, after, chair.after, font(Px.DETAIL), look.ink)

    def _paint_words(self, painter: QPainter, inner: QRectF, tall: bool) -> None:
        look, chair = tokens(), self._chair
        left, width, y = inner.left(), inner.width(), inner.top()

        def line(height: float) -> QRectF:
            nonlocal y
            spot = QRectF(left, y, width, height)
            y += height
            return spot

        top = line(28 if self._locked else 20)
        bold = font(Px.TITLE, Weight.Bold)
        drawing.write(painter, top, chair.course, font(Px.LABEL), look.ink2, drawing.RIGHT)
        if self._locked:
            drawing.write(painter, top, chair.title, bold, look.ink)
            y += max(0.0, min(23.0, self.height() - LOWEST_LOCKED - 4))
        else:
            label = font(Px.LABEL, Weight.DemiBold)
            drawing.write(painter, top, chair.title, label, look.ink2)
            if tall and drawing.width_of(chair.name, bold) > width:
                drawing.write_two(painter, line(50), chair.name, bold, look.ink)
            else:
                drawing.write(painter, line(28), chair.name, bold, look.ink)
                y += 22 if tall else 0
        y += 3
        stage = font(Px.SMALL, Weight.DemiBold)
        stage.setLetterSpacing(stage.SpacingType.AbsoluteSpacing, 0.4)
        drawing.write(painter, line(18), chair.stage.upper(), stage, look.accent)
        clock = font(Px.CHAIR, Weight.Bold)
        ink = look.ink2 if chair.resting else look.ink
        drawing.write(painter, line(40).adjusted(-1, 0, 0, 0), chair.clock, clock, ink)
        drawing.write(painter, line(22), chair.line, font(Px.DETAIL), look.ink2)

    def _paint_strip(
        self, painter: QPainter, area: QRectF, alarm: ChairAlarm, more: int
    ) -> None:  # fmt: skip
        fill, ink = colours(alarm.priority)
        strip = QRectF(area.left(), area.bottom() - STRIP, area.width(), STRIP)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipPath(drawing.rounded(area, RADIUS))
        painter.fillRect(strip, QColor(fill))
        painter.restore()
        middle = strip.center().y()
        # Fill and words stand at all times: only the shapes and the tile's edge flash.
        still = alarm.acknowledged or flash().lit(alarm.priority)
        shade = ink if still else drawing.mix(fill, ink, FAINT)
        left = paint_shapes(painter, alarm.priority, 18, middle, shade) + 9
        right = area.right() - 18
        face = font(Px.DETAIL, Weight.DemiBold)
        if more:
            word = f"+{more}"
            right -= drawing.width_of(word, face)
            spot = QRectF(right, strip.top(), 40, STRIP)
            drawing.write(painter, spot, word, face, ink)
            right -= 10
        drawing.write(
            painter, QRectF(left, strip.top(), right - left, STRIP), alarm.text, face, ink
        )
