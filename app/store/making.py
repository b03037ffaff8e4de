"""Making a record: a new one, whole before it has its name, and the newest schema of an older one."""

from __future__ import annotations

import os
import secrets
import shutil
from contextlib import closing
from pathlib import Path
from typing import Any

from app.paths import settle
from app.store import opening
from app.store.failures import missing
from app.store.opening import SHM, WAL, beside

UNFINISHED = ".new"


def build(path: Path, key: bytes) -> None:
    """Make an empty record under another name; `finish` gives it its own.

    Refused where the write-ahead log of a lost record lies, which SQLite would take for the new
    one's.
    """
    if beside(path, WAL).exists():
        raise missing(path)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    unfinished = beside(path, UNFINISHED)
    for ending in ("", WAL, SHM, "-journal"):  # of a program that was killed while it made one
        beside(unfinished, ending).unlink(missing_ok=True)
    os.close(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    with closing(opening.connect(unfinished, key)) as connection:
        fill(connection)


def finish(path: Path) -> bool:
    """Give a record that was built its name; whether there was one."""
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
    """Bring a record of an older schema to the newest, the file saved beside itself first."""
    if schema == opening.SCHEMA:
        return
    with closing(opening.connect(path, key)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    saved = path.with_name(f"{path.stem}-schema{schema}{path.suffix}")
    if not saved.exists():
        # Copied while it is closed: closing the copier's handle would drop SQLite's locks.
        unfinished = beside(saved, UNFINISHED)
        shutil.copyfile(path, unfinished)
        unfinished.chmod(0o600)
        unfinished.replace(saved)
        settle(saved.parent)
    with closing(opening.connect(path, key)) as connection:
        fill(connection)
