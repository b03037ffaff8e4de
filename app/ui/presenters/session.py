"""What the session screen shows: who it is, where the day stands, the clock, the day so far."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from app.models import alarms as alarm_rules
from app.models import gates, infusion, vitals
from app.models.facts import DrugGiven, SymptomNoted
from app.models.gates import Stage
from app.models.moment import Now, full_date, hms
from app.models.people import Patient, Staff, Unit
from app.models.protocol import Pack
from app.models.schedule import Due, Urgency, schedule
from app.models.session import Phase, Session
from app.models.timeline import Row, timeline

Roster = dict[str, Staff]


class View(StrEnum):
    """What the middle of the screen is about."""

    START_GATE = "start gate"
    CLOCK = "clock"
    DISCHARGE_GATE = "discharge gate"


STAGE_NAMES = {
    Stage.CHECK_IN: "Check-in",
    Stage.PREMEDICATION: "Premedication",
    Stage.BAG: "Bag",
    Stage.INFUSION: "Infusion",
    Stage.OBSERVATION: "Observation",
    Stage.DISCHARGE: "Discharge",
}

VIEWS = {
    Stage.CHECK_IN: View.START_GATE,
    Stage.PREMEDICATION: View.START_GATE,
    Stage.BAG: View.START_GATE,
    Stage.INFUSION: View.CLOCK,
    Stage.OBSERVATION: View.CLOCK,
    Stage.DISCHARGE: View.DISCHARGE_GATE,
}


@dataclass(frozen=True, slots=True)
class Who:
    """The header's words."""

    name: str
    second: str
    allergy: str
    allergic: bool
    course: str
    place: str
    practice: bool


@dataclass(frozen=True, slots=True)
class Clock:
    """The left card while the pump runs, stands, or the patient is observed."""

    word: str
    aside: str
    figures: str
    below: str
    share: float
    resting: bool
    facts: tuple[tuple[str, str], ...]
    actions: tuple[tuple[str, str], ...]
    main: str = ""


@dataclass(frozen=True, slots=True)
class DueLine:
    """A due time in words; `priority` is empty while it is only coming."""

    key: str
    time: str
    word: str
    away: str
    priority: str
    acknowledged: bool


@dataclass(frozen=True, slots=True)
class AlarmLine:
    """An alarm's banner."""

    key: str
    priority: str
    title: str
    detail: str
    acknowledged: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the day so far; `spans` are pieces of text, each plain, wrong or reason."""

    key: str
    time: str
    spans: tuple[tuple[str, str], ...]
    initials: str


def who(session: Session, patient: Patient, unit: Unit | None, pack: Pack) -> Who:
    """Whose session this is, as on the wristband."""
    allergic = bool(patient.allergies)
    return Who(
        name=patient.name,
        second=f"{patient.sex} · {full_date(patient.born)} ({patient.age(session.date)}) "
        f"· MRN {patient.mrn}",
        allergy=f"Allergy: {patient.allergies}" if allergic else "No known allergies",
        allergic=allergic,
        course=f"Course {session.course} · day {session.day} of {session.days}",
        place=f"dose {session.dose} of {_doses(session, pack)} · Chair {session.chair}",
        practice=unit is not None and unit.practice,
    )


def _doses(session: Session, pack: Pack) -> int:
    """Doses of the first two courses, or of as many as were ordered."""
    later = max(session.course, 2) - 1
    return pack.course.first_course_days.value + later * pack.course.later_course_days.value


# ---------------------------------------------------------------------------------- the rail


def current_stage(session: Session, now: Now, pack: Pack) -> Stage:
    """Where the patient is on the map."""
    match session.phase:
        case Phase.BEFORE:
            gate = gates.start_gate(session, now, pack)
            waiting = [item.stage for item in gate if not item.done]
            return min(waiting, key=list(Stage).index) if waiting else Stage.INFUSION
        case Phase.INFUSING | Phase.PAUSED:
            return Stage.INFUSION
        case Phase.OBSERVING:
            observed = session.true(now) >= gates.observed_until(session, pack)
            return Stage.DISCHARGE if observed else Stage.OBSERVATION
        case _:
            return Stage.DISCHARGE


def stages(session: Session, now: Now, pack: Pack) -> tuple[tuple[str, str, str], ...]:
    """Each stage: key, name, and `done`, `current` or `coming`."""
    current = current_stage(session, now, pack)
    gate = gates.start_gate(session, now, pack)
    shown = []
    for stage in Stage:
        mine = [item for item in gate if item.stage is stage]
        if stage is current and session.phase is not Phase.DISCHARGED:
            state = "current"
        elif mine:
            state = "done" if all(item.done for item in mine) else "coming"
        else:
            state = "done" if _passed(session, stage, now, pack) else "coming"
        shown.append((stage.value, STAGE_NAMES[stage], state))
    return tuple(shown)


def _passed(session: Session, stage: Stage, now: Now, pack: Pack) -> bool:
    if stage is Stage.INFUSION:
        return session.ended is not None
    if stage is Stage.OBSERVATION:
        return session.discharged is not None or (
            session.ended is not None
            and session.true(now) >= gates.observed_until(session, pack)
        )
    return session.discharged is not None


# --------------------------------------------------------------------------------- the clock


def clock(session: Session, now: Now, pack: Pack) -> Clock | None:
    """The left card's words and figures; None before the start."""
    if session.started is None:
        return None
    if session.phase in (Phase.INFUSING, Phase.PAUSED):
        return _running(session, now, pack)
    return _observing(session, now, pack)


def _running(session: Session, now: Now, pack: Pack) -> Clock:
    at = session.true(now)
    left, ran = infusion.left(session, at), infusion.ran(session, at)
    paused = session.phase is Phase.PAUSED
    if paused:
        stood = at - session.pauses[-1].start
        reason = pack.name_of("pause_reason", session.pauses[-1].reason).lower()
        aside, below = f"standing {hms(stood)}", f"left when it goes on · {reason}"
    else:
        ends = infusion.empty_at(session) or at
        word = "ends" if left else "empty since"
        aside, below = f"{word} {now.wall(session.wall(ends))}", f"left of {hms(ran + left)}"
    return Clock(
        word="PAUSED" if paused else "INFUSING",
        aside=aside,
        figures=hms(left),
        below=below,
        share=ran / (ran + left) if ran + left else 1.0,
        resting=paused,
        facts=_running_facts(session, now, pack),
        actions=(("resume", "Resume"), ("end", "End"))
        if paused
        else (("pause", "Pause"), ("rate", "Change rate"), ("end", "End")),
        main="resume" if paused else "" if left else "end",
    )


def _running_facts(session: Session, now: Now, pack: Pack) -> tuple[tuple[str, str], ...]:
    at = session.true(now)
    given = infusion.pumped_ml(session, at)
    milligrams = infusion.given_mg(session, given, pack)
    home = at + infusion.left(session, at) + timedelta(minutes=pack.discharge.observation_min.value)
    bag = "–"
    if session.bag and session.started:
        bag = f"started {_span(session.started.at - session.bag.diluted_at)} after dilution"
    return (
        ("Given", f"{given:.1f} of {session.volume_ml:g} mL · {milligrams:.1f} mg"),
        ("Rate", f"{session.runs[-1].rate_ml_h:g} mL/h"),
        ("Bag", bag),
        ("Home at the earliest", now.wall(session.wall(home))),
    )


def _observing(session: Session, now: Now, pack: Pack) -> Clock:
    assert session.ended is not None and session.started is not None
    at = session.true(now)
    until = gates.observed_until(session, pack)
    left = max(timedelta(), until - at)
    span = timedelta(minutes=pack.discharge.observation_min.value)
    ran = infusion.ran(session, session.ended.at)
    given = infusion.given_ml(session, session.ended.at)
    milligrams = infusion.given_mg(session, given, pack)
    gone = session.discharged
    watch = session.ended.at + timedelta(hours=pack.after.watch_hours.value)
    if gone:
        word, aside = "WENT HOME", now.wall(session.wall(gone.at))
        figures, below = hms(gone.at - session.ended.at), "observed after the infusion"
    else:
        word = "OBSERVATION"
        aside = f"home from {now.wall(session.wall(until))}"
        figures = hms(left) if left else "0:00:00"
        below = f"left of {hms(span)}" if left else "observed long enough; see Discharge"
    return Clock(
        word=word,
        aside=aside,
        figures=figures,
        below=below,
        share=1.0 if gone else min(1.0, (at - session.ended.at) / span),
        resting=gone is not None,
        facts=(
            ("Given", f"{given:.1f} mL · {milligrams:.1f} mg"),
            ("Pump ran", _span(ran)),
            ("Infusion ended", now.wall(session.wall(session.ended.at))),
            ("Watch for stroke until", now.wall(session.wall(watch))),
        ),
        actions=() if gone else (("discharge", "Discharge …"),),
        main="" if gone or left else "discharge",
    )


def _span(span: timedelta) -> str:
    minutes = int(span.total_seconds() // 60)
    return f"{minutes // 60} h {minutes % 60:02}" if minutes >= 60 else f"{minutes} min"


# ------------------------------------------------------------------------- due and alarmed


PRIORITIES = {
    alarm_rules.Priority.HIGH: "high",
    alarm_rules.Priority.MEDIUM: "medium",
    alarm_rules.Priority.LOW: "low",
}


def due_lines(session: Session, now: Now, pack: Pack) -> tuple[DueLine, ...]:
    """What this session waits for, the soonest first."""
    found = {alarm.at: alarm for alarm in alarm_rules.alarms(session, now, pack)}
    lines = []
    for due in schedule(session, now, pack):
        if due.key in ("end", "home") and due.urgency is Urgency.COMING:
            continue  # the card's heading says it
        alarm = None if due.limit else found.get(due.at)
        raised = alarm is not None and due.urgency is not Urgency.COMING
        lines.append(
            DueLine(
                key=due.key,
                time=now.wall(due.at),
                word=due.what,
                away=away(due, now),
                priority=PRIORITIES[alarm.priority] if alarm and raised else "",
                acknowledged=bool(alarm and alarm.acknowledged_by),
            )
        )
    return tuple(lines)


def away(due: Due, now: Now) -> str:
    """`in 12 min`, `due now`, `overdue 12 min`."""
    seconds = (due.at - now.at).total_seconds()
    if due.urgency is Urgency.COMING:
        minutes = int(seconds // 60) + 1
        return f"in {_span(timedelta(minutes=minutes))}"
    if due.limit:
        return "passed"
    if due.urgency is Urgency.DUE:
        return "due now"
    return f"{due.urgency} {int(-seconds // 60)} min"


def alarm_lines(session: Session, now: Now, pack: Pack) -> tuple[AlarmLine, ...]:
    """This session's alarms that somebody must still see."""
    return tuple(
        AlarmLine(
            key=alarm.key,
            priority=PRIORITIES[alarm.priority],
            title=alarm.title,
            detail=" · ".join(part for part in (now.wall(alarm.at), alarm.advice) if part),
            acknowledged=False,
        )
        for alarm in alarm_rules.sounding(session, now, pack)
    )


# -------------------------------------------------------------------------- the day so far


def day_lines(session: Session, roster: Roster, now: Now, pack: Pack) -> tuple[Line, ...]:
    """The timeline, the latest first, with corrections beside what they correct."""
    rows = reversed(timeline(session, pack))
    tiers = _tiers(session, pack)
    return tuple(_line(row, tiers.get(row.version, ""), roster, now) for row in rows)


def _tiers(session: Session, pack: Pack) -> dict[int, str]:
    """What is out of range in each set, by the entry's version: `critical: systolic`."""
    baseline = vitals.baseline_of(session)
    found = {}
    for vital in session.vitals:
        judged = vitals.judge_all(pack, vitals.values_of(vital.taken), baseline)
        for tier in (vitals.Tier.CRITICAL, vitals.Tier.ABNORMAL):
            names = [item.sign.spoken for item in judged if item.tier is tier]
            if names:
                found[vital.version] = f"{tier}: {', '.join(names)}"
                break
    return found



def _line(row: Row, tier: str, roster: Roster, now: Now) -> Line:
    spans: list[tuple[str, str]] = []
    if row.wrong:
        spans.append((row.wrong, "wrong"))
    if row.text:
        spans.append((row.text, "plain"))
    if tier:
        spans.append((tier, "strong"))
    if row.wrong_at is not None:
        spans.append((f"was {now.wall(row.wrong_at)}", "wrong"))
    reasons = []
    if row.reason:
        reasons.append(f"{row.reason} ({_initials(row.corrected_by, roster)})")
    if row.late_reason:
        reasons.append(f"written {now.wall(row.written_at)}: {row.late_reason}")
    if reasons:
        spans.append((" · ".join(reasons), "reason"))
    joined = tuple(
        (f"{text} " if place < len(spans) - 1 else text, kind)
        for place, (text, kind) in enumerate(spans)
    )
    return Line(str(row.version), now.wall(row.at), joined, _initials(row.by, roster))


def _initials(actor: str, roster: Roster) -> str:
    if not actor:
        return "auto"
    return roster[actor].initials if actor in roster else actor


# ------------------------------------------------------------------------------- the chart


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """One set of vitals on the chart, in local time, with the keys of what is out of range."""

    at: datetime
    values: dict[str, float | None]
    flagged: frozenset[str]


@dataclass(frozen=True, slots=True)
class Chart:
    """The day on a time axis: points, stretches (kind, start, end) and events (at, word)."""

    start: datetime
    end: datetime
    now: datetime
    points: tuple[ChartPoint, ...]
    stretches: tuple[tuple[str, datetime, datetime | None], ...]
    events: tuple[tuple[datetime, str], ...]


def chart(session: Session, now: Now, pack: Pack) -> Chart:
    """The day so far against time, in the ward's local time."""

    def local(instant: datetime) -> datetime:
        return now.local(session.wall(instant))

    baseline = vitals.baseline_of(session)
    points = []
    for vital in session.vitals:
        values = vitals.values_of(vital.taken)
        judged = vitals.judge_all(pack, values, baseline)
        out = frozenset(item.sign.key for item in judged if item.tier is not vitals.Tier.NORMAL)
        points.append(ChartPoint(local(vital.stamp.at), values, out))
    stretches: list[tuple[str, datetime, datetime | None]] = []
    if session.started:
        end = local(session.ended.at) if session.ended else None
        stretches.append(("infusing", local(session.started.at), end))
    for pause in session.pauses:
        stretches.append(("paused", local(pause.start), local(pause.end) if pause.end else None))
    if session.ended:
        gone = local(session.discharged.at) if session.discharged else None
        stretches.append(("observing", local(session.ended.at), gone))
    here = now.local(now.at)
    start, end = _span_of(session, here, local, pack)
    return Chart(start, end, here, tuple(points), tuple(stretches), tuple(_events(session, now, pack)))


def _span_of(session, here, local, pack):  # type: ignore[no-untyped-def]
    first = local(session.opened.at)
    if session.vitals:
        first = min(local(session.vitals[0].stamp.at), first) if not session.started else first
    whole = timedelta(
        minutes=pack.infusion.planned_min.value + pack.discharge.observation_min.value
    )
    begun = local(session.started.at) if session.started else here
    last = max(begun + whole, here) + timedelta(minutes=15)
    return first - timedelta(minutes=10), last


def _events(session: Session, now: Now, pack: Pack) -> list[tuple[datetime, str]]:
    found = []
    for row in timeline(session, pack):
        entry = next(item for item in session.entries if item.version == row.version)
        if not row.text:
            continue
        if isinstance(entry.fact, SymptomNoted):
            found.append((now.local(row.at), pack.name_of("symptom", entry.fact.symptom).lower()))
        elif isinstance(entry.fact, DrugGiven):
            found.append((now.local(row.at), entry.fact.drug))
    return found
