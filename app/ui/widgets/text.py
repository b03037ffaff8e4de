"""Plain words on a screen, in one of the few roles the type scale knows."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.ui.theme import Px, Weight, font
from app.ui.widgets import drawing


class Role(Enum):
    """Size, weight and tone of a piece of text."""

    BODY = (Px.BODY, Weight.Normal, "ink")
    STRONG = (Px.BODY, Weight.DemiBold, "ink")
    SECOND = (Px.BODY, Weight.Normal, "second")
    DETAIL = (Px.DETAIL, Weight.Normal, "second")
    LABEL = (Px.LABEL, Weight.Medium, "second")
    SMALL = (Px.SMALL, Weight.Normal, "second")
    STAGE = (Px.LABEL, Weight.DemiBold, "accent")
    TITLE = (Px.TITLE, Weight.Bold, "ink")
    NAME = (Px.NAME, Weight.Bold, "ink")
    FIGURE = (Px.FIGURE, Weight.Bold, "ink")


class Text(QLabel):
    """Words in a role; `wrap` breaks lines, else what does not fit is cut and told by tooltip.

    `firm` words are never cut: the things beside them give way.
    """

    def __init__(
        self,
        text: str = "",
        role: Role = Role.BODY,
        *,
        wrap: bool = False,
        right: bool = False,
        firm: bool = False,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._full = ""
        self._wrap, self._firm = wrap, firm
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(font(role.value[0], role.value[1]))
        self.setProperty("tone", role.value[2])
        self.setObjectName(name)
        self.setWordWrap(wrap)
        side = drawing.RIGHT if right else drawing.LEFT
        self.setAlignment(side)
        tall = QSizePolicy.Policy.Minimum if wrap else QSizePolicy.Policy.Fixed
        broad = QSizePolicy.Policy.Minimum if firm else QSizePolicy.Policy.Preferred
        self.setSizePolicy(broad, tall)
        if wrap:
            policy = self.sizePolicy()
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Show other words; nothing is laid out again when they are the same."""
        if text == self._full and self.text():
            return
        self._full = text
        self.setAccessibleName(text)
        self._fit()
        self.updateGeometry()

    def full_text(self) -> str:
        """The whole text, also where only a part fits."""
        return self._full

    def set_tone(self, tone: str) -> None:
        """Another colour: "ink", "second", "hint", "accent" or "inverse"."""
        self.setProperty("tone", tone)
        self.style().unpolish(self)
        self.style().polish(self)

    def sizeHint(self) -> QSize:
        """The width of the whole text, not of what is cut."""
        hint = super().sizeHint()
        if not self._wrap:
            hint.setWidth(round(drawing.width_of(self._full, self.font())) + 2)
        return hint

    def minimumSizeHint(self) -> QSize:
        """A line that may be cut can be made narrow."""
        hint = super().minimumSizeHint()
        if self._firm:
            hint.setWidth(self.sizeHint().width())
        elif not self._wrap:
            hint.setWidth(min(48, self.sizeHint().width()))
        return hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut again for the new width."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Cut again for another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_full"):
            self._fit()

    def _fit(self) -> None:
        if self._wrap or self._firm:
            self.setText(self._full)
            return
        shown = self._full
        if self.width() > 4 and self.testAttribute(Qt.WidgetAttribute.WA_Resized):
            shown = drawing.shorten(self._full, self.font(), self.width() + 1)
        self.setText(shown)
        self.setToolTip(self._full if shown != self._full else "")
