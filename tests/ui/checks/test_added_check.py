"""A pharmacist adds a check in the unit's policy, and it is everywhere that a check is."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from app.papers.daily_log.exceptions import exceptions
from app.ui.checks.panel import CheckPanel
from app.ui.correction.sheet import CorrectSheet
from app.ui.gate.panels import panel_for
from app.ui.widgets.fields import PickField
from tests.models.test_policy import rules
from tests.ui.hand import tap, type_in, window
from tests.ward import SESSION, Ward, seated_ward, shipped_pack

ARMBAND = """
[[checks]]
key = "armband"
gate = "start"
stage = "check-in"
title = "Allergy armband"
short = "armband"
text = "A patient with an allergy wears the armband."
override = "prescriber"
status = "site"
source = "Unit 4B, nursing order 7"

[[checks.fields]]
key = "on"
ask = "Is the allergy armband on?"
kind = "choice"
options = [
    { key = "on", label = "On" },
    { key = "none", label = "None left", then = "decide" },
    { key = "wrong", label = "Wrong name", then = "hold", do = "stop: is this the patient?" },
]
"""


def answered(panel: CheckPanel, key: str) -> None:
    button = panel.findChild(QAbstractButton, f"answer-on-{key}")
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def corrected(qtbot: QtBot, ward: Ward, key: str) -> None:
    host = window()
    qtbot.addWidget(host)
    sheet = CorrectSheet(host, ward.shift, SESSION, ward.session.entries[-1].mark)
    sheet.open()
    field = sheet.findChild(PickField, "correct-value")
    assert field is not None
    field.set_picked(key)
    field.picked.emit(key)
    type_in(sheet, "correct-reason", "looked again")
    tap(sheet, "correct-main")


def test_it_is_in_the_gate_the_panel_the_timeline_the_log_and_the_correction(
    qtbot: QtBot, tmp_path: Path
) -> None:
    ward = seated_ward(pack=rules(shipped_pack(), tmp_path, ARMBAND)).ready_to_start()
    assert ward.still_open == {"armband"}
    ward.refuses("gate_closed").start()
    panel = panel_for("armband", ward.shift, SESSION)
    assert isinstance(panel, CheckPanel)
    qtbot.addWidget(panel)
    panel.show()
    answered(panel, "wrong")
    held = "wrong name: stop: is this the patient?"
    assert ward.requirement("armband").detail == held
    assert ward.rows[-1].text == "Armband: wrong name"
    corrected(qtbot, ward, "none")
    assert ward.requirement("armband").detail == "none left: a prescriber decides"
    ward.decides("armband", words="name band is on").start()
    marks = [
        item.sentence
        for item in exceptions(ward.session, ward.pack, ward.now)
        if item.mark in ("DECIDED", "HOLD CORRECTED")
    ]
    assert marks == [
        "Armband: wrong name → Armband: none left: looked again.",
        "09:26 Armband: none left. Dr. Amari, in person: go on. Name band is on.",
    ]
