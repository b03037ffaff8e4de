"""The one place where text becomes something that can be printed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from xml.sax.saxutils import escape

import msgspec

_TOKEN = re.compile(r"(\*\*|\{[a-z0-9_]+\})")


class TextRun(msgspec.Struct, frozen=True):
    """A stretch of text in one weight."""

    text: str
    bold: bool = False


Rich = tuple[TextRun, ...]

Pieces = Callable[[str, bool], list[tuple[str, str]]]


def clean(text: str) -> str:
    """The text in composed form on one line, without control and invisible format characters."""
    composed = unicodedata.normalize("NFC", text)
    kept = []
    for character in composed:
        category = unicodedata.category(character)
        if character.isspace() or category in ("Zs", "Zl", "Zp"):
            kept.append(" ")
        elif category not in ("Cc", "Cf"):
            kept.append(character)
    return " ".join("".join(kept).split())


def placeholders(template: str) -> set[str]:
    """The names in braces that a template expects."""
    return {part[1:-1] for part in _TOKEN.split(template) if part.startswith("{")}


def fill(template: str, values: Mapping[str, str]) -> Rich:
    """A template with its placeholders filled; `**` switches bold on and off.

    Marks are read in the template only: a value prints as it is, whatever it holds.
    """
    runs: list[TextRun] = []
    bold = False
    for part in _TOKEN.split(template):
        if part == "**":
            bold = not bold
        elif part.startswith("{") and part.endswith("}"):
            runs.append(TextRun(clean(values[part[1:-1]]), bold))
        elif part:
            runs.append(TextRun(part, bold))
    return tuple(run for run in runs if run.text)


def plain(text: str, *, bold: bool = False) -> Rich:
    """A value as rich text: nothing in it is read as a mark."""
    return (TextRun(clean(text), bold),)


def words_of(rich: Rich) -> str:
    """The text without its weights."""
    return "".join(run.text for run in rich)


def filled(template: str, **values: str) -> str:
    """A template with its placeholders filled, without weights."""
    return words_of(fill(template, values))


def markup(rich: Rich, pieces: Pieces) -> str:
    """ReportLab's paragraph markup for rich text, with a font named for every stretch."""
    return "".join(
        f'<font name="{font}">{escape(part)}</font>'
        for run in rich
        for font, part in pieces(run.text, run.bold)
    )
