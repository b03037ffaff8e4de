"""Who may sign in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.models.staff import Staff
from app.ui.people.words import ROLE_WORDS


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
