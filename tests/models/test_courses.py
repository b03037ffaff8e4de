"""Courses: who may have one, how many days, how far apart; and who may do what."""

from __future__ import annotations

from datetime import date

import pytest

from app.models.day.arrival import OpenSession
from app.models.facts import Role
from app.models.patients import OrderCourse
from app.models.staff import EnrolStaff, SignIn, SignOut
from app.models.unit import SetUpUnit
from tests.ward import LIND, OSEI, SESSION, Ward, open_ward


def give_a_day(ward: Ward, number: int, day: str = "") -> None:
    """One whole day of the course."""
    ward.id = f"doe-{number}"
    ward.ready_to_start(day=day).at(f"{day}09:30").start().at(f"{day}13:30").end()
    ward.at(f"{day}15:30").ready_to_leave().leaves()


# ---------------------------------------------------------------------------------- the order


@pytest.mark.parametrize(
    ("born", "allowed"),
    [(date(2009, 11, 23), True), (date(2009, 11, 24), False), (date(2020, 2, 29), False)],
)
def test_from_17_years_on(ward: Ward, born: date, allowed: bool) -> None:
    ward.registers("kit", mrn="7", born=born)
    if not allowed:
        ward.refuses("too_young")
    ward.orders("kit", date(2026, 11, 23))


def test_the_age_counts_on_the_first_day_not_today(ward: Ward) -> None:
    ward.registers("kit", mrn="7", born=date(2009, 12, 1))
    ward.refuses("too_young").orders("kit", date(2026, 11, 30))
    ward.orders("kit", date(2026, 12, 1))


def test_nobody_orders_for_a_stranger(ward: Ward) -> None:
    ward.refuses("unknown_patient").orders("ghost")


def test_a_course_is_ordered_once(ward: Ward) -> None:
    ward.refuses("already_done").orders()


def test_an_order_names_prescriber_and_indication(ward: Ward) -> None:
    ward.registers("roe", mrn="2").refuses("missing").ask(
        OrderCourse(patient="roe", first_day=date(2026, 11, 23), prescriber=" ", indication="MS")
    )


def test_five_days_then_three_twelve_months_later(ward: Ward) -> None:
    for number in range(5):
        give_a_day(ward, number + 1, f"+{number}d ")
        course, day, days, dose = (
            ward.session.course, ward.session.day, ward.session.days, ward.session.dose,
        )  # fmt: skip
        assert (course, day, days, dose) == (1, number + 1, 5, number + 1)
    ward.at("+5d 08:00").refuses("course_complete").arrives(id="doe-6")
    ward.refuses("too_early").orders(first_day=date(2027, 11, 26))
    ward.orders(first_day=date(2027, 11, 27))
    ward.at("+369d 08:00").arrives(id="doe-6")
    assert (ward.session.course, ward.session.day, ward.session.days) == (2, 1, 3)
    assert ward.session.dose == 6


def test_a_prescriber_may_order_it_earlier_and_says_why(ward: Ward) -> None:
    give_a_day(ward, 1)
    ward.refuses("too_early").orders(first_day=date(2027, 6, 1))
    ward.orders(first_day=date(2027, 6, 1), early_reason="new lesions")


# ------------------------------------------------------------------------------------ the day


def test_one_dose_a_day(ward: Ward) -> None:
    give_a_day(ward, 1)
    ward.at("16:00").refuses("dose_today").arrives(id="doe-2")


def test_a_cancelled_day_may_be_tried_again_on_the_same_day(ward: Ward) -> None:
    ward.arrives().cancels().arrives(id="doe-1b")
    assert ward.session.day == 1


def test_a_day_with_any_of_the_dose_counts(ward: Ward) -> None:
    ward.infusing().at("09:40").end(early_reason="reaction", given_ml=4)
    ward.at("11:40").ready_to_leave().leaves()
    ward.at("+1d 08:00").arrives(id="doe-2")
    assert (ward.session.day, ward.session.dose) == (2, 2)


def test_a_day_left_out_needs_a_prescriber_and_why(ward: Ward) -> None:
    give_a_day(ward, 1)
    ward.at("+2d 08:00").refuses("not_planned_today").arrives(id="doe-2")
    assert ward.refusal.sentence.startswith("Day 2 of course 1 is planned for 24 Nov 2026.")
    ward.refuses("not_planned_today").arrives(id="doe-2", gap_allowed_by="Dr. Amari")
    ward.arrives(id="doe-2", gap_allowed_by="Dr. Amari", gap_reason="no chair")
    assert "gap allowed by Dr. Amari: no chair" in ward.rows[0].text


@pytest.mark.parametrize("clock", ["-1d", "+1d"])
def test_a_first_day_other_than_ordered(clock: str) -> None:
    ward = open_ward()
    ward.registers("roe", mrn="2")
    ward.orders("roe", date(2026, 11, 22 if clock == "-1d" else 24))
    ward.refuses("not_planned_today").arrives("roe")


def test_a_session_for_an_unknown_patient(ward: Ward) -> None:
    ward.refuses("unknown_patient").arrives("ghost")
    ward.refuses("unknown_session").identifies()


def test_a_patient_without_an_order(ward: Ward) -> None:
    ward.registers("roe", mrn="2").refuses("no_course").arrives("roe")


def test_chairs_are_for_one(ward: Ward) -> None:
    ward.refuses("no_chair").arrives(chair=0)
    ward.refuses("no_chair").arrives(chair=9)
    ward.arrives(chair=8).refuses("already_done").arrives(chair=7, id=SESSION)
    ward.refuses("already_open").arrives(chair=7, id="doe-2")
    ward.registers("roe", mrn="2").orders("roe")
    ward.refuses("chair_taken").arrives("roe", chair=8, id="roe-1")
    ward.arrives("roe", chair=7, id="roe-1")


# ----------------------------------------------------------------------------------- the people


def test_an_mrn_belongs_to_one_patient(ward: Ward) -> None:
    ward.refuses("mrn_taken").registers("twin", mrn=" 00412 ")
    assert "DOE, Jan" in ward.refusal.sentence
    ward.refuses("already_done").registers("doe", mrn="9")


@pytest.mark.parametrize("born", [date(2026, 11, 23), date(2030, 1, 1), date(1906, 12, 31)])
def test_dates_that_nobody_was_born_on(ward: Ward, born: date) -> None:
    ward.refuses("birth_date").registers("roe", mrn="2", born=born)


def test_names_are_not_empty(ward: Ward) -> None:
    ward.refuses("missing").registers("roe", mrn="2", family="  ")
    ward.refuses("missing").registers("roe", mrn="  ")


def enrol(staff: str, name: str = "N. New, RN", role: Role = Role.NURSE) -> EnrolStaff:
    """Somebody new."""
    return EnrolStaff(staff=staff, name=name, initials="N.N.", role=role, pin_hash="x")


def test_only_a_charge_nurse_enrols(ward: Ward) -> None:
    ward.refuses("role").ask(enrol("new"), by=LIND)
    for same in ("K. Lind, RN", "k. lind, rn", "K.  Lind, RN", "K. \uff2cind, RN"):
        ward.refuses("name_taken").ask(enrol("new", same), by=OSEI)
    ward.refuses("missing").ask(
        EnrolStaff(staff="new", name="N. New", initials="N.N.", pin_hash=""), by=OSEI
    )
    ward.ask(enrol("new"), by=OSEI)
    new = ward.desk.staff("new")
    assert new
    assert new.role is Role.NURSE


def test_two_people_never_sign_with_the_same_initials(ward: Ward) -> None:
    for same in ("R.O.", "r.o.", "R. O."):
        twin = EnrolStaff(staff="new", name="Ruth Olin, RN", initials=same, pin_hash="x")
        ward.refuses("initials_taken").ask(twin, by=OSEI)
    ward.ask(EnrolStaff(staff="new", name="Ruth Olin, RN", initials="R.Ol.", pin_hash="x"), by=OSEI)


def test_only_a_charge_nurse_changes_the_unit_and_practice_stays_practice(ward: Ward) -> None:
    unit = SetUpUnit(name="4C", chairs=4, emergency_number="911", day_phone="5")
    ward.refuses("role").ask(unit, by=LIND)
    ward.ask(unit, by=OSEI)
    ward.refuses("practice_fixed").ask(
        SetUpUnit(name="4C", chairs=4, emergency_number="911", day_phone="5", practice=True)
    )
    ward.refuses("no_chairs").ask(
        SetUpUnit(name="4C", chairs=0, emergency_number="911", day_phone="5")
    )
    ward.refuses("missing").ask(SetUpUnit(name="4C", chairs=2, emergency_number="", day_phone="5"))


def test_nobody_signed_in_records_nothing(ward: Ward) -> None:
    for by in ("", "stranger"):
        ward.refuses("not_signed_in").ask(SignIn(staff=OSEI), by=by)
        ward.refuses("not_signed_in").ask(
            OpenSession(session="doe-1", patient="doe", chair=1), by=by
        )


def test_signing_in_and_out(ward: Ward) -> None:
    ward.ask(SignIn(staff=LIND), by=LIND).ask(SignOut(staff=LIND), by=LIND)
    ward.refuses("unknown_staff").ask(SignIn(staff="ghost"))
    ward.refuses("unknown_staff").ask(SignOut(staff="ghost"))


def test_a_new_workstation_knows_nobody() -> None:
    ward = Ward()
    assert ward.desk.unit() is None
    assert ward.desk.roster() == ()
    ward.refuses("last_charge_nurse").ask(enrol("osei", "R. Osei, RN"), by="")
    ward.ask(enrol("osei", "R. Osei, RN", role=Role.CHARGE), by="")
    ward.registers().orders().refuses("no_unit").arrives()
