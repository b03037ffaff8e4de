"""The day's log comes out whatever the day was like, and tells what the record shows now."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfReader

from app.papers import office
from app.papers.daily_log.value import LogRow
from tests.papers import reading
from tests.ward import OSEI, Ward, open_ward


@pytest.fixture
def ward() -> Ward:
    return open_ward()


def entry(ward: Ward, kind: str) -> str:
    return ward.last(kind)


def row_of(ward: Ward) -> LogRow:
    return office.log_value(ward.desk, ward.session.date, OSEI).rows[0]


def marks(ward: Ward) -> dict[str, str]:
    return {mark.mark: mark.sentence for mark in row_of(ward).exceptions}


def pages(ward: Ward) -> list[str]:
    return reading.pages(office.log_pdf(office.log_value(ward.desk, ward.session.date, OSEI)))


def test_a_session_with_more_exceptions_than_a_page_goes_on_upon_the_next(ward: Ward) -> None:
    ward.infusing()
    for _ in range(60):
        ward.later(minutes=4).takes_vitals(sbp=200, confirmed=True)
    printed = pages(ward)
    assert len(printed) > 1
    assert sum(page.count("CRITICAL") for page in printed) == 60
    assert "goes on" in printed[1]
    assert "DOE, Jan" in printed[1]


def test_the_longest_reason_is_printed_whole(ward: Ward) -> None:
    ward.infusing().overrides("sheet", by="R. Osei, RN", reason="word " * 400)
    assert sum(page.count("word") for page in pages(ward)) == 400


def test_a_requirement_that_a_correction_took_away_stands_on_the_log(ward: Ward) -> None:
    ward.infusing()
    assert "NOT MET" not in marks(ward)
    answered = ward.session.checks["authorisation"]["authorized"].mark
    ward.corrects(answered, "another patient's", strike=True)
    assert marks(ward)["NOT MET"].endswith("REMS authorization.")


def test_a_start_put_right_to_after_the_bags_time_stands_on_the_log(ward: Ward) -> None:
    ward.infusing().at("17:20").takes_vitals().at("18:00")
    ward.corrects(entry(ward, "infusion_started"), occurred_at=ward.time("17:30"))
    assert marks(ward)["NOT MET"].startswith("At the start")
    assert "Bag prepared" in marks(ward)["NOT MET"]


def test_an_end_put_right_makes_an_early_departure_of_it(ward: Ward) -> None:
    ward.observing("13:30").at("15:30").ready_to_leave().leaves().later(minutes=5)
    departure = row_of(ward).departure
    assert departure
    assert not departure.early
    ward.corrects(entry(ward, "infusion_ended"), occurred_at=ward.time("14:30"))
    assert row_of(ward).early
    assert "EARLY Left at 15:30, 60 min after the end of the infusion" in " ".join(pages(ward))


def test_an_end_put_right_to_a_full_one_is_not_short_any_more(ward: Ward) -> None:
    ward.infusing().at("12:30").end(early_reason="the bag looked empty").at("13:40")
    assert "STOPPED SHORT" in marks(ward)
    ward.corrects(entry(ward, "infusion_ended"), occurred_at=ward.time("13:30"))
    assert "STOPPED SHORT" not in marks(ward)


def test_what_a_viewer_lists_names_no_patient(ward: Ward) -> None:
    ward.observing()
    for paper in (
        office.sheet_pdf(office.sheet_value(ward.desk, ward.id, OSEI)),
        office.log_pdf(office.log_value(ward.desk, ward.session.date, OSEI)),
    ):
        listed = str(PdfReader(BytesIO(paper)).metadata)
        assert "DOE" not in listed
        assert "00412" not in listed
