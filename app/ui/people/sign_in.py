"""Signing in: who, and their PIN; beside it the chairs without names, with clocks and alarms."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.heartbeat import clock_doubt
from app.models.rules.rule import Priority
from app.practice import read_practice
from app.ui.board import words as board_words
from app.ui.board.chair_grid import ChairGrid
from app.ui.people.sign_in_words import people
from app.ui.shift import Shift
from app.ui.theme import Glyph, Px
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.card import Bar, Card, ScrollPane, column, take_out
from app.ui.widgets.chip import AlarmCount
from app.ui.widgets.message import Message
from app.ui.widgets.name_tile import NameTile
from app.ui.widgets.pin_pad import PinPad
from app.ui.widgets.text import Role, Text

HIGHEST = 680

SEEN_WHOLE = 12


class SignInScreen(QWidget):
    """Emits `signed_in` once the shift knows who it is. In practice the tiles show the PINs."""

    signed_in = Signal()
    practice_asked = Signal()
    unit_asked = Signal()

    def __init__(self, shift: Shift, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sign-in")
        self._shift = shift
        unit = shift.desk.unit()
        self._practice = unit is not None and unit.practice
        self._pins = read_practice().pins if self._practice else {}
        self._chosen = ""
        self._tiles: dict[str, NameTile] = {}
        self._says: dict[str, tuple[str, str]] = {}
        self._shown: object = None
        self.chairs = ChairGrid(locked=True, name="locked-chairs")
        self.pad = PinPad(key=58)
        self.pad.entered.connect(self._entered)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self._head())
        self._clock = Message(name="sign-in-clock")
        middle = QHBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        self._before, self._after = QWidget(), QWidget()
        middle.addWidget(self._before, 1)
        middle.addWidget(self._chairs_below_notice(), 1)
        who = QVBoxLayout()
        who.setContentsMargins(0, 10, 20, 10)
        who.addStretch(1)
        who.addWidget(self._who(), 100)
        who.addStretch(1)
        middle.addLayout(who)
        middle.addWidget(self._after, 1)
        page.addLayout(middle, 1)
        self.refresh()

    def refresh(self) -> None:
        """The heartbeat: clocks, alarms, and how long still to wait."""
        desk, now = self._shift.desk, self._shift.now()
        unit = desk.unit()
        if unit is None:
            return
        running = desk.open_sessions()
        board = board_words.board(
            unit, None, running, (), {}, now, desk.rules_for, self._shift.outlooks.of
        )
        self._unit.set_text(board.unit)
        self._day.set_text(board.day)
        self._time.set_text(board.time)
        for sign, count, word, priority in (
            (self._overdue, board.overdue, "overdue", board.overdue_priority),
            (self._due, board.due, "due", board.due_priority),
        ):
            if priority:
                sign.set_priority(priority)
            sign.show_count(count, word)
        taken = [tile for tile in board.tiles if tile.session]
        # Free ones too, so that none moves; of very many those that could hide an alarm below.
        self.chairs.show_tiles(board.tiles if len(board.tiles) <= SEEN_WHOLE else taken)
        self.chairs.setVisible(bool(running))
        doubt = clock_doubt(desk)
        if doubt:
            self._clock.show_message(doubt.what, doubt.why, doubt.do)
        else:
            self._clock.clear()
        self._notice.setVisible(doubt is not None)
        self._left.setVisible(bool(running) or doubt is not None)
        for side in (self._before, self._after):
            side.setVisible(not running and doubt is None)
        self._show_people()
        self._show_wait()

    def begin(self) -> None:
        """Anew: nobody is chosen, nothing is typed."""
        self._choose("")
        self._first_focus()

    def showEvent(self, event: QShowEvent) -> None:
        """Who is alone types at once; else the first Tab goes to the names."""
        super().showEvent(event)
        (self.pad if self._chosen else self).setFocus(Qt.FocusReason.OtherFocusReason)

    def choose(self, staff_id: str) -> None:
        """Somebody tapped their name."""
        self._choose(staff_id)
        self._show_wait()
        self.pad.setFocus(Qt.FocusReason.OtherFocusReason)

    def _head(self) -> Bar:
        bar = Bar(height=64, name="sign-in-head")
        self._unit = Text("", Role.NAME, name="sign-in-unit")
        self._day = Text("", Role.SECOND, firm=True)
        self._time = Text("", Role.STRONG, firm=True, name="sign-in-time")
        self._overdue = AlarmCount(Priority.MEDIUM, name="sign-in-overdue")
        self._due = AlarmCount(Priority.LOW, name="sign-in-due")
        leave = Button("Leave practice", Kind.QUIET, name="sign-in-unit-record")
        leave.clicked.connect(lambda: self.unit_asked.emit())
        leave.setVisible(self._practice)
        bar.row.addWidget(self._unit)
        bar.row.addSpacing(6)
        bar.row.addWidget(self._day)
        bar.row.addWidget(self._time)
        bar.row.addStretch(1)
        for part in (self._overdue, self._due, leave):
            bar.row.addWidget(part)
        return bar

    def _chairs_below_notice(self) -> QWidget:
        self._left, self._notice = QWidget(), QWidget()
        notice = QVBoxLayout(self._notice)
        notice.setContentsMargins(20, 10, 20, 0)
        notice.addWidget(self._clock)
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        left.addWidget(self._notice)
        left.addWidget(self.chairs, 1)
        left.addStretch()
        return self._left

    def _who(self) -> Card:
        card = Card(padding=24, spacing=12, name="sign-in-card")
        card.setFixedWidth(368)
        card.setMaximumHeight(HIGHEST)
        self._role = Text("", Role.SECOND, name="sign-in-role")
        self._title = Text("Who are you?", Role.TITLE, name="sign-in-title")
        self._names = ScrollPane(spacing=8, name="sign-in-names")
        self._names.body.addStretch(1)
        self._mine = QWidget()
        mine = column(None, self.pad, None)
        self._mine.setLayout(mine)
        self._back = Button("Somebody else", Kind.QUIET, glyph=Glyph.BACK, name="sign-in-back")
        self._back.clicked.connect(self.begin)
        # Far from the names, and not there while a PIN is typed: nobody gets there by a slip.
        self._to_practice = Button(
            "Practice unit", Kind.QUIET, px=Px.LABEL, name="sign-in-practice"
        )
        self._to_practice.clicked.connect(lambda: self.practice_asked.emit())
        self._steps = QStackedWidget()
        self._steps.addWidget(self._names)
        self._steps.addWidget(self._mine)
        card.body.addLayout(column(self._title, self._role, spacing=2))
        card.body.addWidget(self._steps, 1)
        card.body.addWidget(self._back, 0, Qt.AlignmentFlag.AlignHCenter)
        card.body.addWidget(self._to_practice, 0, Qt.AlignmentFlag.AlignHCenter)
        return card

    def _show_people(self) -> None:
        shown = people(self._shift.desk.roster(), self._pins)
        if shown == self._shown:
            return
        self._shown = shown
        self._says = {person.key: (person.name, person.role) for person in shown}
        for tile in self._tiles.values():
            take_out(self._names.body, tile)
        self._tiles = {}
        for place, person in enumerate(shown):
            tile = NameTile(person.key, person.name, person.role, person.initials)
            tile.chosen.connect(self.choose)
            self._names.body.insertWidget(place, tile)
            tile.show()
            self._tiles[person.key] = tile
        self._choose(self._chosen if self._chosen in self._tiles else "")

    def _choose(self, staff_id: str) -> None:
        if not staff_id and len(self._tiles) == 1:
            staff_id = next(iter(self._tiles))
        self._chosen = staff_id
        for key, tile in self._tiles.items():
            tile.set_selected(key == staff_id)
        self.pad.clear()
        self.pad.setEnabled(bool(staff_id))
        name, role = self._says.get(staff_id, ("Who are you?", ""))
        self._title.set_text(name)
        self._role.set_text(role)
        self._role.setVisible(bool(role))
        self._steps.setCurrentIndex(1 if staff_id else 0)
        several = bool(staff_id) and len(self._tiles) > 1
        self._back.setVisible(several)
        self._to_practice.setVisible(not self._practice and not several)

    def _show_wait(self) -> None:
        if self._chosen:
            self.pad.show_wait(self._shift.pin_wait(self._chosen))

    def _entered(self, pin: str) -> None:
        if not self._chosen:
            return
        answer = self._shift.sign_in(self._chosen, pin)
        if answer.done:
            self._choose("")
            self.signed_in.emit()
            return
        self.pad.show_refused(answer.sentence)
        self._show_wait()

    def _first_focus(self) -> None:
        if self._chosen:
            self.pad.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._tiles:
            next(iter(self._tiles.values())).setFocus(Qt.FocusReason.OtherFocusReason)
