"""The surfaces things lie on: cards, bars, hairlines, asides and scrolling panes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.ui.theme import tokens
from app.ui.widgets import drawing

RADIUS = 14

Lines = TypeVar("Lines", bound=QBoxLayout)


class Card(QWidget):
    """A white card with a hairline; `body` is the column inside it."""

    def __init__(
        self, *, padding: int = 22, spacing: int = 8, name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(padding, padding - 5, padding, padding - 5)
        self.body.setSpacing(spacing)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the surface and its hairline."""
        look = tokens()
        with QPainter(self) as painter:
            area = QRectF(self.rect())
            drawing.box(painter, area, fill=look.surface, edge=look.line, radius=RADIUS)


class Aside(Card):
    """A question inside a card: raised, with a thick line at its left."""

    def __init__(self, *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(padding=16, spacing=10, name=name, parent=parent)
        self.body.setContentsMargins(20, 12, 14, 12)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the raised surface and the line that ties it to what was answered."""
        with QPainter(self) as painter:
            drawing.aside(painter, QRectF(self.rect()))


class Bar(QWidget):
    """The strip along the top or the bottom of a screen; `row` holds what is in it."""

    def __init__(
        self,
        edge: Qt.Edge = Qt.Edge.TopEdge,
        *,
        height: int = 64,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._edge = edge
        self.setFixedHeight(height)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(20, 0, 20, 0)
        self.row.setSpacing(12)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the surface and the hairline towards the middle of the screen."""
        look = tokens()
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), QColor(look.surface))
            y = 0 if self._edge is Qt.Edge.BottomEdge else self.height() - 1
            drawing.hairline(painter, 0, self.width(), y)


class Hairline(QWidget):
    """A line of one pixel across its layout."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line."""
        with QPainter(self) as painter:
            drawing.hairline(painter, 0, self.width(), 0)


class ScrollPane(QScrollArea):
    """A column that scrolls when it is too long for its place; `body` is the column."""

    def __init__(self, *, spacing: int = 0, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.inside = QWidget()
        self.body = QVBoxLayout(self.inside)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(spacing)
        self.setWidget(self.inside)


def row(*items: QWidget | int | None, spacing: int = 12) -> QHBoxLayout:
    """Things side by side; a number is a gap, None takes what room is left."""
    return _fill(QHBoxLayout(), items, spacing)


def side_by_side(*fields: QWidget, wide: int = 1, spacing: int = 12) -> QHBoxLayout:
    """Fields in one line, level at the top; the first one `wide` times as broad as another."""
    line = QHBoxLayout()
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(spacing)
    for place, field in enumerate(fields):
        line.addWidget(field, 1 if place else wide, Qt.AlignmentFlag.AlignTop)
    return line


def column(*items: QWidget | QLayout | int | None, spacing: int = 8) -> QVBoxLayout:
    """Things below each other; a number is a gap, None takes what room is left."""
    return _fill(QVBoxLayout(), items, spacing)


def take_out(layout: QLayout, part: QWidget) -> None:
    """Take a part out of its layout, unseen at once; Qt deletes it when it comes to it."""
    layout.removeWidget(part)
    part.hide()
    part.deleteLater()


def _fill(layout: Lines, items: Iterable[QWidget | QLayout | int | None], spacing: int) -> Lines:
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, int):
            layout.addSpacing(item)
        elif isinstance(item, QLayout):
            layout.addLayout(item)
        else:
            layout.addWidget(item)
    return layout
