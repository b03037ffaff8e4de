"""An older record becomes the newest one, and looks as if it always had been."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import sqlcipher3
from sqlite_utils import Database, Migrations

from app.store import opening, schema
from app.store.journal import Journal
from tests.ward import KEY, Ward


def tables(connection: Any) -> list[tuple[str, str, str]]:
    """Everything the schema has, but for the migrations' own notes."""
    rows = connection.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE '\\_sqlite%' ESCAPE '\\' "
        "AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY type, name"
    ).fetchall()
    return [(row[0], row[1], row[2]) for row in rows]


@pytest.fixture
def older(ward: Ward, path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A day's record as today's program left it, opened by one with a further migration."""
    ward.infusing()
    ward.journal.close()
    later = Migrations("chairside")
    later()(schema.m001_journal)

    @later()
    def m002_rooms(db: Database) -> None:
        """Rooms, some day."""
        db.table("rooms").create({"room": str}, pk="room")

    monkeypatch.setattr(schema, "migrations", later)
    monkeypatch.setattr(opening, "SCHEMA", 2)
    return path


def test_a_migrated_record_equals_a_fresh_one(older: Path, tmp_path: Path) -> None:
    migrated = Journal.open(older, KEY)
    fresh = Journal.open(tmp_path / "fresh.db", KEY)
    assert "rooms" in {name for _, name, _ in tables(fresh._db)}
    assert tables(migrated._db) == tables(fresh._db)
    assert migrated.execute("PRAGMA user_version") == fresh.execute("PRAGMA user_version") == [(2,)]
    assert migrated.first_break() is None
    assert migrated.story("session:doe-1")
    migrated.close()
    fresh.close()


def test_it_is_saved_beside_first(older: Path) -> None:
    Journal.open(older, KEY).close()
    saved = older.with_name("record-schema1.db")
    assert saved.stat().st_mode & 0o777 == 0o600
    connection = sqlcipher3.connect(str(saved))
    connection.execute(f"PRAGMA key = \"x'{KEY.hex()}'\"")
    assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    connection.close()


def test_a_fresh_record_needs_no_copy_and_a_second_start_no_migration(
    ward: Ward, path: Path
) -> None:
    ward.journal.close()
    before = sorted(file.name for file in path.parent.iterdir())
    Journal.open(path, KEY).close()
    assert sorted(file.name for file in path.parent.iterdir()) == before == ["record.db"]


def test_building_twice_changes_nothing(ward: Ward) -> None:
    before = tables(ward.journal._db)
    schema.build(ward.journal._db)
    assert tables(ward.journal._db) == before
