"""What a check's panel shows and asks: its questions, how each stands, and who decides."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from app.models.checks.answering import AnswerCheck, DecideCheck
from app.models.checks.gate import HELD
from app.models.checks.sentences import SAID, about_in_words, value_in_words
from app.models.checks.standing import Standing, standing
from app.models.checks.values import NO_RANGE
from app.models.day.session import Session
from app.models.facts import PHONE_KEYS, How, Said
from app.models.moment import Now, day_month
from app.models.patients import Patient
from app.models.rules.checks import AtGate, Check, Field, Kind, Then
from app.models.rules.pack import Pack
from app.models.rules.rule import Override
from app.models.unit import Unit
from app.models.wording import capital
from app.ui.gate.words import Roster, initials
from app.ui.shown import Offered

ANOTHER = "another"

MOST_NAMED = 2
"""Prescribers offered by name; any other is typed."""

NEEDS = {
    Override.PRESCRIBER: "needs a prescriber's decision",
    Override.NURSE: "needs a reason",
    Override.NOBODY: "nobody goes on",
}

WAYS = (
    Offered(How.IN_PERSON.value, "In person"),
    Offered(How.PHONE.value, "Phone, read back"),
)

SAYINGS = (
    (Said.GO_ON, "Go on"),
    (Said.NOT_TODAY, "Not today"),
    (Said.WAIT, "Wait for this"),
)
"""What a prescriber may say, and the buttons that record it."""

BY_LETTER = (Kind.CONFIRM, Kind.YES_NO_UNKNOWN)
"""Kinds whose answers a key gives: N, Y, U."""

IF_WRONG = "Nobody goes on with this answer. If it is wrong, tap the right one to correct it."

WHY = "Why"

WHAT_WAS_SAID = "What was said, or is waited for"

CAN_WAIT = "This can wait; the check stays open."


class Mark(StrEnum):
    """How a question stands out."""

    NONE = "none"
    NEXT = "next"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class Line:
    """One question: how it is answered, what was answered, and what that leads to."""

    key: str
    ask: str
    kind: Kind
    options: tuple[Offered, ...]
    strong: tuple[str, ...]
    units: tuple[str, ...]
    value: Any
    words: str
    second: str
    mark: Mark
    computed: bool
    entry: str
    decides: bool


@dataclass(frozen=True, slots=True)
class Deciding:
    """The decision that an answer waits for."""

    field: str
    title: str
    nurses: bool
    deciders: tuple[Offered, ...]


@dataclass(frozen=True, slots=True)
class CheckView:
    """A check as its panel shows it."""

    counter: str
    lines: tuple[Line, ...]
    waiting: tuple[Deciding, ...]


def view(
    check: Check,
    session: Session,
    patient: Patient,
    now: Now,
    pack: Pack,
    roster: Roster,
    unit: Unit | None = None,
) -> CheckView:
    """Every question that is asked, and every decision waited for."""
    items = standing(check, session, pack)
    following = next((item for item in items if item.missing and not item.field.computed), None)
    values = {item.field.key: item.value for item in items if item.value is not None}
    people = _prescribers(session, patient, pack)
    return CheckView(
        counter=_counter(items),
        lines=tuple(
            _line(check, item, session, now, roster, people, unit, is_next=item is following)
            for item in items
        ),
        waiting=tuple(
            Deciding(
                field=item.field.key,
                title=_deciding(check, item, values),
                nurses=item.who is Override.NURSE,
                deciders=(*people, Offered(ANOTHER, "Other …")),
            )
            for item in items
            if item.undecided
        ),
    )


def _counter(items: tuple[Standing, ...]) -> str:
    asked = [item for item in items if item.field.needed and not item.field.computed]
    if not asked:
        return "Worked out from the record."
    if any(item.held for item in asked):
        return IF_WRONG
    answered = sum(not item.missing for item in asked)
    counted = f"{answered} of {len(asked)} answered. " if len(asked) > 1 else ""
    return f"{counted}Each answer is saved at once."


def _deciding(check: Check, item: Standing, values: dict[str, Any]) -> str:
    who = "A reason is needed." if item.who is Override.NURSE else "The prescriber decides."
    what = (
        check.label(item.field) if item.value is None else about_in_words(check, item.field, values)
    )
    return f"{capital(what)}. {who}"


def _line(
    check: Check,
    item: Standing,
    session: Session,
    now: Now,
    roster: Roster,
    people: tuple[Offered, ...],
    unit: Unit | None,
    *,
    is_next: bool,
) -> Line:
    field = item.field
    mark = Mark.HELD if item.held or item.undecided else Mark.NEXT if is_next else Mark.NONE
    offered = [one for one in field.options if one.key != NO_RANGE]
    options = tuple(Offered(one.key, one.label) for one in offered)
    return Line(
        key=field.key,
        ask=field.ask if field.needed else f"{field.ask} (optional)",
        kind=field.kind,
        options=people if field.kind is Kind.PERSON else options,
        strong=tuple(one.key for one in offered if one.then in (Then.DECIDE, Then.HOLD)),
        units=tuple(unit.name for unit in field.units),
        value=item.value,
        words="" if item.value is None else value_in_words(field, item.value),
        second=capital(_second(check, item, session, now, roster, unit)),
        mark=mark,
        computed=field.computed is not None,
        entry=item.mark if item.day.id == session.id else "",
        decides=item.undecided,
    )


def _second(
    check: Check,
    item: Standing,
    session: Session,
    now: Now,
    roster: Roster,
    unit: Unit | None,
) -> str:
    """The line below a question: what is to be done, who decided, or what was said before."""
    if item.decided and item.decided_at:
        fact, when = item.decided.fact, now.wall(item.decided_at)
        what = f"wait for {fact.words}" if fact.said is Said.WAIT else SAID[fact.said]
        return f"{fact.decided_by} {when}: {what}"
    if item.held:
        return item.meaning.do or HELD[AtGate(check.gate)]
    if item.undecided:
        return item.meaning.do or NEEDS[item.who]
    if item.value is not None and item.meaning.do:
        return item.meaning.do
    if item.value is None:
        return hint(item.field, unit) or _before(check, item.field, session)
    if item.day.id != session.id:
        return f"{day_month(item.day.date)} · {initials(roster, item.by)}"
    return ""


def hint(field: Field, unit: Unit | None) -> str:
    """What stands below an open question, with the unit's telephone numbers; never cut."""
    numbers = {key: getattr(unit, key, "") or "no number" for key in PHONE_KEYS}
    return field.hint.format_map(numbers)


def _before(check: Check, field: Field, session: Session) -> str:
    """The answer of the last day that has one, beside what is still open today."""
    for day in reversed(session.earlier):
        given = day.checks.get(check.key, {}).get(field.key)
        if given is not None:
            return f"{day_month(day.date)}: {value_in_words(field, given.value)}"
    return ""


def _prescribers(session: Session, patient: Patient, pack: Pack) -> tuple[Offered, ...]:
    """Who is offered by name: whoever was named today, and who ordered the course."""
    named = [
        str(given.value)
        for check in pack.checks
        for field in check.fields
        if field.kind is Kind.PERSON
        and (given := session.checks.get(check.key, {}).get(field.key)) is not None
    ]
    ordered = [one.prescriber for one in patient.courses if one.number == session.course]
    names = tuple(dict.fromkeys([*named, *ordered]))
    return tuple(Offered(name, name) for name in names[:MOST_NAMED])


def answer(check: Check, field: str, value: Any, session: str, *, slip: bool) -> AnswerCheck:
    """One answer; `slip` while its page has not been left since it was given."""
    return AnswerCheck(session=session, check=check.key, field=field, value=value, slip=slip)


def decision(
    check: Check,
    waiting: Deciding,
    session: str,
    *,
    said: Said,
    decider: str | None,
    typed: str,
    how: str | None,
    words: str,
) -> DecideCheck | str:
    """The decision as filled in, or what is still missing, as a sentence."""
    if not words:
        if waiting.nurses:
            return "Write the reason, in a few words."
        return "Write what is waited for." if said is Said.WAIT else "Write what was said."
    if waiting.nurses:
        return DecideCheck(
            session=session, check=check.key, field=waiting.field, said=said, words=words
        )
    if decider is None:
        return "Tap who decided."
    name = typed if decider == ANOTHER else decider
    if not name:
        return "Type the prescriber's name."
    if how is None:
        return "Tap how it was said: in person, or by phone and read back."
    return DecideCheck(
        session=session,
        check=check.key,
        field=waiting.field,
        said=said,
        words=words,
        decided_by=name,
        how=How(how),
    )


def words_asked(waiting: Deciding, decider: str | None) -> str:
    """What the words are: the reason, or what somebody said, with the whole of their name."""
    if waiting.nurses:
        return WHY
    if decider is None or decider == ANOTHER:
        return WHAT_WAS_SAID
    return f"What {decider} said, or is waited for"
