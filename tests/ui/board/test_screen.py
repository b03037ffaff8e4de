"""The board: every chair in its own place, what a tap does, what only a charge nurse may."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.models.staff import RemoveStaff
from app.ui.board.screen import BoardScreen
from app.ui.people.enroll import EnrolSheet
from app.ui.people.remove import RemoveStaffSheet
from app.ui.people.sign_in import SignInScreen
from app.ui.widgets.alarm_tag import AlarmTag
from app.ui.widgets.button import Button
from app.ui.widgets.chair_tile import ChairTile
from app.ui.widgets.choice import ChoiceGrid
from app.ui.widgets.name_tile import NameTile
from app.ui.widgets.text import Text
from tests.ward import PINS, Ward


@pytest.fixture
def unit() -> Ward:
    made = Ward().sets_up_unit(chairs=4)
    made.adds_patient("doe", "Doe", given="Jan")
    made.adds_patient("petrova", "Петрова", given="Ольга")
    return made


def shown(qtbot: QtBot, unit: Ward) -> BoardScreen:
    screen = BoardScreen(unit.shift)
    qtbot.addWidget(screen)
    screen.resize(1366, 768)
    screen.show()
    return screen


def tile(screen: BoardScreen, chair: int) -> ChairTile:
    found = screen.findChild(ChairTile, f"chair-{chair}")
    assert found is not None
    return found


def button(screen: QWidget, name: str) -> Button:
    found = screen.findChild(Button, name)
    assert found is not None
    return found


def order(screen: BoardScreen) -> list[str]:
    screen.chairs.body.activate()
    tiles = sorted(screen.findChildren(ChairTile), key=lambda item: (item.y(), item.x()))
    return [item.objectName() for item in tiles]


def test_a_free_chair_asks_to_start_there(qtbot: QtBot, unit: Ward) -> None:
    screen = shown(qtbot, unit)
    with qtbot.waitSignal(screen.start_asked) as asked:
        tile(screen, 3).click()
    assert asked.args == [3]


def test_a_taken_chair_opens_its_session(qtbot: QtBot, unit: Ward) -> None:
    session = unit.arrives("doe", 2).id
    screen = shown(qtbot, unit)
    with qtbot.waitSignal(screen.session_chosen) as chosen:
        tile(screen, 2).click()
    assert chosen.args == [session]


def test_a_chair_never_moves_also_not_for_an_alarm(qtbot: QtBot, unit: Ward) -> None:
    unit.arrives("petrova", 1)
    unit.arrives("doe", 4).starts_at_once()
    screen = shown(qtbot, unit)
    assert order(screen) == ["chair-1", "chair-2", "chair-3", "chair-4"]
    unit.at("08:26")
    screen.refresh()
    assert order(screen) == ["chair-1", "chair-2", "chair-3", "chair-4"]
    assert "Vitals overdue 11 min" in tile(screen, 4).accessibleName()


def test_the_count_of_what_is_overdue_opens_the_chair_that_waited_longest(
    qtbot: QtBot, unit: Ward
) -> None:
    first = unit.arrives("doe", 4).id
    unit.starts_at_once()
    unit.at("08:05")
    unit.arrives("petrova", 1).starts_at_once()
    unit.at("08:34")
    screen = shown(qtbot, unit)
    tag = screen.findChild(AlarmTag, "board-overdue")
    assert tag is not None
    assert tag.accessibleName() == "2 overdue, opens chair 4"
    assert tag.height() >= 48
    tag.setFocus()
    with qtbot.waitSignal(screen.session_chosen) as chosen:
        qtbot.keyClick(tag, Qt.Key.Key_Return)
    assert chosen.args == [first]


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080), (2560, 1440)])
def test_eight_chairs_stand_in_fours_and_share_the_height(
    qtbot: QtBot, size: tuple[int, int]
) -> None:
    screen = shown(qtbot, Ward().sets_up_unit(chairs=8))
    screen.resize(*size)
    screen.chairs.body.activate()
    tiles = screen.findChildren(ChairTile)
    assert len({item.x() for item in tiles}) == 4
    assert len({item.y() for item in tiles}) == 2
    assert {item.height() for item in tiles} == {300}
    assert screen.chairs.verticalScrollBar().maximum() == 0


@pytest.mark.parametrize("locked", [False, True])
def test_twelve_chairs_are_seen_whole(qtbot: QtBot, locked: bool) -> None:
    unit = Ward().sets_up_unit(chairs=12)
    screen = SignInScreen(unit.shift) if locked else BoardScreen(unit.shift)
    unit.adds_patient("doe", "Doe", given="Jan")
    unit.arrives("doe", 7)
    screen.refresh()
    qtbot.addWidget(screen)
    screen.resize(1366, 768)
    screen.show()
    screen.chairs.body.activate()
    assert len(screen.findChildren(ChairTile)) == 12
    assert screen.chairs.verticalScrollBar().maximum() == 0


def test_a_chair_that_was_left_is_free_again(qtbot: QtBot, unit: Ward) -> None:
    unit.arrives("doe", 1)
    screen = shown(qtbot, unit)
    unit.starts_at_once()
    unit.at("12:00")
    unit.end().takes_vitals()
    unit.at("14:00")
    unit.ready_to_leave().leaves()
    screen.refresh()
    assert tile(screen, 1).accessibleName() == "Chair 1, free"
    today = screen.findChild(Text, "board-today")
    assert today is not None
    assert today.full_text() == "1 gone home"


def test_the_ways_on_are_signals(qtbot: QtBot, unit: Ward) -> None:
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


def test_only_a_charge_nurse_is_offered_to_add_staff(qtbot: QtBot, unit: Ward) -> None:
    screen = shown(qtbot, unit)
    assert button(screen, "board-staff").isVisible()
    unit.shift.staff = unit.desk.staff("lind")
    screen.refresh()
    assert not button(screen, "board-staff").isVisible()


def test_somebody_new_may_sign_in_once_enrolled(qtbot: QtBot, unit: Ward) -> None:
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
    assert unit.shift.sign_in(new.id, "9753").done


def test_an_enrolment_refused_stays_open_with_the_reason(qtbot: QtBot, unit: Ward) -> None:
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


def test_a_charge_nurse_removes_somebody_with_a_reason(qtbot: QtBot, unit: Ward) -> None:
    screen = shown(qtbot, unit)
    button(screen, "board-staff").click()
    (enrol,) = screen.findChildren(EnrolSheet)
    button(enrol, "enrol-remove").click()
    (sheet,) = screen.findChildren(RemoveStaffSheet)
    assert sheet.isVisible()
    assert not enrol.isVisible()
    assert sheet.findChild(NameTile, "name-osei") is None, "nobody removes themselves"
    sheet.main.click()
    assert sheet.isVisible()
    lind = sheet.findChild(NameTile, "name-lind")
    assert lind is not None
    lind.click()
    assert sheet.main.text() == "Remove K. Lind, RN"
    sheet.reason.set_text("left the unit")
    with qtbot.waitSignal(sheet.recorded):
        sheet.main.click()
    assert [staff.id for staff in unit.desk.roster()] == ["osei"]
    assert not unit.shift.sign_in("lind", PINS["lind"]).done


def test_with_nobody_to_remove_it_says_so(qtbot: QtBot, unit: Ward) -> None:
    unit.ask(RemoveStaff(staff="lind", reason="left the unit"))
    host = shown(qtbot, unit)
    sheet = RemoveStaffSheet(host, unit.shift)
    sheet.open()
    said = sheet.findChild(Text, "remove-said")
    assert said is not None
    assert said.full_text() == "Nobody else is enrolled here, and you cannot remove yourself."
    assert not sheet.main.isVisible()
