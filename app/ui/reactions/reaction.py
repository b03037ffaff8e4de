"""STOP · reaction: the stop is on record before this sheet is seen; then what the patient has."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.models.asking import Command
from app.models.day.reactions import RecordSymptom, StopForReaction
from app.models.day.session import Phase, Stamp
from app.ui.asking.sheet import CommandSheet
from app.ui.reactions import care_words, words
from app.ui.reactions.drug import DrugSheet
from app.ui.reactions.emergency import CallCard, EmergencySheet, KnownCard, Steps
from app.ui.reactions.stroke import StrokeSheet
from app.ui.reactions.sudden import SuddenQuestion
from app.ui.reactions.symptom import AROUND
from app.ui.reactions.symptom_picker import SymptomPicker
from app.ui.shift import Reply, Shift, new_request
from app.ui.shown import Offered
from app.ui.theme import Glyph
from app.ui.vitals.sheet import VitalsSheet
from app.ui.widgets.button import Button, Kind, wide
from app.ui.widgets.card import Aside, row
from app.ui.widgets.choice import Segmented
from app.ui.widgets.text import Role, Text

AGAIN = "Record the stop again"

LATE = "it could not be recorded at once"

LOWEST = 240


class ReactionSheet(EmergencySheet):
    """Opening it records the stop with the time of the tap; it never asks before that.

    Each symptom is on record with its second tap (how bad). Vitals, a drug and stroke signs open
    above it, so that nothing here is lost.
    """

    def __init__(self, host: QWidget, shift: Shift, session: str) -> None:
        story = shift.session(session)
        self._patient = shift.patient_of(story)
        self._host = host
        title = words.reaction_title(story, self._patient, None, shift.now())
        super().__init__(
            host, shift, session, title, "",
            timed=False, kind=Kind.DANGER, width=1280, name="reaction",
        )  # fmt: skip
        self._stop = StopForReaction(session=session, request=new_request(), at=shift.now().at)
        self._stopped: Stamp | None = None
        self._seen: list[str] = []
        self._answer = ""
        self._roster = shift.desk.staff_by_id()
        self._make()
        self._lay()

    def _make(self) -> None:
        self.picker = SymptomPicker(self.pack)
        self.picker.chosen.connect(self._picked)
        self.picker.typed_in.connect(self._go_on)
        self._how_bad = Aside(name="how-bad")
        self._which = Text("", Role.STRONG, name="how-bad-which")
        choices = [Offered(item.key, item.name) for item in care_words.SEVERITIES]
        self._severity = Segmented(choices, strong="", says="How bad", name="severity")
        self._severity.chosen.connect(self._graded)
        self._how_bad.body.addLayout(row(self._which, None, self._severity))
        self._how_bad.hide()
        self._question = SuddenQuestion()
        self._question.usual.connect(self._not_a_stroke)
        self._question.stroke.connect(lambda sign: self.open_stroke((sign,)))
        self._heard = Text("", Role.STRONG, wrap=True, name="reaction-heard")
        self._call = CallCard()
        self._steps = Steps()
        self._vitals = KnownCard("Last vitals", role=Role.STRONG, name="last-vitals")
        self._take_vitals = wide(Button("Vitals", height=60, name="reaction-vitals"))
        self._take_vitals.clicked.connect(self.open_vitals)
        self._give_drug = wide(Button("Drug given", height=60, name="reaction-drug"))
        self._give_drug.clicked.connect(self.open_drug)
        self._stroke = wide(
            Button(
                "STROKE SIGNS", Kind.DANGER, height=60, glyph=Glyph.WARNING, name="reaction-stroke"
            )
        )
        self._stroke.clicked.connect(lambda: self.open_stroke(()))

    def _lay(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self._heard)
        left.addWidget(self.picker)
        left.addWidget(self._question)
        left.addWidget(self._how_bad)
        left.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(14)
        right.addWidget(self._call)
        right.addWidget(self._steps)
        right.addWidget(self._vitals)
        right.addStretch(1)
        right.addLayout(row(self._take_vitals, self._give_drug, self._stroke, spacing=10))
        side = QWidget()
        side.setFixedWidth(440)
        side.setLayout(right)
        right.setContentsMargins(0, 0, 0, 0)
        both = QHBoxLayout()
        both.setSpacing(28)
        both.addLayout(left, 1)
        both.addWidget(side)
        self.body.addLayout(both)

    def open(self) -> None:
        """Record the stop, then show the sheet."""
        self._record_stop()
        self.cancel.setText("Close")
        self.show_state()
        super().open()

    def tick(self) -> None:
        """The heartbeat: the age of the last vitals moves on."""
        self.show_state()

    def show_state(self) -> None:
        """The number, the steps, the last vitals and what is on record now."""
        now, pack = self.shift.now(), self.pack
        story = self.shift.session(self.session_id)
        roster = self._roster
        call = words.call(self.shift.desk.unit(), self._patient, story)
        self.set_title(words.reaction_title(story, self._patient, self._stopped, now))
        self._call.show_call(call)
        self._steps.show_steps(words.reaction_steps(story, call.number, now, pack))
        self._vitals.show_known(words.last_vitals(story, roster, pack, now))
        self._heard.set_text(words.reaction_heard(tuple(self._seen)))
        self._take_vitals.setVisible(story.phase is not Phase.DISCHARGED)

    def command(self) -> Command | str:
        """The stop itself, when it could not be recorded at once."""
        return self._stop

    def record(self) -> None:
        """The main button is there only while the stop is not on record."""
        self._record_stop()
        self.show_state()

    def _record_stop(self) -> None:
        if self._stopped is not None:
            return
        answer = self.shift.ask(self._stop)
        if not answer.done:
            self.set_message(f"The stop is not on record. {answer.sentence}")
            self.set_action(AGAIN)
            self._stop = replace(self._stop, late_reason=LATE)
            return
        story = self.shift.session(self.session_id)
        at = self._stop.at or self.shift.now().at
        self._stopped = Stamp(at=at - story.step, by=self.shift.by)
        self.set_message("")
        self.set_action("")
        # Not at once: whoever opens the sheet connects to it first.
        QTimer.singleShot(0, self, lambda: self.recorded.emit(answer))

    # ------------------------------------------------------------------------------ symptoms

    def _picked(self, key: str) -> None:
        self._how_bad.hide()
        self._answer = ""
        if not self._question.ask(self.pack.stroke.question(key)):
            self._ask_how_bad()
        self.fit()

    def _not_a_stroke(self, answer: str) -> None:
        self._answer = answer
        self._ask_how_bad()

    def _ask_how_bad(self) -> None:
        self._question.hide()
        name = self.pack.name_of("symptom", self.picker.key())
        self._which.set_text(f"{name}: how bad?")
        self._severity.set_choice(None)
        self._how_bad.show()
        self.fit()

    def _go_on(self) -> None:
        if self._question.isHidden():
            self._severity.focus_first()
        else:
            self._question.focus_first()

    def _graded(self, severity: str) -> None:
        key = self.picker.key()
        note = care_words.symptom_note("", self._answer)
        wanted = RecordSymptom(session=self.session_id, symptom=key, severity=severity, note=note)
        if not self.tell(wanted):
            self._severity.set_choice(None)

    def stands(self) -> None:
        """A symptom is on record: name it, and make ready for the next."""
        now = self.shift.now()
        name = self.pack.name_of("symptom", self.picker.key())
        self._seen.append(words.graded(now.wall(now.at), name, self._severity.choice() or ""))
        self.picker.clear()
        self._how_bad.hide()
        self.show_state()
        self.fit()
        self.picker.focus_search()

    # --------------------------------------------------------------------- sheets above this

    def open_stroke(self, signs: tuple[str, ...]) -> None:
        """Stroke signs, above this sheet."""
        self._question.hide()
        self._open_above(StrokeSheet(self._host, self.shift, self.session_id, signs))

    def open_vitals(self) -> None:
        """A set of vital signs, above this sheet."""
        self._open_above(VitalsSheet(self._host, self.shift, self.session_id))

    def open_drug(self) -> None:
        """A drug given, above this sheet."""
        self._open_above(DrugSheet(self._host, self.shift, self.session_id))

    def _open_above(self, sheet: CommandSheet) -> None:
        sheet.recorded.connect(self._recorded_above)
        sheet.open()

    def _recorded_above(self, answer: Reply) -> None:
        self.show_state()
        self.recorded.emit(answer)

    def _place(self) -> None:
        room = self._host.height() - AROUND - self._heard.sizeHint().height() - 12
        self.picker.fit_into(room, (self._question, self._how_bad), LOWEST)
        super()._place()
