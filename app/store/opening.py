"""Opens a record: first a check that changes nothing, then the connection that writes."""

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
from app.store.wal import HEADER, skips_commits

SCHEMA = 1
"""The newest schema this program reads; `app.store.schema` builds it."""

TABLES = ("journal", "meta")
TABLES_NOW = (*TABLES, "heads", "session_index", "patient_index")
"""What a record of the newest schema has; an older one has at least the first two."""

TAIL = 200
"""How many rows of the chain are verified at each start; the whole chain on demand."""

WAL, SHM = "-wal", "-shm"


def beside(path: Path, ending: str) -> Path:
    """A file that SQLite keeps beside the record, by its ending."""
    return path.with_name(path.name + ending)


def connect(name: Path | str, key: bytes) -> Any:
    """A connection that writes, with durable commits; the file must exist.

    A wrong key fails at the first read.
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
    """A connection that only reads and changes no byte in the folder, not even when it closes.

    The last ordinary connection to close writes the log back into the record and deletes the
    log. A damaged record must be left as it is, together with its log.
    """
    if not _has_frames(beside(path, WAL)):
        # The log is empty, so SQLite need not look at it.
        with closing(_keyed(_uri(path, "mode=ro&immutable=1"), key)) as connection:
            yield connection
    elif beside(path, SHM).exists():
        # Left by a killed program, or used by a running one: the index is read, never written.
        with closing(_keyed(_uri(path, "mode=ro&readonly_shm=1"), key)) as connection:
            yield connection
    else:
        # To read this log SQLite would create an index file here, so it gets a copy of both.
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".copy-") as folder:
            copy = Path(folder) / path.name
            for ending in ("", WAL):
                shutil.copyfile(beside(path, ending), beside(copy, ending))
            with closing(_keyed(_uri(copy, "mode=ro"), key)) as connection:
                yield connection


def check_log(path: Path) -> None:
    """Refuse a write-ahead log of which SQLite would silently skip whole commits."""
    log = beside(path, WAL)
    content = log.read_bytes() if log.exists() else b""
    # Read twice, because another program may be writing it right now.
    if skips_commits(content) and content == log.read_bytes():
        raise damaged(f"Entries in {log.name} cannot be read.")


def check(connection: Any) -> int:
    """The schema number of a sound record; raises a `WorldError` that says what is wrong.

    Checks the key, the pages, the tables and the last seals; `app.store.verify` checks all.
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
        f"SELECT {chain.STORED} FROM journal WHERE brought = 0 ORDER BY place DESC LIMIT ?",  # noqa: S608  only our own column names
        (TAIL + 1,),
    ).fetchall()
    whole = len(rows) <= TAIL
    rows.sort(key=lambda row: (row[chain.EPOCH], row[chain.NUMBER]))
    broken = chain.first_break(rows, whole=whole)
    if broken:
        raise damaged(f"Entry {broken[chain.PLACE]} was changed after it was written.")


def device(connection: Any) -> str:
    """The name this workstation writes under; empty before it was chosen."""
    row = connection.execute("SELECT value FROM meta WHERE key = 'device'").fetchone()
    return str(row[0]) if row else ""


def try_to_write(connection: Any) -> None:
    """Fail now, not at the first entry, if the file or folder is read-only."""
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
