"""The day's entries in words, with what was struck through still to be read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QResizeEvent, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.ui.shown import DayLine, SpanKind
from app.ui.theme import Px, Weight, font, tokens
from app.ui.widgets import drawing

AnyIndex = QModelIndex | QPersistentModelIndex
TIME, INITIALS, LOWEST = 62.0, 52.0, 44


class TimelineList(QListView):
    """The entries in the order given, newest first; choosing one emits its key, to correct it."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("timeline")
        self.setAccessibleName("The day so far")
        self._entries = _Entries(self)
        self.setModel(self._entries)
        self.setItemDelegate(_Paint(self))
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.clicked.connect(self._choose)

    def show_entries(self, entries: Sequence[DayLine]) -> None:
        """Show these entries; the chosen one and the place scrolled to are kept."""
        if tuple(entries) == self._entries.items:
            return
        current = self.currentIndex().row()
        chosen = self._entries.items[current].key if current >= 0 else None
        self._entries.replace(tuple(entries))
        for place, entry in enumerate(entries):
            if entry.key == chosen:
                self.setCurrentIndex(self._entries.index(place))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses the entry under the ring."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.currentIndex())
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks the lines elsewhere."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self._entries.items[index.row()].key)


class _Entries(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.items: tuple[DayLine, ...] = ()

    def replace(self, items: tuple[DayLine, ...]) -> None:
        self.beginResetModel()
        self.items = items
        self.endResetModel()

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.items)

    def data(self, index: AnyIndex, role: int = 0) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.items[index.row()].words()
        return None


def _entry_at(index: AnyIndex) -> DayLine:
    model = index.model()
    assert isinstance(model, _Entries)
    return model.items[index.row()]


class _Paint(QStyledItemDelegate):
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex
    ) -> None:  # fmt: skip
        view = self.parent()
        assert isinstance(view, TimelineList)
        entry = _entry_at(index)
        look = tokens()
        area = QRectF(option.rect)
        state = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            drawing.box(painter, area.adjusted(0, 1, 0, -1), fill=look.accent_soft, radius=8)
        elif state & QStyle.StateFlag.State_MouseOver:
            drawing.box(painter, area.adjusted(0, 1, 0, -1), fill=look.raised, radius=8)
        if index.row():
            drawing.hairline(painter, area.left(), area.right(), area.top())
        layout = _laid_out(entry, _text_width(area.width()))
        top = area.top() + (area.height() - layout.boundingRect().height()) / 2
        first = QRectF(area.left() + 8, top, TIME, layout.lineAt(0).height())
        drawing.write(painter, first, entry.time, font(Px.BODY, Weight.Bold), look.ink)
        layout.draw(painter, QPointF(area.left() + 8 + TIME, top))
        by = QRectF(area.right() - INITIALS - 8, top, INITIALS, first.height())
        drawing.write(painter, by, entry.initials, font(Px.DETAIL), look.ink2, drawing.RIGHT)
        if state & QStyle.StateFlag.State_HasFocus and view.hasFocus():
            drawing.ring(painter, area.adjusted(0, 1, 0, -1), 8)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        view = self.parent()
        assert isinstance(view, TimelineList)
        entry = _entry_at(index)
        width = view.viewport().width()
        tall = _laid_out(entry, _text_width(width)).boundingRect().height()
        return QSize(width, max(LOWEST, round(tall) + 18))


def _text_width(width: float) -> float:
    return max(80.0, width - TIME - INITIALS - 32)


def _laid_out(entry: DayLine, width: float) -> QTextLayout:
    words, ranges = "", []
    for span in entry.spans:
        piece = QTextLayout.FormatRange()
        piece.start, piece.length = len(words.encode("utf-16-le")) // 2, _units(span.text)
        piece.format = _format(span.kind)
        ranges.append(piece)
        words += span.text
    layout = QTextLayout(words, font(Px.BODY))
    layout.setFormats(ranges)
    layout.beginLayout()
    down = 0.0
    line = layout.createLine()
    while line.isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, down))
        down += line.height()
        line = layout.createLine()
    layout.endLayout()
    return layout


def _units(text: str) -> int:
    # Qt counts UTF-16 units, Python counts letters; they part at the rarer scripts.
    return len(text.encode("utf-16-le")) // 2


def _format(kind: SpanKind) -> QTextCharFormat:
    look = tokens()
    colors = {"plain": look.ink, "strong": look.ink, "unmet": look.high}
    made = QTextCharFormat()
    made.setForeground(QColor(colors.get(kind, look.ink2)))
    made.setFontStrikeOut(kind == "wrong")
    made.setFontItalic(kind == "reason")
    if kind in ("strong", "unmet"):
        made.setFontWeight(Weight.DemiBold)
    return made
