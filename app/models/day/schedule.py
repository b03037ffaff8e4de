"""What is due, and when: the one source of due times for board, chair, alarms and papers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from enum import StrEnum

import msgspec

from app.models.day import infusion
from app.models.day.bag import start_by
from app.models.day.observation import observed_until
from app.models.day.session import Phase, Session
from app.models.day.tiers import wants_fresh_set
from app.models.moment import Now
from app.models.rules.pack import Pack


class Urgency(StrEnum):
    """How a due time stands against the clock."""

    COMING = "coming"
    DUE = "due"
    LATE = "late"
    OVERDUE = "overdue"


class Due(msgspec.Struct, frozen=True, kw_only=True):
    """Something to do: what, by when (wall clock, UTC), and how late it is.

    `limit` marks a time that must not be passed rather than a task (the bag's start-by time).
    """

    key: str
    what: str
    at: datetime
    urgency: Urgency
    limit: bool = False


class Slot(msgspec.Struct, frozen=True, kw_only=True):
    """A planned set of vital signs, and the mark of the set that was taken for it."""

    at: datetime
    taken: str | None


def schedule(session: Session, now: Now, pack: Pack) -> tuple[Due, ...]:
    """What this session waits for, the soonest first. Nothing after discharge or cancelling."""
    if session.over:
        return ()
    return tuple(sorted(_due(session, now, pack), key=lambda due: due.at))


def _due(session: Session, now: Now, pack: Pack) -> Iterator[Due]:
    at = session.true(now)
    match session.phase:
        case Phase.BEFORE:
            if session.bag:
                latest = start_by(session.bag, pack)
                yield _limit(session, "bag", "Start the bag at the latest", latest, at)
        case Phase.INFUSING:
            if empty := infusion.empty_at(session):
                yield _task(session, "end", "Bag empty: end the infusion", empty, at, pack)
        case Phase.PAUSED:
            decide_by = session.pauses[-1].start + _minutes(pack.infusion.pause_reminder_min.value)
            yield _task(session, "pause", "Decide: resume or end", decide_by, at, pack)
        case Phase.OBSERVING:
            yield _limit(session, "home", "Home at the earliest", observed_until(session, pack), at)
    following = next_vitals(session, at, pack)
    if following is not None:
        yield _task(session, "vitals", "Vitals", following, at, pack)


def _task(session: Session, key: str, what: str, due: datetime, at: datetime, pack: Pack) -> Due:
    minutes = (at - due).total_seconds() / 60
    if minutes < 0:
        urgency = Urgency.COMING
    elif minutes < pack.schedule.late_after_min.value:
        urgency = Urgency.DUE
    elif minutes < pack.schedule.overdue_after_min.value:
        urgency = Urgency.LATE
    else:
        urgency = Urgency.OVERDUE
    return Due(key=key, what=what, at=session.wall(due), urgency=urgency)


def _limit(session: Session, key: str, what: str, limit: datetime, at: datetime) -> Due:
    urgency = Urgency.COMING if at < limit else Urgency.DUE
    return Due(key=key, what=what, at=session.wall(limit), urgency=urgency, limit=True)


def vitals_plan(session: Session, until: datetime, pack: Pack) -> tuple[Slot, ...]:
    """Every planned set from the start to `until`, each with the set that was taken for it.

    A set counts for the due time it was taken at or after, and already in the last part of the
    interval before it (`counts_early_percent`); one set counts once.
    """
    times = list(_planned(session, until, pack))
    slots = []
    for index, due in enumerate(times):
        opens = _opens(times, index, pack)
        closes = _opens(times, index + 1, pack) if index + 1 < len(times) else None
        taken = [
            vital.mark
            for vital in session.vitals
            if opens <= vital.stamp.at and (closes is None or vital.stamp.at < closes)
        ]
        slots.append(Slot(at=due, taken=taken[0] if taken else None))
    return tuple(slots)


def vitals_done_of_due(session: Session, now: Now, pack: Pack) -> tuple[int, int]:
    """How many of the sets due so far were taken; the daily log prints it."""
    until = session.discharged.at if session.discharged else session.true(now)
    due = [slot for slot in vitals_plan(session, until + _ahead(pack), pack) if slot.at <= until]
    return sum(slot.taken is not None for slot in due), len(due)


def next_vitals(session: Session, at: datetime, pack: Pack) -> datetime | None:
    """When the next set is due: the first after the last one taken, however long ago it was due.

    A set missed before the last one taken is missed for good, and waits no longer. After a
    critical value it is due sooner (`recheck_critical_min`), also when a correction has made
    another value of it.
    """
    if session.started is None or session.over:
        return None
    plan = vitals_plan(session, at + _ahead(pack), pack)
    taken = [index for index, slot in enumerate(plan) if slot.taken is not None]
    following = [slot.at for slot in plan[taken[-1] + 1 if taken else 0 :]][:1]
    following += [
        vital.stamp.at + _minutes(pack.schedule.recheck_critical_min.value)
        for vital, _ in wants_fresh_set(session, pack)
        if vital.stamp.at >= session.started.at
    ]
    return min(following, default=None)


def _ahead(pack: Pack) -> timedelta:
    """Far enough for the due time after the one that is open now."""
    return _minutes(2 * pack.schedule.vitals_then_every_min.value)


def _planned(session: Session, until: datetime, pack: Pack) -> Iterator[datetime]:
    rules = pack.schedule
    if session.started is None:
        return
    started = session.started.at
    ended = session.ended.at if session.ended else None
    first_hour = started + _minutes(rules.vitals_first_for_min.value)
    due = started
    while True:
        close = due < first_hour
        due += _minutes(
            rules.vitals_first_every_min.value if close else rules.vitals_then_every_min.value
        )
        if due > until or (ended and due >= ended):
            break
        yield due
    if ended is None:
        return
    due = ended
    last = observed_until(session, pack)
    while due <= min(until, last):
        yield due
        due += _minutes(rules.vitals_then_every_min.value)


def _opens(times: list[datetime], index: int, pack: Pack) -> datetime:
    interval = (
        times[index] - times[index - 1]
        if index
        else _minutes(pack.schedule.vitals_first_every_min.value)
    )
    return times[index] - interval * pack.schedule.counts_early_percent.value / 100


def _minutes(count: int) -> timedelta:
    return timedelta(minutes=count)
