"""One name that cannot be printed must not keep the whole day's log from the charge nurse."""

from __future__ import annotations

import datetime as dt

import pytest
from msgspec.structs import replace

from app.papers.daily_log.legible import legible
from app.papers.daily_log.page import render
from app.papers.daily_log.value import Departure, LogMark, LogRow, StaffName
from app.papers.kit.fonts import Fonts
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


def printed(fonts: Fonts, row: LogRow, **changes: object) -> str:
    """The words of the day's log with this session in the first place."""
    paper = log(rows=(row, *log().rows[1:]), **changes)
    return reading.words(render(legible(paper, fonts), fonts))


def test_a_lot_of_fifty_unprintable_letters_does_not_stop_the_log(fonts: Fonts) -> None:
    text = printed(fonts, replace(log().rows[0], lot="李" * 50))
    assert "[U+674E]".replace(" ", "") in text.replace(" ", "")
    assert "LETTERS" in text
    assert "ROSSI, Ana" in text, "the other sessions of the day"


def test_letters_beyond_the_first_codes_are_counted_by_question_marks(fonts: Fonts) -> None:
    row = legible(log(rows=(replace(log().rows[0], lot="AB李明" * 5),)), fonts).rows[0]
    assert row.lot == "AB[U+674E][U+660E]" * 4 + "AB??"


def test_a_letter_written_in_two_pieces_is_spelt_as_the_one_that_would_print(fonts: Fonts) -> None:
    joined, parts = "\u0958", "\u0915\u093c"  # a Devanagari letter that Unicode composes apart
    for name in (joined, parts, "e\u0323\u0334"):
        row = replace(log().rows[0], patient=name)
        assert render(legible(log(rows=(row,)), fonts), fonts)


@pytest.mark.parametrize("letter", ["W", "李", "\u0627"])
def test_a_day_in_which_every_text_is_as_long_as_it_may_be_still_prints(
    fonts: Fonts, letter: str
) -> None:
    line, text = letter * 200, letter * 2000
    row = replace(
        log().rows[0],
        patient=f"{line}, {line}",
        mrn=line,
        lot=line,
        chair=line,
        stage=line,
        nurses=(letter * 10,) * 40,
        pause_reasons=(line,) * 12,
        exceptions=(LogMark(mark="NOTE", sentence=text),) * 3,
        departure=Departure(at=log().stamp.printed_at, early=True, reason=text, allowed_by=line),
        started_at=log().stamp.printed_at - dt.timedelta(hours=5),
    )
    staff = (StaffName(initials=letter * 10, name=line),) * 40
    said = printed(fonts, row, unit=line, staff=staff, owed=(text,) * 3)
    assert "ROSSI, Ana" in said


def test_what_is_cut_in_a_column_stands_whole_below(fonts: Fonts) -> None:
    reasons = tuple(f"reason number {number}" for number in range(12))
    row = legible(log(rows=(replace(log().rows[0], pause_reasons=reasons),)), fonts).rows[0]
    assert row.pause_reasons[0].endswith("…")
    assert row.exceptions[-1] == LogMark(mark="PAUSES", sentence=", ".join(reasons))
