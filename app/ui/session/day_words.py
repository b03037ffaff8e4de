"""What the session screen tells: what is due, what alarms, the day so far in lines and as a chart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

from app.models.day import alarms as alarm_rules
from app.models.day import gates, tiers
from app.models.day.outlook import Outlook, OutlookOf, outlook
from app.models.day.schedule import Due, Urgency
from app.models.day.session import Session
from app.models.day.tiers import Tier
from app.models.day.timeline import Row, timeline
from app.models.facts import InfusionStarted
from app.models.moment import Now
from app.models.rules.adopted import RulesOf
from app.models.rules.pack import Pack
from app.ui.gate.words import Roster, initials
from app.ui.session.words import span_in_words
from app.ui.shown import AlarmLine, DayLine, DueLine, Span

Spans = list[Span]


def due_lines(seen: Outlook, now: Now) -> tuple[DueLine, ...]:
    """What this session waits for, the soonest first."""
    found = {alarm.key: alarm for alarm in seen.alarms}
    lines = []
    for due in seen.due:
        if due.key in ("end", "home") and due.urgency is Urgency.COMING:
            continue  # the card's heading says it
        alarm = None if due.limit else found.get(alarm_rules.key_of(due))
        raised = alarm is not None and due.urgency is not Urgency.COMING
        lines.append(
            DueLine(
                key=due.key,
                time=now.wall(due.at),
                word=due.what,
                away=away(due, now),
                priority=alarm.priority if alarm and raised else None,
                acknowledged=bool(alarm and alarm.acknowledged_by),
            )
        )
    return tuple(lines)


def away(due: Due, now: Now) -> str:
    """`in 12 min`, `due now`, `overdue 12 min`."""
    seconds = (due.at - now.at).total_seconds()
    if due.urgency is Urgency.COMING:
        minutes = -int(-seconds // 60)
        return f"in {span_in_words(timedelta(minutes=minutes))}"
    if due.limit:
        return "passed"
    if due.urgency is Urgency.DUE:
        return "due now"
    return f"{due.urgency} {int(-seconds // 60)} min"


def alarm_lines(seen: Outlook, now: Now, prescriber: str = "") -> tuple[AlarmLine, ...]:
    """This session's alarms that somebody must still see; `prescriber` is a name and number."""
    return tuple(
        AlarmLine(
            key=alarm.key,
            priority=alarm.priority,
            title=alarm.title,
            detail=" · ".join(
                part
                for part in (now.wall(alarm.at), alarm.advice, prescriber if alarm.advice else "")
                if part
            ),
        )
        for alarm in seen.sounding
    )


def elsewhere_lines(
    sessions: Iterable[Session], now: Now, rules: RulesOf, outlook_of: OutlookOf = outlook
) -> tuple[AlarmLine, ...]:
    """Each other chair with alarms that somebody must still see, its two most urgent named."""
    found = []
    for session in sessions:
        sounding = outlook_of(session, now, rules(session)).sounding
        if not sounding:
            continue
        first = sounding[0]
        title = " · ".join([f"Chair {session.chair}", *(alarm.title for alarm in sounding[:2])])
        line = AlarmLine(session.id, first.priority, title)
        found.append((-first.priority.rank, first.at, line))
    return tuple(line for _, _, line in sorted(found, key=lambda item: item[:2]))


def day_lines(session: Session, roster: Roster, now: Now, pack: Pack) -> tuple[DayLine, ...]:
    """The timeline, the latest first, with corrections beside what they correct."""
    rows = reversed(timeline(session, pack))
    remarks = _tiers(session, pack) | _unmet(session, now, pack)
    return tuple(_line(row, remarks.get(row.mark, ()), roster, now) for row in rows)


def _unmet(session: Session, now: Now, pack: Pack) -> dict[str, Spans]:
    """What the start asked for and the record, as corrected, does not show, by the start's entry."""
    titles = ", ".join(gates.not_met_at_start(session, now, pack))
    starts = [item.mark for item in session.entries if isinstance(item.fact, InfusionStarted)]
    return {mark: [Span(f"NOT MET at the start: {titles}", "unmet")] for mark in starts if titles}


def _tiers(session: Session, pack: Pack) -> dict[str, Spans]:
    """What is out of range in each set, by the entry's mark: `critical: systolic`."""
    baseline = tiers.baseline_of(session)
    found: dict[str, Spans] = {}
    for vital in session.vitals:
        judged = tiers.judge_all(pack, vital.taken.values, baseline)
        for tier in (Tier.CRITICAL, Tier.ABNORMAL):
            names = [item.sign.spoken for item in judged if item.tier is tier]
            if names:
                found[vital.mark] = [Span(f"{tier}: {', '.join(names)}", "strong")]
                break
    return found


def _line(row: Row, remarks: Iterable[Span], roster: Roster, now: Now) -> DayLine:
    spans = [*_told(row.wrong, row.text), *remarks]
    if row.wrong_at is not None:
        spans.append(Span(f"was {now.wall(row.wrong_at)}", "wrong"))
    reasons = []
    if row.reason:
        reasons.append(f"{row.reason} ({initials(roster, row.corrected_by)})")
    if row.late_reason:
        reasons.append(f"written {now.wall(row.written_at)}: {row.late_reason}")
    if reasons:
        spans.append(Span(" · ".join(reasons), "reason"))
    joined = tuple(_spaced(spans))
    return DayLine(row.mark, now.wall(row.at), joined, initials(roster, row.by))


def _spaced(spans: Spans) -> Iterator[Span]:
    """A space between spans that have none."""
    for place, (text, kind) in enumerate(spans):
        after = spans[place + 1][0] if place + 1 < len(spans) else " "
        yield Span(text if text.endswith(" ") or after.startswith(" ") else f"{text} ", kind)


def _told(wrong: str, right: str) -> Spans:
    """The sentence, and before each corrected part of it what stood there, to be struck through."""
    whole: Spans = [Span(right)] if right else []
    if not wrong:
        return whole
    before, after = wrong.split(PART), right.split(PART)
    if not right or len(before) != len(after):
        return [Span(wrong, "wrong"), *whole]
    spans: Spans = []
    for place, (old, new) in enumerate(zip(before, after, strict=True)):
        joint = PART if place else ""
        if old != new:
            spans += [Span(joint), Span(old, "wrong"), Span(f" {new}")]
        else:
            spans.append(Span(joint + new))
    return _joined(spans)


PART = " · "


def _joined(spans: Spans) -> Spans:
    """Neighbours of one kind as one span."""
    joined: Spans = []
    for text, kind in spans:
        if joined and joined[-1].kind == kind:
            joined[-1] = Span(joined[-1].text + text, kind)
        elif text:
            joined.append(Span(text, kind))
    return joined
