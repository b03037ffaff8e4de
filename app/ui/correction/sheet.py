"""Correcting an entry: the wrong one stays readable, the right one stands beside it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.models.asking import Command
from app.models.day.correction import CorrectEntry
from app.models.day.tiers import Tier
from app.ui.asking.sheet import CommandSheet
from app.ui.correction import words
from app.ui.correction.action import CHANGE, action
from app.ui.correction.fields import CorrectFields
from app.ui.shift import Shift
from app.ui.shown import Offered
from app.ui.vitals.words import saved_as_entered
from app.ui.widgets.button import Button
from app.ui.widgets.card import Aside, row
from app.ui.widgets.choice import Segmented
from app.ui.widgets.fields import TextField
from app.ui.widgets.text import Role, Text

STRIKE = "Strike it out"

NO_TIME = "Not a time. Write it as 13:05."


class CorrectSheet(CommandSheet):
    """One entry of the day: what was wrong is typed anew, or the whole is struck out; with why."""

    def __init__(self, host: QWidget, shift: Shift, session: str, mark: str) -> None:
        self._now = shift.now()
        story = shift.session(session)
        self._entry = words.entry_of(story, mark)
        roster = shift.desk.staff_by_id()
        told = words.standing(story, mark, roster, self._now, shift.rules(story))
        self._told = told
        super().__init__(
            host, shift, session, f"Correct the entry of {told.time}",
            CHANGE if told.can_change else "",
            timed=False, width=980, name="correct",
        )  # fmt: skip
        if not told.can_change:
            self.cancel.setText("Close")
        self._mark = mark
        self._striking = self._struck_by_reason = False
        self.mode = Segmented(
            (Offered("change", "Change it"), Offered("strike", STRIKE)),
            strong="", says="What to do", name="correct-mode",
        )  # fmt: skip
        self.mode.set_choice("change")
        self.mode.chosen.connect(self._mode_tapped)
        self.mode.setVisible(told.can_strike)
        self.head.addWidget(self.mode)
        self._time = TextField("Right time", hint=f"was {told.time}", name="correct-time")
        self._time.changed.connect(lambda _text: self._time_typed())
        self.fields = CorrectFields(told.fields, self._time)
        self.fields.changed.connect(self._changed)
        self._why = TextField("Why", name="correct-reason")
        self._why.changed.connect(lambda _text: self._changed())
        self._reasons: dict[str, Button] = {}
        self._lay()

    def _lay(self) -> None:
        stands = Aside(name="correct-stands")
        line = row(Text(self._told.time, Role.STRONG, firm=True), spacing=12)
        self._text = Text(self._told.text, Role.BODY, wrap=True, name="correct-text")
        line.addWidget(self._text, 1)
        line.addWidget(Text(self._told.by, Role.SECOND, firm=True))
        stands.body.addLayout(line)
        self.body.addWidget(stands)
        if not self._told.can_change:
            self.fields.setParent(self)
            self.fields.hide()
            self.body.addWidget(Text(self._told.sentence, Role.BODY, wrap=True, name="correct-not"))
            return
        self.body.addWidget(self.fields)
        low = row(spacing=8)
        low.addWidget(self._why, 1, Qt.AlignmentFlag.AlignTop)
        for reason in words.REASONS:
            button = Button(reason.capitalize(), name=f"why-{reason.replace(' ', '-')}")
            button.set_chosen(False)
            self._reasons[reason] = button
            button.clicked.connect(lambda _on=False, reason=reason: self._because(reason))
            low.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(low)

    def command(self) -> Command | str:
        """Only what changes, or the striking out; with its reason."""
        reason = self._why.text()
        if self._striking:
            if not reason:
                return "Say why it is struck out."
            return CorrectEntry(
                session=self.session_id, entry=self._mark, reason=reason, strike=True
            )
        found = words.judged(self.pack, self._entry.fact, self.fields.numbers())
        if cannot := words.impossible(found) or self.fields.unreadable():
            return cannot
        moment = self._moment()
        if self._time.text() and moment is None:
            return NO_TIME
        values = words.values(self._told, self.fields.entered(), reason, self._entry.fact)
        if not values and moment is None:
            return "Nothing changes yet. Type what is right, or strike it out."
        if not reason:
            return "Say why: tap a reason or type one."
        return CorrectEntry(
            session=self.session_id,
            entry=self._mark,
            reason=reason,
            values=values,
            occurred_at=moment,
            confirmed=bool(self._critical()),  # the words on the button were the question
        )

    def _critical(self) -> str:
        return words.critical(self.pack, self._entry.fact, self.fields.numbers())

    def _moment(self) -> datetime | None:
        """The right time, if one was typed that differs."""
        moment = words.read_time(self._time.text(), self._told.at, self._now)
        if moment is None:
            return None
        same = self._now.wall(moment) == self._told.time
        return None if same else moment

    def _time_typed(self) -> None:
        moment = self._moment()
        said = words.time_words(moment, self._told.at, self._now) if moment else ""
        self._time.show_read(said)
        self._changed()
        self.fit()

    def _mode_tapped(self, key: str) -> None:
        self._struck_by_reason = False
        self._choose(key)

    def _choose(self, key: str) -> None:
        self._striking = key == "strike"
        self.fields.setVisible(not self._striking)
        face = self._text.font()
        face.setStrikeOut(self._striking)
        self._text.setFont(face)
        self._changed()
        self.fit()

    def _because(self, reason: str) -> None:
        """A reason tapped; one that means the whole entry is wrong strikes it out."""
        self._why.set_text(reason)
        strikes = reason in words.STRIKES and self._told.can_strike
        if strikes and not self._striking:
            self._struck_by_reason = True
            self.mode.set_choice("strike")
            self._choose("strike")
        elif not strikes and self._struck_by_reason:
            self._struck_by_reason = False
            self.mode.set_choice("change")
            self._choose("change")
        self._changed()

    def _action(self) -> str:
        if self._striking:
            return STRIKE
        if not self._told.can_change:
            return ""
        changed = words.changes(self._told, self.fields.entered())
        moment = self._moment()
        time = self._now.wall(moment) if moment else ""
        return action(self._told, changed, time, self._critical())

    def _changed(self) -> None:
        found = words.judged(self.pack, self._entry.fact, self.fields.numbers())
        for name, tile in self.fields.tiles.items():
            judged = found.get(name)
            tier = judged.tier if judged else Tier.NORMAL
            tile.show_tier(tier, judged.word if judged else "")
        critical = self._critical()
        raised = saved_as_entered(critical) if critical and not self._striking else ""
        self.set_message(words.impossible(found) or raised)
        touched = self.fields.numbers() or self._time.text() or self._why.text()
        self.set_unsaved(bool(touched))
        for reason, button in self._reasons.items():
            button.set_chosen(self._why.text() == reason)
        if self.main.text() != (wanted := self._action()):
            self.set_action(wanted)
