"""The small signs of the program, drawn as vectors so that no font can lose them."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen


class Glyph(StrEnum):
    """Every sign there is."""

    CHECK = "check"
    CIRCLE = "circle"
    HALF = "half"
    DOT = "dot"
    TRIANGLE = "triangle"
    WARNING = "warning"
    DIAMOND = "diamond"
    SQUARE = "square"
    PAUSE = "pause"
    BACK = "back"
    CHEVRON = "chevron"
    DOWN = "down"
    UP = "up"
    BACKSPACE = "backspace"
    BARRED = "barred"
    LOCK = "lock"
    SEARCH = "search"
    PRINTER = "printer"
    CLOCK = "clock"


def paint_glyph(
    painter: QPainter, glyph: Glyph, area: QRectF, colour: str | QColor, weight: float = 2.2
) -> None:
    """Draw a sign into the middle of an area; `weight` is the stroke on a 24 px square."""
    side = min(area.width(), area.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(area.center().x() - side / 2, area.center().y() - side / 2)
    painter.scale(side / 24, side / 24)
    filled, stroked = _DRAWINGS[glyph]()
    ink = QColor(colour)
    if not filled.isEmpty():
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawPath(filled)
    if not stroked.isEmpty():
        pen = QPen(ink, weight, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(stroked)
    painter.restore()


Drawing = tuple[QPainterPath, QPainterPath]


def _lines(*strokes: tuple[tuple[float, float], ...]) -> QPainterPath:
    path = QPainterPath()
    for stroke in strokes:
        path.moveTo(*stroke[0])
        for point in stroke[1:]:
            path.lineTo(*point)
    return path


def _shape(*points: tuple[float, float]) -> QPainterPath:
    path = _lines(points)
    path.closeSubpath()
    return path


def _round(radius: float, x: float = 12, y: float = 12) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(x, y), radius, radius)
    return path


def _box(x: float, y: float, width: float, height: float, corner: float) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(QRectF(x, y, width, height), corner, corner)
    return path


def _fill(path: QPainterPath) -> Drawing:
    return path, QPainterPath()


def _stroke(path: QPainterPath) -> Drawing:
    return QPainterPath(), path


def _half() -> Drawing:
    half = QPainterPath(QPointF(12, 4))
    half.arcTo(QRectF(4, 4, 16, 16), 90, 180)
    half.closeSubpath()
    return half, _round(8)


def _warning() -> Drawing:
    sign = _shape((12, 2.5), (23, 21.5), (1, 21.5))
    sign.addPath(_box(10.9, 8.8, 2.2, 6.6, 1))
    sign.addEllipse(QPointF(12, 18.2), 1.4, 1.4)
    sign.setFillRule(Qt.FillRule.OddEvenFill)
    return _fill(sign)


def _backspace() -> Drawing:
    outline = _shape((8.5, 5), (22, 5), (22, 19), (8.5, 19), (2, 12))
    outline.addPath(_lines(((11.5, 9), (17.5, 15)), ((17.5, 9), (11.5, 15))))
    return _stroke(outline)


def _lock() -> Drawing:
    bow = QPainterPath(QPointF(8, 11))
    bow.lineTo(8, 8)
    bow.arcTo(QRectF(8, 4, 8, 8), 180, -180)
    bow.lineTo(16, 11)
    return _box(5, 11, 14, 10, 2), bow


def _printer() -> Drawing:
    path = _lines(((7, 9), (7, 3), (17, 3), (17, 9)))
    path.addPath(_lines(((7, 17), (3, 17), (3, 9), (21, 9), (21, 17), (17, 17))))
    path.addPath(_box(7, 14, 10, 7, 0.5))
    return _stroke(path)


def _barred() -> Drawing:
    path = _round(8)
    path.addPath(_lines(((6.3, 6.3), (17.7, 17.7))))
    return _stroke(path)


def _search() -> Drawing:
    path = _round(6.5, 10.5, 10.5)
    path.addPath(_lines(((15.5, 15.5), (20.5, 20.5))))
    return _stroke(path)


def _clock() -> Drawing:
    path = _round(8.5)
    path.addPath(_lines(((12, 7), (12, 12), (15.5, 14))))
    return _stroke(path)


def _pause() -> Drawing:
    path = _box(5.5, 4, 4.6, 16, 1)
    path.addPath(_box(13.9, 4, 4.6, 16, 1))
    return _fill(path)


_DRAWINGS: dict[Glyph, Callable[[], Drawing]] = {
    Glyph.CHECK: lambda: _stroke(_lines(((5, 12.5), (10, 17.5), (19.5, 7)))),
    Glyph.CIRCLE: lambda: _stroke(_round(8)),
    Glyph.HALF: _half,
    Glyph.DOT: lambda: _fill(_round(8)),
    Glyph.TRIANGLE: lambda: _fill(_shape((12, 3), (23, 21), (1, 21))),
    Glyph.WARNING: _warning,
    Glyph.DIAMOND: lambda: _fill(_shape((12, 1.5), (22.5, 12), (12, 22.5), (1.5, 12))),
    Glyph.SQUARE: lambda: _fill(_box(4, 4, 16, 16, 1)),
    Glyph.PAUSE: _pause,
    Glyph.BACK: lambda: _stroke(_lines(((15, 5), (8, 12), (15, 19)))),
    Glyph.CHEVRON: lambda: _stroke(_lines(((9, 5), (16, 12), (9, 19)))),
    Glyph.DOWN: lambda: _stroke(_lines(((5, 9), (12, 16), (19, 9)))),
    Glyph.UP: lambda: _stroke(_lines(((5, 15), (12, 8), (19, 15)))),
    Glyph.BACKSPACE: _backspace,
    Glyph.BARRED: _barred,
    Glyph.LOCK: _lock,
    Glyph.SEARCH: _search,
    Glyph.PRINTER: _printer,
    Glyph.CLOCK: _clock,
}
