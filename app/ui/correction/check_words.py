"""Correcting an answer to a check: picked from its options, or typed as its kind asks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.models.checks.sentences import value_in_words
from app.models.checks.values import NO_RANGE
from app.models.facts import CheckAnswered
from app.models.moment import full_date
from app.models.rules import checks
from app.models.rules.checks import Kind as Asked
from app.models.rules.pack import Pack
from app.ui.checks.typed_words import day
from app.ui.correction.kinds import Field, Kind

PARTS = {
    Asked.DRUG_LINE: (("drug", "Medicine"), ("dose", "Dose"), ("route", "Route"),
                      ("when", "Last dose")),
    Asked.DATED_RESULT: (("value", "Result"), ("range", "Range, as printed")),
}  # fmt: skip
"""The words in an answer that has parts."""


def fields(fact: CheckAnswered, pack: Pack) -> list[Field]:
    """The answer as it can be corrected; nothing where the pack no longer asks it."""
    check = pack.check(fact.check)
    asked = check.field(fact.field) if check else None
    if asked is None:
        return []
    value, was = fact.value, value_in_words(asked, fact.value)
    match asked.kind:
        case Asked.SEVERAL:
            return [_value(asked, Kind.SEVERAL, tuple(value), was)]
        case Asked.TEXT | Asked.PERSON:
            return [_value(asked, Kind.LINE, value, was)]
        case Asked.DATE:
            return [_value(asked, Kind.DAY, value, was)]
        case Asked.NUMBER:
            return _number(asked, value)
        case Asked.DATED_RESULT:
            return _result(asked, value)
        case Asked.DRUG_LINE:
            return _words(asked.kind, value)
        case _:
            return [_value(asked, Kind.PICK, value, was)]


def _value(asked: checks.Field, kind: Kind, value: Any, was: str) -> Field:
    return Field("value", asked.ask, kind, value, was, choices=_options(asked))


def _options(asked: checks.Field) -> tuple[tuple[str, str], ...]:
    return tuple((one.key, one.label) for one in asked.options if one.key != NO_RANGE)


def _words(kind: Asked, value: Mapping[str, Any]) -> list[Field]:
    return [
        Field(part, label, Kind.LINE, value.get(part, ""), value.get(part, ""))
        for part, label in PARTS[kind]
    ]


def _unit(asked: checks.Field, value: Mapping[str, Any]) -> list[Field]:
    """The unit, where there is another one."""
    if len(asked.units) <= 1:
        return []
    choices = tuple((unit.name, unit.name) for unit in asked.units)
    unit = value.get("unit", "")
    return [Field("unit", "Unit", Kind.PICK, unit, unit, choices=choices)]


def _number(asked: checks.Field, value: Mapping[str, Any]) -> list[Field]:
    number, unit = value["number"], value.get("unit", "")
    shown = "" if len(asked.units) > 1 else unit
    return [
        Field("number", asked.ask, Kind.NUMBER, number, f"{number:g}", shown),
        *_unit(asked, value),
    ]


def _result(asked: checks.Field, value: Mapping[str, Any]) -> list[Field]:
    taken, flag = day(value.get("date")), value["flag"]
    said = full_date(taken) if taken else ""
    words = _words(asked.kind, value)
    return [
        words[0],
        *_unit(asked, value),
        Field("date", "Sample taken", Kind.DAY, value.get("date"), said),
        words[1],
        Field("flag", "Flag, as printed", Kind.PICK, flag, dict(_options(asked)).get(flag, flag),
              choices=_options(asked)),
    ]  # fmt: skip


def values(fact: CheckAnswered, changed: Mapping[str, Any]) -> dict[str, Any]:
    """What to send: the whole answer, with the parts that differ put right."""
    if isinstance(fact.value, dict):
        return {"value": {**fact.value, **changed}}
    value = changed["value"]
    return {"value": list(value) if isinstance(value, tuple) else value}
