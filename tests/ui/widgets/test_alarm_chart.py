"""An alarm never pales, the clock is never cut off, and the chart's figures never collide."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget

from app.models.rules.rule import Priority
from app.ui.chart.kinds import ChartDay
from app.ui.chart.lanes import place_figures
from app.ui.chart.scale import Frame
from app.ui.chart.widget import DayChart
from app.ui.shown import AlarmLine, Chair, ChairAlarm, Measure
from app.ui.theme import tokens
from app.ui.widgets.alarms import AlarmBanner
from app.ui.widgets.button import Button
from app.ui.widgets.chair_tile import ChairTile
from app.ui.widgets.clock import ClockLabel
from app.ui.widgets.number_tile import NumberTile
from app.ui.widgets.priority import flash
from tests.ui.charted import LANES, reading

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)


def picture(qtbot, widget: QWidget, width: int, height: int) -> QImage:
    qtbot.addWidget(widget)
    widget.resize(width, height)
    widget.show()
    return widget.grab().toImage()


@pytest.mark.parametrize("priority", [Priority.HIGH, Priority.MEDIUM])
@pytest.mark.parametrize("beat", range(8))
def test_a_flashing_alarm_keeps_its_fill_and_its_words(
    qtbot, monkeypatch: pytest.MonkeyPatch, priority: Priority, beat: int
) -> None:
    fill = QColor(tokens().high if priority is Priority.HIGH else tokens().medium)
    monkeypatch.setattr(flash(), "_beat", beat)
    banner = picture(qtbot, AlarmBanner(AlarmLine("a", priority, "Vitals overdue")), 700, 60)
    assert banner.pixelColor(400, 10) == fill
    alarms = (ChairAlarm(priority, "Vitals overdue"),)
    tile = ChairTile(Chair(1, "s1", "DOE", "", "Infusion", "0:01:00", alarms=alarms))
    assert picture(qtbot, tile, 320, 198).pixelColor(280, 180) == fill


def test_the_acknowledge_button_keeps_clear_of_the_edge(qtbot) -> None:
    banner = AlarmBanner(AlarmLine("a", Priority.HIGH, "Vitals overdue"))
    picture(qtbot, banner, 700, 60)
    inner = banner.rect().adjusted(6, 6, -6, -6)
    assert inner.contains(banner.button.geometry())
    assert banner.button.height() >= 48


@pytest.mark.parametrize("figure", "0123456789")
def test_no_figure_of_the_clock_is_cut_off_at_the_left(qtbot, figure: str) -> None:
    drawn = picture(qtbot, ClockLabel(f"{figure}:29:00"), 460, 88)
    paper = drawn.pixelColor(drawn.width() - 1, 0)
    column = [drawn.pixelColor(0, y) for y in range(drawn.height())]
    assert all(pixel == paper for pixel in column)


def test_an_answered_choice_is_told_and_does_not_move_its_neighbours(qtbot) -> None:
    button = Button("Mistyped")
    qtbot.addWidget(button)
    button.set_chosen(False)
    narrow = button.sizeHint()
    button.set_chosen(True)
    assert button.sizeHint() == narrow
    assert button.accessibleName() == "Mistyped, chosen"
    button.grab()


def test_a_ghost_is_never_the_entry(qtbot) -> None:
    tile = NumberTile(Measure("rr", "Respirations", "/min"), "16", ghost="16")
    picture(qtbot, tile, 264, 84)
    assert tile.text() == ""
    tile.setFocus()
    tile.type_sign("2")
    assert tile.text() == "2"
    tile.grab()


def crowded(critical: int = -1) -> ChartDay:
    start = NOW - timedelta(hours=6)
    readings = [
        reading(
            start + timedelta(minutes=7 * place),
            *(120.0 + place, 80, 88, 37.1, 98),
            flagged=frozenset({"temp"} if place == 20 else ()),
            critical=frozenset({"sbp", "temp"} if place == critical else ()),
        )
        for place in range(45)
    ]
    return ChartDay(start, NOW + timedelta(hours=1), NOW, LANES, readings)


@pytest.mark.parametrize("width", [360, 780, 1400])
def test_figures_below_the_chart_never_collide_and_the_grave_ones_stay(width: int) -> None:
    frame = Frame(crowded(31), QRectF(56, 38, width - 74, 150), 22)
    placed = place_figures(frame, LANES.rows[0])
    ends = sorted((one.left, one.left + one.wide) for one in placed)
    assert all(right <= left for (_, right), (left, _) in pairwise(ends))
    assert any(one.critical for one in placed)
    assert width == 360 or any(one.flagged and not one.critical for one in placed)
    last = frame.x(frame.day.readings[-1].at)
    assert any(abs(one.left + one.wide / 2 - last) < 10 for one in placed)


def test_the_scale_is_the_same_every_day_until_a_reading_lies_beyond() -> None:
    plot = QRectF(56, 38, 700, 200)
    assert Frame(crowded(), plot, 22).limits == (40, 200)
    day = ChartDay(NOW, NOW, NOW, LANES, [reading(NOW, 232, 140, 36)])
    assert Frame(day, plot, 22).limits == (20, 240)


@pytest.mark.parametrize("size", [(360, 190), (780, 260), (1400, 440)])
def test_a_critical_pressure_has_room_for_its_mark(qtbot, size: tuple[int, int]) -> None:
    grave = frozenset({"sbp", "dbp", "hr", "temp", "spo2"})
    day = ChartDay(
        NOW - timedelta(hours=1), NOW + timedelta(hours=1), NOW, LANES,
        [reading(NOW, 199, 120, 150, 40, 80, flagged=grave, critical=grave)],
    )  # fmt: skip
    chart = DayChart()
    chart.show_day(day)
    picture(qtbot, chart, *size)
    frame = chart._frame()
    assert frame is not None
    assert frame.y(199) - frame.plot.top() >= 20
