"""What an entry is about: its kind and an id made on a device, put together and taken apart here."""

from __future__ import annotations

UNIT = "unit"
RULES = "rules"
SESSION, PATIENT, STAFF, DEVICE = "session", "patient", "staff", "device"


def about(kind: str, id: str) -> str:
    """The subject of that kind and id."""
    return f"{kind}:{id}"


def all_of(kind: str) -> str:
    """What every subject of a kind begins with."""
    return f"{kind}:"


def kind_and_id(subject: str) -> tuple[str, str]:
    """What it is about; the unit and the rules have no id."""
    kind, _, id = subject.partition(":")
    return kind, id
