"""Signing in, waiting after wrong PINs, and what a locked screen still shows."""

from __future__ import annotations

from typing import NoReturn

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.desk import Desk
from app.errors import WorldError
from app.practice import read_practice, set_up
from app.ui.people.sign_in import SignInScreen
from app.ui.shift import Shift
from app.ui.widgets.button import Button
from app.ui.widgets.chair_tile import ChairTile
from app.ui.widgets.message import Message
from app.ui.widgets.name_tile import NameTile
from app.ui.widgets.text import Text
from tests.ward import MONDAY, PINS, Ward, empty_desk


@pytest.fixture
def unit() -> Ward:
    made = Ward().sets_up_unit()
    made.shift.staff = None
    return made


def shown(qtbot: QtBot, shift: Shift) -> SignInScreen:
    screen = SignInScreen(shift)
    qtbot.addWidget(screen)
    screen.resize(1366, 768)
    screen.show()
    return screen


def tap_name(screen: SignInScreen, staff: str) -> None:
    tile = screen.findChild(NameTile, f"name-{staff}")
    assert tile is not None
    assert tile.isVisible()
    tile.click()


def type_pin(qtbot: QtBot, screen: SignInScreen, pin: str) -> None:
    qtbot.keyClicks(screen.pad, pin)
    qtbot.keyClick(screen.pad, Qt.Key.Key_Return)


def said(screen: SignInScreen) -> str:
    note = screen.findChild(Text, "pin-note")
    assert note is not None
    return note.full_text()


def test_a_name_and_its_pin_sign_in(qtbot: QtBot, unit: Ward) -> None:
    screen = shown(qtbot, unit.shift)
    tap_name(screen, "lind")
    with qtbot.waitSignal(screen.signed_in):
        type_pin(qtbot, screen, PINS["lind"])
    assert unit.shift.by == "lind"


def test_a_wrong_pin_is_said_and_may_be_typed_again(qtbot: QtBot, unit: Ward) -> None:
    screen = shown(qtbot, unit.shift)
    tap_name(screen, "lind")
    type_pin(qtbot, screen, "9999")
    assert "not right" in said(screen)
    assert unit.shift.by == ""
    with qtbot.waitSignal(screen.signed_in):
        type_pin(qtbot, screen, PINS["lind"])


def five_wrong_pins(qtbot: QtBot, screen: SignInScreen) -> None:
    tap_name(screen, "lind")
    for _ in range(5):
        type_pin(qtbot, screen, "9999")


def test_five_wrong_pins_make_that_person_wait_but_nobody_else(qtbot: QtBot, unit: Ward) -> None:
    screen = shown(qtbot, unit.shift)
    five_wrong_pins(qtbot, screen)
    assert "No PIN is accepted until 08:00:30" in said(screen)
    type_pin(qtbot, screen, PINS["lind"])
    assert unit.shift.by == ""
    back = screen.findChild(Button, "sign-in-back")
    assert back is not None
    back.click()
    tap_name(screen, "osei")
    with qtbot.waitSignal(screen.signed_in):
        type_pin(qtbot, screen, PINS["osei"])


def test_going_back_to_the_name_does_not_end_the_wait(qtbot: QtBot, unit: Ward) -> None:
    screen = shown(qtbot, unit.shift)
    five_wrong_pins(qtbot, screen)
    back = screen.findChild(Button, "sign-in-back")
    assert back is not None
    back.click()
    tap_name(screen, "lind")
    assert not screen.pad.isEnabled()
    assert "No PIN is accepted" in said(screen)


def test_another_sign_in_screen_knows_of_the_wait(qtbot: QtBot, unit: Ward) -> None:
    """As after the practice unit, or when the program was started again."""
    five_wrong_pins(qtbot, shown(qtbot, unit.shift))
    for shift in (unit.shift, Shift(Desk(unit.desk.journal, unit.clock, unit.desk.pack))):
        screen = shown(qtbot, shift)
        tap_name(screen, "lind")
        assert "No PIN is accepted until 08:00:30" in said(screen)
        type_pin(qtbot, screen, PINS["lind"])
        assert shift.by == ""


def test_after_the_wait_the_right_pin_is_taken(qtbot: QtBot, unit: Ward) -> None:
    screen = shown(qtbot, unit.shift)
    five_wrong_pins(qtbot, screen)
    unit.at("08:01")
    screen.refresh()
    assert said(screen) == ""
    with qtbot.waitSignal(screen.signed_in):
        type_pin(qtbot, screen, PINS["lind"])


def test_a_wrong_pin_that_cannot_be_counted_is_not_answered(
    qtbot: QtBot, unit: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a full disk a right PIN and a wrong one look the same, and neither signs in."""

    def full(*_args: object, **_more: object) -> NoReturn:
        raise WorldError("Nothing was recorded.", "The disk is full.", "Make room.")

    screen = shown(qtbot, unit.shift)
    tap_name(screen, "lind")
    monkeypatch.setattr(unit.desk.journal, "append", full)
    heard = []
    for pin in ("9999", PINS["lind"]):
        type_pin(qtbot, screen, pin)
        heard.append(said(screen))
    assert heard[0] == heard[1]
    assert unit.shift.by == ""


def test_the_heartbeat_does_not_disturb_a_pin_half_typed(qtbot: QtBot, unit: Ward) -> None:
    screen = shown(qtbot, unit.shift)
    tap_name(screen, "lind")
    qtbot.keyClicks(screen.pad, PINS["lind"][:2])
    screen.refresh()
    with qtbot.waitSignal(screen.signed_in):
        type_pin(qtbot, screen, PINS["lind"][2:])


def test_a_locked_screen_shows_clocks_and_alarms_but_no_name(qtbot: QtBot, unit: Ward) -> None:
    unit.adds_patient("doe", "Doe", given="Jan")
    unit.arrives("doe", 3).starts_at_once()
    unit.at("08:30")
    screen = shown(qtbot, unit.shift)
    tiles = sorted(screen.findChildren(ChairTile), key=lambda item: (item.y(), item.x()))
    assert [item.objectName() for item in tiles] == [f"chair-{n}" for n in range(1, 9)]
    tile = tiles[2]
    assert "3:30:00" in tile.accessibleName()
    assert "Vitals overdue" in tile.accessibleName()
    assert "DOE" not in tile.accessibleName()
    assert "DOE" not in tile.toolTip()


def test_a_clock_behind_the_last_entry_is_told_with_both_times(qtbot: QtBot, unit: Ward) -> None:
    unit.at("10:05")
    unit.adds_patient("doe", "Doe", given="Jan")
    unit.clock.step(MONDAY)
    screen = shown(qtbot, Shift(Desk(unit.desk.journal, unit.clock, unit.desk.pack)))
    notice = screen.findChild(Message, "sign-in-clock")
    assert notice is not None
    assert notice.isVisible()
    assert "clock may be wrong" in notice.accessibleName()
    assert "08:00" in notice.accessibleName()
    assert "10:05" in notice.accessibleName()
    unit.at("10:06")
    screen.refresh()
    assert not notice.isVisible()


def test_a_clock_that_is_right_is_not_talked_about(qtbot: QtBot, unit: Ward) -> None:
    notice = shown(qtbot, unit.shift).findChild(Message, "sign-in-clock")
    assert notice is not None
    assert not notice.isVisible()


def test_practice_shows_its_pins_and_the_way_to_the_units_own_record(qtbot: QtBot) -> None:
    desk = empty_desk()
    set_up(desk)
    screen = shown(qtbot, Shift(desk))
    for staff, pin in read_practice().pins.items():
        tile = screen.findChild(NameTile, f"name-{staff}")
        assert tile is not None
        assert pin in tile.accessibleName()
    assert screen.findChild(Button, "sign-in-practice").isHidden()
    other = screen.findChild(Button, "sign-in-unit-record")
    assert other is not None
    assert other.text() == "Leave practice"
    with qtbot.waitSignal(screen.unit_asked):
        other.click()


def test_a_real_unit_shows_no_pin_and_offers_practice(qtbot: QtBot, unit: Ward) -> None:
    screen = shown(qtbot, unit.shift)
    assert all("PIN" not in tile.accessibleName() for tile in screen.findChildren(NameTile))
    other = screen.findChild(Button, "sign-in-practice")
    assert other is not None
    tap_name(screen, "lind")
    assert not other.isVisible()  # nobody is led away while a PIN is typed
    screen.begin()
    with qtbot.waitSignal(screen.practice_asked):
        other.click()
