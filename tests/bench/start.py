"""From the start of the process to the first painted window, over a bare PySide6 window."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 9

BARE = """
import sys
from PySide6.QtWidgets import QApplication, QWidget
class Window(QWidget):
    def paintEvent(self, event):
        print("painted", flush=True)
        QApplication.instance().exit(0)
app = QApplication(sys.argv)
window = Window()
window.resize(1366, 768)
window.show()
app.exec()
"""

OURS = """
import os, sys
os.umask(0o077)
from pathlib import Path
from PySide6.QtCore import QEvent, QObject
from app.clock import SystemClock
from app.ui.program import make_app, make_window
class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and watched is window:
            print("painted", flush=True)
            app.exit(0)
        return False
app = make_app(sys.argv)
window = make_window(Path(sys.argv[1]), SystemClock())
window.begin()
watch = Watch()
window.installEventFilter(watch)
window.show()
app.exec()
"""


def measure() -> tuple[str, str, list[float], str, str]:
    """Both windows in turn; the sign-in screen of a unit that is set up is ours."""
    with tempfile.TemporaryDirectory() as folder:
        _set_up(Path(folder))
        _seconds(OURS, folder)
        _seconds(BARE, folder)
        pairs = [(_seconds(OURS, folder), _seconds(BARE, folder)) for _ in range(ROUNDS)]
    ours, bare = (statistics.median(side) for side in zip(*pairs, strict=True))
    return (
        "process start to first painted window",
        "a bare PySide6 window",
        [ours_s / bare_s for ours_s, bare_s in pairs],
        f"{ours * 1000:.0f} ms",
        f"{bare * 1000:.0f} ms",
    )


def _set_up(folder: Path) -> None:
    from app import cli
    from app.clock import SystemClock
    from app.desk import Desk
    from app.models.facts import Role
    from app.models.staff import EnrolStaff
    from app.models.unit import SetUpUnit
    from app.paths import record_folder

    desk = Desk(cli.open_record(record_folder(folder, False)), SystemClock(), cli.pack())
    desk.do(
        EnrolStaff(staff="a", name="A. Nurse", initials="A.N.", role=Role.CHARGE, pin_hash="x"), "a"
    )
    desk.do(SetUpUnit(name="Bench", chairs=12, emergency_number="911", day_phone="555"), "a")
    desk.journal.close()


def _seconds(code: str, folder: str) -> float:
    started = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-c", code, folder],
        stdout=subprocess.PIPE,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    ) as child:
        assert child.stdout is not None
        line = child.stdout.readline()
        taken = time.perf_counter() - started
    if line.strip() != b"painted":
        raise RuntimeError("the window was not painted")
    return taken
