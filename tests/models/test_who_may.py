"""Who may: wrong PINs and their wait, staff removed, who checks a bag, one patient to one MRN."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.clock import SimulatedClock
from app.desk import Desk
from app.models.asking import Command
from app.models.day.bag import may_check
from app.models.day.correction import CorrectEntry
from app.models.day.reactions import WriteNote
from app.models.facts import Role
from app.models.rules.pack import Pack
from app.models.staff import (
    EnrolStaff,
    NoteRightPin,
    NoteWrongPin,
    RemoveStaff,
    SignIn,
    SignOut,
    Staff,
    pin_wait,
)
from app.models.unit import SetUpUnit
from tests.ward import LIND, OSEI, ZONE, Ward


def wrong_pins(ward: Ward, times: int, staff: str = LIND, by: str = "") -> Ward:
    """Somebody types a wrong PIN so often; waits between the rounds are sat out."""
    for _ in range(times):
        ward.later(seconds=waits(ward, staff)).ask(NoteWrongPin(staff=staff), by=by)
    return ward


def waits(ward: Ward, staff: str = LIND) -> float:
    """Seconds for which no PIN of theirs is taken yet."""
    return ward.desk.pin_wait(staff).total_seconds()


def signs_in(ward: Ward, staff: str = LIND) -> Ward:
    """They type the right PIN at sign-in."""
    return ward.ask(SignIn(staff=staff), by=staff)


def started_again(ward: Ward, **clock_off_by: float) -> Ward:
    """The program started again on the same record, its wall clock off by so much."""
    now = ward.now.at + timedelta(**clock_off_by)
    again = Ward(ward.journal)
    again.clock = SimulatedClock(now, ZONE)
    again.desk = Desk(ward.journal, again.clock, ward.pack)
    return again


# ------------------------------------------------------------------------------- wrong PINs


def test_after_five_wrong_pins_in_a_row_not_even_the_right_one_is_taken(ward: Ward) -> None:
    wrong_pins(ward, 4)
    assert waits(ward) == 0
    wrong_pins(ward, 1)
    assert waits(ward) == 30
    ward.refuses("pin_wait")
    signs_in(ward)
    assert ward.refusal.sentence == (
        "5 wrong PINs in a row for K. Lind, RN. No PIN is accepted until 08:00:30. Then type it again."
    )
    ward.refuses("pin_wait").ask(NoteRightPin(staff=LIND))
    ward.refuses("pin_wait").ask(NoteWrongPin(staff=LIND), by="")
    signs_in(ward, OSEI)
    ward.later(seconds=30)
    signs_in(ward)


def test_every_round_of_wrong_pins_doubles_the_wait_up_to_the_longest(ward: Ward) -> None:
    found = []
    for _ in range(8):
        wrong_pins(ward, 5)
        found.append(waits(ward))
    assert found == [30, 60, 120, 240, 480, 900, 900, 900]


@pytest.mark.parametrize("right", [SignIn(staff=LIND), NoteRightPin(staff=LIND)])
def test_a_right_pin_clears_the_count(ward: Ward, right: Command) -> None:
    wrong_pins(ward, 4).ask(right, by=LIND)
    wrong_pins(ward, 4)
    assert waits(ward) == 0
    wrong_pins(ward, 1)
    assert waits(ward) == 30


def test_signing_out_does_not(ward: Ward) -> None:
    wrong_pins(ward, 4).ask(SignOut(staff=LIND), by=LIND)
    wrong_pins(ward, 1)
    assert waits(ward) == 30


def test_wrong_pins_at_sign_in_and_at_the_second_check_are_one_count(ward: Ward) -> None:
    wrong_pins(ward, 3)
    wrong_pins(ward, 2, by=OSEI)
    assert waits(ward) == 30


def test_a_wrong_pin_stays_on_record_with_who_was_signed_in(ward: Ward) -> None:
    wrong_pins(ward, 1, by=OSEI)
    assert (ward.entry.subject, ward.entry.actor) == (f"staff:{LIND}", OSEI)


def test_starting_the_program_again_does_not_end_the_wait(ward: Ward) -> None:
    wrong_pins(ward, 5)
    assert waits(started_again(ward, seconds=10)) == 20


@pytest.mark.parametrize("step", [{"days": -3650}, {"minutes": -1}, {"minutes": 5}, {"days": 400}])
def test_setting_the_clock_neither_ends_the_wait_nor_makes_it_longer(
    ward: Ward, step: dict[str, float]
) -> None:
    wrong_pins(ward, 5)
    assert waits(ward) == 30
    ward.clock.step(ward.now.at + timedelta(**step))
    assert waits(ward) == 30
    ward.later(seconds=29)
    ward.refuses("pin_wait")
    signs_in(ward)
    ward.later(seconds=1)
    signs_in(ward)


def test_a_clock_set_back_while_the_program_was_off_locks_nobody_out_for_years(ward: Ward) -> None:
    wrong_pins(ward, 5)
    again = started_again(ward, days=-3650)
    assert waits(again) == 30
    again.later(seconds=30)
    signs_in(again)


def test_a_second_round_waits_anew_though_the_first_wait_is_over(ward: Ward) -> None:
    wrong_pins(ward, 5)
    ward.later(seconds=waits(ward))
    signs_in(ward)
    wrong_pins(ward, 5)
    assert waits(ward) == 30


def test_no_count_is_too_large(pack: Pack) -> None:
    staff = Staff(
        id=LIND, name="K. Lind, RN", initials="K.L.", role=Role.NURSE, pin_hash="x",
        wrong_pins=100_000, wrong_pin_at=Ward().now.at,
    )  # fmt: skip
    assert pin_wait(staff, Ward().now.at, pack) == timedelta(minutes=15)


def test_a_new_pin_from_the_charge_nurse_ends_the_wait(ward: Ward) -> None:
    wrong_pins(ward, 5)
    again = EnrolStaff(staff=LIND, name="K. Lind, RN", initials="K.L.", pin_hash="new")
    ward.ask(again, by=OSEI)
    assert waits(ward) == 0


# ------------------------------------------------------------------------------------ staff


def removes(staff: str = LIND, reason: str = "left the unit") -> RemoveStaff:
    """Somebody is removed."""
    return RemoveStaff(staff=staff, reason=reason)


def enrols(staff: str, role: Role, name: str = "") -> EnrolStaff:
    """Somebody is enrolled, or gets another role."""
    name = name or f"{staff}, RN"
    return EnrolStaff(staff=staff, name=name, initials=staff.upper(), role=role, pin_hash="x")


def test_the_last_charge_nurse_does_not_demote_herself(ward: Ward) -> None:
    ward.refuses("last_charge_nurse").ask(enrols(OSEI, Role.NURSE), by=OSEI)
    ward.ask(enrols("yeo", Role.CHARGE)).ask(enrols(OSEI, Role.NURSE), by=OSEI)
    ward.refuses("last_charge_nurse").ask(enrols("yeo", Role.NURSE), by="yeo")


def test_who_is_removed_records_nothing_more_and_keeps_their_name(ward: Ward) -> None:
    ward.arrives().ask(WriteNote(session=ward.id, text="Blanket given"), by=LIND)
    ward.ask(removes())
    assert [staff.id for staff in ward.desk.roster()] == [OSEI]
    assert ward.desk.staff_by_id()[LIND].name == "K. Lind, RN"
    ward.refuses("not_signed_in").ask(WriteNote(session=ward.id, text="x"), by=LIND)
    ward.refuses("not_signed_in")
    signs_in(ward)
    ward.refuses("unknown_staff").ask(NoteWrongPin(staff=LIND), by="")


def test_only_a_charge_nurse_removes_with_a_reason_and_never_twice(ward: Ward) -> None:
    ward.refuses("role").ask(removes(OSEI), by=LIND)
    ward.refuses("missing").ask(removes(reason=" "))
    ward.refuses("unknown_staff").ask(removes("ghost"))
    ward.ask(removes()).refuses("unknown_staff").ask(removes())


def test_a_charge_nurse_is_always_left(ward: Ward) -> None:
    ward.refuses("last_charge_nurse").ask(removes(OSEI), by=OSEI)
    ward.ask(enrols("yeo", Role.CHARGE)).refuses("own_removal").ask(removes(OSEI), by=OSEI)
    ward.ask(removes(OSEI), by="yeo").refuses("last_charge_nurse").ask(removes("yeo"), by="yeo")


def test_a_removed_charge_nurse_changes_nothing_any_more(ward: Ward) -> None:
    ward.ask(enrols("yeo", Role.CHARGE)).ask(removes(OSEI), by="yeo")
    ward.refuses("role").ask(enrols("new", Role.CHARGE), by=OSEI)
    unit = SetUpUnit(name="4C", chairs=4, emergency_number="911", day_phone="5")
    ward.refuses("role").ask(unit, by=OSEI)


def test_who_was_removed_may_be_enrolled_again(ward: Ward) -> None:
    ward.ask(removes()).ask(enrols(LIND, Role.NURSE, "K. Lind, RN"))
    assert [staff.id for staff in ward.desk.roster()] == [OSEI, LIND]
    signs_in(ward)
    ward.ask(removes()).ask(enrols("lind-2", Role.NURSE, "K. Lind, RN"))
    signs_in(ward, "lind-2")


# ------------------------------------------------------------------------- the second check


@pytest.fixture
def corrected(ward: Ward) -> Ward:
    """A bag that R. Osei prepared and K. Lind corrected."""
    ward.ready_to_start(without=["bag_check"])
    entry = ward.last("bag_prepared")
    correction = CorrectEntry(
        session=ward.id, entry=entry, reason="misread", values={"lot": "F1234B"}
    )
    return ward.ask(correction, by=LIND)


def test_who_may_check_the_bag_is_whom_the_rule_takes(corrected: Ward) -> None:
    corrected.ask(enrols("yeo", Role.NURSE))
    may = [staff.id for staff in corrected.desk.roster() if may_check(staff.id, corrected.session)]
    assert may == ["yeo"]
    for staff in (OSEI, LIND):
        corrected.refuses("same_person").checks_bag(by=staff, lot="F1234B")
    corrected.checks_bag(by="yeo", lot="F1234B")


# --------------------------------------------------------------------------- codes as written


@pytest.mark.parametrize(
    "mrn",
    [
        "00\N{FULLWIDTH DIGIT FOUR}12",
        "00 412",
        " 00412 ",
        "00\N{ZERO WIDTH JOINER}412",
        "00\N{ARABIC-INDIC DIGIT FOUR}12",
        "00\N{DEVANAGARI DIGIT FOUR}12",
        "00\N{COMBINING GRAPHEME JOINER}412",
        "00412\N{VARIATION SELECTOR-16}",
    ],
)
def test_one_mrn_is_one_patient_however_it_is_written(ward: Ward, mrn: str) -> None:
    ward.refuses("mrn_taken").registers("roe", mrn=mrn, family="Roe")


def test_an_mrn_is_kept_in_ordinary_letters_and_found_in_capitals_or_small(ward: Ward) -> None:
    ward.registers("roe", mrn=" Ab\N{FULLWIDTH DIGIT ONE} 2", family="Roe")
    roe = ward.desk.patient("roe")
    assert roe
    assert roe.mrn == "Ab12"
    ward.refuses("mrn_taken").registers("poe", mrn="aB12", family="Poe")
    ward.registers("poe", mrn="ab-12", family="Poe")


@pytest.mark.parametrize(
    "dash", ["\N{HYPHEN}", "\N{NON-BREAKING HYPHEN}", "\N{EN DASH}", "\N{MINUS SIGN}"]
)
def test_all_dashes_of_an_mrn_are_one_hyphen(ward: Ward, dash: str) -> None:
    ward.registers("roe", mrn="00-413", family="Roe")
    ward.refuses("mrn_taken").registers("poe", mrn=f"00{dash}413", family="Poe")


def test_an_mrn_of_nothing_but_spaces_is_none(ward: Ward) -> None:
    ward.refuses("missing").registers("roe", mrn=" \N{ZERO WIDTH JOINER} ")


def test_the_second_check_compares_what_was_read_not_how_it_is_written(ward: Ward) -> None:
    ward.ready_to_start(without=["bag", "bag_check"]).prepares_bag(lot="F12 34a")
    ward.checks_bag(lot="f\N{FULLWIDTH DIGIT ONE}234 A", mrn="00 412")
    assert ward.session.bag
    assert ward.session.bag.checked
    assert ward.session.bag.lot == "F12 34a", "a lot stays as it was typed"


def test_another_lot_still_differs(ward: Ward) -> None:
    ward.ready_to_start(without=["bag_check"]).checks_bag(lot="F1234-A", mrn="00413")
    assert ward.session.bag
    assert ward.session.bag.differed == ("patient", "lot")
