"""What each kind of fact does to a session."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import singledispatch

from msgspec.structs import replace

from app.models import facts
from app.models.facts import Entry, Fact
from app.models.session import checks
from app.models.session.state import (
    REACTION,
    Allowed,
    Bag,
    Pause,
    Phase,
    Premed,
    Run,
    Session,
    Stamp,
    VitalSet,
)


@singledispatch
def apply(fact: Fact, session: Session, stamp: Stamp, entry: Entry) -> Session:
    """The session after one more fact; a kind that has no place in a session raises."""
    raise facts.UnknownKind(f"{facts.kind_of(fact)} in a session's story")


@apply.register
def _(fact: facts.IdentityConfirmed, session: Session, stamp: Stamp, entry: Entry) -> Session:
    return replace(session, identity=stamp, identified_by=fact.identifiers)


@apply.register
def _(fact: facts.AuthorisationConfirmed, session: Session, stamp: Stamp, entry: Entry) -> Session:
    return replace(session, authorised=stamp, authorised_how=fact.how)


@apply.register
def _(fact: facts.QuestionsAnswered, session: Session, stamp: Stamp, entry: Entry) -> Session:
    return replace(session, answers={**session.answers, **fact.answers}, answered=stamp)


apply.register(facts.CheckAnswered, checks.answered)
apply.register(facts.CheckDecided, checks.decided)


@apply.register
def _(fact: facts.PremedicationGiven, session: Session, stamp: Stamp, entry: Entry) -> Session:
    premed = Premed(
        stamp=stamp,
        given_at=stamp.at,
        drug=fact.drug,
        dose=fact.dose,
        unit=fact.unit,
        route=fact.route,
        running=fact.running,
    )
    return replace(session, premeds={**session.premeds, fact.item: premed})


@apply.register
def _(fact: facts.PremedicationFinished, session: Session, stamp: Stamp, entry: Entry) -> Session:
    running = session.premeds.get(fact.item)
    if running is None:  # its giving was struck out
        return session
    finished = replace(running, running=False, stamp=stamp)
    return replace(session, premeds={**session.premeds, fact.item: finished})


@apply.register
def _(fact: facts.PremedicationWithheld, session: Session, stamp: Stamp, entry: Entry) -> Session:
    premed = Premed(stamp=stamp, withheld=fact.reason)
    return replace(session, premeds={**session.premeds, fact.item: premed})


@apply.register
def _(fact: facts.BagPrepared, session: Session, stamp: Stamp, entry: Entry) -> Session:
    bag = Bag(
        diluted_at=stamp.at,
        prepared=stamp,
        lot=fact.lot,
        expires=fact.expires,
        diluent=fact.diluent,
        volume_ml=fact.volume_ml,
        rate_ml_h=fact.rate_ml_h,
    )
    return replace(session, bag=bag, overrides=_without(session, "bag_check"))


@apply.register
def _(fact: facts.BagChecked, session: Session, stamp: Stamp, entry: Entry) -> Session:
    if session.bag is None:  # its preparation was struck out
        return session
    return replace(session, bag=replace(session.bag, checked=stamp, differed=()))


@apply.register
def _(fact: facts.BagCheckDiffered, session: Session, stamp: Stamp, entry: Entry) -> Session:
    if session.bag is None:
        return session
    return replace(session, bag=replace(session.bag, checked=None, differed=fact.fields))


@apply.register
def _(fact: facts.RequirementOverridden, session: Session, stamp: Stamp, entry: Entry) -> Session:
    allowed = Allowed(
        stamp=stamp,
        allowed_by=fact.allowed_by,
        reason=fact.reason,
        told_of_risk=fact.told_of_risk,
        against_advice=fact.against_advice,
    )
    return replace(session, overrides={**session.overrides, fact.requirement: allowed})


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


@apply.register
def _(fact: facts.VitalsTaken, session: Session, stamp: Stamp, entry: Entry) -> Session:
    taken = vital_set(fact, stamp, entry)
    ordered = sorted((*session.vitals, taken), key=lambda vital: vital.order)
    return replace(
        session,
        vitals=tuple(ordered),
        overrides=_without(session, "last_vitals"),  # decided before this set was known
    )


def vital_set(fact: facts.VitalsTaken, stamp: Stamp, entry: Entry) -> VitalSet:
    """The set as this entry gives it."""
    return VitalSet(
        stamp=stamp,
        version=entry.version,
        written=entry.version,
        earliest=stamp.at,
        taken=fact,
    )


@apply.register
def _(fact: facts.SymptomNoted, session: Session, stamp: Stamp, entry: Entry) -> Session:
    return replace(session, symptoms=(*session.symptoms, (stamp, fact)))


@apply.register
def _(fact: facts.StrokeSignsFound, session: Session, stamp: Stamp, entry: Entry) -> Session:
    return replace(
        session,
        stroke_signs=(*session.stroke_signs, (stamp, fact)),
        overrides=_without(session, "stroke_check"),  # decided before this sign was seen
    )


@apply.register(facts.DrugGiven)
@apply.register(facts.NoteWritten)
@apply.register(facts.WorkstationSlept)
def _(fact: Fact, session: Session, stamp: Stamp, entry: Entry) -> Session:
    return session


@apply.register
def _(fact: facts.TeachBackDone, session: Session, stamp: Stamp, entry: Entry) -> Session:
    return replace(session, teach_back=stamp)


@apply.register
def _(fact: facts.SheetHandedOver, session: Session, stamp: Stamp, entry: Entry) -> Session:
    return replace(session, sheet=stamp, sheet_how=fact.how, sheet_for=fact.ended_at)


@apply.register
def _(fact: facts.PatientDischarged, session: Session, stamp: Stamp, entry: Entry) -> Session:
    return replace(session, phase=Phase.DISCHARGED, discharged=stamp, left_early=fact.early)


@apply.register
def _(fact: facts.SessionCancelled, session: Session, stamp: Stamp, entry: Entry) -> Session:
    return replace(session, phase=Phase.CANCELLED, cancelled=stamp, cancel_reason=fact.reason)


@apply.register
def _(fact: facts.AlarmAcknowledged, session: Session, stamp: Stamp, entry: Entry) -> Session:
    return replace(session, acknowledged={**session.acknowledged, fact.alarm: stamp})


@apply.register
def _(fact: facts.EntryCorrected, session: Session, stamp: Stamp, entry: Entry) -> Session:
    told = checks.righted(fact, replace(session, corrections=session.corrections + 1), stamp)
    wrong = next((item.fact for item in session.entries if item.version == fact.entry), None)
    if isinstance(wrong, facts.VitalsTaken) and fact.values:
        return replace(told, overrides=_without(told, "last_vitals"))  # decided on other values
    bags = [item.version for item in session.entries if isinstance(item.fact, facts.BagPrepared)]
    if told.bag is None or fact.entry != bags[-1]:
        return told
    checked = told.bag.checked
    another = bool(fact.values) and told.started is None
    if another or (checked and checked.at < told.bag.diluted_at):
        return replace(  # the check, or its override, was of another bag
            told, bag=replace(told.bag, checked=None), overrides=_without(told, "bag_check")
        )
    return told


@apply.register
def _(fact: facts.ClockStepped, session: Session, stamp: Stamp, entry: Entry) -> Session:
    return replace(session, step=session.step + timedelta(seconds=fact.seconds))


def _without(session: Session, requirement: str) -> dict[str, Allowed]:
    return {key: told for key, told in session.overrides.items() if key != requirement}


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
