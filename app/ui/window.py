"""The one window: which screen is shown, and the heartbeat that keeps it true."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from app.heartbeat import Gaps, Heartbeat, stepped_while_off
from app.models.rules.pack import Pack
from app.ui import theme
from app.ui.closing import Closing
from app.ui.defect import MAIN_WINDOW
from app.ui.shift import Shift
from app.ui.widgets.band import PracticeBand
from app.ui.widgets.sheet import Sheet

BEAT_MS = 1000


class MainWindow(QWidget):
    """Shows one screen at a time over the record that is open; the title names no patient.

    A screen's module is imported when it is first shown, so that the first window comes soon.
    """

    def __init__(
        self, open_record: Callable[[bool], Shift], exists: Callable[[bool], bool], rules: Pack
    ) -> None:
        super().__init__()
        self.setObjectName(MAIN_WINDOW)
        self.setWindowTitle("Chairside")
        self.resize(1366, 768)
        self._open_record, self._exists, self._rules = open_record, exists, rules
        self.shift: Shift | None = None
        self._shifts: list[Shift] = []
        self._heart: Heartbeat | None = None
        self._gaps = Gaps()
        self.closing = Closing(self, self._shifts)
        self._band = PracticeBand()
        self._band.hide()
        self._screens = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._band)
        column.addWidget(self._screens, 1)
        self._timer = QTimer(self)
        self._timer.setInterval(BEAT_MS)
        self._timer.timeout.connect(self.beat)

    def begin(self) -> None:
        """The first screen: welcome on a new workstation, else who is there."""
        if self._exists(False):
            self.open(practice=False)
        else:
            self.show_welcome()
        self._timer.start()

    def show_welcome(self) -> None:
        """First start: set up the unit, or practise."""
        self._band.hide()
        from app.ui.people.welcome import WelcomeScreen

        screen = WelcomeScreen(self._open_record, self._rules.phones)
        screen.practice_asked.connect(lambda: self.open(practice=True))
        screen.unit_ready.connect(lambda _staff: self.open(practice=False))
        self._show(screen)

    def open(self, *, practice: bool) -> None:
        """Open the unit's record or the practice one, and ask who is there."""
        if not practice and not self._exists(False):
            self.show_welcome()
            return
        self.shift = self._open_record(practice)
        if self.shift not in self._shifts:
            self._shifts.append(self.shift)
            self._gaps.owe(stepped_while_off(self.shift.desk), [self.shift.desk])
        if self._heart is None:
            self._heart = Heartbeat(self.shift.desk.clock)
        self._band.setVisible(practice)
        self.lock()

    def stop_heartbeat(self) -> None:
        """From now on whoever moves the clock also calls `beat`; for the tour."""
        self._timer.stop()

    def lock(self) -> None:
        """Hide the names; clocks and alarms stay on the screen by chair."""
        from app.ui.people.sign_in import SignInScreen

        shift = self._here()
        shift.lock()
        screen = SignInScreen(shift)
        screen.signed_in.connect(self.show_board)
        screen.practice_asked.connect(lambda: self.open(practice=True))
        screen.unit_asked.connect(lambda: self.open(practice=False))
        self._show(screen)

    def show_board(self) -> None:
        """Every chair at a glance."""
        from app.ui.board.screen import BoardScreen

        screen = BoardScreen(self._here())
        screen.session_chosen.connect(self.show_session)
        screen.start_asked.connect(self.ask_for_session)
        screen.patients_asked.connect(lambda: self.ask_for_session(0))
        screen.log_asked.connect(self.show_log)
        screen.lock_asked.connect(self.lock)
        screen.theme_asked.connect(self.change_theme)
        self._show(screen)

    def show_session(self, session: str) -> None:
        """One chair."""
        from app.ui.session.screen import SessionScreen

        screen = SessionScreen(self._here(), session)
        screen.left.connect(self.show_board)
        screen.lock_asked.connect(self.lock)
        screen.session_chosen.connect(self.show_session)
        self._show(screen)

    def show_log(self) -> None:
        """The day's log."""
        from app.ui.log.screen import LogScreen

        screen = LogScreen(self._here())
        screen.left.connect(self.show_board)
        self._show(screen)

    def ask_for_session(self, chair: int) -> None:
        """Find the patient and begin their day, at that chair if one was tapped."""
        from app.ui.patients.start import StartSessionSheet

        sheet = StartSessionSheet(self, self._here(), chair)
        sheet.opened.connect(self.show_session)
        sheet.closed.connect(sheet.deleteLater)
        sheet.open()

    def change_theme(self) -> None:
        """Light for the day, dim for the night."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme.apply(app, theme.DIM if theme.tokens() == theme.LIGHT else theme.LIGHT)
        self.refresh()

    def _show(self, screen: QWidget) -> None:
        for sheet in self.findChildren(Sheet):
            sheet.close_sheet()
            sheet.deleteLater()
        before = self._screens.currentWidget()
        self._screens.addWidget(screen)
        self._screens.setCurrentWidget(screen)
        if before is not None:
            self._screens.removeWidget(before)
            before.deleteLater()

    def current(self) -> QWidget | None:
        """The screen that is shown; None before the first."""
        return self._screens.currentWidget()

    def _here(self) -> Shift:
        if self.shift is None:
            raise RuntimeError("no record is open")
        return self.shift

    def beat(self) -> None:
        """Once a second: notice what happened to time, and show the present.

        Somebody may practise while the unit's pumps run: every record that is open hears of it.
        """
        try:
            if self._heart is not None:
                desks = [shift.desk for shift in self._shifts]
                self._gaps.put_on_record(self._heart.beat(), desks)
        finally:
            self.refresh()

    def refresh(self) -> None:
        """Show the present on the screen and on the sheet over it."""
        screen = self._screens.currentWidget()
        if screen is not None and hasattr(screen, "refresh"):
            screen.refresh()
        for sheet in self.findChildren(Sheet):
            if sheet.isVisible() and hasattr(sheet, "tick"):
                sheet.tick()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask while patients are in chairs. Everything is on disk already; say who left."""
        if self.closing.asks():
            event.ignore()
            return
        self._timer.stop()
        if self.shift is not None:
            self.shift.lock()
        event.accept()
