"""Putting a theme on the running program, and asking which one it wears."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from app.ui.theme.stylesheet import stylesheet
from app.ui.theme.tokens import LIGHT, Tokens

_PROPERTY = "chairside_tokens"


def apply(app: QApplication, theme: Tokens) -> None:
    """Restyle the whole program, at start or while it runs; painted widgets follow at once."""
    app.setProperty(_PROPERTY, theme)
    if app.style().objectName().lower() != "fusion":
        app.setStyle("Fusion")
    app.setPalette(palette(theme))
    app.setStyleSheet(stylesheet(theme))
    for window in app.topLevelWidgets():
        window.update()


def tokens() -> Tokens:
    """The colours the program wears now; ask in every paint, so that a change is seen."""
    app = QApplication.instance()
    worn = app.property(_PROPERTY) if app is not None else None
    return worn if isinstance(worn, Tokens) else LIGHT


def palette(theme: Tokens) -> QPalette:
    """The same colours for what Qt paints without the stylesheet."""
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    colours = {
        role.Window: theme.background,
        role.WindowText: theme.ink,
        role.Base: theme.surface,
        role.AlternateBase: theme.raised,
        role.Text: theme.ink,
        role.PlaceholderText: theme.ink2,
        role.Button: theme.surface,
        role.ButtonText: theme.ink,
        role.BrightText: theme.on_accent,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.on_accent,
        role.Accent: theme.accent,
        role.ToolTipBase: theme.surface,
        role.ToolTipText: theme.ink,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
        role.Light: theme.raised,
        role.Midlight: theme.line,
        role.Mid: theme.edge,
        role.Dark: theme.edge,
        role.Shadow: theme.ink,
    }
    made = QPalette()
    for part, colour in colours.items():
        made.setColor(part, QColor(colour))
    for part in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(group.Disabled, part, QColor(theme.ink2))
    return made
