"""What was typed into an answer, as it is recorded."""

from __future__ import annotations

from datetime import date


def day(text: str | None) -> date | None:
    """A date as it is recorded."""
    return date.fromisoformat(text) if text else None


def number(text: str) -> float | None:
    """A typed number, with a point or a comma; None if it is none."""
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None
