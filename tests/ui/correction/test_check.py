"""Correcting an answer to a check, whatever its kind, on the one sheet for all corrections."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.models.day.timeline import timeline
from app.models.facts import How
from app.ui.correction.sheet import CorrectSheet
from app.ui.widgets.fields import DateField, PickField, TextField
from app.ui.widgets.number_tile import NumberTile
from tests.packs import all_checks
from tests.ui.hand import tap, window, words
from tests.ward import SESSION, Ward, seated_ward

CBC = {"value": "212", "unit": "10³/µL", "date": "2026-10-12", "range": "150–400", "flag": "none"}


@pytest.fixture
def ward() -> Ward:
    return seated_ward(pack=all_checks())


def opened(qtbot: QtBot, ward: Ward, check: str, field: str, value: Any) -> CorrectSheet:
    ward.answers_check(check, value, field)
    host = window()
    qtbot.addWidget(host)
    sheet = CorrectSheet(host, ward.shift, SESSION, ward.session.entries[-1].mark)
    sheet.open()
    return sheet


def given(ward: Ward, check: str, field: str) -> Any:
    return ward.session.checks[check][field].value


def line(sheet: QWidget, name: str, text: str) -> None:
    field = sheet.findChild(TextField, f"correct-{name}")
    assert field is not None, name
    field.set_text(text)
    field.changed.emit(text)


def choose(sheet: QWidget, name: str, key: str) -> None:
    field = sheet.findChild(PickField, f"correct-{name}")
    assert field is not None, name
    field.set_picked(key)
    field.picked.emit(key)


def figure(sheet: QWidget, name: str, text: str) -> None:
    tile = sheet.findChild(NumberTile, f"number-{name}")
    assert tile is not None, name
    for sign in text:
        tile.type_sign(sign)


def test_an_option_is_picked(qtbot: QtBot, ward: Ward) -> None:
    sheet = opened(qtbot, ward, "hiv", "hiv", "yes")
    assert words(sheet, "correct-text") == "HIV: yes"
    choose(sheet, "value", "no")
    assert sheet.main.text() == "Record: HIV infection? yes → no"
    tap(sheet, "why-mistyped")
    with qtbot.waitSignal(sheet.recorded):
        sheet.main.click()
    assert given(ward, "hiv", "hiv") == "no"
    row = timeline(ward.session, ward.pack)[-1]
    assert (row.wrong, row.text) == ("HIV: yes", "HIV: no")


def test_a_number_and_its_unit(qtbot: QtBot, ward: Ward) -> None:
    sheet = opened(qtbot, ward, "weight", "weight", {"number": 61.5, "unit": "kg"})
    figure(sheet, "number", "135.5")
    choose(sheet, "unit", "lb")
    tap(sheet, "why-mistyped")
    with qtbot.waitSignal(sheet.recorded):
        sheet.main.click()
    assert given(ward, "weight", "weight") == {"number": 135.5, "unit": "lb"}


def test_a_number_out_of_its_bounds_is_refused_as_when_it_was_given(
    qtbot: QtBot, ward: Ward
) -> None:
    sheet = opened(qtbot, ward, "weight", "weight", {"number": 61.5, "unit": "kg"})
    figure(sheet, "number", "615")
    tap(sheet, "why-mistyped")
    sheet.main.click()
    assert given(ward, "weight", "weight")["number"] == 61.5
    assert sheet.isVisible()


def test_the_date_of_a_result_leaves_its_other_parts(qtbot: QtBot, ward: Ward) -> None:
    sheet = opened(qtbot, ward, "cbc", "platelets", CBC)
    day = sheet.findChild(DateField, "correct-date")
    assert day is not None
    day.set_text("12 Nov 2026")
    day.dated.emit(day.date())
    tap(sheet, "why-mistyped")
    with qtbot.waitSignal(sheet.recorded):
        sheet.main.click()
    assert given(ward, "cbc", "platelets") == CBC | {"date": "2026-11-12"}


def test_a_medicine_and_words_are_typed(qtbot: QtBot, ward: Ward) -> None:
    ward.answers_check("screening", "yes", "bleeding")
    sheet = opened(qtbot, ward, "screening", "bleeding_drug", {"drug": "asprin"})
    line(sheet, "drug", "aspirin")
    tap(sheet, "why-mistyped")
    with qtbot.waitSignal(sheet.recorded):
        sheet.main.click()
    assert given(ward, "screening", "bleeding_drug")["drug"] == "aspirin"
    sheet = opened(qtbot, ward, "companion", "who", "her sitser")
    line(sheet, "value", "her sister")
    tap(sheet, "why-mistyped")
    with qtbot.waitSignal(sheet.recorded):
        sheet.main.click()
    assert given(ward, "companion", "who") == "her sister"


def test_several_are_tapped_again(qtbot: QtBot, ward: Ward) -> None:
    sheet = opened(qtbot, ward, "next_visit", "reviewed", ["dose"])
    tap(sheet, "correct-value-tests")
    tap(sheet, "why-mistyped")
    with qtbot.waitSignal(sheet.recorded):
        sheet.main.click()
    assert given(ward, "next_visit", "reviewed") == ["dose", "tests"]


def test_a_decision_may_be_put_to_another_name_and_not_turned_round(
    qtbot: QtBot, ward: Ward
) -> None:
    ward.answers_check("screening", "yes", "kidney")
    ward.decides(
        "screening", "not_today", field="kidney", decided_by="Dr. Amri", how=How.PHONE,
        words="call the nephrologist",
    )  # fmt: skip
    host = window()
    qtbot.addWidget(host)
    sheet = CorrectSheet(host, ward.shift, SESSION, ward.session.entries[-1].mark)
    sheet.open()
    assert sheet.findChild(QWidget, "correct-said") is None
    line(sheet, "decided_by", "Dr. Amari")
    choose(sheet, "how", "in_person")
    tap(sheet, "why-mistyped")
    with qtbot.waitSignal(sheet.recorded):
        sheet.main.click()
    fact = ward.session.decided["screening"]["kidney"].fact
    assert (fact.decided_by, fact.how) == ("Dr. Amari", "in_person")


def test_an_answer_the_rules_no_longer_ask_shows_no_fields(qtbot: QtBot, ward: Ward) -> None:
    from app.ui.correction import check_words as correct_check
    from tests.packs import pack_with

    ward.answers_check("hiv", "no", "hiv")
    fact = ward.session.entries[-1].fact
    assert correct_check.fields(fact, pack_with("age")) == []  # type: ignore[arg-type]
