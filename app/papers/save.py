"""Writing a finished paper to disk: whole and private, or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from pathlib import Path

from app.errors import WorldError

_REFUSED = (
    "You may not write there, or the file is open in another program.",
    "Close it or choose another folder, and save again.",
)
_REASONS = {
    errno.ENOSPC: ("The disk is full.", "Make room, or choose another folder, and save again."),
    getattr(errno, "EDQUOT", errno.ENOSPC): (
        "The disk is full.",
        "Make room, or choose another folder, and save again.",
    ),
    errno.EROFS: ("The folder can only be read.", "Choose another folder and save again."),
    errno.EACCES: _REFUSED,
    errno.EPERM: _REFUSED,
    errno.ENOENT: ("The folder is not there.", "Choose another folder and save again."),
}


def save(data: bytes, path: Path) -> None:
    """Write the paper beside its place, then move it there; readable by its owner only.

    A paper that stood there before stays as it was when anything fails.
    """
    beside: Path | None = None
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".paper-", suffix=".tmp")
        beside = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as problem:
        if beside is not None:
            with contextlib.suppress(OSError):
                beside.unlink()
        why, do = _REASONS.get(
            problem.errno or 0,
            (f"{problem.strerror or problem}.", "Choose another folder and save again."),
        )
        raise WorldError(
            f"The paper was not saved as {path}. Nothing in the record is lost.", why, do
        ) from problem
