"""The sheet for an override: who allowed it, why, and that the risk was explained."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.models.asking import Command
from app.models.day.gates import requirement
from app.ui.asking.sheet import CommandSheet
from app.ui.gate import override_words
from app.ui.shift import Shift
from app.ui.widgets.choice import ChoiceGrid
from app.ui.widgets.fields import NoteField, TextField
from app.ui.widgets.text import Role, Text


class OverrideSheet(CommandSheet):
    """Says what is missing and the rule; asks for the name and the reason, never filled in."""

    def __init__(self, host: QWidget, shift: Shift, session: str, key: str) -> None:
        story, now = shift.session(session), shift.now()
        item = requirement(story, key, now, shift.rules(story))
        if item is None:
            raise LookupError(key)
        self._item = item
        words = override_words.words(item)
        super().__init__(
            host, shift, session, words.title, words.action, word="Allowed", name="override"
        )
        self.body.addWidget(Text(words.missing, Role.STRONG, wrap=True, name="override-missing"))
        self.body.addWidget(Text(words.rule, Role.DETAIL, wrap=True, name="override-rule"))
        self.body.addSpacing(4)
        self.body.addWidget(Text(words.who, Role.BODY, wrap=True, name="override-who"))
        options = override_words.deciders(item, shift.patient_of(story), story.course)
        self._decider = ChoiceGrid(options, columns=1, name="override-by")
        self._decider.changed.connect(self._chosen)
        self._decider.setVisible(bool(options))
        self._name = TextField("Prescriber's name", name="override-name")
        self._name.hide()
        self._reason = NoteField("Why", lines=2, name="override-reason")
        self._told = ChoiceGrid((override_words.RISK,), several=True, columns=1, name="risk")
        self._told.setVisible(words.asks_risk)
        for part in (self._decider, self._name, self._reason, self._told):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self._name.changed.connect(lambda _text: self.set_unsaved(True))
        self._reason.changed.connect(lambda _text: self.set_unsaved(True))

    def command(self) -> Command | str:
        """Who allowed it, and why."""
        chosen = self._decider.chosen()
        return override_words.command(
            self._item,
            self.session_id,
            nurse=self.shift.staff,
            decider=chosen[0] if chosen else None,
            typed=self._name.text(),
            reason=self._reason.text(),
            told=bool(self._told.chosen()),
        )

    def _chosen(self, keys: tuple[str, ...]) -> None:
        other = keys == (override_words.OTHER,)
        self._name.setVisible(other)
        self.set_message("")
        self.set_unsaved(True)
        self.fit()
        (self._name if other else self._reason).setFocus()
