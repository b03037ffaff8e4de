"""The present instant and the ward's time zone, handed to everything that needs the time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import NamedTuple


class Clocks(NamedTuple):
    """What the clocks showed: the wall's, in UTC, and the seconds since a start of the workstation."""

    at: datetime
    boot: str
    uptime: float


class Now(NamedTuple):
    """One reading of the clock: the instant in UTC, and the zone the ward's walls show."""

    at: datetime
    zone: tzinfo

    def local(self, instant: datetime) -> datetime:
        """The instant as the ward's wall clock shows it."""
        return instant.astimezone(self.zone)

    @property
    def day(self) -> date:
        """The ward's calendar day."""
        return self.local(self.at).date()

    @property
    def offset_min(self) -> int:
        """Minutes the wall clock is ahead of UTC."""
        shift = self.local(self.at).utcoffset() or timedelta()
        return int(shift.total_seconds() // 60)

    def wall(self, instant: datetime) -> str:
        """`14:05`, or `24 Nov 14:05` when it is not today."""
        local = self.local(instant)
        clock = f"{local:%H:%M}"
        return clock if local.date() == self.day else f"{day_month(local.date())} {clock}"


def utc(instant: datetime) -> datetime:
    """The same instant in UTC; a time without a zone is refused, because nobody knows when it is."""
    if instant.tzinfo is None:
        raise ValueError(f"{instant.isoformat()} has no time zone")
    return instant.astimezone(UTC)


MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
"""Our own, because `%B` follows the locale that Qt sets."""

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def day_month(day: date) -> str:
    """`24 Nov`, whatever the locale."""
    return f"{day.day} {MONTHS[day.month - 1][:3]}"


def full_date(day: date) -> str:
    """`2 Apr 1986`."""
    return f"{day_month(day)} {day.year}"


def weekday(day: date) -> str:
    """`Mon 23 Nov`."""
    return f"{WEEKDAYS[day.weekday()][:3]} {day_month(day)}"


def long_date(day: date) -> str:
    """`Wednesday 2 April 1986`, to be checked by eye."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def hms(span: timedelta | float) -> str:
    """`1:42:10` from a span or a number of seconds; never negative."""
    seconds = span.total_seconds() if isinstance(span, timedelta) else span
    whole = max(0, int(seconds))
    return f"{whole // 3600}:{whole % 3600 // 60:02}:{whole % 60:02}"


def add_months(day: date, months: int) -> date:
    """The same day of the month that many months on, or that month's last day."""
    first = day.year * 12 + day.month - 1 + months
    year, month = first // 12, first % 12 + 1
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month, last)
        except ValueError:
            continue
    raise AssertionError("every month has a 28th")
