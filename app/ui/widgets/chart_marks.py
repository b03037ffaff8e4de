"""What happened on the day chart: the infusing span, pauses, events, and the line of now."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from app.ui.theme import Px, Weight, font, tokens
from app.ui.widgets import drawing
from app.ui.widgets.chart_scale import Frame, Stretch

ROW = 18.0


def paint_spans(painter: QPainter, frame: Frame) -> None:
    """Shade the time of infusing and observing, and hatch the pauses."""
    order = {"infusing": 0, "observing": 0, "paused": 1}
    for stretch in sorted(frame.day.stretches, key=lambda s: order[s.kind]):
        area = _area(frame, stretch)
        if area.width() >= 1:
            _paint_span(painter, frame, stretch, area)


def _area(frame: Frame, stretch: Stretch) -> QRectF:
    left = frame.x(stretch.start)
    right = frame.x(stretch.end or frame.day.now)
    return QRectF(left, frame.plot.top(), right - left, frame.bottom - frame.plot.top())


def _paint_span(painter: QPainter, frame: Frame, stretch: Stretch, area: QRectF) -> None:
    look = tokens()
    face = font(Px.SMALL, Weight.DemiBold)
    if stretch.kind == "paused":
        painter.fillRect(area, QColor(look.surface))
        painter.fillRect(area, QBrush(drawing.mix(look.surface, look.ink2, 0.55), _HATCH))
        return
    soft = stretch.kind == "infusing"
    painter.fillRect(area, QColor(look.accent_soft if soft else look.raised))
    if not soft:
        painter.setPen(QPen(QColor(look.line), 1))
        painter.drawLine(area.topLeft(), area.bottomLeft())
    word = QRectF(area.left() + 7, area.top() + 2, area.width() - 10, ROW)
    label = stretch.label or stretch.kind
    if area.width() > 40:
        drawing.write(painter, word, label, face, look.accent if soft else look.ink2)


_HATCH = Qt.BrushStyle.BDiagPattern


def paint_marks(painter: QPainter, frame: Frame) -> None:
    """Draw events as dotted lines with their words, and now as a solid one."""
    look = tokens()
    now_x = frame.x(frame.day.now)
    _paint_events(painter, frame, now_x)
    painter.setPen(QPen(QColor(look.ink), 2))
    painter.drawLine(QPointF(now_x, frame.plot.top()), QPointF(now_x, frame.bottom))
    face = font(Px.SMALL, Weight.Bold)
    wide = drawing.width_of("now", face)
    spot = QRectF(now_x + 6, frame.plot.top() + 2, wide + 2, ROW)
    if spot.right() > frame.plot.right() + 16:
        spot.moveRight(now_x - 6)
    drawing.write(painter, spot, "now", face, look.ink)


def _paint_events(painter: QPainter, frame: Frame, now_x: float) -> None:
    look = tokens()
    face = font(Px.SMALL, Weight.Medium)
    # Two rows below the names of the spans; the label of an event goes where there is room,
    # at the right of its line or at the left of it.
    free = [frame.plot.left(), frame.plot.left()]
    rows = 2 if frame.plot.height() > 110 else 1
    for event in sorted(frame.day.events, key=lambda e: e.at):
        x = frame.x(event.at)
        pen = QPen(QColor(look.ink2), 1.4, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([2, 3])
        painter.setPen(pen)
        painter.drawLine(QPointF(x, frame.plot.top() + ROW + 2), QPointF(x, frame.bottom))
        wide = min(150.0, drawing.width_of(event.label, face) + 2)
        row = next((r for r in range(rows) if free[r] <= x), None)
        if row is None:
            continue
        left = x + 5
        limit = now_x if x < now_x else frame.plot.right()
        if left + wide > limit and x - 5 - wide >= free[row]:
            left = x - 5 - wide
        top = frame.plot.top() + ROW * (row + 1)
        spot = QRectF(left, top, wide, ROW)
        back = spot.adjusted(-2, 1, 2, -1)
        painter.fillRect(back, _behind(frame, spot))
        drawing.write(painter, spot, event.label, face, look.ink)
        free[row] = max(left + wide, x) + 8


def _behind(frame: Frame, spot: QRectF) -> QColor:
    look = tokens()
    for stretch in frame.day.stretches:
        if stretch.kind != "paused" and _area(frame, stretch).contains(spot.center()):
            return QColor(look.accent_soft if stretch.kind == "infusing" else look.raised)
    return QColor(look.surface)
