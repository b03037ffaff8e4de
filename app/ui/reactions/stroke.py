"""Stroke signs: tap what is seen; the number, the last-known-well and the steps stay in sight."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.models.asking import Command
from app.models.day.stroke import RecordStrokeSigns
from app.ui.reactions import words
from app.ui.reactions.emergency import CallCard, EmergencySheet, KnownCard, Steps
from app.ui.shift import Shift
from app.ui.shown import Offered
from app.ui.widgets.button import Kind
from app.ui.widgets.card import Card
from app.ui.widgets.choice import ChoiceGrid
from app.ui.widgets.text import Role, Text

FIRST = "Tap what you see. One is enough."

NEXT = "More signs? Tap them too."

ACTION = "Record stroke signs"

MORE = "Record more signs"

SAVED = "On record. Stay with the patient; this sheet stays open."


class StrokeSheet(EmergencySheet):
    """Records the signs, at any stage and also after discharge, and stays open for the call.

    `signs` are those somebody has just said yes to, as on the symptom sheet.
    """

    def __init__(
        self, host: QWidget, shift: Shift, session: str, signs: Sequence[str] = ()
    ) -> None:
        self._patient = shift.patient_of(shift.session(session))
        super().__init__(
            host, shift, session, "Stroke signs", ACTION,
            kind=Kind.DANGER, width=1180, word="Found", name="stroke",
        )  # fmt: skip
        self._signs = ChoiceGrid(
            [Offered(item.key, item.name) for item in self.pack.stroke_signs],
            several=True, columns=2, tall=84, name="stroke-signs",
        )  # fmt: skip
        self._signs.set_chosen(signs)
        self._signs.changed.connect(self._tapped)
        self._ask = Text(FIRST, Role.TITLE, name="stroke-ask")
        self._call = CallCard()
        self._well = KnownCard("Last known well", name="last-known-well")
        self._steps = Steps()
        self._heard = Card(padding=16, spacing=4, name="stroke-heard")
        self._heard_words = Text("", Role.BODY, wrap=True, name="stroke-heard-words")
        self._heard.body.addWidget(Text("On record", Role.LABEL))
        self._heard.body.addWidget(self._heard_words)
        self._heard.hide()
        self._lay()
        self.show_state()
        self.set_unsaved(bool(signs))

    def _lay(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self._ask)
        left.addWidget(self._signs)
        left.addWidget(self._heard)
        left.addWidget(self._well)
        left.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(16)
        right.addWidget(self._call)
        right.addWidget(self._steps)
        right.addStretch(1)
        both = QHBoxLayout()
        both.setSpacing(28)
        both.addLayout(left, 11)
        both.addLayout(right, 8)
        self.body.addLayout(both)

    def show_state(self) -> None:
        """The number, the steps, the last-known-well and what is on record now."""
        now, pack = self.shift.now(), self.pack
        story = self.shift.session(self.session_id)
        roster = self.shift.desk.staff_by_id()
        call = words.call(self.shift.desk.unit(), self._patient, story)
        self._call.show_call(call)
        self._well.show_known(words.last_known_well(story, roster, now))
        self._steps.show_steps(words.stroke_steps(story, call.number, now, pack))
        lines = [
            words.heard(
                tuple(pack.name_of("stroke_sign", key) for key in fact.signs),
                now.wall(story.wall(stamp.at)),
            )
            for stamp, fact in story.stroke_signs
        ]
        self._heard_words.set_text("\n".join(lines))
        self._heard.setVisible(bool(lines))
        self._ask.set_text(NEXT if lines else FIRST)

    def stands(self) -> None:
        """The signs are on disk: say so, and make ready for more."""
        self._signs.set_chosen(())
        self.set_message(SAVED)
        self.set_action("")
        self.cancel.setText("Close")
        self.when.back_to_now()
        self.show_state()
        self.fit()

    def command(self) -> Command | str:
        """The signs tapped."""
        signs = self._signs.chosen()
        return RecordStrokeSigns(session=self.session_id, signs=signs) if signs else "Tap a sign."

    def _tapped(self, keys: tuple[str, ...]) -> None:
        recorded = not self._heard.isHidden()
        self.set_action(MORE if recorded else ACTION)
        self.set_message("")
        self.set_unsaved(bool(keys))
