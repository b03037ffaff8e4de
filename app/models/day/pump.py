"""The pump: start, pause, resume, rate, end."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from app.models import facts
from app.models.asking import Asked, Command, Decision, handle
from app.models.day import gates
from app.models.day.apply import apply
from app.models.day.closed import closed
from app.models.day.fits import fits, listed
from app.models.day.infusion import bad_volume, early_end, out_of_order, too_fast, too_slow
from app.models.day.sentence import say
from app.models.day.session import REACTION, Pause, Phase, Run, Session, Stamp
from app.models.day.stage import SessionCommand, before_start, happened, in_phase
from app.models.facts import Entry
from app.models.moment import Now, weekday
from app.models.refusal import Refusal, refuse
from app.models.rules.pack import Pack


class StartInfusion(SessionCommand, frozen=True):
    """Record that the pump was started, in mL and mL/h."""

    volume_ml: float
    rate_ml_h: float


class PauseInfusion(SessionCommand, frozen=True):
    """Record that the pump was stopped for a while, by the protocol's reason key."""

    reason: str
    note: str = ""


class ResumeInfusion(SessionCommand, frozen=True):
    """Record that the pump runs again; after a reaction name the prescriber who ordered it."""

    rate_ml_h: float
    ordered_by: str = ""


class ChangeRate(SessionCommand, frozen=True):
    """Record another rate in mL/h; never one that ends before the planned time."""

    rate_ml_h: float


class EndInfusion(SessionCommand, frozen=True):
    """Record the end as a person saw it, with the pump's own mL if read off; why, when early."""

    given_ml: float | None = None
    early_reason: str = ""


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


@fits.register
def _(fact: facts.InfusionStarted, session: Session, pack: Pack) -> Refusal | None:
    if refused := bad_volume(fact.volume_ml, pack) or too_slow(fact.rate_ml_h, pack):
        return refused
    if session.bag and fact.volume_ml > session.bag.volume_ml:
        return refuse(
            "more_than_bag",
            f"{fact.volume_ml:g} mL is more than the {session.bag.volume_ml:g} mL recorded for "
            "this bag. Type it again, or correct the bag and have it checked again.",
        )
    return _bad_given(session.given_ml, fact.volume_ml)


@fits.register
def _(fact: facts.InfusionPaused, session: Session, pack: Pack) -> Refusal | None:
    if listed(fact.reason, pack.infusion.pause_reasons):
        return None
    return refuse("pause_reason", "Say why it is paused: choose one of the reasons.")


@fits.register(facts.InfusionResumed)
@fits.register(facts.RateChanged)
def _(
    fact: facts.InfusionResumed | facts.RateChanged, session: Session, pack: Pack
) -> Refusal | None:
    return too_slow(fact.rate_ml_h, pack)


@fits.register
def _(fact: facts.InfusionEnded, session: Session, pack: Pack) -> Refusal | None:
    return _bad_given(fact.given_ml, session.volume_ml)


def _bad_given(given_ml: float | None, started_ml: float) -> Refusal | None:
    """Less than nothing given, or more than was started; None when it was not read off."""
    if given_ml is None or 0 <= given_ml <= started_ml:
        return None
    return refuse(
        "given_volume",
        f"{given_ml:g} mL cannot be: {started_ml:g} mL were started. Read it off again.",
    )


@apply.register
def _(fact: facts.InfusionStarted, session: Session, stamp: Stamp, entry: Entry) -> Session:
    return replace(
        session,
        phase=Phase.INFUSING,
        started=stamp,
        volume_ml=fact.volume_ml,
        runs=(Run(start=stamp.at, end=None, rate_ml_h=fact.rate_ml_h),),
    )


@apply.register
def _(fact: facts.InfusionPaused, session: Session, stamp: Stamp, entry: Entry) -> Session:
    pause = Pause(
        start=stamp.at, end=None, reason=fact.reason, for_reaction=fact.reason == REACTION
    )
    stopped = _stop_standing(_stop_running(session, stamp.at), stamp.at)
    return replace(stopped, phase=Phase.PAUSED, pauses=(*stopped.pauses, pause))


@apply.register
def _(fact: facts.InfusionResumed, session: Session, stamp: Stamp, entry: Entry) -> Session:
    run = Run(start=stamp.at, end=None, rate_ml_h=fact.rate_ml_h)
    standing = _stop_standing(session, stamp.at)
    return replace(standing, phase=Phase.INFUSING, runs=(*session.runs, run))


@apply.register
def _(fact: facts.RateChanged, session: Session, stamp: Stamp, entry: Entry) -> Session:
    stopped = _stop_running(session, stamp.at)
    run = Run(start=stamp.at, end=None, rate_ml_h=fact.rate_ml_h)
    return replace(stopped, runs=(*stopped.runs, run))


@apply.register
def _(fact: facts.InfusionEnded, session: Session, stamp: Stamp, entry: Entry) -> Session:
    stopped = _stop_standing(_stop_running(session, stamp.at), stamp.at)
    return replace(
        stopped,
        phase=Phase.OBSERVING,
        ended=stamp,
        given_ml=fact.given_ml,
        early_reason=fact.early_reason,
    )


def _stop_running(session: Session, at: datetime) -> Session:
    if not session.runs or session.runs[-1].end is not None:
        return session
    last = replace(session.runs[-1], end=at)
    return replace(session, runs=(*session.runs[:-1], last))


def _stop_standing(session: Session, at: datetime) -> Session:
    if not session.pauses or session.pauses[-1].end is not None:
        return session
    last = replace(session.pauses[-1], end=at)
    return replace(session, pauses=(*session.pauses[:-1], last))


@say.register
def _(fact: facts.InfusionStarted, pack: Pack) -> str:
    return f"Infusion started: {fact.volume_ml:g} mL at {fact.rate_ml_h:g} mL/h"


@say.register
def _(fact: facts.InfusionPaused, pack: Pack) -> str:
    note = f", {fact.note}" if fact.note else ""
    return f"Paused: {pack.name_of('pause_reason', fact.reason)}{note}"


@say.register
def _(fact: facts.InfusionResumed, pack: Pack) -> str:
    ordered = f", ordered by {fact.ordered_by}" if fact.ordered_by else ""
    return f"Resumed at {fact.rate_ml_h:g} mL/h{ordered}"


@say.register
def _(fact: facts.RateChanged, pack: Pack) -> str:
    return f"Rate changed to {fact.rate_ml_h:g} mL/h"


@say.register
def _(fact: facts.InfusionEnded, pack: Pack) -> str:
    given = f", {fact.given_ml:g} mL on the pump" if fact.given_ml is not None else ""
    early = f", early: {fact.early_reason}" if fact.early_reason else ""
    return f"Infusion ended{given}{early}"
