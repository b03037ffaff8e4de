"""Elapsed time is right, whatever somebody or something does to the clock."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from app.models.day.schedule import schedule
from app.models.moment import Now, add_months, hms, utc
from tests.ward import ZONE, Ward, open_ward


@pytest.mark.parametrize("minutes", [60, -60, 7, -7, 1440])
def test_the_clock_is_set_during_the_infusion(ward: Ward, minutes: int) -> None:
    ward.infusing("09:30").at("11:00").clock_is_set(minutes=minutes)
    assert ward.ran_min == 90
    assert ward.left_min == pytest.approx(150)
    ward.later(minutes=150).end()
    assert ward.ran_min == 240
    ward.later(minutes=119, seconds=59).ready_to_leave()
    ward.refuses("gate_closed").leaves()
    ward.later(seconds=1).leaves()


def test_due_times_are_said_on_the_new_clock(ward: Ward) -> None:
    ward.infusing("09:30").at("11:00").clock_is_set(hours=-1)
    assert ward.due_at("end") == "12:30"
    assert ward.due_at("vitals") == "08:45", "still the one missed since the start"
    ward.takes_vitals()
    assert ward.due_at("vitals") == "10:30"


def test_twice_set_is_twice_noted(ward: Ward) -> None:
    ward.infusing("09:30").at("10:00").clock_is_set(hours=3).later(minutes=30)
    ward.clock_is_set(hours=-3).later(minutes=30)
    assert ward.ran_min == 90
    assert f"{ward.now.local(ward.now.at):%H:%M}" == "11:00"


def test_a_pause_across_the_step(ward: Ward) -> None:
    ward.infusing("09:30").at("10:00").pause().later(minutes=5).clock_is_set(hours=-1)
    ward.later(minutes=5).resume().later(minutes=10)
    assert ward.ran_min == 40


def test_the_bag_clock_goes_on_across_the_step(ward: Ward) -> None:
    ward.ready_to_start().at("10:00").clock_is_set(hours=-2)
    assert ward.due_at("bag") == "15:15"
    ward.at("15:15").later(seconds=1).takes_vitals()
    assert ward.still_open == {"bag"}


def test_baseline_vitals_age_by_true_time(ward: Ward) -> None:
    ward.ready_to_start().at("09:30").clock_is_set(minutes=-20)
    ward.later(minutes=25)
    assert ward.still_open == set()
    ward.later(minutes=1)
    assert ward.still_open == {"baseline_vitals", "stroke_check"}


def test_an_entry_moved_back_is_on_the_clock_as_it_goes_now(ward: Ward) -> None:
    ward.infusing("09:30").at("11:00").clock_is_set(hours=1)
    ward.at("12:10").pause(at=ward.time("12:05"))
    assert ward.ran_min == 95


def test_the_timeline_keeps_the_order_in_which_things_happened(ward: Ward) -> None:
    ward.infusing("09:30").at("10:50").notes("before").at("11:00").clock_is_set(hours=-1)
    ward.at("10:01").notes("after")
    said = [row.text for row in ward.rows][-3:]
    assert said[0] == "before"
    assert "jumped back 60 min" in said[1]
    assert said[2] == "after"


def test_a_step_reaches_every_open_session(ward: Ward) -> None:
    ward.infusing("09:30")
    ward.registers("roe", mrn="2", family="Roe").orders("roe")
    ward.arrives("roe", chair=2, id="roe-1").clock_is_set(hours=-1)
    steps = [session.step.total_seconds() for session in ward.desk.open_sessions()]
    assert steps == [-3600, -3600]


def test_a_session_opened_after_the_step_knows_nothing_of_it(ward: Ward) -> None:
    ward.clock_is_set(hours=1).arrives()
    assert ward.session.step.total_seconds() == 0


def test_asleep_for_40_minutes_the_infusion_was_not(ward: Ward) -> None:
    ward.infusing("09:30").at("10:00").sleeps(minutes=40)
    assert ward.ran_min == 70
    assert "slept 40 min" in ward.rows[-1].text
    assert ward.due_at("vitals") == "09:45"


@pytest.mark.parametrize(
    ("start", "walls"),
    [
        # Summer time ends in New York at 2:00 on 1 November: that hour comes twice.
        (datetime(2026, 10, 31, 22, 0, tzinfo=ZONE), ("01:30", "02:30")),
        # and begins on 14 March 2027: that hour never comes.
        (datetime(2027, 3, 13, 22, 0, tzinfo=ZONE), ("01:30", "04:30")),
    ],
)
def test_summer_time(start: datetime, walls: tuple[str, str]) -> None:
    ward = open_ward(start=start)
    ward.arrives().identifies().authorizes().answers().gives("corticosteroid")
    ward.gives("antiviral").gives("antihistamine").gives("antipyretic")
    ward.prepares_bag().checks_bag().takes_vitals()
    ward.later(minutes=30).start()
    ward.later(hours=3)
    assert f"{ward.now.local(ward.now.at):%H:%M}" == walls[0]
    assert ward.ran_min == 180
    ward.later(hours=2)
    assert f"{ward.now.local(ward.now.at):%H:%M}" == walls[1]
    assert ward.ran_min == 300
    offsets = {entry.offset_min for entry in ward.session.entries}
    ward.end()
    assert len(offsets | {ward.entry.offset_min}) == 2, "the offset of the time is kept"


def test_moving_the_zone_moves_nothing(ward: Ward) -> None:
    ward.infusing("09:30").at("10:00")
    abroad = Now(ward.now.at, ZoneInfo("Asia/Kathmandu"))
    assert schedule(ward.session, abroad, ward.pack) == schedule(ward.session, ward.now, ward.pack)


# ------------------------------------------------------------------------------- in small


def test_a_time_without_a_zone_is_no_time() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        utc(datetime(2026, 11, 23))  # noqa: DTZ001  what is refused


def test_the_date_is_shown_when_it_is_not_today() -> None:
    now = Now(utc(datetime(2026, 11, 23, 8, tzinfo=ZONE)), ZONE)
    assert now.wall(datetime(2026, 11, 23, 14, 5, tzinfo=ZONE)) == "14:05"
    assert now.wall(datetime(2026, 11, 24, 0, 0, tzinfo=ZONE)) == "24 Nov 00:00"


@pytest.mark.parametrize(("span", "shown"), [(0, "0:00:00"), (6130, "1:42:10"), (-5, "0:00:00")])
def test_a_span_is_never_negative(span: float, shown: str) -> None:
    assert hms(span) == shown


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ("2026-11-23", 12, "2027-11-23"),
        ("2026-01-31", 1, "2026-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2026-12-31", 2, "2027-02-28"),
        ("2026-08-31", 48, "2030-08-31"),
    ],
)
def test_months_end_where_months_end(day: str, months: int, later: str) -> None:
    given = datetime.fromisoformat(day).date()
    assert add_months(given, months).isoformat() == later
