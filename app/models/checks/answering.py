"""Answering a check, and a prescriber's decision on an answer."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from app.models.asking import Asked, Decision, handle
from app.models.checks.computed import prior_day
from app.models.checks.meaning import Meaning, graver, meaning
from app.models.checks.sentences import value_in_words
from app.models.checks.standing import Standing, about, applies, standing
from app.models.checks.validity import known
from app.models.checks.values import Result, plain, read
from app.models.day.fits import fits
from app.models.day.session import Session
from app.models.day.stage import SessionCommand, running_day
from app.models.day.stroke import stroke_signs_found
from app.models.facts import CheckAnswered, CheckDecided, Fact, How, Said, SymptomNoted
from app.models.moment import full_date
from app.models.refusal import Refusal, missing, refuse
from app.models.rules.checks import Check, Field, Then
from app.models.rules.pack import Pack
from app.models.rules.rule import Override


class AnswerCheck(SessionCommand, frozen=True):
    """Answer one field of a check, by the protocol's keys.

    `slip` says that an answer given a moment ago was a mis-tap, by whoever gave it; an answer
    that holds or needs a decision is otherwise corrected, not given anew.
    """

    check: str
    field: str
    value: Any
    slip: bool = False


class DecideCheck(SessionCommand, frozen=True):
    """Record a decision about an answer that needs one.

    `decided_by` is the prescriber, and `how` they said it; both stay empty where the nurse decides.
    `words` are what was said, the reason, or what is waited for.
    """

    check: str
    field: str
    said: Said
    words: str
    decided_by: str = ""
    how: How | None = None


@handle.register
def answer_check(command: AnswerCheck, asked: Asked) -> Decision:
    """One answer to a field that is asked today, and what else the pack says it records."""
    session = running_day(asked)
    if isinstance(session, Refusal):
        return session
    found = known(command.check, command.field, asked.pack)
    if isinstance(found, Refusal):
        return found
    check, field = found
    fact = CheckAnswered(check=check.key, field=field.key, value=command.value)
    if refused := fits(fact, session, asked.pack):
        return refused
    item = _asked_today(check, field, session, asked)
    if isinstance(item, Refusal):
        return item
    now_means = meaning(check, field, read(field, command.value), session)
    if refused := _not_simply(command, item, now_means, asked):
        return refused
    answered = replace(fact, value=plain(field, command.value))
    also = _also_recorded(command, item, now_means, session, asked)
    return also if isinstance(also, Refusal) else (answered, *also)


def another_answer(wrong: Fact, right: Fact, pack: Pack) -> Refusal | None:
    """What is no correction of an answer or a decision: it records more, or another decided."""
    if isinstance(right, CheckAnswered):
        return _records_more(wrong, right, pack)
    if not isinstance(wrong, CheckDecided) or not isinstance(right, CheckDecided):
        return None
    if (wrong.how is None) == (right.how is None):
        return None
    return refuse("record_again", "Another person decided. Strike this out and record it again.")


def _records_more(wrong: Fact, right: CheckAnswered, pack: Pack) -> Refusal | None:
    found = known(right.check, right.field, pack)
    if isinstance(found, Refusal):
        return found
    was = _chosen(wrong.value) if isinstance(wrong, CheckAnswered) else []
    options = [found[1].option(key) for key in _chosen(right.value) if key not in was]
    more = next((option for option in options if option and option.records), None)
    if more is None:
        return None
    return refuse(
        "record_again",
        f"“{more.label}” puts more on record than this answer. Give the answer anew.",
    )


def _chosen(value: Any) -> list[str]:
    """The options an answer names, if it names any."""
    keys = value if isinstance(value, list | tuple) else [value]
    return [key for key in keys if isinstance(key, str)]


def _asked_today(check: Check, field: Field, session: Session, asked: Asked) -> Standing | Refusal:
    """How the field stands, if it is asked today and after the answers given so far."""
    if not applies(check, session, asked.pack):
        return refuse("not_asked", f"{check.title} is not asked today.")
    items = standing(check, session, asked.pack)
    item = next((item for item in items if item.field.key == field.key), None)
    if item is None:
        return refuse(
            "not_asked", f"“{field.ask}” is not asked after this answer. Answer the question first."
        )
    return item


def _not_simply(
    command: AnswerCheck, item: Standing, now_means: Meaning, asked: Asked
) -> Refusal | None:
    """The same answer twice, or a milder one in place of one that keeps the gate shut."""
    session = asked.case.session
    if item.value is None or session is None:
        return None
    today = item.day.id == session.id
    if today and item.value == plain(item.field, command.value):
        return refuse("already_done", "This is the answer on record already.")
    was = item.meaning
    if was.then not in (Then.DECIDE, Then.HOLD) or was.provisional:
        return None
    if not graver(was.then, now_means.then) or _newer(item, command):
        return None
    by = asked.case.by
    mis_tapped = today and by is not None and item.by == by.id and item.decided is None
    if command.slip and mis_tapped:
        return None
    words = value_in_words(item.field, item.value)
    when = asked.now.wall(item.at) if item.at and today else full_date(item.day.date)
    return refuse(
        "correct_instead",
        f"“{item.field.ask}” was answered {words} ({when}). Correct that entry, and say why.",
    )


def _newer(item: Standing, command: AnswerCheck) -> bool:
    """Whether it is the result of a later sample, and not another word on the same one."""
    was, now = item.typed, read(item.field, command.value)
    if not isinstance(was, Result) or not isinstance(now, Result):
        return False
    return was.date is not None and now.date is not None and now.date > was.date


def _also_recorded(
    command: AnswerCheck, item: Standing, now_means: Meaning, session: Session, asked: Asked
) -> Decision:
    """The stroke sign, or the symptom since the last dose, that the answer tells of."""
    found: list[Fact] = []
    for records in now_means.records:
        if records in item.meaning.records:
            continue
        if records.symptom:
            last = prior_day(session) or session
            noted = SymptomNoted(symptom=records.symptom, severity="", since=last.date)
            found.append(noted)
            continue
        signs = stroke_signs_found((records.stroke_sign,), command, session, asked)
        if isinstance(signs, Refusal):
            return signs
        found += signs
    return tuple(found)


@handle.register
def decide_check(command: DecideCheck, asked: Asked) -> Decision:
    """Who decides stands in the pack; what is held nobody decides."""
    session = running_day(asked)
    if isinstance(session, Refusal):
        return session
    found = known(command.check, command.field, asked.pack)
    if isinstance(found, Refusal):
        return found
    check, field = found
    item = _asked_today(check, field, session, asked)
    if isinstance(item, Refusal):
        return item
    items = {one.field.key: one for one in standing(check, session, asked.pack)}
    if refused := _cannot_decide(command, check, item, items):
        return refused
    by = _decider(command, item, asked)
    if isinstance(by, Refusal):
        return by
    return (
        CheckDecided(
            check=check.key,
            field=field.key,
            said=command.said,
            decided_by=by,
            words=command.words.strip(),
            about=about(check, field, items),
            how=command.how,
        ),
    )


def _cannot_decide(
    command: DecideCheck, check: Check, item: Standing, items: dict[str, Standing]
) -> Refusal | None:
    if item.held:
        words = value_in_words(item.field, item.value)
        return refuse(
            "cannot_override",
            f"Nobody goes on: {check.label(item.field)} {words}. Only a corrected answer ends it.",
            check,
        )
    asks = item.value is not None and item.meaning.then is Then.DECIDE
    if not asks and not item.refused:
        return refuse(
            "nothing_to_decide", f"{check.title}: no answer waits for a decision. Answer it first."
        )
    open_details = [
        one
        for key, one in items.items()
        if one.missing and key != item.field.key and check.root(one.field) is check.root(item.field)
    ]
    if command.said is Said.GO_ON and open_details:
        return refuse(
            "details_first",
            f"Answer “{open_details[0].field.ask}” first: the decision is about it.",
        )
    return None


def _decider(command: DecideCheck, item: Standing, asked: Asked) -> str | Refusal:
    """The name that stands beside the decision: the nurse's own, where the rule leaves it to her."""
    actor = asked.case.by
    if item.who is Override.NURSE and command.how is None and actor:
        return missing(reason=command.words) or actor.name
    by, how = command.decided_by.strip(), command.how or ""
    return missing(who_decided=by, how_it_was_said=how, what_was_said=command.words) or by
