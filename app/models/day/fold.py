"""The day as a fold over its entries."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

import msgspec
from msgspec.structs import replace

from app.models import facts
from app.models.day.apply import apply
from app.models.day.history import Correction, corrections, history
from app.models.day.session import REACTION, Phase, Session, Stamp, VitalSet
from app.models.day.vitals import vital_set
from app.models.facts import Entry, Fact


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
        session = _step(id, session, entry, made.get(entry.mark, ()))
    return session


def _step(id: str, session: Session | None, entry: Entry, made: tuple[Correction, ...]) -> Session:
    if session is None:
        if not isinstance(entry.fact, facts.SessionOpened):
            raise facts.UnknownKind(f"{facts.kind_of(entry.fact)} before the session was opened")
        return _open(id, entry, entry.fact)
    *former, right = history(entry, made)
    told = apply(right.fact, session, _stamp(session, right), right) if right else session
    told = _remember(told, session, entry, [item for item in former if item], made)
    return replace(told, version=session.version + 1, entries=(*session.entries, entry))


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
            sets = tuple(
                vital_set(item.fact, _stamp(before, item), item, before.version + 1)
                for item in former
                if isinstance(item.fact, facts.VitalsTaken)
            )
            return replace(
                told,
                vitals=tuple(
                    _corrected(vital, made, sets) if vital.mark == entry.mark else vital
                    for vital in told.vitals
                ),
                former_vitals=(*told.former_vitals, *sets),
            )
        case _:
            return told


def _for_reaction(fact: Fact) -> bool:
    return isinstance(fact, facts.InfusionPaused) and fact.reason == REACTION


def _corrected(
    vital: VitalSet, made: tuple[Correction, ...], former: tuple[VitalSet, ...]
) -> VitalSet:
    changed = [correction.mark for correction, fact in made if fact.values]
    return replace(
        vital,
        written=(vital.mark, *changed)[-1],
        earliest=min(item.stamp.at for item in (vital, *former)),
    )


def _open(id: str, entry: Entry, fact: facts.SessionOpened) -> Session:
    return Session(
        id=id,
        version=1,
        phase=Phase.BEFORE,
        opened=Stamp(entry.occurred_at, entry.actor),
        entries=(entry,),
        **msgspec.structs.asdict(fact),
    )


def _stamp(session: Session, entry: Entry) -> Stamp:
    return Stamp(entry.occurred_at - session.step, entry.actor)


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
                    item.occurred_at for item in history(entry, made.get(entry.mark, ())) if item
                ]
                if max(times) - step <= session.started.at:
                    kept.append(entry)
    then = fold(session.id, kept) or session
    return replace(then, whose=session.whose, earlier=session.earlier)
