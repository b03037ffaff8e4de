"""What stands where there is nothing yet, with the way to change that."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.widgets.button import Button
from app.ui.widgets.text import Role, Text


class EmptyState(QWidget):
    """A title, a sentence and perhaps one button, in the middle of an empty place."""

    acted = Signal()

    def __init__(
        self, title: str, sentence: str = "", action: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("empty-state")
        self._title = Text(title, Role.TITLE)
        self._sentence = Text(sentence, Role.SECOND, wrap=True)
        self.button = Button(action, name="empty-action")
        self.button.setVisible(bool(action))
        self.button.clicked.connect(lambda: self.acted.emit())
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addStretch(1)
        for part in (self._title, self._sentence):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(part)
        column.addSpacing(8)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)

    def show_words(self, title: str, sentence: str = "", action: str = "") -> None:
        """Say something else."""
        self._title.set_text(title)
        self._sentence.set_text(sentence)
        self.button.setText(action)
        self.button.setVisible(bool(action))
