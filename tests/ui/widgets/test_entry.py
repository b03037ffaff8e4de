"""Entering things by hand: one tap counts once, digits replace, nothing is changed by scrolling."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.models.moment import long_date
from app.ui.shown import Measure, Offered
from app.ui.widgets.button import Button
from app.ui.widgets.choice import ChoiceGrid, Segmented
from app.ui.widgets.dates import read_date
from app.ui.widgets.fields import DateField, PickField, TextField
from app.ui.widgets.keypad import Keypad
from app.ui.widgets.number_tile import NumberTile
from app.ui.widgets.pin_pad import PinPad
from app.ui.widgets.tappable import Tappable
from app.ui.widgets.time_chip import TimeChip

LEFT = Qt.MouseButton.LeftButton
PRESS, RELEASE = QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease
TWICE = QEvent.Type.MouseButtonDblClick
NOW = datetime(2026, 11, 23, 14, 17, 40, tzinfo=UTC)


def shown(qtbot, widget: QWidget) -> QWidget:
    """The widget in a window that has the keyboard."""
    qtbot.addWidget(widget)
    widget.show()
    widget.activateWindow()
    assert QTest.qWaitForWindowActive(widget)
    return widget


def part(of: QWidget, name: str) -> Tappable:
    """The pressable part of that name."""
    found = of.findChild(Tappable, name)
    assert found is not None, name
    return found


def wheel(widget: QWidget) -> None:
    """Scroll over a widget."""
    middle = QPointF(widget.rect().center())
    event = QWheelEvent(
        middle, widget.mapToGlobal(middle), QPoint(0, 120), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)


def type_into(widget: QWidget, keys: str) -> None:
    """Type on the keyboard."""
    QTest.keyClicks(widget, keys)


def hand(widget: QWidget, *kinds: tuple[QEvent.Type, int]) -> None:
    """What the system sends for a finger: kinds of mouse events with their times."""
    middle = QPointF(widget.rect().center())
    for kind, at in kinds:
        event = QMouseEvent(
            kind, middle, widget.mapToGlobal(middle), LEFT, LEFT, Qt.KeyboardModifier.NoModifier
        )
        event.setTimestamp(at)
        QApplication.sendEvent(widget, event)


DOUBLE = ((PRESS, 1000), (RELEASE, 1040), (TWICE, 1160), (RELEASE, 1200))
FAST = ((PRESS, 1000), (RELEASE, 1040), (PRESS, 1200), (RELEASE, 1240))


@pytest.mark.parametrize("taps", [DOUBLE, FAST], ids=["double click", "two quick clicks"])
def test_a_double_tap_counts_once_and_for_digits_twice(qtbot, taps) -> None:
    record, digit = Button("Record"), Button("1", repeats=True)
    heard: list[str] = []
    for button in (record, digit):
        shown(qtbot, button)
        button.clicked.connect(lambda _on=False, b=button: heard.append(b.text()))
        hand(button, *taps)
    assert heard == ["Record", "1", "1"]


def test_two_taps_a_second_apart_are_two(qtbot) -> None:
    button = Button("Record")
    shown(qtbot, button)
    heard: list[object] = []
    button.clicked.connect(lambda: heard.append(1))
    hand(button, (PRESS, 1000), (RELEASE, 1040), (PRESS, 2000), (RELEASE, 2040))
    assert heard == [1, 1]


def test_the_second_half_of_a_double_tap_does_not_fall_through_to_what_lies_below(qtbot) -> None:
    below = Button("STOP")
    shown(qtbot, below)
    heard: list[object] = []
    below.clicked.connect(lambda: heard.append(1))
    hand(below, (TWICE, 1160), (RELEASE, 1200))
    assert heard == []


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_a_button_is_pressed_by_keyboard(qtbot, key: Qt.Key) -> None:
    button = Button("Record")
    shown(qtbot, button)
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, key)


def test_focus_by_keyboard_is_shown_and_by_finger_is_not(qtbot) -> None:
    host = QWidget()
    column = QVBoxLayout(host)
    one, two = Button("One"), Button("Two")
    column.addWidget(one)
    column.addWidget(two)
    shown(qtbot, host)
    one.setFocus(Qt.FocusReason.OtherFocusReason)
    QTest.keyClick(one, Qt.Key.Key_Tab)
    assert two.hasFocus()
    assert two.ring_shown
    QTest.mouseClick(one, LEFT)
    assert one.hasFocus()
    assert not one.ring_shown


def test_a_number_begins_empty_and_the_first_digit_replaces(qtbot) -> None:
    tile = NumberTile(Measure("sys", "Systolic", "mmHg"), "128")
    shown(qtbot, tile)
    tile.setFocus()
    assert tile.text() == ""
    type_into(tile, "131")
    assert tile.text() == "131"
    tile.clearFocus()
    tile.setFocus()
    type_into(tile, "9")
    assert tile.text() == "9"


def test_backspace_after_coming_back_takes_one_figure(qtbot) -> None:
    tile = NumberTile(Measure("sys", "Systolic", "mmHg"))
    shown(qtbot, tile)
    type_into(tile, "131")
    tile.clearFocus()
    tile.setFocus()
    QTest.keyClick(tile, Qt.Key.Key_Backspace)
    type_into(tile, "8")
    assert tile.text() == "138"


def test_a_number_takes_no_more_than_it_can_hold(qtbot) -> None:
    whole = NumberTile(Measure("pulse", "Pulse", "/min"))
    tenth = NumberTile(Measure("temp", "Temperature", "°C", decimals=1))
    for tile in (whole, tenth):
        shown(qtbot, tile)
    type_into(whole, "12.345x")
    type_into(tenth, "37,,18")
    assert (whole.text(), tenth.text()) == ("123", "37.1")


def test_scrolling_changes_nothing(qtbot) -> None:
    tile = NumberTile(Measure("sys", "Systolic", "mmHg"))
    pick = PickField("Site", (Offered("l", "left"), Offered("r", "right")))
    day = DateField("Born")
    chip = TimeChip(NOW)
    text = TextField("Lot")
    for widget in (tile, pick, day, chip, text):
        shown(qtbot, widget)
    type_into(tile, "131")
    day.set_date(date(1986, 4, 2))
    text.set_text("A1")
    for inner in (tile, pick.box, day.line, chip, text.line):
        inner.setFocus()
        wheel(inner)
    assert tile.text() == "131"
    assert pick.picked_key() is None
    assert day.date() == date(1986, 4, 2)
    assert chip.minutes_back() == 0
    assert text.text() == "A1"


def test_the_keypad_types_where_the_focus_is_and_next_goes_on(qtbot) -> None:
    host = QWidget()
    column = QVBoxLayout(host)
    tiles = [NumberTile(Measure(k, k, "")) for k in ("one", "two")]
    pad = Keypad()
    for piece in (*tiles, pad):
        column.addWidget(piece)
    pad.serve(tiles)
    shown(qtbot, host)
    tiles[0].setFocus()
    for name in ("key-1", "key-1", "key-2"):
        QTest.mouseClick(part(pad, name), LEFT)
    assert tiles[0].text() == "112"
    assert tiles[0].hasFocus()
    QTest.mouseClick(pad.next, LEFT)
    assert tiles[1].hasFocus()
    QTest.mouseClick(part(pad, "key-9"), LEFT)
    QTest.mouseClick(part(pad, "key-back"), LEFT)
    assert tiles[1].text() == ""
    with qtbot.waitSignal(pad.finished):
        QTest.keyClick(tiles[1], Qt.Key.Key_Return)


def test_nothing_is_answered_beforehand_and_an_answer_comes_once(qtbot) -> None:
    asked = Segmented()
    shown(qtbot, asked)
    heard: list[object] = []
    asked.chosen.connect(heard.append)
    assert asked.choice() is None
    yes = part(asked, "segmented-yes")
    yes.click()
    yes.click()
    assert heard == ["yes"]
    asked.set_choice("no")
    assert asked.choice() == "no"
    assert heard == ["yes"]


def test_an_answer_by_arrow_and_space(qtbot) -> None:
    asked = Segmented()
    shown(qtbot, asked)
    first = part(asked, "segmented-no")
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Right)
    QTest.keyClick(part(asked, "segmented-yes"), Qt.Key.Key_Space)
    assert asked.choice() == "yes"


def test_none_of_these_stands_alone(qtbot) -> None:
    grid = ChoiceGrid(
        (Offered("a", "A"), Offered("b", "B"), Offered("none", "None", alone=True)), several=True
    )
    shown(qtbot, grid)
    for key in ("a", "b"):
        part(grid, f"choices-{key}").click()
    assert grid.chosen() == ("a", "b")
    part(grid, "choices-none").click()
    assert grid.chosen() == ("none",)
    part(grid, "choices-a").click()
    assert grid.chosen() == ("a",)


def test_one_of_several_replaces_the_other(qtbot) -> None:
    grid = ChoiceGrid((Offered("a", "A"), Offered("b", "B")))
    shown(qtbot, grid)
    for key in ("a", "b", "b"):
        part(grid, f"choices-{key}").click()
    assert grid.chosen() == ("b",)


@pytest.mark.parametrize(
    "typed",
    ["2 Apr 1986", "2apr1986", "02 april 1986", "Apr 2, 1986", "1986-04-02", "19860402",
     "2-Apr-1986", " 2nd  APRIL 1986 "],
)  # fmt: skip
def test_a_day_is_read_as_people_write_it(typed: str) -> None:
    assert read_date(typed) == date(1986, 4, 2)


@pytest.mark.parametrize("typed", ["04/02/1986", "2 Apr 86", "31 Feb 2026", "2 Foo 1986", "", "x"])
def test_a_day_is_never_guessed(typed: str) -> None:
    assert read_date(typed) is None


def test_a_month_alone_means_its_last_day_where_allowed() -> None:
    assert read_date("Feb 2028", month_alone=True) == date(2028, 2, 29)
    assert read_date("2027-11", month_alone=True) == date(2027, 11, 30)
    assert read_date("2027-11") is None


def test_a_date_field_says_back_what_it_understood(qtbot) -> None:
    field = DateField("Born", name="born")
    shown(qtbot, field)
    with qtbot.waitSignal(field.dated) as heard:
        type_into(field.line, "2apr1986")
    assert field.date() == date(1986, 4, 2)
    assert heard.args is not None
    assert long_date(date(1986, 4, 2)) == "Wednesday 2 April 1986"


def test_a_time_is_never_in_the_future(qtbot) -> None:
    chip = TimeChip(NOW)
    shown(qtbot, chip)
    heard: list[object] = []
    chip.moved.connect(heard.append)
    chip.move_back(15)
    chip.move_back(5)
    assert heard == [15, 20]
    chip.move_back(-60)
    assert chip.is_now()
    assert chip.moment() == NOW
    assert heard[-1] == 0
    assert chip.type_time("14:18")
    assert chip.moment() == NOW.replace(day=22, minute=18, second=0, microsecond=0)


def test_a_time_moved_back_stays_where_it_is(qtbot) -> None:
    chip = TimeChip(NOW)
    shown(qtbot, chip)
    chip.move_back(5)
    there = chip.moment()
    chip.set_now(NOW + timedelta(minutes=3))
    assert chip.moment() == there
    assert chip.minutes_back() == 8
    chip.set_now(there - timedelta(minutes=1))
    assert chip.is_now()


@pytest.mark.parametrize("typed", ["25:00", "12:61", "abc", "7", ""])
def test_an_unreadable_time_is_not_taken(qtbot, typed: str) -> None:
    chip = TimeChip(NOW)
    qtbot.addWidget(chip)
    assert not chip.type_time(typed)
    assert chip.is_now()


def test_a_pin_by_keyboard_and_pad_is_forgotten_once_entered(qtbot) -> None:
    pad = PinPad()
    shown(qtbot, pad)
    pad.setFocus()
    type_into(pad, "12")
    for name in ("key-3", "key-4"):
        QTest.mouseClick(part(pad, name), LEFT)
    with qtbot.waitSignal(pad.entered) as heard:
        QTest.keyClick(pad, Qt.Key.Key_Return)
    assert heard.args == ["1234"]
    assert "0 figures" in pad.accessibleName()
