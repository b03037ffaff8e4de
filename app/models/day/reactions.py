"""Reactions: STOP, symptoms and the drugs given for them, at any stage."""

from __future__ import annotations

from msgspec.structs import replace

from app.models import facts
from app.models.asking import Asked, Command, Decision, handle
from app.models.day.apply import apply
from app.models.day.fits import fits, listed
from app.models.day.infusion import out_of_order
from app.models.day.sentence import say
from app.models.day.session import REACTION, Phase, Session, Stamp
from app.models.day.stage import SessionCommand, known_session
from app.models.facts import Entry, Fact
from app.models.moment import full_date
from app.models.refusal import Refusal, missing, refuse
from app.models.rules.pack import Pack


class RecordSymptom(SessionCommand, frozen=True):
    """Record a symptom by the protocol's key: mild, moderate or severe."""

    symptom: str
    severity: str
    note: str = ""


class StopForReaction(SessionCommand, frozen=True):
    """Record that the pump was stopped for a reaction; at any stage, also after discharge."""

    symptoms: tuple[str, ...] = ()
    note: str = ""


class GiveDrug(SessionCommand, frozen=True):
    """Record a medicine that is not a premedication."""

    drug: str
    dose: str
    route: str
    note: str = ""


class WriteNote(SessionCommand, frozen=True):
    """Record a sentence."""

    text: str


SEVERITIES = ("mild", "moderate", "severe")
"""How bad a symptom is, from the least to the worst."""

WITH_REACTION = "with the reaction"
"""The severity of a symptom that was noted by stopping for a reaction."""


def pause_for_reaction(note: str, command: Command, session: Session, asked: Asked) -> Decision:
    """The pause for a reaction, unless nothing runs that could; an earlier pause becomes one."""
    stands = session.phase is Phase.PAUSED and session.pauses[-1].reason != REACTION
    if session.phase is not Phase.INFUSING and not stands:
        return ()
    if refused := out_of_order(command, session, asked):
        return refused
    return (facts.InfusionPaused(reason=REACTION, note=note),)


@handle.register
def stop_for_reaction(command: StopForReaction, asked: Asked) -> Decision:
    """Stops the pump in the record and notes the symptoms; never refused for its stage."""
    session = known_session(asked)
    if isinstance(session, Refusal):
        return session
    noted: list[Fact] = [
        facts.SymptomNoted(symptom=key, severity=WITH_REACTION) for key in command.symptoms
    ]
    for symptom in noted:
        if refused := fits(symptom, session, asked.pack):
            return refused
    note = command.note.strip()
    stopped = pause_for_reaction(note, command, session, asked)
    if isinstance(stopped, Refusal):
        return stopped
    if not stopped and (note or not noted):
        noted.append(facts.NoteWritten(text=f"Reaction: {note or 'no symptom named'}"))
    return (*stopped, *noted)


@handle.register
def record_symptom(command: RecordSymptom, asked: Asked) -> Decision:
    """At any stage, also after discharge."""
    session = known_session(asked)
    if isinstance(session, Refusal):
        return session
    noted = facts.SymptomNoted(
        symptom=command.symptom, severity=command.severity, note=command.note.strip()
    )
    return fits(noted, session, asked.pack) or (noted,)


@handle.register
def give_drug(command: GiveDrug, asked: Asked) -> Decision:
    """Drug, dose and route as given."""
    session = known_session(asked)
    if isinstance(session, Refusal):
        return session
    given = facts.DrugGiven(
        drug=command.drug.strip(),
        dose=command.dose.strip(),
        route=command.route.strip(),
        note=command.note.strip(),
    )
    return fits(given, session, asked.pack) or (given,)


@handle.register
def write_note(command: WriteNote, asked: Asked) -> Decision:
    """A sentence, at any stage."""
    session = known_session(asked)
    if isinstance(session, Refusal):
        return session
    written = facts.NoteWritten(text=command.text.strip())
    return fits(written, session, asked.pack) or (written,)


@fits.register
def _(fact: facts.SymptomNoted, session: Session, pack: Pack) -> Refusal | None:
    if not listed(fact.symptom, pack.symptoms):
        return refuse(
            "unknown_symptom",
            f"The protocol has no symptom {fact.symptom!r}. Choose a symptom from the list.",
        )
    told_later = fact.since is not None and not fact.severity
    if not told_later and fact.severity not in (*SEVERITIES, WITH_REACTION):
        return refuse("severity", f"Say how bad it is: {', '.join(SEVERITIES)}.")
    return None


@fits.register
def _(fact: facts.DrugGiven, session: Session, pack: Pack) -> Refusal | None:
    return missing(drug=fact.drug, dose=fact.dose, route=fact.route)


@fits.register
def _(fact: facts.NoteWritten, session: Session, pack: Pack) -> Refusal | None:
    return missing(the_note=fact.text)


@apply.register
def _(fact: facts.SymptomNoted, session: Session, stamp: Stamp, entry: Entry) -> Session:
    return replace(session, symptoms=(*session.symptoms, (stamp, fact)))


@apply.register(facts.DrugGiven)
@apply.register(facts.NoteWritten)
@apply.register(facts.WorkstationSlept)
def _(fact: Fact, session: Session, stamp: Stamp, entry: Entry) -> Session:
    return session


@say.register
def _(fact: facts.SymptomNoted, pack: Pack) -> str:
    note = f": {fact.note}" if fact.note else ""
    said = f"since the infusion of {full_date(fact.since)}" if fact.since else fact.severity
    return f"{pack.name_of('symptom', fact.symptom)}, {said}{note}"


@say.register
def _(fact: facts.DrugGiven, pack: Pack) -> str:
    note = f": {fact.note}" if fact.note else ""
    return f"{fact.drug} {fact.dose} {fact.route}{note}"


@say.register
def _(fact: facts.NoteWritten, pack: Pack) -> str:
    return fact.text
