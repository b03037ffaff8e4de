"""What the board shows: every chair at a glance, each in its own place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.models import gates, infusion
from app.models.adopted import RulesOf
from app.models.alarms import alarms
from app.models.gates import Gate, Requirement, Stage
from app.models.moment import Now, hms, weekday
from app.models.people import Staff, Unit
from app.models.protocol import Authorization, Pack
from app.models.schedule import Urgency, schedule
from app.models.session import Phase, Session
from app.ui.presenters.session import STAGE_NAMES, current_stage

MOST_NAMED = 3
"""How many open things a tile names; the figure above says how many there are."""

SHORT = {
    "identity": "identity",
    "contraindications": "contraindications",
    "baseline_vitals": "vitals",
    "stroke_check": "stroke check",
    "bag": "prepare",
    "bag_check": "second check",
    "last_vitals": "vitals",
    "last_stroke_check": "stroke check",
    "teach_back": "teach-back",
    "sheet": "sheet",
}
"""A requirement in a word or two, where a tile has no room for its title."""


@dataclass(frozen=True, slots=True)
class Strip:
    """An alarm on a tile."""

    priority: str
    text: str
    acknowledged: bool


@dataclass(frozen=True, slots=True)
class Tile:
    """One chair; `session` is empty when it is free."""

    chair: int
    session: str = ""
    name: str = ""
    course: str = ""
    stage: str = ""
    clock: str = ""
    line: str = ""
    share: float | None = None
    after: str = ""
    resting: bool = False
    alarms: tuple[Strip, ...] = ()


@dataclass(frozen=True, slots=True)
class Board:
    """The whole board in words; behind each count, the session that has waited longest."""

    unit: str
    practice: bool
    day: str
    time: str
    who: str
    charge: bool
    overdue: int
    due: int
    today: str
    tiles: tuple[Tile, ...]
    overdue_session: str = ""
    due_session: str = ""


def board(
    unit: Unit,
    who: Staff | None,
    running: Sequence[Session],
    over_today: Sequence[Session],
    names: dict[str, str],
    now: Now,
    rules: RulesOf,
) -> Board:
    """The board now: `running` are the open sessions, `names` the patients' names by id."""
    overdue, due = _waiting(running, now, rules)
    return Board(
        unit=unit.name,
        practice=unit.practice,
        day=short_day(now.local(now.at)),
        time=now.wall(now.at),
        who=who.name if who else "",
        charge=who is not None and who.role.value == "charge nurse",
        overdue=len(overdue),
        due=len(due),
        overdue_session=overdue[0] if overdue else "",
        due_session=due[0] if due else "",
        today=_today(running, over_today),
        tiles=tiles(unit, running, names, now, rules),
    )


def short_day(moment: datetime) -> str:
    """`Mon 23 Nov`."""
    return weekday(moment.date())


def tiles(
    unit: Unit, running: Iterable[Session], names: dict[str, str], now: Now, rules: RulesOf
) -> tuple[Tile, ...]:
    """A tile for each chair, taken or free, by its number: a chair never moves."""
    taken = {session.chair: session for session in running}
    chairs = sorted({*range(1, unit.chairs + 1), *taken})
    return tuple(
        tile(taken[chair], names.get(taken[chair].patient, ""), now, rules(taken[chair]))
        if chair in taken
        else Tile(chair)
        for chair in chairs
    )


def tile(session: Session, name: str, now: Now, pack: Pack) -> Tile:
    """The chair of a running session."""
    stage, clock, line, share = _clock(session, now, pack)
    return Tile(
        chair=session.chair,
        session=session.id,
        name=name,
        course=f"C{session.course} · day {session.day} of {session.days}",
        stage=stage,
        clock=clock,
        line=line,
        share=share,
        after=_after(session, now, pack),
        resting=session.phase is Phase.PAUSED,
        alarms=tuple(
            Strip(alarm.priority.name.lower(), alarm.title, bool(alarm.acknowledged_by))
            for alarm in sorted(
                alarms(session, now, pack),
                key=lambda alarm: (bool(alarm.acknowledged_by), -alarm.priority),
            )
        ),
    )


def _after(session: Session, now: Now, pack: Pack) -> str:
    """What comes next on a running chair; how long somebody has waited who has not begun."""
    if session.phase is Phase.BEFORE:
        return f"here since {now.wall(session.wall(session.opened.at))}"
    following = (due for due in schedule(session, now, pack) if due.key == "vitals")
    return next((f"vitals {now.wall(due.at)}" for due in following), "")


def _waiting(running: Iterable[Session], now: Now, rules: RulesOf) -> tuple[list[str], list[str]]:
    """The sessions of what is overdue and of what is due, the longest waiting first."""
    waiting = sorted(
        (due.at, due.urgency, session.id)
        for session in running
        for due in schedule(session, now, rules(session))
        if not due.limit and due.urgency is not Urgency.COMING
    )
    overdue = [id for _at, urgency, id in waiting if urgency is Urgency.OVERDUE]
    return overdue, [id for _at, urgency, id in waiting if urgency is not Urgency.OVERDUE]


TODAY = {
    Phase.INFUSING: "infusing",
    Phase.PAUSED: "paused",
    Phase.BEFORE: "before the start",
    Phase.OBSERVING: "observing",
    Phase.DISCHARGED: "gone home",
    Phase.CANCELLED: "cancelled",
}


def _today(running: Sequence[Session], over: Sequence[Session]) -> str:
    phases = [session.phase for session in (*running, *over)]
    said = [f"{phases.count(phase)} {word}" for phase, word in TODAY.items() if phase in phases]
    return " · ".join(said) or "nobody here yet"


# ------------------------------------------------------------------------------ a tile's clock

_Clock = tuple[str, str, str, float | None]


def _clock(session: Session, now: Now, pack: Pack) -> _Clock:
    """The stage, the figures, the line below, how much of it has gone."""
    match session.phase:
        case Phase.INFUSING:
            return _infusing(session, now)
        case Phase.PAUSED:
            return _paused(session, now, pack)
        case Phase.OBSERVING:
            return _observing(session, now, pack)
        case _:
            return _before(session, now, pack)


def _infusing(session: Session, now: Now) -> _Clock:
    at = session.true(now)
    left, ran = infusion.left(session, at), infusion.ran(session, at)
    ends = now.wall(session.wall(infusion.empty_at(session) or at))
    line = f"left · ends {ends}" if left else f"bag empty since {ends}"
    return "Infusion", hms(left), line, ran / (ran + left) if ran + left else 1.0


def _paused(session: Session, now: Now, pack: Pack) -> _Clock:
    at = session.true(now)
    pause = session.pauses[-1]
    reason = _inside(pack.name_of("pause_reason", pause.reason))
    given = infusion.pumped_ml(session, at)
    line = f"{reason} · {given:.0f} of {session.volume_ml:.0f} mL"
    share = given / session.volume_ml if session.volume_ml else None
    return "Infusion · paused", hms(at - pause.start), line, share


def _inside(words: str) -> str:
    """The words as they stand inside a line: `pump or power`, but `IV line or site`."""
    return words if words[:2].isupper() else words[:1].lower() + words[1:]


def _observing(session: Session, now: Now, pack: Pack) -> _Clock:
    at = session.true(now)
    until = gates.observed_until(session, pack)
    if at < until:
        span = timedelta(minutes=pack.discharge.observation_min.value)
        line = f"home from {now.wall(session.wall(until))}"
        return "Observation", hms(until - at), line, 1 - (until - at) / span
    gate = gates.discharge_gate(session, now, pack)
    figures, line = _to_do(gate, Stage.DISCHARGE)
    return "Discharge", figures or "Ready", line or "to go home", _done(gate)


def _before(session: Session, now: Now, pack: Pack) -> _Clock:
    gate = gates.start_gate(session, now, pack)
    stage = current_stage(session, now, pack)
    figures, line = _to_do(gate, stage)
    if stage is Stage.PREMEDICATION and (going := _going_in(session, now, pack)):
        figures, line = going
    elif session.bag and (countdown := _start_by(session, now, pack)):
        if stage in (Stage.BAG, Stage.INFUSION):
            figures = countdown[0]
            line = _to_do(tuple(item for item in gate if item.stage is stage), stage)[1]
        line = " · ".join(part for part in (countdown[1], line) if part)
    name = "Ready to start" if stage is Stage.INFUSION else STAGE_NAMES[stage]
    return name, figures, line, _done(gate)


def _to_do(gate: Gate, stage: Stage) -> tuple[str, str]:
    """`4 to do`, as many as the gate has open, and what they are, this stage's first."""
    waiting = sorted((item for item in gate if not item.done), key=lambda i: i.stage is not stage)
    if not waiting:
        return "", ""
    named = [_short(item) for item in waiting]
    rest = "" if len(named) <= MOST_NAMED else " · …"
    return f"{len(waiting)} to do", " · ".join(named[:MOST_NAMED]) + rest


def _short(item: Requirement) -> str:
    if isinstance(item.rule, Authorization):
        return item.rule.program
    return SHORT.get(item.key, item.title.lower())


def _going_in(session: Session, now: Now, pack: Pack) -> tuple[str, str] | None:
    """How long a premedication has been running, the longest first."""
    running = [(given.stamp.at, key) for key, given in session.premeds.items() if given.running]
    if not running:
        return None
    since, key = min(running)
    item = pack.premedication(key)
    name = item.name.lower() if item else key
    return hms(session.true(now) - since), f"{name} running since {now.wall(session.wall(since))}"


def _start_by(session: Session, now: Now, pack: Pack) -> tuple[str, str] | None:
    """The time left to start the bag, and when that is; None once it is too old."""
    assert session.bag is not None
    limit = gates.start_by(session.bag, pack)
    left = limit - session.true(now)
    if left < timedelta():
        return None
    return hms(left), f"start by {now.wall(session.wall(limit))}"


def _done(gate: Gate) -> float:
    return sum(item.done for item in gate) / len(gate) if gate else 1.0
