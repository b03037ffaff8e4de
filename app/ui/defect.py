"""The calm sheet when something failed that nobody expected: the record is safe, and the way on."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWidget

from app.errors import WorldError
from app.ui.widgets.sheet import Sheet
from app.ui.widgets.text import Role, Text

NAME = "defect"

MAIN_WINDOW = "main-window"
"""The object name of the program's window."""

SAFE = "Everything recorded before this moment is safe."

LOOK = (
    "The last thing you did may not be recorded. Look at the day so far, and record it again if "
    "it is missing. IT finds the details in the program's log."
)


def show_defect() -> None:
    """A defect of the program: say that the record is safe, and what to look at."""
    _show("Something went wrong in the program", SAFE, LOOK)


def show_world_error(error: WorldError) -> None:
    """The disk, the file system or another program failed: say it in its own words."""
    _show(error.what.rstrip("."), error.why, f"{error.do} {SAFE}")


def _show(title: str, strong: str, said: str) -> None:
    window = _window()
    if window is None or window.findChild(Sheet, NAME):
        return
    sheet = Sheet(window, title, "Go on", name=NAME, cancel="Close")
    sheet.body.addWidget(Text(strong, Role.STRONG, wrap=True))
    sheet.body.addWidget(Text(said, Role.BODY, wrap=True))
    sheet.cancel.hide()
    sheet.accepted.connect(sheet.close_sheet)
    sheet.closed.connect(sheet.deleteLater)
    sheet.open()


def _window() -> QWidget | None:
    """The program's own window, before any dialog over it; without one there is nobody to tell."""
    visible = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    own = (widget for widget in visible if widget.objectName() == MAIN_WINDOW)
    return next(own, None) or QApplication.activeWindow() or next(iter(visible), None)
