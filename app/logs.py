"""The program's log and crash files: what it did and where it failed, never about whom."""

from __future__ import annotations

import logging
import sys
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from app import __version__
from app.errors import WorldError
from app.paths import private

log = logging.getLogger("chairside")


def keep_log(data: Path) -> None:
    """Log to `logs/chairside.log` in the data folder; at most some megabytes are kept."""
    folder = private(data / "logs")
    handler = RotatingFileHandler(
        folder / "chairside.log", maxBytes=1_000_000, backupCount=3, encoding="utf-8", delay=True
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    log.addHandler(handler)
    log.setLevel(logging.INFO)


def crash_text(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Where a defect struck: its type and the lines of code.

    The message and the values are left out, because they may hold a patient's name.
    """
    frames = traceback.extract_tb(trace)
    lines = [f"{Path(frame.filename).name}:{frame.lineno} in {frame.name}" for frame in frames]
    return "\n".join([kind.__name__, *lines])


def keep_crash(data: Path, text: str) -> None:
    """Write a defect to the log and to a crash file of its own. Never raises."""
    try:
        log.error("defect\n%s", text)
        folder = private(data / "logs")
        number = 1 + len(list(folder.glob("crash-*.txt")))
        crash = folder / f"crash-{number:04}.txt"
        crash.write_text(f"Chairside {__version__}\n{text}\n", encoding="utf-8")
        crash.chmod(0o600)
    except (OSError, WorldError):
        sys.stderr.write(text + "\n")
