"""What presenters hand to panels and sheets: something to tap, and something to be warned of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Warned:
    """Something that holds the start, or should be thought of: what, and what to do."""

    what: str
    do: str = ""
