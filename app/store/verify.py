"""Verifies the whole record: its seals, its triggers and its read tables."""

from __future__ import annotations

from collections.abc import Iterator

from app.store import indexes
from app.store.journal import Journal


def problems(journal: Journal) -> tuple[str, ...]:
    """What is wrong with the record, one sentence each; empty if nothing is."""
    with journal.one_moment():
        return (*_guards(journal), *_contents(journal))


def _contents(journal: Journal) -> Iterator[str]:
    broken = journal.first_break()
    if broken:
        yield f"Entry {broken.number} of {broken.device} was changed."
        return  # the read tables cannot be compared with a journal that was changed
    for table, keys in indexes.wrong_lines(journal).items():
        if keys:
            yield (
                f"The table {table} does not match the journal: {len(keys)} of its rows are "
                f"wrong, missing or superfluous, the first for {keys[0]}."
            )


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
