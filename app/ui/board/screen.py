"""The board: every chair at a glance, and the ways to patients, the log and a new session."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.models.day.session import Session
from app.models.rules.rule import Priority
from app.ui.board import words
from app.ui.board.chair_grid import ChairGrid
from app.ui.people.enroll import EnrolSheet
from app.ui.people.remove import RemoveStaffSheet
from app.ui.shift import Shift
from app.ui.theme import DIM, Glyph, tokens
from app.ui.widgets.alarm_tag import AlarmTag
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.card import Bar
from app.ui.widgets.text import Role, Text


class BoardScreen(QWidget):
    """Shows the board; a tap on a taken chair opens its session, on a free one starts one.

    A tap on a count of what is due opens the chair that has waited longest.
    """

    session_chosen = Signal(str)
    start_asked = Signal(int)
    patients_asked = Signal()
    log_asked = Signal()
    lock_asked = Signal()
    theme_asked = Signal()

    def __init__(self, shift: Shift, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("board")
        self._shift = shift
        self._sessions: dict[int, str] = {}
        self._urgent = ("", "")
        self._theme = Button("Dim", Kind.QUIET, name="board-theme")
        self.chairs = ChairGrid()
        self.chairs.chosen.connect(self._chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        column.addWidget(self.chairs, 1)
        column.addWidget(self._foot())
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Nothing is pointed at beforehand; the first Tab goes to the first thing."""
        super().showEvent(event)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """The heartbeat, and after every entry."""
        running, board = self._board()
        if board is None:
            return
        self._sessions = {session.chair: session.id for session in running}
        self._unit.set_text(board.unit)
        self._day.set_text(board.day)
        self._time.set_text(board.time)
        self._urgent = (board.overdue_session, board.due_session)
        chairs = {session.id: f"chair {session.chair}" for session in running}
        shown = (
            (board.overdue, "overdue", board.overdue_priority),
            (board.due, "due", board.due_priority),
        )
        for tag, (count, word, priority), session in zip(
            self._tags, shown, self._urgent, strict=True
        ):
            if priority:
                tag.set_priority(priority)
            tag.show_count(count, word, chairs.get(session, ""))
        self._who.set_text(board.who)
        self._today.set_text(board.today)
        self._staff.setVisible(board.charge)
        self._name_theme()
        self.chairs.show_tiles(board.tiles)

    def changeEvent(self, event: QEvent) -> None:
        """Another theme: its button says at once what it would do next."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.PaletteChange):
            self._name_theme()

    def _name_theme(self) -> None:
        wanted = "Light" if tokens() is DIM else "Dim"
        if self._theme.text() != wanted:
            self._theme.setText(wanted)

    def _open_urgent(self, place: int) -> None:
        if session := self._urgent[place]:
            self.session_chosen.emit(session)

    def _board(self) -> tuple[tuple[Session, ...], words.Board | None]:
        desk, now = self._shift.desk, self._shift.now()
        unit = desk.unit()
        if unit is None:
            return (), None
        running = desk.open_sessions()
        over = tuple(session for session in desk.sessions_on(now.day) if session.over)
        names = {
            session.patient: patient.name
            for session in running
            if (patient := desk.patient(session.patient)) is not None
        }
        shown = words.board(
            unit,
            self._shift.staff,
            running,
            over,
            names,
            now,
            desk.rules_for,
            self._shift.outlooks.of,
        )
        return running, shown

    def _head(self) -> Bar:
        bar = Bar(height=64, name="board-head")
        self._unit = Text("", Role.NAME, name="board-unit")
        self._day = Text("", Role.SECOND, firm=True, name="board-day")
        self._time = Text("", Role.STRONG, firm=True, name="board-time")
        self._tags = (
            AlarmTag(Priority.MEDIUM, name="board-overdue"),
            AlarmTag(Priority.LOW, name="board-due"),
        )
        for place, tag in enumerate(self._tags):
            tag.clicked.connect(lambda _on=False, place=place: self._open_urgent(place))
        self._who = Text("", Role.STRONG, right=True, name="board-who")
        self._theme.clicked.connect(lambda: self.theme_asked.emit())
        lock = Button("Lock", glyph=Glyph.LOCK, name="board-lock")
        lock.clicked.connect(lambda: self.lock_asked.emit())
        bar.row.addWidget(self._unit)
        bar.row.addSpacing(6)
        bar.row.addWidget(self._day)
        bar.row.addWidget(self._time)
        bar.row.addStretch(1)
        for tag in self._tags:
            bar.row.addWidget(tag)
        bar.row.addSpacing(6)
        for part in (self._who, self._theme, lock):
            bar.row.addWidget(part)
        return bar

    def _foot(self) -> Bar:
        bar = Bar(Qt.Edge.BottomEdge, height=72, name="board-foot")
        self._today = Text("", Role.STRONG, name="board-today")
        self._staff = Button("Staff", Kind.QUIET, name="board-staff")
        self._staff.clicked.connect(self._enrol)
        find = Button("Find a patient", glyph=Glyph.SEARCH, name="board-find")
        find.clicked.connect(lambda: self.patients_asked.emit())
        log = Button("Daily log", name="board-log")
        log.clicked.connect(lambda: self.log_asked.emit())
        start = Button("Start a session", Kind.MAIN, name="board-start")
        start.clicked.connect(lambda: self.start_asked.emit(0))
        bar.row.addWidget(Text("Today", Role.SECOND, firm=True))
        bar.row.addWidget(self._today)
        bar.row.addStretch(1)
        for part in (self._staff, find, log, start):
            bar.row.addWidget(part)
        return bar

    def _chosen(self, chair: int) -> None:
        if chair in self._sessions:
            self.session_chosen.emit(self._sessions[chair])
        else:
            self.start_asked.emit(chair)

    def _enrol(self) -> None:
        sheet = EnrolSheet(self.window(), self._shift)
        sheet.removal_asked.connect(self._remove)
        sheet.closed.connect(sheet.deleteLater)
        sheet.open()

    def _remove(self) -> None:
        sheet = RemoveStaffSheet(self.window(), self._shift)
        sheet.closed.connect(sheet.deleteLater)
        sheet.open()
