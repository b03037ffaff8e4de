"""What must be seen now: values with a priority, acknowledged once by a person."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from enum import IntEnum

import msgspec

from app.models import vitals
from app.models.moment import Now
from app.models.protocol import Pack
from app.models.schedule import Due, Urgency, schedule
from app.models.session import Session


class Priority(IntEnum):
    """After IEC 60601-1-8; a higher number is more urgent."""

    LOW = 1
    MEDIUM = 2
    HIGH = 3


class Alarm(msgspec.Struct, frozen=True, kw_only=True):
    """One alarm: its key is what an acknowledgement names; `at` is the wall clock in UTC."""

    key: str
    priority: Priority
    title: str
    advice: str
    at: datetime
    acknowledged_by: str = ""


def alarms(session: Session, now: Now, pack: Pack) -> tuple[Alarm, ...]:
    """What is wrong or due in this session, the most urgent first, then the oldest."""
    found = []
    for alarm in (*_stroke(session), *_critical(session, pack), *_late(session, now, pack)):
        seen = session.acknowledged.get(alarm.key)
        found.append(msgspec.structs.replace(alarm, acknowledged_by=seen.by) if seen else alarm)
    return tuple(sorted(found, key=lambda alarm: (-alarm.priority, alarm.at)))


def sounding(session: Session, now: Now, pack: Pack) -> tuple[Alarm, ...]:
    """The alarms nobody has acknowledged yet."""
    return tuple(alarm for alarm in alarms(session, now, pack) if not alarm.acknowledged_by)


def _stroke(session: Session) -> Iterator[Alarm]:
    if session.stroke_signs and not session.over:
        stamp, _ = session.stroke_signs[-1]
        yield Alarm(
            key=f"stroke-{len(session.stroke_signs)}",
            priority=Priority.HIGH,
            title="Stroke signs",
            advice="pump stopped, line open, call the stroke number",
            at=session.wall(stamp.at),
        )


def _critical(session: Session, pack: Pack) -> Iterator[Alarm]:
    """A critical value alarms until the same sign is measured again; corrected, it is a new one."""
    if session.over:
        return
    for vital, worst in vitals.standing(session, pack):
        named = {found.sign.short: found for found in worst}
        said = ", ".join(_said(found, vital.taken.sbp, vital.taken.dbp) for found in named.values())
        yield Alarm(
            key=f"critical-{vital.written}",
            priority=Priority.HIGH,
            title=said,
            advice="call the prescriber; ask about headache, sight, speech",
            at=session.wall(vital.stamp.at),
        )


def _said(found: vitals.Judged, sbp: float | None, dbp: float | None) -> str:
    if found.sign.key in ("sbp", "dbp"):
        both = [f"{value:.0f}" if value is not None else "–" for value in (sbp, dbp)]
        return f"Blood pressure {'/'.join(both)}"
    value = vitals.shown(found.sign, found.value)
    return f"{found.sign.name} {value} {found.sign.unit}"


def _late(session: Session, now: Now, pack: Pack) -> Iterator[Alarm]:
    for due in schedule(session, now, pack):
        if due.limit or due.urgency is Urgency.COMING:
            continue
        yield Alarm(
            key=key_of(due),
            priority=_priority(due),
            title=_lateness(due, now),
            advice="",
            at=due.at,
        )


def key_of(due: Due) -> str:
    """The key of the alarm for a due thing; it is another one each time it grows more urgent."""
    return f"{due.key}-{due.at:%d%H%M}-{due.urgency}"


def _priority(due: Due) -> Priority:
    if due.urgency is Urgency.OVERDUE and due.key == "vitals":
        return Priority.HIGH
    return Priority.MEDIUM


def _lateness(due: Due, now: Now) -> str:
    minutes = int((now.at - due.at).total_seconds() // 60)
    match due.urgency:
        case Urgency.OVERDUE:
            return f"{due.what} overdue {_span(minutes)}" if due.key == "vitals" else due.what
        case Urgency.LATE:
            return f"{due.what} late {minutes} min" if due.key == "vitals" else due.what
        case _:
            return f"{due.what} due now" if due.key == "vitals" else due.what


def _span(minutes: int) -> str:
    """`45 min`, or `3 h 51` from an hour on."""
    return f"{minutes // 60} h {minutes % 60:02}" if minutes >= 60 else f"{minutes} min"
