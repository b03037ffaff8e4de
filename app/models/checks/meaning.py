"""What an answer leads to: nothing, a warning, somebody's decision, or a hold."""

from __future__ import annotations

from datetime import date

import msgspec

from app.models.checks.values import NO_FLAG, NO_RANGE, Result, Typed, days_named
from app.models.day.session import Session
from app.models.rules.checks import Check, CountedTo, Field, Option, Records, Then
from app.models.rules.rule import Override

ORDER = tuple(Then)
"""From the mildest to the gravest."""


class Meaning(msgspec.Struct, frozen=True, kw_only=True):
    """What an answer leads to, who decides about it, and what is done about it, in words."""

    then: Then = Then.OK
    who: Override = Override.NOBODY
    do: str = ""
    provisional: bool = False
    records: tuple[Records, ...] = ()


def graver(one: Then, other: Then) -> bool:
    """Whether the one is graver than the other."""
    return ORDER.index(one) > ORDER.index(other)


def meaning(check: Check, field: Field, typed: Typed, session: Session) -> Meaning:
    """The gravest of what the answer's options and bands lead to."""
    found = Meaning(who=check.override)
    chosen = _chosen(field, typed)
    for option in chosen:
        if graver(option.then, found.then):
            found = Meaning(
                then=option.then,
                who=option.override or check.override,
                do=option.do,
                provisional=option.provisional,
            )
    number = _number(field, typed, session)
    band = next((band for band in field.bands if number is not None and band.holds(number)), None)
    if band and graver(band.then, found.then):
        found = Meaning(then=band.then, who=check.override, do=band.do)
    records = tuple(option.records for option in chosen if option.records)
    return msgspec.structs.replace(found, records=records)


def _chosen(field: Field, typed: Typed) -> list[Option]:
    if isinstance(typed, Result):
        unjudged = typed.flag == NO_FLAG and not typed.range
        keys: tuple[str, ...] = (NO_RANGE if unjudged else typed.flag,)
    elif isinstance(typed, tuple):
        keys = typed
    else:
        keys = (typed,) if isinstance(typed, str) else ()
    return [option for key in keys if (option := field.option(key))]


def _number(field: Field, typed: Typed, session: Session) -> float | None:
    """What bands judge: the number, or a date's age in days."""
    day = days_named(typed)
    if day is not None:
        return (counted_to(field, session) - day).days
    return getattr(typed, "number", None)


def counted_to(field: Field, session: Session) -> date:
    """The day up to which ages are counted: today's, or that of the course's first dose."""
    if field.counted_to is CountedTo.FIRST_DOSE:
        doses = [
            day.date for day in session.earlier if day.course == session.course and day.dose_given
        ]
        return min([*doses, session.date])
    return session.date
