"""The pump in numbers: minutes run, milliliters and milligrams given, the rates that may be set.

Every instant is on the session's own time line (`Session.true`)."""

from __future__ import annotations

import math
from datetime import datetime, timedelta

from app.models.asking import Asked, Command
from app.models.day.session import Pause, Phase, Run, Session
from app.models.day.stage import happened
from app.models.refusal import Refusal, refuse
from app.models.rules.pack import Pack


def ran(session: Session, at: datetime) -> timedelta:
    """How long the pump has run, pauses left out."""
    return sum((_length(run, at) for run in session.runs), timedelta())


def stood(session: Session, at: datetime) -> timedelta:
    """How long the pump has stood since it was started."""
    return sum((_length(pause, at) for pause in session.pauses), timedelta())


def _length(stretch: Run | Pause, at: datetime) -> timedelta:
    """Never negative, even when the clock was set back."""
    return max(timedelta(), (stretch.end or at) - stretch.start)


def pumped_ml(session: Session, at: datetime) -> float:
    """Millilitres given by rate and time, never more than was in the bag."""
    millilitres = sum(
        _length(run, at).total_seconds() / 3600 * run.rate_ml_h for run in session.runs
    )
    return min(millilitres, session.volume_ml)


def given_ml(session: Session, at: datetime) -> float:
    """Millilitres given: as read off the pump at the end, else by rate and time."""
    return pumped_ml(session, at) if session.given_ml is None else session.given_ml


def given_mg(session: Session, millilitres: float, pack: Pack) -> float:
    """Milligrams in that many millilitres of this bag, which held the whole dose."""
    held = session.bag.volume_ml if session.bag else session.volume_ml
    return pack.course.dose_mg.value * millilitres / held if held else 0.0


def short(session: Session, at: datetime, pack: Pack) -> bool:
    """Whether the pump had run clearly less than planned by then."""
    rules = pack.infusion
    minutes = ran(session, at).total_seconds() / 60
    return minutes < rules.planned_min.value - rules.end_early_min.value


def left(session: Session, at: datetime) -> timedelta:
    """How long the pump still has to run at the present rate; for a paused one at its last rate."""
    if not session.runs or session.phase not in (Phase.INFUSING, Phase.PAUSED):
        return timedelta()
    millilitres = session.volume_ml - pumped_ml(session, at)
    return timedelta(hours=max(0.0, millilitres) / session.runs[-1].rate_ml_h)


def empty_at(session: Session) -> datetime | None:
    """When the bag is, or was, empty at the present rate; None unless the pump runs."""
    if session.phase is not Phase.INFUSING:
        return None
    last = session.runs[-1]
    millilitres = session.volume_ml - pumped_ml(session, last.start)
    return last.start + timedelta(hours=max(0.0, millilitres) / last.rate_ml_h)


def fastest_rate(session: Session, volume_ml: float, at: datetime, pack: Pack) -> float:
    """The highest rate in mL/h that does not end before the planned duration.

    Rounded down to a tenth, as pumps are set. Infinite once the planned minutes have run.
    """
    minutes = pack.infusion.planned_min.value - ran(session, at).total_seconds() / 60
    if minutes <= 0:
        return math.inf
    millilitres = volume_ml - pumped_ml(session, at)
    return math.floor(millilitres / minutes * 60 * 10 + 1e-6) / 10


def early_end(session: Session, at: datetime, reason: str, pack: Pack) -> bool | Refusal:
    """Whether an end at that instant is early; refused when it is and nobody says why."""
    rules, early = pack.infusion, short(session, at, pack)
    minutes = ran(session, at).total_seconds() / 60
    if early and not reason.strip():
        return refuse(
            "early_reason_missing",
            f"The pump ran {minutes:.0f} of {rules.planned_min.value} min. "
            "Say why it ended so early.",
            rules.end_early_min,
        )
    return early


def too_fast(
    rate_ml_h: float, volume_ml: float, session: Session, at: datetime, pack: Pack
) -> Refusal | None:
    """A rate that ends before the planned duration."""
    fastest = fastest_rate(session, volume_ml, at, pack)
    if rate_ml_h <= fastest:
        return None
    rule = pack.infusion.planned_min
    return refuse(
        "too_fast",
        f"{rate_ml_h:g} mL/h would end before {rule.value} min. "
        f"The fastest for {volume_ml:g} mL is {fastest:g} mL/h.",
        rule,
    )


def out_of_order(command: Command, session: Session, asked: Asked) -> Refusal | None:
    """A time before the last thing the pump did, or before the start."""
    at = happened(command, session, asked)
    last = max(
        [run.start for run in session.runs]
        + [run.end for run in session.runs if run.end]
        + [pause.end for pause in session.pauses if pause.end]
    )
    if at >= last:
        return None
    now = asked.now
    return refuse(
        "before_last",
        f"{now.wall(session.wall(at))} is before the last change of the pump, at "
        f"{now.wall(session.wall(last))}. Check the time, or correct the earlier entry.",
    )


def bad_volume(volume_ml: float, pack: Pack) -> Refusal | None:
    """A volume that no bag of this protocol holds."""
    smallest, largest = pack.bag.smallest_volume_ml, pack.bag.largest_volume_ml
    if smallest.value <= volume_ml <= largest.value:
        return None
    rule = smallest if volume_ml < smallest.value else largest
    return refuse("volume", f"{volume_ml:g} mL cannot be in this bag. Type it again.", rule)


def too_slow(rate_ml_h: float, pack: Pack) -> Refusal | None:
    """A rate that no pump was set to."""
    slowest = pack.infusion.slowest_rate_ml_h
    if rate_ml_h >= slowest.value:
        return None
    return refuse("rate", f"{rate_ml_h:g} mL/h is not a rate. Type it again.", slowest)
