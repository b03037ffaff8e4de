"""Asks why a value was not taken: one tap for the usual reasons, or a few words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.ui.widgets.button import Button
from app.ui.widgets.card import Aside, row
from app.ui.widgets.fields import TextField
from app.ui.widgets.text import Role, Text


class WhyNot(Aside):
    """Hidden until `ask`; `answered` gives the reason."""

    answered = Signal(str)

    def __init__(self, reasons: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(name="why-not", parent=parent)
        self._title = Text("", Role.STRONG, name="why-not-title")
        self.body.addWidget(self._title)
        line = row(spacing=8)
        for reason in reasons:
            button = Button(reason.capitalize(), name=f"why-{reason.replace(' ', '-')}")
            button.clicked.connect(lambda _on=False, reason=reason: self.answered.emit(reason))
            line.addWidget(button)
        line.addStretch(1)
        self.body.addLayout(line)
        self._other = TextField("Another reason", name="why-other")
        self._other.entered.connect(self._typed)
        self.body.addWidget(self._other)
        self.hide()

    def ask(self, what: str) -> None:
        """Ask why this was not taken."""
        self._title.set_text(f"{what} not taken: why?")
        self._other.set_text("")
        self.show()

    def _typed(self) -> None:
        if self._other.text().strip():
            self.answered.emit(self._other.text().strip())
