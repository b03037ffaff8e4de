"""Opens the record of a folder: the journal and its key, which are created together."""

from __future__ import annotations

from pathlib import Path

from app.errors import WorldError
from app.paths import KEY_FILE, RECORD_FILE
from app.store import keys, making
from app.store.failures import missing, world
from app.store.journal import Journal
from app.store.opening import WAL, beside


def begun(folder: Path) -> bool:
    """Whether a record was ever made in the folder, even if part of it is lost."""
    return any((folder / name).exists() for name in (KEY_FILE, RECORD_FILE, RECORD_FILE + WAL))


def open_record(folder: Path) -> Journal:
    """The record of a folder, created together with its key if neither exists.

    Raises a `WorldError` if only one of them exists: a lost record or key must be restored
    from the backup, never replaced by a new one.
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
        # Killed after the key was written: the complete record still has its temporary name.
        with world(path):
            if beside(path, WAL).exists() or not making.finish(path):
                raise missing(path)
    return Journal.open(path, key)


def _make(folder: Path) -> bytes:
    """A new record and its key. If the program is killed here, the next start recovers."""
    path, key = folder / RECORD_FILE, keys.new_key()
    with world(path):
        making.build(path, key)
        keys.write_key(folder, key)
        making.finish(path)
    return key
