"""The bundled fonts and the English words, loaded once for the tests of the papers."""

from __future__ import annotations

import pytest

from app.papers.discharge_sheet.words import SheetWords, load_words
from app.papers.kit.fonts import Fonts, load_fonts
from tests.papers.examples import RESOURCES


@pytest.fixture(scope="session")
def fonts() -> Fonts:
    return load_fonts(RESOURCES / "fonts")


@pytest.fixture(scope="session")
def words() -> SheetWords:
    return load_words(RESOURCES / "sheets" / "discharge-en.toml")
