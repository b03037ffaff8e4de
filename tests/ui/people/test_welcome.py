"""The first start: nothing is made until the form is right, and then all of it is on disk."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from app.desk import Desk
from app.errors import WorldError
from app.models.facts import Role
from app.models.staff import EnrolStaff
from app.ui.people.welcome import WelcomeScreen
from app.ui.shift import Shift
from app.ui.widgets.button import Button
from app.ui.widgets.text import Text
from tests.ward import empty_desk

UNIT = {
    "name": "Infusion Unit 4B",
    "chairs": "12",
    "emergency_number": "911",
    "staff_number": "2222",
    "day_phone": "555-0142",
    "night_phone": "555-0199",
    "prescriber_phone": "",
}
PERSON = {"name": "R. Osei, RN", "initials": "R.O.", "pin": "2468", "again": "2468"}


class Records:
    """Opens a record when it is asked to, and remembers that."""

    def __init__(self) -> None:
        self.desk: Desk = empty_desk()
        self.opened: list[bool] = []
        self.broken = False

    def open(self, practice: bool) -> Shift:
        """As the program does."""
        self.opened.append(practice)
        if self.broken:
            raise WorldError("The record was not made.", "The disk is full.", "Make room.")
        return Shift(self.desk)


@pytest.fixture
def records() -> Records:
    return Records()


def shown(qtbot: QtBot, records: Records) -> WelcomeScreen:
    screen = WelcomeScreen(records.open, records.desk.pack.phones)
    qtbot.addWidget(screen)
    screen.resize(1366, 768)
    screen.show()
    return screen


def fill(screen: WelcomeScreen, **changes: str) -> None:
    for key, text in UNIT.items():
        screen.unit.fields[key].set_text(changes.get(f"unit-form.{key}", text))
    for key, text in PERSON.items():
        getattr(screen.person, key).set_text(changes.get(f"welcome-person.{key}", text))


def tap(screen: WelcomeScreen, name: str) -> None:
    button = screen.findChild(Button, name)
    assert button is not None
    button.click()


def test_the_practice_unit_is_one_tap_away_and_makes_no_record(
    qtbot: QtBot, records: Records
) -> None:
    screen = shown(qtbot, records)
    with qtbot.waitSignal(screen.practice_asked):
        tap(screen, "welcome-practice")
    assert records.opened == []


def test_a_complete_form_sets_the_unit_up_with_its_first_charge_nurse(
    qtbot: QtBot, records: Records
) -> None:
    screen = shown(qtbot, records)
    tap(screen, "welcome-unit")
    fill(screen)
    with qtbot.waitSignal(screen.unit_ready) as ready:
        tap(screen, "welcome-done")
    unit = records.desk.unit()
    assert unit is not None
    assert (unit.name, unit.chairs, unit.emergency_number) == ("Infusion Unit 4B", 12, "911")
    assert not unit.practice
    (nurse,) = records.desk.roster()
    assert ready.args == [nurse.id]
    assert nurse.role is Role.CHARGE
    assert Shift(records.desk).sign_in(nurse.id, "2468").done
    assert records.opened == [False]


def test_an_empty_form_makes_no_record_and_says_what_each_field_wants(
    qtbot: QtBot, records: Records
) -> None:
    screen = shown(qtbot, records)
    tap(screen, "welcome-unit")
    tap(screen, "welcome-done")
    assert records.opened == []
    assert screen.message.isVisible()
    for name in ("unit-name", "unit-chairs", "unit-emergency-number", "unit-day-phone"):
        below = screen.findChild(Text, f"{name}-below")
        assert below is not None
        assert below.isVisible(), name


def test_two_pins_that_differ_are_seen_before_anything_is_made(
    qtbot: QtBot, records: Records
) -> None:
    screen = shown(qtbot, records)
    screen.ask_unit()
    fill(screen, **{"welcome-person.again": "2469"})
    tap(screen, "welcome-done")
    assert records.opened == []
    assert screen.person.pin.text() == "2468"


def test_a_full_disk_is_told_and_nothing_typed_is_lost(qtbot: QtBot, records: Records) -> None:
    records.broken = True
    screen = shown(qtbot, records)
    screen.ask_unit()
    fill(screen)
    tap(screen, "welcome-done")
    assert "The disk is full." in screen.message.accessibleName()
    assert screen.unit.fields["name"].text() == "Infusion Unit 4B"
    records.broken = False
    with qtbot.waitSignal(screen.unit_ready):
        tap(screen, "welcome-done")


def test_a_set_up_that_was_cut_off_goes_on_with_who_began_it(
    qtbot: QtBot, records: Records
) -> None:
    records.desk.do(
        EnrolStaff(staff="cut", name="R. Osei, RN", initials="R.O.", role=Role.CHARGE, pin_hash="x")
    )
    screen = shown(qtbot, records)
    screen.ask_unit()
    fill(screen)
    with qtbot.waitSignal(screen.unit_ready) as ready:
        tap(screen, "welcome-done")
    assert ready.args == ["cut"]
    assert records.desk.unit() is not None
    assert Shift(records.desk).sign_in("cut", "2468").done
