"""Checks that an open record is still the file at its path."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from app.store.failures import moved
from app.store.opening import WAL, beside


class _Seen(NamedTuple):
    """Which files are at the path (device and inode), and when the record was last written."""

    record: tuple[int, int]
    log: tuple[int, int]
    written: tuple[int, ...]
    logged: tuple[int, int]

    def may_become(self, later: _Seen) -> bool:
        """Whether nobody but SQLite wrote between the two looks."""
        log_grew = all(new >= old for new, old in zip(later.logged, self.logged, strict=True))
        return log_grew and self[:3] == later[:3]


class Place:
    """The record and its write-ahead log as they were when opened.

    SQLite keeps writing into a file that was deleted, renamed or replaced, and every commit
    succeeds. It creates the log when it opens the record and keeps it until the last connection
    closes, so both files stay the same while the record is open. The record itself changes only
    when one of our commits writes the log back into it; any other change means that a backup
    was copied over it. While it is open, the log never shrinks and its date never goes back: if
    they do, an older log was copied over it, and later commits would be lost behind the gap.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._log = beside(path, WAL)
        self._seen = self._look()

    def expect(self) -> None:
        """Raise a `WorldError` unless both files are there and unchanged since our last commit."""
        try:
            seen = self._look()
        except OSError as error:
            raise moved(self._path.parent) from error
        if not self._seen.may_become(seen):
            raise moved(self._path.parent)

    def written(self) -> None:
        """Note our own commit; raises a `WorldError` if the files were moved during it."""
        try:
            seen = self._look()
        except OSError as error:
            raise moved(self._path.parent) from error
        if seen[:2] != self._seen[:2]:
            raise moved(self._path.parent)
        self._seen = seen

    def _look(self) -> _Seen:
        # stat by name: opening the file and closing it again would drop SQLite's locks.
        record, log = self._path.stat(), self._log.stat()
        # Windows updates the modification time late, and the size at once.
        when, logged_when = (record.st_mtime_ns, log.st_mtime_ns) if os.name == "posix" else (0, 0)
        return _Seen(
            record=(record.st_dev, record.st_ino),
            log=(log.st_dev, log.st_ino),
            written=(record.st_size, when),
            logged=(log.st_size, logged_when),
        )
