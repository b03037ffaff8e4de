"""Vital signs: taken, and what the gates ask of the last set."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from msgspec.structs import replace

from app.models import facts
from app.models.asking import Asked, Decision, handle
from app.models.day import stroke
from app.models.day.apply import apply
from app.models.day.fits import fits
from app.models.day.requirement import Requirement, required, without_override
from app.models.day.sentence import say
from app.models.day.session import Session, Stamp, VitalSet
from app.models.day.stage import SessionCommand, running_day
from app.models.day.stroke import stroke_signs_found, unknown_signs
from app.models.day.tiers import (
    Judged,
    Tier,
    complete,
    critical,
    in_words,
    judge_all,
    shown,
    standing,
    wants_fresh_set,
)
from app.models.facts import Entry, StrokeCheck, VitalsTaken
from app.models.moment import Now
from app.models.refusal import Refusal, refuse
from app.models.rules.pack import Pack
from app.models.rules.stage import Stage


class RecordVitals(SessionCommand, frozen=True, kw_only=True):
    """Record a set of vital signs: `values` by the sign's key, in the unit the pack gives it.

    A sign without a value has its reason in `not_taken`, by the sign's key, and so has the
    stroke check (`stroke_check`). `confirmed` says that a critical value was read twice.
    """

    values: dict[str, float] = {}
    not_taken: dict[str, str] = {}
    stroke_check: StrokeCheck
    stroke_signs: tuple[str, ...] = ()
    confirmed: bool = False


@handle.register
def record_vitals(command: RecordVitals, asked: Asked) -> Decision:
    """Implausible is typed again, critical confirmed; a missing value has its reason."""
    session = running_day(asked)
    if isinstance(session, Refusal):
        return session
    taken = VitalsTaken(
        values=command.values,
        not_taken={key: why.strip() for key, why in command.not_taken.items()},
        stroke_check=command.stroke_check,
        stroke_signs=command.stroke_signs,
    )
    if refused := fits(taken, session, asked.pack):
        return refused
    if refused := unconfirmed(critical(asked.pack, taken), confirmed=command.confirmed):
        return refused
    if taken.stroke_check is StrokeCheck.SIGN:
        found = stroke_signs_found(command.stroke_signs, command, session, asked)
        return found if isinstance(found, Refusal) else (taken, *found)
    return (taken,)


def unconfirmed(critical: Iterable[Judged], *, confirmed: bool) -> Refusal | None:
    """A critical value that nobody has read twice."""
    said = ", ".join(
        f"{found.sign.spoken} {shown(found.sign, found.value)} {found.sign.unit}"
        for found in critical
    )
    if confirmed or not said:
        return None
    return refuse("confirm_critical", f"Critical: {said}. Read it again, then confirm.")


@fits.register
def _(fact: VitalsTaken, session: Session, pack: Pack) -> Refusal | None:
    signs = {sign.key: sign for sign in pack.vitals.signs}
    if strange := [key for key in fact.values if key not in signs]:
        return refuse(
            "unknown_vital_sign",
            f"There is no vital sign {strange[0]} in this protocol. Choose one of its list.",
        )
    for found in judge_all(pack, fact.values, {}):
        if found.tier is Tier.IMPLAUSIBLE:
            value = shown(found.sign, found.value)
            return refuse(
                "implausible",
                f"{found.sign.name} {value} {found.sign.unit} cannot be. Type it again.",
            )
    if refused := _contradiction(fact, pack):
        return refused
    for key, sign in signs.items():
        if key not in fact.values and not fact.not_taken.get(key, "").strip():
            return refuse(
                "reason_missing", f"The {sign.spoken} is missing. Enter it, or say why not."
            )
    not_done = fact.stroke_check is StrokeCheck.NOT_DONE
    if not_done and not fact.not_taken.get("stroke_check", "").strip():
        return refuse("reason_missing", "The stroke check is missing. Do it, or say why not.")
    if not_done and not fact.values:
        return refuse("nothing_taken", "Nothing was taken. Write a note instead.")
    named = fact.stroke_check is StrokeCheck.SIGN
    return unknown_signs(fact.stroke_signs, pack) if named else None


def _contradiction(taken: VitalsTaken, pack: Pack) -> Refusal | None:
    """A reason for what was taken after all, or signs beside a check that found none."""
    there = {sign.key: sign.key in taken.values for sign in pack.vitals.signs}
    there["stroke_check"] = taken.stroke_check is not StrokeCheck.NOT_DONE
    if strange := [key for key in taken.not_taken if there.get(key, True)]:
        names = {sign.key: sign.name for sign in pack.vitals.signs}
        name = names.get(strange[0], strange[0].replace("_", " "))
        return refuse("not_missing", f"{name} is not missing, and needs no reason. Take it out.")
    if taken.stroke_signs and taken.stroke_check is not StrokeCheck.SIGN:
        return refuse("sign_or_no_sign", "Signs are named. Say that there is a stroke sign.")
    return None


@apply.register
def _(fact: facts.VitalsTaken, session: Session, stamp: Stamp, entry: Entry) -> Session:
    taken = vital_set(fact, stamp, entry, session.version + 1)
    ordered = sorted((*session.vitals, taken), key=lambda vital: vital.order)
    return replace(
        session,
        vitals=tuple(ordered),
        overrides=without_override(session, "last_vitals"),  # decided before this set was known
    )


def vital_set(fact: facts.VitalsTaken, stamp: Stamp, entry: Entry, place: int) -> VitalSet:
    """The set as this entry gives it; `place` counts the day's entries."""
    return VitalSet(
        stamp=stamp,
        mark=entry.mark,
        place=place,
        written=entry.mark,
        earliest=stamp.at,
        taken=fact,
    )


def _baseline(session: Session, now: Now, pack: Pack) -> VitalSet | None:
    """The last full set within its minutes before the start, or before now."""
    until = session.started.at if session.started else session.true(now)
    within = timedelta(minutes=pack.start.baseline_vitals_min.value)
    sets = [
        vital
        for vital in session.vitals
        if vital.earliest >= until - within and vital.stamp.at <= until and complete(vital, pack)
    ]
    return sets[-1] if sets else None


def baseline_vitals_requirement(session: Session, now: Now, pack: Pack) -> Requirement:
    rule = pack.start.baseline_vitals_min
    found = _baseline(session, now, pack)
    if found:
        detail = in_words(pack, found.taken).split(" · no stroke")[0]
    elif session.vitals:
        detail = f"take a full set again: it counts for {rule.value} min"
    else:
        detail = f"a full set within {rule.value} min before the start"
    return required(
        session, "baseline_vitals", "Baseline vitals", Stage.CHECK_IN, rule,
        found is not None, detail, found.stamp if found else None,
    )  # fmt: skip


def baseline_stroke_check_requirement(session: Session, now: Now, pack: Pack) -> Requirement:
    found = _baseline(session, now, pack)
    until = session.started.at if session.started else session.true(now)
    seen = any(stamp.at <= until for stamp, _ in session.stroke_signs)
    clear = found is not None and found.taken.stroke_check is StrokeCheck.NO_SIGN and not seen
    if clear:
        detail = "no sign"
    elif seen:
        detail = "a stroke sign was seen today: do not start, a prescriber decides"
    elif found:
        detail = f"{stroke.stroke_check_in_words(pack, found.taken)}: do not start"
    else:
        detail = "with the baseline vitals"
    return required(
        session,
        "stroke_check",
        "Stroke check",
        Stage.CHECK_IN,
        pack.start.stroke_check,
        clear,
        detail,
        found.stamp if found and clear else None,
    )


def last_vitals_requirement(session: Session, now: Now, pack: Pack) -> Requirement:
    rule = pack.discharge.last_vitals_min
    last = session.vitals[-1] if session.vitals else None
    recent = last is not None and _age_min(session, last, now) <= rule.value
    worst = standing(session, pack)
    again = wants_fresh_set(session, pack)
    met = bool(last and recent and not again and complete(last, pack))
    if worst and recent:
        detail = f"{worst[0].critical[0].sign.spoken} is critical: tell the prescriber"
    elif again and recent:
        sign = again[0].critical[0].sign.spoken
        detail = f"{sign} was critical before the correction: take a fresh set"
    elif met and last:
        numbers = in_words(pack, last.taken).split(" · no stroke")[0]
        detail = f"{_counts_until(session, last, rule.value, now)}{numbers}"
    else:
        detail = f"a full set within {rule.value} min of leaving"
    return required(
        session, "last_vitals", "Last vitals", Stage.DISCHARGE, rule, met, detail,
        last.stamp if last and met else None,
    )  # fmt: skip


def last_stroke_check_requirement(session: Session, now: Now, pack: Pack) -> Requirement:
    rule = pack.discharge.stroke_check_min
    done = [item for item in session.vitals if item.taken.stroke_check is not StrokeCheck.NOT_DONE]
    last = done[-1] if done else None
    recent = last is not None and _age_min(session, last, now) <= rule.value
    seen_since = last is not None and any(
        stamp.at >= last.earliest for stamp, _ in session.stroke_signs
    )
    clear = bool(
        last and recent and last.taken.stroke_check is StrokeCheck.NO_SIGN and not seen_since
    )
    sign = seen_since or (last is not None and last.taken.stroke_check is StrokeCheck.SIGN)
    if clear and last:
        detail = f"{_counts_until(session, last, rule.value, now)}no sign"
    elif sign:
        detail = "a stroke sign is on record: the stroke team decides, not this gate"
    else:
        detail = f"within {rule.value} min of leaving, with the vitals"
    return required(
        session, "last_stroke_check", "Last stroke check", Stage.DISCHARGE, rule, clear, detail,
        last.stamp if last and clear else None,
    )  # fmt: skip


def _counts_until(session: Session, vital: VitalSet, minutes: int, now: Now) -> str:
    """Until when a set counts for leaving; nothing once the patient has left."""
    if session.discharged:
        return ""
    until = session.wall(vital.earliest + timedelta(minutes=minutes))
    return f"counts until {now.wall(until)}: "


def _age_min(session: Session, vital: VitalSet, now: Now) -> float:
    until = session.discharged.at if session.discharged else session.true(now)
    return (until - vital.earliest).total_seconds() / 60


@say.register
def _(fact: facts.VitalsTaken, pack: Pack) -> str:
    return f"Vitals {in_words(pack, fact)}"
