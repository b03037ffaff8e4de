"""Closing the window while patients are in chairs: asks first."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.errors import WorldError
from app.ui.shift import Shift
from app.ui.widgets.button import Kind
from app.ui.widgets.sheet import Sheet
from app.ui.widgets.text import Role, Text

NAME = "closing"

SESSION_END_MS = 60_000

WHAT_STOPS = "Clocks and alarms stop on this screen while Chairside is closed."


def patients_in_chairs(shifts: Iterable[Shift]) -> str:
    """Who would be left without their clocks, in words; "" for nobody.

    Patients of a practice unit are invented and do not count.
    """
    try:
        desks = [shift.desk for shift in shifts]
        real = [desk for desk in desks if (unit := desk.unit()) and not unit.practice]
        count = sum(len(desk.open_sessions()) for desk in real)
    except WorldError:
        return "The record cannot be read: patients may be in chairs"
    if not count:
        return ""
    return "1 patient is in a chair" if count == 1 else f"{count} patients are in chairs"


class Closing:
    """Whether a window closes at once or asks first."""

    def __init__(self, window: QWidget, shifts: Iterable[Shift]) -> None:
        self._window = window
        self._shifts = shifts
        self._question: Sheet | None = None
        self._agreed = False

    def asks(self) -> bool:
        """Whether the window must stay for now, because the nurse is being asked.

        Stay has the focus, so Enter and Esc both keep the window open.
        """
        who = "" if self._agreed else patients_in_chairs(self._shifts)
        if who and self._question is None:
            self._question = self._ask(who)
        return bool(who)

    def _ask(self, who: str) -> Sheet:
        sheet = Sheet(
            self._window,
            who,
            "Close Chairside",
            kind=Kind.PLAIN,
            width=620,
            cancel="Stay",
            name=NAME,
        )
        sheet.cancel.set_kind(Kind.MAIN)
        sheet.body.addWidget(Text(WHAT_STOPS, Role.BODY, wrap=True))
        sheet.accepted.connect(self._close)
        sheet.closed.connect(self._answered)
        sheet.closed.connect(sheet.deleteLater)
        sheet.open()
        return sheet

    def _answered(self) -> None:
        self._question = None

    def session_ends(self) -> None:
        """The system logs out or shuts down: nothing may hold it up, so nothing is asked.

        It may be called off, unknown to us: after a while closing asks again.
        """
        self._agreed = True
        QTimer.singleShot(SESSION_END_MS, self._window, self._ask_again)

    def _ask_again(self) -> None:
        self._agreed = False

    def _close(self) -> None:
        self._agreed = True
        self._window.close()
