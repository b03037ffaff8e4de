"""Ending the day before the pump was started: why."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.models.asking import Command
from app.models.day.arrival import CancelSession
from app.ui.asking.sheet import CommandSheet
from app.ui.shift import Shift
from app.ui.widgets.fields import NoteField
from app.ui.widgets.text import Role, Text


class CancelSheet(CommandSheet):
    """Cancels the session; the chair is free again and the day does not count."""

    def __init__(self, host: QWidget, shift: Shift, session: str) -> None:
        super().__init__(
            host,
            shift,
            session,
            "Cancel this day",
            "Cancel this day",
            timed=False,
            name="cancel-day",
        )
        self.cancel.setText("Go back")
        self.body.addWidget(
            Text(
                "No dose counts for today, and the chair is free again. "
                "What was recorded stays on record.",
                Role.BODY,
                wrap=True,
            )
        )
        self._reason = NoteField("Why", name="cancel-reason")
        self.body.addWidget(self._reason)

    def command(self) -> Command | str:
        """The cancelling with its reason."""
        return CancelSession(session=self.session_id, reason=self._reason.text())
