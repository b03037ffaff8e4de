"""The six stages of a day as a map: where the patient is, and which stage is looked at."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.ui.shown import StageStep
from app.ui.theme import Glyph, Px, Weight, font, paint_glyph, tokens
from app.ui.widgets import drawing
from app.ui.widgets.tappable import Tappable


class StageRail(QWidget):
    """All stages in a row, each one tap away; `chosen` gives the key of the one tapped."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("stage-rail")
        self.setFixedHeight(60)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(20, 6, 20, 6)
        self._row.setSpacing(4)
        self._steps: dict[str, _Step] = {}

    def show_stages(self, stages: Sequence[StageStep], viewed: str = "") -> None:
        """Show where the patient is; `viewed` is the stage on the screen, if another."""
        if list(self._steps) != [s.key for s in stages]:
            self._build(stages)
        for stage in stages:
            self._steps[stage.key].show_stage(stage, viewed == stage.key)

    def _build(self, stages: Sequence[StageStep]) -> None:
        for step in self._steps.values():
            step.deleteLater()
        self._steps = {}
        for stage in stages:
            step = _Step(stage, self)
            step.clicked.connect(lambda _on=False, key=stage.key: self.chosen.emit(key))
            step.moved.connect(self._move)
            self._row.addWidget(step)
            self._steps[stage.key] = step

    def _move(self, by: int) -> None:
        steps = list(self._steps.values())
        here = next((i for i, s in enumerate(steps) if s.hasFocus()), 0)
        steps[max(0, min(len(steps) - 1, here + by))].setFocus(Qt.FocusReason.TabFocusReason)


class _Step(Tappable):
    moved = Signal(int)

    def __init__(self, stage: StageStep, parent: QWidget) -> None:
        super().__init__(parent)
        self._stage = stage
        self._viewed = False
        self.setObjectName(f"stage-{stage.key}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(96)

    def show_stage(self, stage: StageStep, viewed: bool) -> None:
        self._stage, self._viewed = stage, viewed
        said = f"{stage.name}, {stage.state}"
        self.setAccessibleName(f"{said}, on the screen" if viewed else said)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(150, 48)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.moved.emit(1 if event.key() == Qt.Key.Key_Right else -1)
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = tokens()
        area = QRectF(self.rect())
        state = self._stage.state
        with QPainter(self) as painter:
            if state == "current":
                drawing.box(painter, area, fill=look.accent)
                ink, sign_ink, sign = look.on_accent, look.on_accent, Glyph.DOT
            else:
                if self._viewed:
                    drawing.box(painter, area, fill=look.surface, edge=look.accent, width=2)
                elif self.underMouse():
                    drawing.box(painter, area, fill=drawing.mix(look.background, look.ink, 0.06))
                done = state == "done"
                ink = look.ink if done or self._viewed else look.ink2
                sign_ink = look.accent if done else look.ink2
                sign = Glyph.CHECK if done else Glyph.CIRCLE
            if self.ring_shown:
                drawing.ring(painter, area, inverse=state == "current")
            side = 16 if sign is Glyph.CHECK else 15
            spot = QRectF(15, area.center().y() - side / 2, side, side)
            paint_glyph(painter, sign, spot, sign_ink, 3 if sign is Glyph.CHECK else 2.4)
            room = area.adjusted(39, 0, -8, 0)
            heavy = Weight.Medium if state == "coming" and not self._viewed else Weight.DemiBold
            drawing.write(painter, room, self._stage.name, font(Px.BODY, heavy), ink)
