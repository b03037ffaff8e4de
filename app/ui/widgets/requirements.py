"""A gate as a list: what is still open first, what a prescriber allowed, what is met."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.models.day.requirement import State
from app.ui.shown import GateLine
from app.ui.theme import Glyph, Px, Weight, font, paint_glyph, tokens
from app.ui.widgets import drawing
from app.ui.widgets.card import Card, ScrollPane, row
from app.ui.widgets.tappable import Tappable
from app.ui.widgets.text import Role, Text

_ORDER = (State.OPEN, State.OVERRIDDEN, State.MET)
_SIGNS = {State.OPEN: Glyph.CIRCLE, State.OVERRIDDEN: Glyph.HALF, State.MET: Glyph.CHECK}


class RequirementList(Card):
    """A gate on a card; tapping a line emits its key, and the met ones fold when it is long."""

    chosen = Signal(str)

    def __init__(
        self,
        heading: str = "Before the pump may start",
        *,
        fold_from: int = 9,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(padding=1, spacing=0, name="requirement-list", parent=parent)
        self.body.setContentsMargins(1, 1, 1, 8)
        self._fold_from = fold_from
        self._folded: bool | None = None  # None until the nurse has said
        self._items: Sequence[GateLine] = ()
        self._selected = ""
        self._rows: dict[str, _Row] = {}
        self._heading = Text(heading, Role.TITLE, name="gate-heading")
        self._open = Text("", Role.STRONG, firm=True, name="gate-open")
        self._count = Text("", Role.SECOND, firm=True, name="gate-count")
        head = QWidget()
        head.setFixedHeight(50)
        line = row(self._heading, None, self._open, self._count, spacing=5)
        line.setContentsMargins(16, 4, 16, 0)
        head.setLayout(line)
        self._pane = ScrollPane()
        self._fold = _Fold(self._pane.inside)
        self._fold.clicked.connect(self._toggle)
        self.body.addWidget(head)
        self.body.addWidget(self._pane, 1)

    def show_requirements(self, items: Sequence[GateLine], selected: str = "") -> None:
        """Show a gate; focus and the scrolled place are kept for lines that stay."""
        self._items = tuple(sorted(items, key=lambda r: _ORDER.index(r.state)))
        self._selected = selected
        self._arrange()

    def set_heading(self, heading: str) -> None:
        """Name another gate."""
        self._heading.set_text(heading)

    def open_count(self) -> int:
        """How many are neither met nor overridden."""
        return sum(r.state is State.OPEN for r in self._items)

    def count_words(self) -> str:
        """What the head says: "4 open of 15", or "all 15 met"."""
        return f"{self._open.full_text()} {self._count.full_text()}".strip()

    def _toggle(self) -> None:
        self._folded = not self._is_folded()
        self._arrange()

    def _is_folded(self) -> bool:
        if self._folded is not None:
            return self._folded
        return len(self._items) >= self._fold_from

    def _arrange(self) -> None:
        left, total = self.open_count(), len(self._items)
        self._open.set_text(str(left) if left else "")
        self._open.setVisible(bool(left))
        self._count.set_text(f"open of {total}" if left else f"all {total} done")
        said = self.count_words()
        self.setAccessibleName(f"{self._heading.full_text()}: {said}")
        for key in set(self._rows) - {r.key for r in self._items}:
            self._rows.pop(key).deleteLater()
        column = self._pane.body
        while column.count():
            column.takeAt(0)
        met = [r for r in self._items if r.state is State.MET]
        for item in self._items:
            if met and item is met[0]:
                column.addWidget(self._fold)
            line = self._row(item)
            line.show_line(item, item.key == self._selected)
            line.setVisible(not (self._is_folded() and item.state is State.MET))
            column.addWidget(line)
        self._fold.setVisible(bool(met))
        self._fold.show_fold(len(met), self._is_folded())
        column.addStretch(1)
        self._keep_tab_order()

    def _row(self, item: GateLine) -> _Row:
        if item.key not in self._rows:
            line = _Row(item.key, self._pane.inside)
            line.clicked.connect(lambda _on=False, key=item.key: self.chosen.emit(key))
            line.moved.connect(self._move)
            self._rows[item.key] = line
        return self._rows[item.key]

    def _stops(self) -> list[QWidget]:
        lines: list[QWidget] = [self._rows[r.key] for r in self._items if r.state is not State.MET]
        met: list[QWidget] = [self._rows[r.key] for r in self._items if r.state is State.MET]
        return [*lines, self._fold, *met] if met else lines

    def _keep_tab_order(self) -> None:
        stops = self._stops()
        for first, second in pairwise(stops):
            QWidget.setTabOrder(first, second)

    def _move(self, by: int) -> None:
        stops = [s for s in self._stops() if not s.isHidden()]
        here = next((i for i, s in enumerate(stops) if s.hasFocus()), 0)
        to = stops[max(0, min(len(stops) - 1, here + by))]
        to.setFocus(Qt.FocusReason.TabFocusReason)
        self._pane.ensureWidgetVisible(to, 0, 8)


class _Row(Tappable):
    moved = Signal(int)

    def __init__(self, key: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(f"requirement-{key}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._item = GateLine(key, "", "", State.OPEN)
        self._selected = False

    def show_line(self, item: GateLine, selected: bool) -> None:
        self._item, self._selected = item, selected
        self.setAccessibleName(f"{item.title}, {item.state}. {item.detail}")
        self.setToolTip(item.detail)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, 63)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(1 if event.key() == Qt.Key.Key_Down else -1)
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, item = tokens(), self._item
        area = QRectF(self.rect())
        with QPainter(self) as painter:
            if self._selected:
                painter.fillRect(area, QColor(look.accent_soft))
            elif self.underMouse():
                painter.fillRect(area, QColor(look.raised))
            drawing.hairline(painter, 0, area.width(), 0)
            met = item.state is State.MET
            spot = QRectF(14, area.center().y() - 9, 18, 18)
            ink = look.accent if met else look.ink
            paint_glyph(painter, _SIGNS[item.state], spot, ink, 3.2 if met else 2.6)
            right = area.width() - 34
            heavy = Weight.Normal if met else Weight.Medium
            title = QRectF(48, 9, right - 48, 24)
            drawing.write(painter, title, item.title, font(Px.BODY, heavy), look.ink)
            detail = QRectF(48, 33, right - 48, 20)
            drawing.write(painter, detail, item.detail, font(Px.LABEL), look.ink2)
            end = QRectF(area.width() - 26, area.center().y() - 8, 16, 16)
            paint_glyph(painter, Glyph.CHEVRON, end, look.ink if self._selected else look.ink2)
            if self.ring_shown:
                drawing.ring(painter, area.adjusted(2, 2, -2, -1), 8)


class _Fold(Tappable):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("requirements-fold")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._count, self._is_folded = 0, False

    def show_fold(self, count: int, folded: bool) -> None:
        self._count, self._is_folded = count, folded
        self.setAccessibleName(f"{count} met, {'hidden' if folded else 'shown'}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, 48)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = tokens()
        area = QRectF(self.rect())
        with QPainter(self) as painter:
            fill = look.raised if not self.underMouse() else look.accent_soft
            painter.fillRect(area, QColor(fill))
            drawing.hairline(painter, 0, area.width(), 0)
            spot = QRectF(14, area.center().y() - 9, 18, 18)
            paint_glyph(painter, Glyph.CHECK, spot, look.accent, 3.2)
            words = f"{self._count} met"
            face = font(Px.LABEL, Weight.DemiBold)
            drawing.write(painter, area.adjusted(48, 0, -40, 0), words, face, look.ink2)
            end = QRectF(area.width() - 26, area.center().y() - 8, 16, 16)
            paint_glyph(painter, Glyph.DOWN if self._is_folded else Glyph.UP, end, look.ink2)
            if self.ring_shown:
                drawing.ring(painter, area.adjusted(2, 2, -2, -1), 8)
