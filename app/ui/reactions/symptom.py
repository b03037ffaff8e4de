"""A symptom: which, how bad, a few words; one that may be a stroke leads to its signs at once."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.models.asking import Command
from app.models.day.reactions import RecordSymptom
from app.ui.asking.sheet import CommandSheet
from app.ui.reactions import care_words
from app.ui.reactions.stroke import StrokeSheet
from app.ui.reactions.sudden import SuddenQuestion
from app.ui.reactions.symptom_picker import SymptomPicker
from app.ui.shift import Reply, Shift
from app.ui.shown import Offered
from app.ui.widgets.choice import ChoiceGrid
from app.ui.widgets.fields import NoteField
from app.ui.widgets.text import Role, Text

# What the sheet needs around its body: margins of the window and the card, title, foot.
AROUND = 48 + 42 + 28 + 60 + 48

LOWEST = 340


class SymptomSheet(CommandSheet):
    """Records one symptom, at any stage and also after discharge."""

    def __init__(self, host: QWidget, shift: Shift, session: str) -> None:
        self._host = host
        super().__init__(
            host, shift, session, "Symptom", "Record", word="Since", width=1100, name="symptom"
        )
        self._answer = ""
        self.picker = SymptomPicker(self.pack)
        self.picker.chosen.connect(self._picked)
        self.picker.typed_in.connect(self._go_on)
        self._severity = ChoiceGrid(
            [Offered(item.key, item.name) for item in care_words.SEVERITIES],
            columns=1,
            name="severity",
        )
        self._severity.changed.connect(lambda _keys: self._changed())
        self._note = NoteField(
            "A few words, if they help", hint="in the patient's words", lines=2, name="symptom-note"
        )
        self._note.changed.connect(lambda _text: self._changed())
        self._question = SuddenQuestion()
        self._question.usual.connect(self._not_a_stroke)
        self._question.stroke.connect(self.open_stroke)
        self._lay()

    def _lay(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(Text("How bad is it?", Role.STRONG))
        right.addWidget(self._severity)
        right.addWidget(self._note)
        right.addStretch(1)
        aside = QWidget()
        aside.setLayout(right)
        right.setContentsMargins(0, 4, 0, 0)
        aside.setFixedWidth(300)
        both = QHBoxLayout()
        both.setSpacing(24)
        both.addWidget(self.picker, 1, Qt.AlignmentFlag.AlignTop)
        both.addWidget(aside)
        self.body.addLayout(both)
        self.body.addWidget(self._question)

    def command(self) -> Command | str:
        """The symptom with its severity; one that may be a stroke only once it was asked about."""
        key, severity = self.picker.key(), self._severity.chosen()
        if not key:
            return "Tap the symptom."
        if self.pack.stroke.question(key) and not self._answer:
            return "Answer the question first: it may be a stroke."
        if not severity:
            return "Tap how bad it is."
        note = care_words.symptom_note(self._note.text(), self._answer)
        return RecordSymptom(session=self.session_id, symptom=key, severity=severity[0], note=note)

    def open_stroke(self, sign: str) -> None:
        """It may be a stroke: its sheet comes up with that sign, this one waits below."""
        above = StrokeSheet(self._host, self.shift, self.session_id, (sign,))
        above.recorded.connect(self._stroke_recorded)
        above.open()

    def _stroke_recorded(self, answer: Reply) -> None:
        """The signs are on record; what was begun here is recorded too, or waits if not whole."""
        if self.isVisible() and self._finish():
            self.hide()
        self.recorded.emit(answer)

    def _finish(self) -> bool:
        """Record what was begun, if it is whole; whether nothing of it is left to be saved."""
        severity, note = self._severity.chosen(), self._note.text()
        if not severity:
            return not note
        begun = RecordSymptom(
            session=self.session_id,
            symptom=self.picker.key(),
            severity=severity[0],
            note=note,
        )
        return self.ask(begun).done

    def _picked(self, key: str) -> None:
        self._answer = ""
        self._question.ask(self.pack.stroke.question(key))
        self.fit()
        self._changed()

    def _not_a_stroke(self, answer: str) -> None:
        self._answer = answer
        self._question.hide()
        self.fit()
        self._severity.focus_first()
        self._changed()

    def _go_on(self) -> None:
        if self._question.isHidden():
            self._severity.focus_first()
        else:
            self._question.focus_first()

    def _changed(self) -> None:
        self.set_message("")
        key, severity = self.picker.key(), self._severity.chosen()
        name = self.pack.name_of("symptom", key) if key else ""
        self.set_action(care_words.action(name, severity[0] if severity else ""))
        self.set_unsaved(bool(self.picker.key() or self._severity.chosen() or self._note.text()))

    def _place(self) -> None:
        room = self._host.height() - AROUND
        self.picker.fit_into(room, (self._question, self.late), LOWEST)
        super()._place()
