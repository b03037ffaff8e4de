"""Deciding about corrections: the wrong entry stays readable, the right one stands beside it."""

from __future__ import annotations

from datetime import timedelta

import msgspec

from app.models import facts, infusion
from app.models.commands import CorrectEntry
from app.models.decide.ask import handle
from app.models.decide.care import unusable_vitals
from app.models.decide.case import Asked, Decision, missing, refuse
from app.models.decide.pump import bad_volume
from app.models.decide.stage import known_session
from app.models.facts import Entry, EntryCorrected, Fact
from app.models.refusal import Refusal
from app.models.session import Phase, Session, fold

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


@handle.register
def correct_entry(command: CorrectEntry, asked: Asked) -> Decision:
    """At any time, also after discharge; the day must still make sense afterwards."""
    session = known_session(asked)
    if isinstance(session, Refusal):
        return session
    entry = next((item for item in session.entries if item.version == command.entry), None)
    if entry is None:
        return refuse("unknown_entry", f"There is no entry {command.entry} in this session.")
    if empty := missing(reason=command.reason):
        return empty
    if refused := _not_allowed(command, entry):
        return refused
    if command.occurred_at and command.occurred_at > asked.now.at:
        return refuse("future", "The right time lies in the future. Enter when it happened.")
    fact = EntryCorrected(
        entry=entry.version,
        reason=command.reason.strip(),
        struck=command.strike,
        values=command.values,
        occurred_at=command.occurred_at,
    )
    return _makes_sense(session, entry, fact, asked) or (fact,)


def _not_allowed(command: CorrectEntry, entry: Entry) -> Refusal | None:
    kind = facts.kind_of(entry.fact).replace("_", " ")
    if not isinstance(entry.fact, CORRECTED):
        return refuse("not_correctable", f"“{kind}” is not corrected. Write a note beside it.")
    if command.strike and not isinstance(entry.fact, STRUCK_OUT):
        return refuse(
            "not_strikeable",
            f"“{kind}” is not struck out, the day hangs on it. Correct its time or values.",
        )
    if not (command.strike or command.values or command.occurred_at):
        return refuse("nothing_changed", "Nothing changes. Say what is right, or strike it out.")
    if command.strike and (command.values or command.occurred_at):
        return refuse("strike_or_change", "Either strike it out or change it, not both.")
    return None


def _makes_sense(
    session: Session, entry: Entry, fact: EntryCorrected, asked: Asked
) -> Refusal | None:
    try:
        right = facts.corrected(entry, fact)
    except (msgspec.ValidationError, TypeError) as error:
        return refuse("values", f"The corrected values do not fit: {error}.")
    if isinstance(right.fact, facts.VitalsTaken) and not fact.struck:
        if unusable := unusable_vitals(right.fact, asked.pack):
            return unusable
    if isinstance(right.fact, facts.InfusionStarted):
        if refused := bad_volume(right.fact.volume_ml, asked.pack):
            return refused
    if isinstance(right.fact, facts.InfusionStarted | facts.InfusionResumed | facts.RateChanged):
        if not right.fact.rate_ml_h > 0:
            return refuse("rate", "That is not a rate. Type it again.")
    correction = Entry(
        device="",
        number=0,
        subject=entry.subject,
        version=session.version + 1,
        fact=fact,
        occurred_at=asked.now.at,
        recorded_at=asked.now.at,
        offset_min=0,
        actor="",
    )
    told = fold(session.id, (correction,), session)
    return _disordered(told) if told else None


def _disordered(session: Session) -> Refusal | None:
    """A day in which something ends before it begins."""
    instants = []
    if session.started:
        instants.append(session.started.at)
    for run in session.runs:
        instants += [run.start, run.end] if run.end else [run.start]
    if session.ended:
        instants.append(session.ended.at)
    if session.discharged:
        instants.append(session.discharged.at)
    if session.bag and session.started and session.bag.diluted_at > session.started.at:
        return refuse("out_of_order", "Then the infusion would start before the dilution.")
    if instants != sorted(instants):
        return refuse(
            "out_of_order",
            "Then something would end before it began. Check the time against the entries "
            "before and after it.",
        )
    if session.phase is Phase.OBSERVING and session.ended:
        if infusion.ran(session, session.ended.at) < timedelta():
            return refuse("out_of_order", "Then the infusion would have run for less than nothing.")
    return None
