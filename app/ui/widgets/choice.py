"""Choosing by tapping: one of a few in a row, or reasons in a grid; never chosen beforehand."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QWidget

from app.ui.shown import Offered
from app.ui.theme import Glyph, Px, Weight, font, paint_glyph, tokens
from app.ui.widgets import drawing
from app.ui.widgets.card import take_out
from app.ui.widgets.tappable import Tappable

NO_YES_UNKNOWN = (Offered("no", "No"), Offered("yes", "Yes"), Offered("unknown", "Unknown"))


class Segmented(QWidget):
    """One of a few, side by side; `strong` are the answers that are drawn dark, as "yes" is."""

    chosen = Signal(str)

    def __init__(
        self,
        choices: Sequence[Offered] = NO_YES_UNKNOWN,
        *,
        strong: str | Collection[str] = "yes",
        says: str = "",
        name: str = "segmented",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._says = says
        self._strong = (strong,) if isinstance(strong, str) else tuple(strong)
        self._key: str | None = None
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        self._parts: list[_Segment] = []
        for place, choice in enumerate(choices):
            ends = (place == 0, place == len(choices) - 1)
            part = _Segment(choice, ends, f"{name}-{choice.key}", self)
            part.clicked.connect(lambda _on=False, key=choice.key: self._choose(key))
            part.moved.connect(self._move)
            line.addWidget(part)
            self._parts.append(part)
        self.set_choice(None)

    def choice(self) -> str | None:
        """The key chosen, None while nothing is."""
        return self._key

    def set_choice(self, key: str | None) -> None:
        """Show an answer already given, or none; emits nothing."""
        self._key = key
        for part in self._parts:
            part.show_chosen(part.choice.key == key, part.choice.key in self._strong, self._says)
        words = next((p.choice.label for p in self._parts if p.choice.key == key), "not answered")
        self.setAccessibleName(f"{self._says}: {words}" if self._says else words)

    def focus_first(self) -> None:
        """Go on here with the keyboard."""
        self._parts[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _choose(self, key: str) -> None:
        if key != self._key:
            self.set_choice(key)
            self.chosen.emit(key)

    def _move(self, by: int) -> None:
        here = next((i for i, p in enumerate(self._parts) if p.hasFocus()), 0)
        to = max(0, min(len(self._parts) - 1, here + by))
        self._parts[to].setFocus(Qt.FocusReason.TabFocusReason)


class _Segment(Tappable):
    moved = Signal(int)

    def __init__(
        self, choice: Offered, ends: tuple[bool, bool], name: str, parent: QWidget
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.choice = choice
        self._ends, self._on, self._dark = ends, False, False
        self.setObjectName(name)

    def show_chosen(self, on: bool, dark: bool, says: str) -> None:
        self._on, self._dark = on, dark
        state = "chosen" if on else "not chosen"
        self.setAccessibleName(f"{says} {self.choice.label}, {state}".strip())
        self.update()

    def sizeHint(self) -> QSize:
        wide = drawing.width_of(self.choice.label, font(Px.DETAIL, Weight.Bold)) + 32
        return QSize(max(84, round(wide)), 48)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.moved.emit(1 if event.key() == Qt.Key.Key_Right else -1)
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = tokens()
        area = QRectF(self.rect())
        whole = area.adjusted(0 if self._ends[0] else -20, 0, 0 if self._ends[1] else 20, 0)
        fill, ink = look.surface, look.ink2
        if self._on:
            fill, ink = (look.ink, look.surface) if self._dark else (look.accent_soft, look.accent)
        elif self.underMouse():
            fill = look.raised
        with QPainter(self) as painter:
            painter.setClipRect(area)
            drawing.box(painter, whole, fill=fill, edge=look.edge)
            if not self._ends[0]:
                painter.setPen(QPen(QColor(look.edge), 1))
                painter.drawLine(0, 1, 0, self.height() - 2)
            if self._on and not self._dark:
                drawing.box(painter, area, edge=look.accent, width=2, radius=10)
            face = font(Px.DETAIL, Weight.Bold if self._on else Weight.DemiBold)
            drawing.write(painter, area, self.choice.label, face, ink, drawing.CENTRE)
            if self.ring_shown:
                edge = look.surface if self._on and self._dark else look.accent
                drawing.box(painter, area.adjusted(3, 3, -3, -3), edge=edge, width=2.5, radius=7)


class ChoiceGrid(QWidget):
    """Big tappable things, one or several; `changed` gives the keys chosen, in their order."""

    changed = Signal(tuple)

    def __init__(
        self,
        choices: Sequence[Offered] = (),
        *,
        several: bool = False,
        columns: int = 2,
        tall: int = 56,
        name: str = "choices",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._several, self._columns, self._tall = several, columns, tall
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(10)
        self._tiles: list[_ChoiceTile] = []
        self.show_choices(choices)

    def show_choices(self, choices: Sequence[Offered]) -> None:
        """Offer these instead, with nothing chosen."""
        for tile in self._tiles:
            tile.setObjectName("")  # it lives a little longer, and nobody must find it
            take_out(self._grid, tile)
        self._tiles = []
        for place, choice in enumerate(choices):
            name = f"{self.objectName()}-{choice.key}"
            tile = _ChoiceTile(choice, self._several, self._tall, name, self)
            tile.clicked.connect(lambda _on=False, t=tile: self._toggle(t))
            self._grid.addWidget(tile, *divmod(place, self._columns))
            self._tiles.append(tile)
        for place in range(self._columns):
            self._grid.setColumnStretch(place, 1)

    def chosen(self) -> tuple[str, ...]:
        """The keys chosen."""
        return tuple(t.choice.key for t in self._tiles if t.on)

    def set_chosen(self, keys: Sequence[str]) -> None:
        """Show what was chosen before; emits nothing."""
        for tile in self._tiles:
            tile.show_on(tile.choice.key in keys)

    def focus_first(self) -> None:
        """Go on here with the keyboard."""
        if self._tiles:
            self._tiles[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _toggle(self, tapped: _ChoiceTile) -> None:
        turned_on = not tapped.on if self._several else True
        for tile in self._tiles:
            clears = not self._several or tapped.choice.alone or tile.choice.alone
            if tile is not tapped and turned_on and clears:
                tile.show_on(False)
        if tapped.on != turned_on:
            tapped.show_on(turned_on)
            self.changed.emit(self.chosen())


class _ChoiceTile(Tappable):
    def __init__(
        self, choice: Offered, several: bool, tall: int, name: str, parent: QWidget
    ) -> None:  # fmt: skip
        super().__init__(parent, repeats=False)
        self.choice, self._several, self.on = choice, several, False
        self._tall = tall
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_on(False)

    def show_on(self, on: bool) -> None:
        self.on = on
        parts = (self.choice.label, self.choice.detail, "chosen" if on else "not chosen")
        self.setAccessibleName(", ".join(p for p in parts if p))
        self.setToolTip(self.choice.label)
        self.update()

    def sizeHint(self) -> QSize:
        wide = drawing.width_of(self.choice.label, font(Px.BODY, Weight.DemiBold)) + 68
        return QSize(round(wide), max(self._tall, 68) if self.choice.detail else self._tall)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = tokens()
        area = QRectF(self.rect())
        with QPainter(self) as painter:
            if self.on:
                drawing.box(painter, area, fill=look.accent_soft, edge=look.accent, width=2)
            else:
                fill = look.raised if self.underMouse() else look.surface
                drawing.box(painter, area, fill=fill, edge=look.edge)
            self._paint_mark(painter, QRectF(16, area.center().y() - 11, 22, 22))
            left = 52.0
            if self.choice.detail:
                spot = QRectF(left, 11, area.width() - left - 12, 24)
                low = QRectF(left, 35, area.width() - left - 12, 20)
                drawing.write(painter, low, self.choice.detail, font(Px.LABEL), look.ink2)
            else:
                spot = area.adjusted(left, 0, -12, 0)
            face = font(Px.BODY, Weight.DemiBold if self.on else Weight.Medium)
            too_long = drawing.width_of(self.choice.label, face) > spot.width()
            write = drawing.write_two if too_long and not self.choice.detail else drawing.write
            write(painter, spot, self.choice.label, face, look.ink)
            if self.ring_shown:
                drawing.ring(painter, area)

    def _paint_mark(self, painter: QPainter, spot: QRectF) -> None:
        look = tokens()
        round_ = 6.0 if self._several else 11.0
        if not self.on:
            drawing.box(painter, spot, edge=look.edge, width=2, radius=round_)
            return
        drawing.box(painter, spot, fill=look.accent, radius=round_)
        inner = spot.adjusted(3.5, 3.5, -3.5, -3.5)
        paint_glyph(painter, Glyph.CHECK, inner, look.on_accent, 4)
