"""What happened on the day chart: the infusing span, pauses, events, and the line of now."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from app.ui.chart.kinds import Stretch
from app.ui.chart.labels import LABEL_ROW
from app.ui.chart.scale import Frame
from app.ui.theme import Px, Weight, font, tokens
from app.ui.widgets import drawing

_ORDER = {"infusing": 0, "observing": 0, "paused": 1}


def paint_spans(painter: QPainter, frame: Frame) -> None:
    """Shade the time of infusing and observing, and hatch the pauses."""
    for stretch in sorted(frame.day.stretches, key=lambda s: _ORDER[s.kind]):
        left, right = frame.x(stretch.start), frame.x(stretch.end or frame.day.now)
        if right - left >= 1:
            _paint_span(painter, frame, stretch, left, right)


def _paint_span(
    painter: QPainter, frame: Frame, stretch: Stretch, left: float, right: float
) -> None:
    look = tokens()
    if stretch.kind == "paused":
        low = frame.plot.bottom() - frame.graph_top
        area = QRectF(left, frame.graph_top, right - left, low)
        painter.fillRect(area, QColor(look.surface))
        hatch = QBrush(drawing.mix(look.surface, look.ink2, 0.55), Qt.BrushStyle.BDiagPattern)
        painter.fillRect(area, hatch)
        return
    area = QRectF(left, frame.plot.top(), right - left, frame.bottom - frame.plot.top())
    soft = stretch.kind == "infusing"
    painter.fillRect(area, QColor(look.accent_soft if soft else look.raised))
    if not soft:
        painter.setPen(QPen(QColor(look.line), 1))
        painter.drawLine(area.topLeft(), area.bottomLeft())


def paint_marks(painter: QPainter, frame: Frame) -> None:
    """Draw events as dotted lines with their words, and now as a solid one."""
    look = tokens()
    pen = QPen(QColor(look.ink2), 1.4, Qt.PenStyle.CustomDashLine)
    pen.setDashPattern([2, 3])
    tones = {
        "now": (Weight.Bold, look.ink),
        "infusing": (Weight.DemiBold, look.accent),
        "observing": (Weight.DemiBold, look.ink2),
    }
    for label in frame.labels:
        top = frame.plot.top() + LABEL_ROW * label.row
        if label.kind == "event":
            painter.setPen(pen)
            painter.drawLine(QPointF(label.x, top + 2), QPointF(label.x, frame.plot.bottom()))
        weight, ink = tones.get(label.kind, (Weight.Medium, look.ink))
        spot = QRectF(label.left, top, label.width, LABEL_ROW)
        drawing.write(painter, spot, label.text, font(Px.SMALL, weight), ink)
    now_x = frame.x(frame.day.now)
    painter.setPen(QPen(QColor(look.ink), 2))
    painter.drawLine(QPointF(now_x, frame.plot.top()), QPointF(now_x, frame.plot.bottom()))
