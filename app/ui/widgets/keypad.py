"""Digits to tap with a glove on: 7 8 9 on top, the point, the way back, and Next."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from app.ui.theme import Glyph, Px
from app.ui.widgets.button import Button, Kind, wide
from app.ui.widgets.number_tile import NumberTile

_KEYS = ("7", "8", "9", "4", "5", "6", "1", "2", "3", ".", "0", "⌫")


class Keypad(QWidget):
    """Emits each digit or point and the way back; `serve` ties it, and Next, to number tiles."""

    digit = Signal(str)
    erased = Signal()
    finished = Signal()

    def __init__(
        self,
        *,
        point: bool = True,
        last: str | None = "Next",
        key: int = 72,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("keypad")
        self._tiles: Sequence[NumberTile] = ()
        self._current: NumberTile | None = None
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(10)
        for place, sign in enumerate(_KEYS):
            if sign == "." and not point:
                continue
            grid.addWidget(self._key(sign, key), *divmod(place, 3))
        self.next = Button(
            last or "", Kind.MAIN, height=key, glyph=Glyph.CHEVRON, glyph_after=True,
            repeats=True, px=Px.TITLE, name="keypad-next",
        )  # fmt: skip
        wide(self.next)
        self.next.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.next.clicked.connect(self._advance)
        self.next.setVisible(last is not None)
        grid.addWidget(self.next, 4, 0, 1, 3)

    def serve(self, tiles: Sequence[NumberTile]) -> None:
        """Type into whichever tile has the focus; Next goes on, `finished` comes after the last."""
        self._tiles = tuple(tiles)
        for tile in tiles:
            tile.focused.connect(lambda t=tile: self._attend(t))
            tile.next_asked.connect(self._advance)
        self._current = self._tiles[0] if self._tiles else None

    def _attend(self, tile: NumberTile) -> None:
        self._current = tile
        self.next.setText("Next" if tile is not self._tiles[-1] else "Done")

    def _key(self, sign: str, tall: int) -> Button:
        back = sign == "⌫"
        key = Button(
            "" if back else sign, height=tall, repeats=True, px=Px.KEY,
            glyph=Glyph.BACKSPACE if back else None,
            name="key-back" if back else "key-point" if sign == "." else f"key-{sign}",
        )  # fmt: skip
        key.setAccessibleName("delete" if back else "point" if sign == "." else sign)
        # The tile keeps the focus, so that fingers and keyboard can be mixed.
        key.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        key.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        key.setMinimumWidth(64)
        key.clicked.connect(self._erase if back else lambda _on=False, s=sign: self._type(s))
        return key

    def _type(self, sign: str) -> None:
        if self._current:
            self._current.type_sign(sign)
        self.digit.emit(sign)

    def _erase(self) -> None:
        if self._current:
            self._current.erase()
        self.erased.emit()

    def _advance(self) -> None:
        if not self._tiles or self._current is None:
            return
        rest = self._tiles[self._tiles.index(self._current) + 1 :]
        following = next((t for t in rest if t.isEnabled()), None)
        if following is None:
            self.finished.emit()
        else:
            following.setFocus(Qt.FocusReason.TabFocusReason)
