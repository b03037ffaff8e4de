"""What may be asked: values in the imperative, the whole vocabulary of the program.

Screens, scenario files and the command line all speak it. Every command may carry `at` (when
it happened, if not now), `late_reason` (asked for when `at` lies back further than the
protocol allows) and `request` (a name chosen by the sender: the same request is recorded once).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import msgspec
from msgspec.structs import replace

from app.models import facts
from app.models.asking import Asked, Decision, handle
from app.models.day import tiers
from app.models.day.apply import apply
from app.models.day.schedule import Due, Urgency, schedule
from app.models.day.sentence import say
from app.models.day.session import Session, Stamp
from app.models.day.stage import SessionCommand, known_session
from app.models.day.tiers import Judged
from app.models.facts import Entry, VitalsTaken
from app.models.moment import Now
from app.models.refusal import Refusal, refuse
from app.models.rules.danger import AlarmRule
from app.models.rules.pack import Pack
from app.models.rules.rule import Priority


class AcknowledgeAlarm(SessionCommand, frozen=True):
    """Record that a person saw an alarm, by its key."""

    alarm: str


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
    for alarm in (*_stroke(session, pack), *_critical(session, pack), *_late(session, now, pack)):
        seen = session.acknowledged.get(alarm.key)
        found.append(msgspec.structs.replace(alarm, acknowledged_by=seen.by) if seen else alarm)
    return tuple(sorted(found, key=lambda alarm: (-alarm.priority.rank, alarm.at)))


def sounding(session: Session, now: Now, pack: Pack) -> tuple[Alarm, ...]:
    """The alarms nobody has acknowledged yet."""
    return tuple(alarm for alarm in alarms(session, now, pack) if not alarm.acknowledged_by)


def _stroke(session: Session, pack: Pack) -> Iterator[Alarm]:
    if session.stroke_signs and not session.over:
        stamp, _ = session.stroke_signs[-1]
        yield Alarm(
            key=f"stroke-{len(session.stroke_signs)}",
            priority=pack.alarms.stroke_sign.priority,
            title="Stroke signs",
            advice=pack.alarms.stroke_sign.advice,
            at=session.wall(stamp.at),
        )


def _critical(session: Session, pack: Pack) -> Iterator[Alarm]:
    """A critical value alarms until the same sign is measured again; corrected, it is a new one."""
    if session.over:
        return
    for vital, worst in tiers.standing(session, pack):
        said = dict.fromkeys(_said(found, vital.taken, pack) for found in worst)
        yield Alarm(
            key=f"critical-{vital.written}",
            priority=pack.alarms.critical_value.priority,
            title=", ".join(said),
            advice=pack.alarms.critical_value.advice,
            at=session.wall(vital.stamp.at),
        )


def _said(found: Judged, taken: VitalsTaken, pack: Pack) -> str:
    """`Blood pressure 186/104`, or `Pulse 140 /min`."""
    if pair := pack.vitals.pair_of(found.sign.key):
        return f"{pair.name} {tiers.together(pair, taken, pack)}"
    return f"{found.sign.name} {tiers.shown(found.sign, found.value)} {found.sign.unit}"


def _late(session: Session, now: Now, pack: Pack) -> Iterator[Alarm]:
    for due in schedule(session, now, pack):
        if due.limit or due.urgency is Urgency.COMING:
            continue
        yield Alarm(
            key=key_of(due),
            priority=rule_of(due, pack).priority,
            title=_lateness(due, now),
            advice=rule_of(due, pack).advice,
            at=due.at,
        )


def key_of(due: Due) -> str:
    """The key of the alarm for a due thing; it is another one each time it grows more urgent."""
    return f"{due.key}-{due.at:%d%H%M}-{due.urgency}"


def rule_of(due: Due, pack: Pack) -> AlarmRule:
    """The rule for the alarm of a due thing."""
    rules = pack.alarms
    match due.key, due.urgency:
        case "end", _:
            return rules.bag_empty
        case "pause", _:
            return rules.pump_stopped
        case _, Urgency.OVERDUE:
            return rules.vitals_overdue
        case _, Urgency.LATE:
            return rules.vitals_late
        case _:
            return rules.vitals_due


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


@handle.register
def acknowledge_alarm(command: AcknowledgeAlarm, asked: Asked) -> Decision:
    """Once, by one person, for all windows."""
    session = known_session(asked)
    if isinstance(session, Refusal):
        return session
    alarm = next(
        (item for item in alarms(session, asked.now, asked.pack) if item.key == command.alarm),
        None,
    )
    if alarm is None:
        return refuse("no_alarm", "This alarm is over.")
    if alarm.acknowledged_by:
        return refuse("already_done", "Somebody has seen this alarm already.")
    return (facts.AlarmAcknowledged(alarm=alarm.key),)


@apply.register
def _(fact: facts.AlarmAcknowledged, session: Session, stamp: Stamp, entry: Entry) -> Session:
    return replace(session, acknowledged={**session.acknowledged, fact.alarm: stamp})


@say.register
def _(fact: facts.AlarmAcknowledged, pack: Pack) -> str:
    return f"Alarm seen: {fact.alarm.split('-')[0]}"
