"""A nurse's hand: finds what is on the screen by its name, taps it, types, and takes pictures."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QPlainTextEdit, QWidget

from app.ui.program import NO_SCREEN
from app.ui.widgets.choice import ChoiceGrid
from app.ui.widgets.pdf_pages import PdfPages


class NotOnTheScreen(AssertionError):
    """What the hand looked for is not there, hidden or disabled."""


class Hand:
    """Works a window with mouse and keyboard; touches only what is visible and enabled."""

    def __init__(self, window: QWidget, folder: Path) -> None:
        self.window = window
        self._folder = folder
        self._taken = 0
        self._defects: list[BaseException] = []
        sys.excepthook = lambda _kind, error, _trace: self._defects.append(error)
        qInstallMessageHandler(self._qt_said)

    # -------------------------------------------------------------------------------- finding

    def see(self, name: str, within: str = "") -> QWidget:
        """The visible widget of that name; the one on top where there are several."""
        self.settle()
        root = self.see(within) if within else self.window
        found = [item for item in root.findChildren(QWidget, name) if item.isVisible()]
        if not found:
            raise NotOnTheScreen(f"{name} is not on the screen")
        return found[-1]

    def pages(self, name: str) -> int:
        """How many pages a preview shows."""
        preview = self.see(name)
        assert isinstance(preview, PdfPages)
        return preview.page_count()

    def sees(self, name: str) -> bool:
        """Whether it is there."""
        self.settle()
        return any(item.isVisible() for item in self.window.findChildren(QWidget, name))

    # --------------------------------------------------------------------------------- touching

    def tap(self, name: str, within: str = "") -> None:
        """Tap it once, in its middle."""
        target = self.see(name, within)
        if not target.isEnabled():
            raise NotOnTheScreen(f"{name} is disabled")
        self._rest()
        QTest.mouseClick(target, Qt.MouseButton.LeftButton)
        self.settle()

    def choose(self, grid: str, *keys: str) -> None:
        """Tap these choices of a grid."""
        found = self.see(grid)
        assert isinstance(found, ChoiceGrid), f"{grid} is a {type(found).__name__}"
        for key in keys:
            tile = next(
                (
                    item
                    for item in found.findChildren(QWidget)
                    if item.objectName().endswith(f"-{key}")
                ),
                None,
            )
            if tile is None:
                names = [item.objectName() for item in found.findChildren(QWidget)]
                raise NotOnTheScreen(f"{grid} has no {key}: {names}")
            self._rest()
            QTest.mouseClick(tile, Qt.MouseButton.LeftButton)
        self.settle()

    def type(self, name: str, text: str) -> None:
        """Type into the field of that name, or into the line inside it."""
        target = self.see(name)
        if not isinstance(target, QLineEdit | QPlainTextEdit):
            inner = target.findChild(QLineEdit) or target.findChild(QPlainTextEdit)
            target = inner or target
        target.setFocus(Qt.FocusReason.MouseFocusReason)
        if isinstance(target, QLineEdit):
            target.selectAll()
        self._keys(target, text)
        self.settle()

    def _keys(self, target: QWidget, text: str) -> None:
        for sign in text:
            if sign.isascii():
                QTest.keyClicks(target, sign)
            elif isinstance(target, QLineEdit):
                target.insert(sign)  # a letter this keyboard has no key for: the input method's way
            else:
                raise ValueError(sign)

    def press(self, key: Qt.Key) -> None:
        """Press a key wherever the focus is."""
        QTest.keyClick(QApplication.focusWidget() or self.window, key)
        self.settle()

    def tap_row(self, name: str, row: int) -> None:
        """Tap a row of a list."""
        view = self.see(name)
        assert isinstance(view, QAbstractItemView)
        index = view.model().index(row, 0)
        view.scrollTo(index)
        self._rest()
        QTest.mouseClick(
            view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center()
        )
        self.settle()

    def pin(self, digits: str) -> None:
        """Type a PIN on the pad that is shown."""
        pad = self.see("pin-pad")
        QTest.keyClicks(pad, digits)
        QTest.keyClick(pad, Qt.Key.Key_Return)
        self.settle()

    # ---------------------------------------------------------------------------------- looking

    def picture(self, name: str) -> Path:
        """A numbered picture of the window as it is."""
        self._taken += 1
        path = self._folder / f"{self._taken:02}-{name}.png"
        self.settle()
        QTest.mouseMove(self.window, QPoint(2, 2))
        self.settle()
        if not self.window.grab().save(str(path)):
            raise OSError(f"{path} was not written")
        return path

    def settle(self) -> None:
        """Let Qt do what it has to do."""
        app = QApplication.instance()
        assert app is not None
        for _ in range(3):
            app.processEvents()
            app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        if self._defects:
            raise self._defects[0]

    def wait_for(self, happened: Callable[[], bool], seconds: float = 20) -> None:
        """Let a worker finish, at most that long."""
        for _ in range(int(seconds * 100)):
            self.settle()
            if happened():
                self.settle()
                return
            QTest.qWait(10)
        raise NotOnTheScreen("a worker did not finish")

    def _qt_said(self, kind: QtMsgType, _context: object, text: str) -> None:
        """A warning of Qt's is a defect; that there is no screen is none."""
        if kind is not QtMsgType.QtDebugMsg and NO_SCREEN not in text:
            self._defects.append(RuntimeError(f"Qt: {text}"))

    def _rest(self) -> None:
        """A hand is not a double tap: the second tap on one thing comes later."""
        QTest.qWait(1)
