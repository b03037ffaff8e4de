"""STOP · reaction: on record with the tap, before anything is asked."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from app.models.day.session import Phase
from app.models.facts import NoteWritten, SymptomNoted
from app.ui.reactions.drug import DrugSheet
from app.ui.reactions.reaction import ReactionSheet
from app.ui.reactions.stroke import StrokeSheet
from app.ui.shift import Reply
from app.ui.vitals.sheet import VitalsSheet
from tests.ui.hand import tap, window, words
from tests.ward import SESSION, Ward, infusion_day, instant


def opened(qtbot: QtBot, day: Ward) -> ReactionSheet:
    host = window()
    qtbot.addWidget(host)
    sheet = ReactionSheet(host, day.shift, SESSION)
    with qtbot.waitSignal(sheet.recorded):
        sheet.open()
    return sheet


def test_opening_it_has_stopped_the_pump_in_the_record(qtbot: QtBot) -> None:
    day = infusion_day("12:10")
    sheet = opened(qtbot, day)
    assert day.session.phase is Phase.PAUSED
    assert day.last_entry("InfusionPaused").occurred_at == instant("12:10")
    assert words(sheet, "reaction-title").startswith("Stopped 12:10 · DOE, Jan")
    assert words(sheet, "step-1") == "Stop the pump · on record 12:10"


def test_it_shows_whom_to_call_and_the_last_vitals(qtbot: QtBot) -> None:
    sheet = opened(qtbot, infusion_day("12:10"))
    assert words(sheet, "call-number-long") == "911"
    assert words(sheet, "call-next") == "then Dr. Amari 555-0110"
    assert words(sheet, "last-vitals-time") == "12:00 · 10 min ago · R.O."


def test_each_symptom_is_on_record_with_its_second_tap(qtbot: QtBot) -> None:
    day = infusion_day("12:10")
    sheet = opened(qtbot, day)
    tap(sheet, "symptoms-itching")
    tap(sheet, "severity-moderate")
    day.later(minutes=1)
    tap(sheet, "symptoms-stop-wheeze")
    tap(sheet, "severity-severe")
    noted = [fact for _, fact in day.session.symptoms]
    assert noted == [
        SymptomNoted(symptom="itching", severity="moderate"),
        SymptomNoted(symptom="wheeze", severity="severe"),
    ]
    assert "12:10 itching, moderate · 12:11 wheeze, severe" in words(sheet, "reaction-heard")
    assert sheet.isVisible()


def test_a_headache_is_asked_about_here_too(qtbot: QtBot) -> None:
    day = infusion_day("12:10")
    sheet = opened(qtbot, day)
    tap(sheet, "symptoms-headache")
    tap(sheet, "sudden-yes")
    stroke = sheet.window().findChild(StrokeSheet)
    assert stroke is not None
    tap(stroke, "stroke-main")
    assert day.last_kinds() == ["StrokeSignsFound"]
    assert sheet.isVisible()


@pytest.mark.parametrize("until", ["08:30", "14:20"])
def test_while_the_pump_stands_a_note_says_that_there_was_a_reaction(
    qtbot: QtBot, until: str
) -> None:
    day = infusion_day(until)
    before = day.session.phase
    opened(qtbot, day)
    assert day.session.phase is before
    assert day.last_entry("NoteWritten").fact == NoteWritten(text="Reaction: no symptom named")


def test_it_works_after_the_patient_has_gone_home(qtbot: QtBot) -> None:
    day = infusion_day("15:31")
    day.ready_to_leave().leaves()
    day.later(minutes=60)
    sheet = opened(qtbot, day)
    tap(sheet, "symptoms-rash")
    tap(sheet, "severity-mild")
    assert day.last_entry("SymptomNoted").fact == SymptomNoted(symptom="rash", severity="mild")
    assert "they call 911 now" in words(sheet, "step-1")


@pytest.mark.parametrize(
    ("button", "kind"),
    [
        ("reaction-vitals", VitalsSheet),
        ("reaction-drug", DrugSheet),
        ("reaction-stroke", StrokeSheet),
    ],
)
def test_other_sheets_open_above_it_and_it_waits(
    qtbot: QtBot, button: str, kind: type[StrokeSheet]
) -> None:
    sheet = opened(qtbot, infusion_day("12:10"))
    tap(sheet, button)
    above = sheet.window().findChild(kind)
    assert above is not None
    assert above.isVisible()
    above.close_sheet()
    assert sheet.isVisible()


def test_a_stop_that_could_not_be_recorded_is_said_and_asked_again(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = infusion_day("12:10")
    host = window()
    qtbot.addWidget(host)
    sheet = ReactionSheet(host, day.shift, SESSION)
    asked = day.shift.ask
    full = Reply(False, "The disk is full. Make room.", code="world")
    monkeypatch.setattr(day.shift, "ask", lambda *_args, **_named: full)
    sheet.open()
    assert words(sheet, "reaction-message").startswith("The stop is not on record. The disk is")
    monkeypatch.setattr(day.shift, "ask", asked)
    day.later(minutes=7)
    tap(sheet, "reaction-main")
    assert day.last_entry("InfusionPaused").occurred_at == instant("12:10")
    assert not sheet.main.isVisible()


def test_one_tap_records_one_stop(qtbot: QtBot) -> None:
    day = infusion_day("12:10")
    sheet = opened(qtbot, day)
    before = day.session.version
    sheet.record()
    assert day.session.version == before
