"""Closing the window: asked first while patients are in chairs, and only then."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.desk import Done
from app.errors import WorldError
from app.models.day.arrival import OpenSession
from app.practice import set_up
from app.ui import closing
from app.ui.shift import Shift
from app.ui.widgets.sheet import Sheet
from app.ui.window import MainWindow
from tests.ui.test_window import over
from tests.ward import Ward, empty_desk, seated_ward


@pytest.fixture
def ward() -> Ward:
    """One patient in a chair, checked in."""
    ward = seated_ward()
    ward.ready_to_start()
    return ward


@pytest.fixture
def window(qtbot: QtBot, ward: Ward) -> MainWindow:
    """The window over that ward, at the board."""
    window = over(qtbot, ward)
    ward.shift.staff = ward.desk.staff("osei")
    window.show_board()
    return window


def question(window: MainWindow) -> Sheet | None:
    """What is asked at the moment."""
    QApplication.processEvents()
    found = [sheet for sheet in window.findChildren(Sheet, closing.NAME) if sheet.isVisible()]
    return found[0] if found else None


def test_with_a_patient_in_a_chair_closing_asks_first(window: MainWindow, ward: Ward) -> None:
    assert not window.close()
    assert window.isVisible()
    sheet = question(window)
    assert sheet is not None
    assert sheet.accessibleName() == "1 patient is in a chair"
    assert sheet.main.text() == "Close Chairside"
    assert sheet.cancel.text() == "Stay"
    assert ward.shift.by == "osei", "still signed in"


def test_stay_is_the_answer_of_enter_and_of_esc(qtbot: QtBot, window: MainWindow) -> None:
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        window.close()
        sheet = question(window)
        assert sheet is not None
        assert window.focusWidget() is sheet.cancel
        qtbot.keyClick(sheet.cancel, key)
        assert question(window) is None
        assert window.isVisible()


def test_closing_after_the_question_signs_out(window: MainWindow, ward: Ward) -> None:
    window.close()
    sheet = question(window)
    assert sheet is not None
    sheet.main.click()
    assert not window.isVisible()
    assert ward.shift.by == ""


def test_asked_twice_there_is_one_question(window: MainWindow) -> None:
    window.close()
    window.close()
    assert len(window.findChildren(Sheet, closing.NAME)) == 1


def test_the_heartbeat_goes_on_while_the_question_stands(window: MainWindow, ward: Ward) -> None:
    window.close()
    ward.at("11:00")
    window.beat()
    assert question(window) is not None
    assert window.isVisible()


def test_without_patients_the_window_just_closes(qtbot: QtBot) -> None:
    ward = seated_ward()
    ward.at("09:00").cancels(reason="fever")
    window = over(qtbot, ward)
    assert window.close()
    assert question(window) is None


def test_patients_of_the_practice_unit_do_not_count(qtbot: QtBot) -> None:
    desk = empty_desk()
    set_up(desk)
    invented = desk.find_patients("")[0]
    opened = desk.do(OpenSession(session="s1", patient=invented.id, chair=1), "osei")
    assert isinstance(opened, Done)
    window = MainWindow(lambda _practice: Shift(desk), lambda _practice: True, desk.pack)
    qtbot.addWidget(window)
    window.open(practice=True)
    window.show()
    assert window.close()


def test_the_end_of_the_systems_session_is_not_held_up(window: MainWindow) -> None:
    window.closing.session_ends()
    assert window.close()
    assert question(window) is None


def test_a_session_end_that_was_called_off_is_forgotten(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(closing, "SESSION_END_MS", 0)
    window.closing.session_ends()
    qtbot.waitUntil(lambda: window.closing.asks())
    assert not window.close()


def test_a_record_that_cannot_be_read_counts_as_patients_in_chairs(
    window: MainWindow, ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone() -> None:
        raise WorldError("The record cannot be read.", "The disk is gone.", "Call IT.")

    monkeypatch.setattr(ward.desk, "open_sessions", gone)
    window.close()
    sheet = question(window)
    assert sheet is not None
    assert sheet.accessibleName() == "The record cannot be read: patients may be in chairs"
