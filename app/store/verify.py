"""Verifies the whole record: its seals, its triggers and its read tables."""

from __future__ import annotations

from collections.abc import Iterator

from app.models.facts import EpochBegun
from app.store import indexes
from app.store.journal import Journal


def problems(journal: Journal) -> tuple[str, ...]:
    """What is wrong with the record, one sentence each; empty if nothing is."""
    with journal.one_moment():
        return (*_guards(journal), *_contents(journal))


def _contents(journal: Journal) -> Iterator[str]:
    broken = journal.first_break()
    if broken:
        yield f"Entry {broken} was changed."
    missing = tuple(_epochs(journal))
    yield from missing
    if broken or missing:
        return  # the read tables cannot be compared with a journal that was changed
    for table, keys in indexes.wrong_lines(journal).items():
        if keys:
            yield (
                f"The table {table} does not match the journal: {len(keys)} of its rows are "
                f"wrong, missing or superfluous, the first for {keys[0]}."
            )


def _epochs(journal: Journal) -> Iterator[str]:
    """Epochs of this record that name an epoch before them that is not there as they say."""
    for entry in journal.select("number = 1 AND brought = 0 ORDER BY place"):
        fact = entry.fact
        if not isinstance(fact, EpochBegun):
            yield f"Entry {entry.place} does not say which entries stand before it."
        elif fact.number and journal.seal_at(fact.previous, fact.number) != fact.seal:
            yield f"The entries before entry {entry.place} are missing or others than they were."


def _guards(journal: Journal) -> Iterator[str]:
    from app.store import schema  # sqlite-utils is slow to import and seldom needed

    there = dict(journal.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
    for name in schema.GUARDS:
        if name not in there:
            yield f"The guard {name} is missing: entries could have been changed or deleted."
        elif there.pop(name) != schema.guard_sql(name):
            yield f"The guard {name} was changed: entries could have been changed or deleted."
    for name in sorted(there):
        yield f"There is a trigger, {name}, that Chairside did not create."
