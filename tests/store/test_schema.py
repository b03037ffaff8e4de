"""An older record becomes the newest one, and looks as if it always had been."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import sqlcipher3
from sqlite_utils import Database

from app.store import indexes, schema
from app.store.journal import Journal
from tests.ward import KEY, Ward


def tables(connection: Any) -> list[tuple[str, str, str]]:
    """Everything the schema has, but for the migrations' own notes."""
    rows = connection.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE '\\_sqlite%' ESCAPE '\\' "
        "AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY type, name"
    ).fetchall()
    return [(row[0], row[1], row[2]) for row in rows]


def older(path: Path, until: int) -> Any:
    """A record as an older program left it, with that many migrations."""
    path.parent.mkdir(exist_ok=True)
    connection = sqlcipher3.connect(str(path), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{KEY.hex()}'\"")
    later = [name for name in vars(schema) if name.startswith("m0")][until]
    schema.migrations.apply(Database(connection), stop_before=later)
    schema.install_guards(Database(connection))
    connection.execute(f"PRAGMA user_version = {until}")
    return connection


@pytest.mark.parametrize("until", range(1, schema.latest()))
def test_a_migrated_record_equals_a_fresh_one(path: Path, tmp_path: Path, until: int) -> None:
    older(path, until).close()
    migrated = Journal.open(path, KEY)
    fresh = Journal.open(tmp_path / "fresh.db", KEY)
    assert tables(migrated._db) == tables(fresh._db)
    assert migrated.execute("PRAGMA user_version") == fresh.execute("PRAGMA user_version")
    migrated.close()
    fresh.close()


def test_an_mrn_of_an_older_record_is_found_however_it_is_written(path: Path) -> None:
    old = older(path, 2)
    old.execute("INSERT INTO patient_index VALUES ('roe', 'ROE, Ann', 'Ab 12', 'roe, ann ab 12')")
    old.close()
    migrated = Journal.open(path, KEY)
    assert indexes.patient_with_mrn(migrated, "aB12") == "roe"
    migrated.close()


def test_it_is_saved_beside_first(path: Path) -> None:
    older(path, 1).close()
    Journal.open(path, KEY).close()
    saved = path.with_name("record-schema1.db")
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
