"""Asks at once whether a headache or neck pain was sudden: it may be a stroke."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.ui.presenters import care
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.card import Aside, row
from app.ui.widgets.text import Role, Text


class SuddenQuestion(Aside):
    """Hidden until a symptom calls for it; `usual` is the answer no, `stroke` the answer yes."""

    usual = Signal()
    stroke = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(name="sudden-question", parent=parent)
        self._question = Text("", Role.STRONG, wrap=True, name="sudden-words")
        self.no = Button("No: not sudden", name="sudden-no")
        self.no.clicked.connect(lambda: self.usual.emit())
        self.yes = Button("Yes: stroke signs", Kind.DANGER, name="sudden-yes")
        self.yes.clicked.connect(lambda: self.stroke.emit())
        self.body.addWidget(self._question)
        self.body.addLayout(row(self.no, self.yes, None, spacing=10))
        self.hide()

    def ask_about(self, symptom: str) -> bool:
        """Ask, if this symptom calls for it; whether it does."""
        question = care.SUDDEN.get(symptom, "")
        self._question.set_text(question)
        self.setVisible(bool(question))
        return bool(question)

    def focus_first(self) -> None:
        """Go on here with the keyboard."""
        self.no.setFocus(Qt.FocusReason.TabFocusReason)
