"""One question of a check as a row: what is asked, how it stands, and how it is answered."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.ui.checks.editors import editor_for
from app.ui.checks.words import Line, Mark
from app.ui.theme import tokens
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.card import Hairline
from app.ui.widgets.text import Role, Text

BAR = 4


class CheckRow(QWidget):
    """`answered` gives the answer as it is tapped or saved; `decide` asks for the decision."""

    answered = Signal(object)
    decide = Signal()

    def __init__(self, line: Line) -> None:
        super().__init__()
        self.setObjectName(f"question-{line.key}")
        self._line = line
        self._shown_value: object = None
        self._editor = None if line.computed else editor_for(line)
        self._ask = Text(line.ask, Role.BODY, wrap=True, name=f"ask-{line.key}")
        self._words = Text("", Role.STRONG, wrap=True, name=f"words-{line.key}")
        self._second = Text("", Role.LABEL, wrap=True, name=f"second-{line.key}")
        self._decide = Button("Decide …", Kind.QUIET, name=f"decide-{line.key}")
        self._decide.clicked.connect(self.decide)
        self._lay_out()
        if self._editor:
            self._editor.given.connect(self.answered)
        self._words.setVisible(line.computed)
        self.show_line(line, being_decided=False, enabled=True)

    def show_line(self, line: Line, *, being_decided: bool, enabled: bool) -> None:
        """Show how it stands; what is being typed is left alone while the record is the same."""
        self._line = line
        self._words.set_text(line.words)
        self._second.set_text(line.second)
        self._second.setVisible(bool(line.second))
        self._second.set_tone("ink" if line.mark is Mark.HELD else "second")
        self._decide.setVisible(line.decides and not being_decided and enabled)
        if self._editor:
            self._editor.setEnabled(enabled)
            if line.value != self._shown_value:
                self._shown_value = line.value
                self._editor.show_value(line.value)
        self.update()

    def show_refused(self) -> None:
        """The answer was not recorded."""
        if self._editor:
            self._editor.show_refused(self._line.value)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bar at the left of the next question, and of one that holds."""
        look = tokens()
        colour = {Mark.NEXT: look.accent, Mark.HELD: look.ink}.get(self._line.mark)
        if colour:
            with QPainter(self) as painter:
                painter.fillRect(QRectF(0, 0, BAR, self.height() - 1), QColor(colour))

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(0)
        named = self._editor is not None and self._editor.named
        self._ask.setVisible(not named)
        for part in (self._ask, self._words, self._second):
            words.addWidget(part)
        grid = QGridLayout(self)
        grid.setContentsMargins(BAR + 10, 7, 0, 0)
        grid.setVerticalSpacing(7)
        grid.setHorizontalSpacing(14)
        grid.setColumnStretch(0, 1)
        grid.addLayout(words, 0 if not named else 1, 0)
        grid.addWidget(self._decide, 0 if not named else 1, 1)
        if self._editor and self._editor.wide:
            grid.addWidget(self._editor, 1 if not named else 0, 0, 1, 3)
        elif self._editor:
            grid.addWidget(self._editor, 0, 2, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(Hairline(), 2, 0, 1, 3)
