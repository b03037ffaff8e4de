"""A member of staff to tap at sign-in."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.theme import Px, Weight, font, tokens
from app.ui.widgets import drawing
from app.ui.widgets.tappable import Tappable


class NameTile(Tappable):
    """Initials, name and role of one person; a tap emits their key."""

    chosen = Signal(str)

    def __init__(
        self, key: str, name: str, role: str, initials: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._key, self._name, self._role, self._initials = key, name, role, initials
        self._selected = False
        self.setObjectName(f"name-{key}")
        self.setAccessibleName(f"{name}, {role}")
        self.setToolTip(name)
        self.setMinimumWidth(180)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: self.chosen.emit(self._key))

    def set_selected(self, selected: bool) -> None:
        """Show that this person is signing in."""
        self._selected = selected
        said = f"{self._name}, {self._role}"
        self.setAccessibleName(f"{said}, chosen" if selected else said)
        self.update()

    def sizeHint(self) -> QSize:
        """Two lines beside the initials."""
        return QSize(260, 72)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the initials in their circle, the name and the role."""
        look = tokens()
        area = QRectF(self.rect())
        with QPainter(self) as painter:
            if self._selected:
                drawing.box(painter, area, fill=look.accent_soft, edge=look.accent, width=2)
            else:
                fill = look.raised if self.underMouse() else look.surface
                drawing.box(painter, area, fill=fill, edge=look.edge)
            disc = QRectF(14, area.center().y() - 22, 44, 44)
            fill, ink = (
                (look.accent, look.on_accent) if self._selected else (look.accent_soft, look.accent)
            )
            drawing.box(painter, disc, fill=fill, radius=22)
            face = font(Px.DETAIL, Weight.Bold)
            drawing.write(painter, disc, self._initials, face, ink, drawing.CENTRE)
            wide = area.width() - 84
            top = QRectF(70, area.center().y() - 24, wide, 24)
            drawing.write(painter, top, self._name, font(Px.BODY, Weight.DemiBold), look.ink)
            low = QRectF(70, area.center().y() + 1, wide, 20)
            drawing.write(painter, low, self._role, font(Px.LABEL), look.ink2)
            if self.ring_shown:
                drawing.ring(painter, area)
