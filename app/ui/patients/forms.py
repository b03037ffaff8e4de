"""The forms for a new patient and for the order of a course."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.models.moment import full_date
from app.ui.patients.words import OrderForm, PatientForm
from app.ui.people.words import Problem
from app.ui.shown import Offered
from app.ui.widgets.button import Button
from app.ui.widgets.card import Aside, row, side_by_side
from app.ui.widgets.choice import Segmented
from app.ui.widgets.fields import DateField, TextField
from app.ui.widgets.text import Role, Text

SEXES = (Offered("female", "Female"), Offered("male", "Male"), Offered("other", "Other"))

ALLERGIES = (Offered("none", "None known"), Offered("yes", "Allergies"))


class PatientFields(QWidget):
    """A new patient; nothing is answered beforehand, least of all "no allergies"."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("new-patient")
        self.family = TextField("Family name", name="new-family")
        self.given = TextField("Given names", name="new-given")
        self.born = DateField("Date of birth", name="new-born")
        self.mrn = TextField("MRN", longest=40, name="new-mrn")
        self.sex = Segmented(SEXES, strong="", says="Sex", name="new-sex")
        self.allergic = Segmented(ALLERGIES, strong="yes", says="Allergies", name="new-allergic")
        self.allergies = TextField("Which allergies", hint="penicillin", name="new-allergies")
        self._sex_note = Text("", Role.LABEL, name="new-sex-note")
        self._allergy_note = Text("", Role.LABEL, name="new-allergic-note")
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(12)
        page.addLayout(side_by_side(self.family, self.given))
        page.addLayout(side_by_side(self.born, self.mrn))
        page.addLayout(_answered("Sex", self.sex, self._sex_note))
        page.addLayout(_answered("Allergies", self.allergic, self._allergy_note))
        page.addWidget(self.allergies)
        page.addStretch(1)
        self.allergies.hide()
        self.allergic.chosen.connect(self._allergic)
        self.sex.chosen.connect(self._edited)
        for field in (self.family, self.given, self.born, self.mrn, self.allergies):
            field.changed.connect(self._edited)

    def begin(self) -> None:
        """Empty fields, for another patient."""
        for field in (self.family, self.given, self.mrn, self.allergies):
            field.set_text("")
        self.born.set_date(None)
        self.sex.set_choice(None)
        self.allergic.set_choice(None)
        self.allergies.hide()
        self.show_problems(())

    def form(self) -> PatientForm:
        """What was typed and chosen."""
        answer = self.allergic.choice()
        return PatientForm(
            family=self.family.text(),
            given=self.given.text(),
            born=self.born.date(),
            sex=self.sex.choice(),
            mrn=self.mrn.text(),
            has_allergies=None if answer is None else answer == "yes",
            allergies=self.allergies.text(),
        )

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """Say at each field what is wrong with it, and go to the first."""
        said = {problem.field: problem.sentence for problem in problems}
        fields = {
            "family": self.family,
            "given": self.given,
            "born": self.born,
            "mrn": self.mrn,
        }
        _show(said, fields)
        self._sex_note.set_text(said.get("sex", ""))
        which = self.allergic.choice() == "yes"
        self._allergy_note.set_text("" if which else said.get("allergies", ""))
        self.allergies.show_refused(said.get("allergies", "") if which else "")

    def _allergic(self, answer: str) -> None:
        self.allergies.setVisible(answer == "yes")
        if answer == "yes":
            self.allergies.setFocus(Qt.FocusReason.OtherFocusReason)
        self._edited()

    def _edited(self, *_said: object) -> None:
        self.changed.emit()


class OrderFields(QWidget):
    """The order of a course; why it is early is asked only when it is."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("order-course")
        self._today: date | None = None
        self.first_day = DateField("First day", name="order-first-day")
        self.today = Button("Today", name="order-today")
        self.today.clicked.connect(self._take_today)
        self.prescriber = TextField("Prescriber", hint="Dr. L. Amari", name="order-prescriber")
        self.indication = TextField(
            "Indication, with what was tried before", name="order-indication"
        )
        self.early_reason = TextField(
            "Why the prescriber wants it this early", name="order-early-reason"
        )
        day = QHBoxLayout()
        day.setSpacing(12)
        day.addWidget(self.first_day, 1, Qt.AlignmentFlag.AlignTop)
        side = QVBoxLayout()
        side.addSpacing(24)
        side.addWidget(self.today)
        side.addStretch(1)
        day.addLayout(side)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(12)
        page.addLayout(day)
        for field in (self.prescriber, self.indication, self.early_reason):
            page.addWidget(field)
        page.addStretch(1)
        self.early_reason.hide()
        for field in (self.first_day, self.prescriber, self.indication, self.early_reason):
            field.changed.connect(self._edited)

    def begin(self, today: date) -> None:
        """Empty fields, for another order."""
        self._today = today
        self.first_day.line.setPlaceholderText(full_date(today))
        self.first_day.set_date(None)
        for field in (self.prescriber, self.indication, self.early_reason):
            field.set_text("")
        self.early_reason.hide()
        self.show_problems(())

    def form(self) -> OrderForm:
        """What was typed."""
        return OrderForm(
            first_day=self.first_day.date(),
            prescriber=self.prescriber.text(),
            indication=self.indication.text(),
            early_reason=self.early_reason.text(),
        )

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """Say below each field what is wrong with it, and go to the first."""
        said = {problem.field: problem.sentence for problem in problems}
        fields = {
            "first_day": self.first_day,
            "prescriber": self.prescriber,
            "indication": self.indication,
        }
        _show(said, fields)

    def ask_why_early(self) -> None:
        """The interval has not passed: the prescriber's reason is asked."""
        self.early_reason.show()
        self.early_reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_today(self) -> None:
        self.first_day.set_date(self._today)
        self._edited()

    def _edited(self, *_said: object) -> None:
        self.changed.emit()


class GapFields(Aside):
    """Going on although today was not planned: who allows it, and why."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(name="gap", parent=parent)
        self._why = Text("", Role.STRONG, wrap=True, name="gap-why")
        self.allowed_by = TextField("Prescriber who allows it", name="gap-allowed-by")
        self.reason = TextField("Why", name="gap-reason")
        self.body.addWidget(self._why)
        self.body.addLayout(side_by_side(self.allowed_by, self.reason))

    def begin(self, why: str) -> None:
        """The refusal's sentence, and empty fields."""
        self._why.set_text(why)
        for field in (self.allowed_by, self.reason):
            field.set_text("")


def _answered(label: str, answer: Segmented, note: Text) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(6)
    column.addWidget(Text(label, Role.LABEL))
    note.set_tone("ink")
    line = row(answer, note)
    line.setStretch(1, 1)
    column.addLayout(line)
    return column


def _show(said: Mapping[str, str], fields: Mapping[str, TextField]) -> None:
    for key, field in fields.items():
        if key in said or not isinstance(field, DateField) or field.date() is None:
            field.show_refused(said.get(key, ""))
    first = next((field for key, field in fields.items() if key in said), None)
    if first is not None:
        first.setFocus(Qt.FocusReason.OtherFocusReason)
