"""What corrections make of an entry: each one builds on those before it."""

from __future__ import annotations

from collections.abc import Iterable

from app.models import facts
from app.models.facts import Entry, EntryCorrected

Correction = tuple[Entry, EntryCorrected]


def corrections(entries: Iterable[Entry]) -> dict[int, tuple[Correction, ...]]:
    """The corrections of each entry, by its version, in the order they were made."""
    found: dict[int, tuple[Correction, ...]] = {}
    for entry in entries:
        if isinstance(entry.fact, EntryCorrected):
            before = found.get(entry.fact.entry, ())
            found[entry.fact.entry] = (*before, (entry, entry.fact))
    return found


def as_it_stands(entry: Entry, made: Iterable[Correction]) -> Entry | None:
    """The entry after its corrections; None when it was struck out."""
    for _, correction in made:
        if correction.struck:
            return None
        entry = facts.corrected(entry, correction)
    return entry
