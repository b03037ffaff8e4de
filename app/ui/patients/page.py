"""One patient on the way to a chair: course, what stands against today, the free chairs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.patients.forms import GapFields
from app.ui.patients.words import Candidate, EarlierDay
from app.ui.shown import Offered
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.card import row, take_out
from app.ui.widgets.chip import Chip, Tone
from app.ui.widgets.choice import ChoiceGrid
from app.ui.widgets.message import Message
from app.ui.widgets.text import Role, Text


class PatientPage(QWidget):
    """Shows a `Candidate`; `day_chosen` opens an earlier day, `changed` follows the chair."""

    day_chosen = Signal(str)
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("patient-page")
        self._day_buttons: list[Button] = []
        self._second = Text("", Role.SECOND, name="candidate-second")
        self._allergy = Chip(name="candidate-allergy", widest=460)
        self._course = Text("", Role.TITLE, name="candidate-course")
        self._state = Text("", Role.SECOND, name="candidate-state")
        self.why = Message(name="candidate-why")
        self.gap = GapFields()
        self._chairs_title = Text("Chair", Role.LABEL)
        self.chairs = ChoiceGrid((), columns=4, name="chair")
        self.chairs.changed.connect(lambda _keys: self.changed.emit())
        self._days_title = Text("Days so far", Role.LABEL)
        self._days = QVBoxLayout()
        self._days.setSpacing(2)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(12)
        page.addLayout(row(self._second, self._allergy, None))
        page.addLayout(row(self._course, self._state, None))
        for part in (self.why, self.gap, self._chairs_title, self.chairs, self._days_title):
            page.addWidget(part)
        page.addLayout(self._days)
        page.addStretch(1)

    def show_candidate(self, found: Candidate, free: Sequence[int], chair: int) -> None:
        """Show a patient and the free chairs; `chair` is the one that was tapped on the board."""
        self._second.set_text(found.second)
        self._allergy.set_text(found.allergy, Tone.STRONG if found.allergic else Tone.PLAIN)
        self._course.set_text(found.course)
        self._state.set_text(found.state if found.next in ("open", "go", "gap") else "")
        self.gap.setVisible(found.next == "gap")
        if found.next == "gap":
            self.gap.begin(found.why)
        # A gap asks its question instead, and a patient at a chair is one tap away.
        if found.why and found.next not in ("gap", "go"):
            self.why.show_message(found.why, source=found.source)
        else:
            self.why.clear()
        sits = found.next in ("open", "gap")
        self.chairs.show_choices([Offered(str(number), f"Chair {number}") for number in free])
        if sits and not free:
            self.why.show_message("Every chair is taken.", "A session ends with discharge.")
        self.chairs.setVisible(sits and bool(free))
        self._chairs_title.setVisible(sits and bool(free))
        if chair in free:
            self.chairs.set_chosen((str(chair),))
        self._show_days(found.days)

    def chair(self) -> int:
        """The chair chosen, 0 while none is."""
        chosen = self.chairs.chosen()
        return int(chosen[0]) if chosen else 0

    def _show_days(self, days: Sequence[EarlierDay]) -> None:
        for button in self._day_buttons:
            take_out(self._days, button)
        self._day_buttons = []
        self._days_title.setVisible(bool(days))
        for day in days:
            button = Button(day.words, Kind.QUIET, name=f"day-{day.session}")
            button.clicked.connect(lambda _on=False, id=day.session: self.day_chosen.emit(id))
            self._days.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            button.show()
            self._day_buttons.append(button)
