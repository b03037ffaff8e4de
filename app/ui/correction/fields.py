"""The fields of an entry under correction: numbers by keypad, the rest as it is best entered."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.correction.kinds import Field, Kind
from app.ui.correction.words import ANSWERS
from app.ui.shown import Measure, Offered
from app.ui.widgets.choice import ChoiceGrid, QuestionRow
from app.ui.widgets.fields import DateField, NoteField, PickField, TextField
from app.ui.widgets.keypad import Keypad
from app.ui.widgets.number_tile import NumberTile
from app.ui.widgets.text import Role, Text

LONGEST = 5


class CorrectFields(QWidget):
    """Shows each field with what it was; `entered` gives only what somebody has put in.

    `time` is the field for the right time, which stands last.
    """

    changed = Signal()

    def __init__(
        self, fields: tuple[Field, ...], time: TextField, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("correct-fields")
        self.tiles: dict[str, NumberTile] = {}
        self._others: dict[str, QWidget] = {}
        self._answers: dict[str, QuestionRow] = {}
        self._fields = {field.name: field for field in fields}
        numbers = [field for field in fields if field.kind is Kind.NUMBER]
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addLayout(self._numbers(numbers))
        self._small = QGridLayout()
        self._small.setHorizontalSpacing(12)
        self._small.setVerticalSpacing(12)
        for field in fields:
            if field.kind is not Kind.NUMBER:
                self._add(field, left)
        left.addLayout(self._small)
        self._place(time)
        left.addStretch(1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(26)
        whole.addLayout(left, 1)
        if numbers:
            pad = Keypad(last="Next" if len(numbers) > 1 else None, key=56)
            pad.serve(tuple(self.tiles.values()))
            pad.setFixedWidth(300)
            whole.addWidget(pad, 0, Qt.AlignmentFlag.AlignTop)

    def _numbers(self, numbers: list[Field]) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(12)
        for place, field in enumerate(numbers):
            small = field.unit and not field.unit.startswith("mL") and field.name != "number"
            longest = max(3, field.figures) if small else LONGEST
            decimals = 1 if field.decimals is None else field.decimals
            measure = Measure(field.name, field.label, field.unit, decimals, longest)
            stands = field.was if field.value is not None else ""
            tile = NumberTile(measure, field.was, ghost=stands)
            tile.changed.connect(lambda _text: self.changed.emit())
            grid.addWidget(tile, *divmod(place, 2 if len(numbers) > 1 else 1))
            self.tiles[field.name] = tile
        return grid

    def _add(self, field: Field, to: QVBoxLayout) -> None:
        name = f"correct-{field.name}"
        was = f"was {field.was}" if field.was else ""
        if field.kind is Kind.ANSWERS:
            self._add_answers(field, to)
            return
        made: QWidget
        match field.kind:
            case Kind.PICK:
                choices = [Offered(*choice) for choice in field.choices]
                pick = PickField(field.label, choices, hint=was, name=name)
                pick.picked.connect(lambda _key: self.changed.emit())
                made = pick
            case Kind.SEVERAL:
                to.addWidget(Text(f"{field.label} · {was}", Role.LABEL, wrap=True))
                grid = ChoiceGrid(
                    [Offered(*choice) for choice in field.choices], several=True, name=name
                )
                grid.set_chosen(field.value)
                grid.changed.connect(lambda _keys: self.changed.emit())
                made = grid
            case Kind.DAY:
                day = DateField(f"{field.label} · {was}", month_alone=True, name=name)
                day.dated.connect(lambda _day: self.changed.emit())
                made = day
            case Kind.WORDS:
                words = NoteField(field.label, lines=2, name=name)
                words.set_text(field.value)
                words.changed.connect(lambda _text: self.changed.emit())
                made = words
            case _:
                line = TextField(field.label, hint=was, name=name)
                line.changed.connect(lambda _text: self.changed.emit())
                made = line
        self._others[field.name] = made
        if isinstance(made, NoteField | ChoiceGrid):
            to.addWidget(made)
        else:
            self._place(made)

    def _place(self, made: QWidget) -> None:
        self._small.addWidget(
            made, *divmod(self._small.count(), 2), alignment=Qt.AlignmentFlag.AlignTop
        )
        for column in (0, 1):
            self._small.setColumnStretch(column, 1)

    def _add_answers(self, field: Field, to: QVBoxLayout) -> None:
        for key, question in field.choices:
            row = QuestionRow(
                question, [Offered(*answer) for answer in ANSWERS], name=f"again-{key}"
            )
            row.answer.set_choice(field.value[key])
            row.chosen.connect(lambda _key: self.changed.emit())
            to.addWidget(row)
            self._answers[key] = row

    def numbers(self) -> dict[str, float]:
        """The numbers typed, by field."""
        typed = {}
        for name, tile in self.tiles.items():
            try:
                typed[name] = float(tile.text())
            except ValueError:
                continue
        return typed

    def entered(self) -> dict[str, Any]:
        """What was entered, by field; what nobody touched is left out or as it was."""
        found: dict[str, Any] = dict(self.numbers())
        for name, made in self._others.items():
            match made:
                case PickField():
                    found[name] = made.picked_key()
                case ChoiceGrid():
                    found[name] = made.chosen()
                case DateField():
                    day = made.date()
                    found[name] = day.isoformat() if day else None
                case NoteField():
                    found[name] = made.text()
                case TextField():
                    found[name] = made.text() or None
        if self._answers:
            found["answers"] = {key: row.answer.choice() for key, row in self._answers.items()}
        return found

    def unreadable(self) -> str:
        """A day that cannot be read, as a sentence; "" when all can."""
        for name, made in self._others.items():
            if isinstance(made, DateField) and made.text() and made.date() is None:
                return f"{self._fields[name].label}: not a day that can be read."
        return ""
