"""The day so far against time: points, stretches and events, as plain values for the chart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from app.models.day import tiers
from app.models.day.session import Session
from app.models.day.tiers import Judged, Tier
from app.models.day.timeline import timeline
from app.models.facts import DrugGiven, SymptomNoted
from app.models.moment import Now
from app.models.rules.measures import ChartPart
from app.models.rules.pack import Pack

StretchKind = Literal["infusing", "paused", "observing"]

ROOM = timedelta(minutes=10)
"""Before the first entry and after the last hour, so that nothing stands at the chart's edge."""


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """One set of vitals in local time, by the parts of the chart, and what is out of range."""

    at: datetime
    values: dict[ChartPart, float | None]
    flagged: frozenset[str]
    critical: frozenset[str]


@dataclass(frozen=True, slots=True)
class Chart:
    """The day on a time axis: points, stretches (kind, start, end) and events (at, word)."""

    start: datetime
    end: datetime
    now: datetime
    points: tuple[ChartPoint, ...]
    stretches: tuple[tuple[StretchKind, datetime, datetime | None], ...]
    events: tuple[tuple[datetime, str], ...]


def chart(session: Session, now: Now, pack: Pack) -> Chart:
    """The day so far against time, in the ward's local time."""
    start, end = _axis(session, now, pack)
    return Chart(
        start=start,
        end=end,
        now=now.local(now.at),
        points=tuple(_points(session, now, pack)),
        stretches=tuple(_stretches(session, now)),
        events=tuple(_events(session, now, pack)),
    )


def _points(session: Session, now: Now, pack: Pack) -> Iterator[ChartPoint]:
    baseline = tiers.baseline_of(session)
    for vital in session.vitals:
        values = vital.taken.values
        judged = tiers.judge_all(pack, values, baseline)
        out = [item for item in judged if item.tier is not Tier.NORMAL]
        yield ChartPoint(
            at=now.local(session.wall(vital.stamp.at)),
            values={sign.chart: values.get(sign.key) for sign in pack.vitals.signs if sign.chart},
            flagged=_parts(out),
            critical=_parts(item for item in out if item.tier is Tier.CRITICAL),
        )


def _parts(judged: Iterable[Judged]) -> frozenset[str]:
    return frozenset(item.sign.chart for item in judged if item.sign.chart)


def _stretches(
    session: Session, now: Now
) -> Iterator[tuple[StretchKind, datetime, datetime | None]]:
    def span(start: datetime, end: datetime | None) -> tuple[datetime, datetime | None]:
        shown = now.local(session.wall(end)) if end else None
        return now.local(session.wall(start)), shown

    ended = session.ended.at if session.ended else None
    if session.started:
        yield ("infusing", *span(session.started.at, ended))
    for pause in session.pauses:
        yield ("paused", *span(pause.start, pause.end))
    if ended:
        yield ("observing", *span(ended, session.discharged.at if session.discharged else None))


def _axis(session: Session, now: Now, pack: Pack) -> tuple[datetime, datetime]:
    """From the arrival to the planned way home, with a little room at both ends."""
    whole = pack.infusion.planned_min.value + pack.discharge.observation_min.value
    begun = session.wall(session.started.at) if session.started else now.at
    first = min(item.occurred_at for item in session.entries)
    last = max(begun + timedelta(minutes=whole), now.at)
    return now.local(first - ROOM), now.local(last + ROOM)


def _events(session: Session, now: Now, pack: Pack) -> Iterator[tuple[datetime, str]]:
    facts = {entry.version: entry.fact for entry in session.entries}
    for row in timeline(session, pack):
        if not row.text:
            continue
        fact, at = facts[row.version], now.local(row.at)
        if isinstance(fact, SymptomNoted):
            yield at, pack.name_of("symptom", fact.symptom).lower()
        elif isinstance(fact, DrugGiven):
            yield at, fact.drug
