"""A sheet's words are checked before anybody relies on them."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from app.errors import WorldError
from app.papers.discharge_sheet.words import SheetWords, load_words
from app.papers.kit.dates import Dates
from app.papers.kit.fonts import Fonts
from app.papers.kit.text import TextRun, clean, fill, markup, words_of
from tests.papers.examples import RESOURCES, at

ENGLISH = RESOURCES / "sheets" / "discharge-en.toml"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('title = "After', 'tittle = "x"\ntitle = "After', "tittle"),
        ('until = "{until}"', 'until = "soon"', r"emergency.until must hold \{until\}"),
        ('say = "Say:', 'say = "{hour} Say:', r"emergency.say must hold \{product\}, and holds"),
        ("**“I had {product}.”**", "**“I had {product}.”", "does not close it"),
        ('face = "Weak', 'face = "{hour} Weak', "emergency.face must hold no names in braces"),
        ('face = "Weak', 'fase = "Weak', "fase|face"),
        ("version = 1", 'version = "one"', "int"),
        ('id = "discharge"', 'id = "log"', "id"),
        ('mrn = "MRN {mrn}"', 'mrn = ""', "length"),
        ("[emergency]", "[emergency", "emergency|Invalid|Expected"),
    ],
)
def test_a_bad_file_is_refused_with_place_and_reason(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    text = ENGLISH.read_text("utf-8")
    assert old in text
    bad = tmp_path / "discharge-xx.toml"
    bad.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(WorldError) as problem:
        load_words(bad)
    assert "discharge-xx.toml cannot be used" in problem.value.what
    assert re.search(told, problem.value.why)
    assert problem.value.do


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(WorldError, match="cannot be read"):
        load_words(tmp_path / "none.toml")


def test_no_clinical_number_stands_in_the_words() -> None:
    text = ENGLISH.read_text("utf-8").replace("version = 1\n", "")
    calendar, rest = text.split("[emergency]")
    assert not re.findall(r"\d", calendar.split("[calendar]")[0] + rest)


def test_values_are_never_read_as_marks(fonts: Fonts) -> None:
    rich = fill("**{name}** & more", {"name": "a **b** {until} <i>"})
    assert rich == (TextRun("a **b** {until} <i>", bold=True), TextRun(" & more"))
    marked = markup(rich, lambda text, bold: fonts.pieces(text, "bold" if bold else "regular"))
    assert "&lt;i&gt;" in marked
    assert "&amp; more" in marked
    assert words_of(rich) == "a **b** {until} <i> & more"


def test_control_and_invisible_characters_do_not_print() -> None:
    assert clean(" A\tB\n\u200fC\u00adD\u00a0\x00E ") == "A B CD E"


def test_spans_and_numbers_are_written_plainly(words: SheetWords) -> None:
    dates = Dates(words.calendar)
    assert [dates.span(months) for months in (1, 12, 18, 48)] == [
        "1 month", "1 year", "18 months", "4 years",
    ]  # fmt: skip
    assert [dates.every(months) for months in (1, 3, 12)] == [
        "every month", "every 3 months", "every year",
    ]  # fmt: skip
    assert [dates.watch_span(hours) for hours in (24, 72, 60)] == ["1 day", "3 days", "60 hours"]
    assert dates.temperature(38.0) == "38 °C (100.4 °F)"
    assert dates.temperature(37.8) == "37.8 °C (100 °F)"
    assert dates.number(100) == "100"
    assert [dates.clock(at(hour, 5)) for hour in (0, 12, 23)] == [
        "00:05 (12:05 am)", "12:05 (12:05 pm)", "23:05 (11:05 pm)",
    ]  # fmt: skip


def test_the_values_and_words_are_read_without_loading_reportlab() -> None:
    program = (
        "import sys, app.papers.discharge_sheet.value, app.papers.discharge_sheet.phrases\n"
        "sys.exit(any(name.startswith('reportlab') for name in sys.modules))"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", program], cwd=root, check=False)
    assert done.returncode == 0
