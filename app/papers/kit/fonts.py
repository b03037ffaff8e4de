"""The bundled fonts, registered once, and the search for characters that none of them has."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import msgspec
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from app.errors import WorldError
from app.papers.kit.text import clean

Weight = Literal["regular", "medium", "semibold", "bold"]

_FILES: dict[Weight, tuple[str, str]] = {
    "regular": ("ChairsideSans-Regular", "NotoSans-Regular"),
    "medium": ("ChairsideSans-Medium", "NotoSans-Regular"),
    "semibold": ("ChairsideSans-SemiBold", "NotoSans-Bold"),
    "bold": ("ChairsideSans-Bold", "NotoSans-Bold"),
}


class MissingGlyph(WorldError):
    """A text holds characters that no bundled font can print."""

    def __init__(self, field: str, characters: list[str]) -> None:
        named = ", ".join(_named(character) for character in characters)
        one = len(characters) == 1
        super().__init__(
            what=f"The paper was not made: its {field} holds {named}, which cannot be printed.",
            why=f"None of the program's fonts has {'this character' if one else 'these characters'}"
            "; they cover Latin, Greek and Cyrillic letters.",
            do=f"Correct the {field}, or write it as in the passport's Latin letters, and print "
            "again.",
        )
        self.field = field
        self.characters = characters


@dataclass(frozen=True)
class Fonts:
    """For every weight the fonts to try, in order, for each character."""

    chains: dict[Weight, tuple[TTFont, ...]]

    def name(self, weight: Weight) -> str:
        """ReportLab's name of the first font of a weight."""
        return str(self.chains[weight][0].fontName)

    def pieces(self, text: str, weight: Weight) -> list[tuple[str, str]]:
        """The text in stretches of one font each, as (font name, stretch)."""
        found: list[tuple[str, str]] = []
        for character in text:
            font = next((font for font in self.chains[weight] if _has(font, character)), None)
            if font is None:
                raise MissingGlyph("text", self.missing_glyphs(text))
            if found and found[-1][0] == font.fontName:
                found[-1] = (font.fontName, found[-1][1] + character)
            else:
                found.append((font.fontName, character))
        return found

    def width(self, text: str, weight: Weight, size: float) -> float:
        """The printed width in points."""
        return float(
            sum(
                pdfmetrics.stringWidth(piece, font, size)
                for font, piece in self.pieces(text, weight)
            )
        )

    def missing_glyphs(self, text: str) -> list[str]:
        """The characters of a text that would not print, each once, in order."""
        missing = (
            character
            for character in clean(text)
            if not all(
                any(_has(font, character) for font in chain) for chain in self.chains.values()
            )
        )
        return list(dict.fromkeys(missing))

    def require(self, paper: msgspec.Struct) -> None:
        """Raise MissingGlyph for the first text of a paper that cannot print whole."""
        for field, text in _texts(paper, ""):
            if missing := self.missing_glyphs(text):
                raise MissingGlyph(field, missing)


@functools.cache
def load_fonts(folder: Path) -> Fonts:
    """Register the bundled fonts; a missing or damaged font file is reported, never replaced."""
    faces: dict[str, TTFont] = {}
    for name in dict.fromkeys(name for pair in _FILES.values() for name in pair):
        path = folder / f"{name}.ttf"
        try:
            faces[name] = TTFont(name, str(path))
        except (TTFError, OSError) as problem:
            raise WorldError(
                f"The font {path.name} cannot be used, so no paper can be made.",
                f"The program looked for it in {folder}.",
                "Install the program again, or put the font file back.",
            ) from problem
    for name, face in faces.items():
        pdfmetrics.registerFont(face)
        pdfmetrics.registerFontFamily(name, normal=name, bold=name, italic=name, boldItalic=name)
    return Fonts({weight: tuple(faces[name] for name in names) for weight, names in _FILES.items()})


def _has(font: TTFont, character: str) -> bool:
    return ord(character) in font.face.charToGlyph


def _named(character: str) -> str:
    code = f"U+{ord(character):04X}"
    return f"{character} ({code})" if character.isprintable() else code


def _single(field: str) -> str:
    """`allergies` becomes `allergy`, `rows` becomes `row`."""
    return f"{field[:-3]}y" if field.endswith("ies") else field.removesuffix("s")


def _texts(value: object, field: str) -> Iterator[tuple[str, str]]:
    """Every text in a value with a name a nurse can read: `patient name`, `row 3 lot`."""
    if isinstance(value, str):
        yield field, value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from _texts(getattr(value, name), f"{field} {name.replace('_', ' ')}".strip())
    elif isinstance(value, tuple):
        for count, item in enumerate(value, start=1):
            yield from _texts(item, f"{_single(field)} {count}".strip())
