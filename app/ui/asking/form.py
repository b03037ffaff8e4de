"""The shape of a gate's panel: how it stands, what to fill in, one main action, the rule below."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.models.day.gates import requirement as find_requirement
from app.models.day.requirement import Requirement
from app.models.day.session import Session
from app.models.moment import Now
from app.models.rules.rule import Rule
from app.models.staff import Staff
from app.ui.asking.base import Asking
from app.ui.asking.offered import Warned
from app.ui.asking.panel import Panel, is_tab_stop
from app.ui.asking.seen import Seen, Shows
from app.ui.asking.standing import StandingLine
from app.ui.asking.wanted import Task, Wanted
from app.ui.gate import words as gate_words
from app.ui.shift import Reply, Shift
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.card import ScrollPane, row
from app.ui.widgets.message import Message
from app.ui.widgets.text import Role, Text

AGAIN, LEAVE = "Record again", "Leave it as it is"


class FormPanel(Asking, Panel):
    """A requirement with a form: shown while it is missing, or again when the nurse asks for it.

    A subclass fills `form`, gives `command()` and empties the fields in `clear_form()`;
    `show_state` keeps the rest of it up to date. `summary` holds what is shown in any case.
    The main button, Enter in the last field and Ctrl+Enter record. A `repeatable` one may be
    recorded once more until the pump runs.
    """

    repeatable = True

    def __init__(
        self,
        shift: Shift,
        session: str,
        key: str,
        title: str,
        *,
        action: str,
        word: str = "When",
        again: str = AGAIN,
    ) -> None:
        super().__init__(shift, session, key, title)
        self.begin(shift, session, "panel")
        self._again_words = again
        self._asked_again = self._ordered = False
        self._roster: dict[str, Staff] = {}
        self.standing = StandingLine()
        self.warning = Message(name="panel-warning")
        self.summary = QVBoxLayout()
        self.summary.setSpacing(12)
        self.form = QWidget()
        self.form.setObjectName("panel-form")
        self.fields = QVBoxLayout(self.form)
        self.fields.setContentsMargins(0, 0, 0, 0)
        self.fields.setSpacing(12)
        self.word = Text(word, Role.SECOND, firm=True)
        self.let_pass = Button("", Kind.QUIET, name="panel-override")
        self.let_pass.clicked.connect(lambda: self.asked_for.emit(Wanted(Task.OVERRIDE, self.key)))
        self.again = Button(again, name="panel-again")
        self.again.clicked.connect(self._again)
        self.second = Button("", height=60, name="panel-second")
        self.main = Button(action, Kind.MAIN, height=60, name="panel-main")
        self.main.clicked.connect(self.record)
        self.rule = Text("", Role.SMALL, wrap=True, name="panel-rule")
        self._lay_out()
        self.second.hide()

    # ------------------------------------------------------------------- for the subclasses

    def clear_form(self) -> None:
        """Empty every field, once it is recorded or asked for again."""

    def show_state(self, seen: Seen) -> None:
        """Show what this panel alone shows, and `warn` if there is something to be thought of."""

    def missing(self, seen: Seen) -> bool:
        """Whether the form is shown without being asked for."""
        return seen.item is not None and not seen.item.done

    def may_record(self, seen: Seen) -> bool:
        """Whether it can still be recorded: not once the patient has left or the day is off."""
        return not seen.session.over and seen.item is not None

    def shows(self, seen: Seen) -> Shows:
        """Which of its parts are there."""
        return Shows(form=seen.editing, time=seen.editing, main=seen.editing)

    def stands(self, seen: Seen) -> gate_words.DoneLine | None:
        """The line at the top, once it is done."""
        known = self.roster(seen.item.by if seen.item else "")
        return gate_words.standing(seen.item, seen.now, known)

    def rule_shown(self, seen: Seen) -> Rule | None:
        """The rule at the foot."""
        return seen.item.rule if seen.item else None

    # ----------------------------------------------------------------------------- the panel

    def roster(self, *ids: str) -> dict[str, Staff]:
        """Who is enrolled; asked anew only for somebody not known yet."""
        if not self._roster or any(id and id not in self._roster for id in ids):
            self._roster = self.shift.desk.staff_by_id()
        return self._roster

    def refresh(self, session: Session, requirement: Requirement | None, now: Now) -> None:
        """Show how it stands; fields and what is typed in them are left alone."""
        self.when.set_now(now.local(now.at))
        seen = Seen(session, requirement, now)
        may, missing = self.may_record(seen), self.missing(seen)
        if missing and self._asked_again:
            self._asked_again = False
            self.again.setText(self._again_words)
        seen = seen._replace(editing=may and (missing or self._asked_again))
        self.standing.show_standing(self.stands(seen))
        self.show_state(seen)
        shows = self.shows(seen)
        self.form.setVisible(shows.form)
        self.word.setVisible(shows.time)
        self.when.setVisible(shows.time)
        self.main.setVisible(shows.main)
        self.second.setVisible(shows.form and bool(self.second.text()))
        self.timed = shows.time
        self.late.setVisible(shows.time and self.is_late())
        again = self.repeatable and session.started is None
        self.again.setVisible(may and not missing and again)
        passing = gate_words.let_pass(requirement) if may else ""
        if passing != self.let_pass.text():
            self.let_pass.setText(passing)
        self.let_pass.setVisible(bool(passing))
        self.hint.setVisible(shows.main and bool(self.hint.full_text()))
        rule = self.rule_shown(seen)
        self.rule.set_text(gate_words.rule_words(rule) if rule else "")
        self.rule.setVisible(self.message.isHidden())

    def refresh_now(self) -> None:
        """The same, with what is on disk now."""
        session, now = self.shift.session(self.session_id), self.shift.now()
        self.refresh(session, find_requirement(session, self.key, now, self.pack), now)

    def on_record(self, reply: Reply) -> None:
        """Empty the form, and show how it stands now."""
        self._asked_again = False
        self._reset_fields()
        self.refresh_now()
        self.recorded.emit(reply)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter does the main thing."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if self.main.isVisible():
                self.main.click()
            event.accept()
            return
        super().keyPressEvent(event)

    def _lay_out(self) -> None:
        pane = ScrollPane(spacing=12, name="panel-pane")
        pane.body.setContentsMargins(0, 4, 0, 0)
        for part in (self.standing, self.warning):
            pane.body.addWidget(part)
        pane.body.addLayout(self.summary)
        pane.body.addWidget(self.form)
        pane.body.addStretch(1)
        self.body.setSpacing(10)
        self.body.addWidget(pane, 1)
        self.body.addWidget(self.message)
        self.body.addWidget(self.late)
        self.body.addLayout(
            row(
                self.word, self.when, None, self.let_pass, self.again, self.second, self.main,
                spacing=10,
            )
        )  # fmt: skip
        self.body.addWidget(self.rule)

    def say(self, hint: str) -> None:
        """The line below the title, while there is something to do."""
        self.hint.set_text(hint)

    def complain(self, sentence: str, source: str = "") -> None:
        """Why it was not recorded; it stands where the rule stood, which it names itself."""
        self.message.show_message(sentence, source=source)
        self.rule.hide()

    def quiet(self) -> None:
        """Take that back."""
        self.message.clear()
        self.rule.show()

    def showEvent(self, event: QShowEvent) -> None:
        """Tab goes through the form first, then along the foot."""
        super().showEvent(event)
        if self._ordered:
            return
        self._ordered = True
        inside = [part for part in self.form.findChildren(QWidget) if is_tab_stop(part)]
        foot = [self.when, self.late.line, self.let_pass, self.again, self.second, self.main]
        stops = [*inside, *foot]
        for first, following in pairwise(stops):
            QWidget.setTabOrder(first, following)

    def warn(self, warned: Warned | None) -> None:
        """Say what holds it, or what is to be thought of; None says nothing."""
        if warned is None:
            self.warning.clear()
        else:
            self.warning.show_message(warned.what, warned.do)

    def _again(self) -> None:
        self._asked_again = not self._asked_again
        self._reset_fields()
        self.refresh_now()
        if self._asked_again:
            self.focus_first()

    def focus_first(self) -> None:
        """Take the keyboard into the first field, or to the main button."""
        for part in (*self.form.findChildren(QWidget), self.main):
            if is_tab_stop(part) and part.isVisible():
                part.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def _reset_fields(self) -> None:
        self.again.setText(LEAVE if self._asked_again else self._again_words)
        self.quiet()
        self.late.set_text("")
        self.when.back_to_now()
        self.clear_form()
