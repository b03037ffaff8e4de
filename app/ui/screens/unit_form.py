"""The fields that describe a unit: its name, chairs and telephone numbers."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.presenters.people import Problem, UnitForm
from app.ui.widgets.card import side_by_side
from app.ui.widgets.fields import TextField
from app.ui.widgets.text import Role, Text


class UnitFields(QWidget):
    """A unit's fields; nothing is filled in beforehand."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("unit-form")
        self.name = TextField("Name", hint="Infusion Unit 4B", longest=80, name="unit-name")
        self.chairs = TextField("Chairs", hint="8", longest=3, name="unit-chairs")
        self.emergency = TextField(
            "Emergency number", hint="911", longest=30, name="unit-emergency"
        )
        self.day_phone = TextField(
            "Unit by day", hint="555-0142", longest=40, name="unit-day-phone"
        )
        self.night_phone = TextField("Unit by night, if any", longest=40, name="unit-night-phone")
        self.prescriber = TextField("Prescriber, if any", longest=40, name="unit-prescriber")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(side_by_side(self.name, self.chairs, wide=3))
        column.addWidget(Text("Telephone numbers for the discharge sheet", Role.SECOND))
        column.addLayout(side_by_side(self.emergency, self.day_phone))
        column.addLayout(side_by_side(self.night_phone, self.prescriber))

    def form(self) -> UnitForm:
        """What was typed."""
        return UnitForm(
            name=self.name.text(),
            chairs=self.chairs.text(),
            emergency=self.emergency.text(),
            day_phone=self.day_phone.text(),
            night_phone=self.night_phone.text(),
            prescriber=self.prescriber.text(),
        )

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """Say below each field what is wrong with it, and go to the first."""
        said = {problem.field: problem.sentence for problem in problems}
        fields = {
            "name": self.name,
            "chairs": self.chairs,
            "emergency": self.emergency,
            "day_phone": self.day_phone,
            "night_phone": self.night_phone,
            "prescriber": self.prescriber,
        }
        for key, field in fields.items():
            field.show_refused(said.get(key, ""))
        first = next((fields[key] for key in fields if key in said), None)
        if first is not None:
            first.setFocus()
