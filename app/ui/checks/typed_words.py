"""What was typed into an answer, as it is recorded."""

from __future__ import annotations

from datetime import date


def day(text: str | None) -> date | None:
    """A date as it is recorded."""
    return date.fromisoformat(text) if text else None
