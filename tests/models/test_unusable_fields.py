"""What no field may hold: nothing of it is recorded, and a sentence says why."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from app.models.facts import Role
from app.models.staff import EnrolStaff, SignIn
from app.models.unit import SetUpUnit
from tests.ward import OSEI, ZONE, Ward

FAR = [
    datetime(1, 1, 1, tzinfo=UTC),
    datetime(1, 1, 1, tzinfo=ZONE),
    datetime(2020, 1, 1, tzinfo=UTC),
]
LAST = datetime(9999, 12, 31, 23, 59, tzinfo=ZONE)


@pytest.mark.parametrize("long_ago", FAR)
def test_a_time_long_ago_is_a_mistyped_date(ward: Ward, long_ago: datetime) -> None:
    ward.arrives().takes_vitals()
    ward.refuses("too_long_ago").notes(at=long_ago)
    ward.refuses("too_long_ago").notes(at=long_ago, late_reason="found on paper")
    ward.refuses("too_long_ago").corrects(ward.entry.mark, occurred_at=long_ago)
    ward.refuses("too_long_ago").ask(SignIn(staff=OSEI, at=long_ago))


def test_a_day_begins_at_most_a_day_before_the_patient_sat_down(ward: Ward) -> None:
    ward.arrives()
    day_before = ward.now.at - timedelta(days=1)
    ward.notes("tablet at home", at=day_before, late_reason="told today")
    ward.refuses("too_long_ago").notes(at=day_before - timedelta(minutes=1), late_reason="x")


def test_where_the_calendar_ends_nothing_breaks(ward: Ward) -> None:
    ward.arrives().notes().refuses("future").notes(at=LAST)
    ward.refuses("future").corrects(ward.entry.mark, occurred_at=LAST)


def test_a_time_without_a_zone_is_refused(ward: Ward) -> None:
    naive = datetime(2026, 11, 23, 8)  # noqa: DTZ001  what is refused
    ward.arrives().notes().refuses("no_zone").notes(at=naive)
    ward.refuses("no_zone").corrects(ward.entry.mark, occurred_at=naive)


@pytest.mark.parametrize("hidden", ["\x00", "\x1f", "\n", "\u200b", "\u202e"])
def test_a_line_holds_nothing_that_cannot_be_seen(ward: Ward, hidden: str) -> None:
    code = "hidden_character"
    ward.refuses(code).registers("roe", mrn=f"00413{hidden}")
    ward.refuses(code).registers("roe", mrn="00413", family=f"Roe{hidden}")
    ward.ready_to_start(without=["bag", "bag_check"]).refuses(code).prepares_bag(lot=f"F{hidden}1")
    assert f"U+{ord(hidden):04X}" in ward.refusal.sentence


def test_a_name_keeps_the_joiners_its_letters_need(ward: Ward) -> None:
    family = "رضا\N{ZERO WIDTH NON-JOINER}پور"
    ward.registers("roe", mrn="00413", family=family)
    patient = ward.desk.patient("roe")
    assert patient
    assert patient.family == family


def test_half_a_character_is_refused_also_in_a_note(ward: Ward) -> None:
    ward.arrives().refuses("hidden_character").notes("\ud83d")
    ward.notes("two\nlines")


def test_half_a_character_is_refused_in_an_mrn(ward: Ward) -> None:
    ward.refuses("hidden_character").registers("roe", mrn="00413\ud83d")


@pytest.mark.parametrize("blank", ["\N{HANGUL FILLER}", "\N{BRAILLE PATTERN BLANK}"])
def test_a_name_of_blanks_only_is_refused(ward: Ward, blank: str) -> None:
    ward.refuses("hidden_character").registers("roe", mrn="2", family=blank)


def test_what_no_paper_could_hold_is_refused(ward: Ward) -> None:
    ward.refuses("too_long").registers("roe", mrn="2", family="W" * 201)
    ward.registers("roe", mrn="2", family="W" * 200)
    ward.refuses("too_long").ask(
        EnrolStaff(staff="z", name="Z", initials="Z" * 11, role=Role.NURSE, pin_hash="x")
    )
    ward.arrives().notes("n" * 2000).refuses("too_long").notes("n" * 2001)
    ward.refuses("too_long").corrects(ward.entry.mark, values={"text": "n" * 2001})


@pytest.mark.parametrize("empty", ["", "  "])
def test_nobody_and_nothing_is_without_a_name(ward: Ward, empty: str) -> None:
    ward.refuses("missing").registers(empty, mrn="2")
    ward.refuses("missing").ask(
        EnrolStaff(staff=empty, name="Z", initials="Z", role=Role.NURSE, pin_hash="x")
    )
    ward.refuses("missing").arrives(id=empty or " ")


@pytest.mark.parametrize("chairs", [-1, 0, 61, 10**30])
def test_a_unit_has_as_many_chairs_as_a_unit_can_have(ward: Ward, chairs: int) -> None:
    ward.refuses("no_chairs").ask(
        SetUpUnit(name="4B", chairs=chairs, emergency_number="911", day_phone="555-0142")
    )


def test_a_reason_for_being_late_is_kept_only_for_what_is_late(ward: Ward) -> None:
    ward.arrives().notes(late_reason="typed, then the time was set back to now")
    assert ward.entry.late_reason == ""


def test_an_mrn_is_one_patients(ward: Ward) -> None:
    ward.refuses("mrn_taken").registers("roe", mrn=" 00412 ", family="Roe")
