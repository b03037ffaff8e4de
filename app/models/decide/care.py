"""Deciding about what a nurse sees and does at any stage: vitals, symptoms, signs, drugs, notes."""

from __future__ import annotations

from collections.abc import Iterable

from app.models import facts, vitals
from app.models.alarms import alarms
from app.models.commands import (
    AcknowledgeAlarm,
    Command,
    GiveDrug,
    NoteClockStep,
    NoteSleep,
    RecordStrokeSigns,
    RecordSymptom,
    RecordVitals,
    StopForReaction,
    WriteNote,
)
from app.models.decide.ask import handle
from app.models.decide.case import Asked, Decision, refuse
from app.models.decide.pump import out_of_order
from app.models.decide.stage import happened, known_session, running_day
from app.models.facts import Fact, StrokeCheck, VitalsTaken
from app.models.fits import WITH_REACTION, fits
from app.models.protocol import SIGN_KEYS
from app.models.refusal import Refusal
from app.models.session import REACTION, Phase, Session
from app.models.vitals import Judged


@handle.register
def record_vitals(command: RecordVitals, asked: Asked) -> Decision:
    """Implausible is typed again, critical confirmed; a missing value has its reason."""
    session = running_day(asked)
    if isinstance(session, Refusal):
        return session
    taken = VitalsTaken(
        **{key: getattr(command, key) for key in SIGN_KEYS},
        not_taken={key: why.strip() for key, why in command.not_taken.items()},
        stroke_check=command.stroke_check,
        stroke_signs=command.stroke_signs,
    )
    if refused := fits(taken, session, asked.pack):
        return refused
    if refused := unconfirmed(vitals.critical(asked.pack, taken), confirmed=command.confirmed):
        return refused
    if taken.stroke_check is StrokeCheck.SIGN:
        found = _stroke_signs(command.stroke_signs, command, session, asked)
        return found if isinstance(found, Refusal) else (taken, *found)
    return (taken,)


def unconfirmed(critical: Iterable[Judged], *, confirmed: bool) -> Refusal | None:
    """A critical value that nobody has read twice."""
    said = ", ".join(
        f"{found.sign.spoken} {vitals.shown(found.sign, found.value)} {found.sign.unit}"
        for found in critical
    )
    if confirmed or not said:
        return None
    return refuse("confirm_critical", f"Critical: {said}. Read it again, then confirm.")


def _stroke_signs(
    signs: tuple[str, ...], command: Command, session: Session, asked: Asked
) -> Decision:
    well = vitals.last_known_well(session, happened(command, session, asked))
    found = facts.StrokeSignsFound(
        signs=signs, last_known_well=session.wall(well.stamp.at) if well else None
    )
    if refused := fits(found, session, asked.pack):
        return refused
    stopped = _stopped("stroke signs", command, session, asked)
    return stopped if isinstance(stopped, Refusal) else (found, *stopped)


def _stopped(note: str, command: Command, session: Session, asked: Asked) -> Decision:
    """The pause for a reaction, unless nothing runs that could; an earlier pause becomes one."""
    stands = session.phase is Phase.PAUSED and session.pauses[-1].reason != REACTION
    if session.phase is not Phase.INFUSING and not stands:
        return ()
    if refused := out_of_order(command, session, asked):
        return refused
    return (facts.InfusionPaused(reason=REACTION, note=note),)


@handle.register
def record_stroke_signs(command: RecordStrokeSigns, asked: Asked) -> Decision:
    """At any stage, also after discharge; a running pump is recorded as stopped."""
    session = known_session(asked)
    if isinstance(session, Refusal):
        return session
    return _stroke_signs(command.signs, command, session, asked)


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
    stopped = _stopped(note, command, session, asked)
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


@handle.register
def acknowledge_alarm(command: AcknowledgeAlarm, asked: Asked) -> Decision:
    """Once, by one person, for all windows."""
    session = known_session(asked)
    if isinstance(session, Refusal):
        return session
    alarm = next(
        (item for item in alarms(session, asked.now, asked.pack) if item.key == command.alarm),
        None,
    )
    if alarm is None:
        return refuse("no_alarm", "This alarm is over.")
    if alarm.acknowledged_by:
        return refuse("already_done", "Somebody has seen this alarm already.")
    return (facts.AlarmAcknowledged(alarm=alarm.key),)


@handle.register
def note_clock_step(command: NoteClockStep, asked: Asked) -> Decision:
    """The heartbeat saw the wall clock jump."""
    session = known_session(asked)
    if isinstance(session, Refusal):
        return session
    stepped = facts.ClockStepped(seconds=command.seconds)
    return fits(stepped, session, asked.pack) or (stepped,)


@handle.register
def note_sleep(command: NoteSleep, asked: Asked) -> Decision:
    """The heartbeat saw the workstation wake up."""
    session = known_session(asked)
    if isinstance(session, Refusal):
        return session
    slept = facts.WorkstationSlept(seconds=command.seconds)
    return fits(slept, session, asked.pack) or (slept,)
