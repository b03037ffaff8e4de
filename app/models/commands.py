"""Every command by name, and the subject it is about."""

from __future__ import annotations

from app.models import unit  # noqa: F401  # its command is counted below
from app.models.asking import Command
from app.models.day.stage import SessionCommand
from app.models.facts import snake
from app.models.patients import PatientCommand
from app.models.staff import StaffCommand


def _leaves(kind: type[Command]) -> list[type[Command]]:
    below = kind.__subclasses__()
    return [kind] if not below else [leaf for child in below for leaf in _leaves(child)]


COMMANDS: dict[str, type[Command]] = {snake(kind.__name__): kind for kind in _leaves(Command)}
"""Every command by its name in scenario files."""


def subject_of(command: Command) -> str:
    """Whose story the command's facts belong to: `unit`, `staff:…`, `patient:…` or `session:…`."""
    match command:
        case SessionCommand():
            return f"session:{command.session}"
        case PatientCommand():
            return f"patient:{command.patient}"
        case StaffCommand():
            return f"staff:{command.staff}"
        case _:
            return "unit"
