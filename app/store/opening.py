"""Opening a record: the connection, its key, and the schema this program writes."""

from __future__ import annotations

import os
import secrets
import shutil
from pathlib import Path
from typing import Any

import sqlcipher3

from app.store.failures import newer

SCHEMA = 2
"""The newest schema this program reads; `app.store.schema` builds it."""


def connect(path: Path | str) -> Any:
    """The file at the path, made private if it is not there, still locked."""
    if isinstance(path, Path):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not path.exists():
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))
    return sqlcipher3.connect(str(path), isolation_level=None, timeout=5)


def unlock(connection: Any, key: bytes) -> None:
    """Fit the key, and ask for durable commits."""
    connection.execute("PRAGMA cipher_log_level = NONE")  # what it has to say, we say ourselves
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA recursive_triggers = ON")  # so that the guards see a REPLACE too
    connection.execute("PRAGMA temp_store = MEMORY")


def prepare(connection: Any, path: Path | str) -> None:
    """Bring an older schema up, the file saved beside itself first; refuse a newer one."""
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > SCHEMA:
        raise newer(f"It has schema {version}; this program knows {SCHEMA}.")
    if version == SCHEMA:
        return
    if version and isinstance(path, Path):
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        saved = path.with_name(f"{path.stem}-schema{version}{path.suffix}")
        shutil.copy2(path, saved)
        saved.chmod(0o600)
    from app.store import schema  # sqlite-utils is slow to import and seldom needed

    schema.build(connection)


def device(connection: Any) -> str:
    """The name this workstation writes under, chosen at the first start."""
    row = connection.execute("SELECT value FROM meta WHERE key = 'device'").fetchone()
    if row:
        return str(row[0])
    device = secrets.token_hex(4)
    connection.execute("INSERT INTO meta (key, value) VALUES ('device', ?)", (device,))
    return device
