"""The three alarm priorities: their shapes, colours and the flash they share."""

from __future__ import annotations

from weakref import WeakSet

from PySide6.QtCore import QObject, QRectF, QTimer
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from app.models.rules.rule import Priority
from app.ui.theme import Glyph, paint_glyph, tokens

_SHAPES = {
    Priority.HIGH: (Glyph.TRIANGLE, 3),
    Priority.MEDIUM: (Glyph.DIAMOND, 2),
    Priority.LOW: (Glyph.DOT, 1),
}

FAINT = 0.3
"""How much of its ink a shape keeps in the dark half of the flash: it pales, it never goes."""


def glyph_of(priority: Priority) -> Glyph:
    """The shape that says the priority without its color."""
    return _SHAPES[priority][0]


def spoken(priority: Priority) -> str:
    """The words for a screen reader."""
    return f"{priority.value} priority alarm"


def colours(priority: Priority) -> tuple[str, str]:
    """The fill of a priority, and the text on it."""
    look = tokens()
    return {
        Priority.HIGH: (look.high, look.on_high),
        Priority.MEDIUM: (look.medium, look.on_medium),
        Priority.LOW: (look.low, look.on_low),
    }[priority]


def shapes_width(priority: Priority, side: float = 15) -> float:
    """The room the shapes of a priority take."""
    times = _SHAPES[priority][1]
    return times * side + (times - 1) * 1.0


def paint_shapes(
    painter: QPainter,
    priority: Priority,
    left: float,
    middle: float,
    colour: str | QColor,
    side: float = 15,
) -> float:
    """Draw the shapes of a priority in a row; where they end."""
    glyph, times = _SHAPES[priority]
    for place in range(times):
        spot = QRectF(left + place * (side + 1), middle - side / 2, side, side)
        paint_glyph(painter, glyph, spot, colour)
    return left + shapes_width(priority, side)


class Flash(QObject):
    """One beat for all flashing alarms, so that they flash together; it rests when none does.

    High flashes twice a second, medium once in two seconds, low is steady.
    """

    _EVERY_MS = 250
    _HALVES = {Priority.HIGH: 1, Priority.MEDIUM: 4}

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.setObjectName("alarm-flash")
        self._beat = 0
        self._watched: WeakSet[QWidget] = WeakSet()
        self._timer = QTimer(self)
        self._timer.setInterval(self._EVERY_MS)
        self._timer.timeout.connect(self._tick)

    def lit(self, priority: Priority) -> bool:
        """Whether an alarm of this priority shows its filled half of the flash now."""
        half = self._HALVES.get(priority)
        return True if half is None else (self._beat // half) % 2 == 0

    def edged(self, priority: Priority, acknowledged: bool) -> bool:
        """Whether an alarm shows its heavy edge now: in the bright half, and never a low one."""
        return not acknowledged and priority in self._HALVES and self.lit(priority)

    def watch(self, widget: QWidget, flashing: bool) -> None:
        """Repaint a widget with every beat, or no longer."""
        if flashing:
            self._watched.add(widget)
        else:
            self._watched.discard(widget)
        if not self._watched:
            self._timer.stop()
        elif not self._timer.isActive():
            self._beat = 0
            self._timer.start()

    def _tick(self) -> None:
        self._beat += 1
        for widget in tuple(self._watched):
            if isValid(widget):
                widget.update()
            else:
                self._watched.discard(widget)
        if not self._watched:
            self._timer.stop()


def flash() -> Flash:
    """The program's one flash, made when the first alarm asks for it."""
    app = QApplication.instance()
    assert app is not None
    found = app.findChild(Flash, "alarm-flash")
    return found if found is not None else Flash(app)
