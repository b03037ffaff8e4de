"""Showing things: gates, alarms, chairs, the day; what is cut is told, what is hidden stays so."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.models.day.requirement import State
from app.models.rules.rule import Priority
from app.ui.chart.kinds import ChartDay, Event, Stretch
from app.ui.chart.labels import place_labels
from app.ui.chart.scale import Frame
from app.ui.chart.widget import DayChart
from app.ui.shown import (
    AlarmLine,
    Chair,
    ChairAlarm,
    DayLine,
    DueLine,
    GateLine,
    PatientLines,
    Span,
    StageStep,
)
from app.ui.widgets.alarms import AlarmBanner, AlarmStack
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.chair_tile import ChairTile
from app.ui.widgets.clock import ClockLabel
from app.ui.widgets.due import DueRow
from app.ui.widgets.fields import TextField
from app.ui.widgets.header import PatientHeader
from app.ui.widgets.message import Message
from app.ui.widgets.priority import flash
from app.ui.widgets.requirements import RequirementList
from app.ui.widgets.sheet import Sheet
from app.ui.widgets.stage_rail import StageRail
from app.ui.widgets.tappable import Tappable
from app.ui.widgets.text import Text
from app.ui.widgets.timeline import TimelineList
from tests.ui.charted import LANES, reading

LONG = "ABIOLA-HARTMANN VAN DER WESTHUIZEN, Temiloluwa Oluwaseun Marie-Claire"
NOW = datetime(2026, 11, 23, 14, 5, tzinfo=UTC)


def shown(qtbot, widget: QWidget, width: int = 400, height: int = 300) -> None:
    """The widget on the screen, in a size."""
    qtbot.addWidget(widget)
    widget.resize(width, height)
    widget.show()
    widget.activateWindow()
    assert QTest.qWaitForWindowActive(widget)


def part(of: QWidget, name: str) -> Tappable:
    """The pressable part of that name."""
    found = of.findChild(Tappable, name)
    assert found is not None, name
    return found


def focused() -> QWidget:
    """What has the keyboard."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def gate(*states: str) -> list[GateLine]:
    """Requirements in these states, keyed k0, k1, ..."""
    return [GateLine(f"k{i}", f"Title {i}", "detail", State(s)) for i, s in enumerate(states)]


def test_a_long_text_is_cut_and_told(qtbot) -> None:
    text = Text(LONG)
    shown(qtbot, text, 120, 30)
    assert text.text().endswith("…")
    assert text.toolTip() == LONG
    assert text.full_text() == LONG
    assert text.accessibleName() == LONG
    text.resize(1200, 30)
    assert text.text() == LONG
    assert text.toolTip() == ""


def test_a_chair_with_a_long_name_tells_it_and_locked_hides_it(qtbot) -> None:
    tile = ChairTile(Chair(7, "s7", LONG, "C1", "Infusion", "0:09:30", "left"))
    shown(qtbot, tile, 321, 198)
    assert LONG in tile.toolTip()
    assert LONG in tile.accessibleName()
    tile.set_locked(True)
    assert LONG not in tile.toolTip() + tile.accessibleName()
    assert "Chair 7" in tile.accessibleName()
    assert "0:09:30" in tile.accessibleName()
    with qtbot.waitSignal(tile.chosen) as heard:
        QTest.mouseClick(tile, Qt.MouseButton.LeftButton)
    assert heard.args == [7]


def test_the_patient_header_shows_who_and_leads_back(qtbot) -> None:
    header = PatientHeader()
    lines = PatientLines(LONG, "female", "Allergy: penicillin", True, "Course 1", "Chair 1", True)
    header.show_patient(lines)
    shown(qtbot, header, 900, 64)
    assert "penicillin" in header.accessibleName()
    with qtbot.waitSignal(header.back_pressed):
        header.back.click()


def test_stages_can_be_looked_at_in_any_order(qtbot) -> None:
    rail = StageRail()
    rail.show_stages(
        (StageStep("a", "A", "done"), StageStep("b", "B", "current"), StageStep("c", "C", "coming"))
    )
    shown(qtbot, rail, 800, 60)
    heard: list[object] = []
    rail.chosen.connect(heard.append)
    first = part(rail, "stage-a")
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Right)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    part(rail, "stage-c").click()
    assert heard == ["b", "c"]


def test_a_gate_shows_what_is_open_first_and_folds_what_is_met(qtbot) -> None:
    listed = RequirementList(fold_from=4)
    listed.show_requirements(gate("met", "open", "overridden", "met", "open"))
    shown(qtbot, listed, 400, 600)
    assert listed.count_words() == "2 open of 5"
    rows = [r for r in listed.findChildren(QWidget) if r.objectName().startswith("requirement-k")]
    order = sorted((r for r in rows if r.isVisible()), key=lambda r: r.y())
    assert [r.objectName()[-2:] for r in order] == ["k1", "k4", "k2"]
    part(listed, "requirements-fold").click()
    assert all(r.isVisible() for r in rows)
    listed.show_requirements(gate("met", "met", "overridden", "met", "met"))
    assert listed.count_words() == "all 5 done"


def test_a_gate_line_gives_its_key_also_by_keyboard(qtbot) -> None:
    listed = RequirementList()
    listed.show_requirements(gate("open", "open"))
    shown(qtbot, listed, 400, 400)
    first = part(listed, "requirement-k0")
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Down)
    with qtbot.waitSignal(listed.chosen) as heard:
        QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert heard.args == ["k1"]


def test_focus_stays_on_a_gate_line_when_the_gate_changes(qtbot) -> None:
    listed = RequirementList()
    listed.show_requirements(gate("open", "open"))
    shown(qtbot, listed, 400, 400)
    line = part(listed, "requirement-k1")
    line.setFocus()
    listed.show_requirements(gate("met", "open", "open"))
    assert focused() is line


def test_the_clock_never_jumps(qtbot) -> None:
    clock = ClockLabel("1:11:11")
    shown(qtbot, clock, 500, 90)
    narrow = clock.sizeHint()
    clock.set_text("8:00:58")
    assert clock.sizeHint() == narrow


def test_at_most_four_alarms_the_worst_first_and_the_rest_counted(qtbot) -> None:
    stack = AlarmStack()
    ranks = (Priority.LOW, Priority.MEDIUM, Priority.HIGH, Priority.MEDIUM, Priority.LOW)
    stack.show_alarms([AlarmLine(str(i), p, f"alarm {i}") for i, p in enumerate(ranks)])
    shown(qtbot, stack, 1300, 130)
    banners = [w for w in stack.findChildren(AlarmBanner) if w.objectName()]
    assert [b.objectName() for b in banners] == ["alarm-2", "alarm-1", "alarm-3", "alarm-0"]
    assert "+1 more" in banners[-1].accessibleName()
    heard: list[object] = []
    stack.acknowledged.connect(heard.append)
    part(stack, "acknowledge-2").click()
    assert heard == ["2"]
    stack.show_alarms(())
    assert stack.isHidden()


def test_the_flash_rests_when_every_alarm_is_acknowledged(qtbot) -> None:
    stack = AlarmStack()
    stack.show_alarms([AlarmLine("a", Priority.HIGH, "a")])
    shown(qtbot, stack, 800, 60)
    assert flash()._timer.isActive()
    stack.show_alarms([AlarmLine("a", Priority.HIGH, "a", acknowledged=True)])
    assert not flash()._timer.isActive()


def test_a_due_thing_says_how_late_it_is_in_words(qtbot) -> None:
    row = DueRow(DueLine("v", "13:53", "Vitals", "12 min late", Priority.HIGH))
    shown(qtbot, row, 400, 48)
    assert row.accessibleName() == "Vitals at 13:53, 12 min late, high priority alarm"
    with qtbot.waitSignal(row.chosen) as heard:
        row.click()
    assert heard.args == ["v"]
    row.show_due(DueLine("v", "14:17", "Vitals", "in 12 min"))


def test_a_chair_alarm_is_spoken(qtbot) -> None:
    alarm = ChairAlarm(Priority.MEDIUM, "Vitals due now", acknowledged=True)
    tile = ChairTile(Chair(1, "s1", "DOE", "", "Infusion", "0:01:00", alarms=(alarm,)))
    shown(qtbot, tile)
    assert "medium priority alarm: Vitals due now" in tile.accessibleName()


def test_a_corrected_entry_is_read_with_what_was_wrong(qtbot) -> None:
    listed = TimelineList()
    spans = (Span("BP "), Span("311/80", "wrong"), Span(" 131/80 "), Span("mistyped", "reason"))
    listed.show_entries(
        (DayLine("7", "12:47", spans, "R.O."), DayLine("6", "12:00", (Span("x"),), "K"))
    )
    shown(qtbot, listed)
    said = listed.model().index(0, 0).data()
    assert "struck through: 311/80" in said
    assert "reason: mistyped" in said
    listed.setCurrentIndex(listed.model().index(0, 0))
    with qtbot.waitSignal(listed.chosen) as heard:
        QTest.keyClick(listed, Qt.Key.Key_Return)
    assert heard.args == ["7"]


def test_the_chosen_entry_stays_chosen_when_one_is_added(qtbot) -> None:
    listed = TimelineList()
    old = DayLine("1", "12:00", (Span("first"),), "K")
    listed.show_entries((old,))
    listed.setCurrentIndex(listed.model().index(0, 0))
    shown(qtbot, listed)
    listed.show_entries((DayLine("2", "12:15", (Span("second"),), "K"), old))
    assert listed.currentIndex().row() == 1


def a_day(events: int = 12) -> ChartDay:
    """A crowded day."""
    start = NOW - timedelta(hours=3)
    readings = [
        reading(start + timedelta(minutes=15 * i), 120 + i, 80, 88, 37, 98) for i in range(12)
    ]
    marks = [Event(start + timedelta(minutes=9 * i), f"symptom number {i}") for i in range(events)]
    return ChartDay(start, NOW + timedelta(hours=3), NOW, LANES, readings,
                    (Stretch("infusing", start), Stretch("paused", start + timedelta(minutes=40),
                     start + timedelta(minutes=60))), marks)  # fmt: skip


@pytest.mark.parametrize("size", [(360, 190), (780, 260), (1400, 440)])
def test_no_two_words_on_the_chart_lie_on_each_other(qtbot, size: tuple[int, int]) -> None:
    day = a_day()
    plot = QRectF(56, 38, size[0] - 74, size[1] - 110)
    frame = Frame(day, plot, 22)
    placed = [label for label in place_labels(day, plot, frame.x) if label.text]
    assert placed
    for one in placed:
        for other in placed:
            if one is not other and one.row == other.row:
                apart = one.left + one.width <= other.left or other.left + other.width <= one.left
                assert apart


@pytest.mark.parametrize("size", [(360, 190), (780, 260), (1400, 440)])
def test_the_chart_draws_any_day(qtbot, size: tuple[int, int]) -> None:
    chart = DayChart()
    shown(qtbot, chart, *size)
    chart.grab()
    for day in (ChartDay(NOW, NOW, NOW), a_day(0), a_day(40)):
        chart.show_day(day)
        chart.grab()
    assert "12 readings" in chart.accessibleName()


def host(qtbot) -> tuple[QWidget, Button, Sheet, TextField]:
    """A window with a button, and a sheet with a field over it."""
    window = QWidget()
    below = Button("Below")
    QVBoxLayout(window).addWidget(below)
    sheet = Sheet(window, "Title", "Save the note")
    field = TextField("Lot")
    sheet.body.addWidget(field)
    shown(qtbot, window, 1000, 700)
    below.setFocus()
    sheet.open()
    return window, below, sheet, field


def test_the_focus_stays_in_an_open_sheet_and_goes_back_after(qtbot) -> None:
    _window, below, sheet, field = host(qtbot)
    seen = []
    for _turn in range(7):
        seen.append(focused())
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
    assert below not in seen
    assert {field.line, sheet.cancel, sheet.main} == set(seen)
    QTest.keyClick(focused(), Qt.Key.Key_Backtab)
    with qtbot.waitSignal(sheet.cancelled):
        QTest.keyClick(focused(), Qt.Key.Key_Escape)
    assert sheet.isHidden()
    assert below.hasFocus()


def test_what_is_not_saved_is_not_lost_by_one_slip(qtbot) -> None:
    _window, _below, sheet, field = host(qtbot)
    sheet.set_unsaved(True)
    QTest.keyClick(field.line, Qt.Key.Key_Escape)
    assert sheet.isVisible()
    QTest.keyClick(field.line, Qt.Key.Key_Escape)
    assert sheet.isHidden()


def test_the_main_button_of_a_sheet_leaves_the_closing_to_the_saver(qtbot) -> None:
    _window, _below, sheet, field = host(qtbot)
    with qtbot.waitSignal(sheet.accepted):
        QTest.keyClick(field.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert sheet.isVisible()
    sheet.close_sheet()
    assert sheet.isHidden()


def test_a_tall_sheet_fits_its_window_and_scrolls(qtbot) -> None:
    window, _below, sheet, _field = host(qtbot)
    for number in range(30):
        sheet.body.addWidget(TextField(f"Field {number}"))
    sheet.fit()
    card = sheet.main.parentWidget()
    assert card is not None
    assert card.height() <= window.height() - 40
    window.resize(1366, 500)
    assert card.height() <= 500 - 40


def test_a_refusal_says_what_why_and_what_to_do(qtbot) -> None:
    said = Message()
    qtbot.addWidget(said)
    assert said.isHidden()
    said.show_message("Not yet.", "No second check.", "Call a nurse.", "Gate 7")
    assert said.accessibleName() == "Not yet. No second check. Call a nurse. Gate 7"
    said.clear()
    assert said.isHidden()


@pytest.mark.parametrize("kind", list(Kind))
def test_a_button_is_never_lower_than_a_finger(qtbot, kind: Kind) -> None:
    for height in (48, 60, 64):
        button = Button("Go", kind, height=height)
        qtbot.addWidget(button)
        assert button.sizeHint().height() == height
        assert button.minimumSizeHint().width() >= 48
