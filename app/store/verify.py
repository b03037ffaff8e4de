"""The whole record held against itself: its seals, its guards, and what was derived from it."""

from __future__ import annotations

from collections.abc import Iterator

from app.store import indexes
from app.store.journal import Journal


def problems(journal: Journal) -> tuple[str, ...]:
    """What is wrong with the record, a sentence each; none when it is as it was written."""
    with journal.one_moment():
        return (*_guards(journal), *_contents(journal))


def _contents(journal: Journal) -> Iterator[str]:
    broken = journal.first_break()
    if broken:
        yield f"Entry {broken.number} of {broken.device} was changed."
        return  # nothing can be held against a journal that is not true itself
    for table, keys in indexes.wrong_lines(journal).items():
        if keys:
            yield (
                f"The table {table} does not say what the journal says: "
                f"{len(keys)} of its lines, the first for {keys[0]}."
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
        yield f"There is a trigger {name} that Chairside did not make."
