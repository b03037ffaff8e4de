"""What the correction sheet shows of an entry, and what it sends: only what changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

import msgspec

from app.models.day import stroke, tiers
from app.models.day.correction import CORRECTED, STRUCK_OUT
from app.models.day.history import as_it_stands, corrections
from app.models.day.sentence import say
from app.models.day.session import Session
from app.models.day.tiers import Judged, Tier
from app.models.facts import (
    CheckAnswered,
    Entry,
    Fact,
    Identifier,
    PremedicationGiven,
    StrokeCheck,
    VitalsTaken,
)
from app.models.moment import Now, full_date
from app.models.rules.measures import Sign
from app.models.rules.pack import Pack
from app.ui.checks.words import WAYS
from app.ui.correction import check_words
from app.ui.correction.kinds import Field, Kind
from app.ui.gate.words import Roster, initials
from app.ui.reactions.care_words import SEVERITIES
from app.ui.vitals.words import in_short

REASONS = ("mistyped", "wrong time", "wrong patient", "did not happen")
"""Offered for a correction; another may be typed."""

STRIKES = ("wrong patient", "did not happen")
"""Reasons for which the whole entry is struck out, where that may be."""

STRUCK = "It is struck out. What did happen is recorded anew."


@dataclass(frozen=True, slots=True)
class EntryShown:
    """An entry as it stands now, and what may be done about it."""

    time: str
    text: str
    by: str
    at: datetime
    fields: tuple[Field, ...]
    can_change: bool
    can_strike: bool
    sentence: str = ""


LABELS = {
    "drug": "Drug", "dose": "Dose", "unit": "Unit", "route": "Route", "reason": "Reason",
    "lot": "Lot", "expires": "Vial expires", "diluent": "Diluent", "volume_ml": "Volume",
    "rate_ml_h": "Rate", "given_ml": "On the pump", "early_reason": "Why it ended early",
    "ordered_by": "Ordered by", "how": "How", "reference": "Reference", "note": "Note",
    "allowed_by": "Allowed by", "told_of_risk": "Told of the risk", "text": "Note",
    "symptom": "Symptom", "severity": "How bad", "signs": "Signs", "running": "Still running",
    "decided_by": "Decided by", "words": "Words",
    "identifiers": "Recognised by", "answers": "Answers", "stroke_check": "Stroke check",
}  # fmt: skip
"""The fields that may be corrected, by their names in the facts; no other is offered."""

UNITS = {"volume_ml": "mL", "given_ml": "mL", "rate_ml_h": "mL/h"}

FREE = ("text", "note", "words", "reason", "early_reason")

IDENTIFIERS = (
    (str(Identifier.NAME), "Name"),
    (str(Identifier.BIRTH_DATE), "Date of birth"),
    (str(Identifier.MRN), "MRN"),
)

YES_NO = (("true", "Yes"), ("false", "No"))

ANSWERS = (("no", "No"), ("yes", "Yes"), ("unknown", "Unknown"))


def standing(session: Session, mark: str, roster: Roster, now: Now, pack: Pack) -> EntryShown:
    """The entry of that mark after all its corrections; `LookupError` if there is none."""
    entry = next((item for item in session.entries if item.mark == mark), None)
    if entry is None:
        raise LookupError(mark)
    made = corrections(session.entries).get(mark, ())
    right = as_it_stands(entry, made)
    shown = right or entry
    told = EntryShown(
        time=now.wall(shown.occurred_at),
        text=say(shown.fact, pack),
        by=initials(roster, entry.actor),
        at=shown.occurred_at,
        fields=(),
        can_change=False,
        can_strike=False,
    )
    if right is None:
        reason = f" Why: {made[-1][1].reason}." if made else ""
        return replace(told, sentence=STRUCK + reason)
    if not isinstance(entry.fact, CORRECTED):
        return replace(told, sentence="This entry is not corrected. Write a note beside it.")
    return replace(
        told,
        fields=tuple(_fields(right.fact, pack)),
        can_change=True,
        can_strike=isinstance(entry.fact, STRUCK_OUT),
    )


def _fields(fact: Fact, pack: Pack) -> list[Field]:
    if isinstance(fact, VitalsTaken):
        return [_sign(fact, sign) for sign in pack.vitals.signs] + [_stroke_check(fact, pack)]
    if isinstance(fact, CheckAnswered):
        return check_words.fields(fact, pack)
    values = msgspec.to_builtins(fact)
    names = [field.name for field in msgspec.structs.fields(fact) if field.name in LABELS]
    if getattr(fact, "how", "") is None:  # a nurse decided: it was not said to anybody
        names.remove("how")
    fields = [_field(name, values[name], getattr(fact, name), pack) for name in names]
    if isinstance(fact, PremedicationGiven):
        return [replace(item, unit=fact.unit) if item.name == "dose" else item for item in fields]
    return fields


def _sign(fact: VitalsTaken, sign: Sign) -> Field:
    value = fact.values.get(sign.key)
    was = tiers.shown(sign, value) if value is not None else "not taken"
    return Field(
        sign.key, sign.name, Kind.NUMBER, value, was, sign.unit, sign.decimals,
        figures=sign.figures,
    )  # fmt: skip


def _stroke_check(fact: VitalsTaken, pack: Pack) -> Field:
    was = stroke.stroke_check_in_words(pack, fact)
    offered = (("no_sign", "No sign"), ("not_done", "Not done"))
    choices = tuple(item for item in offered if item[0] != fact.stroke_check)
    return Field(
        "stroke_check", LABELS["stroke_check"], Kind.PICK, str(fact.stroke_check), was,
        choices=choices,
    )  # fmt: skip


def _field(name: str, value: Any, own: Any, pack: Pack) -> Field:
    label, choices = LABELS[name], _choices(name, value, pack)
    words = dict(choices)
    match own:
        case bool():
            key = "true" if own else "false"
            return Field(name, label, Kind.PICK, key, dict(YES_NO)[key], choices=YES_NO)
        case float() | int():
            return Field(name, label, Kind.NUMBER, own, f"{own:g}", UNITS.get(name, ""))
        case None if name in UNITS:
            return Field(name, label, Kind.NUMBER, None, "not read off", UNITS[name])
        case date():
            return Field(name, label, Kind.DAY, value, full_date(own))
        case tuple():
            was = ", ".join(words.get(key, key) for key in value)
            return Field(name, label, Kind.SEVERAL, tuple(value), was, choices=choices)
        case dict():
            return Field(name, label, Kind.ANSWERS, dict(value), choices=_questions(value, pack))
    if choices:
        return Field(name, label, Kind.PICK, value, words.get(value, value), choices=choices)
    kind = Kind.WORDS if name in FREE else Kind.LINE
    return Field(name, label, kind, value, value)


def _choices(name: str, value: Any, pack: Pack) -> tuple[tuple[str, str], ...]:
    lists = {
        "symptom": pack.symptoms,
        "severity": SEVERITIES,
        "diluent": pack.bag.diluents,
        "signs": pack.stroke_signs,
    }
    if name == "how" and value in (way.key for way in WAYS):
        return tuple((way.key, way.label) for way in WAYS)
    if name in lists:
        return tuple((item.key, item.name) for item in lists[name])
    if name == "identifiers":
        return IDENTIFIERS
    reasons = tuple((item.key, item.name) for item in pack.infusion.pause_reasons)
    return reasons if name == "reason" and value in dict(reasons) else ()


def _questions(value: Mapping[str, str], pack: Pack) -> tuple[tuple[str, str], ...]:
    asked = {item.key: item.text for item in pack.start.questions}
    return tuple((key, asked.get(key, key)) for key in value)


def values(
    told: EntryShown, entered: Mapping[str, Any], reason: str, entry: Fact
) -> dict[str, Any]:
    """What to send: each field that differs from how it stands, and what hangs on it."""
    changed = changes(told, entered)
    if isinstance(entry, CheckAnswered) and changed:
        return check_words.values(entry, changed)
    if isinstance(entry, VitalsTaken) and changed:
        return _with_not_taken(entry, changed, reason)
    return changed


def changes(told: EntryShown, entered: Mapping[str, Any]) -> dict[str, Any]:
    """Each field that differs from how it stands, by its name on the sheet."""
    by_name = {field.name: field for field in told.fields}
    return {
        name: _typed(by_name[name], value)
        for name, value in entered.items()
        if value is not None and _typed(by_name[name], value) != _own(by_name[name])
    }


def _own(field: Field) -> Any:
    return field.value == "true" if field.choices == YES_NO else field.value


def _typed(field: Field, value: Any) -> Any:
    if field.choices == YES_NO:
        return value == "true"
    return value


def _with_not_taken(entry: VitalsTaken, changed: dict[str, Any], reason: str) -> dict[str, Any]:
    why = {key: said for key, said in entry.not_taken.items() if key not in changed}
    if changed.get("stroke_check") == StrokeCheck.NOT_DONE:
        why["stroke_check"] = reason
    sent = dict(changed)
    if why != entry.not_taken:
        sent["not_taken"] = why
    if "stroke_check" in changed and entry.stroke_signs:
        sent["stroke_signs"] = []
    return sent


def judged(pack: Pack, entry: Fact, entered: Mapping[str, float]) -> dict[str, Judged]:
    """The tier of each vital sign that was typed, beside the values that stay."""
    if not isinstance(entry, VitalsTaken):
        return {}
    whole = {**entry.values, **entered}
    found = tiers.judge_all(pack, whole, {})
    return {item.sign.key: item for item in found if item.sign.key in entered}


def critical(pack: Pack, entry: Fact, entered: Mapping[str, float]) -> str:
    """What becomes critical by the correction, in short; "" when nothing does."""
    if not isinstance(entry, VitalsTaken):
        return ""
    was, found = entry.values, judged(pack, entry, entered).values()
    worst = [
        item
        for item in found
        if item.tier is Tier.CRITICAL and item.value != was.get(item.sign.key)
    ]
    return in_short(pack, worst[0], {**was, **entered}) if worst else ""


def impossible(found: Mapping[str, Judged]) -> str:
    """What cannot be, as a sentence; "" when all can."""
    for item in found.values():
        if item.tier is Tier.IMPLAUSIBLE:
            value = tiers.shown(item.sign, item.value)
            return f"{item.sign.name} {value} {item.sign.unit} cannot be. Type it again."
    return ""


def read_time(text: str, was: datetime, now: Now) -> datetime | None:
    """A typed 13:05 as the instant nearest to when the entry was; None if it is no time."""
    figures = text.strip().replace(":", "").replace(".", "").replace("h", "")
    if not (figures.isascii() and figures.isdigit() and 3 <= len(figures) <= 4):
        return None
    hour, minute = int(figures[:-2]), int(figures[-2:])
    if hour > 23 or minute > 59:
        return None
    local = now.local(was)
    same_day = local.replace(hour=hour, minute=minute, second=0, microsecond=0)
    near = [same_day + timedelta(days=days) for days in (-1, 0, 1)]
    return min(near, key=lambda moment: abs(moment - local))


def time_words(moment: datetime, was: datetime, now: Now) -> str:
    """How far that is from the time on record: `13:05, 12 min earlier`."""
    minutes = round((moment - was).total_seconds() / 60)
    way = "earlier" if minutes < 0 else "later"
    count = abs(minutes)
    span = f"{count // 60} h {count % 60:02} min" if count >= 60 else f"{count} min"
    return f"{now.wall(moment)}, {span} {way}"


def entry_of(session: Session, mark: str) -> Entry:
    """The entry as it stands, struck or not."""
    entry = next(item for item in session.entries if item.mark == mark)
    return as_it_stands(entry, corrections(session.entries).get(mark, ())) or entry
