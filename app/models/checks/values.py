"""What an answer of each kind may be, and how it is said."""

from __future__ import annotations

from datetime import date
from typing import Any, TypeVar

import msgspec

from app.models.moment import full_date
from app.models.rules.checks import Field, Kind
from app.models.wording import inside

Day = date
"""A calendar day, where a field is called `date`."""

NO_FLAG, NO_RANGE = "none", "no_range"
WITHOUT_RESULT = ("pending", "not_done")
"""Flags beside which there is no result yet."""

OPTIONED = (Kind.CONFIRM, Kind.CHOICE, Kind.YES_NO_UNKNOWN)
"""Kinds answered by one of their options."""


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An answer with parts."""


class Quantity(_Table, frozen=True):
    """A number and its unit."""

    number: float
    unit: str = ""


class Result(_Table, frozen=True, omit_defaults=True):
    """A laboratory's result as printed: its range and its flag are never ours."""

    flag: str
    value: str = ""
    unit: str = ""
    date: Day | None = None
    range: str = ""


class DrugLine(_Table, frozen=True, omit_defaults=True):
    """A medicine the patient takes or took; `when` is the last dose, in words."""

    drug: str
    dose: str = ""
    route: str = ""
    when: str = ""


class Unfit(ValueError):
    """The value is no answer to the field: what is wrong and what to do, in a sentence."""


T = TypeVar("T")
Typed = str | tuple[str, ...] | Quantity | date | Result | DrugLine


def read(field: Field, value: Any) -> Typed:
    """A value as the field's kind has it; raises `Unfit`."""
    match field.kind:
        case Kind.CONFIRM | Kind.CHOICE | Kind.YES_NO_UNKNOWN:
            return _one_of(field, value)
        case Kind.SEVERAL:
            return _several(field, value)
        case Kind.TEXT | Kind.PERSON:
            return _words(value)
        case Kind.NUMBER:
            return _quantity(field, value)
        case Kind.DATE:
            return _converted(value, date, "Enter a date.")
        case Kind.DATED_RESULT:
            return _result(field, value)
        case Kind.DRUG_LINE:
            return _drug_line(value)


def plain(field: Field, value: Any) -> Any:
    """The value as it is recorded: JSON that says the same thing in one way only."""
    typed = read(field, value)
    return list(typed) if isinstance(typed, tuple) else msgspec.to_builtins(typed)


def _one_of(field: Field, value: Any) -> str:
    if isinstance(value, str) and field.option(value):
        return value
    said = ", ".join(option.label for option in field.options)
    raise Unfit(f"That is not one of the answers. Choose from: {said}.")


def _several(field: Field, value: Any) -> tuple[str, ...]:
    keys = value if isinstance(value, list | tuple) else ()
    if not keys:
        raise Unfit("Nothing is chosen. Tap what applies.")
    for key in keys:
        _one_of(field, key)
    return tuple(option.key for option in field.options if option.key in keys)


def _words(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise Unfit("Nothing is written. Fill it in.")
    return value.strip()


def _quantity(field: Field, value: Any) -> Quantity:
    units = [unit.name for unit in field.units] or [""]
    if isinstance(value, int | float) and not isinstance(value, bool) and len(units) == 1:
        value = {"number": value, "unit": units[0]}
    found = _converted(value, Quantity, "Enter a number and its unit.")
    if found.unit not in units:
        raise Unfit(f"{found.unit!r} is not a unit here. Choose from: {', '.join(units)}.")
    for unit in field.units:
        low = unit.lowest is not None and found.number < unit.lowest
        high = unit.highest is not None and found.number > unit.highest
        if unit.name == found.unit and (low or high):
            said = f"{found.number:g} {unit.name}".strip()
            raise Unfit(f"{said} cannot be. Type it again.")
    return found


def _result(field: Field, value: Any) -> Result:
    found = _converted(value, Result, "Enter the result, its date, and the lab's flag.")
    units = [unit.name for unit in field.units]
    if found.flag == NO_RANGE or field.option(found.flag) is None:
        raise Unfit("Enter the flag as the lab printed it, or that there is none.")
    if found.flag in WITHOUT_RESULT:
        return Result(flag=found.flag)
    if not found.value.strip():
        raise Unfit("The result is missing. Enter it as the lab printed it.")
    if found.date is None:
        raise Unfit("The date of the sample is missing. Enter it.")
    if units and found.unit not in units:
        raise Unfit(f"The unit is missing. Choose from: {', '.join(units)}.")
    return msgspec.structs.replace(
        found, value=found.value.strip(), range=found.range.strip(), unit=found.unit.strip()
    )


def _drug_line(value: Any) -> DrugLine:
    found = _converted(value, DrugLine, "Enter the medicine.")
    if not found.drug.strip():
        raise Unfit("The medicine is missing. Enter its name.")
    said = {name: text.strip() for name, text in msgspec.structs.asdict(found).items()}
    return DrugLine(**said)


def _converted(value: Any, kind: type[T], sentence: str) -> T:
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError:
        raise Unfit(f"This is no answer that can be read. {sentence}") from None


def days_named(typed: Typed) -> date | None:
    """The day in an answer: a date, or the day of a result's sample."""
    if isinstance(typed, date):
        return typed
    return typed.date if isinstance(typed, Result) else None


# ------------------------------------------------------------------------------------ in words


def said(field: Field, typed: Typed) -> str:
    """The answer inside a sentence: `yes`, `left forearm`, `9.1 g/dL, 20 Nov 2026, flagged low`."""
    match typed:
        case Quantity():
            return f"{typed.number:g} {typed.unit}".strip()
        case Result():
            return _result_in_words(field, typed)
        case DrugLine():
            line = " ".join(part for part in (typed.drug, typed.dose, typed.route) if part)
            return f"{line}, {typed.when}" if typed.when else line
        case date():
            return full_date(typed)
        case tuple():
            return ", ".join(_label(field, key) for key in typed)
        case str():
            return _label(field, typed) if field.kind in OPTIONED else typed


def _label(field: Field, key: str) -> str:
    option = field.option(key)
    return inside(option.label) if option else key


def _result_in_words(field: Field, result: Result) -> str:
    flag = _label(field, result.flag)
    if result.date is None:
        return flag
    value = f"{result.value} {result.unit}".strip()
    flagged = "" if result.flag == NO_FLAG else f", flagged {flag}"
    return f"{value}, {full_date(result.date)}{flagged}"
