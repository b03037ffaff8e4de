"""The pack's checks in a gate: each one a requirement, shut until it is answered and decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from app.models.checks.sentences import (
    about_in_words,
    answers_in_words,
    decision_in_words,
    in_a_row,
    whole_sentence,
)
from app.models.checks.standing import Standing, applies, standing
from app.models.day.requirement import Requirement, State, required
from app.models.day.session import Session
from app.models.moment import Now
from app.models.rules.checks import AtGate, Check, Then
from app.models.rules.pack import Pack
from app.models.rules.rule import Override
from app.models.rules.stage import Stage

FEW = 2
"""So many missing answers are named; more are counted."""

HELD = {
    AtGate.START: "do not start, tell the prescriber",
    AtGate.DISCHARGE: "the patient stays, tell the prescriber",
}
"""What to do about a hold, where the pack does not say."""

DECIDES = {
    Override.PRESCRIBER: "a prescriber decides",
    Override.NURSE: "go on only with a reason",
    Override.NOBODY: "nobody goes on",
}


def checks(
    gate: AtGate, stages: Sequence[Stage], session: Session, now: Now, pack: Pack
) -> Iterator[Requirement]:
    """The gate's checks that are asked today, in the pack's order."""
    for check in pack.checks:
        if check.gate is gate and check.stage in stages and applies(check, session, pack):
            yield check_requirement(check, session, now, pack)


def check_requirement(check: Check, session: Session, now: Now, pack: Pack) -> Requirement:
    """How a check stands: held, to be decided, to be answered, decided or met.

    What holds or waits for a decision cannot be overridden: an override is for answers
    that are missing. The rule it is given says who may do something about it as it stands.
    """
    items = standing(check, session, pack)
    held = [item for item in items if item.held]
    undecided = [item for item in items if item.undecided]
    missing = [item for item in items if item.missing]
    if held:
        return _open(check, Override.NOBODY, _held(check, held, items))
    if undecided:
        return _open(check, _who(undecided), _undecided(check, undecided, items, now))
    if missing:
        return required(
            session, check.key, check.title, check.stage, check, False,
            _missing(items, missing), None,
        )  # fmt: skip
    return _done(check, items)


def undecided(check: Check, session: Session, pack: Pack) -> bool:
    """Whether an answer waits for a decision, so that there is nothing to override."""
    return any(item.undecided for item in standing(check, session, pack))


def _who(items: list[Standing]) -> Override:
    """Who decides; where a nurse may about one answer and a prescriber about another, the prescriber."""
    who = {item.who for item in items}
    return Override.PRESCRIBER if Override.PRESCRIBER in who else next(iter(who))


def _open(check: Check, who: Override, detail: str) -> Requirement:
    return Requirement(
        key=check.key,
        title=check.title,
        stage=check.stage,
        state=State.OPEN,
        detail=detail,
        rule=msgspec.structs.replace(check, override=who),
    )


def _held(check: Check, held: list[Standing], items: tuple[Standing, ...]) -> str:
    what = held[0].meaning.do or HELD[check.gate]
    return f"{_named(check, held, items)}: {what}"


def _undecided(check: Check, waiting: list[Standing], items: tuple[Standing, ...], now: Now) -> str:
    for item in waiting:
        if item.refused and item.decided and item.decided_at:
            return f"{now.wall(item.decided_at)} {decision_in_words(item.decided.fact)}"
    what = waiting[0].meaning.do or DECIDES[_who(waiting)]
    return f"{_named(check, waiting, items)}: {what}"


def _named(check: Check, some: list[Standing], items: tuple[Standing, ...]) -> str:
    """The answers that hold or wait: `yes` where one is asked, else with their words."""
    values = _values(items)
    one = len(_roots(check, items)) == 1
    return ", ".join(
        answers_in_words(check, item.field, values)
        if one
        else about_in_words(check, item.field, values)
        for item in some
    )


def _missing(items: tuple[Standing, ...], missing: list[Standing]) -> str:
    if len(missing) <= FEW:
        asked = ", ".join(item.field.short or item.field.ask for item in missing)
        return f"ask: {asked}"
    needed = [item for item in items if item.field.needed]
    return f"{len(needed) - len(missing)} of {len(needed)} answered"


def _done(check: Check, items: tuple[Standing, ...]) -> Requirement:
    """Met, or decided on; since the last needed answer or decision."""
    decided = [item for item in items if item.decided]
    warned = [item for item in items if item.value is not None and item.meaning.then is Then.WARN]
    since = [(item.at, item.by) for item in items if item.at and item.field.needed]
    since += [
        (item.decided_at, item.decided.stamp.by)
        for item in decided
        if item.decided and item.decided_at
    ]
    at, by = max(since, key=lambda moment: moment[0], default=(None, ""))
    told = whole_sentence(check, _values(items)) or _grouped(check, items)
    warnings = [item.meaning.do for item in warned if item.meaning.do]
    decisions = [decision_in_words(item.decided.fact) for item in decided if item.decided]
    return Requirement(
        key=check.key,
        title=check.title,
        stage=check.stage,
        state=State.OVERRIDDEN if decided else State.MET,
        detail=in_a_row([told, *warnings, *decisions]),
        rule=check,
        by=by,
        at=at,
    )


def _values(items: tuple[Standing, ...]) -> dict[str, object]:
    return {item.field.key: item.value for item in items if item.value is not None}


def _roots(check: Check, items: tuple[Standing, ...]) -> list[Standing]:
    return [item for item in items if check.root(item.field) is item.field]


def _grouped(check: Check, items: tuple[Standing, ...]) -> str:
    """The answers, the same ones together: `HIV, product allergy: no`; `no` where one is asked."""
    values = _values(items)
    roots = [item for item in _roots(check, items) if item.value is not None]
    if len(roots) == 1:
        return answers_in_words(check, roots[0].field, values)
    words: dict[str, list[str]] = {}
    for item in roots:
        answer = answers_in_words(check, item.field, values)
        words.setdefault(answer, []).append(check.label(item.field))
    return "; ".join(f"{', '.join(names)}: {answer}" for answer, names in words.items())
