"""The fields that describe a unit: its name, chairs and telephone numbers."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.models.rules.danger import Phone, PhoneRules
from app.ui.people.words import Problem, UnitForm
from app.ui.widgets.card import side_by_side
from app.ui.widgets.fields import TextField
from app.ui.widgets.text import Role, Text


class UnitFields(QWidget):
    """A unit's fields, its telephone numbers as the rules list them; nothing is filled in before."""

    def __init__(self, phones: PhoneRules, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("unit-form")
        self._phones = phones
        self.fields = {
            "name": TextField("Name", hint="Infusion Unit 4B", longest=80, name="unit-name"),
            "chairs": TextField("Chairs", hint="8", longest=3, name="unit-chairs"),
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(side_by_side(self.fields["name"], self.fields["chairs"], wide=3))
        column.addWidget(Text("Telephone numbers", Role.SECOND))
        for place in range(0, len(phones.roles), 2):
            pair = [self._phone(role) for role in phones.roles[place : place + 2]]
            column.addLayout(side_by_side(*pair))

    def _phone(self, role: Phone) -> TextField:
        name = f"unit-{role.key.replace('_', '-')}"
        field = TextField(role.name, hint=role.hint, longest=40, name=name)
        self.fields[role.key] = field
        return field

    def form(self) -> UnitForm:
        """What was typed."""
        typed = {key: field.text() for key, field in self.fields.items()}
        return UnitForm(name=typed.pop("name"), chairs=typed.pop("chairs"), phones=typed)

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """Say below each field what is wrong with it, and go to the first."""
        said = {problem.field: problem.sentence for problem in problems}
        for key, field in self.fields.items():
            field.show_refused(said.get(key, ""))
        first = next((field for key, field in self.fields.items() if key in said), None)
        if first is not None:
            first.setFocus()
