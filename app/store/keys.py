"""The key of a record: 256 random bits in a file only its owner reads.

It lies beside the record, so IT must encrypt the disk (docs/decisions/key-in-a-file.md). The
journal takes its key from outside and knows nothing of this file.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from app.errors import WorldError

RECORD_FILE = "record.db"
KEY_FILE = "record.key"
BYTES = 32


def key_for(folder: Path) -> bytes:
    """The record's key; made at the first start, refused when the record is there without it."""
    path = folder / KEY_FILE
    try:
        return _read(path)
    except FileNotFoundError:
        pass
    if (folder / RECORD_FILE).exists():
        raise WorldError(
            what="The record cannot be opened.",
            why=f"Its key, {path.name}, is not in the data folder.",
            do="Restore the key from the backup of this folder. Nothing was changed.",
        )
    return _make(path)


def _read(path: Path) -> bytes:
    try:
        key = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except ValueError:
        key = b""
    except PermissionError as error:
        raise WorldError(
            what="The record cannot be opened.",
            why=f"This user may not read {path.name}.",
            do="Start Chairside as the user who set it up, or ask IT to give this user the folder.",
        ) from error
    if len(key) != BYTES:
        raise WorldError(
            what="The record cannot be opened.",
            why=f"The key file {path.name} is damaged.",
            do="Restore it from the backup of this folder. Nothing was changed.",
        )
    return key


def _make(path: Path) -> bytes:
    key = secrets.token_bytes(BYTES)
    # Written beside it first, so that there never is half a key, whenever we are killed.
    unfinished = path.with_suffix(".new")
    try:
        handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(key.hex() + "\n")
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
        _settle(path.parent)
    except OSError as error:
        raise WorldError(
            what="A new record cannot be made.",
            why=f"The data folder cannot be written: {error.strerror}.",
            do="Free some space, or give this user the right to write there.",
        ) from error
    return key


def _settle(folder: Path) -> None:
    """Have the disk remember the folder's new names; Windows does so by itself."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
