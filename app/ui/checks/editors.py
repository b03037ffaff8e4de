"""How a question of a check is answered, by its kind: a tap, or a field that is saved."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.models.checks.values import WITHOUT_RESULT
from app.models.rules.checks import Kind
from app.ui.asking import figures
from app.ui.checks import typed_words
from app.ui.checks.words import Line
from app.ui.shown import Offered
from app.ui.theme import Px, Weight, font
from app.ui.widgets import drawing
from app.ui.widgets.button import Button
from app.ui.widgets.card import column, row
from app.ui.widgets.choice import ChoiceGrid, Segmented
from app.ui.widgets.fields import DateField, PickField, TextField
from app.ui.widgets.text import Role, Text

SIDE_BY_SIDE = 320
"""Pixels of words up to which the answers stand in a line beside their question."""

WIDEST = 150
"""Pixels of a name on its button, so that two of them leave room for another one."""


class Editor(QWidget):
    """Answers one question; `given` comes with the answer, to be recorded at once.

    A `wide` one stands below its question; a `named` one says the question itself.
    """

    given = Signal(object)
    wide = True
    named = False

    def __init__(self, line: Line) -> None:
        super().__init__()
        self.setObjectName(f"answer-{line.key}")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(8)

    def show_value(self, value: Any) -> None:
        """Show what is on record, or nothing; emits nothing."""
        raise NotImplementedError

    def show_refused(self, value: Any) -> None:
        """It was not recorded: show again what is."""
        self.show_value(value)


def editor_for(line: Line) -> Editor:
    """The editor of the line's kind."""
    match line.kind:
        case Kind.TEXT | Kind.PERSON:
            return _TextEditor(line)
        case Kind.NUMBER:
            return _NumberEditor(line)
        case Kind.DATE:
            return _DateEditor(line)
        case Kind.DATED_RESULT:
            return _ResultEditor(line)
        case Kind.DRUG_LINE:
            return _DrugEditor(line)
        case _:
            return _TapEditor(line) if _narrow(line) else _GridEditor(line)


def _narrow(line: Line) -> bool:
    face = font(Px.DETAIL, Weight.Bold)
    words = sum(drawing.width_of(option.label, face) for option in line.options)
    return line.kind is not Kind.SEVERAL and words <= SIDE_BY_SIDE


class _TapEditor(Editor):
    wide = False

    def __init__(self, line: Line) -> None:
        super().__init__(line)
        self._parts = Segmented(
            line.options, strong=line.strong, says=line.ask, name=f"answer-{line.key}"
        )
        self._parts.chosen.connect(lambda key: self.given.emit(key))
        self.column.addWidget(self._parts)

    def show_value(self, value: Any) -> None:
        self._parts.set_choice(value)


class _GridEditor(Editor):
    def __init__(self, line: Line) -> None:
        super().__init__(line)
        self._several = line.kind is Kind.SEVERAL
        self._grid = ChoiceGrid(
            line.options, several=self._several, columns=3, name=f"answer-{line.key}"
        )
        self._grid.changed.connect(self._changed)
        self.column.addWidget(self._grid)

    def show_value(self, value: Any) -> None:
        self._grid.set_chosen(value if isinstance(value, list) else [value])

    def _changed(self, keys: tuple[str, ...]) -> None:
        self.given.emit(list(keys) if self._several else keys[0])


class _Saved(Editor):
    """Something typed: it is recorded with Enter, or with the button beside it."""

    named = True

    def __init__(self, line: Line) -> None:
        super().__init__(line)
        self.save = Button("Save", name=f"save-{line.key}")
        self.save.clicked.connect(self.give)

    def show_refused(self, value: Any) -> None:
        """What was typed stays, to be put right."""

    def give(self) -> None:
        """Send what is typed."""
        self.given.emit(self.typed())

    def typed(self) -> Any:
        """The answer as it is typed."""
        raise NotImplementedError

    def lay(self, *parts: QWidget) -> None:
        """Fields in a line, level with what is tapped beside them."""
        line = row(spacing=10)
        for part in parts:
            if isinstance(part, Button | Segmented):
                line.addLayout(column(Text(" ", Role.LABEL), part, None, spacing=6))
            else:
                line.addWidget(part, 1, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(line)

    def text(self, line: Line, part: str, label: str, hint: str = "") -> TextField:
        """A field of this answer, that sends it with Enter."""
        field = TextField(label, hint=hint, name=f"answer-{line.key}{part}")
        field.entered.connect(self.give)
        return field


class _TextEditor(_Saved):
    def __init__(self, line: Line) -> None:
        super().__init__(line)
        self.named = not line.options
        self._field = self.text(line, "", line.ask if self.named else "Name")
        offered = []
        for number, option in enumerate(line.options):
            label = drawing.shorten(option.label, font(Px.BODY, Weight.DemiBold), WIDEST)
            button = Button(label, name=f"answer-{line.key}-{number}")
            button.setToolTip(option.label)
            button.clicked.connect(lambda _on=False, key=option.key: self.given.emit(key))
            offered.append(button)
        self.lay(*offered, self._field, self.save)

    def show_value(self, value: Any) -> None:
        self._field.set_text(value or "")

    def typed(self) -> Any:
        return self._field.text()


class _NumberEditor(_Saved):
    def __init__(self, line: Line) -> None:
        super().__init__(line)
        several = len(line.units) > 1
        unit = "" if several or not line.units else f", {line.units[0]}"
        self._field = self.text(line, "", f"{line.ask}{unit}")
        self._only = line.units[0] if len(line.units) == 1 else ""
        named = [Offered(unit, unit) for unit in line.units]
        self._unit = Segmented(tuple(named), name=f"unit-{line.key}") if several else None
        parts = [self._field, *([self._unit] if self._unit else []), self.save]
        self.lay(*parts)

    def show_value(self, value: Any) -> None:
        self._field.set_text(f"{value['number']:g}" if value else "")
        if self._unit:
            self._unit.set_choice(value["unit"] if value else None)

    def typed(self) -> Any:
        unit = self._unit.choice() if self._unit else self._only
        return {"number": figures.number(self._field.text()), "unit": unit or ""}


class _DateEditor(_Saved):
    def __init__(self, line: Line) -> None:
        super().__init__(line)
        self._field = DateField(line.ask, name=f"answer-{line.key}")
        self._field.entered.connect(self.give)
        self.lay(self._field, self.save)

    def show_value(self, value: Any) -> None:
        self._field.set_date(typed_words.day(value))

    def typed(self) -> Any:
        day = self._field.date()
        return day.isoformat() if day else None


class _ResultEditor(_Saved):
    """A result as the lab printed it; while there is none, its flag alone is the answer."""

    def __init__(self, line: Line) -> None:
        super().__init__(line)
        self._value = self.text(line, "-value", line.ask, "as printed")
        named = tuple(Offered(unit, unit) for unit in line.units)
        self._unit = PickField("Unit", named, name=f"answer-{line.key}-unit")
        if len(line.units) == 1:
            self._unit.set_picked(line.units[0])
        self._unit.setVisible(bool(line.units))
        self._date = DateField("Sample taken", name=f"answer-{line.key}-date")
        self._date.entered.connect(self.give)
        self._range = self.text(line, "-range", "Range, as printed")
        flags = tuple(one for one in line.options if one.key not in WITHOUT_RESULT)
        self._flag = PickField("Flag, as printed", flags, name=f"answer-{line.key}-flag")
        self.lay(self._value, self._unit, self._date)
        self.lay(self._range, self._flag, self.save)
        without = [one for one in line.options if one.key in WITHOUT_RESULT]
        self._without = Segmented(
            tuple(without), strong=line.strong, says=line.ask, name=f"without-{line.key}"
        )
        self._without.chosen.connect(lambda flag: self.given.emit({"flag": flag}))
        self.column.addWidget(self._without, 0, Qt.AlignmentFlag.AlignLeft)

    def show_value(self, value: Any) -> None:
        found = value or {}
        flag = found.get("flag")
        self._value.set_text(found.get("value", ""))
        self._range.set_text(found.get("range", ""))
        self._date.set_date(typed_words.day(found.get("date")))
        if found.get("unit"):
            self._unit.set_picked(found["unit"])
        self._flag.set_picked(None if flag in WITHOUT_RESULT else flag)
        self._without.set_choice(flag if flag in WITHOUT_RESULT else None)

    def typed(self) -> Any:
        day = self._date.date()
        return {
            "value": self._value.text(),
            "unit": self._unit.picked_key() or "",
            "date": day.isoformat() if day else None,
            "range": self._range.text(),
            "flag": self._flag.picked_key() or "",
        }


class _DrugEditor(_Saved):
    PARTS = (("drug", "Medicine"), ("dose", "Dose"), ("route", "Route"), ("when", "Last dose"))
    named = False

    def __init__(self, line: Line) -> None:
        super().__init__(line)
        self._fields = {key: self.text(line, f"-{key}", label) for key, label in self.PARTS}
        self.lay(*self._fields.values(), self.save)

    def show_value(self, value: Any) -> None:
        for key, field in self._fields.items():
            field.set_text((value or {}).get(key, ""))

    def typed(self) -> Any:
        return {key: field.text() for key, field in self._fields.items()}
