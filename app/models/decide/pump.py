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
from app.models.moment import Now, weekday
from app.models.protocol import Pack
from app.models.refusal import Refusal
from app.models.session import Phase, Session
from app.models.session.state import REACTION as REACTION


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
    if refused := bad_volume(command.volume_ml, pack):
        return refused
    if session.bag and command.volume_ml > session.bag.volume_ml:
        return refuse(
            "more_than_bag",
            f"{command.volume_ml:g} mL is more than the {session.bag.volume_ml:g} mL recorded for "
            "this bag. Type it again, or correct the bag and have it checked again.",
        )
    at = then.at - session.step
    if refused := bad_rate(command.rate_ml_h, command.volume_ml, session, at, pack):
        return refused
    return (facts.InfusionStarted(volume_ml=command.volume_ml, rate_ml_h=command.rate_ml_h),)


@handle.register
def pause_infusion(command: PauseInfusion, asked: Asked) -> Decision:
    """Only a running pump pauses, with one of the protocol's reasons."""
    session = in_phase(asked, Phase.INFUSING)
    if isinstance(session, Refusal):
        return session
    if command.reason not in {item.key for item in asked.pack.infusion.pause_reasons}:
        return refuse("pause_reason", "Say why it is paused: choose one of the reasons.")
    if refused := out_of_order(command, session, asked):
        return refused
    return (facts.InfusionPaused(reason=command.reason, note=command.note.strip()),)


@handle.register
def resume_infusion(command: ResumeInfusion, asked: Asked) -> Decision:
    """After a reaction or a stroke sign only on a prescriber's order."""
    session = in_phase(asked, Phase.PAUSED)
    if isinstance(session, Refusal):
        return session
    rule = asked.pack.infusion.resume_after_reaction
    if _wants_order(session) and not command.ordered_by.strip():
        return refuse(
            "order_missing",
            "There was a reaction or a stroke sign. Name the prescriber who ordered it to go on.",
            rule,
        )
    return _at_rate(
        command,
        command.rate_ml_h,
        session,
        asked,
        facts.InfusionResumed(rate_ml_h=command.rate_ml_h, ordered_by=command.ordered_by.strip()),
    )


def _wants_order(session: Session) -> bool:
    since = session.runs[-1].start
    signs = any(stamp.at >= since for stamp, _ in session.stroke_signs)
    return signs or session.pauses[-1].reason == REACTION


@handle.register
def change_rate(command: ChangeRate, asked: Asked) -> Decision:
    """Slower always; faster only if the planned duration is still kept."""
    session = in_phase(asked, Phase.INFUSING)
    if isinstance(session, Refusal):
        return session
    if command.rate_ml_h == session.runs[-1].rate_ml_h:
        return refuse("already_done", f"The pump already runs at {command.rate_ml_h:g} mL/h.")
    return _at_rate(
        command,
        command.rate_ml_h,
        session,
        asked,
        facts.RateChanged(rate_ml_h=command.rate_ml_h),
    )


@handle.register
def end_infusion(command: EndInfusion, asked: Asked) -> Decision:
    """A person saw it end; why, if the pump ran shorter than planned."""
    session = in_phase(asked, Phase.INFUSING, Phase.PAUSED)
    if isinstance(session, Refusal):
        return session
    if refused := out_of_order(command, session, asked):
        return refused
    if command.given_ml is not None and not 0 <= command.given_ml <= session.volume_ml:
        return refuse(
            "given_volume",
            f"{command.given_ml:g} mL cannot be: the bag held {session.volume_ml:g} mL.",
        )
    at = happened(command, session, asked)
    early = early_end(session, at, command.early_reason, asked.pack)
    if isinstance(early, Refusal):
        return early
    reason = command.early_reason.strip() if early else ""
    return (facts.InfusionEnded(given_ml=command.given_ml, early_reason=reason),)


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


def bad_rate(
    rate_ml_h: float, volume_ml: float, session: Session, at: datetime, pack: Pack
) -> Refusal | None:
    """A rate of next to nothing, or one that ends before the planned duration."""
    if refused := too_slow(rate_ml_h, pack):
        return refused
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
    command: Command, rate: float, session: Session, asked: Asked, fact: facts.Fact
) -> Decision:
    if refused := out_of_order(command, session, asked):
        return refused
    at = happened(command, session, asked)
    if refused := bad_rate(rate, session.volume_ml, session, at, asked.pack):
        return refused
    return (fact,)


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
