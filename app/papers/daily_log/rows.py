"""One row of the day's log: the session's figures, and its exceptions under a bar."""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Sequence
from typing import NamedTuple

from reportlab.lib.colors import black, white
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from app.models.moment import day_month
from app.papers.daily_log.value import LogMark, LogRow
from app.papers.discharge_sheet.drawings import triangle
from app.papers.kit.blocks import Block, paragraph
from app.papers.kit.fonts import Fonts, Weight
from app.papers.kit.page import GREY, HAIRLINE, draw_text, fitted
from app.papers.kit.text import TextRun, clean

SIZE = 9.5

PILL_ROOM = 28.0

_NOTHING = "–"

LONGEST_MARK = 700
"""Characters; a longer sentence goes on in a mark of its own, so that a page can end between."""

TALLEST = 440.0
"""Points; a taller row does not fit on any page, and goes on upon the next."""


class Column(NamedTuple):
    """Where a column stands, in points from the left margin."""

    title: str
    x: float
    width: float
    align: str = "left"


CHAIR = Column("Chair", 12, 40)

PATIENT = Column("Patient, MRN", 56, 158)

COURSE = Column("Course · day", 222, 56)

LOT = Column("Lot", 284, 60)

START = Column("Start", 348, 40)

STOP = Column("Stop", 392, 40)

MINUTES = Column("Minutes", 434, 38, "right")

PAUSES = Column("Pauses", 484, 58)

VITALS = Column("Vitals", 546, 48)

DISCHARGE = Column("Discharge", 598, 70)

NURSES = Column("Nurses", 672, 48)

COLUMNS = (CHAIR, PATIENT, COURSE, LOT, START, STOP, MINUTES, PAUSES, VITALS, DISCHARGE, NURSES)


def marks_of(row: LogRow) -> tuple[LogMark, ...]:
    """A row's exceptions; an early departure comes first, with who allowed it and why."""
    departure = row.departure
    if departure is None or not departure.early:
        return row.exceptions
    left = f"Left at {departure.at:%H:%M}"
    if row.stopped_at:
        span = departure.at.astimezone(dt.UTC) - row.stopped_at.astimezone(dt.UTC)
        left += f", {int(span.total_seconds() // 60)} min after the end of the infusion"
    who = f"Allowed by {departure.allowed_by or 'nobody on record'}"
    if departure.against_advice:
        who = "Against medical advice"
    why = departure.reason.rstrip(".") or "no reason on record"
    return (LogMark(mark="EARLY", sentence=f"{left}. {who}: {why}."), *row.exceptions)


def _parts(mark: LogMark) -> list[LogMark]:
    """A mark as it is, or in parts that each fit on a page."""
    parts = textwrap.wrap(clean(mark.sentence), LONGEST_MARK, break_on_hyphens=False)
    return [LogMark(mark=mark.mark, sentence=part) for part in parts] or [mark]


class SessionRow(Block):
    """A session's figures on one line, its exceptions below, kept together where a page can.

    `marks` are the exceptions to show, all if not given; `goes_on` repeats only whose they are.
    """

    def __init__(
        self,
        row: LogRow,
        day: dt.date,
        fonts: Fonts,
        marks: Sequence[LogMark] | None = None,
        *,
        goes_on: bool = False,
    ) -> None:
        super().__init__()
        whole = marks_of(row) if marks is None else marks
        self._shown = [part for mark in whole for part in _parts(mark)]
        self._goes_on = goes_on
        self._row = row
        self._day = day
        self._fonts = fonts
        self._name = paragraph(
            row.patient, fonts, size=10, leading=12.5, weight="bold", at_hyphens=True
        )
        self._mrn = paragraph(
            f"MRN {row.mrn}", fonts, size=SIZE, leading=12.5, color=GREY, at_hyphens=True
        )
        self._nurses = paragraph(", ".join(row.nurses) or _NOTHING, fonts, size=SIZE, leading=12)
        self._lot = paragraph(row.lot or _NOTHING, fonts, size=SIZE, leading=12)
        self._reasons = paragraph(
            ", ".join(row.pause_reasons) or " ", fonts, size=8.5, leading=10, at_hyphens=True
        )
        self._marks = [
            paragraph(
                (TextRun(f"{clean(each.mark)}\u00a0 ", bold=True), TextRun(clean(each.sentence))),
                fonts,
                size=SIZE,
                leading=12.5,
            )
            for each in self._shown
        ]

    def measure(self, width: float) -> float:
        name = sum(part.wrap(PATIENT.width, 1000)[1] for part in (self._name, self._mrn))
        others = (
            self._nurses.wrap(NURSES.width, 1000)[1],
            self._lot.wrap(LOT.width, 1000)[1],
            0 if self._row.state == "discharged" and not self._row.early else PILL_ROOM,
            12.5 + self._reasons.wrap(PAUSES.width, 1000)[1] if self._row.pause_reasons else 0,
        )
        self._figures = name if self._goes_on else max(name, *others)
        marks = sum(each.wrap(width - PATIENT.x - 14, 1000)[1] + 1 for each in self._marks)
        return float(self._figures + 10 + (marks + 3 if self._marks else 0))

    def split(self, width: float, height: float) -> list[Flowable]:
        """The row in two where no page holds it whole; nothing, to have it on the next page."""
        del width
        room, count = height - self._figures - 13, 0
        while count < len(self._marks) and self._marks[count].height + 1 <= room:
            room -= self._marks[count].height + 1
            count += 1
        if self.height <= TALLEST or not count:
            return []
        first, rest = self._shown[:count], self._shown[count:]
        given = (self._row, self._day, self._fonts)
        return [
            SessionRow(*given, first, goes_on=self._goes_on),
            SessionRow(*given, rest, goes_on=True),
        ]

    def draw(self) -> None:
        canvas = self.canv
        canvas.setStrokeColor(HAIRLINE)
        canvas.setLineWidth(0.6)
        canvas.line(0, 0, self.width, 0)
        if self._row.has_exception:
            canvas.setFillColor(black)
            canvas.rect(0, 1.5, 5, self.height - 3, stroke=0, fill=1)
        self._draw_figures(canvas, self.height - 5)
        y = self.height - 5 - self._figures - 3
        for each in self._marks:
            triangle(canvas, PATIENT.x, y - 9.6, 8)
            each.drawOn(canvas, PATIENT.x + 14, y - each.height)
            y -= each.height + 1

    def _draw_figures(self, canvas: Canvas, top: float) -> None:
        row = self._row
        y = top - 10
        self._put(canvas, CHAIR, y, row.chair, "bold")
        self._name.drawOn(canvas, PATIENT.x, top - self._name.height)
        self._mrn.drawOn(canvas, PATIENT.x, top - self._name.height - self._mrn.height)
        if self._goes_on:
            self._put(canvas, COURSE, y, "goes on")
            return
        self._put(canvas, COURSE, y, f"C{row.course} · {row.day} of {row.days}")
        self._lot.drawOn(canvas, LOT.x, top - 0.6 - self._lot.height)
        self._put(canvas, START, y, self._time(row.started_at))
        self._put(canvas, STOP, y, self._time(row.stopped_at))
        minutes = _NOTHING if row.running_minutes is None else str(row.running_minutes)
        self._put(canvas, MINUTES, y, minutes)
        pauses = f"{row.pauses} · {row.paused_minutes} min" if row.pauses else "none"
        self._put(canvas, PAUSES, y, pauses if row.started_at else _NOTHING)
        if row.pause_reasons:
            self._reasons.drawOn(canvas, PAUSES.x, top - 12.5 - self._reasons.height)
        short = row.vitals_done < row.vitals_due
        vitals = f"{row.vitals_done} of {row.vitals_due}"
        self._put(canvas, VITALS, y, vitals, "bold" if short else "regular")
        self._draw_leaving(canvas, y)
        self._nurses.drawOn(canvas, NURSES.x, top - 0.6 - self._nurses.height)

    def _draw_leaving(self, canvas: Canvas, y: float) -> None:
        row = self._row
        if row.state == "discharged" and row.departure:
            time = self._time(row.departure.at)
            self._put(canvas, DISCHARGE, y, time, "bold" if row.early else "regular")
            if row.early:
                self._pill(canvas, DISCHARGE.x, y - 15, "EARLY", filled=True)
            return
        word = {"open": "OPEN", "cancelled": "CANCELLED"}.get(row.state, "NO TIME")
        self._pill(canvas, DISCHARGE.x, y - 1.5, word, filled=False)
        stage = clean(row.stage)
        size = fitted(self._fonts, stage, "regular", 8.5, DISCHARGE.width) if stage else 8.5
        draw_text(canvas, self._fonts, stage, (DISCHARGE.x, y - 13), size)

    def _pill(self, canvas: Canvas, x: float, y: float, word: str, *, filled: bool) -> None:
        wide = self._fonts.width(word, "bold", 8.5) + (19 if filled else 10)
        canvas.setLineWidth(0.9)
        canvas.setStrokeColor(black)
        canvas.setFillColor(black)
        canvas.roundRect(x, y - 1.5, wide, 13, 3, stroke=1, fill=int(filled))
        if filled:
            canvas.setFillColor(white)
            triangle(canvas, x + 5, y + 1.9, 7)
        at = x + (14.5 if filled else 5)
        draw_text(canvas, self._fonts, word, (at, y + 2), 8.5, weight="bold")
        canvas.setFillColor(black)

    def _put(
        self, canvas: Canvas, column: Column, y: float, text: str, weight: Weight = "regular"
    ) -> None:
        shown = clean(text)
        size = fitted(self._fonts, shown, weight, SIZE, column.width) if shown else SIZE
        x = column.x + (column.width if column.align == "right" else 0)
        draw_text(canvas, self._fonts, shown, (x, y), size, weight=weight, align=column.align)

    def _time(self, at: dt.datetime | None) -> str:
        """`14:05`, with the date where it is not the log's own."""
        if at is None:
            return _NOTHING
        return f"{at:%H:%M}" if at.date() == self._day else f"{day_month(at)} {at:%H:%M}"
