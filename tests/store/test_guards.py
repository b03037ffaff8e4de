"""No row of the journal is ever changed or deleted, whoever asks."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlcipher3
from sqlite_utils import Database

from app.store import schema
from app.store.journal import Journal
from tests.ward import Ward

ATTACKS = [
    "UPDATE journal SET body = '{}'",
    "UPDATE journal SET actor = 'lind' WHERE place = 1",
    "DELETE FROM journal",
    "DELETE FROM journal WHERE place = 1",
    "INSERT OR REPLACE INTO journal SELECT * FROM journal WHERE place = 1",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_the_guards_refuse(ward: Ward, attack: str) -> None:
    before = ward.journal.execute("SELECT * FROM journal")
    with pytest.raises(sqlcipher3.IntegrityError, match="append-only"):
        ward.journal.execute(attack)
    assert ward.journal.execute("SELECT * FROM journal") == before


def test_a_transformed_table_loses_its_guards_and_build_puts_them_back(ward: Ward) -> None:
    database = Database(ward.journal._db)
    database.table(schema.JOURNAL).transform()
    assert guards(ward.journal) == set(), "this is what transform() does, without a word"
    schema.build(ward.journal._db)
    assert guards(ward.journal) == set(schema.GUARDS)
    for attack in ATTACKS:
        with pytest.raises(sqlcipher3.IntegrityError, match="append-only"):
            ward.journal.execute(attack)
    assert ward.journal.first_break() is None


def test_they_hold_for_the_next_connection_too(ward: Ward, opened: Callable[[], Journal]) -> None:
    with pytest.raises(sqlcipher3.IntegrityError, match="append-only"):
        opened().execute(ATTACKS[0])


def guards(journal: Journal) -> set[str]:
    """The triggers on the journal."""
    rows = journal.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    return {row[0] for row in rows}
