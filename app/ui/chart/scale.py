"""Where times and figures lie on the day chart, and the lines that say so."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from app.ui.chart.kinds import ChartDay
from app.ui.chart.labels import LABEL_ROW, Label, place_labels
from app.ui.theme import Px, font, tokens
from app.ui.widgets import drawing

LOWEST, HIGHEST = 40.0, 200.0

MARK_ROW = 20.0
"""How high the mark of a critical value is that stands over its bar."""


@dataclass(frozen=True)
class Frame:
    """The plot's place, the height of a lane below it, and the two scales."""

    day: ChartDay
    plot: QRectF
    lane: float

    def x(self, at: datetime) -> float:
        """Where an instant lies."""
        whole = (self.day.end - self.day.start).total_seconds()
        share = (at - self.day.start).total_seconds() / whole if whole > 0 else 0.0
        return self.plot.left() + self.plot.width() * min(1.0, max(0.0, share))

    def y(self, value: float) -> float:
        """Where a value of the bar or the line lies; what is beyond the scale lies on its edge."""
        low, high = self.limits
        share = (min(high, max(low, value)) - low) / (high - low)
        foot = self.plot.bottom() - 8
        return foot - (foot - self.graph_top - 6) * share

    @property
    def graph_top(self) -> float:
        """Below the rows of words, and of critical values, which the scale leaves free."""
        rows = 1 + max((label.row for label in self.labels), default=0)
        top = self.plot.top() + LABEL_ROW * rows + 2
        low, high = self.limits
        keys = self.day.lanes.bar_keys
        marked = [
            reading.values[key]
            for reading in self.day.readings
            for key in keys & reading.values.keys()
            if reading.critical & keys
        ]
        over = (high - max(marked, default=low)) / (high - low) * (self.plot.bottom() - top)
        return top + max(0.0, MARK_ROW - over)

    @cached_property
    def labels(self) -> tuple[Label, ...]:
        """All words above the graph; what has no room is left to the timeline below."""
        return place_labels(self.day, self.plot, self.x)

    @cached_property
    def limits(self) -> tuple[float, float]:
        """The same for every day, so that days compare; further only if a reading goes further."""
        lanes = self.day.lanes
        keys = lanes.bar_keys | ({lanes.line.key} if lanes.line else set())
        seen = [
            value
            for reading in self.day.readings
            for key, value in reading.values.items()
            if key in keys
        ]
        low = min([LOWEST, *(20.0 * math.floor(v / 20) for v in seen)])
        high = max([HIGHEST, *(20.0 * math.ceil(v / 20) for v in seen)])
        return low, high

    @property
    def bottom(self) -> float:
        """The lower end of the lanes."""
        return self.plot.bottom() + len(self.day.lanes.rows) * self.lane

    def hours(self) -> Iterator[datetime]:
        """The full hours shown; every second or third when they would crowd."""
        hours = max(1.0, (self.day.end - self.day.start).total_seconds() / 3600)
        step = max(1, math.ceil(52 / (self.plot.width() / hours)))
        at = self.day.start.replace(minute=0, second=0, microsecond=0)
        while at <= self.day.end:
            if at >= self.day.start and at.hour % step == 0:
                yield at
            at += timedelta(hours=1)


def paint_grid(painter: QPainter, frame: Frame) -> None:
    """Draw the figures of the scale with their lines, and the hours below."""
    look = tokens()
    small = font(Px.SMALL)
    low, high = frame.limits
    apart = (frame.y(low) - frame.y(high)) / (high - low)
    step = next((s for s in (20, 40, 60) if s * apart >= 16), 100)
    value = math.ceil(low / step) * step
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    while value <= high:
        y = frame.y(value)
        drawing.hairline(painter, frame.plot.left(), frame.plot.right(), y)
        spot = QRectF(0, y - 10, frame.plot.left() - 10, 20)
        drawing.write(painter, spot, f"{value:g}", small, look.ink2, drawing.RIGHT)
        value += step
    painter.setPen(QPen(QColor(look.edge), 1, Qt.PenStyle.SolidLine))
    for hour in frame.hours():
        x = round(frame.x(hour))
        painter.drawLine(x, round(frame.bottom), x, round(frame.bottom) + 4)
        spot = QRectF(x - 30, frame.bottom + 5, 60, 20)
        drawing.write(painter, spot, f"{hour:%H:%M}", small, look.ink2, drawing.CENTRE)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
