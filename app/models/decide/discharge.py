"""Deciding about the way home: teach-back, the sheet, discharge."""

from __future__ import annotations

from app.models import facts, gates
from app.models.commands import DischargePatient, HandOverSheet, RecordTeachBack
from app.models.decide.ask import handle
from app.models.decide.case import Asked, Decision, refuse
from app.models.decide.closed import closed
from app.models.decide.stage import running_day
from app.models.fits import fits
from app.models.gates import State
from app.models.moment import Now
from app.models.refusal import Refusal


@handle.register
def record_teach_back(command: RecordTeachBack, asked: Asked) -> Decision:
    """The patient said it back."""
    session = running_day(asked)
    if isinstance(session, Refusal):
        return session
    return (facts.TeachBackDone(note=command.note.strip()),)


@handle.register
def hand_over_sheet(command: HandOverSheet, asked: Asked) -> Decision:
    """Only after the end, because the sheet says until when to watch."""
    session = running_day(asked)
    if isinstance(session, Refusal):
        return session
    if session.ended is None:
        return refuse(
            "not_ended",
            "The sheet says until when to watch, and that counts from the end. "
            "Record the end of the infusion first.",
            asked.pack.discharge.ended,
        )
    handed_over = facts.SheetHandedOver(how=command.how.strip(), ended_at=session.ended.at)
    return fits(handed_over, session, asked.pack) or (handed_over,)


@handle.register
def discharge_patient(command: DischargePatient, asked: Asked) -> Decision:
    """One fact, all there or not at all, when every requirement is met or let pass."""
    session = running_day(asked)
    if isinstance(session, Refusal):
        if session.code == "discharged":
            return refuse("already_done", "The patient was discharged already.")
        return session
    _, now, pack = asked
    then = Now(command.at or now.at, now.zone)
    gate = gates.discharge_gate(session, then, pack)
    if shut := closed(gate, then, "Not yet"):
        return shut
    early = any(item.key == "observation" and item.state is State.OVERRIDDEN for item in gate)
    return (facts.PatientDischarged(early=early),)
