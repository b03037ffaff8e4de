"""A count of what waits that can be pressed: it leads to the most urgent of them."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.models.rules.rule import Priority
from app.ui.theme import Px, Weight, font
from app.ui.widgets import drawing
from app.ui.widgets.chip import paint_count
from app.ui.widgets.priority import colours
from app.ui.widgets.tappable import Tappable


class AlarmTag(Tappable):
    """How many things of one priority wait, as a button; hidden when none does."""

    def __init__(
        self, priority: Priority, *, name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._priority = priority
        self.setObjectName(name or f"tag-{priority}")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.hide()

    def set_priority(self, priority: Priority) -> None:
        """The priority of the most urgent of them."""
        if priority is not self._priority:
            self._priority = priority
            self.update()

    def show_count(self, count: int, word: str, leads_to: str = "") -> None:
        """Show "1 overdue"; nothing at all when the count is 0. `leads_to` is where a tap goes."""
        text = f"{count} {word}" if count else ""
        self.setToolTip(f"Opens {leads_to}" if leads_to else "")
        self.setAccessibleName(f"{text}, opens {leads_to}" if leads_to else text)
        if text == self.text():
            return
        self.setText(text)
        self.setVisible(bool(count))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The sign and the words, high enough for a finger."""
        wide = drawing.width_of(self.text(), font(Px.LABEL, Weight.DemiBold))
        return QSize(round(wide) + 46, 48)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the count, the ring of the keyboard within it."""
        area = QRectF(self.rect()).adjusted(0, 6, 0, -6)
        with QPainter(self) as painter:
            paint_count(painter, area, self._priority, self.text())
            ink = colours(self._priority)[1]
            if self.ring_shown or self.isDown():
                drawing.box(painter, area.adjusted(3, 3, -3, -3), edge=ink, width=2, radius=5)
