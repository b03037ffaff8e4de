"""Deciding about what a nurse sees and does at any stage: vitals, symptoms, signs, drugs, notes."""

from __future__ import annotations

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
from app.models.decide.case import Asked, Decision, missing, refuse
from app.models.decide.pump import REACTION, out_of_order
from app.models.decide.stage import happened, known_session, running_day
from app.models.facts import Fact, StrokeCheck, VitalsTaken
from app.models.protocol import SIGN_KEYS, Pack
from app.models.refusal import Refusal
from app.models.session import Phase, Session
from app.models.vitals import Tier

SEVERITIES = ("mild", "moderate", "severe")

A_CENTURY_S = 100 * 365 * 24 * 3600
"""Seconds; a longer span is a defect of whoever measured it."""


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
    if refused := unusable_vitals(taken, asked.pack):
        return refused
    worst = vitals.critical(asked.pack, taken)
    if worst and not command.confirmed:
        said = ", ".join(
            f"{found.sign.spoken} {vitals.shown(found.sign, found.value)} {found.sign.unit}"
            for found in worst
        )
        return refuse("confirm_critical", f"Critical: {said}. Read it again, then confirm.")
    if taken.stroke_check is StrokeCheck.SIGN:
        found = stroke_signs_found(command.stroke_signs, command, session, asked)
        return found if isinstance(found, Refusal) else (taken, *found)
    return (taken,)


def unusable_vitals(taken: VitalsTaken, pack: Pack) -> Refusal | None:
    """Why a set cannot stand in the record: implausible, or missing without a reason."""
    values = vitals.values_of(taken)
    for found in vitals.judge_all(pack, values, {}):
        if found.tier is Tier.IMPLAUSIBLE:
            value = vitals.shown(found.sign, found.value)
            return refuse(
                "implausible",
                f"{found.sign.name} {value} {found.sign.unit} cannot be. Type it again.",
            )
    if refused := _contradiction(taken):
        return refused
    for key, taken_value in values.items():
        if taken_value is None and not taken.not_taken.get(key):
            name = pack.sign(key).spoken
            return refuse("reason_missing", f"The {name} is missing. Enter it, or say why not.")
    if taken.stroke_check is StrokeCheck.NOT_DONE and not taken.not_taken.get("stroke_check"):
        return refuse("reason_missing", "The stroke check is missing. Do it, or say why not.")
    if all(each is None for each in values.values()) and (
        taken.stroke_check is StrokeCheck.NOT_DONE
    ):
        return refuse("nothing_taken", "Nothing was taken. Write a note instead.")
    named = taken.stroke_check is StrokeCheck.SIGN
    return _unknown_signs(taken.stroke_signs, pack) if named else None


def _contradiction(taken: VitalsTaken) -> Refusal | None:
    """A reason for what was taken after all, or signs beside a check that found none."""
    there = {key: value is not None for key, value in vitals.values_of(taken).items()}
    there["stroke_check"] = taken.stroke_check is not StrokeCheck.NOT_DONE
    if strange := [key for key in taken.not_taken if there.get(key, True)]:
        name = strange[0].replace("_", " ")
        return refuse("not_missing", f"{name} is not missing, and needs no reason. Take it out.")
    if taken.stroke_signs and taken.stroke_check is not StrokeCheck.SIGN:
        return refuse("sign_or_no_sign", "Signs are named. Say that there is a stroke sign.")
    return None


def _unknown_signs(signs: tuple[str, ...], pack: Pack) -> Refusal | None:
    known = {item.key for item in pack.stroke_signs}
    if not signs:
        return refuse("missing", "Tap the signs you see.")
    if strange := sorted(set(signs) - known):
        return refuse("unknown_sign", f"The protocol has no stroke sign {', '.join(strange)}.")
    return None


def stroke_signs_found(
    signs: tuple[str, ...], command: Command, session: Session, asked: Asked
) -> Decision:
    """Signs seen, with the last-known-well before them; a running pump was stopped."""
    well = vitals.last_known_well(session, happened(command, session, asked))
    found = facts.StrokeSignsFound(
        signs=signs, last_known_well=session.wall(well.stamp.at) if well else None
    )
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
def recordstroke_signs_found(command: RecordStrokeSigns, asked: Asked) -> Decision:
    """At any stage, also after discharge; a running pump is recorded as stopped."""
    session = known_session(asked)
    if isinstance(session, Refusal):
        return session
    if refused := _unknown_signs(command.signs, asked.pack):
        return refused
    return stroke_signs_found(command.signs, command, session, asked)


@handle.register
def stop_for_reaction(command: StopForReaction, asked: Asked) -> Decision:
    """Stops the pump in the record and notes the symptoms; never refused for its stage."""
    session = known_session(asked)
    if isinstance(session, Refusal):
        return session
    known = {item.key for item in asked.pack.symptoms}
    if strange := sorted(set(command.symptoms) - known):
        return refuse("unknown_symptom", f"The protocol has no symptom {', '.join(strange)}.")
    note = command.note.strip()
    stopped = _stopped(note, command, session, asked)
    if isinstance(stopped, Refusal):
        return stopped
    noted: list[Fact] = [
        facts.SymptomNoted(symptom=key, severity="with the reaction") for key in command.symptoms
    ]
    if not stopped and (note or not noted):
        noted.append(facts.NoteWritten(text=f"Reaction: {note or 'no symptom named'}"))
    return (*stopped, *noted)


@handle.register
def record_symptom(command: RecordSymptom, asked: Asked) -> Decision:
    """At any stage, also after discharge."""
    session = known_session(asked)
    if isinstance(session, Refusal):
        return session
    if command.symptom not in {item.key for item in asked.pack.symptoms}:
        return refuse("unknown_symptom", "Choose a symptom from the list.")
    if command.severity not in SEVERITIES:
        return refuse("severity", f"Say how bad it is: {', '.join(SEVERITIES)}.")
    return (
        facts.SymptomNoted(
            symptom=command.symptom, severity=command.severity, note=command.note.strip()
        ),
    )


@handle.register
def give_drug(command: GiveDrug, asked: Asked) -> Decision:
    """Drug, dose and route as given."""
    session = known_session(asked)
    if isinstance(session, Refusal):
        return session
    if empty := missing(drug=command.drug, dose=command.dose, route=command.route):
        return empty
    return (
        facts.DrugGiven(
            drug=command.drug.strip(),
            dose=command.dose.strip(),
            route=command.route.strip(),
            note=command.note.strip(),
        ),
    )


@handle.register
def write_note(command: WriteNote, asked: Asked) -> Decision:
    """A sentence, at any stage."""
    session = known_session(asked)
    if isinstance(session, Refusal):
        return session
    if empty := missing(the_note=command.text):
        return empty
    return (facts.NoteWritten(text=command.text.strip()),)


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
    if abs(command.seconds) > A_CENTURY_S:
        return refuse("seconds", "No clock jumps by more than a century.")
    return (facts.ClockStepped(seconds=command.seconds),)


@handle.register
def note_sleep(command: NoteSleep, asked: Asked) -> Decision:
    """The heartbeat saw the workstation wake up."""
    session = known_session(asked)
    if isinstance(session, Refusal):
        return session
    if not 0 <= command.seconds <= A_CENTURY_S:
        return refuse("seconds", "No workstation sleeps less than nothing, or for a century.")
    return (facts.WorkstationSlept(seconds=command.seconds),)
