"""Where things lie: the resources that ship with the program, and the data of this workstation."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from app.errors import WorldError

DATA_VARIABLE = "CHAIRSIDE_DATA"
"""Environment variable that names the data folder; `--data` comes before it."""

RECORD_FILE = "record.db"
KEY_FILE = "record.key"


def resources() -> Path:
    """The folder `resources/`, in the source tree or inside the bundle."""
    bundle = getattr(sys, "_MEIPASS", None)
    root = Path(bundle) if bundle else Path(__file__).resolve().parent.parent
    return root / "resources"


def protocol_file() -> Path:
    """The protocol pack that ships with the program."""
    return resources() / "protocols" / "lemtrada-us.toml"


def data_folder(named: str | None = None) -> Path:
    """The data folder: as named, else by the environment, else the user's own; made 0700."""
    chosen = named or os.environ.get(DATA_VARIABLE)
    if chosen:
        folder = Path(chosen).expanduser().resolve()
    else:
        from platformdirs import user_data_path

        folder = user_data_path("Chairside", appauthor=False)
    return private(folder)


def record_folder(data: Path, practice: bool) -> Path:
    """The folder of one record; practice has its own, with its own key."""
    return private(data / ("practice" if practice else "unit"))


def in_data_folder(path: Path) -> bool:
    """Whether a path lies inside a data folder: one that holds a record, or whose subfolders do."""
    return any(
        os.path.exists(folder / place / name)  # noqa: PTH110  Path.exists raises where it may not look
        for folder in path.parents
        for place in ("", "unit", "practice")
        for name in (RECORD_FILE, KEY_FILE)
    )


def private(folder: Path) -> Path:
    """The folder, made if need be, readable by its owner only.

    A new folder survives a power failure: its name is on disk when this returns.
    """
    try:
        missing = [place for place in (folder, *folder.parents) if not place.exists()]
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for place in reversed(missing):
            settle(place.parent)
        if os.name == "posix" and folder.stat().st_uid == os.getuid():
            folder.chmod(0o700)
    except OSError as error:
        raise WorldError(
            what=f"The data folder {folder} cannot be used.",
            why=f"{error.strerror}.",
            do=f"Give this user the right to write there, or set {DATA_VARIABLE} to another folder.",
        ) from error
    return folder


def settle(folder: Path) -> None:
    """Sync a folder, so that new names in it survive a power failure; Windows needs no such call."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
