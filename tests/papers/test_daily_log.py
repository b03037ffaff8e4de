"""The charge nurse's log shows what went wrong, counts right, and goes on over pages."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from app.papers.daily_log.page import render
from app.papers.daily_log.value import Departure, LogMark
from app.papers.kit.fonts import Fonts, MissingGlyph
from tests.papers import reading
from tests.papers.examples import at, log, row, stamp


def test_each_session_has_its_row(fonts: Fonts) -> None:
    text = reading.words(render(log(), fonts))
    assert "Daily session log Infusion Unit 4B Monday 23 November 2026" in text
    for phrase in (
        "DOE, Jan MRN 00412 C1 · 3 of 5",
        "A1234C",
        "11:40 15:47 247 none",
        "2 · 31 min",
        "13 of 15",
        "RO, KL",
        "KL Kim Larsen, RN",
        "NGUYỄN ŁUKASZ, Ольга Петрова-Αλεξάνδρου",
        "REMS infusion checklist for ROSSI, Ana",
        "Charge nurse",
    ):
        assert phrase in text


def test_an_early_departure_is_marked_with_who_and_why(fonts: Fonts) -> None:
    text = reading.words(render(log(), fonts))
    assert (
        "EARLY Left at 14:07, 58 min after the end of the infusion. Allowed by Dr. L. Amari: "
        "child to fetch from school, told of the risk and whom to call." in text
    )
    assert "3 discharged 1 of these, EARLY" in text
    assert "VITALS MISSED 2 of 15 sets were not taken." in text
    assert "REACTION Flushing at 12:20" in text


def test_leaving_against_advice_is_told_so(fonts: Fonts) -> None:
    left = Departure(at=at(16, 0), early=True, against_advice=True)
    text = reading.words(render(log(rows=(row(departure=left),)), fonts))
    assert (
        "13 min after the end of the infusion. Against medical advice: no reason on record." in text
    )


def test_a_day_without_exceptions_is_quiet(fonts: Fonts) -> None:
    text = reading.words(render(log(rows=(row(1), row(2))), fonts))
    assert "EARLY" not in text
    assert "0 of these, early" in text
    assert "OPEN" not in text


def test_a_pause_says_why(fonts: Fonts) -> None:
    paused = row(pauses=1, paused_minutes=5, pause_reasons=("IV line or site",))
    assert "1 · 5 min IV line or site" in reading.words(render(log(rows=(paused,)), fonts))


def test_open_and_cancelled_sessions_stand_in_plain_sight(fonts: Fonts) -> None:
    text = reading.words(render(log(), fonts))
    assert "OPEN infusing" in text
    assert "CANCELLED before the start" in text


def test_the_totals_come_from_the_rows() -> None:
    totals = log().totals
    assert (totals.sessions, totals.discharged, totals.early) == (5, 3, 1)
    assert (totals.still_open, totals.cancelled, totals.with_exceptions) == (1, 1, 3)
    assert (totals.vitals_done, totals.vitals_due) == (53, 55)
    assert totals.running_minutes == 247 + 244 + 240 + 272


def test_the_seal_is_shown_whole_and_short_with_its_entries(fonts: Fonts) -> None:
    paper = log()
    assert paper.seal is not None
    text = reading.words(render(paper, fonts))
    assert paper.seal.hex in text.replace(" ", "")
    assert "Entry 412 of workstation ws-4b-1 bears the seal 3f9a 02bc … 9f34" in text
    assert "seal 3f9a 02bc … 9f34 · page 1 of 1" in text


def test_forty_rows_go_over_pages_with_the_head_on_each(fonts: Fonts) -> None:
    rows = tuple(row(number, patient=f"PATIENT {number:02}") for number in range(1, 41))
    pages = reading.pages(render(log(rows=rows), fonts))
    assert len(pages) > 2
    for number, page in enumerate(pages, start=1):
        assert "Daily session log" in page
        assert f"page {number} of {len(pages)}" in page
        assert "Monday 23 November 2026" in page
    for number in range(1, 41):
        assert sum(f"PATIENT {number:02}" in page for page in pages) == 1
    with_rows = [page for page in pages if "PATIENT" in page]
    assert all("Chair Patient, MRN" in page for page in with_rows)
    assert "Charge nurse" in pages[-1]


def test_a_row_and_its_exceptions_stay_on_one_page(fonts: Fonts) -> None:
    marks = tuple(LogMark(mark=f"MARK{at}", sentence="Something to see.") for at in range(4))
    rows = tuple(
        row(number, patient=f"PATIENT {number:02}", exceptions=marks) for number in range(1, 16)
    )
    for page in reading.pages(render(log(rows=rows), fonts)):
        assert page.count("PATIENT") == page.count("MARK0") == page.count("MARK3")


def test_an_empty_day_says_so(fonts: Fonts) -> None:
    text = reading.words(render(log(rows=(), seal=None, staff=(), owed=()), fonts))
    assert "No session was opened on this day." in text
    assert "there is no seal" in text


def test_practice_is_marked_on_every_page(fonts: Fonts) -> None:
    rows = tuple(row(number) for number in range(1, 31))
    pages = reading.pages(render(log(rows=rows, stamp=stamp(practice=True)), fonts))
    assert len(pages) > 1
    assert all(page.count("PRACTICE") == 2 for page in pages)


def test_a_letter_without_a_glyph_is_reported_with_its_row(fonts: Fonts) -> None:
    with pytest.raises(MissingGlyph, match="row 2 patient"):
        render(log(rows=(row(1), row(2, patient="李明"))), fonts)


def test_a_stop_after_midnight_shows_its_date(fonts: Fonts) -> None:
    late = row(stopped_at=at(0, 20, day=24), departure=Departure(at=at(2, 25, day=24)))
    assert "24 Nov 00:20" in reading.words(render(log(rows=(late,)), fonts))


def test_the_same_log_gives_the_same_bytes(fonts: Fonts) -> None:
    assert render(log(), fonts, invariant=True) == render(log(), fonts, invariant=True)


def test_the_values_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        log().date = dt.date(2026, 1, 1)  # type: ignore[misc]
    assert msgspec.structs.asdict(log().totals)["sessions"] == 5
