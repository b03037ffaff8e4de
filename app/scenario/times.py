"""The times of a scenario file, as they are written."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from app.models.moment import utc


def wall_time(written: Any, start: datetime, zone: ZoneInfo) -> datetime:
    """`14:05`, `+1d 14:05` or a full date and time, on the wall clock of the zone."""
    if isinstance(written, datetime):
        return written if written.tzinfo else written.replace(tzinfo=zone)
    found = re.fullmatch(r"(?:\+(\d+)d )?(\d{1,2}):(\d\d)(?::(\d\d))?", str(written))
    if not found:
        raise ValueError(f"{written!r} is not a time like 14:05 or +1d 14:05")
    days, hour, minute, second = (int(part or 0) for part in found.groups())
    day = start.astimezone(zone) + timedelta(days=days)
    try:
        return day.replace(hour=hour, minute=minute, second=second, microsecond=0, fold=0)
    except ValueError:
        raise ValueError(f"{written!r} is not a time of the day") from None


def after(written: Any, begin: datetime) -> datetime:
    """`+1:30` is an hour and a half after `begin`, whatever the wall clock does meanwhile."""
    found = re.fullmatch(r"\+(\d+):([0-5]\d)", str(written))
    if not found:
        raise ValueError(f"{written!r} is not a time in a part, like +0:05 or +1:30")
    hours, minutes = (int(part) for part in found.groups())
    later = utc(begin) + timedelta(hours=hours, minutes=minutes)
    return later.astimezone(begin.tzinfo)
