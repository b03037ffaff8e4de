"""The one dispatch from a command to its handler."""

from __future__ import annotations

from functools import singledispatch

from app.models.commands import Command
from app.models.decide.case import Asked, Decision


@singledispatch
def handle(command: Command, asked: Asked) -> Decision:
    """The decision on a command; one without a handler is a defect."""
    raise NotImplementedError(type(command).__name__)
