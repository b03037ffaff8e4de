"""Whether an open record still lies at its path: a file that was moved away is written in vain."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from app.store.failures import moved
from app.store.opening import WAL, beside


class _Seen(NamedTuple):
    """What the path leads to: which two files, and how the record was last written."""

    record: tuple[int, int]
    log: tuple[int, int]
    written: tuple[int, ...]


class Place:
    """The record and its write-ahead log as they lay when they were opened.

    SQLite goes on writing into a file that was deleted, renamed or replaced, and every commit
    succeeds. It makes the log when it opens the record and keeps it until the last one closes,
    so both files stay the same while we hold them. The record itself changes only when we fold
    the log into it, inside a commit: another change is a backup that was copied over it.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._log = beside(path, WAL)
        self._seen = self._look()

    def expect(self) -> None:
        """Raise a `WorldError` unless both files are there as we left them."""
        try:
            seen = self._look()
        except OSError as error:
            raise moved(self._path.parent) from error
        if seen != self._seen:
            raise moved(self._path.parent)

    def written(self) -> None:
        """We have just committed; raises a `WorldError` if the files were moved meanwhile."""
        try:
            seen = self._look()
        except OSError as error:
            raise moved(self._path.parent) from error
        if seen[:2] != self._seen[:2]:
            raise moved(self._path.parent)
        self._seen = seen

    def _look(self) -> _Seen:
        # By name, never by opening it: closing a second handle drops SQLite's locks on the file.
        record, log = self._path.stat(), self._log.stat()
        # Windows tells the time of a change late, and the size at once.
        when = record.st_mtime_ns if os.name == "posix" else 0
        return _Seen(
            record=(record.st_dev, record.st_ino),
            log=(log.st_dev, log.st_ino),
            written=(record.st_size, when),
        )
