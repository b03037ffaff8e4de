"""A field for a code off a label or a wristband: figures and letters, typed or scanned."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent

from app.ui.widgets.number_tile import NumberTile

_NOT_TYPING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class CodeTile(NumberTile):
    """A number tile that takes letters too; the keypad types figures into it all the same."""

    def type_sign(self, sign: str) -> None:
        """Take one letter, figure or mark; what would make the code too long is not taken."""
        standing = "" if self._fresh else self._text
        if len(sign) != 1 or not sign.isprintable() or len(standing) >= self.measure.longest:
            return
        self._set(standing + sign)
        self._fresh = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Everything that can be read on a label; Enter goes on, as a scanner sends it."""
        sign = event.text()
        typing = not event.modifiers() & _NOT_TYPING
        if typing and len(sign) == 1 and sign.isprintable():
            self.type_sign(sign)
        else:
            super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        """Room for a dozen signs."""
        return QSize(220, 84)
