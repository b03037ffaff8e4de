"""What a session waits for and what alarms in it, kept until the next instant at which it differs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NamedTuple

from app.models.day.alarms import Alarm, alarms
from app.models.day.schedule import Due, schedule
from app.models.day.session import Session
from app.models.facts import Entry
from app.models.moment import Now
from app.models.rules.pack import Pack

MINUTE = timedelta(minutes=1)

MOST_KEPT = 100
"""More chairs than a unit has; days that are over fall out."""


class Outlook(NamedTuple):
    """The schedule and the alarms from `since` up to, and not including, `until` (both UTC)."""

    due: tuple[Due, ...]
    alarms: tuple[Alarm, ...]
    since: datetime
    until: datetime | None

    @property
    def sounding(self) -> tuple[Alarm, ...]:
        """The alarms nobody has acknowledged yet."""
        return tuple(alarm for alarm in self.alarms if not alarm.acknowledged_by)


OutlookOf = Callable[[Session, Now, Pack], Outlook]


def outlook(session: Session, now: Now, pack: Pack) -> Outlook:
    """What holds now, and for how long while nothing is recorded.

    Without an entry, a due time's urgency and the words of its alarm change only on whole minutes
    from that due time.
    """
    due = schedule(session, now, pack)
    found = alarms(session, now, pack)
    ends = [item.at + ((now.at - item.at) // MINUTE + 1) * MINUTE for item in due]
    return Outlook(due, found, now.at, min(ends, default=None))


class Outlooks:
    """Keeps each session's outlook until its next instant, or its next entry."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[tuple[Entry, ...], Pack, Outlook]] = {}

    def of(self, session: Session, now: Now, pack: Pack) -> Outlook:
        """The outlook now, worked out only when it may differ from the one before."""
        known = self._known.get(session.id)
        if known is not None:
            entries, rules, seen = known
            holds = seen.since <= now.at and (seen.until is None or now.at < seen.until)
            if holds and entries is session.entries and rules is pack:
                return seen
        made = outlook(session, now, pack)
        self._known[session.id] = (session.entries, pack, made)
        if len(self._known) > MOST_KEPT:
            del self._known[next(iter(self._known))]
        return made
