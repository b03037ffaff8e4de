"""Finds a symptom: a few letters, or a tap in the list."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.models.rules.pack import Pack
from app.ui.reactions import care_words
from app.ui.shown import Offered
from app.ui.widgets.card import ScrollPane, column
from app.ui.widgets.choice import ChoiceGrid
from app.ui.widgets.fields import TextField
from app.ui.widgets.text import Role, Text


class SymptomPicker(QWidget):
    """The protocol's symptoms in the nurse's words, the dangerous first; `chosen` gives the key.

    Enter in the search takes the first one found, and `typed_in` says that the keyboard goes on.
    """

    chosen = Signal(str)
    typed_in = Signal()

    def __init__(self, pack: Pack, *, columns: int = 3, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("symptom-picker")
        self._pack = pack
        self._key = ""
        self.search = TextField("Find a symptom", hint="a few letters", name="symptom-search")
        self.search.changed.connect(self._find)
        self.search.entered.connect(self._take_first)
        self.grid = ChoiceGrid(columns=columns, name="symptoms")
        self.grid.changed.connect(lambda keys: self._tapped(keys[0]))
        self.first = ChoiceGrid(columns=columns, name="symptoms-stop")
        self.first.changed.connect(lambda keys: self._tapped(keys[0]))
        self._stop = Text(care_words.STOP_HEADING, Role.LABEL, name="symptom-stop-heading")
        self._rest = Text("Others", Role.LABEL, name="symptom-rest-heading")
        self._nothing = Text(care_words.NO_MATCH, Role.SECOND, wrap=True, name="symptom-nothing")
        self._pane = ScrollPane(spacing=10, name="symptom-pane")
        for part in (self._nothing, self._stop, self.first, self._rest, self.grid):
            self._pane.body.addWidget(part)
        self._pane.body.addStretch(1)
        self._pane.body.setContentsMargins(0, 0, 10, 0)
        self.setLayout(column(self.search, self._pane, spacing=12))
        self._find("")

    def key(self) -> str:
        """The symptom chosen, "" while none is."""
        return self._key

    def clear(self) -> None:
        """Nothing chosen, nothing typed, ready for another one."""
        self._key = ""
        self.search.set_text("")
        self._find("")

    def fit_into(self, room: int, below: Iterable[QWidget], lowest: int) -> None:
        """As high as its list wants and the room allows; what is shown below takes its part."""
        taken = sum(part.sizeHint().height() + 12 for part in below if not part.isHidden())
        wanted = self.search.sizeHint().height() + 12 + self._pane.inside.sizeHint().height() + 4
        self.setFixedHeight(max(lowest, min(room - taken, wanted)))

    def _find(self, words: str) -> None:
        found = care_words.find(self._pack, words)
        first, rest = care_words.grouped(self._pack)
        if words.strip():
            first, rest = (), found or care_words.otherwise(self._pack)
        self._nothing.setVisible(not found)
        for grid, offered in ((self.first, first), (self.grid, rest)):
            grid.show_choices([Offered(item.key, item.name) for item in offered])
        for part in (self._stop, self.first, self._rest):
            part.setVisible(bool(first))
        self._show_chosen()
        self._pane.verticalScrollBar().setValue(0)

    def _take_first(self) -> None:
        found = care_words.find(self._pack, self.search.text())
        if self.search.text() and found:
            self._tapped(found[0].key)
            self.typed_in.emit()

    def _tapped(self, key: str) -> None:
        self._key = key
        self._show_chosen()
        self.chosen.emit(key)

    def _show_chosen(self) -> None:
        for grid in (self.first, self.grid):
            grid.set_chosen((self._key,))

    def focus_search(self) -> None:
        """Begin with the keyboard."""
        self.search.setFocus(Qt.FocusReason.TabFocusReason)
