"""The line that says a requirement is done: its sign, what was recorded, by whom and when."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.models.day.requirement import State
from app.ui.gate.words import DoneLine
from app.ui.theme import Glyph, paint_glyph, tokens
from app.ui.widgets import drawing
from app.ui.widgets.text import Role, Text

_SIGNS = {State.MET: Glyph.CHECK, State.OVERRIDDEN: Glyph.HALF}


SAID = {State.MET: "met", State.OVERRIDDEN: "allowed"}
"""How it stands, for a screen reader."""


class StandingLine(QWidget):
    """A tinted line with the sign of the gate's list; hidden while the requirement is open."""

    def __init__(self, *, name: str = "panel-standing", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._shown: DoneLine | None = None
        self._what = Text("", Role.STRONG, wrap=True, name=f"{name}-what")
        self._who = Text("", Role.SECOND, name=f"{name}-who")
        column = QVBoxLayout(self)
        column.setContentsMargins(56, 12, 16, 12)
        column.setSpacing(2)
        column.addWidget(self._what)
        column.addWidget(self._who)
        self.hide()

    def show_standing(self, standing: DoneLine | None) -> None:
        """Show how it stands; None hides the line."""
        if standing == self._shown:
            return
        self._shown = standing
        if standing is not None:
            self._what.set_text(standing.what)
            self._who.set_text(standing.who)
            self._who.setVisible(bool(standing.who))
            self.setAccessibleName(f"{SAID[standing.state]}: {standing.what}, {standing.who}")
        self.setVisible(standing is not None)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the tinted box and the sign."""
        if self._shown is None:
            return
        look = tokens()
        met = self._shown.state is State.MET
        area = QRectF(self.rect())
        with QPainter(self) as painter:
            fill = look.accent_soft if met else look.raised
            drawing.box(painter, area, fill=fill, edge=None if met else look.line)
            spot = QRectF(20, area.center().y() - 10, 20, 20)
            ink = look.accent if met else look.ink
            paint_glyph(painter, _SIGNS[self._shown.state], spot, ink, 3.2 if met else 2.6)
