"""Stroke signs: one tap is enough, the call is in sight, at any stage."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from app.models.day.session import Phase
from app.models.facts import StrokeSignsFound
from app.models.unit import SetUpUnit
from app.ui.reactions.stroke import StrokeSheet
from tests.ui.hand import tap, window, words
from tests.ward import SESSION, Ward, infusion_day, instant


def opened(qtbot: QtBot, day: Ward, *signs: str) -> StrokeSheet:
    host = window()
    qtbot.addWidget(host)
    sheet = StrokeSheet(host, day.shift, SESSION, signs)
    sheet.open()
    return sheet


def test_the_number_the_steps_and_the_last_known_well_are_there_at_once(qtbot: QtBot) -> None:
    sheet = opened(qtbot, infusion_day("12:10"))
    assert words(sheet, "call-number-long") == "911"
    assert words(sheet, "last-known-well-time") == "12:00"
    steps = [words(sheet, f"step-{number}") for number in range(1, 7)]
    assert steps[:3] == [
        "Stop the pump",
        "Keep the line open",
        "Call 911: stroke signs after Lemtrada",
    ]
    assert "Nothing by mouth" in steps


def test_a_sign_stops_the_pump_in_the_record_and_the_sheet_stays(qtbot: QtBot) -> None:
    day = infusion_day("12:10")
    sheet = opened(qtbot, day)
    tap(sheet, "stroke-signs-face")
    with qtbot.waitSignal(sheet.recorded):
        tap(sheet, "stroke-main")
    fact = day.last_entry("StrokeSignsFound").fact
    assert fact == StrokeSignsFound(signs=("face",), last_known_well=instant("12:00"))
    assert day.session.phase is Phase.PAUSED
    assert sheet.isVisible()
    assert words(sheet, "stroke-heard-words") == "12:10 · face droops or is numb"
    assert words(sheet, "last-known-well-time") == "12:00"


def test_more_signs_are_recorded_as_they_come(qtbot: QtBot) -> None:
    day = infusion_day("12:10")
    sheet = opened(qtbot, day)
    tap(sheet, "stroke-signs-face")
    tap(sheet, "stroke-main")
    assert not sheet.main.isVisible()
    day.later(minutes=2)
    tap(sheet, "stroke-signs-arm")
    assert sheet.main.text() == "Record more signs"
    tap(sheet, "stroke-main")
    assert len(day.session.stroke_signs) == 2


def test_without_a_sign_nothing_is_recorded(qtbot: QtBot) -> None:
    day = infusion_day("12:10")
    before = day.session.version
    sheet = opened(qtbot, day)
    tap(sheet, "stroke-main")
    assert words(sheet, "stroke-message") == "Tap a sign."
    assert day.session.version == before


def test_nobody_was_ever_seen_well_here(qtbot: QtBot) -> None:
    sheet = opened(qtbot, infusion_day("08:30"))
    assert words(sheet, "last-known-well-time") == "not on record"


@pytest.mark.parametrize("until", ["08:30", "14:20", "15:31"])
def test_it_is_recorded_at_any_stage_and_after_discharge(qtbot: QtBot, until: str) -> None:
    day = infusion_day(until)
    if until == "15:31":
        day.ready_to_leave().leaves()
        day.later(minutes=600)
    sheet = opened(qtbot, day, "speech")
    tap(sheet, "stroke-main")
    assert day.last_kinds() == ["StrokeSignsFound"]


def test_a_long_number_breaks_and_is_never_cut(qtbot: QtBot) -> None:
    long = "+1 (555) 555-0142 ext. 4410"
    sheet = opened(qtbot, infusion_day("12:10", emergency_number=long))
    assert words(sheet, "call-number-long") == long
    assert words(sheet, "step-3").startswith(f"Call {long}")


def test_staff_call_their_own_number_and_a_patient_at_home_the_patients(qtbot: QtBot) -> None:
    day = infusion_day("15:31")
    day.ask(
        SetUpUnit(
            name="Infusion Unit 4B",
            chairs=8,
            emergency_number="911",
            staff_number="2222",
            day_phone="555-0142",
        )
    )
    sheet = opened(qtbot, day)
    assert words(sheet, "call-number-long") == "2222"
    assert words(sheet, "step-3") == "Call 2222: stroke signs after Lemtrada"
    day.ready_to_leave().leaves()
    sheet = opened(qtbot, day)
    assert words(sheet, "call-number-long") == "911"
    assert words(sheet, "step-1") == "Tell them to call 911 now"
