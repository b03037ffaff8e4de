"""A calm sentence where something could not be done: what, why, what to do, and who says so."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.ui.widgets import drawing
from app.ui.widgets.text import Role, Text


class Message(QWidget):
    """A refusal in place, without alarm colours; hidden while there is nothing to say."""

    def __init__(self, *, name: str = "message", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._what = Text("", Role.STRONG, wrap=True, name=f"{name}-what")
        self._why = Text("", Role.BODY, wrap=True, name=f"{name}-why")
        self._source = Text("", Role.SMALL, wrap=True, name=f"{name}-source")
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 16, 12)
        column.setSpacing(4)
        for line in (self._what, self._why, self._source):
            column.addWidget(line)
        self.hide()

    def show_message(self, what: str, why: str = "", do: str = "", source: str = "") -> None:
        """Say what could not be done, why, what to do now, and which rule stands behind it."""
        self._what.set_text(what)
        self._why.set_text(" ".join(part for part in (why, do) if part))
        self._source.set_text(source)
        self._why.setVisible(bool(why or do))
        self._source.setVisible(bool(source))
        self.setAccessibleName(" ".join(part for part in (what, why, do, source) if part))
        self.setVisible(True)

    def clear(self) -> None:
        """Say nothing any more."""
        self.setAccessibleName("")
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the raised box with its dark line at the left."""
        with QPainter(self) as painter:
            drawing.aside(painter, QRectF(self.rect()))
