"""The symptom, drug and note sheets: found in a few letters, never lost, a stroke not overlooked."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.models.facts import DrugGiven, NoteWritten, SymptomNoted
from app.ui.reactions import care_words
from app.ui.reactions.drug import DrugSheet
from app.ui.reactions.stroke import StrokeSheet
from app.ui.reactions.symptom import SymptomSheet
from app.ui.session.note import NoteSheet
from app.ui.widgets.choice import ChoiceGrid
from tests.ui.hand import tap, type_in, window, words
from tests.ward import SESSION, Ward, infusion_day, shipped_pack


def opened(qtbot: QtBot, day: Ward) -> tuple[QWidget, SymptomSheet]:
    host = window()
    qtbot.addWidget(host)
    sheet = SymptomSheet(host, day.shift, SESSION)
    sheet.open()
    return host, sheet


def test_two_taps_and_a_third_record_a_symptom(qtbot: QtBot) -> None:
    day = infusion_day("12:10")
    _, sheet = opened(qtbot, day)
    tap(sheet, "symptoms-itching")
    tap(sheet, "severity-moderate")
    with qtbot.waitSignal(sheet.recorded):
        tap(sheet, "symptom-main")
    assert day.last_entry("SymptomNoted").fact == SymptomNoted(
        symptom="itching", severity="moderate"
    )
    assert not sheet.isVisible()


def test_a_few_letters_and_enter_find_it_by_the_ward_s_own_word(qtbot: QtBot) -> None:
    day = infusion_day("12:10")
    _, sheet = opened(qtbot, day)
    line = sheet.picker.search.line
    assert sheet.window().focusWidget() is line
    qtbot.keyClicks(line, "sob")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert sheet.picker.key() == "shortness_of_breath"
    here = sheet.window().focusWidget()
    assert here is not None
    assert here.objectName() == "severity-mild"


def test_what_is_missing_is_said_and_nothing_is_recorded(qtbot: QtBot) -> None:
    day = infusion_day("12:10")
    _, sheet = opened(qtbot, day)
    before = day.session.version
    tap(sheet, "symptom-main")
    assert words(sheet, "symptom-message") == "Tap the symptom."
    tap(sheet, "symptoms-rash")
    tap(sheet, "symptom-main")
    assert words(sheet, "symptom-message") == "Tap how bad it is."
    assert day.session.version == before


def test_a_headache_is_asked_about_before_it_can_be_recorded(qtbot: QtBot) -> None:
    day = infusion_day("12:10")
    _, sheet = opened(qtbot, day)
    tap(sheet, "symptoms-headache")
    tap(sheet, "severity-mild")
    tap(sheet, "symptom-main")
    assert words(sheet, "symptom-message") == "Answer the question first: it may be a stroke."
    tap(sheet, "sudden-no")
    tap(sheet, "symptom-main")
    fact = day.last_entry("SymptomNoted").fact
    assert isinstance(fact, SymptomNoted)
    assert fact.note == "asked: not sudden, not the worst ever, no neck pain"


@pytest.mark.parametrize(
    ("symptom", "sign"), [("headache", "head_neck"), ("dizziness", "balance"), ("tingling", "arm")]
)
def test_yes_to_a_question_opens_the_stroke_sheet_with_its_sign(
    qtbot: QtBot, symptom: str, sign: str
) -> None:
    host, sheet = opened(qtbot, infusion_day("12:10"))
    tap(sheet, f"symptoms-{symptom}")
    question = shipped_pack().stroke.question(symptom)
    assert question is not None
    assert words(sheet, "sudden-words") == question.ask
    tap(sheet, "sudden-yes")
    stroke = host.findChild(StrokeSheet)
    assert stroke is not None
    assert stroke.findChild(ChoiceGrid, "stroke-signs").chosen() == (sign,)


def test_a_sudden_headache_leads_to_the_stroke_signs_and_stops_the_pump(qtbot: QtBot) -> None:
    day = infusion_day("12:10")
    host, sheet = opened(qtbot, day)
    tap(sheet, "symptoms-headache")
    tap(sheet, "severity-severe")
    tap(sheet, "sudden-yes")
    stroke = host.findChild(StrokeSheet)
    assert stroke is not None
    assert stroke.isVisible()
    tap(stroke, "stroke-main")
    assert day.last_kinds(3) == ["StrokeSignsFound", "InfusionPaused", "SymptomNoted"]
    assert not sheet.isVisible()
    assert stroke.isVisible()


def test_leaving_the_stroke_sheet_loses_nothing_of_the_symptom(qtbot: QtBot) -> None:
    day = infusion_day("12:10")
    host, sheet = opened(qtbot, day)
    tap(sheet, "symptoms-headache")
    tap(sheet, "severity-mild")
    tap(sheet, "sudden-yes")
    stroke = host.findChild(StrokeSheet)
    assert stroke is not None
    tap(stroke, "stroke-cancel")
    tap(stroke, "stroke-cancel")
    assert sheet.isVisible()
    assert sheet.picker.key() == "headache"


def test_the_choice_survives_another_search(qtbot: QtBot) -> None:
    day = infusion_day("12:10")
    _, sheet = opened(qtbot, day)
    tap(sheet, "symptoms-itching")
    type_in(sheet, "symptom-search", "nau")
    type_in(sheet, "symptom-search", "")
    assert sheet.picker.grid.chosen() == ("itching",)


def test_a_drug_is_recorded_with_its_dose_and_way(qtbot: QtBot) -> None:
    day = infusion_day("12:10")
    host = window()
    qtbot.addWidget(host)
    sheet = DrugSheet(host, day.shift, SESSION)
    sheet.open()
    tap(sheet, "drug-names-EPINEPHrine")
    tap(sheet, "drug-main")
    assert words(sheet, "drug-message") == "Type the dose with its unit."
    type_in(sheet, "drug-dose", "0.3 mg")
    tap(sheet, "drug-routes-IM")
    tap(sheet, "drug-main")
    expected = DrugGiven(drug="EPINEPHrine", dose="0.3 mg", route="IM")
    assert day.last_entry("DrugGiven").fact == expected


def test_a_note_is_written_also_after_the_patient_has_gone(qtbot: QtBot) -> None:
    day = infusion_day("15:31")
    day.ready_to_leave().leaves()
    host = window()
    qtbot.addWidget(host)
    sheet = NoteSheet(host, day.shift, SESSION)
    sheet.open()
    tap(sheet, "note-main")
    assert words(sheet, "note-message") == "Type the note."
    area = host.focusWidget()
    assert area is not None
    assert area.objectName() == "note-text-input"
    qtbot.keyClicks(area, "Called: feels well")
    qtbot.keyClick(area, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert day.last_entry("NoteWritten").fact == NoteWritten(text="Called: feels well")


def test_a_late_entry_says_why(qtbot: QtBot) -> None:
    day = infusion_day("12:10")
    _, sheet = opened(qtbot, day)
    tap(sheet, "symptoms-rash")
    tap(sheet, "severity-mild")
    assert sheet.when is not None
    sheet.when.move_back(20)
    tap(sheet, "symptom-main")
    assert "Say why" in words(sheet, "symptom-message")
    type_in(sheet, "symptom-late-reason", "was with chair 3")
    tap(sheet, "symptom-main")
    assert day.last_entry("SymptomNoted").late_reason == "was with chair 3"


def test_a_note_without_a_severity_waits_below_the_stroke_sheet(qtbot: QtBot) -> None:
    day = infusion_day("12:10")
    host, sheet = opened(qtbot, day)
    tap(sheet, "symptoms-headache")
    note = sheet.findChild(QWidget, "symptom-note-input")
    assert note is not None
    note.setPlainText("like a thunderclap")  # type: ignore[attr-defined]
    tap(sheet, "sudden-yes")
    stroke = host.findChild(StrokeSheet)
    assert stroke is not None
    tap(stroke, "stroke-main")
    assert day.last_kinds(2) == ["StrokeSignsFound", "InfusionPaused"]
    assert sheet.isVisible()


def test_the_dangerous_ones_stand_first_and_the_rest_as_listed(qtbot: QtBot) -> None:
    first, rest = care_words.grouped(shipped_pack())
    stop = shipped_pack().reaction.stop_pump.value
    assert [item.key for item in first] == list(stop)
    listed = [item.key for item in shipped_pack().symptoms if item.key not in stop]
    assert [item.key for item in rest] == listed
    assert rest[0].key == "headache"
    assert rest[-1].key == "other"
    assert {*first, *rest} == set(shipped_pack().symptoms)
    _, sheet = opened(qtbot, infusion_day("12:10"))
    assert sheet.picker.first.y() < sheet.picker.grid.y()
    tap(sheet, "symptoms-stop-wheeze")
    tap(sheet, "symptoms-rash")
    assert sheet.picker.first.chosen() == ()
    assert sheet.picker.key() == "rash"


def test_the_button_says_what_it_records(qtbot: QtBot) -> None:
    _, sheet = opened(qtbot, infusion_day("12:10"))
    assert sheet.main.text() == "Record"
    tap(sheet, "symptoms-flushing")
    tap(sheet, "severity-mild")
    assert sheet.main.text() == "Record: flushing, mild"
