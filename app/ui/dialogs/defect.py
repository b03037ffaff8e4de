"""The calm window after a defect: the record is safe, and this is the way on."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from app.ui.widgets.sheet import Sheet
from app.ui.widgets.text import Role, Text

SAFE = "Everything recorded before this moment is safe."


def show_defect(sentence: str = "") -> None:
    """Lay the sheet over the window; without a window there is nobody to tell."""
    window = QApplication.activeWindow() or next(iter(QApplication.topLevelWidgets()), None)
    if window is None or window.findChild(Sheet, "defect"):
        return
    sheet = Sheet(
        window, "Something went wrong in the program", "Go on", name="defect", cancel="Close"
    )
    said = sentence or (
        "The last thing you did may not be recorded. Look at the day so far, and record it "
        "again if it is missing. IT finds the details in the program's log."
    )
    for words, role in ((SAFE, Role.STRONG), (said, Role.BODY)):
        sheet.body.addWidget(Text(words, role, wrap=True))
    sheet.accepted.connect(sheet.close_sheet)
    sheet.open()
