"""Steps in words that are no commands any more: each becomes commands of today.

A scenario written before a requirement became a check of the pack goes on being played, with what
it expects. A word stays here for as long as anybody may have a file with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple


class Meant(NamedTuple):
    """A command of today, by its name, and its fields."""

    do: str
    fields: dict[str, Any]


WAYS = {"by telephone": "telephone", "by phone": "telephone", "online": "online", "by form": "form"}
"""How an authorization was checked, in words that were free once, as keys of the check's options."""

SAID_BACK = ("face", "speech", "sight", "balance", "head", "whom")
"""What a teach-back was about: the five groups of stroke signs, and whom to call."""


def commands_of(do: str, fields: dict[str, Any]) -> tuple[Meant, ...]:
    """The commands that a step means; a word of today means itself. Raises `ValueError`."""
    spell = FORMER.get(do)
    return tuple(spell(fields)) if spell else (Meant(do, fields),)


def _authorization(fields: dict[str, Any]) -> Iterator[Meant]:
    how = str(fields.pop("how", ""))
    reference = fields.pop("reference", "")
    yield from _answers("authorisation", {"authorized": "yes", "how": WAYS.get(how, how)}, fields)
    if reference:
        yield from _answers("authorisation", {"reference": reference}, fields)


def _questions(fields: dict[str, Any]) -> Iterator[Meant]:
    answers = fields.pop("answers", None)
    if not isinstance(answers, dict) or not answers:
        raise ValueError("answers is a table with an answer for each question that was asked")
    yield from _answers("contraindications", answers, fields)


def _teach_back(fields: dict[str, Any]) -> Iterator[Meant]:
    note = fields.pop("note", "")
    yield from _answers("teach_back", dict.fromkeys(SAID_BACK, "said"), fields)
    if note:
        yield from _answers("teach_back", {"note": note}, fields)


def _answers(check: str, answers: dict[str, Any], fields: dict[str, Any]) -> Iterator[Meant]:
    """Each answer by itself; given anew it stands in place of the one before, as it did then."""
    for field, value in answers.items():
        given = {**fields, "check": check, "field": field, "value": value, "slip": True}
        if fields.get("request"):
            given["request"] = f"{fields['request']} {field}"
        yield Meant("answer_check", given)


FORMER: dict[str, Callable[[dict[str, Any]], Iterator[Meant]]] = {
    "confirm_authorisation": _authorization,
    "answer_questions": _questions,
    "record_teach_back": _teach_back,
}
"""Every such word, and what it means."""
