"""The words of the sheets for a symptom, a drug and a note, and what is asked at once."""

from __future__ import annotations

import unicodedata

from app.models.day.reactions import SEVERITIES as KNOWN
from app.models.rules.danger import Symptom
from app.models.rules.pack import Pack
from app.models.rules.rule import Choice

SEVERITIES = tuple(Choice(key=key, name=key.capitalize()) for key in KNOWN)
"""How bad it is, from the least to the worst."""

NO_MATCH = "No symptom is called that. Choose “Something else” and say it in the note."

STOP_HEADING = "Stop the pump for these"

ROUTES = tuple(
    Choice(key=key, name=name)
    for key, name in (
        ("IV", "IV"),
        ("IM", "IM"),
        ("by mouth", "By mouth"),
        ("under the skin", "Under the skin"),
        ("inhaled", "Inhaled"),
        ("other", "Another way"),
    )
)
"""How a medicine went in."""


def find(pack: Pack, words: str) -> tuple[Symptom, ...]:
    """The symptoms that a nurse may mean, the nearest first; all, when nothing was typed."""
    typed = _plain(words).split()
    if not typed:
        return pack.symptoms
    ranked = [
        (rank, place, item)
        for place, item in enumerate(pack.symptoms)
        if (rank := _rank(item, typed)) is not None
    ]
    return tuple(item for _, _, item in sorted(ranked, key=lambda found: found[:2]))


def grouped(pack: Pack) -> tuple[tuple[Symptom, ...], tuple[Symptom, ...]]:
    """The symptoms to stop the pump for, and the others as the protocol lists them: common first."""
    stop = pack.reaction.stop_pump.value
    known = {item.key: item for item in pack.symptoms}
    return tuple(known[key] for key in stop), tuple(
        item for item in pack.symptoms if item.key not in stop
    )


def otherwise(pack: Pack) -> tuple[Symptom, ...]:
    """What is offered when no symptom has the name that was typed."""
    return tuple(item for item in pack.symptoms if item.otherwise)


def action(name: str, severity: str) -> str:
    """What the main button records: `Record: flushing, mild`."""
    if not name or not severity:
        return "Record"
    said = name[:1].lower() + name[1:] if name[1:2].islower() else name
    return f"Record: {said}, {severity}"


def _rank(item: Symptom, typed: list[str]) -> int | None:
    """0 when the name itself begins so, 1 when a word of it does, 2 for another name."""
    name = _plain(item.name)
    if name.startswith(" ".join(typed)):
        return 0
    own = [*name.split(), *_plain(item.key).split()]
    if all(any(word.startswith(part) for word in own) for part in typed):
        return 1
    every = [*own, *_plain(item.also_called).split()]
    return 2 if all(any(word.startswith(part) for word in every) for part in typed) else None


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text.casefold().replace("_", " "))
    return "".join(letter for letter in folded if not unicodedata.combining(letter))


def symptom_note(note: str, answer: str = "") -> str:
    """The note, with the answer to the question that was asked."""
    return "; ".join(part for part in (note.strip(), answer) if part)


def drugs(pack: Pack) -> tuple[str, ...]:
    """Names to tap instead of typing: those for a reaction first, then the premedications'."""
    before = [item.drug for item in pack.premedications]
    return tuple(dict.fromkeys((*pack.reaction.drugs.value, *before)))
