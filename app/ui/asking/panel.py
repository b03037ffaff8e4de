"""What every panel of a gate shares: it shows one requirement and records what is said."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.models.day.requirement import Requirement
from app.models.day.session import Session
from app.models.moment import Now
from app.ui.shift import Shift
from app.ui.widgets.card import Card
from app.ui.widgets.message import Message
from app.ui.widgets.text import Role, Text


class Panel(Card):
    """One requirement of a gate: title, what to do, and how it is recorded.

    A subclass fills `body` in its constructor and may override `refresh`, which is called with
    every heartbeat and after every entry and must leave alone what the nurse is typing.
    `recorded` comes after each entry; `asked_for` gives the `Wanted` thing that the screen
    should open.
    """

    recorded = Signal(object)
    asked_for = Signal(object)

    def __init__(
        self, shift: Shift, session: str, key: str, title: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(name=f"panel-{key}", parent=parent)
        self.shift = shift
        self.session_id = session
        self.pack = shift.rules(shift.session(session))
        self.key = key
        self.title = Text(title, Role.TITLE, name="panel-title")
        self.hint = Text("", Role.SECOND, wrap=True, name="panel-hint")
        self.message = Message(name="panel-message")
        self.body.addWidget(self.title)
        self.body.addWidget(self.hint)

    def refresh(self, session: Session, requirement: Requirement | None, now: Now) -> None:
        """Show how the requirement stands now."""


def is_tab_stop(part: QWidget) -> bool:
    """Whether Tab stops at it."""
    return bool(part.focusPolicy() & Qt.FocusPolicy.TabFocus) and part.focusProxy() is None
