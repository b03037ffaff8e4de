"""Tests of the window run without a screen, in the program's own fonts and its light theme."""

from __future__ import annotations

import os
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtWidgets import QApplication

from app.ui import theme

FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> QApplication:
    """The application with its fonts loaded, once for all tests."""
    theme.load_fonts(qapp, FONTS)
    return qapp


@pytest.fixture(autouse=True)
def _light(dressed: QApplication) -> None:
    if theme.tokens() is not theme.LIGHT or not dressed.styleSheet():
        theme.apply(dressed, theme.LIGHT)
