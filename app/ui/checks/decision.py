"""The decision that an answer asks for: who, how, in which words; one tap says what."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal

from app.models.checks.answering import DecideCheck
from app.models.facts import Said
from app.models.moment import Now
from app.models.rules.checks import Check
from app.ui.checks import words
from app.ui.checks.words import Deciding
from app.ui.shown import Offered
from app.ui.theme import Px, Weight, font
from app.ui.widgets import drawing
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.card import Aside, column, row, take_out
from app.ui.widgets.choice import Segmented
from app.ui.widgets.fields import TextField
from app.ui.widgets.text import Role, Text
from app.ui.widgets.time_chip import TimeChip

WIDEST = 100
"""Pixels of a name on its button; the whole of it stands above the words, once it is tapped."""


class DecisionForm(Aside):
    """Shown while an answer waits for a decision; `said` comes with the tap that records it."""

    said = Signal(object)

    def __init__(self, now: Now, late_after_min: int) -> None:
        super().__init__(name="decision")
        self.waiting: Deciding | None = None
        self._late_after = late_after_min
        self._title = Text("", Role.STRONG, wrap=True, name="decision-title")
        self._later = Text(words.CAN_WAIT, Role.LABEL, firm=True)
        self._by = _one_of((), "Who decided", "decision-by")
        self._how = _one_of(words.WAYS, "How it was said", "decision-how")
        self.when = TimeChip(now.local(now.at), name="decision-when")
        self.when.moved.connect(lambda _minutes: self._show_late())
        self._name = TextField("Prescriber's name", name="decision-name")
        self.words = TextField("", name="decision-words")
        self.late = TextField("Why it is written down only now", name="decision-late-reason")
        self._buttons: dict[Said, Button] = {}
        self._who = row(self._by, self._how, None, spacing=10)
        line = row(spacing=10)
        for field in (self._name, self.words):
            line.addWidget(field, 1, Qt.AlignmentFlag.AlignBottom)
        for said, label in words.SAYINGS:
            kind = Kind.MAIN if said is Said.GO_ON else Kind.PLAIN
            button = Button(label, kind, name=f"decision-{said.value}")
            button.clicked.connect(lambda _on=False, said=said: self.said.emit(said))
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
            self._buttons[said] = button
        head = row(spacing=16)
        head.addLayout(column(self._title, self._later, spacing=2), 1)
        head.addWidget(self.when, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(head)
        self.body.addLayout(self._who)
        self.body.addLayout(line)
        self.body.addWidget(self.late)
        self.hide()

    def show_waiting(self, waiting: Deciding | None, now: Now) -> None:
        """Ask for this decision; what was filled in for another one goes."""
        self.when.set_now(now.local(now.at))
        if waiting == self.waiting:
            return
        another = waiting is None or self.waiting is None or waiting.field != self.waiting.field
        self.waiting = waiting
        self.setVisible(waiting is not None)
        if waiting is None:
            return
        self._title.set_text(waiting.title)
        if another:
            self._begin(waiting)

    def command(self, check: Check, session: str, said: Said) -> DecideCheck | str:
        """The decision as filled in, or what is still missing, as a sentence."""
        if self.waiting is None:
            raise LookupError("nothing waits for a decision")
        return words.decision(
            check,
            self.waiting,
            session,
            said=said,
            decider=self._by.choice(),
            typed=self._name.text(),
            how=self._how.choice(),
            words=self.words.text(),
        )

    def happened(self) -> datetime | None:
        """When it was said, in UTC, if that was moved back."""
        return self.when.earlier()

    def _begin(self, waiting: Deciding) -> None:
        """Empty for a decision: who may have made it, and nothing chosen."""
        take_out(self._who, self._by)
        self._by.setParent(None)
        self._by = _one_of(_cut(waiting.deciders), "Who decided", "decision-by")
        self._by.chosen.connect(self._chosen)
        self._who.insertWidget(0, self._by)
        for part in (self._by, self._how):
            part.setVisible(not waiting.nurses)
        self._how.set_choice(None)
        self._name.hide()
        for field in (self._name, self.words, self.late):
            field.set_text("")
        self.words.set_label(words.words_asked(waiting, None))
        for said, button in self._buttons.items():
            button.setVisible(said is Said.GO_ON or not waiting.nurses)
        self.when.back_to_now()
        self._show_late()

    def _chosen(self, key: str) -> None:
        self._name.setVisible(key == words.ANOTHER)
        if self.waiting:
            self.words.set_label(words.words_asked(self.waiting, key))
        (self._name if key == words.ANOTHER else self.words).setFocus()

    def _show_late(self) -> None:
        self.late.setVisible(self.when.minutes_back() > self._late_after)


def _cut(options: tuple[Offered, ...]) -> tuple[Offered, ...]:
    """Long names are cut on their buttons, so that all have room in the smallest window."""
    face = font(Px.DETAIL, Weight.Bold)
    return tuple(Offered(one.key, drawing.shorten(one.label, face, WIDEST)) for one in options)


def _one_of(options: tuple[Offered, ...], says: str, name: str) -> Segmented:
    """One of a few, none of them drawn dark."""
    return Segmented(options, strong=(), says=says, name=name)
