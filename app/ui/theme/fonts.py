"""The bundled fonts and the type scale: which sizes there are and what each is for."""

from __future__ import annotations

from enum import IntEnum
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from app.errors import Incomplete

Weight = QFont.Weight
FONT_FILES = (".ttf", ".otf")


class Px(IntEnum):
    """The type scale in pixels; nothing on a screen is smaller than SMALL."""

    SMALL = 13
    LABEL = 14
    DETAIL = 15
    BODY = 16
    TITLE = 18
    NAME = 22
    KEY = 28
    FIGURE = 32
    CHAIR = 34
    CLOCK = 84


class FontMissing(Incomplete):
    """The program was put together without a font it needs."""

    def __init__(self, why: str) -> None:
        super().__init__("Chairside cannot draw its text.", why, "Install Chairside again.")


def load_fonts(app: QApplication, folder: Path) -> str:
    """Load every font of a folder and make its text face the program's; the family's name."""
    files = sorted(p for p in folder.glob("*") if p.suffix.lower() in FONT_FILES)
    if not files:
        raise FontMissing(f"No font was found in {folder}.")
    families: list[str] = []
    for file in files:
        families += [f for f in _families(file) if f not in families]
    text = [f for f in families if not f.startswith("Noto")]
    if not text:
        raise FontMissing(f"The text font is missing in {folder}: only Noto was found there.")
    face = QFont()
    # One face for text; the rest stand in, in order, for the letters it lacks.
    face.setFamilies(text[:1] + [f for f in families if f != text[0]])
    face.setPixelSize(Px.BODY)
    face.setFeature(QFont.Tag("tnum"), 1)
    face.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    app.setFont(face)
    return text[0]


def _families(file: Path) -> list[str]:
    number = QFontDatabase.addApplicationFont(str(file))
    if number < 0:
        raise FontMissing(f"The font file {file.name} cannot be read.")
    return QFontDatabase.applicationFontFamilies(number)


def font(px: int = Px.BODY, weight: Weight = Weight.Normal, *, italic: bool = False) -> QFont:
    """The program's face in a size and weight, with figures that all have one width."""
    face = QFont(QApplication.font())
    face.setPixelSize(int(px))
    face.setWeight(weight)
    face.setItalic(italic)
    if px >= Px.KEY:
        face.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, -px * 0.03)
    return face
