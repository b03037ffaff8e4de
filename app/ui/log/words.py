"""The daily log's screen in words: which day, and what its file is called."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.models.moment import long_date

NOBODY = "Nobody was at a chair on this day."

MAKING = "Making the page."

SINCE = "More was recorded since this page was made."

NOT_TO_COME = "This day has not come yet. Type today or an earlier day."


@dataclass(frozen=True, slots=True)
class LogDay:
    """A day to print: its words, and whether there is a later one."""

    title: str
    today: bool
    file: str
    count: str


def log_day(day: date, today: date, sessions: int) -> LogDay:
    """The day shown; the file's name holds no patient and no unit."""
    return LogDay(
        title=long_date(day),
        today=day >= today,
        file=f"daily-log-{day:%Y-%m-%d}.pdf",
        count=f"{sessions} {'session' if sessions == 1 else 'sessions'}" if sessions else NOBODY,
    )


def saved(name: str) -> str:
    """Where it is now."""
    return f"Saved as {name}."
