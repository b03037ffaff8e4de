"""Signing in by figures: dots for what was typed, and the keypad."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.ui.theme import tokens
from app.ui.widgets import drawing
from app.ui.widgets.button import Button, Kind, wide
from app.ui.widgets.keypad import Keypad
from app.ui.widgets.text import Role, Text


class PinPad(QWidget):
    """A PIN by finger or keyboard; Enter or the button emits it, and it is forgotten at once."""

    entered = Signal(str)

    def __init__(
        self, *, shortest: int = 4, longest: int = 8, action: str = "Sign in", key: int = 64,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setObjectName("pin-pad")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._typed = ""
        self._waits = False
        self._shortest, self._longest = shortest, longest
        self._dots = _Dots(self)
        self._note = Text("", Role.LABEL, wrap=True, name="pin-note")
        self._note.setAlignment(drawing.CENTRE)
        self._note.setMinimumHeight(22)
        self._pad = Keypad(point=False, last=None, key=key)
        self._pad.digit.connect(self._add)
        self._pad.erased.connect(self._erase)
        self.go = wide(Button(action, Kind.MAIN, height=60, name="pin-enter"))
        self.go.clicked.connect(self._enter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for part in (self._dots, self._note, self._pad, self.go):
            column.addWidget(part)
        self._show()

    def show_refused(self, sentence: str) -> None:
        """Say why it was not taken, and begin anew."""
        self.clear()
        self._note.set_text(sentence)

    def show_wait(self, sentence: str) -> None:
        """While there is a sentence it stands here and nothing can be typed; "" ends the wait."""
        over, self._waits = self._waits and not sentence, bool(sentence)
        self.setEnabled(not self._waits)
        if self._waits:
            self.show_refused(sentence)
        elif over:
            self.clear()
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Forget what was typed."""
        self._typed = ""
        self._note.set_text("")
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits, Backspace and Enter from the keyboard."""
        sign = event.text()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self._enter()
        elif event.key() == Qt.Key.Key_Backspace:
            self._erase()
        elif len(sign) == 1 and sign in "0123456789":
            self._add(sign)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A tap anywhere brings the keyboard here."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The dots show who has the keyboard."""
        super().focusInEvent(event)
        self._dots.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The dots show that it went."""
        super().focusOutEvent(event)
        self._dots.update()

    def _add(self, sign: str) -> None:
        if len(self._typed) < self._longest:
            self._typed += sign
        self._note.set_text("")
        self._show()

    def _erase(self) -> None:
        self._typed = self._typed[:-1]
        self._show()

    def _enter(self) -> None:
        if len(self._typed) < self._shortest:
            self._note.set_text(f"At least {self._shortest} figures.")
            return
        typed = self._typed
        self.clear()
        self.entered.emit(typed)

    def _show(self) -> None:
        self.setAccessibleName(f"PIN, {len(self._typed)} figures typed")
        self.go.setEnabled(len(self._typed) >= self._shortest)
        self._dots.show_count(len(self._typed), self._shortest)


class _Dots(QWidget):
    def __init__(self, pad: PinPad) -> None:
        super().__init__(pad)
        self._pad, self._count, self._places = pad, 0, 4
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_count(self, count: int, shortest: int) -> None:
        self._count, self._places = count, max(count, shortest)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(220, 56)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = tokens()
        area = QRectF(self.rect())
        with QPainter(self) as painter:
            here = self._pad.hasFocus()
            edge = look.accent if here else look.edge
            drawing.box(painter, area, fill=look.surface, edge=edge, width=3 if here else 1)
            left = area.center().x() - (self._places * 28 - 12) / 2
            for place in range(self._places):
                spot = QRectF(left + place * 28, area.center().y() - 8, 16, 16)
                if place < self._count:
                    drawing.box(painter, spot, fill=look.ink, radius=8)
                else:
                    drawing.box(painter, spot, edge=look.edge, width=2, radius=8)
