"""What the override sheet asks: who allowed it, why, and that the risk was explained."""

from __future__ import annotations

from dataclasses import dataclass

from app.models.day.override import OverrideRequirement
from app.models.day.requirement import Requirement
from app.models.patients import Patient
from app.models.rules.rule import Override
from app.models.staff import Staff
from app.ui.gate.words import source_words
from app.ui.shown import Offered

OTHER = "other"

AGAINST_ADVICE = "the patient, against advice"

RISK = Offered(
    "told",
    "The patient was told the risk of leaving early",
    "a reaction or a stroke can still come, and nobody is there",
)


@dataclass(frozen=True, slots=True)
class Words:
    """The sheet's words for one requirement."""

    title: str
    action: str
    missing: str
    rule: str
    who: str
    asks_risk: bool


def words(item: Requirement) -> Words:
    """What is missing, the rule, and who decides."""
    leaving = item.key == "observation"
    if item.rule.override is Override.NURSE:
        who = "You decide, and your name stands beside it."
    elif leaving:
        who = "Who decides that the patient leaves?"
    else:
        who = "Which prescriber allows it?"
    return Words(
        title="Leaves early" if leaving else "Override",
        action="Record: leaves early" if leaving else "Record the override",
        missing=f"{item.title}: {item.detail}.",
        rule=f"{item.rule.text} {source_words(item.rule)}",
        who=who,
        asks_risk=leaving,
    )


def deciders(item: Requirement, patient: Patient, course: int) -> tuple[Offered, ...]:
    """Who may have decided: the prescriber of the order, another, or the patient who leaves."""
    if item.rule.override is Override.NURSE:
        return ()
    ordered = next((one.prescriber for one in patient.courses if one.number == course), "")
    first = (Offered(ordered, ordered, "ordered this course"),) if ordered else ()
    leaves = (
        (Offered(AGAINST_ADVICE, "The patient", "leaves against advice"),)
        if item.key == "observation"
        else ()
    )
    return (*first, *leaves, Offered(OTHER, "Another prescriber", "type the name"))


def command(
    item: Requirement,
    session: str,
    *,
    nurse: Staff | None,
    decider: str | None,
    typed: str,
    reason: str,
    told: bool,
) -> OverrideRequirement | str:
    """What is asked, or what is missing."""
    if item.rule.override is Override.NURSE:
        allowed_by = nurse.name if nurse else ""
    else:
        if decider is None:
            return "Tap who allows it."
        allowed_by = typed if decider == OTHER else decider
        if not allowed_by:
            return "Type the prescriber's name."
    if not reason:
        return "Write why, in a few words."
    if item.key == "observation" and not told:
        return "Explain the risk of leaving early to the patient, then tap that you did."
    return OverrideRequirement(
        session=session,
        requirement=item.key,
        allowed_by=allowed_by,
        reason=reason,
        told_of_risk=told,
        against_advice=decider == AGAINST_ADVICE,
    )
