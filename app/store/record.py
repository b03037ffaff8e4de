"""The record of a folder: the journal and its key, made together and never one without the other."""

from __future__ import annotations

from pathlib import Path

from app.errors import WorldError
from app.paths import KEY_FILE, RECORD_FILE
from app.store import keys, making
from app.store.failures import missing, world
from app.store.journal import Journal
from app.store.opening import WAL, beside


def begun(folder: Path) -> bool:
    """Whether a record was ever made in the folder, also when part of it is lost."""
    return any((folder / name).exists() for name in (KEY_FILE, RECORD_FILE, RECORD_FILE + WAL))


def open_record(folder: Path) -> Journal:
    """The record of a folder; made, with its key, where there is neither.

    Refused, with a `WorldError`, when only one of them is there: a lost record or key is
    restored from the backup and never replaced by an empty one.
    """
    path, key = folder / RECORD_FILE, keys.read_key(folder)
    if key is None:
        if begun(folder):
            raise WorldError(
                what="The record cannot be opened.",
                why=f"Its key, {KEY_FILE}, is not in the data folder.",
                do="Restore the key from the backup of this folder. Nothing was changed.",
            )
        key = _make(folder)
    elif not path.exists():
        # Killed between the key and the record: the whole record waits under its other name.
        with world(path):
            if beside(path, WAL).exists() or not making.finish(path):
                raise missing(path)
    return Journal.open(path, key)


def _make(folder: Path) -> bytes:
    """A new record and its key. Killed at any instant, the next start makes or finishes it."""
    path, key = folder / RECORD_FILE, keys.new_key()
    with world(path):
        making.build(path, key)
        keys.write_key(folder, key)
        making.finish(path)
    return key
