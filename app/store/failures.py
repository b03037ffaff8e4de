"""When the world fails under the record: what SQLite and the disk say, in sentences for people."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlcipher3

from app.errors import Damaged, InDoubt, WorldError

FULL = (errno.ENOSPC, errno.EDQUOT)
FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)


@contextmanager
def world(path: Path | str | None = None) -> Iterator[None]:
    """Raise a `WorldError` for what the world did; a defect of the program stays as it is."""
    try:
        yield
    except (sqlcipher3.IntegrityError, sqlcipher3.ProgrammingError):
        raise  # our doing, not the disk's
    except sqlcipher3.DatabaseError as error:
        raise _told(str(error), path) from error
    except OSError as error:
        raise _from_disk(error, path) from error


def damaged(why: str) -> WorldError:
    """The record cannot be trusted as it lies there."""
    return Damaged(
        what="The record is damaged.",
        why=why,
        do="Go on with paper. Keep the file as it is, and restore the last backup beside it.",
    )


def missing(path: Path) -> WorldError:
    """A record was made here, and its file is gone."""
    return WorldError(
        what="The record is missing.",
        why=f"{path.name} is not in the data folder {path.parent}, though a record was made there.",
        do="Go on with paper. Restore the data folder, record and key together, from its backup.",
    )


def not_brought(why: str) -> WorldError:
    """Entries of another record that cannot be taken into this one."""
    return WorldError(
        what="Entries from another workstation were not taken in.",
        why=why,
        do="Nothing was changed here. Keep both records as they are, and call IT.",
    )


def emptied(why: str) -> WorldError:
    """The record's file exists, but its content is gone."""
    return WorldError(
        what="The record is empty.",
        why=f"{why} A record is never empty once it is made.",
        do="Go on with paper. Restore the data folder, record and key together, from its backup.",
    )


def moved(folder: Path) -> WorldError:
    """The open files are no longer the ones at the record's path."""
    return WorldError(
        what="Nothing more can be recorded.",
        why=f"The record in {folder} was moved, deleted or replaced while Chairside was running.",
        do="Go on with paper. Ask IT to close Chairside, put the data folder back as it was, and "
        "start Chairside again.",
    )


def in_doubt(error: sqlcipher3.DatabaseError) -> WorldError:
    """A commit failed: nothing was written if the disk was full; otherwise it is unknown."""
    if _nothing_written(error):
        return _told(str(error), None)
    return InDoubt(
        what="It is not known whether this was recorded.",
        why=f"The disk failed while it was being written: {error}.",
        do="Look at the timeline before you record it again. If it fails again, go on with paper "
        "and call IT.",
    )


def _nothing_written(error: sqlcipher3.DatabaseError) -> bool:
    return any(word in str(error) for word in ("full", "locked", "busy", "readonly"))


def newer(why: str) -> WorldError:
    """A newer program wrote the record."""
    return WorldError(
        what="The record was written by a newer Chairside.",
        why=why,
        do="Install the newer version on this workstation. Nothing was changed.",
    )


def _told(said: str, path: Path | str | None) -> WorldError:
    if "not a database" in said:
        return WorldError(
            what="The record cannot be opened.",
            why="The key does not fit it, or the beginning of the file is damaged.",
            do="Restore the data folder, key and record together, from its backup.",
        )
    if "malformed" in said or "corrupt" in said:
        return damaged("SQLite found damaged pages.")
    if "full" in said:
        return _full()
    if "readonly" in said or "unable to open" in said:
        return _read_only(path)
    if "locked" in said or "busy" in said:
        return WorldError(
            what="Nothing was recorded.",
            why="Another program holds the record.",
            do="Record it again. If it stays so, close the other program.",
        )
    return _failed(said)


def _from_disk(error: OSError, path: Path | str | None) -> WorldError:
    if error.errno in FULL:
        return _full()
    if error.errno in FORBIDDEN:
        return _read_only(path)
    return _failed(error.strerror or type(error).__name__)


def _full() -> WorldError:
    return WorldError(
        what="Nothing was recorded.",
        why="The disk is full.",
        do="Free some space and record it again. Everything recorded before is safe.",
    )


def _read_only(path: Path | str | None) -> WorldError:
    where = f" ({Path(path).parent})" if path else ""
    return WorldError(
        what="The record cannot be written.",
        why=f"The data folder{where} is read-only for this user.",
        do="Ask IT to give this user the right to write there. Nothing was lost.",
    )


def _failed(said: str) -> WorldError:
    return WorldError(
        what="Nothing was recorded.",
        why=f"The disk or the file system failed: {said}.",
        do="Record it again; if it stays so, go on with paper and call IT.",
    )
