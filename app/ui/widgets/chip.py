"""Small boxed words: an allergy, a count of alarms, a badge."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.models.rules.rule import Priority
from app.ui.theme import Glyph, Px, Weight, font, paint_glyph, tokens
from app.ui.widgets import drawing
from app.ui.widgets.priority import colours, glyph_of


class Tone(StrEnum):
    """How loud a chip is, without alarm colours."""

    PLAIN = "plain"  # outlined
    STRONG = "strong"  # dark on light, light on dim
    SOFT = "soft"  # tinted with the accent


class Chip(QWidget):
    """A few words in a box; with `lines=2` long ones break once before they are cut.

    What is cut is told by the tooltip.
    """

    def __init__(
        self,
        text: str = "",
        tone: Tone = Tone.PLAIN,
        *,
        widest: int = 320,
        lines: int = 1,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._text = ""
        self._tone = tone
        self._widest, self._lines = widest, lines
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_text(text, tone)

    def set_text(self, text: str, tone: Tone | None = None) -> None:
        """Show other words; none at all hides the chip."""
        self._text = text
        self._tone = tone or self._tone
        self.setAccessibleName(text)
        self.setToolTip(text if self._wanted() > self._narrowest() else "")
        self.setVisible(bool(text))
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """The words shown."""
        return self._text

    def sizeHint(self) -> QSize:
        """As wide as the words, up to the widest allowed."""
        return QSize(min(self._widest, round(self._wanted())), self._height())

    def minimumSizeHint(self) -> QSize:
        """May be cut when there is no room."""
        return QSize(round(min(self._narrowest(), self._wanted())), self._height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the box and the words."""
        look = tokens()
        area = QRectF(self.rect())
        fill, edge, ink = {
            Tone.PLAIN: (look.surface, look.edge, look.ink),
            Tone.STRONG: (look.ink, None, look.surface),
            Tone.SOFT: (look.accent_soft, None, look.accent),
        }[self._tone]
        with QPainter(self) as painter:
            drawing.box(painter, area, fill=fill, edge=edge, radius=7)
            face = font(Px.LABEL, Weight.DemiBold)
            room = area.adjusted(10, 0, -9, 0)
            if self._lines > 1 and self._wanted() > area.width() + 2:
                drawing.write_two(painter, room, self._text, font(Px.SMALL, Weight.DemiBold), ink)
            else:
                drawing.write(painter, room, self._text, face, ink, drawing.CENTRE)

    def _narrowest(self) -> int:
        return self._widest if self._lines == 1 else 260

    def _height(self) -> int:
        return 30 if self._lines == 1 or self._wanted() <= self._narrowest() else 46

    def _wanted(self) -> float:
        return drawing.width_of(self._text, font(Px.LABEL, Weight.DemiBold)) + 22


class AlarmCount(QWidget):
    """How many things of one priority wait, as on the board's top bar; hidden when none."""

    def __init__(
        self, priority: Priority, *, name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._priority = priority
        self._text = ""
        self.setObjectName(name or f"count-{priority}")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.hide()

    def set_priority(self, priority: Priority) -> None:
        """The priority of the most urgent of them."""
        if priority is not self._priority:
            self._priority = priority
            self.update()

    def show_count(self, count: int, word: str) -> None:
        """Show "1 overdue"; nothing at all when the count is 0."""
        self._text = f"{count} {word}" if count else ""
        self.setAccessibleName(self._text)
        self.setVisible(bool(count))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The sign and the words."""
        wide = drawing.width_of(self._text, font(Px.LABEL, Weight.DemiBold))
        return QSize(round(wide) + 42, 30)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the box in the alarm's colour, its shape and the words."""
        with QPainter(self) as painter:
            paint_count(painter, QRectF(self.rect()), self._priority, self._text)


def paint_count(painter: QPainter, area: QRectF, priority: Priority, text: str) -> None:
    """Draw a count in the alarm's colour, with its shape."""
    fill, ink = colours(priority)
    drawing.box(painter, area, fill=fill, radius=7)
    sign: Glyph = glyph_of(priority)
    spot = QRectF(area.left() + 10, area.center().y() - 7, 14, 14)
    paint_glyph(painter, sign, spot, ink)
    face = font(Px.LABEL, Weight.DemiBold)
    drawing.write(painter, area.adjusted(31, 0, -4, 0), text, face, ink)
