"""Critical values on the day chart: their number in a box with the high-priority shape."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from app.models.rules.rule import Priority
from app.ui.chart.kinds import Measured, VitalsPoint
from app.ui.chart.scale import MARK_ROW, Frame
from app.ui.theme import Px, Weight, font, tokens
from app.ui.widgets import drawing
from app.ui.widgets.priority import paint_shapes, shapes_width

TALL = 18.0

SHAPE = 8.0


def tag_width(text: str) -> float:
    """How wide a critical value is with its shapes and its box."""
    wide = drawing.width_of(text, font(Px.SMALL, Weight.Bold))
    return wide + shapes_width(Priority.HIGH, SHAPE) + 15


def paint_tag(painter: QPainter, left: float, middle: float, text: str) -> None:
    """Draw a critical value from its left edge: shapes and number on the card's own colour."""
    look = tokens()
    area = QRectF(left, middle - TALL / 2, tag_width(text), TALL)
    drawing.box(painter, area, fill=look.surface, edge=look.high, width=1.5, radius=5)
    end = paint_shapes(painter, Priority.HIGH, left + 5, middle, look.high, SHAPE) + 4
    room = QRectF(end, area.top(), area.right() - end, TALL)
    drawing.write(painter, room, text, font(Px.SMALL, Weight.Bold), look.high)


def paint_critical(painter: QPainter, frame: Frame) -> None:
    """Draw critical values of the bar above it, and those of the line beside their ring."""
    lanes, taken = frame.day.lanes, list[QRectF]()
    for reading in sorted(frame.day.readings, key=lambda r: r.at, reverse=True):
        if lanes.bar and reading.critical & lanes.bar_keys and lanes.bar[0].key in reading.values:
            top = frame.y(reading.values[lanes.bar[0].key]) - MARK_ROW / 2
            _put(painter, frame, taken, reading, _of_bar(reading, *lanes.bar), top, above=True)
        if lanes.line and lanes.line.key in reading.critical:
            beat = reading.values[lanes.line.key]
            text, middle = lanes.line.shown(beat), frame.y(beat)
            _put(painter, frame, taken, reading, text, middle, above=False)


def _of_bar(reading: VitalsPoint, upper: Measured, lower: Measured) -> str:
    """The number that is critical, both when both are or when the lower one is."""
    ends = (upper, lower) if lower.key in reading.critical else (upper,)
    return "/".join(end.shown(reading.values[end.key]) for end in ends)


def _put(
    painter: QPainter,
    frame: Frame,
    taken: list[QRectF],
    reading: VitalsPoint,
    text: str,
    middle: float,
    *,
    above: bool,
) -> None:
    """Over the reading or beside it, moved aside where another one stands already."""
    wide, x = tag_width(text), frame.x(reading.at)
    sides = (x + 9, x - 9 - wide)
    lefts = (x - wide / 2, *sides) if above else sides
    spots = [QRectF(left, middle - TALL / 2, wide, TALL) for left in lefts]
    inside = [s for s in spots if frame.plot.left() <= s.left() and s.right() <= frame.plot.right()]
    free = [s for s in inside if not any(s.intersects(other) for other in taken)]
    spot = (free or inside or spots)[0]
    taken.append(spot)
    paint_tag(painter, spot.left(), spot.center().y(), text)
