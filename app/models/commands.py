"""Every command by name, and the subject it is about."""

from __future__ import annotations

from app.models import unit  # noqa: F401  # its command is counted below
from app.models.asking import Command
from app.models.facts import snake


def _leaves(kind: type[Command]) -> list[type[Command]]:
    below = kind.__subclasses__()
    return [kind] if not below else [leaf for child in below for leaf in _leaves(child)]


COMMANDS: dict[str, type[Command]] = {snake(kind.__name__): kind for kind in _leaves(Command)}
"""Every command by its name in scenario files."""
