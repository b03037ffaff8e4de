"""A lock on a file that lasts exactly as long as the process that holds it, however that ends."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

HELD = (errno.EACCES, errno.EAGAIN, errno.EWOULDBLOCK, errno.EDEADLK)
"""What the system says of a lock that somebody holds: Windows the first, POSIX the others."""

FAR = 1 << 30
"""Where Windows locks a byte: behind the process number, which must stay readable."""

if sys.platform == "win32":
    import msvcrt

    def _hold(handle: int) -> None:
        os.lseek(handle, FAR, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _hold(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


class FileLock:
    """Held from `take` to the end of the process or `release`; the system itself drops it then.

    The file stays. Its content, the holder's process number, means something only while the
    lock is held, so a file that a killed program left behind keeps nobody out.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handle = -1

    def take(self) -> bool:
        """Hold the lock; False while another process does.

        Raises `OSError` where the file cannot be opened, or the file system knows no locks.
        """
        # A link is not followed: where others may write, it could lead to a file of ours.
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
        handle = os.open(self._path, flags, 0o600)
        try:
            _hold(handle)
        except OSError as error:
            os.close(handle)
            if error.errno in HELD:
                return False
            raise
        os.ftruncate(handle, 0)
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, f"{os.getpid()}\n".encode())
        self._handle = handle
        return True

    def release(self) -> None:
        """Let the next one have it."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1

    def holder(self) -> int | None:
        """The process number of who holds it, as far as the file tells."""
        try:
            return int(self._path.read_text(encoding="ascii").split()[0])
        except (OSError, ValueError, IndexError):
            return None
