"""Dates, hours, spans and numbers in the words of a sheet's language."""

from __future__ import annotations

import datetime as dt

from app.papers.discharge_sheet.words import CalendarWords
from app.papers.kit.text import filled


class Dates:
    """Writes dates and numbers the way one language does."""

    def __init__(self, words: CalendarWords) -> None:
        self._words = words

    def long_date(self, day: dt.date) -> str:
        """`Thursday 26 November 2026`."""
        return self._date(self._words.long_date, day)

    def date(self, day: dt.date) -> str:
        """`26 November 2026`."""
        return self._date(self._words.date, day)

    def short_date(self, day: dt.date) -> str:
        """`26 Nov 2026`."""
        return self._date(self._words.short_date, day)

    def time(self, at: dt.time | dt.datetime) -> str:
        """`15:47`."""
        return self._time(self._words.time, at)

    def clock(self, at: dt.time | dt.datetime) -> str:
        """`15:47 (3:47 pm)`: the hour as the ward says it and as the patient does."""
        return self._time(self._words.clock, at)

    def moment(self, at: dt.datetime) -> str:
        """`Thursday 26 November 2026, 15:47 (3:47 pm)`."""
        return filled(self._words.moment, date=self.long_date(at), clock=self.clock(at))

    def short_moment(self, at: dt.datetime) -> str:
        """`26 Nov 2026 15:47`."""
        return f"{self.short_date(at)} {self.time(at)}"

    def span(self, months: int) -> str:
        """`4 years` where the months make whole years, otherwise `18 months`."""
        if months % 12 == 0:
            return self._counted(self._words.one_year, self._words.years, months // 12)
        return self._counted(self._words.one_month, self._words.months_count, months)

    def every(self, months: int) -> str:
        """`every month`, `every 3 months`, `every year`."""
        if months == 12:
            return self._words.each_year
        return self._counted(self._words.each_month, self._words.each_months, months)

    def watch_span(self, hours: int) -> str:
        """`3 days` where the hours make whole days, otherwise `60 hours`."""
        if hours % 24 == 0:
            return self._counted(self._words.one_day, self._words.days, hours // 24)
        return filled(self._words.hours, count=str(hours))

    def number(self, value: float, digits: int = 1) -> str:
        """`38`, `100.4`: no empty decimals, the language's own decimal mark."""
        written = f"{value:.{digits}f}"
        if "." in written:
            written = written.rstrip("0").rstrip(".")
        return written.replace(".", self._words.decimal_mark)

    def temperature(self, celsius: float) -> str:
        """`38 °C (100.4 °F)`."""
        return f"{self.number(celsius)} °C ({self.number(celsius * 9 / 5 + 32)} °F)"

    def and_list(self, items: tuple[str, ...]) -> str:
        """The items one after another."""
        return self._words.and_list.join(items)

    def _date(self, template: str, day: dt.date) -> str:
        names = {
            "weekday": self._words.weekdays[day.weekday()],
            "day": str(day.day),
            "month": self._words.months[day.month - 1],
            "month_short": self._words.months_short[day.month - 1],
            "year": str(day.year),
        }
        return filled(template, **names)

    def _time(self, template: str, at: dt.time | dt.datetime) -> str:
        return filled(
            template,
            hour=f"{at.hour:02}",
            minute=f"{at.minute:02}",
            hour12=str(at.hour % 12 or 12),
            half=self._words.halves[at.hour // 12],
        )

    def _counted(self, one: str, many: str, count: int) -> str:
        return one if count == 1 else filled(many, count=str(count))
