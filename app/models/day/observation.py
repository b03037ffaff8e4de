"""The observation after the end of the infusion: how long, and who left before it was over."""

from __future__ import annotations

from datetime import datetime, timedelta

from app.models.day.requirement import Requirement, required
from app.models.day.session import Session
from app.models.moment import Now
from app.models.rules.pack import Pack
from app.models.rules.stage import Stage


def observation_requirement(session: Session, now: Now, pack: Pack) -> Requirement:
    rule = pack.discharge.observation_min
    if session.ended is None:
        over, detail = False, f"{rule.value} min from the recorded end"
    else:
        from_then = observed_until(session, pack)
        until = session.discharged.at if session.discharged else session.true(now)
        over = until >= from_then
        until_then = now.wall(session.wall(from_then))
        ended = now.wall(session.wall(session.ended.at))
        detail = f"complete, {ended} to {until_then}" if over else f"until {until_then}"
    return required(
        session, "observation", "Observation", Stage.OBSERVATION, rule, over, detail, None
    )


def observed_until(session: Session, pack: Pack) -> datetime:
    """When the observation is over, on the session's time line; the end must be recorded."""
    if session.ended is None:
        raise ValueError("the infusion has not ended")
    return session.ended.at + timedelta(minutes=pack.discharge.observation_min.value)


def left_early(session: Session, pack: Pack) -> bool:
    """Whether the patient left before the observation was over, as the record stands now."""
    gone = session.discharged
    return (
        gone is not None and session.ended is not None and gone.at < observed_until(session, pack)
    )
