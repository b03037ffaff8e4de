"""The day told from its entries: what each kind of fact does to the session."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import singledispatch

import msgspec
from msgspec.structs import replace

from app.models import facts
from app.models.correction import Correction, corrections, history
from app.models.facts import Entry, Fact
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


def fold(id: str, entries: Iterable[Entry], before: Session | None = None) -> Session | None:
    """The session after these entries; `before` is the fold of all earlier ones.

    A correction changes the past, so the whole story is then told again.
    """
    new = tuple(entries)
    if before and any(isinstance(entry.fact, facts.EntryCorrected) for entry in new):
        return fold(id, (*before.entries, *new))
    made = corrections(new)
    session = before
    for entry in new:
        session = _step(id, session, entry, made.get(entry.version, ()))
    return session


def _step(id: str, session: Session | None, entry: Entry, made: tuple[Correction, ...]) -> Session:
    if session is None:
        if not isinstance(entry.fact, facts.SessionOpened):
            raise facts.UnknownKind(f"{facts.kind_of(entry.fact)} before the session was opened")
        return _open(id, entry, entry.fact)
    *former, right = history(entry, made)
    told = apply(right.fact, session, _stamp(session, right), right) if right else session
    told = _remember(told, session, entry, [item for item in former if item], made)
    return replace(told, version=entry.version, entries=(*session.entries, entry))


def _remember(
    told: Session,
    before: Session,
    entry: Entry,
    former: list[Entry],
    made: tuple[Correction, ...],
) -> Session:
    """What a correction does not undo: that a pause was for a reaction, what a set was before."""
    match entry.fact:
        case facts.InfusionPaused() if any(_for_reaction(item.fact) for item in former):
            last = replace(told.pauses[-1], for_reaction=True)
            return replace(told, pauses=(*told.pauses[:-1], last))
        case facts.VitalsTaken() if made:
            sets = tuple(_set(item, _stamp(before, item)) for item in former)
            return replace(
                told,
                vitals=tuple(_written(vital, entry.version, made) for vital in told.vitals),
                former_vitals=(*told.former_vitals, *sets),
            )
        case _:
            return told


def _for_reaction(fact: Fact) -> bool:
    return isinstance(fact, facts.InfusionPaused) and fact.reason == REACTION


def _set(entry: Entry, stamp: Stamp) -> VitalSet:
    assert isinstance(entry.fact, facts.VitalsTaken)
    return VitalSet(stamp=stamp, version=entry.version, written=entry.version, taken=entry.fact)


def _written(vital: VitalSet, version: int, made: tuple[Correction, ...]) -> VitalSet:
    if vital.version != version:
        return vital
    changed = [correction.version for correction, fact in made if fact.values]
    return replace(vital, written=max((version, *changed)))


def _open(id: str, entry: Entry, fact: facts.SessionOpened) -> Session:
    return Session(
        id=id,
        version=entry.version,
        phase=Phase.BEFORE,
        opened=Stamp(entry.occurred_at, entry.actor),
        entries=(entry,),
        **msgspec.structs.asdict(fact),
    )


def _stamp(session: Session, entry: Entry) -> Stamp:
    return Stamp(entry.occurred_at - session.step, entry.actor)


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


@apply.register
def _(fact: facts.PremedicationGiven, session: Session, stamp: Stamp, entry: Entry) -> Session:
    premed = Premed(
        stamp=stamp,
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
    ordered = sorted((*session.vitals, _set(entry, stamp)), key=vital_order)
    return replace(
        session,
        vitals=tuple(ordered),
        overrides=_without(session, "last_vitals"),  # it was let pass before this set was known
    )


@apply.register
def _(fact: facts.SymptomNoted, session: Session, stamp: Stamp, entry: Entry) -> Session:
    return replace(session, symptoms=(*session.symptoms, (stamp, fact)))


@apply.register
def _(fact: facts.StrokeSignsFound, session: Session, stamp: Stamp, entry: Entry) -> Session:
    return replace(
        session,
        stroke_signs=(*session.stroke_signs, (stamp, fact)),
        overrides=_without(session, "stroke_check"),  # it was let pass before this sign was seen
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
    told = replace(session, corrections=session.corrections + 1)
    wrong = next((item.fact for item in session.entries if item.version == fact.entry), None)
    if isinstance(wrong, facts.VitalsTaken) and fact.values:
        return replace(told, overrides=_without(told, "last_vitals"))  # these were not known
    bags = [item.version for item in session.entries if isinstance(item.fact, facts.BagPrepared)]
    if told.bag is None or fact.entry != bags[-1]:
        return told
    checked = told.bag.checked
    another = bool(fact.values) and told.started is None
    if another or (checked and checked.at < told.bag.diluted_at):
        return replace(  # what was checked, or let pass unchecked, is not this bag
            told, bag=replace(told.bag, checked=None), overrides=_without(told, "bag_check")
        )
    return told


@apply.register
def _(fact: facts.ClockStepped, session: Session, stamp: Stamp, entry: Entry) -> Session:
    return replace(session, step=session.step + timedelta(seconds=fact.seconds))


def as_started(session: Session) -> Session:
    """The day up to the start of the infusion, by the record as it stands now.

    What was recorded as later than the start is left out, and so is what only a correction moved
    before it: nothing that was met becomes met earlier by a correction.
    """
    if session.started is None:
        return session
    made = corrections(session.entries)
    kept, step = [], timedelta()
    for entry in session.entries:
        match entry.fact:
            case facts.ClockStepped() as stepped:
                step += timedelta(seconds=stepped.seconds)
                kept.append(entry)
            case facts.SessionOpened() | facts.InfusionStarted() | facts.EntryCorrected():
                kept.append(entry)
            case _:
                times = [
                    item.occurred_at for item in history(entry, made.get(entry.version, ())) if item
                ]
                if max(times) - step <= session.started.at:
                    kept.append(entry)
    return fold(session.id, kept) or session


def vital_order(vital: VitalSet) -> tuple[datetime, int]:
    """Sets in the order they were taken, and of the same instant in the order of their entries."""
    return vital.stamp.at, vital.version


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
