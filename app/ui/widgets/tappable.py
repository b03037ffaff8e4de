"""What everything that can be pressed has in common: one tap counts once, and focus is seen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

_QUIET_REASONS = (
    Qt.FocusReason.MouseFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
)


class FocusSeen:
    """Mixed into a widget: `ring_shown` is true while focus came other than by the mouse."""

    ring_shown = False

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring, unless a finger or the mouse brought the focus here."""
        if event.reason() not in _QUIET_REASONS:
            self.ring_shown = True
        super().focusInEvent(event)  # type: ignore[misc]
        self.update()  # type: ignore[attr-defined]

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away, but not when only the window lost the keyboard."""
        if event.reason() not in _QUIET_REASONS[1:]:
            self.ring_shown = False
        super().focusOutEvent(event)  # type: ignore[misc]
        self.update()  # type: ignore[attr-defined]


class Tappable(FocusSeen, QAbstractButton):
    """A painted thing to press: by finger, mouse, Space or Enter; a double tap counts once.

    With `repeats=True` (digits, movers) every tap counts.
    """

    def __init__(self, parent: QWidget | None = None, *, repeats: bool = False) -> None:
        super().__init__(parent)
        self._repeats = repeats
        self._last_tap = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a tap, unless it is the second half of a double one."""
        if self._too_soon(event.timestamp()):
            event.accept()
            return
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a tap; the event's own time is kept, so that no clock need be read."""
        if self.isDown() and self.hitButton(event.position().toPoint()):
            self._last_tap = event.timestamp()
        super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The second tap of two: counts for digits, for nothing else."""
        if self._repeats:
            super().mousePressEvent(event)
        else:
            event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space and Enter press; a key held down does so once."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if not event.isAutoRepeat() and not self._too_soon(event.timestamp()):
                self._last_tap = event.timestamp()
                self.click()
            event.accept()
            return
        super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Nothing happens on letting go: the press has acted already."""
        if event.key() == Qt.Key.Key_Space:
            event.accept()
            return
        super().keyReleaseEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Sizes are asked again when the font changes."""
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
        super().changeEvent(event)

    def _too_soon(self, at: int) -> bool:
        if self._repeats or not at or not self._last_tap:
            return False
        return 0 <= at - self._last_tap < QApplication.doubleClickInterval()
