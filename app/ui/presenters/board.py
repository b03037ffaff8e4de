"""What the board shows: every chair at a glance, the alarmed ones first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.models import gates, infusion
from app.models.alarms import alarms
from app.models.gates import Gate, Stage
from app.models.moment import Now, hms
from app.models.people import Staff, Unit
from app.models.protocol import Pack
from app.models.schedule import Urgency, schedule
from app.models.session import Phase, Session
from app.ui.presenters.session import STAGE_NAMES, current_stage

MOST_NAMED = 3
"""How many open things a tile names; the figure above says how many there are."""

SHORT = {
    "identity": "identity",
    "authorisation": "REMS",
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
    resting: bool = False
    alarms: tuple[Strip, ...] = ()


@dataclass(frozen=True, slots=True)
class Board:
    """The whole board in words."""

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


def board(
    unit: Unit,
    who: Staff | None,
    running: Sequence[Session],
    over_today: Sequence[Session],
    names: dict[str, str],
    now: Now,
    pack: Pack,
) -> Board:
    """The board now: `running` are the open sessions, `names` the patients' names by id."""
    overdue, due = _waiting(running, now, pack)
    return Board(
        unit=unit.name,
        practice=unit.practice,
        day=short_day(now.local(now.at)),
        time=now.wall(now.at),
        who=who.name if who else "",
        charge=who is not None and who.role.value == "charge nurse",
        overdue=overdue,
        due=due,
        today=_today(running, over_today),
        tiles=tiles(unit, running, names, now, pack),
    )


def short_day(moment: datetime) -> str:
    """`Mon 23 Nov`."""
    return f"{moment:%a} {moment.day} {moment:%b}"


def tiles(
    unit: Unit, running: Iterable[Session], names: dict[str, str], now: Now, pack: Pack
) -> tuple[Tile, ...]:
    """A tile for each chair: alarmed ones first by priority, then by chair."""
    taken = {session.chair: session for session in running}
    chairs = sorted({*range(1, unit.chairs + 1), *taken})
    shown = [
        tile(taken[chair], names.get(taken[chair].patient, ""), now, pack)
        if chair in taken
        else Tile(chair)
        for chair in chairs
    ]
    return tuple(sorted(shown, key=_urgency))


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
        resting=session.phase is Phase.PAUSED,
        alarms=tuple(
            Strip(alarm.priority.name.lower(), alarm.title, bool(alarm.acknowledged_by))
            for alarm in sorted(
                alarms(session, now, pack),
                key=lambda alarm: (bool(alarm.acknowledged_by), -alarm.priority),
            )
        ),
    )


def _urgency(tile: Tile) -> tuple[int, int]:
    ranks = {"high": 0, "medium": 1, "low": 2}
    first = min((ranks[strip.priority] for strip in tile.alarms), default=3)
    return first, tile.chair


def _waiting(running: Iterable[Session], now: Now, pack: Pack) -> tuple[int, int]:
    urgencies = [
        due.urgency
        for session in running
        for due in schedule(session, now, pack)
        if not due.limit and due.urgency is not Urgency.COMING
    ]
    overdue = urgencies.count(Urgency.OVERDUE)
    return overdue, len(urgencies) - overdue


def _today(running: Sequence[Session], over: Sequence[Session]) -> str:
    home = sum(session.phase is Phase.DISCHARGED for session in over)
    cancelled = sum(session.phase is Phase.CANCELLED for session in over)
    said = [f"{len(running)} running", f"{home} gone home"]
    return " · ".join([*said, f"{cancelled} cancelled"] if cancelled else said)


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
    figures, line = _open(gate)
    return "Discharge", figures or "Ready", line or "to go home", _done(gate)


def _before(session: Session, now: Now, pack: Pack) -> _Clock:
    gate = gates.start_gate(session, now, pack)
    stage = current_stage(session, now, pack)
    mine = tuple(item for item in gate if item.stage is stage)
    figures, line = _open(mine)
    if stage is Stage.PREMEDICATION and (going := _going_in(session, now, pack)):
        figures, line = going
    elif session.bag and (countdown := _start_by(session, now, pack)):
        if stage in (Stage.BAG, Stage.INFUSION):
            figures = countdown[0]
        line = " · ".join(part for part in (countdown[1], line) if part)
    name = "Ready to start" if stage is Stage.INFUSION else STAGE_NAMES[stage]
    return name, figures, line, _done(gate)


def _open(items: Gate) -> tuple[str, str]:
    """`4 open` and what they are; both empty when nothing is."""
    waiting = [item for item in items if not item.done]
    if not waiting:
        return "", ""
    named = [SHORT.get(item.key, item.title.lower()) for item in waiting]
    rest = "" if len(named) <= MOST_NAMED else " · …"
    return f"{len(waiting)} open", " · ".join(named[:MOST_NAMED]) + rest


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
    limit = session.bag.diluted_at + timedelta(minutes=pack.start.bag_start_within_min.value)
    left = limit - session.true(now)
    if left < timedelta():
        return None
    return hms(left), f"start by {now.wall(session.wall(limit))}"


def _done(gate: Gate) -> float:
    return sum(item.done for item in gate) / len(gate) if gate else 1.0
