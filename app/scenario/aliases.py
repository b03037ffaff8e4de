"""Other ways to write a step, so that scenario files of any age still play.

Other names of commands, fields that may stand loose in a step, and former commands that are
several commands now. An alias stays for as long as anybody may have a file with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from app.models.commands import COMMANDS

NAMES = {
    "enroll_staff": "enrol_staff",
    "confirm_authorization": "confirm_authorisation",
}
"""Other names of commands, and the name each is known by."""

GATHERED = {"record_vitals": "values"}
"""Commands whose keys of the pack may stand in the step itself, and the table they belong in."""


def gathered(do: str, fields: dict[str, Any]) -> dict[str, Any]:
    """The fields of a step, those that the command does not have gathered in their table.

    Both `values = { pulse = 88 }` and `pulse = 88` are one command; raises `ValueError` if a key
    stands in both.
    """
    table = GATHERED.get(do)
    if table is None:
        return fields
    own = set(COMMANDS[do].__struct_fields__)
    loose = {key: value for key, value in fields.items() if key not in own}
    given = fields.get(table, {})
    if not (loose and isinstance(given, dict)):
        return fields
    if twice := [key for key in loose if key in given]:
        raise ValueError(f"{twice[0]} is given twice")
    kept = {key: value for key, value in fields.items() if key in own}
    return {**kept, table: {**given, **loose}}


class Meant(NamedTuple):
    """A current command, by its name, and its fields."""

    do: str
    fields: dict[str, Any]


WAYS = {"by telephone": "telephone", "by phone": "telephone", "online": "online", "by form": "form"}
"""How an authorization was checked, in words that were free once, as keys of the check's options."""

SAID_BACK = ("face", "speech", "sight", "balance", "head", "whom")
"""What a teach-back was about: the five groups of stroke signs, and whom to call."""


def commands_of(do: str, fields: dict[str, Any]) -> tuple[Meant, ...]:
    """The commands that a step means; a current command means itself. Raises `ValueError`."""
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
    """Each answer by itself; a repeated one replaces the one before, as it did then."""
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
"""Former commands, and what each means now."""
