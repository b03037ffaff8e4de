"""Correcting an entry: only what changes is sent, the wrong one stays readable."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.models.day.alarms import alarms
from app.models.day.correction import CorrectEntry
from app.models.day.timeline import timeline
from app.models.facts import EntryCorrected
from app.ui.correction.sheet import CorrectSheet
from app.ui.widgets.button import Button
from app.ui.widgets.fields import PickField
from app.ui.widgets.number_tile import NumberTile
from tests.ui.hand import tap, type_in, window, words
from tests.ward import SESSION, Ward, infusion_day, instant, shipped_pack


def opened(qtbot: QtBot, day: Ward, kind: str) -> CorrectSheet:
    host = window()
    qtbot.addWidget(host)
    sheet = CorrectSheet(host, day.shift, SESSION, day.last_entry(kind).mark)
    sheet.open()
    return sheet


def figure(sheet: QWidget, key: str, text: str) -> None:
    tile = sheet.findChild(NumberTile, f"number-{key}")
    assert tile is not None
    tile.setFocus()
    tile.clear()
    for sign in text:
        tile.type_sign(sign)


def made(day: Ward) -> EntryCorrected:
    fact = day.last_entry("EntryCorrected").fact
    assert isinstance(fact, EntryCorrected)
    return fact


def test_only_the_value_that_changes_is_sent(qtbot: QtBot) -> None:
    day = infusion_day("12:40")
    day.takes_vitals(sbp=131, hr=99)
    sheet = opened(qtbot, day, "VitalsTaken")
    assert "131/75" in words(sheet, "correct-text")
    figure(sheet, "sbp", "113")
    figure(sheet, "hr", "99")
    tap(sheet, "why-mistyped")
    with qtbot.waitSignal(sheet.recorded):
        tap(sheet, "correct-main")
    assert made(day).values == {"sbp": 113}
    assert made(day).reason == "mistyped"
    row = timeline(day.session, shipped_pack())[-1]
    assert row.text.startswith("Vitals 113/75 · 99")
    assert row.wrong.startswith("Vitals 131/75")


def test_nothing_is_filled_in_and_nothing_changed_is_said(qtbot: QtBot) -> None:
    day = infusion_day("12:10")
    sheet = opened(qtbot, day, "VitalsTaken")
    assert all(not tile.text() for tile in sheet.fields.tiles.values())
    tap(sheet, "correct-main")
    assert words(sheet, "correct-message").startswith("Nothing changes yet")


def test_a_reason_is_asked_for(qtbot: QtBot) -> None:
    day = infusion_day("12:10")
    sheet = opened(qtbot, day, "VitalsTaken")
    figure(sheet, "hr", "90")
    tap(sheet, "correct-main")
    assert words(sheet, "correct-message").startswith("Say why")


def test_an_impossible_value_is_typed_again(qtbot: QtBot) -> None:
    day = infusion_day("12:10")
    sheet = opened(qtbot, day, "VitalsTaken")
    figure(sheet, "spo2", "999")
    tap(sheet, "why-mistyped")
    tap(sheet, "correct-main")
    assert words(sheet, "correct-message") == "SpO₂ 999 % cannot be. Type it again."
    assert sheet.isVisible()


def test_a_value_that_becomes_critical_is_asked_about_on_the_button(qtbot: QtBot) -> None:
    day = infusion_day("12:10")
    sheet = opened(qtbot, day, "VitalsTaken")
    figure(sheet, "sbp", "190")
    tap(sheet, "why-mistyped")
    assert sheet.main.text() == "Record · is 190/75 right?"
    assert words(sheet, "correct-message").startswith("190/75 is critical.")
    with qtbot.waitSignal(sheet.recorded):
        tap(sheet, "correct-main")
    titles = [alarm.title for alarm in alarms(day.session, day.shift.now(), shipped_pack())]
    assert "Blood pressure 190/75" in titles


def test_a_value_that_was_not_taken_can_be_added(qtbot: QtBot) -> None:
    day = infusion_day("12:40")
    day.takes_vitals(temp=None, not_taken={"temp": "device not at hand"})
    sheet = opened(qtbot, day, "VitalsTaken")
    figure(sheet, "temp", "37.2")
    type_in(sheet, "correct-reason", "thermometer found")
    tap(sheet, "correct-main")
    assert made(day).values == {"temp": 37.2, "not_taken": {}}


def test_a_stroke_check_that_was_not_done_says_so(qtbot: QtBot) -> None:
    day = infusion_day("12:10")
    sheet = opened(qtbot, day, "VitalsTaken")
    pick = sheet.findChild(PickField, "correct-stroke_check")
    assert pick is not None
    pick.set_picked("not_done")
    type_in(sheet, "correct-reason", "patient was asleep")
    tap(sheet, "correct-main")
    assert made(day).values == {
        "stroke_check": "not_done",
        "not_taken": {"stroke_check": "patient was asleep"},
    }


def test_the_right_time_moves_the_end_and_the_way_home(qtbot: QtBot) -> None:
    day = infusion_day("14:05")
    sheet = opened(qtbot, day, "InfusionEnded")
    type_in(sheet, "correct-time", "1335")
    assert "5 min later" in words(sheet, "correct-time-below")
    tap(sheet, "why-wrong-time")
    tap(sheet, "correct-main")
    assert made(day).occurred_at == instant("13:35")
    assert day.session.ended is not None
    assert day.session.ended.at == instant("13:35")


def test_a_refusal_is_shown_and_nothing_entered_is_lost(qtbot: QtBot) -> None:
    day = infusion_day("14:05")
    sheet = opened(qtbot, day, "InfusionEnded")
    type_in(sheet, "correct-time", "07:00")
    tap(sheet, "why-wrong-time")
    tap(sheet, "correct-main")
    assert sheet.isVisible()
    assert words(sheet, "correct-message")
    field = sheet.findChild(QWidget, "correct-time-input")
    assert field is not None
    assert field.text() == "07:00"  # type: ignore[attr-defined]


def test_what_did_not_happen_is_struck_out(qtbot: QtBot) -> None:
    day = infusion_day("12:10")
    sheet = opened(qtbot, day, "VitalsTaken")
    tap(sheet, "correct-mode-strike")
    assert not sheet.fields.isVisible()
    tap(sheet, "correct-main")
    assert words(sheet, "correct-message") == "Say why it is struck out."
    tap(sheet, "why-wrong-patient")
    tap(sheet, "correct-main")
    assert made(day).struck
    assert timeline(day.session, shipped_pack())[-1].text == ""


def test_the_end_of_the_infusion_can_be_changed_and_not_struck_out(qtbot: QtBot) -> None:
    sheet = opened(qtbot, infusion_day("14:05"), "InfusionEnded")
    assert not sheet.mode.isVisible()


def test_what_is_struck_out_stays_so(qtbot: QtBot) -> None:
    day = infusion_day("12:10")
    entry = day.last_entry("VitalsTaken").mark
    day.ask(CorrectEntry(session=SESSION, entry=entry, reason="wrong chair", strike=True))
    sheet = opened(qtbot, day, "VitalsTaken")
    assert not sheet.main.isVisible()
    assert "wrong chair" in words(sheet, "correct-not")


def test_the_arrival_is_not_corrected(qtbot: QtBot) -> None:
    sheet = opened(qtbot, infusion_day("12:10"), "SessionOpened")
    assert not sheet.main.isVisible()
    assert "Write a note" in words(sheet, "correct-not")


def test_a_second_correction_builds_on_the_first(qtbot: QtBot) -> None:
    day = infusion_day("12:40")
    day.takes_vitals(sbp=131)
    first = day.last_entry("VitalsTaken").mark
    day.ask(CorrectEntry(session=SESSION, entry=first, reason="mistyped", values={"sbp": 113}))
    sheet = opened(qtbot, day, "VitalsTaken")
    assert "113/75" in words(sheet, "correct-text")
    figure(sheet, "hr", "90")
    tap(sheet, "why-mistyped")
    tap(sheet, "correct-main")
    assert timeline(day.session, shipped_pack())[-1].text.startswith("Vitals 113/75 · 90")


@pytest.mark.parametrize(
    ("kind", "field", "typed", "expected"),
    [
        ("BagPrepared", "correct-lot", "F9999Z", {"lot": "F9999Z"}),
        ("BagPrepared", "correct-expires", "May 2027", {"expires": "2027-05-31"}),
        ("PremedicationGiven", "correct-drug", "ibuprofen", {"drug": "ibuprofen"}),
    ],
)
def test_other_entries_are_corrected_field_by_field(
    qtbot: QtBot, kind: str, field: str, typed: str, expected: dict[str, object]
) -> None:
    day = infusion_day("09:18")
    sheet = opened(qtbot, day, kind)
    type_in(sheet, field, typed)
    tap(sheet, "why-mistyped")
    tap(sheet, "correct-main")
    assert made(day).values == expected


def test_identifiers_are_corrected_where_they_stand(qtbot: QtBot) -> None:
    day = infusion_day("08:30")
    sheet = opened(qtbot, day, "IdentityConfirmed")
    tap(sheet, "correct-identifiers-mrn")
    tap(sheet, "why-mistyped")
    tap(sheet, "correct-main")
    assert made(day).values == {"identifiers": ["name", "date_of_birth", "mrn"]}


def test_what_stands_is_shown_and_is_not_an_entry(qtbot: QtBot) -> None:
    day = infusion_day("12:10")
    sheet = opened(qtbot, day, "VitalsTaken")
    tile = sheet.fields.tiles["rr"]
    assert tile.text() == ""
    assert "stays 16" in tile.accessibleName()
    figure(sheet, "rr", "18")
    assert "18" in tile.accessibleName()
    assert tile.accessibleDescription() == "was 16"


def test_the_button_says_what_it_records(qtbot: QtBot) -> None:
    day = infusion_day("12:10")
    sheet = opened(qtbot, day, "VitalsTaken")
    assert sheet.main.text() == "Record the correction"
    figure(sheet, "rr", "18")
    assert sheet.main.text() == "Record: respirations 16 → 18"
    figure(sheet, "temp", "37.4")
    assert sheet.main.text() == "Record 2 changes"
    tap(sheet, "correct-mode-strike")
    assert sheet.main.text() == "Strike it out"


def test_a_chosen_reason_looks_chosen_until_another_is_typed(qtbot: QtBot) -> None:
    day = infusion_day("12:10")
    sheet = opened(qtbot, day, "VitalsTaken")
    chip = sheet.findChild(Button, "why-mistyped")
    assert chip is not None
    tap(sheet, "why-mistyped")
    assert chip.is_chosen()
    type_in(sheet, "correct-reason", "read off the wrong line")
    assert not chip.is_chosen()


def test_a_reason_against_the_whole_entry_strikes_it_out(qtbot: QtBot) -> None:
    day = infusion_day("12:10")
    sheet = opened(qtbot, day, "VitalsTaken")
    tap(sheet, "why-did-not-happen")
    assert sheet.mode.choice() == "strike"
    assert sheet.main.text() == "Strike it out"
    tap(sheet, "why-mistyped")
    assert sheet.mode.choice() == "change"
    tap(sheet, "why-wrong-patient")
    tap(sheet, "correct-main")
    assert made(day).struck
    assert made(day).reason == "wrong patient"


def test_an_entry_that_cannot_be_struck_out_is_only_changed(qtbot: QtBot) -> None:
    sheet = opened(qtbot, infusion_day("14:05"), "InfusionEnded")
    tap(sheet, "why-wrong-patient")
    assert sheet.mode.choice() == "change"
