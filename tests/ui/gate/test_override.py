"""Letting a requirement pass: a name, a reason, and the risk told."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPlainTextEdit, QWidget

from app.ui.gate.override import OverrideSheet
from app.ui.shift import Reply
from tests.ward import SESSION, Ward, seated_ward

Open = Callable[[Ward, str], OverrideSheet]


@pytest.fixture
def opened(qtbot) -> Open:
    def made(ward: Ward, key: str) -> OverrideSheet:
        host = QWidget()
        host.resize(1366, 768)
        qtbot.addWidget(host)
        sheet = OverrideSheet(host, ward.shift, SESSION, key)
        host.show()
        sheet.open()
        return sheet

    return made


def tap(sheet: QWidget, name: str) -> None:
    button = sheet.findChild(QAbstractButton, name)
    assert button is not None, name
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def why(sheet: QWidget, text: str) -> None:
    area = sheet.findChild(QPlainTextEdit, "override-reason-input")
    assert area is not None
    QTest.keyClicks(area, text)


def message(sheet: QWidget) -> str:
    label = sheet.findChild(QLabel, "override-message")
    assert label is not None
    return label.text()


def test_the_prescriber_of_the_order_is_one_tap(opened: Open, qtbot) -> None:
    ward = seated_ward()
    ward.at("09:15").prepares_bag()
    sheet = opened(ward, "bag_check")
    tap(sheet, "override-by-Dr. Amari")
    why(sheet, "nobody free until 10")
    with qtbot.waitSignal(sheet.recorded):
        tap(sheet, "override-main")
    allowed = ward.session.overrides["bag_check"]
    assert (allowed.allowed_by, allowed.reason) == ("Dr. Amari", "nobody free until 10")
    assert not sheet.isVisible()


def test_another_prescriber_is_typed_and_a_missing_reason_is_said(opened: Open) -> None:
    ward = seated_ward()
    sheet = opened(ward, "antiviral")
    tap(sheet, "override-main")
    assert message(sheet) == "Tap who allows it."
    tap(sheet, "override-by-other")
    line = sheet.findChild(QLineEdit, "override-name-input")
    assert line is not None
    assert line.isVisible()
    line.insert("Dr. Παπαδοπούλου")  # QTest types Latin only
    tap(sheet, "override-main")
    assert message(sheet) == "Write why, in a few words."
    assert line.text() == "Dr. Παπαδοπούλου"
    why(sheet, "on valaciclovir")
    tap(sheet, "override-main")
    assert ward.session.overrides["antiviral"].allowed_by == "Dr. Παπαδοπούλου"


def test_the_nurse_decides_in_her_own_name(opened: Open) -> None:
    ward = seated_ward()
    sheet = opened(ward, "teach_back")
    assert not [b for b in sheet.findChildren(QAbstractButton) if "override-by" in b.objectName()]
    why(sheet, "interpreter comes tomorrow")
    tap(sheet, "override-main")
    assert ward.session.overrides["teach_back"].allowed_by == "R. Osei, RN"


def test_leaving_early_is_against_advice_and_with_the_risk_told(opened: Open) -> None:
    ward = seated_ward()
    ward.ready_to_start()
    ward.at("09:30").start()
    ward.at("13:30").end()
    ward.at("14:00")
    sheet = opened(ward, "observation")
    tap(sheet, "override-by-the patient, against advice")
    why(sheet, "last bus")
    tap(sheet, "override-main")
    assert message(sheet).startswith("Explain the risk of leaving early")
    tap(sheet, "risk-told")
    tap(sheet, "override-main")
    allowed = ward.session.overrides["observation"]
    assert allowed.told_of_risk
    assert allowed.against_advice
    assert allowed.allowed_by == "the patient, against advice"


def test_what_nobody_may_let_pass_is_refused_in_place(opened: Open) -> None:
    ward = seated_ward()
    sheet = opened(ward, "contraindications")
    tap(sheet, "override-by-Dr. Amari")
    why(sheet, "go on")
    tap(sheet, "override-main")
    assert message(sheet).startswith("Nobody may override this")
    assert sheet.isVisible()


def test_a_sheet_refused_as_late_asks_why_and_enter_there_records(opened: Open, qtbot) -> None:
    ward = seated_ward()
    ward.at("09:15").prepares_bag()
    sheet = opened(ward, "bag_check")
    assert sheet.late.isHidden()
    sheet.refused(Reply(False, "Say why it is written down only now.", code="late_reason_missing"))
    assert sheet.late.isVisible()
    tap(sheet, "override-by-Dr. Amari")
    why(sheet, "nobody free until 10")
    sheet.late.set_text("was with another patient")
    with qtbot.waitSignal(sheet.recorded):
        QTest.keyClick(sheet.late.line, Qt.Key.Key_Return)
    assert "bag_check" in ward.session.overrides
