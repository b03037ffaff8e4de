"""When an entry happened: now, unless the nurse moves it back; never in the future."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from app.models.moment import day_month
from app.ui.theme import Glyph, Px, Weight, font, paint_glyph, tokens
from app.ui.widgets import drawing
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.tappable import Tappable
from app.ui.widgets.text import Role, Text

STEPS = (15, 5, 1)


class TimeChip(Tappable):
    """Shows "now · 14:17"; a tap opens the mover. Moved back, it stays at that instant.

    The heartbeat gives it the time by `set_now`; `moved` gives the whole minutes back from now.
    """

    moved = Signal(int)

    def __init__(
        self, now: datetime, *, furthest_back: timedelta = timedelta(hours=24),
        name: str = "time-chip", parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._now = now
        self._at: datetime | None = None
        self._furthest = furthest_back
        self._mover: _Mover | None = None
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._open)
        self._say()

    def earlier(self) -> datetime | None:
        """The instant it was moved back to, in UTC; None while it says now."""
        return None if self._at is None else self._at.astimezone(UTC)

    def moment(self) -> datetime:
        """When it happened: the moved instant, or now."""
        return self._at if self._at is not None else self._now

    def is_now(self) -> bool:
        """Whether nobody has moved it."""
        return self._at is None

    def minutes_back(self) -> int:
        """Whole minutes from the moment to now, 0 for now."""
        return max(0, int((self._now - self.moment()).total_seconds() // 60))

    def set_now(self, now: datetime) -> None:
        """The heartbeat's time; a moment moved back stays where it is, and never lies ahead."""
        self._now = now
        if self._at is not None and self._at > now:
            self._at = None
        self._say()

    def move_back(self, minutes: int) -> None:
        """Further back by so many minutes, or forward again when negative, at most to now."""
        to = self.moment() - timedelta(minutes=minutes)
        self._go(to)

    def back_to_now(self) -> None:
        """As if it had never been moved."""
        self._at = None
        self._say()
        self.moved.emit(0)

    def type_time(self, text: str) -> bool:
        """Take "13:05" or "1305" as the last time the clock showed that; False if unreadable."""
        figures = text.strip().replace(":", "").replace(".", "").replace("h", "")
        if not (figures.isascii() and figures.isdigit() and 3 <= len(figures) <= 4):
            return False
        hour, minute = int(figures[:-2]), int(figures[-2:])
        if hour > 23 or minute > 59:
            return False
        to = self._now.replace(hour=hour, minute=minute, second=0, microsecond=0)
        if to > self._now:
            to -= timedelta(days=1)
        if self._now - to > self._furthest:
            return False
        self._go(to)
        return True

    def words(self) -> str:
        """What the chip says."""
        at = self.moment()
        if self._at is None:
            return f"now · {at:%H:%M}"
        day = "" if at.date() == self._now.date() else f"{day_month(at.date())} "
        return f"{day}{at:%H:%M} · {_ago(self.minutes_back())}"

    def sizeHint(self) -> QSize:
        """Room for the words."""
        return QSize(round(drawing.width_of(self.words(), font(Px.BODY, Weight.DemiBold))) + 66, 48)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the chip; once moved it is tinted, so that nobody overlooks it."""
        look = tokens()
        area = QRectF(self.rect())
        back = self._at is not None
        with QPainter(self) as painter:
            fill = look.accent_soft if back else look.surface
            edge, width = (look.accent, 2) if back else (look.edge, 1)
            drawing.box(painter, area, fill=fill, edge=edge, width=width)
            spot = QRectF(16, area.center().y() - 9, 18, 18)
            paint_glyph(painter, Glyph.CLOCK, spot, look.accent if back else look.ink2)
            face = font(Px.BODY, Weight.DemiBold)
            drawing.write(painter, area.adjusted(44, 0, -8, 0), self.words(), face, look.ink)
            if self.ring_shown:
                drawing.ring(painter, area)

    def _go(self, to: datetime) -> None:
        oldest = self._now - self._furthest
        self._at = None if to >= self._now else max(to, oldest)
        self._say()
        self.moved.emit(self.minutes_back())

    def _say(self) -> None:
        self.setAccessibleName(f"Time: {self.words()}")
        self.updateGeometry()
        self.update()
        if self._mover is not None and self._mover.isVisible():
            self._mover.show_moment()

    def _open(self) -> None:
        if self._mover is None:
            self._mover = _Mover(self)
        self._mover.show_moment()
        self._mover.adjustSize()
        corner = self.mapToGlobal(QPoint(self.width() - self._mover.width(), self.height() + 6))
        screen = self.screen().availableGeometry()
        corner.setX(max(screen.left() + 8, corner.x()))
        corner.setY(min(screen.bottom() - self._mover.height() - 8, corner.y()))
        self._mover.move(corner)
        self._mover.show()
        self._mover.typed.setFocus(Qt.FocusReason.PopupFocusReason)


class _Mover(QWidget):
    """The small window under the chip: back by 1, 5, 15 minutes, a typed time, or now."""

    def __init__(self, chip: TimeChip) -> None:
        super().__init__(chip, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setObjectName("time-mover")
        self._chip = chip
        self._words = Text("", Role.TITLE, name="time-mover-words")
        self._note = Text("", Role.LABEL, name="time-mover-note")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addWidget(self._words)
        line = QHBoxLayout()
        line.setSpacing(8)
        for step in STEPS:
            button = Button(f"−{step} min", repeats=True, name=f"back-{step}")
            button.clicked.connect(lambda _on=False, s=step: chip.move_back(s))
            line.addWidget(button)
        self._forward = Button("+1 min", repeats=True, name="forward-1")
        self._forward.clicked.connect(lambda: chip.move_back(-1))
        line.addWidget(self._forward)
        column.addLayout(line)
        low = QHBoxLayout()
        low.setSpacing(8)
        self.typed = QLineEdit()
        self.typed.setObjectName("time-typed")
        self.typed.setAccessibleName("Type a time")
        self.typed.setPlaceholderText("or type 13:05")
        self.typed.setMaxLength(5)
        self.typed.setFont(font())
        self.typed.returnPressed.connect(self._take)
        self.typed.textEdited.connect(lambda: self._note.set_text(_PAST))
        low.addWidget(self.typed, 1)
        now = Button("Now", name="back-to-now")
        now.clicked.connect(chip.back_to_now)
        low.addWidget(now)
        done = Button("Done", Kind.MAIN, name="time-done")
        done.clicked.connect(self._take)
        low.addWidget(done)
        column.addLayout(low)
        column.addWidget(self._note)

    def show_moment(self) -> None:
        self._words.set_text(self._chip.words())
        self._forward.setEnabled(not self._chip.is_now())
        self._note.set_text(_PAST)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = tokens()
        with QPainter(self) as painter:
            area = QRectF(self.rect())
            drawing.box(painter, area, fill=look.surface, edge=look.edge, width=1.5, radius=12)

    def _take(self) -> None:
        text = self.typed.text()
        if text and not self._chip.type_time(text):
            self._note.set_text("Not a time of the last day. Write it as 13:05.")
            return
        self.typed.clear()
        self.close()


_PAST = "The time it happened. It cannot lie in the future."


def _ago(minutes: int) -> str:
    if minutes < 1:
        return "under 1 min ago"
    if minutes < 60:
        return f"{minutes} min ago"
    return f"{minutes // 60} h {minutes % 60:02d} ago"
