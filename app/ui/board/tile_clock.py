"""The clock of a chair on the board: the stage, its figures, what comes next."""

from __future__ import annotations

from datetime import timedelta

from app.models.day import bag, gates, infusion, observation
from app.models.day.requirement import Gate, Requirement
from app.models.day.session import Phase, Session
from app.models.moment import Now, hms
from app.models.rules.checks import Check
from app.models.rules.pack import Pack
from app.models.rules.stage import Stage
from app.ui.session.words import STAGE_NAMES, current_stage

MOST_NAMED = 3
"""How many open things a tile names; the figure above says how many there are."""

SHORT = {
    "identity": "identity",
    "baseline_vitals": "vitals",
    "stroke_check": "stroke check",
    "bag": "prepare",
    "bag_check": "second check",
    "last_vitals": "vitals",
    "last_stroke_check": "stroke check",
    "sheet": "sheet",
}
"""A requirement in a word or two, where a tile has no room for its title."""

TileClock = tuple[str, str, str, float | None]


def tile_clock(session: Session, now: Now, pack: Pack) -> TileClock:
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


def _infusing(session: Session, now: Now) -> TileClock:
    at = session.true(now)
    left, ran = infusion.left(session, at), infusion.ran(session, at)
    ends = now.wall(session.wall(infusion.empty_at(session) or at))
    line = f"left · ends {ends}" if left else f"bag empty since {ends}"
    return "Infusion", hms(left), line, ran / (ran + left) if ran + left else 1.0


def _paused(session: Session, now: Now, pack: Pack) -> TileClock:
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


def _observing(session: Session, now: Now, pack: Pack) -> TileClock:
    at = session.true(now)
    until = observation.observed_until(session, pack)
    if at < until:
        span = timedelta(minutes=pack.discharge.observation_min.value)
        line = f"home from {now.wall(session.wall(until))}"
        return "Observation", hms(until - at), line, 1 - (until - at) / span
    gate = gates.discharge_gate(session, now, pack)
    figures, line = _to_do(gate, Stage.DISCHARGE)
    return "Discharge", figures or "Ready", line or "to go home", _done(gate)


def _before(session: Session, now: Now, pack: Pack) -> TileClock:
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
    if isinstance(item.rule, Check):
        return item.rule.short
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
    limit = bag.start_by(session.bag, pack)
    left = limit - session.true(now)
    if left < timedelta():
        return None
    return hms(left), f"start by {now.wall(session.wall(limit))}"


def _done(gate: Gate) -> float:
    return sum(item.done for item in gate) / len(gate) if gate else 1.0
