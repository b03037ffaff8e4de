"""The fields that make somebody known to the program: name, initials, role, PIN."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.models.facts import Role as StaffRole
from app.ui.people.words import LONGEST_PIN, ROLE_WORDS, PersonForm, Problem
from app.ui.shown import Offered
from app.ui.widgets.card import side_by_side
from app.ui.widgets.choice import ChoiceGrid
from app.ui.widgets.fields import TextField
from app.ui.widgets.text import Role, Text

ROLES = tuple(Offered(role.value, ROLE_WORDS[role]) for role in StaffRole)


class PersonFields(QWidget):
    """A person's fields; with `role` given it is not asked."""

    def __init__(
        self, *, role: StaffRole | None = None, name: str = "person", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._role = role
        self.name = TextField("Name and title", hint="R. Osei, RN", name=f"{name}-name")
        self.initials = TextField("Initials", hint="R.O.", longest=6, name=f"{name}-initials")
        self.roles = ChoiceGrid(ROLES, name=f"{name}-role")
        self.role_note = Text("", Role.LABEL, wrap=True, name=f"{name}-role-note")
        self.pin = self._secret("PIN", f"{name}-pin")
        self.again = self._secret("PIN again", f"{name}-again")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(side_by_side(self.name, self.initials, wide=3))
        self.role_note.set_tone("ink")
        self.role_note.hide()
        if role is None:
            column.addWidget(self.roles)
            column.addWidget(self.role_note)
        else:
            self.roles.setParent(self)
            self.roles.hide()
        column.addLayout(side_by_side(self.pin, self.again))

    def form(self) -> PersonForm:
        """What was typed."""
        chosen = self.roles.chosen()
        return PersonForm(
            name=self.name.text(),
            initials=self.initials.text(),
            role=self._role or (StaffRole(chosen[0]) if chosen else None),
            pin=self.pin.text(),
            again=self.again.text(),
        )

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """Say below each field what is wrong with it, and go to the first."""
        said = {problem.field: problem.sentence for problem in problems}
        fields = {
            "name": self.name,
            "initials": self.initials,
            "pin": self.pin,
            "again": self.again,
        }
        for key, field in fields.items():
            field.show_refused(said.get(key, ""))
        self.role_note.set_text(said.get("role", ""))
        self.role_note.setVisible("role" in said)
        first = next((fields[key] for key in said if key in fields), None)
        if first is not None:
            first.setFocus()

    def _secret(self, label: str, name: str) -> TextField:
        return TextField(label, secret=True, longest=LONGEST_PIN, name=name)
