"""From a name to a chair: found, allowed or not and why, registered, ordered, opened."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.ui.patients.start import StartSessionSheet
from app.ui.widgets.button import Button
from app.ui.widgets.fields import TextField
from app.ui.widgets.message import Message
from app.ui.widgets.patient_row import PatientRow
from app.ui.widgets.tappable import Tappable
from app.ui.widgets.text import Text
from tests.ward import Ward


@pytest.fixture
def unit() -> Ward:
    made = Ward().sets_up_unit(chairs=3)
    made.adds_patient("doe", "Doe", given="Jan", mrn="00412", allergies="penicillin")
    made.adds_patient("nguyen", "Nguyễn", given="Łukasz", mrn="00414")
    made.registers("petrova", family="Петрова", given="Ольга", mrn="00788")
    return made


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    return made


def opened(host: QWidget, unit: Ward, chair: int = 0) -> StartSessionSheet:
    sheet = StartSessionSheet(host, unit.shift, chair)
    sheet.open()
    return sheet


def tap(sheet: StartSessionSheet, name: str) -> None:
    found = sheet.findChild(Tappable, name)
    assert found is not None, name
    assert found.isVisible(), name
    found.click()


def rows(sheet: StartSessionSheet) -> list[str]:
    return [row.objectName() for row in sheet.findChildren(PatientRow) if row.isVisible()]


def write(field: TextField, text: str) -> None:
    """As typed: QTest knows no key for letters beyond ASCII."""
    field.line.setText(text)
    field.line.textEdited.emit(text)


def search(sheet: StartSessionSheet, words: str) -> None:
    write(sheet.finder.words, words)


def foot(sheet: StartSessionSheet) -> str:
    found = sheet.findChild(Text, "start-session-message")
    assert found is not None
    return found.full_text()


def test_typing_finds_by_name_without_accents_and_by_mrn(unit: Ward, host: QWidget) -> None:
    sheet = opened(host, unit)
    assert len(rows(sheet)) == 3
    search(sheet, "lukasz")
    assert rows(sheet) == ["patient-nguyen"]
    search(sheet, "ольга")
    assert rows(sheet) == ["patient-petrova"]
    search(sheet, "412")
    assert rows(sheet) == ["patient-doe"]
    search(sheet, "nobody")
    assert rows(sheet) == []


def test_the_keyboard_alone_opens_a_session(qtbot: QtBot, unit: Ward, host: QWidget) -> None:
    sheet = opened(host, unit, chair=2)
    search(sheet, "doe")
    qtbot.keyClick(sheet.finder.words.line, Qt.Key.Key_Return)
    with qtbot.waitSignal(sheet.opened) as answer:
        qtbot.keyClick(sheet.main, Qt.Key.Key_Return)
    session = unit.desk.session(answer.args[0])
    assert session is not None
    assert (session.patient, session.chair, session.day) == ("doe", 2, 1)
    assert not sheet.isVisible()


def test_no_chair_is_chosen_beforehand(unit: Ward, host: QWidget) -> None:
    unit.arrives("nguyen", 1)
    sheet = opened(host, unit)
    sheet.choose("doe")
    assert not sheet.main.isEnabled()
    assert sheet.findChild(Tappable, "chair-1") is None
    tap(sheet, "chair-3")
    assert sheet.main.isEnabled()
    assert sheet.main.text() == "Start at chair 3"


def test_a_double_tap_opens_one_session(qtbot: QtBot, unit: Ward, host: QWidget) -> None:
    sheet = opened(host, unit, chair=1)
    sheet.choose("doe")
    with qtbot.waitSignal(sheet.opened):
        sheet.accepted.emit()
    sheet.accepted.emit()
    assert len(unit.desk.open_sessions()) == 1


def test_a_patient_at_a_chair_is_one_tap_away(qtbot: QtBot, unit: Ward, host: QWidget) -> None:
    session = unit.arrives("doe", 1).id
    sheet = opened(host, unit)
    sheet.choose("doe")
    with qtbot.waitSignal(sheet.opened) as answer:
        sheet.main.click()
    assert answer.args == [session]


def test_a_day_that_is_over_can_still_be_opened(qtbot: QtBot, unit: Ward, host: QWidget) -> None:
    session = unit.arrives("doe", 1).starts_at_once().id
    unit.at("12:00")
    unit.end().takes_vitals()
    unit.at("14:00")
    unit.ready_to_leave().leaves()
    sheet = opened(host, unit)
    sheet.choose("doe")
    assert not sheet.main.isVisible()
    why = sheet.findChild(Message, "candidate-why")
    assert why is not None
    assert "had a dose today" in why.accessibleName()
    with qtbot.waitSignal(sheet.opened) as answer:
        tap(sheet, f"day-{session}")
    assert answer.args == [session]


def test_a_day_not_planned_asks_who_allows_it_and_why(
    qtbot: QtBot, unit: Ward, host: QWidget
) -> None:
    unit.adds_patient("later", "Berg", given="Nils", first_day=date(2026, 11, 25))
    sheet = opened(host, unit, chair=1)
    sheet.choose("later")
    assert sheet.patient.gap.isVisible()
    sheet.main.click()
    assert "name the prescriber" in foot(sheet)
    assert unit.desk.open_sessions() == ()
    write(sheet.patient.gap.allowed_by, "Dr. L. Amari")
    write(sheet.patient.gap.reason, "travels on Friday")
    with qtbot.waitSignal(sheet.opened) as answer:
        sheet.main.click()
    session = unit.desk.session(answer.args[0])
    assert session is not None
    assert session.gap_allowed_by == "Dr. L. Amari"


def test_a_new_patient_goes_on_to_the_order_and_a_chair(
    qtbot: QtBot, unit: Ward, host: QWidget
) -> None:
    sheet = opened(host, unit, chair=3)
    tap(sheet, "find-new")
    new = sheet.newcomer
    write(new.family, "Παπαδόπουλος")
    write(new.given, "Γιώργος")
    write(new.born, "7 Jan 1984")
    write(new.mrn, "00801")
    tap(sheet, "new-sex-male")
    tap(sheet, "new-allergic-none")
    tap(sheet, "start-session-main")
    assert sheet.main.text() == "Order a course"
    tap(sheet, "start-session-main")
    tap(sheet, "order-today")
    write(sheet.order.prescriber, "Dr. L. Amari")
    write(sheet.order.indication, "relapsing MS")
    tap(sheet, "start-session-main")
    assert sheet.main.text() == "Start at chair 3"
    with qtbot.waitSignal(sheet.opened):
        tap(sheet, "start-session-main")
    (session,) = unit.desk.open_sessions()
    patient = unit.desk.patient(session.patient)
    assert patient is not None
    assert patient.born == date(1984, 1, 7)
    assert patient.allergies == ""


def test_allergies_are_never_taken_for_granted(unit: Ward, host: QWidget) -> None:
    sheet = opened(host, unit)
    tap(sheet, "find-new")
    new = sheet.newcomer
    for field, text in ((new.family, "Roe"), (new.given, "Sam"), (new.mrn, "9")):
        write(field, text)
    write(new.born, "1990-05-06")
    tap(sheet, "new-sex-other")
    sheet.main.click()
    assert unit.desk.find_patients("roe") == ()
    tap(sheet, "new-allergic-yes")
    sheet.main.click()
    assert unit.desk.find_patients("roe") == ()
    write(new.allergies, "latex")
    sheet.main.click()
    (patient,) = unit.desk.find_patients("roe")
    assert patient.allergies == "latex"


def test_an_mrn_of_somebody_else_is_refused_and_nothing_is_lost(unit: Ward, host: QWidget) -> None:
    sheet = opened(host, unit)
    tap(sheet, "find-new")
    new = sheet.newcomer
    for field, text in ((new.family, "Roe"), (new.given, "Sam"), (new.mrn, "00412")):
        write(field, text)
    write(new.born, "1990-05-06")
    tap(sheet, "new-sex-other")
    tap(sheet, "new-allergic-none")
    sheet.main.click()
    assert "belongs to DOE, Jan" in foot(sheet)
    assert new.family.text() == "Roe"


def test_leaving_with_a_form_half_filled_warns_once(unit: Ward, host: QWidget) -> None:
    sheet = opened(host, unit)
    tap(sheet, "find-new")
    write(sheet.newcomer.family, "Roe")
    sheet.cancel.click()
    assert sheet.isVisible()
    sheet.ask_to_leave()
    assert not sheet.isVisible()


def test_a_course_too_early_asks_the_prescribers_reason(unit: Ward, host: QWidget) -> None:
    for day in range(5):
        unit.at(f"+{day}d 08:00")
        unit.arrives("doe", 1)
        unit.starts_at_once()
        unit.at(f"+{day}d 12:00")
        unit.end().takes_vitals()
        unit.at(f"+{day}d 14:00")
        unit.ready_to_leave().leaves()
    unit.at("+30d 08:00")
    sheet = opened(host, unit, chair=1)
    sheet.choose("doe")
    sheet.main.click()
    tap(sheet, "order-today")
    write(sheet.order.prescriber, "Dr. L. Amari")
    write(sheet.order.indication, "relapsing MS")
    sheet.main.click()
    assert sheet.order.early_reason.isVisible()
    assert "unless the prescriber says why" in foot(sheet)
    write(sheet.order.early_reason, "relapse in January")
    sheet.main.click()
    patient = unit.desk.patient("doe")
    assert patient is not None
    assert len(patient.courses) == 2


def test_back_leads_from_the_order_to_the_patient_to_the_search(unit: Ward, host: QWidget) -> None:
    sheet = opened(host, unit)
    sheet.choose("petrova")
    sheet.main.click()
    back = sheet.findChild(Button, "start-session-back")
    assert back is not None
    back.click()
    assert sheet.patient.isVisible()
    back.click()
    assert sheet.finder.isVisible()
    assert not back.isVisible()
