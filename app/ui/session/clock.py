"""The left card while the pump runs or the patient is observed: one clock, what is due, what to do."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.asking.wanted import Task
from app.ui.session.words import PAUSED, ClockView
from app.ui.shown import DueLine
from app.ui.theme import Glyph
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.card import Card, Hairline, row
from app.ui.widgets.chip import Chip, Tone
from app.ui.widgets.clock import ClockLabel, ProgressBar
from app.ui.widgets.due import DueRow
from app.ui.widgets.facts import FactGrid
from app.ui.widgets.text import Role, Text

MOST_DUE = 3

TIGHT, LEAST = 460, 240

GLYPHS = {Task.PAUSE: Glyph.PAUSE}


class ClockCard(Card):
    """Shows a `ClockView`; `asked` gives the task of the action or the due thing tapped."""

    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(name="clock-card", parent=parent)
        self.word = Text("", Role.STAGE, name="clock-word")
        self.paused = Chip("Paused", Tone.STRONG, name="clock-paused")
        self.paused.hide()
        self.aside = Text("", Role.SECOND, right=True, name="clock-aside")
        self.figures = ClockLabel("0:00:00")
        self.figures.setObjectName("clock")
        self.below = Text("", Role.SECOND, name="clock-below")
        self.progress = ProgressBar(0.0)
        self.facts = FactGrid()
        self.body.addLayout(row(self.paused, self.word, None, self.aside))
        for part in (self.figures, self.below, self.progress, self.facts):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self._due_rows: list[DueRow] = []
        self._due_column = QVBoxLayout()
        self._due_column.setSpacing(0)
        self.body.addLayout(self._due_column)
        self._line = Hairline()
        self.body.addWidget(self._line)
        self.body.addSpacing(6)
        self._actions = QHBoxLayout()
        self._actions.setSpacing(10)
        self.body.addLayout(self._actions)
        self._buttons: dict[Task, Button] = {}

    def show_clock(self, clock: ClockView) -> None:
        """Show the clock; called with every heartbeat."""
        self.word.set_text(clock.word)
        self.word.setHidden(clock.word == PAUSED)
        self.paused.setVisible(clock.word == PAUSED)
        self.aside.set_text(clock.aside)
        self.figures.set_text(clock.figures)
        self.figures.set_resting(clock.resting)
        self.below.set_text(clock.below)
        self.progress.set_share(clock.share)
        self.facts.show_facts(clock.facts)
        if list(self._buttons) != [key for key, _ in clock.actions]:
            self._build_actions(clock)
        for key, button in self._buttons.items():
            button.set_kind(Kind.MAIN if key == clock.main else Kind.PLAIN)
        self._give_way()

    def show_due(self, lines: tuple[DueLine, ...]) -> None:
        """Show what is due next, the soonest first; where banners take the room, only one."""
        tight = self.height() < TIGHT
        quiet = [line for line in lines if not (tight and line.priority)]
        shown = quiet[: 1 if tight else MOST_DUE]
        while len(self._due_rows) < len(shown):
            made = DueRow()
            made.chosen.connect(lambda key: self.asked.emit(Task(key)))
            self._due_column.addWidget(made)
            self._due_rows.append(made)
        for place, made in enumerate(self._due_rows):
            made.setVisible(place < len(shown))
            if place < len(shown):
                made.show_due(shown[place])
        self._give_way()

    def minimumSizeHint(self) -> QSize:
        """The clock and the actions; what gives way is not counted."""
        return QSize(super().minimumSizeHint().width(), LEAST)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what fits."""
        super().resizeEvent(event)
        self._give_way()

    def _give_way(self) -> None:
        """Where alarms take the room, the clock and the actions stay; the rest is whole or away."""
        parts = (self.progress, self.facts)
        needs = [part.minimumSizeHint().height() + self.body.spacing() for part in parts]
        room = self.height() - self.body.minimumSize().height()
        room += sum(need for part, need in zip(parts, needs, strict=True) if not part.isHidden())
        for part, need in zip(parts, needs, strict=True):
            room -= need
            part.setVisible(room >= 0)

    def _build_actions(self, clock: ClockView) -> None:
        for button in self._buttons.values():
            button.hide()
            button.deleteLater()
        self._buttons = {}
        for key, words in clock.actions:
            button = Button(words, height=60, glyph=GLYPHS.get(key), name=f"do-{key}")
            button.clicked.connect(lambda _on=False, key=key: self.asked.emit(key))
            self._actions.addWidget(button, 1)
            self._buttons[key] = button
        self._line.setVisible(bool(clock.actions))
