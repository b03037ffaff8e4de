"""Whether a fact can stand in the record: the one home of each kind's validity.

The handler that records a fact and the correction that changes one both ask here, so nothing can
be corrected into the record that could not have been recorded. What is refused only for the moment
(a closed gate, a rate that would end too soon, a vial past its date) is the handler's matter: a
correction says what happened, and a requirement that is no longer met shows at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import singledispatch

from app.models import facts, vitals
from app.models.facts import Fact, StrokeCheck, VitalsTaken
from app.models.protocol import Choice, Pack
from app.models.refusal import Refusal, missing, refuse
from app.models.session import Session
from app.models.vitals import Tier

SEVERITIES = ("mild", "moderate", "severe")
"""How bad a symptom is, from the least to the worst."""

WITH_REACTION = "with the reaction"
"""The severity of a symptom that was noted by stopping for a reaction."""

A_CENTURY_S = 100 * 365 * 24 * 3600
"""Seconds; a longer span is a defect of whoever measured it."""


@singledispatch
def fits(fact: Fact, session: Session, pack: Pack) -> Refusal | None:
    """Why the fact cannot stand in this session's record; None when it can.

    `session` is the day as it is before the fact is recorded or, for a correction, as it is after
    the correction. A kind without a rule of its own always fits.
    """
    return None


# --------------------------------------------------------------------------------- check-in


@fits.register
def _(fact: facts.IdentityConfirmed, session: Session, pack: Pack) -> Refusal | None:
    rule, count = pack.start.identity, len(set(fact.identifiers))
    if count >= rule.value:
        return None
    return refuse(
        "two_identifiers",
        f"Only {count} of {rule.value} identifiers. Ask for the name and the date of "
        "birth, or read the MRN.",
        rule,
    )


@fits.register
def _(fact: facts.AuthorisationConfirmed, session: Session, pack: Pack) -> Refusal | None:
    return missing(how_it_was_confirmed=fact.how)


@fits.register
def _(fact: facts.QuestionsAnswered, session: Session, pack: Pack) -> Refusal | None:
    if not fact.answers:
        return refuse("missing", "No question was answered. Ask, then tap the answer.")
    if strange := sorted(set(fact.answers) - {item.key for item in pack.start.questions}):
        return refuse("unknown_question", f"The protocol has no question {', '.join(strange)}.")
    return None


@fits.register
def _(fact: facts.PremedicationGiven, session: Session, pack: Pack) -> Refusal | None:
    if refused := _unknown_item(fact.item, pack):
        return refused
    if empty := missing(drug=fact.drug, unit=fact.unit, route=fact.route):
        return empty
    if fact.dose <= 0:
        return refuse("dose", f"{fact.dose:g} is not a dose. Enter what was given.")
    return None


@fits.register
def _(fact: facts.PremedicationWithheld, session: Session, pack: Pack) -> Refusal | None:
    return _unknown_item(fact.item, pack) or missing(reason=fact.reason)


def _unknown_item(key: str, pack: Pack) -> Refusal | None:
    if pack.premedication(key):
        return None
    return refuse("unknown_premedication", f"The protocol has no premedication {key!r}.")


@fits.register
def _(fact: facts.SessionCancelled, session: Session, pack: Pack) -> Refusal | None:
    return missing(reason=fact.reason)


@fits.register
def _(fact: facts.RequirementOverridden, session: Session, pack: Pack) -> Refusal | None:
    return missing(who_allowed_it=fact.allowed_by, reason=fact.reason)


# ------------------------------------------------------------------------- the bag and the pump


@fits.register
def _(fact: facts.BagPrepared, session: Session, pack: Pack) -> Refusal | None:
    if empty := missing(lot=fact.lot):
        return empty
    if not _listed(fact.diluent, pack.bag.diluents):
        allowed = " or ".join(item.name for item in pack.bag.diluents)
        return refuse("diluent", f"The bag is {allowed}.", pack.bag.diluent_ml)
    if refused := _bad_volume(fact.volume_ml, pack) or _too_slow(fact.rate_ml_h, pack):
        return refused
    bag = session.bag  # a replaced bag is corrected for itself; what was started is the last one
    if bag and session.started and session.volume_ml > bag.volume_ml:
        return refuse(
            "more_than_bag",
            f"Then {session.volume_ml:g} mL were started from a bag of {bag.volume_ml:g} mL. "
            "Correct the start first.",
        )
    return None


@fits.register
def _(fact: facts.InfusionStarted, session: Session, pack: Pack) -> Refusal | None:
    if refused := _bad_volume(fact.volume_ml, pack) or _too_slow(fact.rate_ml_h, pack):
        return refused
    if session.bag and fact.volume_ml > session.bag.volume_ml:
        return refuse(
            "more_than_bag",
            f"{fact.volume_ml:g} mL is more than the {session.bag.volume_ml:g} mL recorded for "
            "this bag. Type it again, or correct the bag and have it checked again.",
        )
    return _bad_given(session.given_ml, fact.volume_ml)


@fits.register
def _(fact: facts.InfusionPaused, session: Session, pack: Pack) -> Refusal | None:
    if _listed(fact.reason, pack.infusion.pause_reasons):
        return None
    return refuse("pause_reason", "Say why it is paused: choose one of the reasons.")


@fits.register(facts.InfusionResumed)
@fits.register(facts.RateChanged)
def _(
    fact: facts.InfusionResumed | facts.RateChanged, session: Session, pack: Pack
) -> Refusal | None:
    return _too_slow(fact.rate_ml_h, pack)


@fits.register
def _(fact: facts.InfusionEnded, session: Session, pack: Pack) -> Refusal | None:
    return _bad_given(fact.given_ml, session.volume_ml)


def _bad_volume(volume_ml: float, pack: Pack) -> Refusal | None:
    """A volume that no bag of this protocol holds."""
    smallest, largest = pack.bag.smallest_volume_ml, pack.bag.largest_volume_ml
    if smallest.value <= volume_ml <= largest.value:
        return None
    rule = smallest if volume_ml < smallest.value else largest
    return refuse("volume", f"{volume_ml:g} mL cannot be in this bag. Type it again.", rule)


def _too_slow(rate_ml_h: float, pack: Pack) -> Refusal | None:
    """A rate that no pump was set to."""
    slowest = pack.infusion.slowest_rate_ml_h
    if rate_ml_h >= slowest.value:
        return None
    return refuse("rate", f"{rate_ml_h:g} mL/h is not a rate. Type it again.", slowest)


def _bad_given(given_ml: float | None, started_ml: float) -> Refusal | None:
    """Less than nothing given, or more than was started; None when it was not read off."""
    if given_ml is None or 0 <= given_ml <= started_ml:
        return None
    return refuse(
        "given_volume",
        f"{given_ml:g} mL cannot be: {started_ml:g} mL were started. Read it off again.",
    )


# -------------------------------------------------------------------------------------- care


@fits.register
def _(fact: VitalsTaken, session: Session, pack: Pack) -> Refusal | None:
    values = vitals.values_of(fact)
    for found in vitals.judge_all(pack, values, {}):
        if found.tier is Tier.IMPLAUSIBLE:
            value = vitals.shown(found.sign, found.value)
            return refuse(
                "implausible",
                f"{found.sign.name} {value} {found.sign.unit} cannot be. Type it again.",
            )
    if refused := _contradiction(fact):
        return refused
    for key, value_taken in values.items():
        if value_taken is None and not fact.not_taken.get(key, "").strip():
            name = pack.sign(key).spoken
            return refuse("reason_missing", f"The {name} is missing. Enter it, or say why not.")
    not_done = fact.stroke_check is StrokeCheck.NOT_DONE
    if not_done and not fact.not_taken.get("stroke_check", "").strip():
        return refuse("reason_missing", "The stroke check is missing. Do it, or say why not.")
    if not_done and all(each is None for each in values.values()):
        return refuse("nothing_taken", "Nothing was taken. Write a note instead.")
    named = fact.stroke_check is StrokeCheck.SIGN
    return _unknown_signs(fact.stroke_signs, pack) if named else None


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


@fits.register
def _(fact: facts.StrokeSignsFound, session: Session, pack: Pack) -> Refusal | None:
    return _unknown_signs(fact.signs, pack)


def _unknown_signs(signs: tuple[str, ...], pack: Pack) -> Refusal | None:
    if not signs:
        return refuse("missing", "Tap the signs you see.")
    if strange := [key for key in signs if not _listed(key, pack.stroke_signs)]:
        return refuse("unknown_sign", f"The protocol has no stroke sign {', '.join(strange)}.")
    return None


@fits.register
def _(fact: facts.SymptomNoted, session: Session, pack: Pack) -> Refusal | None:
    if not _listed(fact.symptom, pack.symptoms):
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


@fits.register
def _(fact: facts.SheetHandedOver, session: Session, pack: Pack) -> Refusal | None:
    return missing(how_it_was_handed_over=fact.how)


# ------------------------------------------------------------------------------ the workstation


@fits.register
def _(fact: facts.ClockStepped, session: Session, pack: Pack) -> Refusal | None:
    if abs(fact.seconds) <= A_CENTURY_S:
        return None
    return refuse("seconds", "A clock change of more than 100 years cannot be.")


@fits.register
def _(fact: facts.WorkstationSlept, session: Session, pack: Pack) -> Refusal | None:
    if 0 <= fact.seconds <= A_CENTURY_S:
        return None
    return refuse("seconds", "A sleep lasts from 0 seconds to 100 years.")


def _listed(key: str, known: Iterable[Choice]) -> bool:
    return key in {choice.key for choice in known}
