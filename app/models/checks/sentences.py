"""How answers to checks, and decisions about them, are said: one sentence for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from string import Formatter
from typing import Any

from app.models.checks.values import Unfit, read, said
from app.models.facts import CheckAnswered, CheckDecided, How, Said
from app.models.rules.checks import Check, Field
from app.models.rules.pack import Pack
from app.models.wording import capital

HOW = {How.IN_PERSON: "in person", How.PHONE: "by phone, read back"}
SAID = {Said.GO_ON: "go on", Said.NOT_TODAY: "not today", Said.WAIT: "wait for"}


def value_in_words(field: Field, value: Any) -> str:
    """The answer inside a sentence; one that its field no longer knows is shown as it stands."""
    try:
        return said(field, read(field, value))
    except Unfit:
        return str(value)


def answers_in_words(check: Check, field: Field, values: Mapping[str, Any]) -> str:
    """The answer to a question, and its details: `yes. Both arms`."""
    root = check.root(field)
    parts = [
        value_in_words(item, values[item.key])
        for item in check.fields
        if item.key in values and check.root(item) is root
    ]
    return in_a_row(parts)


def in_a_row(sentences: Iterable[str]) -> str:
    """Sentences one after the other; only the first begins as it is."""
    first, *others = [*sentences, ""]
    return ". ".join([first, *(capital(other) for other in others if other)])


def about_in_words(check: Check, field: Field, values: Mapping[str, Any]) -> str:
    """`Rash: yes. Both arms`, or the check's own sentence once its last answer is there."""
    named = {name for _, name in _parts(check) if name}
    if field.key in named and named <= set(values):
        return whole_sentence(check, values)
    return f"{capital(check.label(field))}: {answers_in_words(check, field, values)}"


def whole_sentence(check: Check, values: Mapping[str, Any]) -> str:
    """The check's own sentence, filled in; "" while it has none or an answer is missing."""
    told = ""
    for words, name in _parts(check):
        told += words
        if name:
            field = check.field(name)
            if field is None or name not in values:
                return ""
            told += value_in_words(field, values[name])
    return told.removesuffix(".")


def _parts(check: Check) -> Iterator[tuple[str, str]]:
    for words, name, _, _ in Formatter().parse(check.sentence):
        yield words, name or ""


def answered(fact: CheckAnswered, pack: Pack, before: Mapping[str, Any]) -> str:
    """An answer in a sentence, together with those given `before` it, by their fields."""
    check = pack.check(fact.check)
    field = check.field(fact.field) if check else None
    if check is None or field is None:
        return f"{_key_in_words(fact.check)}: {fact.value}"
    return about_in_words(check, field, {**before, fact.field: fact.value})


def decided(fact: CheckDecided, pack: Pack) -> str:
    """A decision in a sentence, with what it was about."""
    check = pack.check(fact.check)
    field = check.field(fact.field) if check else None
    if check is None or field is None:
        return f"{_key_in_words(fact.check)}. {decision_in_words(fact)}"
    told = about_in_words(check, field, fact.about) if fact.about else check.label(field)
    return f"{told}. {decision_in_words(fact)}"


def decision_in_words(fact: CheckDecided) -> str:
    """`Dr. Amari, in person: go on. Aspirin stopped 14 Nov`."""
    who = f"{fact.decided_by}, {HOW[fact.how]}" if fact.how else fact.decided_by
    if fact.said is Said.WAIT:
        return f"{who}: wait for {fact.words}"
    return in_a_row([f"{who}: {SAID[fact.said]}", fact.words])


def _key_in_words(key: str) -> str:
    return key.replace("_", " ").capitalize()
