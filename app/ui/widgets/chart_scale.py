"""What the day chart is given, and where its times and figures lie."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Literal

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from app.ui.theme import Px, font, tokens
from app.ui.widgets import drawing


@dataclass(frozen=True, slots=True)
class Reading:
    """One set of vitals; what was not taken is None, `flagged` names what is out of range."""

    at: datetime
    systolic: float | None = None
    diastolic: float | None = None
    pulse: float | None = None
    temperature: float | None = None
    spo2: float | None = None
    flagged: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Stretch:
    """A span of time: infusing, paused within it, or observing; no end means up to now."""

    kind: Literal["infusing", "paused", "observing"]
    start: datetime
    end: datetime | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened at one instant, in a word or two."""

    at: datetime
    label: str


@dataclass(frozen=True)
class ChartDay:
    """All the day chart shows; times carry the local offset and are written as they are."""

    start: datetime
    end: datetime
    now: datetime
    readings: Sequence[Reading] = ()
    stretches: Sequence[Stretch] = ()
    events: Sequence[Event] = ()


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
        """Where a pressure or a pulse lies; what is beyond the scale lies on its edge."""
        low, high = self.limits
        share = (min(high, max(low, value)) - low) / (high - low)
        return self.plot.bottom() - 4 - (self.plot.height() - 30) * share

    @cached_property
    def limits(self) -> tuple[float, float]:
        """40 to 180, or as far as the readings go."""
        seen = [
            v for r in self.day.readings for v in (r.systolic, r.diastolic, r.pulse) if v is not None
        ]
        low = min([50.0, *(20 * math.floor(v / 20) for v in seen)])
        high = max([150.0, *(20 * math.ceil(v / 20) for v in seen)])
        return low, high

    @property
    def bottom(self) -> float:
        """The lower end of the lanes."""
        return self.plot.bottom() + 2 * self.lane

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
    step = 20 if frame.plot.height() / ((high - low) / 20) >= 18 else 40
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
