"""What is wrong with a unit or a person as typed, and who can be removed."""

from __future__ import annotations

import pytest
from msgspec.structs import asdict

from app.models.facts import Role
from app.models.staff import RemoveStaff
from app.ui.people.sign_in_words import people
from app.ui.people.words import (
    PersonForm,
    UnitForm,
    enrol_command,
    person_problems,
    removable,
    removal_command,
    unit_command,
    unit_problems,
)
from tests.ward import Ward, shipped_pack

PHONES = {"emergency_number": "911", "day_phone": "555-0142"}
UNIT = UnitForm(name="4B", chairs="8", phones=PHONES)
PERSON = PersonForm(name="R. Osei, RN", initials="R.O.", role=Role.NURSE, pin="2468", again="2468")


def wrong(form: UnitForm) -> list[str]:
    return [problem.field for problem in unit_problems(form, shipped_pack().phones)]


def wrong_person(**changes: object) -> list[str]:
    fields = {name: getattr(PERSON, name) for name in PersonForm.__slots__}
    return [problem.field for problem in person_problems(PersonForm(**{**fields, **changes}), 4)]


def test_a_unit_needs_a_name_chairs_and_two_numbers() -> None:
    assert wrong(UnitForm()) == ["name", "chairs", "emergency_number", "day_phone"]
    assert wrong(UNIT) == []


def test_a_number_without_a_figure_is_no_telephone_number() -> None:
    form = UnitForm(name="4B", chairs="8", phones={**PHONES, "staff_number": "the desk"})
    assert wrong(form) == ["staff_number"]


@pytest.mark.parametrize("typed", ["0", "-1", "x", "1.5", "1000", "", "٣"])
def test_what_is_no_number_of_chairs_is_seen(typed: str) -> None:
    form = UnitForm(name="4B", chairs=typed, phones=PHONES)
    assert wrong(form) == ["chairs"]


def test_the_units_command_says_what_was_typed() -> None:
    said = asdict(unit_command(UNIT, practice=True))
    assert (said["name"], said["chairs"], said["practice"]) == ("4B", 8, True)


def test_a_person_needs_all_of_it() -> None:
    assert wrong_person() == []
    assert wrong_person(name="", initials="", role=None, pin="", again="") == [
        "name",
        "initials",
        "role",
        "pin",
    ]


@pytest.mark.parametrize("pin", ["246", "246802468", "24a8", "2 48", "٢٤٦٨"])
def test_a_pin_is_four_to_eight_figures(pin: str) -> None:
    assert wrong_person(pin=pin, again=pin) == ["pin"]


def test_a_pin_is_typed_twice_alike() -> None:
    assert wrong_person(again="2469") == ["again"]


def test_the_persons_command_holds_a_hash_and_no_pin() -> None:
    said = enrol_command(PERSON, "id", "hash")
    assert (said.staff, said.pin_hash, said.role) == ("id", "hash", Role.NURSE)
    assert "2468" not in repr(said)


def test_people_stand_by_name_with_pins_in_practice_only() -> None:
    unit = Ward().sets_up_unit()
    plain = people(unit.desk.roster(), {})
    assert [person.name for person in plain] == ["K. Lind, RN", "R. Osei, RN"]
    assert plain[1].role == "Charge nurse"
    assert plain[1].initials == "RO"
    practice = people(unit.desk.roster(), {"osei": "1111"})
    assert practice[1].role == "Charge nurse · PIN 1111"


def test_everybody_but_who_asks_can_be_removed() -> None:
    unit = Ward().sets_up_unit()
    assert [staff.id for staff in removable(unit.desk.roster(), "osei")] == ["lind"]


def test_a_removal_wants_a_name_and_a_reason() -> None:
    assert removal_command("", "left the unit") == "Tap the name of the person to remove."
    assert removal_command("lind", "") == "Say why, in a few words."
    assert removal_command("lind", "left") == RemoveStaff(staff="lind", reason="left")
