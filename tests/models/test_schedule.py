"""What is due: every 15 minutes in the first hour, then every 30, to the end and after it."""

from __future__ import annotations

import pytest

from app.models.day.schedule import Urgency, schedule, vitals_done_of_due
from tests.ward import Ward

FIRST_HOUR = ["09:45", "10:00", "10:15", "10:30"]
THEN = ["11:00", "11:30", "12:00", "12:30", "13:00"]
OBSERVATION = ["13:30", "14:00", "14:30", "15:00", "15:30"]


def test_nothing_is_due_before_there_is_a_bag(ward: Ward) -> None:
    ward.arrives()
    assert schedule(ward.session, ward.now, ward.pack) == ()


def test_the_bag_has_a_time_it_must_be_started_by(ward: Ward) -> None:
    ward.ready_to_start()
    assert ward.due_at("bag") == "17:15"
    assert ward.due("bag").limit
    ward.at("17:15")
    assert ward.due("bag").urgency is Urgency.DUE
    ward.at("09:30").takes_vitals().start()
    assert ward.due("bag") is None


def test_after_a_critical_value_vitals_are_due_again_soon(ward: Ward) -> None:
    ward.infusing().at("10:30").takes_vitals(sbp=186, dbp=104, confirmed=True)
    assert ward.due_at("vitals") == "10:40"
    ward.at("10:40").takes_vitals()
    assert ward.due_at("vitals") == "11:00"


def test_every_due_time_of_a_plain_day(ward: Ward) -> None:
    ward.infusing()
    seen = []
    for time in FIRST_HOUR + THEN:
        seen.append(ward.due_at("vitals"))
        ward.at(time).takes_vitals()
    ward.at("13:30").end()
    for time in OBSERVATION:
        seen.append(ward.due_at("vitals"))
        ward.at(time).takes_vitals()
    assert seen == FIRST_HOUR + THEN + OBSERVATION
    assert ward.due("vitals") is None
    assert vitals_done_of_due(ward.session, ward.now, ward.pack) == (14, 14)


@pytest.mark.parametrize(
    ("time", "urgency"),
    [
        ("09:44:59", Urgency.COMING),
        ("09:45", Urgency.DUE),
        ("09:49:59", Urgency.DUE),
        ("09:50", Urgency.LATE),
        ("09:54:59", Urgency.LATE),
        ("09:55", Urgency.OVERDUE),
        ("10:20", Urgency.OVERDUE),
    ],
)
def test_due_late_overdue(ward: Ward, time: str, urgency: Urgency) -> None:
    ward.infusing().at(time)
    assert ward.due("vitals").urgency is urgency


def test_missed_vitals_stay_overdue_until_some_are_taken(ward: Ward) -> None:
    ward.infusing()
    for time in ("10:00", "10:31", "12:00"):
        ward.at(time)
        assert ward.due_at("vitals") == "09:45"
    ward.takes_vitals()
    assert ward.due_at("vitals") == "12:30"
    assert vitals_done_of_due(ward.session, ward.now, ward.pack) == (1, 7)


@pytest.mark.parametrize(
    ("taken", "following"),
    [
        ("09:40", "09:45"),  # before the last third of the interval
        ("09:40:30", "10:00"),  # in it
        ("09:45", "10:00"),
        ("09:54", "10:00"),  # late, for 09:45
        ("09:56", "10:15"),  # already for 10:00
    ],
)
def test_which_due_time_a_set_counts_for(ward: Ward, taken: str, following: str) -> None:
    ward.infusing().at(taken).takes_vitals()
    assert ward.due_at("vitals") == following


def test_due_times_follow_when_it_happened_not_when_it_was_written(ward: Ward) -> None:
    ward.infusing().at("10:02")
    ward.takes_vitals(at=ward.time("09:45"), late_reason="both hands full")
    assert ward.due_at("vitals") == "10:00"


def test_two_sets_for_one_due_time_count_once(ward: Ward) -> None:
    ward.infusing().at("09:45").takes_vitals().later(minutes=1).takes_vitals()
    assert ward.due_at("vitals") == "10:00"
    assert vitals_done_of_due(ward.session, ward.now, ward.pack) == (1, 1)


def test_a_set_struck_out_was_not_taken(ward: Ward) -> None:
    ward.infusing().at("09:45").takes_vitals()
    ward.corrects(ward.entry.mark, strike=True)
    assert ward.due_at("vitals") == "09:45"


def test_vital_signs_go_on_through_a_pause(ward: Ward) -> None:
    ward.infusing().at("09:40").pause()
    assert ward.due_at("vitals") == "09:45"


def test_a_pause_asks_for_a_decision(ward: Ward) -> None:
    ward.infusing().at("11:00").pause()
    assert ward.due_at("pause") == "11:10"
    ward.at("11:10")
    assert ward.due("pause").urgency is Urgency.DUE
    ward.resume()
    assert ward.due("pause") is None


def test_the_end_is_due_when_the_bag_is_empty(ward: Ward) -> None:
    ward.infusing()
    assert ward.due_at("end") == "13:30"
    ward.at("10:30").change_rate(20)
    assert ward.due_at("end") == "14:17"
    ward.at("14:28")
    assert ward.due("end").urgency is Urgency.OVERDUE


def test_home_is_a_limit_not_a_task(ward: Ward) -> None:
    ward.observing()
    assert ward.due_at("home") == "15:30"
    ward.at("18:00")
    assert ward.due("home").urgency is Urgency.DUE


def test_an_early_end_starts_the_observation_sets_at_once(ward: Ward) -> None:
    ward.infusing().at("09:45").takes_vitals().at("09:50").end(early_reason="reaction")
    assert ward.due_at("vitals") == "09:50"
    assert ward.due_at("home") == "11:50"


def test_a_corrected_end_moves_what_follows_from_it(ward: Ward) -> None:
    ward.observing().at("13:45").corrects(ward.entry.mark, occurred_at=ward.time("13:40"))
    assert ward.due_at("home") == "15:40"


def test_after_the_patient_has_left_nothing_is_due(ward: Ward) -> None:
    ward.observing().at("15:30").ready_to_leave().leaves()
    assert schedule(ward.session, ward.now, ward.pack) == ()
    assert vitals_done_of_due(ward.session, ward.now, ward.pack) == (1, 14)


def test_the_soonest_comes_first(ward: Ward) -> None:
    ward.infusing()
    due = schedule(ward.session, ward.now, ward.pack)
    assert [item.key for item in due] == ["vitals", "end"]
