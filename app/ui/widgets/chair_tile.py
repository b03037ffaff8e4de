"""One chair on the board: who sits there, how long still, and what is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.theme import Px, Weight, font, tokens
from app.ui.widgets import drawing
from app.ui.widgets.clock import paint_progress
from app.ui.widgets.priority import Priority, colours, flash, paint_shapes
from app.ui.widgets.tappable import Tappable

STRIP = 40
RADIUS = 14


@dataclass(frozen=True, slots=True)
class ChairAlarm:
    """An alarm on a chair: its priority, its words, and whether a person has seen it."""

    priority: Priority
    text: str
    acknowledged: bool = False


@dataclass(frozen=True, slots=True)
class Chair:
    """What the board shows of one chair; without a name it is free.

    `clock` is a time or a few words ("1:42:10", "4 open"), `line` explains it ("left · ends
    15:47"), `share` fills the bar and may be None; the first alarm is the one that is written out.
    """

    key: str
    chair: str
    name: str = ""
    course: str = ""
    stage: str = ""
    clock: str = ""
    line: str = ""
    share: float | None = None
    resting: bool = False
    alarms: Sequence[ChairAlarm] = ()


class ChairTile(Tappable):
    """A chair on the board; a tap emits its key. Locked, it hides the name and keeps the rest."""

    chosen = Signal(str)

    def __init__(self, chair: Chair | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chair = Chair("", "")
        self._locked = False
        self.setMinimumSize(240, 198)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: self.chosen.emit(self._chair.key))
        if chair:
            self.show_chair(chair)

    def show_chair(self, chair: Chair) -> None:
        """Show a chair; called with every heartbeat, and drawn only when something changed."""
        if chair == self._chair:
            return
        self._chair = chair
        self.setObjectName(f"chair-{chair.key}")
        flash().watch(self, any(not a.acknowledged for a in chair.alarms[:1]))
        self._say()
        self.update()

    def set_locked(self, locked: bool) -> None:
        """Hide the patient's name, on a locked screen."""
        self._locked = locked
        self._say()
        self.update()

    def sizeHint(self) -> QSize:
        """The tile as on the board at 1366 px."""
        return QSize(321, 198)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The tooltip depends on whether the name fits."""
        super().resizeEvent(event)
        self._say()

    def _say(self) -> None:
        chair = self._chair
        alarms = [f"{a.priority.spoken}: {a.text}" for a in chair.alarms]
        if not chair.stage:
            self.setAccessibleName(f"{chair.chair}, free")
            self.setToolTip("")
            return
        name = "" if self._locked else chair.name
        parts = [chair.chair, name, chair.stage, chair.clock, chair.line, *alarms]
        self.setAccessibleName(", ".join(p for p in parts if p))
        tip = [name] if name and self._cut(name) else []
        tip += [a.text for a in chair.alarms] if len(chair.alarms) > 1 else []
        self.setToolTip("\n".join(tip))

    def _cut(self, name: str) -> bool:
        return drawing.width_of(name, font(Px.TITLE, Weight.Bold)) > self.width() - 36

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
        drawing.write(painter, top, self._chair.chair, face, look.ink2, drawing.CENTRE)
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
            drawing.box(painter, area, edge=edge, width=2.5, radius=RADIUS)
        else:
            drawing.box(painter, area, edge=look.line, radius=RADIUS)
        inner = area.adjusted(18, 15, -18, -(STRIP if alarm else 0))
        self._paint_words(painter, inner)
        if chair.share is not None and not alarm:
            bar = QRectF(inner.left(), area.bottom() - 24, inner.width(), 6)
            paint_progress(painter, bar, chair.share)

    def _paint_words(self, painter: QPainter, inner: QRectF) -> None:
        look, chair = tokens(), self._chair
        left, width, y = inner.left(), inner.width(), inner.top()

        def line(height: float) -> QRectF:
            nonlocal y
            spot = QRectF(left, y, width, height)
            y += height
            return spot

        top = line(20)
        label = font(Px.LABEL, Weight.DemiBold)
        if self._locked:
            drawing.write(painter, top, chair.course, font(Px.LABEL), look.ink2)
            drawing.write(painter, line(28), chair.chair, font(Px.TITLE, Weight.Bold), look.ink)
        else:
            drawing.write(painter, top, chair.chair, label, look.ink2)
            drawing.write(painter, top, chair.course, font(Px.LABEL), look.ink2, drawing.RIGHT)
            drawing.write(painter, line(28), chair.name, font(Px.TITLE, Weight.Bold), look.ink)
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
        look = tokens()
        fill, ink = colours(alarm.priority)
        strip = QRectF(area.left(), area.bottom() - STRIP, area.width(), STRIP)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipPath(drawing.rounded(area, RADIUS))
        if alarm.acknowledged or flash().lit(alarm.priority):
            painter.fillRect(strip, QColor(fill))
        else:
            painter.fillRect(strip, QColor(look.surface))
            painter.fillRect(QRectF(strip.left(), strip.top(), strip.width(), 3), QColor(fill))
            ink = look.ink
        painter.restore()
        middle = strip.center().y()
        left = paint_shapes(painter, alarm.priority, 18, middle, ink) + 9
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
