"""A sheet laid over the screen for one task: title, body, and a foot with the one way on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.theme import tokens
from app.ui.widgets import drawing
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.card import ScrollPane
from app.ui.widgets.text import Role, Text

RADIUS = 20
MARGIN = 24
UNSAVED = "What was entered is not saved. Press again to leave without saving."


class Sheet(QWidget):
    """A card over the dimmed window; `body` takes the content, `head` what stands by the title.

    Esc and Cancel emit `cancelled` and close; the main button emits `accepted` and leaves the
    closing to whoever saved; `closed` comes either way. The focus stays inside while it is open.
    """

    accepted = Signal()
    cancelled = Signal()
    closed = Signal()

    def __init__(
        self,
        host: QWidget,
        title: str,
        action: str = "",
        *,
        kind: Kind = Kind.MAIN,
        width: int = 940,
        cancel: str = "Cancel",
        name: str = "sheet",
    ) -> None:
        super().__init__(host)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self._host = host
        self._wide = width
        self._unsaved = self._warned = False
        self._before: QWidget | None = None
        self._standing_words = ""
        self._title = Text(title, Role.NAME, wrap=True, name=f"{name}-title")
        self.head = QHBoxLayout()
        self.head.setSpacing(12)
        self._pane = ScrollPane()
        self.body = self._pane.body
        self.body.setSpacing(12)
        self._message = Text("", Role.DETAIL, wrap=True, name=f"{name}-message")
        self.cancel = Button(cancel, height=60, name=f"{name}-cancel")
        self.cancel.clicked.connect(self.ask_to_leave)
        self.main = Button(action, kind, height=60, name=f"{name}-main")
        self.main.clicked.connect(lambda: self.accepted.emit())
        self.main.setVisible(bool(action))
        self._card = _SheetCard(self)
        self._lay_out()
        host.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """Lay the sheet over its window and take the focus into it."""
        self._before = QApplication.focusWidget()
        self._warned = False
        self._place()
        self.show()
        self.raise_()
        stops = self._stops()
        inside = [stop for stop in stops if self._pane.inside.isAncestorOf(stop)]
        for first in (*inside, *stops)[:1]:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_sheet(self) -> None:
        """Take the sheet away and give the focus back to where it was."""
        self.hide()
        before, self._before = self._before, None
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def set_title(self, title: str) -> None:
        """Another title."""
        self._title.set_text(title)
        self.setAccessibleName(title)

    def set_message(self, message: str) -> None:
        """The sentence at the foot, beside the buttons."""
        self._standing_words = message
        self._message.set_text(message)

    def set_action(self, action: str, *, enabled: bool = True) -> None:
        """What the main button does, in words; a button that cannot act yet is disabled."""
        self.main.setText(action)
        self.main.setVisible(bool(action))
        self.main.setEnabled(enabled)

    def set_unsaved(self, unsaved: bool) -> None:
        """While true, the first Cancel only warns, so that no entry is lost by a slip."""
        self._unsaved = unsaved
        if not unsaved and self._warned:
            self._warned = False
            self._message.set_text(self._standing_words)

    def fit(self) -> None:
        """Measure again after the body has changed."""
        self._place()

    def ask_to_leave(self) -> None:
        """Cancel: at once, or after one warning when something is not saved."""
        if self._unsaved and not self._warned:
            self._warned = True
            self._message.set_text(UNSAVED)
            return
        self._message.set_text(self._standing_words)
        self.close_sheet()
        self.cancelled.emit()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._card)
        column.setContentsMargins(26, 20, 26, 22)
        column.setSpacing(14)
        top = QHBoxLayout()
        top.addWidget(self._title, 1)
        top.addLayout(self.head)
        column.addLayout(top)
        column.addWidget(self._pane, 1)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self._message, 1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.main)
        column.addLayout(foot)

    def _place(self) -> None:
        host = self._host
        self.setGeometry(host.rect())
        wide = min(self._wide, host.width() - 2 * MARGIN)
        room = host.height() - 2 * MARGIN
        self._pane.inside.ensurePolished()
        self.body.activate()
        inside = self._pane.inside
        body_width = wide - 52
        tall = max(inside.sizeHint().height(), inside.heightForWidth(body_width))
        beside = self.head.sizeHint()
        title = self._title.heightForWidth(body_width - beside.width() - 12)
        rest = 20 + 22 + 2 * 14 + 60 + max(48, beside.height(), title)
        high = min(room, max(tall, inside.minimumSizeHint().height()) + rest)
        self._card.setGeometry((host.width() - wide) // 2, (host.height() - high) // 2, wide, high)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the window."""
        if watched is self._host and event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes round inside the sheet and never out of it."""
        stops = self._stops()
        if not stops:
            return True
        here = QApplication.focusWidget()
        place = stops.index(here) if here in stops else (-1 if forward else 0)
        to = stops[(place + (1 if forward else -1)) % len(stops)]
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        to.setFocus(reason)
        if self._pane.inside.isAncestorOf(to):
            self._pane.ensureWidgetVisible(to, 0, 24)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves, Ctrl+Enter does the main thing; nothing reaches the screen below."""
        if event.key() == Qt.Key.Key_Escape:
            self.ask_to_leave()
        elif (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
            and self.main.isEnabled()
            and self.main.isVisible()
        ):
            self.main.click()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A tap beside the card does nothing: it must not lose an entry."""
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Dim the window behind."""
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), QColor(tokens().scrim))

    def _stops(self) -> list[QWidget]:
        stops: list[QWidget] = []
        at = self.nextInFocusChain()
        while at is not None and at is not self:
            wanted = at.focusPolicy() & Qt.FocusPolicy.TabFocus and at.focusProxy() is None
            if wanted and self.isAncestorOf(at) and at.isVisibleTo(self) and at.isEnabled():
                stops.append(at)
            at = at.nextInFocusChain()
        # Qt's chain follows the order of making: here the eye's, top, body, foot.
        return sorted(stops, key=self._place_of)

    def _place_of(self, stop: QWidget) -> int:
        if stop in (self.cancel, self.main):
            return 2
        return 1 if self._pane.inside.isAncestorOf(stop) else 0


class _SheetCard(QWidget):
    def paintEvent(self, _event: QPaintEvent) -> None:
        look = tokens()
        with QPainter(self) as painter:
            area = QRectF(self.rect())
            drawing.box(painter, area, fill=look.surface, edge=look.line, radius=RADIUS)
