"""The theme holds its promises: contrast, fonts, and a change of theme at run time."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter
from PySide6.QtWidgets import QApplication

from app.ui import theme
from app.ui.theme import DIM, LIGHT, FontMissing, Glyph, Px, Tokens, Weight, paint_glyph
from app.ui.theme.stylesheet import stylesheet
from app.ui.widgets.card import Card
from app.ui.widgets.text import Role

FONTS = Path(__file__).resolve().parents[3] / "resources" / "fonts"
BOTH = pytest.mark.parametrize("look", [LIGHT, DIM], ids=lambda t: t.name)

# What is read, on what it stands.
TEXT = [
    *[
        (ink, on)
        for ink in ("ink", "ink2")
        for on in ("background", "surface", "raised", "accent_soft")
    ],
    *[("accent", on) for on in ("background", "surface", "raised", "accent_soft")],
    ("on_accent", "accent"),
    ("high", "surface"),
    ("high", "raised"),
    ("on_high", "high"),
    ("on_medium", "medium"),
    ("on_low", "low"),
    ("surface", "ink"),
]
# What outlines something that can be pressed or typed into.
CONTROLS = [
    *[("edge", on) for on in ("background", "surface", "raised")],
    *[("accent", on) for on in ("background", "surface", "raised", "accent_soft")],
    ("high", "surface"),
    ("ink3", "surface"),
]


def luminance(colour: str) -> float:
    """Relative luminance after WCAG 2."""
    seen = QColor(colour)
    parts = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (seen.redF(), seen.greenF(), seen.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: str, other: str) -> float:
    """The contrast ratio after WCAG 2."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@BOTH
@pytest.mark.parametrize(("ink", "on"), TEXT)
def test_text_can_be_read(look: Tokens, ink: str, on: str) -> None:
    assert contrast(getattr(look, ink), getattr(look, on)) >= 4.5


@BOTH
@pytest.mark.parametrize(("edge", "on"), CONTROLS)
def test_controls_can_be_seen(look: Tokens, edge: str, on: str) -> None:
    assert contrast(getattr(look, edge), getattr(look, on)) >= 3.0


def test_no_text_is_smaller_than_13() -> None:
    assert min(Px) == 13
    assert min(role.value[0] for role in Role) >= 13


@BOTH
def test_the_stylesheet_names_no_colour_outside_the_theme(look: Tokens) -> None:
    sheet = stylesheet(look)
    assert "$" not in sheet
    known = {v.upper() for v in (getattr(look, f) for f in look.__slots__) if v.startswith("#")}
    used = {w.strip(";").upper() for w in sheet.split() if w.startswith("#")}
    assert used <= known


def test_a_missing_font_is_said_in_a_sentence(qapp: QApplication, tmp_path: Path) -> None:
    with pytest.raises(FontMissing, match="cannot draw its text"):
        theme.load_fonts(qapp, tmp_path)


def test_a_broken_font_is_named(qapp: QApplication, tmp_path: Path) -> None:
    (tmp_path / "Broken.ttf").write_bytes(b"not a font")
    with pytest.raises(FontMissing, match=r"Broken\.ttf"):
        theme.load_fonts(qapp, tmp_path)


@pytest.mark.parametrize("px", [Px.BODY, Px.CLOCK])
def test_all_figures_have_one_width(qapp: QApplication, px: int) -> None:
    theme.load_fonts(qapp, FONTS)
    metrics = QFontMetricsF(theme.font(px, Weight.Bold))
    assert len({metrics.horizontalAdvance(figure) for figure in "0123456789"}) == 1


def test_a_painted_widget_follows_the_theme(qtbot, qapp: QApplication) -> None:
    card = Card()
    qtbot.addWidget(card)
    card.resize(80, 80)
    card.show()
    seen = []
    for look in (LIGHT, DIM):
        theme.apply(qapp, look)
        assert theme.tokens() is look
        seen.append(QColor(card.grab().toImage().pixelColor(40, 40)))
    theme.apply(qapp, LIGHT)
    assert [c.name().upper() for c in seen] == [LIGHT.surface, DIM.surface]


@pytest.mark.parametrize("glyph", list(Glyph))
def test_every_sign_is_drawn(qapp: QApplication, glyph: Glyph) -> None:
    image = QImage(48, 48, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    with QPainter(image) as painter:
        paint_glyph(painter, glyph, QRectF(image.rect()), "#000000")
    marks = [
        image.pixelColor(x, y).alpha() for x in range(image.width()) for y in range(image.height())
    ]
    assert max(marks) > 200
