"""The measured figures on the day chart: the bars, the line, and the legend."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from app.ui.chart.kinds import Lanes
from app.ui.chart.scale import Frame
from app.ui.theme import Glyph, Px, Weight, font, paint_glyph, tokens
from app.ui.widgets import drawing

BAR = 4.0

RING = 5.0


def paint_legend(painter: QPainter, area: QRectF, title: str, lanes: Lanes) -> None:
    """Draw the title, and at the right what the bar and the ring mean; the rows say themselves."""
    look = tokens()
    middle, right = area.center().y(), area.right()
    if lanes.line:
        right = _legend_word(painter, right, middle, lanes.line.word)
        _paint_ring(painter, QPointF(right - 13, middle))
        right -= 32
    if lanes.bar:
        right = _legend_word(painter, right, middle, f"{lanes.bar[0].word} {lanes.bar[0].unit}")
        painter.setPen(_bar_pen())
        painter.drawLine(QPointF(right - 12, middle - 5), QPointF(right - 12, middle + 5))
        right -= 30
    room = QRectF(area.left(), area.top(), right - area.left(), area.height())
    drawing.write(painter, room, title, font(Px.TITLE, Weight.Bold), look.ink)


def _legend_word(painter: QPainter, right: float, middle: float, word: str) -> float:
    face = font(Px.LABEL, Weight.Medium)
    wide = drawing.width_of(word, face) + 1
    spot = QRectF(right - wide, middle - 11, wide, 22)
    drawing.write(painter, spot, word, face, tokens().ink2, drawing.RIGHT)
    return right - wide


def paint_readings(painter: QPainter, frame: Frame) -> None:
    """Draw a pair as bars from its lower to its upper value, and one sign as rings on a line."""
    look, lanes = tokens(), frame.day.lanes
    readings = sorted(frame.day.readings, key=lambda r: r.at)
    line = lanes.line.key if lanes.line else ""
    beats = [
        (QPointF(frame.x(r.at), frame.y(r.values[line])), r) for r in readings if line in r.values
    ]
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(look.accent), 2))
    painter.drawPolyline(QPolygonF([at for at, _r in beats]))
    for reading in readings:
        if not lanes.bar or not lanes.bar_keys <= reading.values.keys():
            continue
        x = frame.x(reading.at)
        top, low = (frame.y(reading.values[end.key]) for end in lanes.bar)
        painter.setPen(_bar_pen())
        painter.drawLine(QPointF(x, top + BAR / 2), QPointF(x, low - BAR / 2))
        if (reading.flagged - reading.critical) & lanes.bar_keys:
            _paint_flag(painter, QPointF(x, top - 9))
    for at, reading in beats:
        _paint_ring(painter, at)
        if line in reading.flagged - reading.critical:
            _paint_flag(painter, QPointF(at.x() + 12, at.y()))


def _bar_pen() -> QPen:
    style, cap = Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap
    return QPen(QColor(tokens().ink), BAR, style, cap)


def _paint_ring(painter: QPainter, at: QPointF) -> None:
    # Hollow, so that the end of a pressure's bar is seen through it.
    look = tokens()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(look.accent), 2.2))
    painter.drawEllipse(at, RING, RING)


def _paint_flag(painter: QPainter, at: QPointF) -> None:
    # Out of range, not an alarm: a dark diamond, so that amber stays with alarms.
    look = tokens()
    paint_glyph(painter, Glyph.DIAMOND, QRectF(at.x() - 5, at.y() - 5, 10, 10), look.ink)
