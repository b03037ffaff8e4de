"""Deciding about the pump: start, pause, resume, rate, end."""

from __future__ import annotations

from datetime import datetime

from app.models import facts, gates, infusion
from app.models.commands import (
    ChangeRate,
    Command,
    EndInfusion,
    PauseInfusion,
    ResumeInfusion,
    StartInfusion,
)
from app.models.decide.ask import handle
from app.models.decide.case import Asked, Decision, refuse
from app.models.decide.closed import closed
from app.models.decide.stage import before_start, happened, in_phase
from app.models.fits import fits
from app.models.moment import Now, weekday
from app.models.protocol import Pack
from app.models.refusal import Refusal
from app.models.session import Phase, Session


@handle.register
def start_infusion(command: StartInfusion, asked: Asked) -> Decision:
    """The start gate is open at that moment, and the rate does not end too soon."""
    session = before_start(asked)
    if isinstance(session, Refusal):
        return session
    _, now, pack = asked
    then = Now(command.at or now.at, now.zone)
    if then.day != session.date:
        return refuse(
            "another_day",
            f"This session was opened on {weekday(session.date)}. Cancel it and open one for the "
            "day of the infusion: every check belongs to its day.",
            pack.course.doses_a_day,
        )
    if shut := closed(gates.start_gate(session, then, pack), then, "Not started"):
        return shut
    started = facts.InfusionStarted(volume_ml=command.volume_ml, rate_ml_h=command.rate_ml_h)
    at = then.at - session.step
    return (
        fits(started, session, pack)
        or too_fast(command.rate_ml_h, command.volume_ml, session, at, pack)
        or (started,)
    )


@handle.register
def pause_infusion(command: PauseInfusion, asked: Asked) -> Decision:
    """Only a running pump pauses, with one of the protocol's reasons."""
    session = in_phase(asked, Phase.INFUSING)
    if isinstance(session, Refusal):
        return session
    paused = facts.InfusionPaused(reason=command.reason, note=command.note.strip())
    return fits(paused, session, asked.pack) or out_of_order(command, session, asked) or (paused,)


@handle.register
def resume_infusion(command: ResumeInfusion, asked: Asked) -> Decision:
    """After a reaction or a stroke sign only on a prescriber's order."""
    session = in_phase(asked, Phase.PAUSED)
    if isinstance(session, Refusal):
        return session
    rule = asked.pack.infusion.resume_after_reaction
    if wants_order(session) and not command.ordered_by.strip():
        return refuse(
            "order_missing",
            "There was a reaction or a stroke sign. Name the prescriber who ordered it to go on.",
            rule,
        )
    resumed = facts.InfusionResumed(
        rate_ml_h=command.rate_ml_h, ordered_by=command.ordered_by.strip()
    )
    return _at_rate(command, session, asked, resumed)


def wants_order(session: Session) -> bool:
    """Whether a paused pump runs again only on a prescriber's order.

    After a stroke sign, and after a pause that was ever recorded as one for a reaction: no
    correction of its reason takes that back.
    """
    last = session.runs[-1]
    signs = any(stamp.at >= last.start for stamp, _ in session.stroke_signs)
    standing = [pause for pause in session.pauses if last.end is None or pause.start >= last.end]
    return signs or any(pause.for_reaction for pause in standing)


@handle.register
def change_rate(command: ChangeRate, asked: Asked) -> Decision:
    """Slower always; faster only if the planned duration is still kept."""
    session = in_phase(asked, Phase.INFUSING)
    if isinstance(session, Refusal):
        return session
    if command.rate_ml_h == session.runs[-1].rate_ml_h:
        return refuse("already_done", f"The pump already runs at {command.rate_ml_h:g} mL/h.")
    return _at_rate(command, session, asked, facts.RateChanged(rate_ml_h=command.rate_ml_h))


@handle.register
def end_infusion(command: EndInfusion, asked: Asked) -> Decision:
    """A person saw it end; why, if the pump ran shorter than planned."""
    session = in_phase(asked, Phase.INFUSING, Phase.PAUSED)
    if isinstance(session, Refusal):
        return session
    if refused := out_of_order(command, session, asked):
        return refused
    at = happened(command, session, asked)
    early = early_end(session, at, command.early_reason, asked.pack)
    if isinstance(early, Refusal):
        return early
    reason = command.early_reason.strip() if early else ""
    ended = facts.InfusionEnded(given_ml=command.given_ml, early_reason=reason)
    return fits(ended, session, asked.pack) or (ended,)


def early_end(session: Session, at: datetime, reason: str, pack: Pack) -> bool | Refusal:
    """Whether an end at that instant is early; refused when it is and nobody says why."""
    rules, early = pack.infusion, infusion.short(session, at, pack)
    minutes = infusion.ran(session, at).total_seconds() / 60
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
    fastest = infusion.fastest_rate(session, volume_ml, at, pack)
    if rate_ml_h <= fastest:
        return None
    rule = pack.infusion.planned_min
    return refuse(
        "too_fast",
        f"{rate_ml_h:g} mL/h would end before {rule.value} min. "
        f"The fastest for {volume_ml:g} mL is {fastest:g} mL/h.",
        rule,
    )


def _at_rate(
    command: Command,
    session: Session,
    asked: Asked,
    fact: facts.InfusionResumed | facts.RateChanged,
) -> Decision:
    at = happened(command, session, asked)
    return (
        out_of_order(command, session, asked)
        or fits(fact, session, asked.pack)
        or too_fast(fact.rate_ml_h, session.volume_ml, session, at, asked.pack)
        or (fact,)
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
