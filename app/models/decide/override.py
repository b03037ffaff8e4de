"""Deciding whether somebody may let a requirement pass: now, and for what is known now."""

from __future__ import annotations

from app.models import facts, gates
from app.models.commands import OverrideRequirement
from app.models.decide.ask import handle
from app.models.decide.case import Asked, Decision, refuse
from app.models.decide.stage import running_day
from app.models.fits import fits
from app.models.gates import Requirement, State
from app.models.protocol import Override
from app.models.refusal import Refusal
from app.models.session import Session


@handle.register
def override_requirement(command: OverrideRequirement, asked: Asked) -> Decision:
    """Who may let it pass stands in the rule; nobody means nobody."""
    session = running_day(asked)
    if isinstance(session, Refusal):
        return session
    item = gates.requirement(session, command.requirement, asked.now, asked.pack)
    if item is None:
        return refuse(
            "unknown_requirement", f"No requirement {command.requirement!r} applies today."
        )
    leaving = command.requirement == "observation"
    refused = _cannot_pass(item, session, leaving=leaving, against_advice=command.against_advice)
    if refused:
        return refused
    allowed_by = command.allowed_by.strip()
    if command.against_advice:
        allowed_by = allowed_by or "the patient, against advice"
    overridden = facts.RequirementOverridden(
        requirement=command.requirement,
        allowed_by=allowed_by,
        reason=command.reason.strip(),
        told_of_risk=command.told_of_risk,
        against_advice=command.against_advice,
    )
    if refused := fits(overridden, session, asked.pack):
        return refused
    if leaving and not command.told_of_risk:
        return refuse(
            "risk_not_told",
            "Tell the patient the risk of leaving early, and record that they were told.",
            item.rule,
        )
    return (overridden,)


def _cannot_pass(
    item: Requirement, session: Session, *, leaving: bool, against_advice: bool
) -> Refusal | None:
    """What nobody may let pass now, whoever asks and for whatever reason."""
    if item.rule.override is Override.NOBODY:
        return refuse(
            "cannot_override",
            f"Nobody may let this pass: {item.title.lower()}. What to do: {item.detail}.",
            item.rule,
        )
    if leaving and session.ended is None:
        return refuse(
            "not_ended",
            "The observation counts from the end. Record the end of the infusion first.",
            item.rule,
        )
    if against_advice and not leaving:
        return refuse("cannot_override", "Only leaving early can be against advice.", item.rule)
    if item.state is State.MET:
        return refuse("already_done", f"{item.title} is met. Nothing has to be overridden.")
    return None
