"""A record on disk for each test of the store."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3

from app.store import schema
from app.store.journal import Journal
from tests.ward import KEY, Ward, open_ward

NOBODY = 65534


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


@pytest.fixture
def shared() -> Iterator[Path]:
    """A folder that another user could reach, were it theirs; pytest's own folders are not."""
    folder = Path(tempfile.mkdtemp(prefix="chairside-"))
    folder.chmod(0o755)
    yield folder
    for place in (folder, *folder.rglob("*")):
        place.chmod(0o700)
    shutil.rmtree(folder)


@pytest.fixture
def ordinary_user(shared: Path) -> Callable[[], AbstractContextManager[None]]:
    """Be a user whom file permissions bind. Root is not bound, so it becomes nobody for a while."""
    if os.name != "posix":
        pytest.skip("file permissions are POSIX's")

    @contextmanager
    def become() -> Iterator[None]:
        if os.geteuid() != 0:
            yield
            return
        for place in (shared, *shared.rglob("*")):
            os.chown(place, NOBODY, NOBODY)
        os.seteuid(NOBODY)
        try:
            yield
        finally:
            os.seteuid(0)

    return become
