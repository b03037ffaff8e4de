"""A charge nurse lets somebody sign in: name, initials, role, and a PIN of their own."""

from __future__ import annotations

import secrets

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.models.asking import Command
from app.ui.asking.sheet import CommandSheet
from app.ui.people.person_form import PersonFields
from app.ui.people.words import enrol_command, person_problems
from app.ui.shift import Shift
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.text import Role, Text


class EnrolSheet(CommandSheet):
    """Enrolls one person; `recorded` comes once they may sign in.

    `removal_asked` leads to the sheet that removes someone.
    """

    removal_asked = Signal()

    def __init__(self, host: QWidget, shift: Shift) -> None:
        super().__init__(
            host, shift, "", "Add staff", "Let them sign in", timed=False, width=640, name="enrol"
        )
        self._id = secrets.token_hex(8)
        self.person = PersonFields(name="enrol-person")
        said = "They type the PIN themselves. Nobody else needs to know it."
        self.body.addWidget(Text(said, Role.SECOND))
        self.body.addWidget(self.person)
        remove = Button("Remove someone …", Kind.QUIET, name="enrol-remove")
        remove.clicked.connect(self._ask_to_remove)
        self.head.addWidget(remove)

    def command(self) -> Command | str:
        """The person as typed, or what is missing."""
        from app.store.pins import SHORTEST, hash_pin

        form = self.person.form()
        problems = person_problems(form, SHORTEST)
        self.person.show_problems(problems)
        self.fit()
        if problems:
            return "Not everything is filled in yet."
        return enrol_command(form, self._id, hash_pin(form.pin))

    def _ask_to_remove(self) -> None:
        self.close_sheet()
        self.removal_asked.emit()
