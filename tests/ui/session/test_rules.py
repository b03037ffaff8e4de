"""The window shows a session by the rules it began under, though others are in force since."""

from __future__ import annotations

from functools import cache

import pytest
from pytestqt.qtbot import QtBot

from app.desk import Desk
from app.models.rules.pack import Pack, parse_pack
from app.paths import protocol_file
from app.ui.board.screen import BoardScreen
from app.ui.gate.panels import panel_for
from app.ui.session.screen import SessionScreen
from app.ui.shift import Shift
from app.ui.vitals.sheet import VitalsSheet
from app.ui.widgets.chair_tile import ChairTile
from tests.ui.hand import window, words
from tests.ward import SESSION, infusion_day


@cache
def later_rules() -> Pack:
    """Rules that differ in what each part of the window shows."""
    text = protocol_file().read_text(encoding="utf-8")
    for before, after in (
        ('version = "2026.11"', 'version = "2027.01"'),
        ("[discharge.observation_min]\nvalue = 120", "[discharge.observation_min]\nvalue = 180"),
        ("observed for 2 hours", "observed for 3 hours"),
        ('name = "Pulse"', 'name = "Heart rate"'),
        ('title = "REMS authorization"', 'title = "SRP authorization"'),
    ):
        assert before in text
        text = text.replace(before, after)
    return parse_pack(text)


@pytest.fixture
def shift() -> Shift:
    """The program started again while a patient is observed, with later rules installed."""
    day = infusion_day("13:31")
    desk = Desk(day.desk.journal, day.clock, later_rules())
    desk.adopt_rules()
    shift = Shift(desk)
    shift.staff = desk.staff("osei")
    return shift


def test_the_screen_and_its_panels(qtbot: QtBot, shift: Shift) -> None:
    assert shift.desk.pack.version == "2027.01"
    screen = SessionScreen(shift, SESSION)
    qtbot.addWidget(screen)
    assert words(screen, "clock-aside") == "home from 15:30"
    panel = panel_for("observation", shift, SESSION)
    qtbot.addWidget(panel)
    assert "observed for 2 hours" in words(panel, "panel-rule")
    check = panel_for("authorisation", shift, SESSION)
    qtbot.addWidget(check)
    assert words(check, "panel-title") == "REMS authorization"


def test_the_sheets_over_it(qtbot: QtBot, shift: Shift) -> None:
    host = window()
    qtbot.addWidget(host)
    sheet = VitalsSheet(host, shift, SESSION)
    sheet.open()
    assert "pulse" in words(sheet, "vitals-message")


def test_its_chair_on_the_board(qtbot: QtBot, shift: Shift) -> None:
    board = BoardScreen(shift)
    qtbot.addWidget(board)
    tile = board.findChild(ChairTile, "chair-1")
    assert tile is not None
    assert "home from 15:30" in tile.accessibleName()
