"""Looking for a patient: words at the top, whom they find below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.patients.words import MOST_FOUND, Candidate
from app.ui.widgets.button import Button
from app.ui.widgets.card import ScrollPane, row, take_out
from app.ui.widgets.fields import TextField
from app.ui.widgets.patient_row import PatientRow
from app.ui.widgets.text import Role, Text


class FindPage(QWidget):
    """Searches as one types (`wanted`); a row emits `chosen`, the button `new_asked`."""

    wanted = Signal(str)
    chosen = Signal(str)
    new_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("find-page")
        self._rows: list[PatientRow] = []
        self.words = TextField("Name or MRN", name="find-words")
        self.words.changed.connect(self.wanted)
        self.words.entered.connect(self._only_one)
        self.words.line.installEventFilter(self)
        new = Button("New patient", name="find-new")
        new.clicked.connect(lambda: self.new_asked.emit())
        top = row(self.words, new)
        top.setAlignment(new, Qt.AlignmentFlag.AlignBottom)
        self._list = ScrollPane(spacing=8, name="find-list")
        self._list.body.addStretch(1)
        self._note = Text("", Role.SECOND, wrap=True, name="find-note")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(top)
        column.addWidget(self._note)
        column.addWidget(self._list, 1)

    def show_found(self, found: Sequence[Candidate], more: bool) -> None:
        """Show these patients; `more` says that there are others."""
        for shown in self._rows:
            take_out(self._list.body, shown)
        self._rows = [self._row(place, item) for place, item in enumerate(found)]
        if not found:
            nobody = "Nobody of that name or MRN is registered here."
            said = nobody if self.words.text() else "Nobody is registered yet."
        else:
            said = f"The first {MOST_FOUND}. More letters find fewer." if more else ""
        self._note.set_text(said)
        self._note.setVisible(bool(said))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes from the words into the list."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Down
            and self._rows
        ):
            self._rows[0].setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down go from row to row."""
        here = next((place for place, item in enumerate(self._rows) if item.hasFocus()), None)
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if here is None or event.key() not in steps:
            super().keyPressEvent(event)
            return
        to = here + steps[Qt.Key(event.key())]
        if to < 0:
            self.words.setFocus(Qt.FocusReason.TabFocusReason)
        elif to < len(self._rows):
            self._rows[to].setFocus(Qt.FocusReason.TabFocusReason)
            self._list.ensureWidgetVisible(self._rows[to], 0, 8)

    def _row(self, place: int, item: Candidate) -> PatientRow:
        ready = item.next in ("open", "go")
        made = PatientRow(item.id, item.name, item.second, item.course, item.state, ready=ready)
        made.chosen.connect(self.chosen)
        self._list.body.insertWidget(place, made)
        made.show()
        return made

    def _only_one(self) -> None:
        if len(self._rows) == 1:
            self._rows[0].click()
