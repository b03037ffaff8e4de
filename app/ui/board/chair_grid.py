"""The chairs side by side, each always in its own place."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from app.ui.shown import Chair
from app.ui.widgets.card import ScrollPane, take_out
from app.ui.widgets.chair_tile import LOWEST, LOWEST_LOCKED, ChairTile

WIDE = 310

WIDE_LOCKED = 280

TALLEST = 300

GAP = 14

ROW_GAP = 10

MARGINS = (20, 10, 20, 8)

FEW = 8
"""Up to so many chairs stand in fours; more of them in rows as even as can be."""

IN_A_ROW = 4


class ChairGrid(ScrollPane):
    """One tile a chair, in the order given; `chosen` gives the chair's number.

    The rows share the height. Locked, it hides names and takes no taps, and keeps clocks and
    alarms.
    """

    chosen = Signal(int)

    def __init__(
        self, *, locked: bool = False, name: str = "chairs", parent: QWidget | None = None
    ) -> None:
        super().__init__(name=name, parent=parent)
        self._locked = locked
        self._wide = WIDE_LOCKED if locked else WIDE
        self._tiles: dict[int, ChairTile] = {}
        self._order: list[int] = []
        self._columns = 0
        self._grid = QGridLayout()
        # Twelve chairs are seen whole at 1366 × 768, locked or not.
        self._grid.setContentsMargins(*MARGINS)
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(ROW_GAP)
        self.body.addLayout(self._grid)
        self.body.addStretch(1)

    def show_tiles(self, tiles: Sequence[Chair]) -> None:
        """Show these chairs; called with every heartbeat, laid out anew only when one is new."""
        order = [tile.number for tile in tiles]
        for key in set(self._tiles) - set(order):
            take_out(self._grid, self._tiles.pop(key))
        for tile in tiles:
            self._tile(tile.number).show_chair(tile)
        if order != self._order:
            self._order = order
            # Before it has a size there is nothing to lay out: the first resize does it.
            if self._columns:
                self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or fewer in a row, higher or lower."""
        super().resizeEvent(event)
        if self._wanted() != self._columns:
            self._lay_out()
        self._share_height()

    def _wanted(self) -> int:
        fit = max(1, (self.width() - MARGINS[0] - MARGINS[2] + GAP) // (self._wide + GAP))
        chairs = len(self._order)
        if chairs <= FEW:
            return min(fit, IN_A_ROW)
        return math.ceil(chairs / math.ceil(chairs / fit))

    def _lay_out(self) -> None:
        before, self._columns = self._columns, self._wanted()
        for place in range(self._columns, before):
            self._grid.setColumnStretch(place, 0)
        last: QWidget | None = None
        for place, key in enumerate(self._order):
            tile = self._tiles[key]
            self._grid.addWidget(tile, *divmod(place, self._columns))
            tile.show()
            if last is not None:
                QWidget.setTabOrder(last, tile)
            last = tile
        for place in range(self._columns):
            self._grid.setColumnStretch(place, 1)
        self._share_height()

    def _share_height(self) -> None:
        rows = math.ceil(len(self._order) / max(1, self._columns)) or 1
        room = self.height() - MARGINS[1] - MARGINS[3] - (rows - 1) * ROW_GAP
        lowest = LOWEST_LOCKED if self._locked else LOWEST
        for tile in self._tiles.values():
            tile.setFixedHeight(max(lowest, min(TALLEST, room // rows)))

    def _tile(self, key: int) -> ChairTile:
        if key not in self._tiles:
            tile = ChairTile(parent=self.inside)
            tile.set_locked(self._locked)
            tile.chosen.connect(self.chosen)
            if self._locked:
                tile.setFocusPolicy(Qt.FocusPolicy.NoFocus)
                tile.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._tiles[key] = tile
        return self._tiles[key]
