"""The key of a record: 256 random bits in a file only its owner reads.

It lies beside the record, so IT must encrypt the disk (docs/decisions/key-in-a-file.md). The
journal takes its key from outside and knows nothing of this file.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from app.errors import WorldError
from app.paths import KEY_FILE, settle

BYTES = 32


def new_key() -> bytes:
    """A new random key."""
    return secrets.token_bytes(BYTES)


def read_key(folder: Path) -> bytes | None:
    """The key in the folder, None if there is none; a damaged key file is refused."""
    path = folder / KEY_FILE
    try:
        # A pipe would be waited for without end.
        there = path.is_file() or not path.exists()
        key = bytes.fromhex(path.read_text(encoding="ascii").strip()) if there else b""
    except FileNotFoundError:
        return None
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


def write_key(folder: Path, key: bytes) -> None:
    """Write the key into the folder durably: all of it or nothing."""
    path = folder / KEY_FILE
    # Written beside it first, so that there never is half a key, whenever we are killed.
    unfinished = path.with_suffix(".new")
    try:
        handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(key.hex() + "\n")
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
        settle(path.parent)
    except OSError as error:
        raise WorldError(
            what="A new record cannot be made.",
            why=f"The data folder cannot be written: {error.strerror}.",
            do="Free some space, or give this user the right to write there.",
        ) from error
