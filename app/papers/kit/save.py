"""Writing a finished paper to disk: whole and private, or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from pathlib import Path

from app.errors import WorldError
from app.paths import in_data_folder

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


def save(data: bytes, path: Path, *, replace: bool) -> None:
    """Write the paper beside its place, then move it there; readable by its owner only.

    Refused, with a `WorldError`, inside a data folder and over anything but a regular file
    that the user agreed to `replace`. If anything fails, an existing paper is left unchanged.
    """
    beside: Path | None = None
    try:
        place = _resolved(path)
        if refused := _refused(place, replace):
            raise _not_saved(path, *refused)
        handle, name = tempfile.mkstemp(dir=place.parent, prefix=".paper-", suffix=".tmp")
        beside = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(place)
    except OSError as problem:
        if beside is not None:
            with contextlib.suppress(OSError):
                beside.unlink()
        why, do = _REASONS.get(
            problem.errno or 0,
            (f"{problem.strerror or problem}.", "Choose another folder and save again."),
        )
        raise _not_saved(path, why, do) from problem


def _resolved(path: Path) -> Path:
    try:
        return path.resolve()
    except RuntimeError as loop:  # raised by Python 3.11 for links that form a loop
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP)) from loop


def _refused(place: Path, replace: bool) -> tuple[str, str] | None:
    """Why the paper may not be written there, and what to do instead; links are already resolved."""
    if in_data_folder(place):
        return (
            "That folder keeps Chairside's record.",
            "Choose a folder outside of it and save again.",
        )
    if not place.exists():
        return None
    if not place.is_file():
        return "It is not a regular file.", "Choose another name and save again."
    if place.stat().st_nlink > 1:
        return (
            "The file of that name also has other names (hard links).",
            "Choose another name and save again.",
        )
    if not replace:
        return (
            "There is a file of that name already.",
            "Choose another name, or agree to replace it (on the command line: --replace).",
        )
    return None


def _not_saved(path: Path, why: str, do: str) -> WorldError:
    return WorldError(f"The paper was not saved as {path}. Nothing in the record is lost.", why, do)
