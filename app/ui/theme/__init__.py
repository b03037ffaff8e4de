"""The look: colours, type, glyphs and the stylesheet, put on the program by `apply`."""

from app.ui.theme.applied import apply, tokens
from app.ui.theme.fonts import FontMissing, Px, Weight, font, load_fonts
from app.ui.theme.glyphs import Glyph, paint_glyph
from app.ui.theme.tokens import DIM, LIGHT, Tokens

__all__ = [
    "DIM",
    "LIGHT",
    "FontMissing",
    "Glyph",
    "Px",
    "Tokens",
    "Weight",
    "apply",
    "font",
    "load_fonts",
    "paint_glyph",
    "tokens",
]
