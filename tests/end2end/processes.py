"""The program as a process: a command that ends, and a window that stays open."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.paths import KEY_FILE, RECORD_FILE
from tests.ward import ROOT

PLAIN_DAY = ROOT / "tests" / "scenarios" / "plain-day.toml"
PATIENCE_S = 60.0
__all__ = ["PLAIN_DAY", "ROOT", "chairside", "damaged_record", "open_window"]


def environment(data: Path | None, **variables: str | None) -> dict[str, str]:
    """Ours without a screen, with these variables set, or taken away where they are None."""
    wanted = {**os.environ, "QT_QPA_PLATFORM": "offscreen", **variables}
    wanted |= {"CHAIRSIDE_DATA": str(data)} if data else {}
    return {name: value for name, value in wanted.items() if value is not None}


def chairside(
    *words: str, data: Path | None = None, **variables: str | None
) -> subprocess.CompletedProcess[str]:
    """Run the program with these words until it ends."""
    return subprocess.run(
        [sys.executable, str(ROOT / "main.py"), *words],
        capture_output=True,
        text=True,
        check=False,
        env=environment(data, **variables),
        timeout=120,
    )


@contextmanager
def open_window(data: Path) -> Iterator[subprocess.Popen[str]]:
    """The program with its window, started and ready; killed at the end."""
    with subprocess.Popen(
        [sys.executable, str(ROOT / "main.py")],
        env=environment(data),
        stderr=subprocess.PIPE,
        text=True,
    ) as window:
        try:
            _wait_until_started(data / "logs" / "chairside.log", window)
            yield window
        finally:
            window.kill()


def _wait_until_started(log: Path, window: subprocess.Popen[str]) -> None:
    until = time.monotonic() + PATIENCE_S
    while not (log.exists() and "started" in log.read_text(encoding="utf-8")):
        assert window.poll() is None, "the program ended"
        assert time.monotonic() < until, "the window did not open"
        time.sleep(0.02)


def damaged_record(data: Path) -> Path:
    """A unit's record that is none; returns the file."""
    unit = data / "unit"
    unit.mkdir()
    (unit / KEY_FILE).write_text("ab" * 32, encoding="ascii")
    record = unit / RECORD_FILE
    record.write_bytes(b"not a database at all" * 400)
    return record
