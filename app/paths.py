"""Where things lie: the resources that ship with the program, and the data of this workstation."""

from __future__ import annotations

import errno
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
    """The protocol pack to start with: the one that `resources/protocols/default.txt` names."""
    folder = resources() / "protocols"
    packs = {path.stem: path for path in folder.glob("*.toml")}
    try:
        named = (folder / "default.txt").read_text(encoding="utf-8").strip()
        return packs[named]
    except (OSError, KeyError) as error:
        raise WorldError(
            what="The protocol to start with is not there.",
            why=f"{folder / 'default.txt'} must name one of: {', '.join(sorted(packs))}.",
            do="Reinstall Chairside.",
        ) from error


def unit_policy(data: Path) -> Path:
    """The unit's own rules, in the data folder; the practice unit trains with them too."""
    return data / "unit" / "policy.toml"


def machine_policy() -> Path:
    """The rules that IT sets for everybody on this machine."""
    if sys.platform == "win32":
        shared = Path(os.environ.get("PROGRAMDATA", r"C:\ProgramData"))
        return shared / "Chairside" / "policy.toml"
    if sys.platform == "darwin":
        return Path("/Library/Application Support/Chairside/policy.toml")
    return Path("/etc/chairside/policy.toml")


def data_folder(named: str | None = None) -> Path:
    """The data folder: as named, else by the environment, else the user's own. Nothing is made."""
    if named == "":  # an unset variable of a script; it means no folder, least of all the usual one
        raise WorldError(
            what="No data folder is named.",
            why="--data is empty.",
            do="Name the folder after --data, or leave --data out for this user's own.",
        )
    chosen = named or os.environ.get(DATA_VARIABLE)
    if not chosen:
        from platformdirs import user_data_path

        return user_data_path("Chairside", appauthor=False)
    try:
        return Path(chosen).expanduser().resolve()
    except (OSError, RuntimeError) as error:  # a `~` of nobody, links that lead in a circle
        raise WorldError(
            what=f"The data folder {chosen} cannot be used.",
            why=f"The path cannot be resolved: {str(error).rstrip('.')}.",
            do=f"Name another folder with --data or {DATA_VARIABLE}.",
        ) from error


def record_folder(data: Path, practice: bool) -> Path:
    """The folder of one record; practice has its own, with its own key. Nothing is made.

    Refused where it belongs to another user of this machine, the administrator included: what
    another user left in it would lock its owner out.
    """
    folder = data / ("practice" if practice else "unit")
    refuse_anothers(folder)
    return folder


def in_data_folder(path: Path) -> bool:
    """Whether a path lies inside a data folder: one that holds a record, or whose subfolders do."""
    return any(
        os.path.exists(folder / place / name)  # noqa: PTH110  Path.exists raises where it may not look
        for folder in path.parents
        for place in ("", "unit", "practice")
        for name in (RECORD_FILE, KEY_FILE)
    )


def private(folder: Path) -> Path:
    """The folder, made for its owner alone (0700) if it is not there.

    An existing folder keeps its mode: it may hold what is not ours. A new one survives a power
    failure: its name is on disk when this returns.
    """
    try:
        missing = [place for place in (folder, *folder.parents) if not place.exists()]
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for place in reversed(missing):
            settle(place.parent)
    except OSError as error:
        taken = isinstance(error, FileExistsError | NotADirectoryError)
        raise WorldError(
            what=f"The folder {folder} cannot be used.",
            why="There is a file where a folder should be." if taken else f"{error.strerror}.",
            do="Give this user the right to write there, or name another folder.",
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


def close_to_others(folder: Path) -> bool:
    """Take the folder of a record away from everybody but its owner; True if that changed it.

    Only for a folder that Chairside keeps its record in, never for one that a user named.
    """
    if os.name != "posix" or not folder.stat().st_mode & 0o077:
        return False
    folder.chmod(0o700)
    return True


def refuse_anothers(path: Path) -> None:
    """Raise a `WorldError` where the file or folder is another user's; there may be none yet."""
    if os.name != "posix":
        return
    try:
        owner = _owner(path)
    except OSError as error:
        raise WorldError(
            what=f"The folder {path.parent} cannot be used.",
            why=f"{error.strerror}.",
            do=f"Name another folder with --data or {DATA_VARIABLE}.",
        ) from error
    if owner is None or owner == os.geteuid():
        return
    name = _user_name(owner)
    raise WorldError(
        what=f"This record belongs to another user ({name}).",
        why=f"{path} is closed to everybody but its owner.",
        do=f"Start Chairside as {name}, or name a folder of your own with --data.",
    )


def _owner(path: Path) -> int | None:
    """Whose the path is; where it is out of sight, whose the folder is that hides it."""
    try:
        return path.stat().st_uid
    except (FileNotFoundError, NotADirectoryError):
        return None
    except PermissionError:
        if path == path.parent:
            raise
    hidden_by = _owner(path.parent)
    if hidden_by == os.geteuid():
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path.parent))
    return hidden_by


def _user_name(user: int) -> str:
    import pwd

    try:
        return pwd.getpwuid(user).pw_name
    except KeyError:
        return f"user {user}"
