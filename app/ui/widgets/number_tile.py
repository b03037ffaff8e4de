"""A field for one measured number: typed by keypad or keyboard, never filled in beforehand."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.models.day.tiers import Tier
from app.models.rules.rule import Priority
from app.ui.shown import Measure
from app.ui.theme import Glyph, Px, Weight, font, paint_glyph, tokens
from app.ui.widgets import drawing
from app.ui.widgets.priority import glyph_of, paint_shapes, shapes_width
from app.ui.widgets.tappable import FocusSeen

_TIER_SHAPES = {Tier.ABNORMAL: (Priority.MEDIUM, 1), Tier.CRITICAL: (Priority.HIGH, 3)}


class NumberTile(FocusSeen, QWidget):
    """One number; after the tile is entered the first digit replaces what stood there.

    `ghost` is, in a correction, the number that stands: large and pale until another is typed.
    """

    changed = Signal(str)
    focused = Signal()
    next_asked = Signal()

    def __init__(
        self,
        measure: Measure,
        previous: str = "",
        parent: QWidget | None = None,
        *,
        ghost: str = "",
    ) -> None:
        super().__init__(parent)
        self._ghost = ghost
        self.measure = measure
        self._text = ""
        self._previous = previous
        self._fresh = True
        self._tier, self._word = Tier.NORMAL, ""
        self.setObjectName(f"number-{measure.key}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._say()

    def text(self) -> str:
        """What was typed, "" for nothing."""
        return self._text

    def clear(self) -> None:
        """Empty again."""
        self._set("")
        self._fresh = True

    def show_tier(self, tier: Tier, word: str = "") -> None:
        """Say how the number stands: the word ("high", "critical") and the tier's shape."""
        self._tier, self._word = tier, word
        self._say()
        self.update()

    def type_sign(self, sign: str) -> None:
        """Take a digit or the point; what would make the number too long is not taken."""
        standing = "" if self._fresh else self._text
        if sign in ".,":
            if not self.measure.decimals or "." in standing:
                return
            self._set((standing or "0") + ".")
        elif sign.isdigit() and len(sign) == 1 and sign.isascii():
            whole, point, part = standing.partition(".")
            full = len(part) >= self.measure.decimals if point else False
            if full or len(whole + part) >= self.measure.longest:
                return
            self._set(standing + sign)
        else:
            return
        self._fresh = False

    def erase(self) -> None:
        """Take back the last figure."""
        self._fresh = False
        self._set(self._text[:-1])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits, point or comma, Backspace, Delete; Enter goes on."""
        sign = event.text()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.next_asked.emit()
        elif event.key() == Qt.Key.Key_Backspace:
            self.erase()
        elif event.key() == Qt.Key.Key_Delete:
            self.clear()
        elif sign and sign in "0123456789.,":
            self.type_sign(sign)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling never changes a number; the page behind may scroll."""
        event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Entering the tile: the next digit starts the number anew."""
        self._fresh = True
        super().focusInEvent(event)
        self.focused.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A tap enters the tile."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        event.accept()

    def sizeHint(self) -> QSize:
        """The tile as on the vitals sheet."""
        return QSize(264, 84)

    def minimumSizeHint(self) -> QSize:
        """Room for the figures beside the last value."""
        return QSize(200, 84)

    def _set(self, text: str) -> None:
        if text == self._text:
            return
        self._text = text
        self._say()
        self.update()
        self.changed.emit(text)

    def _say(self) -> None:
        empty = f"stays {self._ghost}" if self._ghost else "empty"
        parts = [self.measure.label, self._text or empty, self.measure.unit, self._word]
        self.setAccessibleName(", ".join(p for p in parts if p))
        self.setAccessibleDescription(f"was {self._previous}" if self._previous else "")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the label, the number with its cursor, the last value and the tier."""
        look = tokens()
        area = QRectF(self.rect())
        here = self.hasFocus()
        edge, width, ink = {
            Tier.NORMAL: (look.edge, 1.5, look.ink),
            Tier.ABNORMAL: (look.medium, 3.0, look.ink),
            Tier.CRITICAL: (look.high, 3.0, look.high),
            Tier.IMPLAUSIBLE: (look.ink, 2.5, look.ink2),
        }[self._tier]
        with QPainter(self) as painter:
            drawing.box(painter, area, fill=look.surface, edge=edge, width=width)
            if here and self._tier is Tier.NORMAL:
                drawing.ring(painter, area)
            elif here:
                inner = area.adjusted(4, 4, -4, -4)
                drawing.box(painter, inner, edge=look.accent, width=2.5, radius=7)
            inside = area.adjusted(16, 10, -16, -10)
            top = QRectF(inside.left(), inside.top(), inside.width(), 22)
            label = font(Px.LABEL, Weight.DemiBold)
            used = drawing.write(painter, top, self.measure.label, label, look.ink2)
            unit = top.adjusted(used + 7, 0, 0, 0)
            used += drawing.write(painter, unit, self.measure.unit, font(Px.LABEL), look.ink2) + 15
            self._paint_tier(painter, top.adjusted(used, 0, 0, 0))
            self._paint_number(painter, inside, ink, here)

    def _paint_number(self, painter: QPainter, inside: QRectF, ink: str, here: bool) -> None:
        look = tokens()
        spot = QRectF(inside.left(), inside.bottom() - 38, inside.width(), 38)
        face = font(Px.FIGURE, Weight.Bold)
        if self._text:
            end = drawing.write(painter, spot, self._text, face, ink)
            if self._tier is Tier.IMPLAUSIBLE:
                face.setStrikeOut(True)
                drawing.write(painter, spot, self._text, face, ink)
            if here and self._fresh:
                chosen = QRectF(spot.left() - 3, spot.bottom() - 1, end + 6, 3)
                drawing.box(painter, chosen, fill=look.accent, radius=1.5)
        else:
            end = 0.0
            if self._ghost:
                pale = font(Px.FIGURE, Weight.Medium)
                room = spot.adjusted(8 if here else 0, 0, 0, 0)
                drawing.write(painter, room, self._ghost, pale, look.ink3)
            elif not here:
                dash = QRectF(spot.left(), spot.center().y() - 2, 16, 4)
                drawing.box(painter, dash, fill=look.ink3, radius=2)
        if here and not (self._text and self._fresh):
            bar = QRectF(spot.left() + end + 2, spot.top() + 3, 2.5, 32)
            drawing.box(painter, bar, fill=look.accent, radius=1)
        note = QRectF(spot.left() + end + 14, spot.bottom() - 22, 0, 22)
        note.setRight(inside.right())
        told = bool(self._previous) and (bool(self._text) or not self._ghost)
        was = f"was {self._previous}" if told else ""
        drawing.write(painter, note, was, font(Px.LABEL), look.ink2, drawing.RIGHT)

    def _paint_tier(self, painter: QPainter, room: QRectF) -> None:
        if self._tier is Tier.NORMAL:
            return
        look = tokens()
        face = font(Px.LABEL, Weight.Bold)
        word = self._word or self._tier.value
        right = room.right() - drawing.write(painter, room, word, face, look.ink, drawing.RIGHT)
        middle = room.center().y()
        if self._tier is Tier.IMPLAUSIBLE:
            paint_glyph(painter, Glyph.BARRED, QRectF(right - 22, middle - 8, 16, 16), look.ink)
            return
        priority, times = _TIER_SHAPES[self._tier]
        if times == 1:
            spot = QRectF(right - 20, middle - 7, 14, 14)
            paint_glyph(painter, glyph_of(priority), spot, look.ink)
        else:
            left = right - shapes_width(priority, 12) - 7
            paint_shapes(painter, priority, left, middle, look.high, 12)
