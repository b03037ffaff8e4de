"""How words change with their place in a sentence."""

from __future__ import annotations


def inside(words: str) -> str:
    """Words as they stand inside a sentence: `not yet`, but `EPINEPHrine` and `Dr. Amari`."""
    rest = words[1:]
    return words[:1].lower() + rest if rest == rest.lower() else words


def capital(words: str) -> str:
    """Words as they begin a sentence: `Both arms`, but `methylPREDNISolone` stays."""
    first = words.split(" ", 1)[0] if words else ""
    return words if first != first.lower() else words[:1].upper() + words[1:]
