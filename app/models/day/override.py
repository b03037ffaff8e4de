"""Overrides: who allowed a requirement that is not met, and why."""

from __future__ import annotations

from msgspec.structs import replace

from app.models import facts
from app.models.asking import Asked, Decision, handle
from app.models.checks.gate import undecided
from app.models.day import gates
from app.models.day.apply import apply
from app.models.day.fits import fits
from app.models.day.requirement import Requirement, State
from app.models.day.sentence import say
from app.models.day.session import Allowed, Session, Stamp
from app.models.day.stage import SessionCommand, running_day
from app.models.facts import Entry
from app.models.refusal import Refusal, missing, refuse
from app.models.rules.pack import Pack
from app.models.rules.rule import Override
from app.models.wording import inside


class OverrideRequirement(SessionCommand, frozen=True):
    """Let a gate's requirement pass: who allowed it, and why.

    A patient who leaves early `against_advice` needs no `allowed_by`.
    """

    requirement: str
    reason: str
    allowed_by: str = ""
    told_of_risk: bool = False
    against_advice: bool = False


@handle.register
def override_requirement(command: OverrideRequirement, asked: Asked) -> Decision:
    """The rule says who may override it; nobody means nobody."""
    session = running_day(asked)
    if isinstance(session, Refusal):
        return session
    item = gates.requirement(session, command.requirement, asked.now, asked.pack)
    if item is None:
        return refuse(
            "unknown_requirement", f"No requirement {command.requirement!r} applies today."
        )
    check = asked.pack.check(item.key)
    if check and undecided(check, session, asked.pack):
        return refuse(
            "decide_instead",
            f"{item.title}: {item.detail}. Record the decision instead of overriding it.",
            item.rule,
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
    """What nobody may override now, whoever asks and for whatever reason."""
    if item.rule.override is Override.NOBODY:
        return refuse(
            "cannot_override",
            f"Nobody may override this: {inside(item.title)}. What to do: {item.detail}.",
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


@fits.register
def _(fact: facts.RequirementOverridden, session: Session, pack: Pack) -> Refusal | None:
    return missing(who_allowed_it=fact.allowed_by, reason=fact.reason)


@apply.register
def _(fact: facts.RequirementOverridden, session: Session, stamp: Stamp, entry: Entry) -> Session:
    allowed = Allowed(
        stamp=stamp,
        allowed_by=fact.allowed_by,
        reason=fact.reason,
        told_of_risk=fact.told_of_risk,
        against_advice=fact.against_advice,
    )
    return replace(session, overrides={**session.overrides, fact.requirement: allowed})


@say.register
def _(fact: facts.RequirementOverridden, pack: Pack) -> str:
    risk = ", told of the risk" if fact.told_of_risk else ""
    name = fact.requirement.replace("_", " ")
    return f"{name.capitalize()} overridden by {fact.allowed_by}: {fact.reason}{risk}"
