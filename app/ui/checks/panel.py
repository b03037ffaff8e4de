"""The panel of every check: its questions, each saved as it is tapped, and what is decided."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from app.models.asking import Command
from app.models.day.gates import requirement as find_requirement
from app.models.day.requirement import Requirement
from app.models.day.session import Session
from app.models.facts import Said
from app.models.moment import Now
from app.ui.asking.panel import Panel, is_tab_stop
from app.ui.asking.wanted import Task, Wanted
from app.ui.checks import words
from app.ui.checks.decision import DecisionForm
from app.ui.checks.rows import CheckRow
from app.ui.checks.words import CheckView, Line, Mark
from app.ui.gate import words as gate_words
from app.ui.shift import Shift
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.card import ScrollPane, row, take_out
from app.ui.widgets.text import Role, Text


class CheckPanel(Panel):
    """A check's questions below each other, the one that needs nothing answered at the left.

    A tap is on record at once; a second one while the panel is still in sight puts a mis-tap
    right. Later an answer that holds is corrected: the tap opens the correction of its entry.
    The first letter of an answer gives it to the next question.
    """

    def __init__(self, shift: Shift, session: str, key: str) -> None:
        rules = shift.rules(shift.session(session))
        check = rules.check(key)
        if check is None:
            raise LookupError(key)
        super().__init__(shift, session, key, check.title)
        self._check, self._rules = check, rules
        self._rows: dict[str, CheckRow] = {}
        self._view: CheckView | None = None
        self._tapped: set[str] = set()
        self._wanted = ""
        self._pane = ScrollPane(name="panel-pane")
        self._pane.body.addStretch(1)
        late_after = rules.schedule.reason_for_late_entry_min.value
        self.decision = DecisionForm(shift.now(), late_after)
        self.decision.said.connect(self._decided)
        self.let_pass = Button("", Kind.QUIET, name="panel-override")
        self.let_pass.clicked.connect(lambda: self.asked_for.emit(Wanted(Task.OVERRIDE, self.key)))
        self.rule = Text("", Role.SMALL, wrap=True, name="panel-rule")
        self.body.setSpacing(10)
        self.body.addWidget(self._pane, 1)
        self.body.addWidget(self.decision)
        self.body.addWidget(self.message)
        self.body.addLayout(row(None, self.let_pass))
        self.body.addWidget(self.rule)

    def refresh(self, session: Session, requirement: Requirement | None, now: Now) -> None:
        """Show how every question stands; what is being typed is left alone."""
        known = self.shift.desk.staff_by_id()
        patient = self.shift.patient_of(session)
        view = words.view(
            self._check, session, patient, now, self._rules, known, self.shift.desk.unit()
        )
        self._view = view
        self.hint.set_text(view.counter)
        waiting = {item.field: item for item in view.waiting}
        first = next(iter(waiting.values()), None)
        shown = waiting.get(self._wanted, first) if not session.over else None
        self._show_rows(view, shown.field if shown else "", enabled=not session.over)
        self.decision.show_waiting(shown, now)
        open_ = requirement is not None and not requirement.done and not session.over
        passing = gate_words.let_pass(requirement) if open_ and not waiting else ""
        self.let_pass.setText(passing)
        self.let_pass.setVisible(bool(passing))
        self.rule.set_text(gate_words.rule_words(requirement.rule) if requirement else "")
        self.rule.setVisible(self.message.isHidden())

    def refresh_now(self) -> None:
        """The same, with what is on disk now."""
        session, now = self.shift.session(self.session_id), self.shift.now()
        self.refresh(session, find_requirement(session, self.key, now, self._rules), now)

    # -------------------------------------------------------------------------------- the rows

    def _show_rows(self, view: CheckView, being_decided: str, *, enabled: bool) -> None:
        wanted = [line.key for line in view.lines]
        changed = wanted != list(self._rows)
        for key in [key for key in self._rows if key not in wanted]:
            gone = self._rows.pop(key)
            take_out(self._pane.body, gone)
            gone.setParent(None)
        for place, line in enumerate(view.lines):
            if line.key not in self._rows:
                self._rows[line.key] = self._row(line)
                self._pane.body.insertWidget(place, self._rows[line.key])
                self._rows[line.key].show()
            decided = line.key == being_decided
            self._rows[line.key].show_line(line, being_decided=decided, enabled=enabled)
        if changed:
            self._rows = {key: self._rows[key] for key in wanted}
            self._order_tabs()

    def _row(self, line: Line) -> CheckRow:
        made = CheckRow(line)
        made.answered.connect(lambda value, key=line.key: self._answered(key, value))
        made.decide.connect(lambda key=line.key: self._want(key))
        return made

    def _order_tabs(self) -> None:
        """Tab goes through the questions in their order, then the decision, then the foot."""
        parts = [*self._rows.values(), self.decision]
        stops = [
            stop
            for part in parts
            for stop in part.findChildren(QWidget)
            if is_tab_stop(stop) and stop.window() is self.window()  # a list's popup is its own
        ]
        for first, following in pairwise([*stops, self.let_pass]):
            QWidget.setTabOrder(first, following)

    def _want(self, key: str) -> None:
        self._wanted = key
        self.refresh_now()

    # ------------------------------------------------------------------------------- recording

    def _answered(self, key: str, value: Any) -> None:
        slip = key in self._tapped
        command = words.answer(self._check, key, value, self.session_id, slip=slip)
        self._wanted = key
        if self._tell(command, key):
            self._tapped.add(key)
            self._show_next()

    def _decided(self, said: Said) -> None:
        command = self.decision.command(self._check, self.session_id, said)
        if isinstance(command, str):
            self._complain(command)
            return
        late = self.decision.late.text()
        self._tell(replace(command, at=self.decision.happened(), late_reason=late))

    def _tell(self, command: Command, key: str = "") -> bool:
        """Record it; a refused answer shows again what is on record."""
        answer = self.shift.ask(command)
        if answer.done:
            self.message.clear()
            self.refresh_now()
            self.recorded.emit(answer)
            return True
        if key in self._rows:
            self._rows[key].show_refused()
        mark = self._mark(key)
        if answer.code == "correct_instead" and mark:
            self.asked_for.emit(Wanted(Task.CORRECT, mark))
        self._complain(answer.sentence, answer.source)
        return False

    def _mark(self, key: str) -> str:
        lines = self._view.lines if self._view else ()
        return next((line.entry for line in lines if line.key == key), "")

    def _complain(self, sentence: str, source: str = "") -> None:
        self.message.show_message(sentence, source=source)
        self.rule.hide()

    def _next(self) -> Line | None:
        lines = self._view.lines if self._view else ()
        return next((line for line in lines if line.mark is Mark.NEXT), None)

    def _show_next(self) -> None:
        following = self._next()
        if following:
            self._pane.ensureWidgetVisible(self._rows[following.key], 0, 8)

    def hideEvent(self, event: QHideEvent) -> None:
        """The panel is left: from now on an answer is corrected, not tapped anew."""
        super().hideEvent(event)
        self._tapped.clear()
        self._wanted = ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The first letter of an answer gives it to the next question."""
        following = self._next()
        letter = event.text().lower()
        if following and letter and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            meant = [one for one in following.options if one.label.lower().startswith(letter)]
            if len(meant) == 1 and following.kind in words.BY_LETTER:
                self._answered(following.key, meant[0].key)
                event.accept()
                return
        super().keyPressEvent(event)
