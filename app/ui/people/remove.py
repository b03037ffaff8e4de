"""A charge nurse removes somebody who no longer works here; their name stays on their entries."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.models.asking import Command
from app.ui.asking.sheet import CommandSheet
from app.ui.people import words
from app.ui.shift import Shift
from app.ui.widgets.button import Kind
from app.ui.widgets.card import ScrollPane
from app.ui.widgets.fields import TextField
from app.ui.widgets.name_tile import NameTile
from app.ui.widgets.text import Role, Text

HIGH = 340


class RemoveStaffSheet(CommandSheet):
    """Name and reason; `recorded` comes once they can no longer sign in."""

    def __init__(self, host: QWidget, shift: Shift) -> None:
        super().__init__(
            host, shift, "", "Remove staff", "Remove", timed=False, kind=Kind.DANGER, width=640,
            name="remove",
        )  # fmt: skip
        self._chosen = ""
        self._tiles: dict[str, NameTile] = {}
        removable = words.removable(shift.desk.roster(), shift.by)
        said = words.REMOVAL if removable else words.NOBODY_TO_REMOVE
        self.body.addWidget(Text(said, Role.SECOND, wrap=True, name="remove-said"))
        pane = ScrollPane(spacing=8)
        for person in removable:
            role = words.ROLE_WORDS[person.role]
            tile = NameTile(person.id, person.name, role, person.initials)
            tile.chosen.connect(self.choose)
            pane.body.addWidget(tile)
            self._tiles[person.id] = tile
        pane.body.addStretch(1)
        pane.setMinimumHeight(min(HIGH, 80 * len(removable)))
        self.body.addWidget(pane, 1)
        self.reason = TextField("Why", hint="left the unit", name="remove-reason")
        self.body.addWidget(self.reason)
        for part in (pane, self.reason, self.main):
            part.setVisible(bool(removable))

    def choose(self, staff_id: str) -> None:
        """Somebody's name was tapped; the button says whom it removes."""
        self._chosen = staff_id
        for key, tile in self._tiles.items():
            tile.set_selected(key == staff_id)
        self.set_message("")
        self.set_action(words.removal_action(self.shift.desk.staff(staff_id)))

    def command(self) -> Command | str:
        """Whom and why, or what is missing."""
        return words.removal_command(self._chosen, self.reason.text())
