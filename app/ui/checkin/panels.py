"""The check-in panel that is no check of the pack: identity."""

from __future__ import annotations

from app.models.asking import Command
from app.models.day.arrival import ConfirmIdentity
from app.models.facts import Identifier
from app.ui.asking.form import FormPanel
from app.ui.checkin import words
from app.ui.shift import Shift
from app.ui.widgets.choice import ChoiceGrid


class IdentityPanel(FormPanel):
    """Two identifiers that agree with the record, tapped one by one."""

    def __init__(self, shift: Shift, session: str, key: str = "identity") -> None:
        super().__init__(
            shift, session, key, "Identity", action="Confirm identity",
            again="Confirm again", word="Confirmed",
        )  # fmt: skip
        story = shift.session(session)
        self.say(words.identity_hint(self.pack))
        self._agree = ChoiceGrid(
            words.identifiers(shift.patient_of(story), story),
            several=True,
            columns=1,
            name="identity",
        )
        self.fields.addWidget(self._agree)

    def command(self) -> Command | str:
        """The identifiers tapped."""
        return ConfirmIdentity(
            session=self.session_id,
            identifiers=tuple(Identifier(key) for key in self._agree.chosen()),
        )

    def clear_form(self) -> None:
        """None tapped."""
        self._agree.set_chosen(())
