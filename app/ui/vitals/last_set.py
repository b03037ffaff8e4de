"""The last set of vital signs as a gate shows it: values, age, and how long it counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from app.models.day import stroke, tiers
from app.models.day.requirement import Requirement
from app.models.day.session import Session, VitalSet
from app.models.day.tiers import Tier
from app.models.facts import StrokeCheck
from app.models.moment import Now
from app.models.rules.pack import Pack
from app.ui.asking.offered import Warned
from app.ui.gate.words import Roster, name_of, sentence


@dataclass(frozen=True, slots=True)
class LastSet:
    """The last set of vital signs: values and stroke check, its age, how long it counts."""

    values: tuple[tuple[str, str], ...]
    age: str
    counts: str


def vitals_minutes(key: str, pack: Pack) -> int:
    """How many minutes a set counts for this requirement."""
    return {
        "last_vitals": pack.discharge.last_vitals_min.value,
        "last_stroke_check": pack.discharge.stroke_check_min.value,
    }.get(key, pack.start.baseline_vitals_min.value)


def vitals_hint(key: str, pack: Pack) -> str:
    """What is needed, and when."""
    before = "before the patient leaves" if key.startswith("last") else "before the start"
    return f"A full set and the stroke check, within {vitals_minutes(key, pack)} min {before}."


def last_set(session: Session, key: str, now: Now, pack: Pack, roster: Roster) -> LastSet | None:
    """The last set as it stands now; None when none was taken today."""
    if not session.vitals:
        return None
    last = session.vitals[-1]
    at = session.wall(last.stamp.at)
    minutes = int((session.true(now) - last.stamp.at).total_seconds() // 60)
    until = last.stamp.at + timedelta(minutes=vitals_minutes(key, pack))
    moment = now.wall(session.wall(until))
    counts = f"Counts until {moment}" if session.true(now) <= until else f"Too old since {moment}"
    return LastSet(
        values=_values(session, last, pack),
        age=f"Taken {now.wall(at)}, {_ago(minutes)} · {name_of(roster, last.stamp.by)}",
        counts=counts,
    )


def _values(session: Session, last: VitalSet, pack: Pack) -> tuple[tuple[str, str], ...]:
    taken = last.taken
    judged = {
        item.sign.key: item
        for item in tiers.judge_all(pack, taken.values, tiers.baseline_of(session))
    }

    def word(*keys: str) -> str:
        tiers = [judged[key] for key in keys if key in judged]
        worst = [item.word for item in tiers if item.tier is Tier.CRITICAL] or [
            item.word for item in tiers if item.tier is Tier.ABNORMAL
        ]
        missing = [taken.not_taken[key] for key in keys if key in taken.not_taken]
        return f" · {(missing or worst)[0]}" if missing or worst else ""

    lines = []
    for sign in pack.vitals.signs:
        pair = pack.vitals.pair_of(sign.key)
        if pair is None:
            value = tiers.or_dash(sign, taken)
            lines.append((sign.name, f"{value} {sign.unit}{word(sign.key)}"))
        elif sign.key == pair.upper:
            both = tiers.together(pair, taken, pack)
            lines.append((pair.name, f"{both} {sign.unit}{word(*pair.keys)}"))
    check = sentence(stroke.stroke_check_in_words(pack, taken).removeprefix("stroke check "))
    if taken.stroke_check is StrokeCheck.SIGN:
        check = "A sign, see above"
    return (*lines, ("Stroke check", check))


def _ago(minutes: int) -> str:
    if minutes < 1:
        return "just now"
    if minutes < 60:
        return f"{minutes} min ago"
    return f"{minutes // 60} h {minutes % 60:02} min ago"


def vitals_warning(session: Session, item: Requirement | None, pack: Pack) -> Warned | None:
    """A stroke sign on record, or a set that does not count: what it means now."""
    if item is None or item.done:
        return None
    last = session.vitals[-1].taken if session.vitals else None
    sign = bool(session.stroke_signs) or (
        last is not None and last.stroke_check is StrokeCheck.SIGN
    )
    if sign and item.key == "stroke_check":
        return Warned(
            f"A stroke sign is on record: {_signs(session, pack)}. Do not start.",
            "Press STROKE SIGNS if it is there now, and tell the prescriber.",
        )
    if sign and item.key == "last_stroke_check":
        return Warned(
            f"A stroke sign is on record: {_signs(session, pack)}. The patient stays.",
            "Press STROKE SIGNS if it is there now. The stroke team decides, not this gate.",
        )
    if last is not None and item.key == "last_vitals" and "critical" in item.detail:
        return Warned(sentence(item.detail), "Take it again, and do what the prescriber orders.")
    if last is not None:
        return Warned("This set does not count yet.", f"{sentence(item.detail)}.")
    return None


def _signs(session: Session, pack: Pack) -> str:
    """Every stroke sign found today, by the flow or with a set of vitals."""
    keys = [key for _, found in session.stroke_signs for key in found.signs]
    keys += [key for vital in session.vitals for key in vital.taken.stroke_signs]
    return "; ".join(pack.name_of("stroke_sign", key).lower() for key in dict.fromkeys(keys))
