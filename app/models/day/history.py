"""What corrections make of an entry: each one builds on those before it."""

from __future__ import annotations

from collections.abc import Iterable

from app.models import facts
from app.models.facts import Entry, EntryCorrected

Correction = tuple[Entry, EntryCorrected]


def corrections(entries: Iterable[Entry]) -> dict[str, tuple[Correction, ...]]:
    """The corrections of each entry, by its mark, in the order they were made."""
    found: dict[str, tuple[Correction, ...]] = {}
    for entry in entries:
        if isinstance(entry.fact, EntryCorrected):
            before = found.get(entry.fact.entry, ())
            found[entry.fact.entry] = (*before, (entry, entry.fact))
    return found


def history(entry: Entry, made: Iterable[Correction]) -> tuple[Entry | None, ...]:
    """The entry as first written, then after each correction; None where it was struck out."""
    told: list[Entry | None] = [entry]
    for _, correction in made:
        before = told[-1]
        if before is None or correction.struck:
            told.append(None)
        else:
            told.append(facts.corrected(before, correction))
    return tuple(told)


def as_it_stands(entry: Entry, made: Iterable[Correction]) -> Entry | None:
    """The entry after its corrections; None when it was struck out."""
    return history(entry, made)[-1]
