"""One day at the chair: a fold over its facts.

Instants in the state are on the session's own time line: the wall clock less the steps it
took since the session was opened. So `now - started` is time that really went by, whatever
somebody did to the clock. `Session.true` brings the present onto that line, `Session.wall`
brings a deadline back to what the wall shows.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import singledispatch

import msgspec
from msgspec.structs import replace

from app.models import facts
from app.models.facts import Answer, Entry, Fact
from app.models.moment import Now


class Phase(StrEnum):
    """Where the day stands."""

    BEFORE = "before the start"
    INFUSING = "infusing"
    PAUSED = "paused"
    OBSERVING = "observing"
    DISCHARGED = "discharged"
    CANCELLED = "cancelled"


class Stamp(msgspec.Struct, frozen=True):
    """When something happened, and who recorded it."""

    at: datetime
    by: str


class Premed(msgspec.Struct, frozen=True, kw_only=True):
    """How far a premedication has come."""

    stamp: Stamp
    drug: str = ""
    dose: float = 0
    unit: str = ""
    route: str = ""
    running: bool = False
    withheld: str = ""


class Bag(msgspec.Struct, frozen=True, kw_only=True):
    """The bag: what is in it, when it was diluted, who checked it."""

    diluted_at: datetime
    prepared: Stamp
    lot: str
    expires: date
    diluent: str
    volume_ml: float
    rate_ml_h: float
    checked: Stamp | None = None
    differed: tuple[str, ...] = ()


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch in which the pump ran at one rate; `end` is None while it runs."""

    start: datetime
    end: datetime | None
    rate_ml_h: float


class Pause(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch in which the pump stood; `end` is None while it stands."""

    start: datetime
    end: datetime | None
    reason: str


class VitalSet(msgspec.Struct, frozen=True, kw_only=True):
    """A set of vital signs, and the version of its entry."""

    stamp: Stamp
    version: int
    taken: facts.VitalsTaken


class Allowed(msgspec.Struct, frozen=True, kw_only=True):
    """An override: who allowed it, why, and who wrote it down."""

    stamp: Stamp
    allowed_by: str
    reason: str
    told_of_risk: bool


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """The day so far. Everything here follows from `entries`."""

    id: str
    version: int
    phase: Phase
    opened: Stamp
    patient: str
    chair: int
    course: int
    day: int
    days: int
    dose: int
    date: date
    protocol: str
    protocol_version: str
    gap_allowed_by: str
    gap_reason: str
    step: timedelta = timedelta()
    identity: Stamp | None = None
    identified_by: tuple[facts.Identifier, ...] = ()
    authorised: Stamp | None = None
    authorised_how: str = ""
    answers: dict[str, Answer] = {}
    answered: Stamp | None = None
    premeds: dict[str, Premed] = {}
    bag: Bag | None = None
    overrides: dict[str, Allowed] = {}
    started: Stamp | None = None
    volume_ml: float = 0
    runs: tuple[Run, ...] = ()
    pauses: tuple[Pause, ...] = ()
    ended: Stamp | None = None
    given_ml: float | None = None
    early_reason: str = ""
    vitals: tuple[VitalSet, ...] = ()
    stroke_signs: tuple[tuple[Stamp, facts.StrokeSignsFound], ...] = ()
    symptoms: tuple[tuple[Stamp, facts.SymptomNoted], ...] = ()
    teach_back: Stamp | None = None
    sheet: Stamp | None = None
    sheet_how: str = ""
    sheet_for: datetime | None = None
    discharged: Stamp | None = None
    left_early: bool = False
    cancelled: Stamp | None = None
    cancel_reason: str = ""
    acknowledged: dict[str, Stamp] = {}
    corrections: int = 0
    entries: tuple[Entry, ...] = ()

    def true(self, now: Now) -> datetime:
        """The present on the session's own time line."""
        return now.at - self.step

    def wall(self, instant: datetime) -> datetime:
        """What the wall clock shows, as it goes now, at an instant of the session's time line."""
        return instant + self.step

    @property
    def over(self) -> bool:
        """Whether the chair is free again."""
        return self.phase in (Phase.DISCHARGED, Phase.CANCELLED)

    @property
    def dose_given(self) -> bool:
        """Whether any of the dose went in, so that this day counts."""
        return self.started is not None


def fold(id: str, entries: Iterable[Entry], before: Session | None = None) -> Session | None:
    """The session after these entries; `before` is the fold of all earlier ones.

    A correction changes the past, so the whole story is then told again.
    """
    new = tuple(entries)
    if before and any(isinstance(entry.fact, facts.EntryCorrected) for entry in new):
        return fold(id, (*before.entries, *new))
    corrections = {
        entry.fact.entry: entry.fact
        for entry in new
        if isinstance(entry.fact, facts.EntryCorrected)
    }
    session = before
    for entry in new:
        session = _step(id, session, entry, corrections.get(entry.version))
    return session


def _step(
    id: str, session: Session | None, entry: Entry, correction: facts.EntryCorrected | None
) -> Session:
    if session is None:
        if not isinstance(entry.fact, facts.SessionOpened):
            raise facts.UnknownKind(f"{facts.kind_of(entry.fact)} before the session was opened")
        return _open(id, entry, entry.fact)
    if correction is None:
        told = apply(entry.fact, session, _stamp(session, entry), entry)
    elif correction.struck:
        told = session
    else:
        right = facts.corrected(entry, correction)
        told = apply(right.fact, session, _stamp(session, right), right)
    return replace(told, version=entry.version, entries=(*session.entries, entry))


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
    kept = {key: told for key, told in session.overrides.items() if key != "bag_check"}
    return replace(session, bag=bag, overrides=kept)


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
    pause = Pause(start=stamp.at, end=None, reason=fact.reason)
    return replace(
        _stop_running(session, stamp.at), phase=Phase.PAUSED, pauses=(*session.pauses, pause)
    )


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
    taken = VitalSet(stamp=stamp, version=entry.version, taken=fact)
    ordered = sorted((*session.vitals, taken), key=lambda vital: (vital.stamp.at, vital.version))
    return replace(session, vitals=tuple(ordered))


@apply.register
def _(fact: facts.SymptomNoted, session: Session, stamp: Stamp, entry: Entry) -> Session:
    return replace(session, symptoms=(*session.symptoms, (stamp, fact)))


@apply.register
def _(fact: facts.StrokeSignsFound, session: Session, stamp: Stamp, entry: Entry) -> Session:
    return replace(session, stroke_signs=(*session.stroke_signs, (stamp, fact)))


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
    return replace(
        session, phase=Phase.CANCELLED, cancelled=stamp, cancel_reason=fact.reason
    )


@apply.register
def _(fact: facts.AlarmAcknowledged, session: Session, stamp: Stamp, entry: Entry) -> Session:
    return replace(session, acknowledged={**session.acknowledged, fact.alarm: stamp})


@apply.register
def _(fact: facts.EntryCorrected, session: Session, stamp: Stamp, entry: Entry) -> Session:
    return replace(session, corrections=session.corrections + 1)


@apply.register
def _(fact: facts.ClockStepped, session: Session, stamp: Stamp, entry: Entry) -> Session:
    return replace(session, step=session.step + timedelta(seconds=fact.seconds))


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
