"""The program's button: main, plain, quiet or danger, 48 px high or more."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.theme import Glyph, Px, Weight, font, paint_glyph, tokens
from app.ui.widgets import drawing
from app.ui.widgets.tappable import Tappable


class Kind(StrEnum):
    """What a button is for."""

    MAIN = "main"  # the one thing this screen is about
    PLAIN = "plain"
    QUIET = "quiet"  # no outline until it is pointed at
    DANGER = "danger"  # STOP and STROKE SIGNS only


class Button(Tappable):
    """A button that says what it does, with a sign beside its words where that helps."""

    def __init__(
        self,
        text: str,
        kind: Kind = Kind.PLAIN,
        *,
        height: int = 48,
        glyph: Glyph | None = None,
        glyph_after: bool = False,
        repeats: bool = False,
        px: int = Px.BODY,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, repeats=repeats)
        self.kind = kind
        self.glyph = glyph
        self._glyph_after = glyph_after
        self._height = height
        self._px = px
        self._choosable = self._chosen = False
        self.setText(text)
        self.setObjectName(name or f"button-{text.lower().replace(' ', '-')}")
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:
        """Change what the button says, also to a screen reader."""
        super().setText(text)
        self._say()
        self.updateGeometry()
        self.update()

    def set_chosen(self, chosen: bool) -> None:
        """Show it as the answer given, tinted and checked; it is one among several choices.

        Call it once with False in the beginning, so that there is room for the check.
        """
        self._choosable, self._chosen = True, chosen
        self._say()
        self.updateGeometry()
        self.update()

    def is_chosen(self) -> bool:
        """Whether it is the answer given."""
        return self._chosen

    def _say(self) -> None:
        self.setAccessibleName(f"{self.text()}, chosen" if self._chosen else self.text())

    def set_kind(self, kind: Kind) -> None:
        """Change what the button is for."""
        self.kind = kind
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the words and the sign."""
        return QSize(max(self._height, round(40 + self._words_width())), self._height)

    def minimumSizeHint(self) -> QSize:
        """Never so narrow that the words are cut."""
        return QSize(max(self._height, self.sizeHint().width() - 16), self._height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the box, the focus ring, the sign and the words."""
        area = QRectF(self.rect())
        with QPainter(self) as painter:
            ink = self._paint_box(painter, area)
            if self.ring_shown:
                drawing.ring(painter, area, inverse=self._dark())
            self._paint_words(painter, area, ink)

    def _paint_box(self, painter: QPainter, area: QRectF) -> str:
        look = tokens()
        held, over = self.isDown() or self.isChecked(), self.underMouse()
        if not self.isEnabled():
            if self.kind is not Kind.QUIET:
                drawing.box(painter, area, fill=look.raised, edge=look.line)
            return look.ink2
        if self._chosen:
            fill = drawing.mix(look.accent_soft, look.accent, 0.16 if held else 0.0)
            drawing.box(painter, area, fill=fill, edge=look.accent, width=2)
            return look.accent
        if self.kind is Kind.MAIN:
            share = 0.2 if held else 0.08 if over else 0.0
            drawing.box(painter, area, fill=drawing.mix(look.accent, look.ink, share))
            return look.on_accent
        if self.kind is Kind.DANGER:
            fill = drawing.mix(look.surface, look.high, 0.14 if held else 0.05 if over else 0.0)
            inner = area.adjusted(4, 4, -4, -4) if self.ring_shown else area
            corner = 7 if self.ring_shown else 10
            drawing.box(painter, inner, fill=fill, edge=look.high, width=2, radius=corner)
            return look.high
        if self.kind is Kind.QUIET:
            if held or over:
                drawing.box(painter, area, fill=look.accent_soft)
            return look.accent
        plain = look.accent_soft if held else look.raised if over else look.surface
        drawing.box(painter, area, fill=plain, edge=look.edge)
        return look.ink

    def _dark(self) -> bool:
        return self.kind is Kind.MAIN and self.isEnabled() and not self._chosen

    def _paint_words(self, painter: QPainter, area: QRectF, ink: str) -> None:
        face = font(self._px, Weight.DemiBold)
        words = self._words_width()
        room = area.adjusted(6, 0, -6, 0)
        left = max(room.left(), area.center().x() - words / 2)
        glyph = Glyph.CHECK if self._chosen else self.glyph
        sign = self._sign_side()
        if glyph is None and sign:
            left += sign / 2  # the room for the check is shared while there is none
            sign = 0
        text_left = left if self._glyph_after else left + sign
        if glyph is not None:
            side = self._px
            x = left + words - side if self._glyph_after else left
            spot = QRectF(x, area.center().y() - side / 2, side, side)
            paint_glyph(painter, glyph, spot, ink, 3.4 if self._chosen else 2.6)
        limit = room.right() - (sign if self._glyph_after else 0)
        spot = QRectF(text_left, area.top(), limit - text_left, area.height())
        drawing.write(painter, spot, self.text(), face, ink)

    def _sign_side(self) -> float:
        if self.glyph is None and not self._choosable:
            return 0
        return self._px + (10 if self.text() else 0)

    def _words_width(self) -> float:
        return self._sign_side() + drawing.width_of(self.text(), font(self._px, Weight.DemiBold))


def wide(button: Button) -> Button:
    """The same button, taking all the width it is given."""
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return button


def square(glyph: Glyph, says: str, *, name: str, height: int = 48) -> Button:
    """A button with a sign only; `says` is what a screen reader and the tooltip tell."""
    button = Button("", Kind.PLAIN, height=height, glyph=glyph, name=name)
    button.setAccessibleName(says)
    button.setToolTip(says)
    button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return button
