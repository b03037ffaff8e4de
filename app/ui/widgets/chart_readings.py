"""The measured figures on the day chart: pressure bars, the pulse line, two lanes, the legend."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from app.ui.theme import Glyph, Px, Weight, font, paint_glyph, tokens
from app.ui.widgets import drawing
from app.ui.widgets.chart_day import Reading
from app.ui.widgets.chart_scale import Frame

_LANES: tuple[tuple[str, str, Glyph, Callable[[Reading], str | None]], ...] = (
    (
        "temperature", "°C", Glyph.TRIANGLE,
        lambda r: None if r.temperature is None else f"{r.temperature:.1f}",
    ),
    (
        "spo2", "SpO₂", Glyph.DIAMOND_OPEN,
        lambda r: None if r.spo2 is None else f"{r.spo2:g}",
    ),
)  # fmt: skip


def paint_legend(painter: QPainter, area: QRectF, title: str) -> None:
    """Draw the title, and at the right what each mark means."""
    look = tokens()
    middle, right = area.center().y(), area.right()
    face = font(Px.LABEL, Weight.Medium)
    signs = (("SpO₂", Glyph.DIAMOND_OPEN), ("°C", Glyph.TRIANGLE), ("pulse", Glyph.DOT))
    for word, sign in signs:
        right = _legend_word(painter, right, middle, word)
        spot = QRectF(right - 19, middle - 6.5, 13, 13)
        paint_glyph(painter, sign, spot, look.accent if sign is Glyph.DOT else look.ink2)
        right -= 32
    right = _legend_word(painter, right, middle, "BP mmHg")
    painter.setPen(QPen(QColor(look.ink), 5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawLine(QPointF(right - 12, middle - 5), QPointF(right - 12, middle + 5))
    room = QRectF(area.left(), area.top(), right - 30 - area.left(), area.height())
    drawing.write(painter, room, title, font(Px.TITLE, Weight.Bold), look.ink)
    painter.setFont(face)


def _legend_word(painter: QPainter, right: float, middle: float, word: str) -> float:
    face = font(Px.LABEL, Weight.Medium)
    wide = drawing.width_of(word, face) + 1
    spot = QRectF(right - wide, middle - 11, wide, 22)
    drawing.write(painter, spot, word, face, tokens().ink2, drawing.RIGHT)
    return right - wide


def paint_readings(painter: QPainter, frame: Frame) -> None:
    """Draw each pressure as a bar from diastolic to systolic, and the pulse as a line."""
    look = tokens()
    readings = sorted(frame.day.readings, key=lambda r: r.at)
    pen = QPen(QColor(look.ink), 5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    for reading in readings:
        if reading.systolic is None or reading.diastolic is None:
            continue
        x = frame.x(reading.at)
        top, low = frame.y(reading.systolic), frame.y(reading.diastolic)
        painter.setPen(pen)
        painter.drawLine(QPointF(x, top + 2), QPointF(x, low - 2))
        if reading.flagged & {"systolic", "diastolic"}:
            _paint_flag(painter, QPointF(x, top - 9))
    beats = [(QPointF(frame.x(r.at), frame.y(r.pulse)), r) for r in readings if r.pulse is not None]
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(look.accent), 2))
    painter.drawPolyline(QPolygonF([at for at, _r in beats]))
    for at, reading in beats:
        painter.setPen(QPen(QColor(look.surface), 1.5))
        painter.setBrush(QColor(look.accent))
        painter.drawEllipse(at, 5, 5)
        if "pulse" in reading.flagged:
            _paint_flag(painter, QPointF(at.x() + 11, at.y()))


def paint_lanes(painter: QPainter, frame: Frame) -> None:
    """Draw temperature and oxygen below: a row each, with figures where they fit."""
    look = tokens()
    roomy = frame.lane > 30
    for number, (key, word, sign, figure) in enumerate(_LANES):
        top = frame.plot.bottom() + number * frame.lane
        drawing.hairline(painter, frame.plot.left(), frame.plot.right(), top)
        label = QRectF(0, top, frame.plot.left() - 10, frame.lane)
        drawing.write(painter, label, word, font(Px.SMALL), look.ink2, drawing.RIGHT)
        # Newest first, so that where they crowd it is the older figure that is left out.
        taken = frame.plot.right() + 40
        for reading in sorted(frame.day.readings, key=lambda r: r.at, reverse=True):
            text = figure(reading)
            if text is None:
                continue
            x = frame.x(reading.at)
            odd = key in reading.flagged
            face = font(Px.SMALL, Weight.Bold if odd else Weight.Medium)
            wide = drawing.width_of(text, face)
            fits = x + wide / 2 + 5 <= taken
            if roomy or not fits:
                y = top + (11 if roomy else frame.lane / 2)
                paint_glyph(painter, sign, QRectF(x - 5.5, y - 5.5, 11, 11), look.ink2, 3.2)
            if fits:
                low = top + (25 if roomy else frame.lane / 2)
                spot = QRectF(x - wide / 2 - 2, low - 9, wide + 4, 18)
                drawing.write(painter, spot, text, face, look.ink, drawing.CENTRE)
                if odd:
                    painter.fillRect(QRectF(x - wide / 2, low + 8, wide, 2), QColor(look.ink))
                taken = x - wide / 2


def _paint_flag(painter: QPainter, at: QPointF) -> None:
    # Out of range, not an alarm: a dark diamond, so that amber stays with alarms.
    look = tokens()
    paint_glyph(painter, Glyph.DIAMOND, QRectF(at.x() - 5, at.y() - 5, 10, 10), look.ink)
