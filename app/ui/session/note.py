"""A note: a sentence for the record."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.models.asking import Command
from app.models.day.reactions import WriteNote
from app.ui.asking.sheet import CommandSheet
from app.ui.shift import Shift
from app.ui.widgets.fields import NoteField


class NoteSheet(CommandSheet):
    """Records what was typed, at any stage and also after discharge."""

    def __init__(self, host: QWidget, shift: Shift, session: str) -> None:
        super().__init__(host, shift, session, "Note", "Write it down", width=760, name="note")
        self._text = NoteField("What is to be known", lines=5, name="note-text")
        self._text.changed.connect(lambda text: self.set_unsaved(bool(text)))
        self.body.addWidget(self._text)

    def command(self) -> Command | str:
        """The note."""
        text = self._text.text()
        return WriteNote(session=self.session_id, text=text) if text else "Type the note."
