"""Fields to type in: a label above, what is wrong below, and no change by scrolling."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.models.fields import LONGEST_LINE
from app.models.moment import full_date, long_date
from app.ui.shown import Offered
from app.ui.theme import Glyph, font, paint_glyph, tokens
from app.ui.widgets.dates import read_date
from app.ui.widgets.text import Role, Text


class _Labelled(QWidget):
    """A label, the thing itself, and a line below for what is wrong or understood."""

    def __init__(
        self, label: str, inner: QWidget, name: str, parent: QWidget | None
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._label = Text(label, Role.LABEL)
        self._inner = inner
        inner.setObjectName(f"{name}-input")
        inner.setAccessibleName(label)
        inner.setFont(font())
        self._below = Text("", Role.LABEL, wrap=True, name=f"{name}-below")
        self._below.hide()
        self.setFocusProxy(inner)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for part in (self._label, inner, self._below):
            column.addWidget(part)

    def set_label(self, label: str) -> None:
        """Ask for something else."""
        self._label.set_text(label)
        self._inner.setAccessibleName(label)

    def show_refused(self, sentence: str) -> None:
        """Say in a sentence what cannot be taken; "" takes it back."""
        self._show_below(sentence, refused=bool(sentence))

    def show_read(self, sentence: str) -> None:
        """Say below how it was understood; "" says nothing."""
        self._show_below(sentence, refused=False)

    def _show_below(self, sentence: str, *, refused: bool) -> None:
        self._below.set_text(sentence)
        self._below.set_tone("ink" if refused else "second")
        self._below.setVisible(bool(sentence))
        self._inner.setAccessibleDescription(sentence)
        if bool(self._inner.property("refused")) != refused:
            self._inner.setProperty("refused", refused)
            self._inner.style().unpolish(self._inner)
            self._inner.style().polish(self._inner)


class TextField(_Labelled):
    """One line of text; `entered` comes with Enter."""

    changed = Signal(str)
    entered = Signal()

    def __init__(
        self,
        label: str,
        *,
        hint: str = "",
        secret: bool = False,
        longest: int = LONGEST_LINE,
        name: str = "text-field",
        parent: QWidget | None = None,
    ) -> None:
        self.line = QLineEdit()
        super().__init__(label, self.line, name, parent)
        self.line.setPlaceholderText(hint)
        self.line.setMaxLength(longest)
        if secret:
            self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.textEdited.connect(self._edited)
        self.line.returnPressed.connect(self.entered)

    def text(self) -> str:
        """What was typed, without the blanks around it."""
        return self.line.text().strip()

    def set_text(self, text: str) -> None:
        """Show this; emits nothing."""
        self.line.setText(text)

    def _edited(self, _text: str) -> None:
        self.show_refused("")
        self.changed.emit(self.text())


class NoteField(_Labelled):
    """Several lines of text."""

    changed = Signal(str)

    def __init__(
        self,
        label: str,
        *,
        hint: str = "",
        lines: int = 4,
        name: str = "note-field",
        parent: QWidget | None = None,
    ) -> None:
        self.area = QPlainTextEdit()
        super().__init__(label, self.area, name, parent)
        self.area.setPlaceholderText(hint)
        self.area.setTabChangesFocus(True)
        self.area.setFixedHeight(24 * lines + 24)
        self.area.textChanged.connect(lambda: self.changed.emit(self.text()))

    def text(self) -> str:
        """What was typed, without the blanks around it."""
        return self.area.toPlainText().strip()

    def set_text(self, text: str) -> None:
        """Show this instead."""
        self.area.setPlainText(text)


class DateField(TextField):
    """A typed day, read generously and said back in full; `dated` gives the day or None."""

    dated = Signal(object)

    def __init__(
        self,
        label: str,
        *,
        month_alone: bool = False,
        name: str = "date-field",
        parent: QWidget | None = None,
    ) -> None:
        hint = "11-2027 as Nov 2027" if month_alone else "2 Apr 1986"
        super().__init__(label, hint=hint, longest=30, name=name, parent=parent)
        self._month_alone = month_alone
        self.line.editingFinished.connect(self._left)

    def date(self) -> dt.date | None:
        """The day typed, None when nothing or nothing readable was."""
        return read_date(self.text(), month_alone=self._month_alone)

    def set_date(self, day: dt.date | None) -> None:
        """Show a day; emits nothing."""
        self.set_text(full_date(day) if day else "")
        self._show_below(long_date(day) if day else "", refused=False)

    def _edited(self, text: str) -> None:
        super()._edited(text)
        day = self.date()
        self._show_below(long_date(day) if day else "", refused=False)
        self.dated.emit(day)

    def _left(self) -> None:
        if self.text() and self.date() is None:
            example = "Nov 2027" if self._month_alone else "2 Apr 1986 or 1986-04-02"
            self.show_refused(f"Not a day that can be read. Write it as {example}.")


class _StillBox(QComboBox):
    """A list to pick from that scrolling over it never changes."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        with QPainter(self) as painter:
            spot = QRectF(self.width() - 34, self.height() / 2 - 9, 18, 18)
            paint_glyph(painter, Glyph.DOWN, spot, tokens().ink2)


class PickField(_Labelled):
    """One of many, picked from a list; nothing is picked beforehand."""

    picked = Signal(str)

    def __init__(
        self,
        label: str,
        choices: Sequence[Offered] = (),
        *,
        hint: str = "Choose",
        name: str = "pick-field",
        parent: QWidget | None = None,
    ) -> None:
        self.box = _StillBox()
        super().__init__(label, self.box, name, parent)
        self.box.setPlaceholderText(hint)
        self.box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.box.setMaxVisibleItems(8)
        self.box.activated.connect(self._picked)
        self.box.currentIndexChanged.connect(lambda _place: self._show_empty())
        self.show_choices(choices)

    def show_choices(self, choices: Sequence[Offered]) -> None:
        """Offer these instead, with none picked."""
        self.box.clear()
        for choice in choices:
            self.box.addItem(choice.label, choice.key)
        self.box.setCurrentIndex(-1)
        self._show_empty()

    def picked_key(self) -> str | None:
        """The key picked, None while nothing is."""
        return self.box.currentData()

    def set_picked(self, key: str | None) -> None:
        """Show what was picked; emits nothing."""
        self.box.setCurrentIndex(self.box.findData(key) if key is not None else -1)

    def _show_empty(self) -> None:
        """The hint is paler than a choice."""
        self.box.setProperty("empty", self.box.currentIndex() < 0)
        self.box.style().unpolish(self.box)
        self.box.style().polish(self.box)

    def _picked(self, _place: int) -> None:
        self.show_refused("")
        self.picked.emit(self.box.currentData())
