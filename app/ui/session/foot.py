"""The row of buttons that never moves and never disables."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.ui.asking.wanted import Task
from app.ui.theme import Glyph
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.card import Bar

CARE = (
    (Task.VITALS, "Vitals"),
    (Task.SYMPTOM, "Symptom"),
    (Task.DRUG, "Drug given"),
    (Task.NOTE, "Note"),
)

DANGER = (
    (Task.REACTION, "STOP · reaction", Glyph.SQUARE),
    (Task.STROKE, "STROKE SIGNS", Glyph.WARNING),
)


class Foot(Bar):
    """Vitals, symptom, drug, note; stop and stroke signs. `asked` gives the task."""

    asked = Signal(object)
    tasks = tuple(key for key, _ in CARE) + tuple(key for key, _, _ in DANGER)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Edge.BottomEdge, height=80, parent=parent)
        self.buttons: dict[Task, Button] = {}
        for key, words in CARE:
            self._add(key, Button(words, height=60, name=f"do-{key}"))
        self.buttons[Task.VITALS].setMinimumWidth(170)
        self.row.addStretch(1)
        for key, words, glyph in DANGER:
            self._add(key, Button(words, Kind.DANGER, height=60, glyph=glyph, name=f"do-{key}"))
        for place, key in enumerate(self.tasks, start=2):
            self.buttons[key].setToolTip(f"F{place}")

    def show_main(self, vitals_main: bool) -> None:
        """Vitals is the screen's main action while the patient is watched."""
        self.buttons[Task.VITALS].set_kind(Kind.MAIN if vitals_main else Kind.PLAIN)

    def _add(self, key: Task, button: Button) -> None:
        button.clicked.connect(lambda _on=False, key=key: self.asked.emit(key))
        self.row.addWidget(button)
        self.buttons[key] = button
