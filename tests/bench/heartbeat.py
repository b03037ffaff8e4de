"""What one heartbeat costs with twelve sessions running: the board shown, every clock moved."""

from __future__ import annotations

import functools
import statistics
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.ui.program import make_app
from app.ui.shift import Shift
from app.ui.window import MainWindow
from tests.bench.ward import ward

ROUNDS = 60
CHAIRS = 12


def measure_share() -> tuple[str, str, list[float], str, str]:
    """A beat with twelve sessions over the second it has."""
    full, _ = _beats()
    return (
        f"a heartbeat with {CHAIRS} sessions on the board",
        "the second between two beats",
        full,
        f"{statistics.median(full) * 1000:.1f} ms",
        "1000 ms",
    )


def measure_over_empty() -> tuple[str, str, list[float], str, str]:
    """A beat with twelve sessions over one with none."""
    full, empty = _beats()
    return (
        f"a heartbeat with {CHAIRS} sessions on the board",
        "a heartbeat with none",
        [ours / bare for ours, bare in zip(full, empty, strict=True)],
        f"{statistics.median(full) * 1000:.1f} ms",
        f"{statistics.median(empty) * 1000:.1f} ms",
    )


@functools.cache
def _beats() -> tuple[list[float], list[float]]:
    app = QApplication.instance() or make_app(sys.argv)
    assert isinstance(app, QApplication)
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        full, empty = _window(Path(one), CHAIRS), _window(Path(other), 0)
        pairs = [(_beat(app, *full), _beat(app, *empty)) for _ in range(ROUNDS)]
    return [a for a, _ in pairs], [b for _, b in pairs]


def _window(folder: Path, sessions: int):
    desk, clock = ward(folder, sessions)
    shift = Shift(desk)
    shift.staff = desk.staff("osei")
    window = MainWindow(lambda _practice: shift, lambda _practice: True, shift.desk.pack)
    window.open(practice=False)
    shift.staff = desk.staff("osei")
    window.show_board()
    window.show()
    return window, clock


def _beat(app: QApplication, window: MainWindow, clock) -> float:
    clock.set(clock.now().at + timedelta(seconds=1))
    started = time.perf_counter()
    window.beat()
    app.processEvents()
    return time.perf_counter() - started
