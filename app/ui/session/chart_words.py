"""The day so far against time: points, stretches and events, as plain values for the chart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, get_args

from app.models.day import tiers
from app.models.day.session import Session
from app.models.day.tiers import Judged, Tier
from app.models.day.timeline import timeline
from app.models.facts import DrugGiven, SymptomNoted
from app.models.moment import Now
from app.models.rules.measures import ChartPart
from app.models.rules.pack import Pack
from app.ui.chart.kinds import Lanes, Measured, VitalsPoint

StretchKind = Literal["infusing", "paused", "observing"]

ROOM = timedelta(minutes=10)
"""Before the first entry and after the last hour, so that nothing stands at the chart's edge."""


@dataclass(frozen=True, slots=True)
class Chart:
    """The day on a time axis: the signs shown, readings in local time, stretches (kind, start, end) and events (at, word)."""

    start: datetime
    end: datetime
    now: datetime
    lanes: Lanes
    readings: tuple[VitalsPoint, ...]
    stretches: tuple[tuple[StretchKind, datetime, datetime | None], ...]
    events: tuple[tuple[datetime, str], ...]


def chart(session: Session, now: Now, pack: Pack) -> Chart:
    """The day so far against time, in the ward's local time."""
    start, end = _axis(session, now, pack)
    return Chart(
        start=start,
        end=end,
        now=now.local(now.at),
        lanes=lanes(pack),
        readings=tuple(_readings(session, now, pack)),
        stretches=tuple(_stretches(session, now)),
        events=tuple(_events(session, now, pack)),
    )


def lanes(pack: Pack) -> Lanes:
    """The signs that the chart shows, and how."""
    shown = {
        part: [
            Measured(sign.key, sign.short, sign.unit, sign.decimals)
            for sign in pack.vitals.signs
            if sign.chart == part
        ]
        for part in get_args(ChartPart)
    }
    ends = {sign.key: sign for sign in shown["bar"]}
    pair = next((pair for pair in pack.vitals.pairs if pair.upper in ends), None)
    return Lanes(
        bar=(ends[pair.upper], ends[pair.lower]) if pair else None,
        line=next(iter(shown["line"]), None),
        rows=tuple(shown["row"]),
    )


def _readings(session: Session, now: Now, pack: Pack) -> Iterator[VitalsPoint]:
    baseline = tiers.baseline_of(session)
    for vital in session.vitals:
        values = vital.taken.values
        judged = tiers.judge_all(pack, values, baseline)
        out = [item for item in judged if item.tier is not Tier.NORMAL]
        yield VitalsPoint(
            at=now.local(session.wall(vital.stamp.at)),
            values=values,
            flagged=_keys(out),
            critical=_keys(item for item in out if item.tier is Tier.CRITICAL),
        )


def _keys(judged: Iterable[Judged]) -> frozenset[str]:
    return frozenset(item.sign.key for item in judged)


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
    facts = {entry.mark: entry.fact for entry in session.entries}
    for row in timeline(session, pack):
        if not row.text:
            continue
        fact, at = facts[row.mark], now.local(row.at)
        if isinstance(fact, SymptomNoted):
            yield at, pack.name_of("symptom", fact.symptom).lower()
        elif isinstance(fact, DrugGiven):
            yield at, fact.drug
