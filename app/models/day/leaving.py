"""Leaving: the patient goes home when the discharge gate is open."""

from __future__ import annotations

from msgspec.structs import replace

from app.models import facts
from app.models.asking import Asked, Decision, handle
from app.models.day import gates
from app.models.day.apply import apply
from app.models.day.closed import closed
from app.models.day.requirement import State
from app.models.day.sentence import say
from app.models.day.session import Phase, Session, Stamp
from app.models.day.stage import SessionCommand, running_day
from app.models.facts import Entry
from app.models.moment import Now
from app.models.refusal import Refusal, refuse
from app.models.rules.pack import Pack


class DischargePatient(SessionCommand, frozen=True):
    """Let the patient go, when the discharge gate is open."""


@handle.register
def discharge_patient(command: DischargePatient, asked: Asked) -> Decision:
    """One fact, all there or not at all, when every requirement is met or overridden."""
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


@apply.register
def _(fact: facts.PatientDischarged, session: Session, stamp: Stamp, entry: Entry) -> Session:
    return replace(session, phase=Phase.DISCHARGED, discharged=stamp, left_early=fact.early)


@say.register
def _(fact: facts.PatientDischarged, pack: Pack) -> str:
    return "Discharged EARLY" if fact.early else "Discharged"
