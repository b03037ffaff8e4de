"""The board: which chair stands first, what a tap does, what only a charge nurse may."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from app.ui.dialogs.enrol import EnrolSheet
from app.ui.screens.board import BoardScreen
from app.ui.widgets.button import Button
from app.ui.widgets.chair_tile import ChairTile
from app.ui.widgets.choice import ChoiceGrid
from app.ui.widgets.text import Text
from tests.ui.busy_unit import BusyUnit


@pytest.fixture
def unit() -> BusyUnit:
    made = BusyUnit(chairs=4)
    made.patient("doe", "Doe", "Jan")
    made.patient("petrova", "Петрова", "Ольга")
    return made


def shown(qtbot: QtBot, unit: BusyUnit) -> BoardScreen:
    screen = BoardScreen(unit.shift)
    qtbot.addWidget(screen)
    screen.resize(1366, 768)
    screen.show()
    return screen


def tile(screen: BoardScreen, chair: int) -> ChairTile:
    found = screen.findChild(ChairTile, f"chair-{chair}")
    assert found is not None
    return found


def button(screen: BoardScreen, name: str) -> Button:
    found = screen.findChild(Button, name)
    assert found is not None
    return found


def order(screen: BoardScreen) -> list[str]:
    screen.chairs.body.activate()
    tiles = sorted(screen.findChildren(ChairTile), key=lambda item: (item.y(), item.x()))
    return [item.objectName() for item in tiles]


def test_a_free_chair_asks_to_start_there(qtbot: QtBot, unit: BusyUnit) -> None:
    screen = shown(qtbot, unit)
    with qtbot.waitSignal(screen.start_asked) as asked:
        tile(screen, 3).click()
    assert asked.args == [3]


def test_a_taken_chair_opens_its_session(qtbot: QtBot, unit: BusyUnit) -> None:
    session = unit.open("doe", 2)
    screen = shown(qtbot, unit)
    with qtbot.waitSignal(screen.session_chosen) as chosen:
        tile(screen, 2).click()
    assert chosen.args == [session]


def test_the_alarmed_chair_stands_first(qtbot: QtBot, unit: BusyUnit) -> None:
    unit.open("petrova", 1)
    unit.start(unit.open("doe", 4))
    screen = shown(qtbot, unit)
    assert order(screen) == ["chair-1", "chair-2", "chair-3", "chair-4"]
    unit.at("08:26")
    screen.refresh()
    assert order(screen)[0] == "chair-4"
    assert "Vitals overdue 11 min" in tile(screen, 4).accessibleName()


def test_a_chair_that_was_left_is_free_again(qtbot: QtBot, unit: BusyUnit) -> None:
    session = unit.open("doe", 1)
    screen = shown(qtbot, unit)
    unit.start(session)
    unit.at("12:00")
    unit.end(session)
    unit.at("14:00")
    unit.discharge(session)
    screen.refresh()
    assert tile(screen, 1).accessibleName() == "Chair 1, free"
    today = screen.findChild(Text, "board-today")
    assert today is not None
    assert today.full_text() == "0 running · 1 gone home"


def test_the_ways_on_are_signals(qtbot: QtBot, unit: BusyUnit) -> None:
    screen = shown(qtbot, unit)
    ways = {
        "board-find": screen.patients_asked,
        "board-log": screen.log_asked,
        "board-lock": screen.lock_asked,
        "board-theme": screen.theme_asked,
    }
    for name, signal in ways.items():
        with qtbot.waitSignal(signal):
            button(screen, name).click()
    with qtbot.waitSignal(screen.start_asked) as asked:
        button(screen, "board-start").click()
    assert asked.args == [0]


def test_only_a_charge_nurse_is_offered_to_add_staff(qtbot: QtBot, unit: BusyUnit) -> None:
    screen = shown(qtbot, unit)
    assert button(screen, "board-staff").isVisible()
    unit.shift.staff = unit.desk.staff("lind")
    screen.refresh()
    assert not button(screen, "board-staff").isVisible()


def test_somebody_new_may_sign_in_once_enrolled(qtbot: QtBot, unit: BusyUnit) -> None:
    screen = shown(qtbot, unit)
    button(screen, "board-staff").click()
    (sheet,) = screen.findChildren(EnrolSheet)
    sheet.main.click()
    assert sheet.isVisible()
    sheet.person.name.set_text("Trần Minh, RN")
    sheet.person.initials.set_text("T.M.")
    roles = sheet.findChild(ChoiceGrid, "enrol-person-role")
    assert roles is not None
    roles.set_chosen(("nurse",))
    sheet.person.pin.set_text("9753")
    sheet.person.again.set_text("9753")
    with qtbot.waitSignal(sheet.recorded):
        sheet.main.click()
    new = next(staff for staff in unit.desk.roster() if staff.initials == "T.M.")
    assert unit.shift.check_pin(new.id, "9753")


def test_an_enrolment_refused_stays_open_with_the_reason(qtbot: QtBot, unit: BusyUnit) -> None:
    screen = shown(qtbot, unit)
    button(screen, "board-staff").click()
    (sheet,) = screen.findChildren(EnrolSheet)
    sheet.person.name.set_text("K. Lind, RN")
    sheet.person.initials.set_text("K.L.")
    sheet.person.roles.set_chosen(("nurse",))
    sheet.person.pin.set_text("9753")
    sheet.person.again.set_text("9753")
    sheet.main.click()
    assert sheet.isVisible()
    message = sheet.findChild(Text, "enrol-message")
    assert message is not None
    assert "enrolled already" in message.full_text()
    assert sheet.person.pin.text() == "9753"
