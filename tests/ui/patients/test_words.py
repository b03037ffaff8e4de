"""Whether a patient may start today, in the very words of the rules."""

from __future__ import annotations

from datetime import date

import pytest

from app.models.day.arrival import CancelSession
from app.ui.log.words import NOBODY, log_day
from app.ui.patients.words import (
    Candidate,
    OrderForm,
    PatientForm,
    candidate,
    order_command,
    order_problems,
    patient_problems,
    register_command,
)
from tests.ward import Ward


@pytest.fixture
def unit() -> Ward:
    made = Ward().sets_up_unit()
    made.adds_patient("doe", "Doe", given="Jan", mrn="00412", allergies="penicillin")
    return made


def seen(unit: Ward, id: str = "doe") -> Candidate:
    desk = unit.desk
    patient = desk.patient(id)
    assert patient is not None
    return candidate(
        patient, desk.sessions_of(id), desk.unit(), unit.shift.staff, unit.clock.now(), desk.pack
    )


def whole_day(unit: Ward, day: int) -> None:
    unit.at(f"+{day}d 08:00")
    unit.arrives("doe", 1).starts_at_once()
    unit.at(f"+{day}d 12:00")
    unit.end().takes_vitals()
    unit.at(f"+{day}d 14:00")
    unit.ready_to_leave().leaves()


def test_a_planned_day_may_be_opened(unit: Ward) -> None:
    found = seen(unit)
    assert (found.next, found.course, found.state) == (
        "open",
        "Course 1 · day 1 of 5",
        "planned today",
    )
    assert found.second == "female · 2 Apr 1986 (40) · MRN 00412"
    assert found.allergy == "Allergy: penicillin"


def test_the_course_goes_on_the_next_day(unit: Ward) -> None:
    whole_day(unit, 0)
    unit.at("+1d 08:00")
    assert (seen(unit).course, seen(unit).state) == ("Course 1 · day 2 of 5", "planned today")


def test_a_second_dose_on_one_day_is_not_offered(unit: Ward) -> None:
    whole_day(unit, 0)
    found = seen(unit)
    assert (found.next, found.state, found.course) == (
        "",
        "had today’s dose",
        "Course 1 · day 1 of 5",
    )
    assert "had a dose today" in found.why
    assert found.source


def test_a_missed_day_asks_for_the_prescriber(unit: Ward) -> None:
    whole_day(unit, 0)
    unit.at("+3d 08:00")
    assert (seen(unit).next, seen(unit).state) == ("gap", "not planned today")


def test_whoever_sits_already_is_one_tap_away(unit: Ward) -> None:
    session = unit.arrives("doe", 4).id
    found = seen(unit)
    assert (found.next, found.session, found.state) == ("go", session, "at chair 4")


def test_without_an_order_the_order_comes_first(unit: Ward) -> None:
    unit.registers("roe", family="Roe", given="Sam", allergies="")
    found = seen(unit, "roe")
    assert (found.next, found.state, found.allergy) == (
        "order",
        "order missing",
        "No known allergies",
    )


def test_a_complete_course_leads_to_the_next_order(unit: Ward) -> None:
    for day in range(5):
        whole_day(unit, day)
    unit.at("+5d 08:00")
    found = seen(unit)
    assert (found.next, found.course) == ("order", "Course 1 · all 5 days given")


def test_earlier_days_are_listed_the_latest_first(unit: Ward) -> None:
    whole_day(unit, 0)
    unit.at("+1d 08:00")
    session = unit.arrives("doe", 2).id
    unit.ask(CancelSession(session=session, reason="fever"))
    assert [day.words for day in seen(unit).days] == [
        "Course 1 · day 2 · 24 Nov · cancelled",
        "Course 1 · day 1 · 23 Nov · went home 14:00",
    ]


def test_a_new_patient_needs_every_answer() -> None:
    asked = [problem.field for problem in patient_problems(PatientForm())]
    assert asked == ["family", "given", "born", "mrn", "sex", "allergies"]


def test_no_known_allergies_is_an_answer_and_allergies_need_words() -> None:
    base = {
        "family": "Roe",
        "given": "Sam",
        "born": date(1990, 5, 6),
        "sex": "other",
        "mrn": "9",
    }
    assert patient_problems(PatientForm(**base, has_allergies=False)) == ()  # type: ignore[arg-type]
    (problem,) = patient_problems(PatientForm(**base, has_allergies=True))  # type: ignore[arg-type]
    assert problem.field == "allergies"
    told = PatientForm(**base, has_allergies=False, allergies="typed, then None known")  # type: ignore[arg-type]
    assert register_command(told, "id").allergies == ""


def test_an_order_needs_day_prescriber_and_indication() -> None:
    asked = [problem.field for problem in order_problems(OrderForm())]
    assert asked == ["first_day", "prescriber", "indication"]
    whole = OrderForm(date(2026, 11, 23), "Dr. L. Amari", "relapsing MS", "relapse")
    assert order_problems(whole) == ()
    assert order_command(whole, "doe").early_reason == "relapse"


def test_a_logs_file_names_the_day_alone() -> None:
    day = log_day(date(2026, 11, 2), date(2026, 11, 23), 0)
    assert (day.title, day.file) == ("Monday 2 November 2026", "daily-log-2026-11-02.pdf")
    assert (day.today, day.count) == (False, NOBODY)
    assert log_day(date(2026, 11, 23), date(2026, 11, 23), 1).count == "1 session"


def test_a_name_the_sheet_cannot_print_is_said_at_once() -> None:
    base = {"given": "明", "born": date(1986, 4, 2), "sex": "male", "mrn": "00917"}
    form = PatientForm(family="李", **base, has_allergies=False)  # type: ignore[arg-type]
    family, given = patient_problems(form)
    assert (family.field, given.field) == ("family", "given")
    assert "李" in family.sentence
    assert "Latin letters" in family.sentence
