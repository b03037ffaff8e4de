"""Opening a record: first a look that changes nothing, then the connection that writes."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3

from app.store import seal as chain
from app.store.failures import damaged, emptied, newer
from app.store.wal import HEADER, passes_over_commits

SCHEMA = 3
"""The newest schema this program reads; `app.store.schema` builds it."""

TABLES = ("journal", "meta")
TABLES_NOW = (*TABLES, "session_index", "patient_index")
"""What a record of the newest schema has; an older one has the first two at least."""

TAIL = 200
"""How many rows of the chain are verified at each start; the whole chain on demand."""

WAL, SHM = "-wal", "-shm"


def beside(path: Path, ending: str) -> Path:
    """One of the files that SQLite keeps beside the record, named for it."""
    return path.with_name(path.name + ending)


def connect(name: Path | str, key: bytes) -> Any:
    """A connection that writes, every commit of it durable; the file must be there.

    A key that does not fit shows at the first reading.
    """
    connection = _keyed(_uri(name, "mode=rw") if isinstance(name, Path) else name, key)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA recursive_triggers = ON")  # so that the guards see a REPLACE too
        connection.execute("PRAGMA temp_store = MEMORY")
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def untouched(path: Path, key: bytes) -> Iterator[Any]:
    """A connection that reads, and changes no byte in the folder, its closing included.

    An ordinary connection folds the write-ahead log into the record when it is the last to
    close, and takes the log away. A damaged record must be left as it is, log and all.
    """
    if not _has_frames(beside(path, WAL)):
        # Nothing waits in the log, so SQLite need not look for one.
        with closing(_keyed(_uri(path, "mode=ro&immutable=1"), key)) as connection:
            yield connection
    elif beside(path, SHM).exists():
        # Left by a killed program, or in use by a running one: its index is read, never written.
        with closing(_keyed(_uri(path, "mode=ro&readonly_shm=1"), key)) as connection:
            yield connection
    else:
        # SQLite reads such a log only after writing an index beside it, so it gets a copy.
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".copy-") as folder:
            copy = Path(folder) / path.name
            for ending in ("", WAL):
                shutil.copyfile(beside(path, ending), beside(copy, ending))
            with closing(_keyed(_uri(copy, "mode=ro"), key)) as connection:
                yield connection


def check_log(path: Path) -> None:
    """Refuse a write-ahead log that SQLite would read in part and pass over the rest."""
    log = beside(path, WAL)
    content = log.read_bytes() if log.exists() else b""
    # Read twice, because another program may be writing it just now.
    if passes_over_commits(content) and content == log.read_bytes():
        raise damaged(f"Entries in {log.name} cannot be read.")


def check(connection: Any) -> int:
    """The schema of a record that can be trusted; a `WorldError` says why it cannot.

    Its key, its pages, its tables and the seals of its last rows; `app.store.verify` checks all.
    """
    schema: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if schema > SCHEMA:
        raise newer(f"It has schema {schema}; this program knows {SCHEMA}.")
    if connection.execute("PRAGMA quick_check(1)").fetchall() != [("ok",)]:
        raise damaged("The file's structure is broken.")
    there = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    if not schema or not there:
        raise emptied("The file has no tables.")
    for table in TABLES_NOW if schema == SCHEMA else TABLES:
        if table not in there:
            raise damaged(f"The table {table} is missing.")
    _check_tail(connection)
    return schema


def _check_tail(connection: Any) -> None:
    rows = connection.execute(
        f"SELECT {chain.COLUMNS} FROM journal WHERE device = ? ORDER BY number DESC LIMIT ?",  # noqa: S608  only our own column names
        (device(connection), TAIL + 1),
    ).fetchall()[::-1]
    whole = len(rows) <= TAIL
    broken = chain.first_break(rows) if whole else chain.first_break(rows[1:], rows[0][-1])
    if broken:
        raise damaged(f"Entry {broken[1]} was changed after it was written.")


def device(connection: Any) -> str:
    """The name this workstation writes under; empty before it was chosen."""
    row = connection.execute("SELECT value FROM meta WHERE key = 'device'").fetchone()
    return str(row[0]) if row else ""


def try_to_write(connection: Any) -> None:
    """Have a read-only file or folder say so now, and not at the first entry."""
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("UPDATE meta SET value = value")
    connection.execute("ROLLBACK")


def _keyed(name: str, key: bytes) -> Any:
    connection = sqlcipher3.connect(name, uri=True, isolation_level=None, timeout=5)
    connection.execute("PRAGMA cipher_log_level = NONE")  # what it has to say, we say ourselves
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    return connection


def _uri(path: Path, how: str) -> str:
    return f"{path.absolute().as_uri()}?{how}"


def _has_frames(log: Path) -> bool:
    return log.exists() and log.stat().st_size > HEADER
