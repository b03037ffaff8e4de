"""Facts about what runs now, as labels over values with hairlines between."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QWidget

from app.ui.widgets.card import Hairline, column
from app.ui.widgets.text import Role, Text


class FactGrid(QWidget):
    """Facts in two columns or more; what does not fit is cut and told by tooltip."""

    def __init__(
        self, columns: int = 2, *, name: str = "facts", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._columns = columns
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(0)
        for place in range(columns):
            self._grid.setColumnStretch(place, 1)
        self._cells: list[_Cell] = []

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show these facts, each a label and its value, row by row."""
        while len(self._cells) < len(facts):
            cell = _Cell(len(self._cells), self)
            self._grid.addWidget(cell, *divmod(len(self._cells), self._columns))
            self._cells.append(cell)
        for place, cell in enumerate(self._cells):
            cell.setVisible(place < len(facts))
            if place < len(facts):
                cell.show_fact(facts[place])


class _Cell(QWidget):
    def __init__(self, place: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._label = Text("", Role.LABEL)
        self._value = Text("", Role.STRONG, name=f"fact-{place}")
        self.setLayout(column(7, self._label, self._value, 5, Hairline(), spacing=1))

    def show_fact(self, fact: tuple[str, str]) -> None:
        label, value = fact
        self._label.set_text(label)
        self._value.set_text(value)
        self._value.setAccessibleName(f"{label}: {value}")
