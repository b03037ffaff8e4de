"""The running program: the Qt application, its fonts and theme, and what happens on a defect."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLibraryInfo, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from app import __version__, cli
from app.clock import Clock
from app.desk import Desk
from app.errors import WorldError, say
from app.exit_codes import ExitCode
from app.logs import crash_text, keep_crash, keep_log, log
from app.paths import data_folder, private, record_folder, resources
from app.store import record
from app.ui import placement, theme
from app.ui.display import require_display
from app.ui.shift import Shift
from app.ui.single import OneProgram
from app.ui.window import MainWindow


def make_app(argv: list[str]) -> QApplication:
    """The Qt application with our fonts and theme; a `WorldError` where no window can be opened."""
    plugins = QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)
    require_display(Path(plugins, "platforms"))
    if not any(os.environ.get(name) for name in ("LC_ALL", "LC_CTYPE", "LANG")):
        os.environ["LANG"] = "C.UTF-8"  # Qt warns without any locale
    app = QApplication(argv[:1])
    app.setApplicationName("Chairside")
    app.setApplicationVersion(__version__)
    theme.load_fonts(app, resources() / "fonts")
    theme.apply(app, theme.LIGHT)
    return app


def make_window(data: Path, clock: Clock) -> MainWindow:
    """The window over the records of a data folder."""
    rules = cli.rules(data)
    opened: dict[bool, Shift] = {}

    def exists(practice: bool) -> bool:
        folder = record_folder(data, practice)
        return record.begun(folder) and open_record(practice).desk.unit() is not None

    def open_record(practice: bool) -> Shift:
        if practice not in opened:
            desk = Desk(cli.open_record(record_folder(data, practice)), clock, rules)
            desk.adopt_rules()
            if practice and desk.unit() is None:
                from app.practice import set_up

                set_up(desk)
            opened[practice] = Shift(desk)
        return opened[practice]

    return MainWindow(open_record, exists, rules)


def run_window(named: str | None, clock: Clock) -> ExitCode:
    """Open the window; the exit status."""
    try:
        app = make_app(sys.argv)
        data = data_folder(named)
        for practice in (False, True):
            record_folder(data, practice)  # another user's is refused before anything is made
        one = OneProgram(private(data))
        if not one.first():
            return ExitCode.DONE
        keep_log(data)
        catch_defects(data)
        window = make_window(data, clock)
        window.begin()
    except WorldError as error:
        return tell(error)
    one.called.connect(lambda: _to_front(window))
    app.commitDataRequest.connect(window.closing.session_ends)
    placement.show(window, data)
    log.info("started %s on Qt %s", __version__, QLibraryInfo.version().toString())
    status = ExitCode(app.exec())
    try:
        placement.keep(window, data)
    except OSError as error:
        log.warning("the window's size was not kept: %s", error.strerror)
    log.info("stopped with %s", status.name)
    return status


NO_SCREEN = "This plugin does not support"
"""What Qt says of every window where there is no screen; it is no defect."""


def _to_front(window: MainWindow) -> None:
    window.setWindowState(window.windowState() & ~window.windowState().WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()


def tell(error: WorldError) -> ExitCode:
    """Say on the screen, where there is one, and on stderr why the program does not start."""
    say(str(error))
    on_screen = QApplication.platformName() not in ("offscreen", "minimal")
    if QApplication.instance() is not None and on_screen:
        from PySide6.QtWidgets import QMessageBox

        QMessageBox.critical(None, "Chairside", str(error))
    return error.status


def catch_defects(data: Path) -> None:
    """Keep the record safe when something is raised that nobody caught; the window goes on.

    What failed in the world is said in its own words. A defect is written to a crash file and
    said once, however often it strikes (the heartbeat may meet it every second).
    """
    known: set[str] = set()

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        from app.ui.defect import show_defect, show_world_error

        if kind is KeyboardInterrupt:
            QApplication.exit(ExitCode.INTERRUPTED)
            return
        text = crash_text(kind, trace)
        if isinstance(error, WorldError):
            log.warning("the world failed\n%s", text)  # its words may hold a name or a path
            show_world_error(error)
            return
        if text not in known:
            known.add(text)
            keep_crash(data, text)
            show_defect()

    def message(kind: QtMsgType, _context: object, text: str) -> None:
        serious = kind in (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg)
        if serious and NO_SCREEN not in text:
            log.warning("Qt: %s", text)

    sys.excepthook = hook
    qInstallMessageHandler(message)
