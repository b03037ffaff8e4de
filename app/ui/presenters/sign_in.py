"""Who may sign in, and how long to wait after too many wrong PINs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import ceil

from app.models.people import Staff
from app.ui.presenters.people import ROLE_WORDS

TRIES = 5
WAIT_S = 30


@dataclass(frozen=True, slots=True)
class Person:
    """A tile to tap."""

    key: str
    name: str
    role: str
    initials: str


def people(roster: Iterable[Staff], pins: Mapping[str, str]) -> tuple[Person, ...]:
    """Everybody enrolled, by name; in practice with the PIN, so that anybody may try."""
    return tuple(
        Person(
            key=staff.id,
            name=staff.name,
            role=" · ".join(
                [ROLE_WORDS[staff.role], *([f"PIN {pins[staff.id]}"] if staff.id in pins else [])]
            ),
            initials=staff.initials.replace(".", "").replace(" ", "")[:3],
        )
        for staff in sorted(roster, key=lambda staff: staff.name.casefold())
    )


class Attempts:
    """Counts wrong PINs for each person; time is seconds on a clock that nobody can set."""

    def __init__(self) -> None:
        self._wrong: dict[str, int] = {}
        self._until: dict[str, float] = {}

    def wrong(self, staff_id: str, at_s: float) -> None:
        """One more wrong PIN; with every fifth one a wait begins."""
        count = self._wrong.get(staff_id, 0) + 1
        self._wrong[staff_id] = count
        if count % TRIES == 0:
            self._until[staff_id] = at_s + WAIT_S

    def right(self, staff_id: str) -> None:
        """The PIN was right: all is forgotten."""
        self._wrong.pop(staff_id, None)
        self._until.pop(staff_id, None)

    def wait_s(self, staff_id: str, at_s: float) -> int:
        """Whole seconds still to wait, 0 when a PIN may be typed."""
        return max(0, ceil(self._until.get(staff_id, at_s) - at_s))


def waiting(seconds: int) -> str:
    """Why no PIN is taken now."""
    return f"{TRIES} wrong PINs. Wait {seconds} s, then type it again."
