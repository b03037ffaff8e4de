"""Corrections: the wrong entry stays readable, the right one stands beside it."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import takewhile
from typing import Any

import msgspec
from msgspec.structs import replace

from app.models import facts
from app.models.asking import Asked, Decision, handle
from app.models.checks import applied
from app.models.checks.answering import another_answer
from app.models.day.apply import apply
from app.models.day.fits import fits
from app.models.day.fold import fold
from app.models.day.history import as_it_stands, corrections
from app.models.day.infusion import early_end
from app.models.day.requirement import without_override
from app.models.day.session import Session, Stamp
from app.models.day.stage import SessionCommand, known_session
from app.models.day.tiers import critical
from app.models.day.vitals import unconfirmed
from app.models.facts import Entry, EntryCorrected, Fact, StrokeCheck, VitalsTaken
from app.models.refusal import Refusal, missing, refuse
from app.models.rules.pack import Pack


class CorrectEntry(SessionCommand, frozen=True):
    """Correct an entry of this session: `values` that change, or a right time, or strike it out.

    `entry` is the entry's mark, as the timeline shows it. `confirmed` says that
    a value that becomes critical was read twice.
    """

    entry: str
    reason: str
    values: dict[str, Any] = {}
    occurred_at: datetime | None = None
    strike: bool = False
    confirmed: bool = False


STRUCK_OUT: tuple[type[Fact], ...] = (
    facts.VitalsTaken,
    facts.SymptomNoted,
    facts.StrokeSignsFound,
    facts.DrugGiven,
    facts.NoteWritten,
    facts.PremedicationGiven,
    facts.PremedicationFinished,
    facts.PremedicationWithheld,
    facts.RequirementOverridden,
    facts.IdentityConfirmed,
    facts.AuthorisationConfirmed,
    facts.QuestionsAnswered,
    facts.CheckAnswered,
    facts.CheckDecided,
    facts.TeachBackDone,
    facts.SheetHandedOver,
)
"""Kinds that may be struck out: without them the rest of the day still makes sense."""

CORRECTED: tuple[type[Fact], ...] = (
    *STRUCK_OUT,
    facts.BagPrepared,
    facts.InfusionStarted,
    facts.InfusionPaused,
    facts.InfusionResumed,
    facts.RateChanged,
    facts.InfusionEnded,
)
"""Kinds whose values or time may be corrected."""

FIXED: dict[type[Fact], tuple[str, ...]] = {
    facts.RequirementOverridden: ("requirement", "told_of_risk", "against_advice"),
    facts.PremedicationGiven: ("item",),
    facts.PremedicationFinished: ("item",),
    facts.PremedicationWithheld: ("item",),
    facts.StrokeSignsFound: ("last_known_well",),
    facts.CheckAnswered: ("check", "field"),
    facts.CheckDecided: ("check", "field", "said", "about"),
    facts.SymptomNoted: ("since",),
    facts.SheetHandedOver: ("ended_at",),
}
"""Fields without which it is another entry: it is struck out and recorded again."""


@handle.register
def correct_entry(command: CorrectEntry, asked: Asked) -> Decision:
    """At any time, also after discharge; the day must still make sense afterwards."""
    session = known_session(asked)
    if isinstance(session, Refusal):
        return session
    entry = next((item for item in session.entries if item.mark == command.entry), None)
    if entry is None:
        return refuse("unknown_entry", "There is no such entry in this session.")
    if empty := missing(reason=command.reason):
        return empty
    stands = as_it_stands(entry, corrections(session.entries).get(entry.mark, ()))
    if stands is None:
        return refuse("already_done", "This entry is struck out already. Record the right one.")
    if refused := _not_allowed(command, entry):
        return refused
    if command.occurred_at and _to_come(command.occurred_at, entry, session, asked):
        return refuse("future", "The right time lies in the future. Enter when it happened.")
    fact = EntryCorrected(
        entry=entry.mark,
        reason=command.reason.strip(),
        struck=command.strike,
        values=command.values,
        occurred_at=command.occurred_at,
    )
    return _unfit(stands, fact, command, session, asked) or (fact,)


def _to_come(at: datetime, entry: Entry, session: Session, asked: Asked) -> bool:
    """Whether it lies in the future, on the wall clock as it went when the entry was written."""
    steps = [
        timedelta(seconds=item.fact.seconds)
        for item in takewhile(lambda item: item is not entry, session.entries)
        if isinstance(item.fact, facts.ClockStepped)
    ]
    return at - sum(steps, timedelta()) > session.true(asked.now)


def _not_allowed(command: CorrectEntry, entry: Entry) -> Refusal | None:
    kind = facts.kind_of(entry.fact).replace("_", " ")
    if not isinstance(entry.fact, CORRECTED):
        return refuse("not_correctable", f"“{kind}” is not corrected. Write a note beside it.")
    if command.strike and not isinstance(entry.fact, STRUCK_OUT):
        return refuse(
            "not_strikeable",
            f"“{kind}” is not struck out, the day hangs on it. Correct its time or values.",
        )
    if command.strike and _keeps_shut(entry.fact):
        return refuse(
            "not_strikeable",
            "Somebody decided not to go on. Only another decision, by a named prescriber, ends it.",
        )
    if not (command.strike or command.values or command.occurred_at):
        return refuse("nothing_changed", "Nothing changes. Say what is right, or strike it out.")
    if command.strike and (command.values or command.occurred_at):
        return refuse("strike_or_change", "Either strike it out or change it, not both.")
    return None


def _keeps_shut(fact: Fact) -> bool:
    """Whether it is a decision not to go on, which nobody strikes away."""
    return isinstance(fact, facts.CheckDecided) and fact.said is not facts.Said.GO_ON


def _unfit(
    stands: Entry, fact: EntryCorrected, command: CorrectEntry, session: Session, asked: Asked
) -> Refusal | None:
    """Values that could not have been recorded, or a day that cannot have been."""
    if fact.struck:
        return _makes_no_sense(_told_again(session, fact, asked), asked.pack)
    try:
        right = facts.corrected(stands, fact).fact
    except (msgspec.ValidationError, TypeError) as error:
        return refuse("values", f"The corrected values do not fit: {error}.")
    told = _told_again(session, fact, asked)
    return (
        _another_entry(stands.fact, right)
        or another_answer(stands.fact, right, asked.pack)
        or fits(right, told, asked.pack)
        or _unread(stands.fact, right, asked.pack, confirmed=command.confirmed)
        or _makes_no_sense(told, asked.pack)
    )


def _another_entry(wrong: Fact, right: Fact) -> Refusal | None:
    """Something left empty, or changed so that it is another entry."""
    for name, value in msgspec.structs.asdict(wrong).items():
        now = getattr(right, name)
        texts = isinstance(value, str) and isinstance(now, str)
        if texts and value and (empty := missing(**{name: now})):
            return empty
        if name in FIXED.get(type(right), ()) and now != value:
            return refuse(
                "record_again", "That is another entry. Strike this one out and record it again."
            )
    if _found_sign(right) and not _found_sign(wrong):
        return refuse(
            "record_again",
            "A stroke sign stops the pump and is recorded at once: strike this set out and "
            "record it again with the sign.",
        )
    return None


def _found_sign(fact: Fact) -> bool:
    return isinstance(fact, VitalsTaken) and fact.stroke_check is StrokeCheck.SIGN


def _unread(wrong: Fact, right: Fact, pack: Pack, *, confirmed: bool) -> Refusal | None:
    """A value that becomes critical, or another critical one, and was not read twice."""
    if not (isinstance(wrong, VitalsTaken) and isinstance(right, VitalsTaken)):
        return None
    was = wrong.values
    worse = [found for found in critical(pack, right) if found.value != was.get(found.sign.key)]
    return unconfirmed(worse, confirmed=confirmed)


def _told_again(session: Session, fact: EntryCorrected, asked: Asked) -> Session:
    """The day as it would be after the correction."""
    correction = Entry(
        subject="",
        fact=fact,
        occurred_at=asked.now.at,
        recorded_at=asked.now.at,
        offset_min=0,
        actor="",
    )
    return fold(session.id, (correction,), session) or session


def _makes_no_sense(told: Session, pack: Pack) -> Refusal | None:
    """Why the day with the correction cannot have happened."""
    return _disordered(told) or _early_without_reason(told, pack)


def _disordered(session: Session) -> Refusal | None:
    """A day in which something ends before it begins."""
    if session.bag and session.started and session.bag.diluted_at > session.started.at:
        return refuse("out_of_order", "Then the infusion would start before the dilution.")
    instants = [instant for run in session.runs for instant in (run.start, run.end) if instant]
    pauses = [
        instant for pause in session.pauses for instant in (pause.start, pause.end) if instant
    ]
    ends = [stamp.at for stamp in (session.ended, session.discharged) if stamp]
    premeds = [
        [premed.given_at, premed.stamp.at] for premed in session.premeds.values() if premed.given_at
    ]
    lines = ([*instants, *ends], [*pauses, *ends], *premeds)
    if any(line != sorted(line) for line in lines):
        return refuse(
            "out_of_order",
            "Then something would end before it began. Check the time against the entries "
            "before and after it.",
        )
    return None


def _early_without_reason(session: Session, pack: Pack) -> Refusal | None:
    if session.ended is None:
        return None
    early = early_end(session, session.ended.at, session.early_reason, pack)
    return early if isinstance(early, Refusal) else None


@apply.register
def _(fact: facts.EntryCorrected, session: Session, stamp: Stamp, entry: Entry) -> Session:
    told = applied.righted(fact, replace(session, corrections=session.corrections + 1), stamp)
    wrong = next((item.fact for item in session.entries if item.mark == fact.entry), None)
    if isinstance(wrong, facts.VitalsTaken) and fact.values:
        return replace(
            told, overrides=without_override(told, "last_vitals")
        )  # decided on other values
    bags = [item.mark for item in session.entries if isinstance(item.fact, facts.BagPrepared)]
    if told.bag is None or fact.entry != bags[-1]:
        return told
    checked = told.bag.checked
    another = bool(fact.values) and told.started is None
    if another or (checked and checked.at < told.bag.diluted_at):
        return replace(  # the check, or its override, was of another bag
            told, bag=replace(told.bag, checked=None), overrides=without_override(told, "bag_check")
        )
    return told
