"""A record on disk for each test of the store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3

from app.store import schema
from app.store.journal import Journal
from tests.ward import KEY, Ward, open_ward


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the record lies."""
    return tmp_path / "data" / "record.db"


@pytest.fixture
def opened(path: Path) -> Iterator[Callable[[], Journal]]:
    """Open the record once more; every one is closed after the test."""
    journals: list[Journal] = []

    def once_more() -> Journal:
        journals.append(Journal.open(path, KEY))
        return journals[-1]

    yield once_more
    for journal in journals:
        journal.close()


@pytest.fixture
def ward(opened: Callable[[], Journal]) -> Ward:
    """A ward whose record lies on disk."""
    return open_ward(opened())


@pytest.fixture
def behind(path: Path) -> Callable[[str], list[tuple[Any, ...]]]:
    """Somebody with the key and a database tool, past the program and its guards."""

    def run(sql: str) -> list[tuple[Any, ...]]:
        connection = sqlcipher3.connect(str(path), isolation_level=None)
        try:
            connection.execute(f"PRAGMA key = \"x'{KEY.hex()}'\"")
            for name in schema.GUARDS:
                connection.execute(f"DROP TRIGGER IF EXISTS {name}")
            rows: list[tuple[Any, ...]] = connection.execute(sql).fetchall()
            return rows
        finally:
            connection.close()

    return run
