"""The day as a picture: vital signs over time, with what happened."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.ui.chart.critical import paint_critical
from app.ui.chart.kinds import ChartDay, Lanes, VitalsPoint
from app.ui.chart.lanes import paint_lanes
from app.ui.chart.marks import paint_marks, paint_spans
from app.ui.chart.readings import paint_legend, paint_readings
from app.ui.chart.scale import Frame, paint_grid

HEAD = 38

LEFT, RIGHT, FOOT = 56, 18, 26


class DayChart(QWidget):
    """Readings against time with the infusing span, pauses and events; painted by hand."""

    def __init__(self, title: str = "The day so far", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self._day: ChartDay | None = None
        self.setObjectName("day-chart")
        self.setMinimumSize(360, 190)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_day(self, day: ChartDay) -> None:
        """Show a day; drawn again only when something changed."""
        if day == self._day:
            return
        self._day = day
        latest = max(day.readings, key=lambda r: r.at, default=None)
        said = f"last reading {describe(latest, day.lanes)}" if latest else "no readings yet"
        self.setAccessibleName(f"{self._title}: {len(day.readings)} readings, {said}")
        self.update()

    def sizeHint(self) -> QSize:
        """The chart as on the session screen at 1366 px."""
        return QSize(780, 290)

    def event(self, event: QEvent) -> bool:
        """The reading under the pointer, in figures."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            near = self._reading_near(event.pos().x())
            if near:
                QToolTip.showText(event.globalPos(), describe(near, self._lanes), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw from the back to the front: spans, grid, readings, events, now, critical ones."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            head = QRectF(0, 0, self.width() - 4, HEAD - 10)
            paint_legend(painter, head, self._title, self._lanes)
            frame = self._frame()
            if frame is None:
                return
            paint_spans(painter, frame)
            paint_grid(painter, frame)
            paint_readings(painter, frame)
            paint_marks(painter, frame)
            paint_lanes(painter, frame)
            paint_critical(painter, frame)

    @property
    def _lanes(self) -> Lanes:
        return self._day.lanes if self._day else Lanes()

    def _frame(self) -> Frame | None:
        if self._day is None:
            return None
        lane = 26.0 if self.height() >= 330 else 22.0 if self.height() > 210 else 19.0
        lanes = len(self._day.lanes.rows) * lane
        plot = QRectF(LEFT, HEAD, self.width() - LEFT - RIGHT, self.height() - HEAD - FOOT - lanes)
        return Frame(self._day, plot, lane)

    def _reading_near(self, x: float) -> VitalsPoint | None:
        frame = self._frame()
        if frame is None or not frame.day.readings:
            return None
        near = min(frame.day.readings, key=lambda r: abs(frame.x(r.at) - x))
        return near if abs(frame.x(near.at) - x) < 14 else None


def describe(reading: VitalsPoint, lanes: Lanes) -> str:
    """A reading in one line: 13:47 · 128/76 · pulse 88 · 37.1 °C · 98 %."""
    parts = [f"{reading.at:%H:%M}"]
    if lanes.bar and lanes.bar_keys <= reading.values.keys():
        parts.append("/".join(end.shown(reading.values[end.key]) for end in lanes.bar))
    others = (lanes.line, *lanes.rows) if lanes.line else lanes.rows
    parts += [sign.said(reading.values[sign.key]) for sign in others if sign.key in reading.values]
    return " · ".join(parts)
