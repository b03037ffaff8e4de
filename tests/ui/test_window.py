"""The window: first start, locking, and the heartbeat."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.clock import SimulatedClock
from app.desk import Desk
from app.errors import WorldError
from app.models.facts import ClockStepped
from app.paths import KEY_FILE, RECORD_FILE, private
from app.store.record import open_record
from app.ui.board.screen import BoardScreen
from app.ui.people.sign_in import SignInScreen
from app.ui.people.welcome import WelcomeScreen
from app.ui.program import make_window
from app.ui.session.screen import SessionScreen
from app.ui.shift import Shift
from app.ui.window import MainWindow
from tests.ward import SESSION, ZONE, Ward, instant, seated_ward


def let_close(window: MainWindow) -> None:
    """After a test nobody is there to be asked."""
    window.closing.session_ends()


def over(qtbot: QtBot, ward: Ward) -> MainWindow:
    window = MainWindow(lambda _practice: ward.shift, lambda _practice: True, ward.desk.pack)
    qtbot.addWidget(window, before_close_func=let_close)
    window.begin()
    window.stop_heartbeat()
    window.show()
    return window


def screen(window: MainWindow) -> object:
    return window.current()


def test_a_clock_set_back_while_it_was_off_is_on_record_with_the_first_beat(
    qtbot: QtBot,
) -> None:
    ward = seated_ward()
    before = ward.session
    ward.clock.step(instant("06:00"))
    ward.desk = Desk(ward.desk.journal, ward.clock, ward.desk.pack)
    ward.shift = Shift(ward.desk)
    window = over(qtbot, ward)
    window.beat()
    stepped = ward.session.entries[len(before.entries) :]
    assert [entry.fact for entry in stepped] == [ClockStepped(seconds=-7200.0)]
    window.beat()
    assert ward.session.version == before.version + 1


def test_a_new_workstation_begins_with_welcome(qtbot: QtBot, tmp_path: Path) -> None:
    window = make_window(private(tmp_path / "data"), SimulatedClock(instant("08:00"), ZONE))
    qtbot.addWidget(window)
    window.begin()
    window.stop_heartbeat()
    assert isinstance(screen(window), WelcomeScreen)
    assert not (tmp_path / "data" / "unit" / "record.db").exists()


def test_where_the_record_is_lost_no_new_unit_is_offered(qtbot: QtBot, tmp_path: Path) -> None:
    unit = private(tmp_path / "data" / "unit")
    open_record(unit).close()
    (unit / RECORD_FILE).unlink()
    window = make_window(tmp_path / "data", SimulatedClock(instant("08:00"), ZONE))
    qtbot.addWidget(window)
    with pytest.raises(WorldError, match="The record is missing"):
        window.begin()
    assert sorted(file.name for file in unit.iterdir()) == [KEY_FILE]


def test_the_practice_unit_is_marked_on_every_screen(qtbot: QtBot, tmp_path: Path) -> None:
    window = make_window(private(tmp_path / "data"), SimulatedClock(instant("08:00"), ZONE))
    qtbot.addWidget(window)
    window.begin()
    window.stop_heartbeat()
    window.show()
    window.open(practice=True)
    assert window.findChild(type(window._band)).isVisible()
    assert window.shift is not None
    unit = window.shift.desk.unit()
    assert unit is not None
    assert unit.practice


def test_locking_asks_who_is_there_and_the_title_names_nobody(qtbot: QtBot) -> None:
    ward = seated_ward()
    window = over(qtbot, ward)
    ward.shift.staff = ward.desk.staff("osei")
    window.show_session(SESSION)
    assert isinstance(screen(window), SessionScreen)
    assert window.windowTitle() == "Chairside"
    window.lock()
    assert isinstance(screen(window), SignInScreen)
    assert ward.shift.by == ""


def test_the_heartbeat_puts_a_clock_step_on_record_and_keeps_the_elapsed_time(
    qtbot: QtBot,
) -> None:
    ward = seated_ward()
    ward.ready_to_start()
    ward.at("09:30").start()
    window = over(qtbot, ward)
    ward.shift.staff = ward.desk.staff("osei")
    window.show_board()
    assert isinstance(screen(window), BoardScreen)
    ward.at("10:30")
    window.beat()
    ward.clock.step(instant("09:30"))
    window.beat()
    session = ward.session
    assert isinstance(session.entries[-1].fact, ClockStepped)
    assert session.true(ward.clock.now()) - session.started.at == timedelta(hours=1)


def test_while_somebody_practises_the_units_clocks_stay_right(qtbot: QtBot) -> None:
    ward, practice = seated_ward(), seated_ward()
    practice.shift.desk.clock = ward.clock
    ward.ready_to_start()
    ward.at("09:30").start()
    window = MainWindow(
        lambda asked: (practice if asked else ward).shift, lambda _asked: True, ward.desk.pack
    )
    qtbot.addWidget(window, before_close_func=let_close)
    window.begin()
    window.stop_heartbeat()
    window.show()
    window.open(practice=True)
    ward.clock.step(instant("10:30"))
    window.beat()
    session = ward.session
    assert session.true(ward.clock.now()) - session.started.at == timedelta(0)
