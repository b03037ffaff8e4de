"""One name that cannot be printed must not keep the whole day's log from the charge nurse."""

from __future__ import annotations

from msgspec.structs import replace

from app.papers.daily_log import render
from app.papers.fonts import Fonts
from app.papers.legible import legible
from tests.papers import reading
from tests.papers.examples import log


def test_a_name_in_chinese_letters_is_spelt_by_codes_and_marked(fonts: Fonts) -> None:
    paper = log()
    first = replace(paper.rows[0], patient="李, 明", mrn="00917")
    spelt = legible(replace(paper, rows=(first, *paper.rows[1:])), fonts)
    assert spelt.rows[0].patient == "[U+674E], [U+660E]"
    assert spelt.rows[1:] == paper.rows[1:]
    text = reading.words(render(spelt, fonts))
    assert "LETTERS" in text
    assert "00917" in text


def test_a_log_that_prints_is_left_as_it_is(fonts: Fonts) -> None:
    paper = log()
    assert legible(paper, fonts) == paper
