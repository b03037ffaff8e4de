"""Vital signs judged: the three tiers of a value, what is critical still, and how values read."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

import msgspec

from app.models.day.session import Session, VitalSet
from app.models.day.stroke import stroke_check_in_words
from app.models.facts import VitalsTaken
from app.models.rules.measures import Pair, Sign
from app.models.rules.pack import Pack


class Tier(StrEnum):
    """What a value means at entry: type again, confirm, flag, or nothing."""

    IMPLAUSIBLE = "implausible"
    CRITICAL = "critical"
    ABNORMAL = "abnormal"
    NORMAL = "normal"


class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """A value with its tier and the word for why: `critical`, `high`, `low`, `changed`."""

    sign: Sign
    value: float
    tier: Tier
    word: str = ""


def judge(sign: Sign, value: float, baseline: float | None = None) -> Judged:
    """The value's tier; `baseline` is the same sign in the day's first set."""
    tier, word = _tier(sign, value)
    if tier is Tier.NORMAL and baseline is not None and _changed(sign, value, baseline):
        tier, word = Tier.ABNORMAL, "changed"
    return Judged(sign=sign, value=value, tier=tier, word=word)


def _tier(sign: Sign, value: float) -> tuple[Tier, str]:
    if value < sign.implausible_below or value > sign.implausible_above:
        return Tier.IMPLAUSIBLE, "type again"
    if sign.critical_from is not None and value >= sign.critical_from:
        return Tier.CRITICAL, "critical"
    if sign.critical_to is not None and value <= sign.critical_to:
        return Tier.CRITICAL, "critical"
    if sign.abnormal_from is not None and value >= sign.abnormal_from:
        return Tier.ABNORMAL, "high"
    if sign.abnormal_to is not None and value <= sign.abnormal_to:
        return Tier.ABNORMAL, "low"
    return Tier.NORMAL, ""


def _changed(sign: Sign, value: float, baseline: float) -> bool:
    change = abs(value - baseline)
    if sign.change is not None and change >= sign.change:
        return True
    return sign.change_percent is not None and change * 100 >= sign.change_percent * baseline


def judge_all(
    pack: Pack, values: Mapping[str, float | None], baseline: Mapping[str, float]
) -> list[Judged]:
    """Each value that was taken; the upper of a pair at or below the lower is implausible."""
    judged = []
    for sign in pack.vitals.signs:
        value = values.get(sign.key)
        if value is None:
            continue
        found = judge(sign, value, baseline.get(sign.key))
        pair = pack.vitals.pair_of(sign.key)
        lower = values.get(pair.lower) if pair and pair.upper == sign.key else None
        if lower is not None and value <= lower:
            found = msgspec.structs.replace(found, tier=Tier.IMPLAUSIBLE, word="type again")
        judged.append(found)
    return judged


def baseline_of(session: Session) -> Mapping[str, float]:
    """The day's first set, against which a change is judged; empty before it."""
    return session.vitals[0].taken.values if session.vitals else {}


def complete(vital: VitalSet, pack: Pack) -> bool:
    """Whether every sign of the pack was taken."""
    return all(sign.key in vital.taken.values for sign in pack.vitals.signs)


def critical(pack: Pack, taken: VitalsTaken) -> list[Judged]:
    """The critical values of a set."""
    judged = judge_all(pack, taken.values, {})
    return [found for found in judged if found.tier is Tier.CRITICAL]


class StillCritical(NamedTuple):
    """A set, and those of its critical values whose signs no later set holds."""

    vital: VitalSet
    critical: list[Judged]


def standing(session: Session, pack: Pack) -> list[StillCritical]:
    """The critical values that still stand: a sign's last value, until it is measured again."""
    return _standing(session.vitals, session.vitals, pack)


def wants_fresh_set(session: Session, pack: Pack) -> list[StillCritical]:
    """The critical values that still want a fresh set, also those that a correction took back."""
    return _standing((*session.vitals, *session.former_vitals), session.vitals, pack)


def _standing(
    sets: tuple[VitalSet, ...], measured: tuple[VitalSet, ...], pack: Pack
) -> list[StillCritical]:
    found = []
    for vital in sets:
        worst = critical(pack, vital.taken)
        if worst and (
            stands := [item for item in worst if not _measured_after(vital, item, measured)]
        ):
            found.append(StillCritical(vital, stands))
    return found


def _measured_after(vital: VitalSet, found: Judged, measured: tuple[VitalSet, ...]) -> bool:
    """Whether another set holds that sign and was later all along, not only by a correction."""
    return any(
        other.mark != vital.mark
        and (other.earliest, other.place) > vital.order
        and found.sign.key in other.taken.values
        for other in measured
    )


def shown(sign: Sign, value: float) -> str:
    """The value with the sign's decimals."""
    return f"{value:.{sign.decimals}f}"


def together(pair: Pair, taken: VitalsTaken, pack: Pack) -> str:
    """Both values of a pair: `124/76`, with a dash for one that was not taken."""
    return "/".join(or_dash(pack.sign(key), taken) for key in pair.keys)


def or_dash(sign: Sign, taken: VitalsTaken) -> str:
    """The value of a sign, a dash where it was not taken."""
    value = taken.values.get(sign.key)
    return "–" if value is None else shown(sign, value)


def in_words(pack: Pack, taken: VitalsTaken) -> str:
    """`128/76 · 88 · 16 · 37.1 °C · 98 % · no stroke sign`; a dash where not taken."""
    parts = []
    for sign in pack.vitals.signs:
        pair = pack.vitals.pair_of(sign.key)
        if pair is None:
            rate = sign.unit.startswith("/")  # nobody says "88 per minute"
            parts.append(f"{or_dash(sign, taken)} {'' if rate else sign.unit}".rstrip())
        elif sign.key == pair.upper:
            parts.append(together(pair, taken, pack))
    parts.append(stroke_check_in_words(pack, taken))
    missing = [f"{_missing_name(pack, key)}: {why}" for key, why in taken.not_taken.items()]
    return " · ".join(parts) + (f" ({'; '.join(missing)})" if missing else "")


def _missing_name(pack: Pack, key: str) -> str:
    if key == "stroke_check":
        return "stroke check"
    return pack.sign(key).spoken + " not taken"
