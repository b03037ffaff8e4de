"""Finding a symptom, asking about a sudden one, and what a correction sends; without a window."""

from __future__ import annotations

import pytest

from app.ui.correction import words as correction_words
from app.ui.reactions import care_words
from tests.ward import MONDAY, infusion_day, instant, shipped_pack


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("head", "headache"),
        ("HIVES", "urticaria"),
        ("sob", "shortness_of_breath"),
        ("tachy", "fast_pulse"),
        ("short br", "shortness_of_breath"),
        ("hémoptysis", "coughing_blood"),
        ("chest", "chest_pain"),
        ("neck", "pain"),
    ],
)
def test_a_symptom_is_found_by_the_ward_s_words(typed: str, first: str) -> None:
    assert care_words.find(shipped_pack(), typed)[0].key == first


def test_nothing_typed_shows_all_and_nonsense_shows_none() -> None:
    assert care_words.find(shipped_pack(), "  ") == shipped_pack().symptoms
    assert care_words.find(shipped_pack(), "xyzzy") == ()


def test_what_no_symptom_is_called_is_something_else() -> None:
    assert [item.key for item in care_words.otherwise(shipped_pack())] == ["other"]


def test_usual_drugs_carry_no_dose() -> None:
    names = care_words.drugs(shipped_pack())
    assert names[0] == "EPINEPHrine"
    assert names[-2:] == ("methylPREDNISolone", "acyclovir")
    assert len(set(names)) == len(names)
    assert not any("mg" in name for name in names)


@pytest.mark.parametrize(
    ("typed", "clock"),
    [("13:05", "13:05"), ("1305", "13:05"), ("9.05", "09:05"), ("0905", "09:05")],
)
def test_a_time_is_read_as_it_is_typed(typed: str, clock: str) -> None:
    now = infusion_day("14:00").clock.now()
    assert correction_words.read_time(typed, instant("13:00"), now) == instant(clock)


@pytest.mark.parametrize("typed", ["", "25:00", "13:75", "noon", "1", "13:055"])
def test_what_is_no_time_is_not_guessed(typed: str) -> None:
    now = infusion_day("14:00").clock.now()
    assert correction_words.read_time(typed, instant("13:00"), now) is None


def test_a_time_near_midnight_is_the_nearest_one() -> None:
    now = infusion_day("14:00").clock.now()
    late = MONDAY.replace(hour=0, minute=5)
    found = correction_words.read_time("23:55", late, now)
    assert found is not None
    assert (late - found).total_seconds() == 600


def test_a_value_typed_again_as_it_was_is_not_sent() -> None:
    day = infusion_day("12:40")
    day.takes_vitals(sbp=131)
    entry = day.last_entry("VitalsTaken")
    told = correction_words.standing(day.session, entry.mark, {}, day.clock.now(), shipped_pack())
    assert correction_words.values(told, {"sbp": 131.0, "hr": 90.0}, "mistyped", entry.fact) == {
        "hr": 90.0
    }
