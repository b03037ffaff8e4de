"""What the vitals sheet says while values are typed: tiers, what is missing, the button's words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.models.day import tiers
from app.models.day.session import Session
from app.models.day.tiers import Judged, Tier
from app.models.day.vitals import RecordVitals
from app.models.facts import StrokeCheck
from app.models.rules.pack import Pack

REASONS = ("patient declines", "device not at hand", "patient is away")
"""Offered for a value that was not taken; another may be typed."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands on the sheet: texts by sign key, reasons by key, and the stroke check."""

    texts: dict[str, str]
    not_taken: dict[str, str]
    check: StrokeCheck | None
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the sheet shows back: tiers by key, the foot's sentence, the button's words."""

    judged: dict[str, Judged]
    sentence: str
    action: str
    critical: bool


def previous(session: Session, pack: Pack) -> dict[str, str]:
    """The last value of each sign, to compare with; never taken over."""
    found: dict[str, str] = {}
    for vital in session.vitals:
        for key, value in vital.taken.values.items():
            found[key] = tiers.shown(pack.sign(key), value)
    return found


def number(text: str) -> float | None:
    """The value typed so far, if it is one."""
    try:
        return float(text)
    except ValueError:
        return None


def read(typed: Typed, session: Session, pack: Pack) -> Reading:
    """Judge what was typed so far."""
    values = {key: number(text) for key, text in typed.texts.items()}
    judged = {
        item.sign.key: item for item in tiers.judge_all(pack, values, tiers.baseline_of(session))
    }
    worst = [item for item in judged.values() if item.tier is Tier.CRITICAL]
    impossible = [item for item in judged.values() if item.tier is Tier.IMPLAUSIBLE]
    if impossible:
        first = impossible[0]
        value = tiers.shown(first.sign, first.value)
        sentence = f"{first.sign.name} {value} cannot be. Type it again."
        return Reading(judged, sentence, "Save", False)
    if worst:
        said = in_short(pack, worst[0], values)
        sentence = saved_as_entered(said)
        return Reading(judged, sentence, f"Save · is {said} right?", True)
    return Reading(judged, missing(typed, pack), "Save", False)


def saved_as_entered(said: str) -> str:
    """What a critical value comes to."""
    return f"{said} is critical. It will be saved as entered and raise an alarm."


def in_short(pack: Pack, worst: Judged, values: Mapping[str, float | None]) -> str:
    """The value to be read again: `186/104` for a pressure, else `SpO₂ 90`."""
    pair = pack.vitals.pair_of(worst.sign.key)
    both = [values.get(key) for key in pair.keys] if pair else []
    if both and all(both):
        return "/".join(tiers.shown(worst.sign, value) for value in both if value)
    return f"{worst.sign.spoken} {tiers.shown(worst.sign, worst.value)}"


def missing(typed: Typed, pack: Pack) -> str:
    """What is still to be taken, in a sentence; empty when nothing is."""
    names = [
        sign.spoken
        for sign in pack.vitals.signs
        if not typed.texts.get(sign.key) and sign.key not in typed.not_taken
    ]
    if typed.check is None and "stroke_check" not in typed.not_taken:
        names.append("stroke check")
    if typed.check is StrokeCheck.SIGN and not typed.signs:
        return "Tap the signs you see."
    if not names:
        return ""
    return f"Still to take: {', '.join(names)}."


def command(typed: Typed, session: str, *, confirmed: bool) -> RecordVitals:
    """The command for what was typed."""
    values = {key: number(text) for key, text in typed.texts.items()}
    return RecordVitals(
        session=session,
        values={key: value for key, value in values.items() if value is not None},
        not_taken=typed.not_taken,
        stroke_check=typed.check or StrokeCheck.NOT_DONE,
        stroke_signs=typed.signs if typed.check is StrokeCheck.SIGN else (),
        confirmed=confirmed,
    )
