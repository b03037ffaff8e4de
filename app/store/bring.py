"""Entries that go from one record to another, with their marks, seals and references intact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.store import seal as chain
from app.store.failures import not_brought, world
from app.store.journal import Journal

SUBJECT, AFTER = 4, 5


def rows(journal: Journal) -> Iterator[chain.Row]:
    """Every row as it goes to another record, each epoch in its order."""
    with world():
        yield from journal.execute(
            f"SELECT {chain.COLUMNS} FROM journal ORDER BY epoch, number"  # noqa: S608  only our own column names
        )


def bring(journal: Journal, rows: Iterable[chain.Row]) -> tuple[str, ...]:
    """Take in rows of another record as they are; gives the subjects that got any.

    Only inside `transaction`. What is here already is passed over. Refused, with a `WorldError`,
    are rows that were changed, that leave a gap in their epoch, or whose place or content stands
    here otherwise.
    """
    return tuple(dict.fromkeys(str(row[SUBJECT]) for row in rows if _bring(journal, row)))


def _bring(journal: Journal, row: chain.Row) -> bool:
    mark, epoch, number, seal = row[chain.MARK :]
    last, before = journal.head(epoch) or (0, chain.FIRST)
    if number <= last:
        if journal.seal_at(epoch, number) != seal:
            raise not_brought("Two records have written different entries in the same place.")
        return False
    if number != last + 1:
        raise not_brought("Entries that come before them are missing.")
    if not chain.holds(row, before):
        raise not_brought(f"Entry {mark[:8]} was changed after it was written.")
    if journal.execute("SELECT 1 FROM journal WHERE mark = ?", (mark,)):
        raise not_brought(f"Entry {mark[:8]} is here already, in another place.")
    journal.take(row)
    _move_heads(journal, row[SUBJECT], row[AFTER], mark)
    return True


def _move_heads(journal: Journal, subject: str, after: str, mark: str) -> None:
    journal.execute(
        "DELETE FROM heads WHERE subject = ? AND mark IN (SELECT value FROM json_each(?))",
        (subject, after),
    )
    named = journal.execute(
        "SELECT 1 FROM journal, json_each(journal.after) "
        "WHERE subject = ? AND json_each.value = ? LIMIT 1",
        (subject, mark),
    )
    if not named:  # else an entry that came before this one has seen it
        journal.execute("INSERT INTO heads (subject, mark) VALUES (?, ?)", (subject, mark))
