"""Creates a new record, complete before it gets its name, and migrates an older one."""

from __future__ import annotations

import os
import secrets
import shutil
from contextlib import closing
from pathlib import Path
from typing import Any

from app.paths import settle
from app.store import opening
from app.store.failures import emptied, missing
from app.store.opening import SHM, WAL, beside

UNFINISHED = ".new"


def build(path: Path, key: bytes) -> None:
    """Create an empty record under a temporary name; `finish` renames it.

    Refused beside the write-ahead log of a lost record: SQLite would apply it to the new one.
    """
    if beside(path, WAL).exists():
        raise missing(path)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    unfinished = beside(path, UNFINISHED)
    for ending in ("", WAL, SHM, "-journal"):  # left by a program that was killed here
        beside(unfinished, ending).unlink(missing_ok=True)
    os.close(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    with closing(opening.connect(unfinished, key)) as connection:
        fill(connection)


def finish(path: Path) -> bool:
    """Rename a built record to its own name; False if there is none."""
    unfinished = beside(path, UNFINISHED)
    if not unfinished.exists():
        return False
    unfinished.replace(path)
    settle(path.parent)
    return True


def fill(connection: Any) -> None:
    """The newest schema, and the name this workstation writes under."""
    from app.store import schema  # sqlite-utils is slow to import and seldom needed

    schema.build(connection)
    if not opening.device(connection):
        name = secrets.token_hex(4)
        connection.execute("INSERT INTO meta (key, value) VALUES ('device', ?)", (name,))


def modernize(path: Path, key: bytes, schema: int) -> None:
    """Migrate a record to the newest schema, after saving a copy of the file beside it."""
    if schema == opening.SCHEMA:
        return
    with closing(opening.connect(path, key)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    saved = path.with_name(f"{path.stem}-schema{schema}{path.suffix}")
    if not saved.exists():
        # Copied while no connection is open: closing the copy's handle would drop SQLite's locks.
        unfinished = beside(saved, UNFINISHED)
        shutil.copyfile(path, unfinished)
        unfinished.chmod(0o600)
        unfinished.replace(saved)
        settle(saved.parent)
    with closing(opening.connect(path, key)) as connection:
        fill(connection)


def look_at(path: Path, key: bytes) -> None:
    """Make the record if there is none; refuse an untrustworthy one without changing a byte."""
    if not path.exists():
        build(path, key)
        finish(path)
    if not path.stat().st_size:
        raise emptied(f"The file {path.name} has no content.")
    opening.check_log(path)
    with opening.untouched(path, key) as connection:
        schema = opening.check(connection)
    modernize(path, key, schema)
