"""The rows below the day chart: signs in figures, as many as can be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from app.ui.chart.critical import paint_tag, tag_width
from app.ui.chart.kinds import Measured, VitalsPoint
from app.ui.chart.scale import Frame
from app.ui.theme import Px, Weight, font, tokens
from app.ui.widgets import drawing

_GAP = 7.0

_SHIFTS = (0.0, -4.0, 4.0, -8.0, 8.0)


@dataclass(frozen=True, slots=True)
class Figure:
    """A value that has room: its words, its left edge and width, and how it stands."""

    text: str
    left: float
    wide: float
    flagged: bool
    critical: bool


def place_figures(frame: Frame, sign: Measured) -> list[Figure]:
    """The values that can be read side by side.

    Where they crowd, what is out of range comes before the last and the first one, and these
    before the others; a value moves a little aside before it is left out.
    """
    readings = sorted(frame.day.readings, key=lambda r: r.at)
    shown = [
        (reading, sign.shown(reading.values[sign.key]))
        for reading in readings
        if sign.key in reading.values
    ]
    placed: list[Figure] = []
    for reading, text in _ranked(shown, sign.key):
        critical = sign.key in reading.critical
        flagged = critical or sign.key in reading.flagged
        face = font(Px.SMALL, Weight.Bold if flagged else Weight.Medium)
        wide = tag_width(text) if critical else drawing.width_of(text, face) + 1
        middle = frame.x(reading.at) - wide / 2
        lefts = (middle + shift for shift in _SHIFTS)
        left = next((left for left in lefts if _free(left, wide, placed)), None)
        if left is not None:
            placed.append(Figure(text, left, wide, flagged, critical))
    return placed


def _ranked(shown: Sequence[tuple[VitalsPoint, str]], key: str) -> list[tuple[VitalsPoint, str]]:
    last = len(shown) - 1

    def rank(place: int) -> tuple[int, int]:
        reading = shown[place][0]
        if key in reading.critical:
            return 0, -place
        if key in reading.flagged:
            return 1, -place
        return (2 if place in (0, last) else 3), -place

    return [shown[place] for place in sorted(range(len(shown)), key=rank)]


def _free(left: float, wide: float, placed: Sequence[Figure]) -> bool:
    right = left + wide
    return all(right + _GAP <= one.left or one.left + one.wide + _GAP <= left for one in placed)


def paint_lanes(painter: QPainter, frame: Frame) -> None:
    """Draw a row for each sign that is shown in figures; what is out of range is bold, underlined."""
    look = tokens()
    for number, sign in enumerate(frame.day.lanes.rows):
        top = frame.plot.bottom() + number * frame.lane
        drawing.hairline(painter, frame.plot.left(), frame.plot.right(), top)
        label = QRectF(0, top, frame.plot.left() - 10, frame.lane)
        drawing.write(painter, label, sign.word, font(Px.SMALL), look.ink2, drawing.RIGHT)
        middle = top + frame.lane / 2
        for one in place_figures(frame, sign):
            if one.critical:
                paint_tag(painter, one.left, middle, one.text)
                continue
            face = font(Px.SMALL, Weight.Bold if one.flagged else Weight.Medium)
            spot = QRectF(one.left - 2, middle - 9, one.wide + 4, 18)
            drawing.write(painter, spot, one.text, face, look.ink, drawing.CENTRE)
            if one.flagged:
                painter.fillRect(QRectF(one.left, middle + 7.5, one.wide, 2), QColor(look.ink))
