"""What the reaction and the stroke sheet share: the number to call, the steps, staying open."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.asking.sheet import CommandSheet
from app.ui.reactions.words import Call, KnownLine
from app.ui.shift import Reply
from app.ui.widgets.card import Aside, Card, Hairline, row, take_out
from app.ui.widgets.chip import Chip, Tone
from app.ui.widgets.clock import ClockLabel
from app.ui.widgets.text import Role, Text

LARGE = 64

SHORT_NUMBER = 8


class CallCard(Card):
    """The emergency number, to be read from where the telephone hangs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=18, spacing=2, name="call-card", parent=parent)
        self._large = ClockLabel("", largest=LARGE, smallest=LARGE, name="call-number")
        self._long = Text("", Role.FIGURE, wrap=True, name="call-number-long")
        self._next = Text("", Role.SECOND, wrap=True, name="call-next")
        self.body.addWidget(Text("Call", Role.LABEL))
        for part in (self._large, self._long, self._next):
            self.body.addWidget(part)

    def show_call(self, call: Call) -> None:
        """Show the number; a long one breaks and is never cut."""
        short = len(call.number) <= SHORT_NUMBER
        self._large.setVisible(short)
        self._long.setVisible(not short)
        self._large.set_text(call.number)
        self._long.set_text(call.number)
        self._next.set_text(call.next)
        self.setAccessibleName(f"Call {call.number}, {call.next}")


class KnownCard(Aside):
    """A time and where it comes from: last known well, or the last vitals."""

    def __init__(
        self, label: str, *, role: Role = Role.FIGURE, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(name=name, parent=parent)
        self.body.setSpacing(2)
        self._time = Text("", role, wrap=True, name=f"{name}-time")
        self._detail = Text("", Role.DETAIL, wrap=True, name=f"{name}-detail")
        self.body.addWidget(Text(label, Role.LABEL))
        self.body.addWidget(self._time)
        self.body.addWidget(self._detail)

    def show_known(self, known: KnownLine) -> None:
        """Show it."""
        self._time.set_text(known.time)
        self._detail.set_text(known.detail)


class Steps(QWidget):
    """What to do, in order, one line each."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("steps")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._shown: tuple[str, ...] = ()
        self._lines: list[QWidget] = []

    def show_steps(self, steps: Sequence[str]) -> None:
        """Show these, numbered."""
        if tuple(steps) == self._shown:
            return
        self._shown = tuple(steps)
        for line in self._lines:
            take_out(self._column, line)
        self._lines = []
        for number, step in enumerate(steps, start=1):
            line = QWidget()
            words = Text(step, Role.STRONG, wrap=True, name=f"step-{number}")
            chip = Chip(str(number), Tone.STRONG)
            chip.setFixedWidth(30)
            held = row(chip, words, spacing=12)
            held.setStretch(1, 1)
            line.setLayout(held)
            self._column.addWidget(line)
            self._lines.append(line)
            if number < len(steps):
                hairline = Hairline()
                self._column.addWidget(hairline)
                self._lines.append(hairline)
        self.setAccessibleName("; ".join(steps))


class EmergencySheet(CommandSheet):
    """A sheet that goes on helping after it has recorded: it closes only when somebody closes it.

    `recorded` comes with each entry while the sheet is open; `cancelled` when it is closed.
    """

    def stands(self) -> None:
        """It is on disk; a subclass shows so."""

    def on_record(self, reply: Reply) -> None:
        """Stay open, and say so."""
        self.set_unsaved(False)
        self.set_message("")
        self.stands()
        self.recorded.emit(reply)
