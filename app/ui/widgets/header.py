"""The strip that says whose session this is: name, birth, allergy, course, chair."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.ui.shown import PatientLines
from app.ui.theme import Glyph
from app.ui.widgets.button import Button, square
from app.ui.widgets.card import Bar, column
from app.ui.widgets.chip import Chip, Tone
from app.ui.widgets.text import Role, Text


class PatientHeader(Bar):
    """The patient's name and what must never be mixed up, with the way back at the left."""

    back_pressed = Signal()
    lock_pressed = Signal()

    def __init__(self, back: str = "Board", parent: QWidget | None = None) -> None:
        super().__init__(height=64, name="patient-header", parent=parent)
        self.back = Button(back, glyph=Glyph.BACK, name="back")
        self.back.clicked.connect(lambda: self.back_pressed.emit())
        self._name = Text("", Role.NAME, name="patient-name")
        self._second = Text("", Role.SECOND, name="patient-second")
        self._allergy = Chip(name="patient-allergy", widest=360, lines=2)
        self._practice = Chip(name="practice-badge", tone=Tone.SOFT)
        self._course = Text("", Role.STRONG, right=True, firm=True, name="course-line")
        self._place = Text("", Role.SECOND, right=True, firm=True, name="place-line")
        self.row.addWidget(self.back)
        self.row.addSpacing(8)
        who = column(None, self._name, self._second, None, spacing=0)
        self.row.addLayout(who, 1)
        self.row.addSpacing(8)
        self.row.addWidget(self._allergy)
        self.row.addWidget(self._practice)
        self.row.addStretch(1)
        where = column(None, self._course, self._place, None, spacing=2)
        self.row.addLayout(where)
        self.row.addSpacing(10)
        self._time = Text("", Role.STRONG, right=True, firm=True, name="header-time")
        self._nurse = Text("", Role.SECOND, right=True, firm=True, name="header-nurse")
        self.row.addLayout(column(None, self._time, self._nurse, None, spacing=2))
        self.lock = square(Glyph.LOCK, "Lock", name="header-lock")
        self.lock.clicked.connect(lambda: self.lock_pressed.emit())
        self.row.addWidget(self.lock)
        self.row.setStretch(2, 0)

    def show_shift(self, time: str, nurse: str) -> None:
        """The time on the wall, and in whose name everything is recorded."""
        self._time.set_text(time)
        self._nurse.set_text(nurse)

    def show_patient(self, lines: PatientLines) -> None:
        """Show a patient; called again whenever something about them changes."""
        self._name.set_text(lines.name)
        self._second.set_text(lines.second)
        self._allergy.set_text(lines.allergy, Tone.STRONG if lines.allergic else Tone.PLAIN)
        self._practice.set_text("Practice" if lines.practice else "")
        self._course.set_text(lines.course)
        self._place.set_text(lines.place)
        self.setAccessibleName(f"{lines.name}, {lines.second}, {lines.allergy}, {lines.course}")
