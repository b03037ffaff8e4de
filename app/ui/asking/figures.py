"""Figures typed by hand, read so that nobody can mean another number."""

from __future__ import annotations

import math


def number(text: str) -> float | None:
    """A number as typed, "1.5" or "1,5"; None for "1,000", which half the world reads as one."""
    figures = text.strip().replace(" ", "")
    head, comma, tail = figures.partition(",")
    if comma:
        if "," in tail or "." in figures or len(tail) == 3:
            return None
        figures = f"{head}.{tail}"
    try:
        found = float(figures)
    except ValueError:
        return None
    return found if math.isfinite(found) else None
