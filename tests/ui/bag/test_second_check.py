"""The second person's check: own PIN, own entry, and a difference that names no figure."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from app.models.day.correction import CorrectEntry
from app.models.facts import BagPrepared
from app.models.staff import EnrolStaff, RemoveStaff
from app.ui.bag.second_check import SecondCheckSheet
from app.ui.widgets.pin_pad import PinPad
from tests.ward import PINS, SESSION, Ward, seated_ward

RIGHT = {"dose": "12", "volume": "101.2", "rate": "25.3", "lot": "F1234A", "patient": "00412"}


@pytest.fixture
def ward() -> Ward:
    ward = seated_ward()
    ward.desk.do(EnrolStaff(staff="yeo", name="T. Yeo, RN", initials="T.Y.", pin_hash="x"), "osei")
    ward.at("09:15").prepares_bag()
    return ward


@pytest.fixture
def sheet(qtbot, ward: Ward) -> SecondCheckSheet:
    host = QWidget()
    host.resize(1366, 768)
    qtbot.addWidget(host)
    made = SecondCheckSheet(host, ward.shift, SESSION)
    host.show()
    host.activateWindow()
    assert QTest.qWaitForWindowActive(host)
    made.open()
    return made


def tap(sheet: QWidget, name: str) -> None:
    button = sheet.findChild(QAbstractButton, name)
    assert button is not None, name
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def sign_in(sheet: SecondCheckSheet, pin: str = PINS["lind"]) -> None:
    tap(sheet, "name-lind")
    QTest.keyClicks(sheet.focusWidget(), pin)
    tap(sheet, "pin-enter")


def enter(sheet: SecondCheckSheet, **changes: str) -> None:
    """By keyboard or scanner, Enter after each; the last Enter records."""
    for text in {**RIGHT, **changes}.values():
        QTest.keyClicks(sheet.focusWidget(), text)
        QTest.keyClick(sheet.focusWidget(), Qt.Key.Key_Return)


def message(sheet: QWidget) -> str:
    label = sheet.findChild(QLabel, "second-message")
    assert label is not None
    return label.text()


def pin_note(sheet: QWidget) -> str:
    label = sheet.findChild(QLabel, "pin-note")
    assert label is not None
    return label.text()


def test_the_preparer_is_not_offered(sheet: SecondCheckSheet) -> None:
    assert sheet.findChild(QWidget, "name-osei") is None
    assert sheet.findChild(QWidget, "name-lind") is not None


def test_a_wrong_pin_goes_no_further(sheet: SecondCheckSheet) -> None:
    sign_in(sheet, "9999")
    assert sheet.checker is None
    assert pin_note(sheet) == "That PIN is not right. Type it again."


def test_a_pin_is_not_guessed_at_the_second_check(sheet: SecondCheckSheet, ward: Ward) -> None:
    tap(sheet, "name-lind")
    pad = sheet.findChild(PinPad, "pin-pad")
    assert pad is not None
    for guess in range(40):
        pad.entered.emit(f"{guess:04}")
    pad.entered.emit(PINS["lind"])
    assert sheet.checker is None
    assert "No PIN is accepted until" in pin_note(sheet)
    lind = ward.desk.staff("lind")
    assert lind is not None
    assert lind.wrong_pins == 5, "no more than five were tried"


def test_after_the_wait_the_check_goes_on(sheet: SecondCheckSheet, ward: Ward) -> None:
    tap(sheet, "name-lind")
    pad = sheet.findChild(PinPad, "pin-pad")
    assert pad is not None
    for _ in range(5):
        pad.entered.emit("9999")
    assert not pad.isEnabled()
    ward.clock.set(ward.clock.now().at + timedelta(seconds=30))
    sheet.tick()
    assert pad.isEnabled()
    sign_in(sheet)
    assert sheet.checker is not None
    lind = ward.desk.staff("lind")
    assert lind is not None
    assert lind.wrong_pins == 0


def opened(qtbot, ward: Ward) -> SecondCheckSheet:
    host = QWidget()
    host.resize(1366, 768)
    qtbot.addWidget(host)
    made = SecondCheckSheet(host, ward.shift, SESSION)
    host.show()
    made.open()
    return made


def lind_corrects_the_bag(ward: Ward) -> None:
    entry = max(item.mark for item in ward.session.entries if isinstance(item.fact, BagPrepared))
    correction = CorrectEntry(
        session=SESSION, entry=entry, reason="misread", values={"lot": "F1234B"}
    )
    ward.desk.do(correction, "lind")


def test_who_corrected_the_bag_is_not_offered(qtbot, ward: Ward) -> None:
    lind_corrects_the_bag(ward)
    sheet = opened(qtbot, ward)
    assert sheet.findChild(QWidget, "name-lind") is None
    assert sheet.findChild(QWidget, "name-yeo") is not None


def test_with_nobody_who_may_check_it_says_what_to_do(qtbot, ward: Ward) -> None:
    lind_corrects_the_bag(ward)
    ward.desk.do(RemoveStaff(staff="yeo", reason="left the unit"), "osei")
    sheet = opened(qtbot, ward)
    asked = sheet.findChild(QLabel, "second-ask")
    pad = sheet.findChild(PinPad, "pin-pad")
    assert asked is not None
    assert pad is not None
    assert asked.text().startswith("Nobody enrolled here may check this bag")
    assert "a prescriber may override the check" in asked.text()
    assert not pad.isVisible()


def test_the_same_entry_checks_the_bag_in_the_second_persons_name(
    sheet: SecondCheckSheet, ward: Ward, qtbot
) -> None:
    sign_in(sheet)
    with qtbot.waitSignal(sheet.recorded):
        enter(sheet)
    bag = ward.session.bag
    assert bag is not None
    assert bag.checked is not None
    assert bag.checked.by == "lind"
    assert ward.shift.by == "osei"
    assert not sheet.isVisible()


def test_figures_can_be_tapped_on_the_keypad(sheet: SecondCheckSheet) -> None:
    sign_in(sheet)
    entry = sheet.findChild(QWidget, "second-entry")
    assert entry is not None
    for key in ("key-1", "key-2", "keypad-next", "key-1", "key-0", "key-1", "key-point", "key-2"):
        tap(entry, key)
    assert sheet.command() == "Rate is empty."


def test_a_difference_names_the_field_only_and_may_be_entered_again(
    sheet: SecondCheckSheet, ward: Ward, qtbot
) -> None:
    sign_in(sheet)
    with qtbot.waitSignal(sheet.differed) as different:
        enter(sheet, volume="110.2")
    assert different.args == [("volume",)]
    assert message(sheet) == "Not the same: volume in the bag. Look again, then type it again."
    shown = " ".join(label.text() for label in sheet.findChildren(QLabel))
    assert "101.2" not in shown
    assert sheet.isVisible()
    QTest.keyClicks(sheet.focusWidget(), "101.2")
    tap(sheet, "second-main")
    bag = ward.session.bag
    assert bag is not None
    assert bag.checked is not None
    assert not sheet.isVisible()


def test_an_empty_field_is_named(sheet: SecondCheckSheet) -> None:
    sign_in(sheet)
    tap(sheet, "second-main")
    assert message(sheet) == "Dose on the order is empty."


def test_nothing_of_the_window_behind_can_be_read(sheet: SecondCheckSheet) -> None:
    picture = sheet.grab().toImage()
    assert picture.pixelColor(4, 4).alpha() == 255


def test_leaving_warns_once_something_may_be_lost(sheet: SecondCheckSheet) -> None:
    sign_in(sheet)
    QTest.keyClicks(sheet.focusWidget(), "12")
    tap(sheet, "second-cancel")
    assert sheet.isVisible()
    QTest.qWait(0)
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
