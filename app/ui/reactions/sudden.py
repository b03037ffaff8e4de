"""Asks at the tap of a symptom whether it may be a stroke."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.models.rules.danger import StrokeQuestion
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.card import Aside, row
from app.ui.widgets.text import Role, Text


class SuddenQuestion(Aside):
    """Hidden until a symptom calls for it.

    `usual` is the answer no, with what the record says then; `stroke` is yes, with the sign.
    """

    usual = Signal(str)
    stroke = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(name="sudden-question", parent=parent)
        self._question = Text("", Role.STRONG, wrap=True, name="sudden-words")
        self._asked: StrokeQuestion | None = None
        self.no = Button("No", name="sudden-no")
        self.no.clicked.connect(self._is_usual)
        self.yes = Button("Yes: stroke signs", Kind.DANGER, name="sudden-yes")
        self.yes.clicked.connect(self._is_stroke)
        self.body.addWidget(self._question)
        self.body.addLayout(row(self.no, self.yes, None, spacing=10))
        self.hide()

    def ask(self, question: StrokeQuestion | None) -> bool:
        """Ask, if there is a question about the symptom; whether there is."""
        self._asked = question
        self._question.set_text(question.ask if question else "")
        self.setVisible(question is not None)
        return question is not None

    def _is_usual(self) -> None:
        if self._asked:
            self.usual.emit(self._asked.if_no)

    def _is_stroke(self) -> None:
        if self._asked:
            self.stroke.emit(self._asked.if_yes)

    def focus_first(self) -> None:
        """Go on here with the keyboard."""
        self.no.setFocus(Qt.FocusReason.TabFocusReason)
