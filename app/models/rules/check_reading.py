"""Reading the `[[checks]]` tables: a bad one is refused with the check's key and the field's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from string import Formatter
from typing import Any

import msgspec

from app.models.facts import PHONE_KEYS
from app.models.rules.checks import (
    AtGate,
    Check,
    Computed,
    Every,
    Field,
    Kind,
    Option,
    PriorDay,
    Then,
)
from app.models.rules.rule import Override
from app.models.rules.stage import Stage

USUAL: dict[str, tuple[dict[str, Any], ...]] = {
    Kind.CONFIRM: (
        {"key": "yes", "label": "Yes"},
        {"key": "no", "label": "No", "then": "hold", "provisional": True},
    ),
    Kind.YES_NO_UNKNOWN: (
        {"key": "no", "label": "No"},
        {"key": "yes", "label": "Yes", "then": "decide"},
        {"key": "unknown", "label": "Unknown", "then": "decide", "provisional": True},
    ),
    Kind.DATED_RESULT: (
        {"key": "none", "label": "No flag"},
        {"key": "low", "label": "Low", "then": "decide"},
        {"key": "high", "label": "High", "then": "decide"},
        {"key": "abnormal", "label": "Abnormal", "then": "decide"},
        {"key": "critical", "label": "Critical", "then": "decide"},
        {"key": "no_range", "label": "No flag, no range", "then": "decide"},
        {"key": "pending", "label": "Pending", "then": "decide", "provisional": True},
        {"key": "not_done", "label": "Not done", "then": "decide", "provisional": True},
    ),
}
"""The options of kinds that have them by nature; a pack says only what differs, by the key.

A result's options are the flags as the lab printed them. "No flag" counts as fine only where
the lab printed its range; without one it is `no_range`.
"""

OWN_OPTIONS = (Kind.CHOICE, Kind.SEVERAL)
"""Kinds whose options are all the pack's."""

MEASURED = (Kind.NUMBER, Kind.DATE, Kind.DATED_RESULT)
"""Kinds that bands can judge."""

COMPUTED_AS = {
    Computed.AGE: Kind.NUMBER,
    Computed.FACILITY: Kind.DATE,
    Computed.PRIOR_DAY: Kind.SEVERAL,
}
"""The kind of a field that the record answers."""

STAGES = {
    AtGate.START: (Stage.CHECK_IN, Stage.PREMEDICATION, Stage.BAG),
    AtGate.DISCHARGE: (Stage.OBSERVATION, Stage.DISCHARGE),
}
"""The stages at which each gate's checks are listed."""

RESERVED = frozenset(
    {
        *("identity", "baseline_vitals", "stroke_check"),
        *("bag", "bag_check", "ended", "observation", "last_vitals", "last_stroke_check"),
        *("sheet", "start", "discharge"),
    }
)
"""Keys of the gates' own requirements and of their last panels."""


def read_checks(raw: object) -> tuple[Check, ...]:
    """The checks of a pack's `checks` list; raises `ValueError` with the check and the field."""
    tables = msgspec.convert(raw, list[dict[str, Any]])
    return tuple(read_check(table, place) for place, table in enumerate(tables, start=1))


def read_check(table: dict[str, Any], place: int = 1) -> Check:
    """One check's table; raises `ValueError` with the check and the field."""
    name = f"check {table.get('key') or f'number {place}'}"
    rows = table.get("fields", [])
    if not isinstance(rows, list):
        raise ValueError(f"{name}: fields is a list of tables")
    fields = [read_field(row, name, number) for number, row in enumerate(rows, start=1)]
    try:
        check = msgspec.convert({**table, "fields": fields}, Check)
    except msgspec.ValidationError as error:
        raise ValueError(f"{name}: {error}") from error
    return check


def read_field(row: Any, check: str = "check", number: int = 1) -> Field:
    """One field's table, with the usual options of its kind; raises `ValueError`."""
    key = row.get("key") if isinstance(row, dict) else None
    name = f"{check}, field {key or f'number {number}'}"
    try:
        table = msgspec.convert(row, dict[str, Any])
        options = msgspec.convert(table.get("options", []), list[dict[str, Any]])
        usual = USUAL.get(str(table.get("kind")), ())
        return msgspec.convert({**table, "options": _with_usual(options, usual)}, Field)
    except ValueError as error:  # also msgspec's own
        raise ValueError(f"{name}: {error}") from error


READERS: dict[object, Callable[[Any], Check | Field]] = {Check: read_check, Field: read_field}
"""How an entry of a list is read where the plain types do not suffice, for a policy's own ones."""


def _with_usual(
    written: list[dict[str, Any]], usual: tuple[dict[str, Any], ...]
) -> list[dict[str, Any]]:
    """The usual options, each as the pack changes it; of other kinds, those the pack gives."""
    if not usual:
        return written
    keys = [option.get("key") for option in written]
    known = [option["key"] for option in usual]
    if strange := [key for key in keys if key not in known]:
        raise ValueError(f"there is no option {strange[0]!r}, only {', '.join(known)}")
    if twice := [key for key in keys if keys.count(key) > 1]:
        raise ValueError(f"the option {twice[0]!r} stands twice")
    changed = {option["key"]: option for option in written}
    return [{**option, **changed.get(option["key"], {})} for option in usual]


def _mistakes(check: Check) -> Iterator[str]:
    """What does not fit together in a check, each to stand behind its name."""
    if check.stage not in STAGES[check.gate]:
        yield f": the {check.gate} gate has no stage {check.stage.value!r}"
    if check.valid_days and check.every is not Every.SESSION:
        yield f": either every = {check.every.value!r} or valid_days, not both"
    keys = [field.key for field in check.fields]
    if twice := [key for key in keys if keys.count(key) > 1]:
        yield f": the field {twice[0]!r} stands twice"
    if not any(field.needed and field.after is None for field in check.fields):
        yield ": no field is needed, so it would always be met"
    for field in check.fields:
        for mistake in (*_options(field), *_measures(field), *_links(check, field)):
            yield f", field {field.key}: {mistake}"
    for field in check.fields:
        for then, override, what in _outcomes(field):
            who = override or check.override
            if then is Then.DECIDE and who is Override.NOBODY:
                yield f", field {field.key}: {what} needs a decision, and override is nobody"
            if then is not Then.DECIDE and override:
                yield f", field {field.key}: {what} has an override, and needs no decision"
    yield from _sentence(check)


def _outcomes(field: Field) -> Iterator[tuple[Then, Override | None, str]]:
    for option in field.options:
        held_by_policy = option.then is Then.HOLD and option.tightened_by
        override = None if held_by_policy else option.override
        yield option.then, override, f"the option {option.key!r}"
    for band in field.bands:
        yield band.then, None, "a band"


def _options(field: Field) -> Iterator[str]:
    keys = [option.key for option in field.options]
    if twice := [key for key in keys if keys.count(key) > 1]:
        yield f"the option {twice[0]!r} stands twice"
    if field.kind in OWN_OPTIONS and not field.options:
        yield f"a {field.kind.value} needs options"
    if field.options and field.kind not in (*OWN_OPTIONS, *USUAL):
        yield f"a {field.kind.value} has no options"
    for option in field.options:
        given = option.records
        if given and bool(given.stroke_sign) == bool(given.symptom):
            yield f"the option {option.key!r} records a stroke_sign or a symptom, one of them"


def _measures(field: Field) -> Iterator[str]:
    if field.bands and field.kind not in MEASURED:
        yield f"a {field.kind.value} has no bands"
    if any(band.below is None and band.over is None for band in field.bands):
        yield "a band needs below or over"
    if field.units and field.kind not in (Kind.NUMBER, Kind.DATED_RESULT):
        yield f"a {field.kind.value} has no units"
    if field.kind is Kind.NUMBER and field.bands and len(field.units) > 1:
        yield "bands judge one unit, and several are offered"
    if wrong := _unfilled(field.hint):
        yield f"hint: {wrong}"
    if field.ahead and field.kind is not Kind.DATE:
        yield f"a {field.kind.value} has no ahead"
    if field.computed and field.kind is not COMPUTED_AS[field.computed]:
        yield f"{field.computed.value} is a {COMPUTED_AS[field.computed].value}"
    if field.computed is Computed.PRIOR_DAY:
        keys = {option.key for option in field.options}
        if missing := [item.value for item in PriorDay if item.value not in keys]:
            yield f"prior_day needs the option {missing[0]!r}"


def _unfilled(hint: str) -> str:
    try:
        names = [name for _, name, _, _ in Formatter().parse(hint) if name is not None]
    except ValueError as error:
        return str(error)
    return next((f"no number is called {name!r}" for name in names if name not in PHONE_KEYS), "")


def _links(check: Check, field: Field) -> Iterator[str]:
    if field.after is None:
        return
    if field.after.check:
        yield "after names a field of this check; another check's answer belongs into when"
    earlier = check.fields[: check.fields.index(field)]
    found = next((item for item in earlier if item.key == field.after.field), None)
    if found is None:
        yield f"after names {field.after.field!r}, which is no earlier field"
        return
    yield from _unknown(found, field.after.one_of)


def _unknown(field: Field, keys: tuple[str, ...]) -> Iterator[str]:
    for key in keys:
        if field.option(key) is None:
            yield f"the field {field.key!r} has no option {key!r}"


def _sentence(check: Check) -> Iterator[str]:
    try:
        parts = list(Formatter().parse(check.sentence))
    except ValueError as error:
        yield f": sentence: {error}"
        return
    for _, name, layout, change in parts:
        if name is not None and (check.field(name) is None or layout or change):
            yield f": sentence: no field is called {name!r}"


def mistakes(
    checks: tuple[Check, ...],
    *,
    switches: set[str],
    stroke_signs: set[str],
    symptoms: set[str],
    taken: set[str],
) -> Iterator[tuple[str, str]]:
    """What does not fit together, in a check or with the rest of the pack: its key, a sentence.

    `taken` are the keys of requirements that are no checks.
    """
    earlier: dict[str, Check] = {}
    for check in checks:
        name = f"check {check.key}"
        if check.key in earlier:
            yield check.key, f"{name}: the key stands twice"
        if check.key in RESERVED | taken:
            yield check.key, f"{name}: the key belongs to another requirement"
        if check.when.switch and check.when.switch not in switches:
            yield check.key, f"{name}: no switch is called {check.when.switch!r}"
        for option, field in _all_options(check):
            given = option.records
            if given and given.stroke_sign and given.stroke_sign not in stroke_signs:
                yield (
                    check.key,
                    f"{name}, field {field}: no stroke sign is called {given.stroke_sign!r}",
                )
            if given and given.symptom and given.symptom not in symptoms:
                yield check.key, f"{name}, field {field}: no symptom is called {given.symptom!r}"
        if mistake := _other_answer(check, earlier):
            yield check.key, f"{name}: when: {mistake}"
        for mistake in _mistakes(check):
            yield check.key, f"{name}{mistake}"
        earlier[check.key] = check


def _all_options(check: Check) -> Iterator[tuple[Option, str]]:
    for field in check.fields:
        for option in field.options:
            yield option, field.key


def _other_answer(check: Check, earlier: dict[str, Check]) -> str:
    asked = check.when.answer
    if asked is None:
        return ""
    other = earlier.get(asked.check)
    if other is None:
        return f"answer names the check {asked.check!r}, which is no earlier check"
    field = other.field(asked.field)
    if field is None:
        return f"the check {asked.check!r} has no field {asked.field!r}"
    return next(_unknown(field, asked.one_of), "")
