"""Whether an answer to a check, or a decision about one, can stand in the record."""

from __future__ import annotations

from app.models.checks.values import Unfit, days_named, read
from app.models.day.fits import fits
from app.models.day.session import Session
from app.models.facts import CheckAnswered, CheckDecided
from app.models.moment import full_date
from app.models.refusal import Refusal, missing, refuse
from app.models.rules.checks import Check, Field
from app.models.rules.pack import Pack


def known(check: str, field: str, pack: Pack) -> tuple[Check, Field] | Refusal:
    """The check and its field, by their keys."""
    found = pack.check(check)
    if found is None:
        return refuse("unknown_check", f"The protocol has no check {check!r}.")
    named = found.field(field)
    if named is None:
        return refuse("unknown_check", f"The check “{found.title}” has no field {field!r}.")
    return found, named


@fits.register
def _(fact: CheckAnswered, session: Session, pack: Pack) -> Refusal | None:
    found = known(fact.check, fact.field, pack)
    if isinstance(found, Refusal):
        return found
    check, field = found
    if field.computed:
        return refuse(
            "computed", f"{check.title} is worked out from the record. Correct the record instead."
        )
    try:
        typed = read(field, fact.value)
    except Unfit as error:
        return refuse("answer", f"{check.title}: {error}")
    day = days_named(typed)
    if day is not None and day > session.date and not field.ahead:
        return refuse("future", f"{full_date(day)} is after this session's day. Check the date.")
    return None


@fits.register
def _(fact: CheckDecided, session: Session, pack: Pack) -> Refusal | None:
    found = known(fact.check, fact.field, pack)
    if isinstance(found, Refusal):
        return found
    return missing(who_decided=fact.decided_by, what_was_said=fact.words)
