"""The session screen through a day: what it shows, and that a tap is on disk."""

from __future__ import annotations

from typing import TypeVar

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.models.day.session import Phase
from app.ui.asking.wanted import Task, Wanted
from app.ui.pump.sheets import ChangeRateSheet, EndSheet, PauseSheet, ResumeSheet
from app.ui.session.screen import SessionScreen
from app.ui.vitals.sheet import VitalsSheet
from app.ui.widgets.button import Button
from app.ui.widgets.choice import ChoiceGrid
from app.ui.widgets.fields import TextField
from app.ui.widgets.number_tile import NumberTile
from app.ui.widgets.sheet import Sheet
from app.ui.widgets.tappable import Tappable
from app.ui.widgets.text import Text
from tests.ui.hand import words
from tests.ward import SESSION, Ward, seated_ward

T = TypeVar("T", bound=Sheet)


@pytest.fixture
def ward() -> Ward:
    return seated_ward()


@pytest.fixture
def running(ward: Ward) -> Ward:
    ward.ready_to_start()
    ward.at("09:30").start()
    return ward


def shown(qtbot: QtBot, ward: Ward) -> SessionScreen:
    screen = SessionScreen(ward.shift, SESSION)
    qtbot.addWidget(screen)
    screen.resize(1366, 768)
    screen.show()
    return screen


def sheet(screen: SessionScreen, kind: type[T]) -> T:
    return next(item for item in screen.findChildren(kind) if item.isVisible())


def type_into(tile: NumberTile | None, text: str) -> None:
    assert tile is not None
    tile.setFocus()
    tile.clear()
    for sign in text:
        tile.type_sign(sign)


def test_before_the_start_the_first_open_thing_is_in_front(qtbot: QtBot, ward: Ward) -> None:
    screen = shown(qtbot, ward)
    assert screen.start_gate.isVisible()
    assert screen.start_gate.right.currentWidget().objectName() == "panel-identity"
    assert not screen.start_gate.go.isEnabled()


def test_the_pump_can_be_started_once_nothing_is_missing(qtbot: QtBot, ward: Ward) -> None:
    ward.ready_to_start()
    screen = shown(qtbot, ward)
    assert screen.start_gate.go.isEnabled()
    screen.ask(Wanted(Task.START))
    assert screen.start_gate.right.currentWidget().objectName() == "panel-start"


def test_the_clock_shows_what_is_left_and_when_it_ends(qtbot: QtBot, running: Ward) -> None:
    running.at("11:30")
    screen = shown(qtbot, running)
    assert screen.clock.figures.text() == "2:00:00"
    assert screen.clock.aside.full_text() == "ends 13:30"
    running.at("11:31")
    screen.refresh()
    assert screen.clock.figures.text() == "1:59:00"


@pytest.mark.parametrize("height", range(560, 780, 20))
def test_on_a_low_screen_what_does_not_fit_is_away_and_never_cut(
    qtbot: QtBot, running: Ward, height: int
) -> None:
    running.at("10:00").takes_vitals(sbp=186, dbp=104, confirmed=True)
    screen = shown(qtbot, running)
    screen.resize(1366, height)
    screen.refresh()
    QApplication.processEvents()
    card = screen.clock
    for part in (card.figures, card.below, card.progress, card.facts):
        assert part.isHidden() or part.height() >= part.minimumSizeHint().height(), part
    assert all(button.height() == 60 for button in card.findChildren(Button))


def test_a_pause_with_its_reason_stops_the_clock(qtbot: QtBot, running: Ward) -> None:
    running.at("10:30")
    screen = shown(qtbot, running)
    screen.ask(Wanted(Task.PAUSE))
    pause = sheet(screen, PauseSheet)
    pause.main.click()
    assert running.last_kinds() == ["InfusionStarted"], "a pause without a reason is not recorded"
    pause.findChild(ChoiceGrid, "pause-reasons").set_chosen(("line",))
    pause.main.click()
    assert running.session.phase is Phase.PAUSED
    assert screen.clock.word.full_text() == "PAUSED"
    running.at("10:45")
    screen.refresh()
    assert screen.clock.figures.text() == "3:00:00"


def test_after_a_reaction_it_goes_on_only_on_an_order(qtbot: QtBot, running: Ward) -> None:
    running.at("10:30").pause("reaction")
    running.at("10:50")
    screen = shown(qtbot, running)
    screen.ask(Wanted(Task.RESUME))
    resume = sheet(screen, ResumeSheet)
    type_into(resume.findChild(NumberTile, "number-rate"), "12.6")
    resume.main.click()
    assert running.last_kinds() == ["InfusionPaused"]
    resume.findChild(TextField, "resume-ordered-by").set_text("Dr. Amari")
    resume.main.click()
    assert running.session.phase is Phase.INFUSING
    assert running.session.runs[-1].rate_ml_h == 12.6


def test_a_pause_that_was_for_a_reaction_still_asks_who_ordered_it_to_go_on(
    qtbot: QtBot, running: Ward
) -> None:
    running.at("10:30").pause("reaction")
    entry = running.session.entries[-1].mark
    running.at("10:31").corrects(entry, reason="mistap", values={"reason": "line"})
    screen = shown(qtbot, running)
    screen.ask(Wanted(Task.RESUME))
    resume = sheet(screen, ResumeSheet)
    assert resume.findChild(TextField, "resume-ordered-by").isVisible()
    assert "Usual here: 12.6 mL/h." in words(resume, "usual-rate"), "half of 25.3 mL/h"


def test_a_rate_that_ends_too_soon_is_refused_in_place(qtbot: QtBot, running: Ward) -> None:
    running.at("10:00")
    screen = shown(qtbot, running)
    screen.ask(Wanted(Task.RATE))
    rate = sheet(screen, ChangeRateSheet)
    type_into(rate.findChild(NumberTile, "number-rate"), "50")
    rate.main.click()
    assert rate.isVisible()
    assert running.session.runs[-1].rate_ml_h == 25.3
    type_into(rate.findChild(NumberTile, "number-rate"), "20")
    rate.main.click()
    assert running.session.runs[-1].rate_ml_h == 20


def test_an_early_end_asks_why(qtbot: QtBot, running: Ward) -> None:
    running.at("11:00")
    screen = shown(qtbot, running)
    screen.ask(Wanted(Task.END))
    end = sheet(screen, EndSheet)
    end.main.click()
    assert running.last_kinds() == ["InfusionStarted"]
    end.findChild(TextField, "end-early-reason").set_text("vein lost, prescriber stops for today")
    end.main.click()
    assert running.session.phase is Phase.OBSERVING
    assert screen.clock.word.full_text() == "OBSERVATION"
    assert screen.clock.aside.full_text() == "home from 13:00"


class TestVitals:
    def open(self, qtbot: QtBot, ward: Ward) -> VitalsSheet:
        ward.at("09:45")
        screen = shown(qtbot, ward)
        screen.ask(Wanted(Task.VITALS))
        return sheet(screen, VitalsSheet)

    def fill(self, sheet: VitalsSheet, **values: str) -> None:
        usual = {"sbp": "124", "dbp": "76", "hr": "84", "rr": "16", "temp": "36.9", "spo2": "98"}
        for key, text in {**usual, **values}.items():
            type_into(sheet.findChild(NumberTile, f"number-{key}"), text)

    def test_a_full_set_is_recorded(self, qtbot: QtBot, running: Ward) -> None:
        sheet = self.open(qtbot, running)
        self.fill(sheet)
        sheet.findChild(Button, "stroke-no-sign").click()
        sheet.main.click()
        assert not sheet.isVisible()
        assert running.session.vitals[-1].taken.values["temp"] == 36.9

    def test_without_the_stroke_check_it_is_not_saved(self, qtbot: QtBot, running: Ward) -> None:
        sheet = self.open(qtbot, running)
        self.fill(sheet)
        before = running.session.version
        sheet.main.click()
        assert sheet.isVisible()
        assert running.session.version == before

    def test_spo2_60_saves_after_the_question_and_999_does_not(
        self, qtbot: QtBot, running: Ward
    ) -> None:
        sheet = self.open(qtbot, running)
        self.fill(sheet, spo2="999")
        sheet.findChild(Button, "stroke-no-sign").click()
        before = running.session.version
        sheet.main.click()
        assert running.session.version == before
        self.fill(sheet, spo2="60")
        assert "60 right?" in sheet.main.text()
        sheet.main.click()
        assert running.session.vitals[-1].taken.values["spo2"] == 60

    def test_what_is_not_taken_has_its_reason(self, qtbot: QtBot, running: Ward) -> None:
        sheet = self.open(qtbot, running)
        self.fill(sheet, rr="")
        sheet.findChild(NumberTile, "number-rr").setFocus()
        sheet.findChild(Button, "vitals-not-taken").click()
        sheet.findChild(Button, "why-patient-declines").click()
        sheet.findChild(Button, "stroke-no-sign").click()
        sheet.main.click()
        taken = running.session.vitals[-1].taken
        assert "rr" not in taken.values
        assert taken.not_taken == {"rr": "patient declines"}

    def test_a_stroke_sign_stops_the_pump_on_record(self, qtbot: QtBot, running: Ward) -> None:
        sheet = self.open(qtbot, running)
        self.fill(sheet)
        sheet.findChild(Button, "stroke-sign").click()
        sheet.findChild(ChoiceGrid, "stroke-signs").set_chosen(("arm",))
        sheet.main.click()
        session = running.session
        assert session.phase is Phase.PAUSED
        assert session.stroke_signs[0][1].signs == ("arm",)


def test_a_long_name_never_hides_the_chair_in_a_sheets_title(qtbot: QtBot) -> None:
    ward = seated_ward(family="Abiola-Hartmann van der Westhuizen", given="Temiloluwa Oluwaseun")
    screen = shown(qtbot, ward)
    screen.ask(Wanted(Task.NOTE))
    title = screen.findChild(Text, "note-title")
    assert title.text().endswith("Chair 1")
    assert title.height() >= title.heightForWidth(title.width())


def test_a_double_tap_records_once(qtbot: QtBot, running: Ward) -> None:
    running.at("10:30")
    screen = shown(qtbot, running)
    screen.ask(Wanted(Task.PAUSE))
    pause = sheet(screen, PauseSheet)
    pause.findChild(ChoiceGrid, "pause-reasons").set_chosen(("pump",))
    before = running.session.version
    pause.record()
    pause.record()
    assert running.session.version == before + 1


def test_an_alarm_is_acknowledged_once_and_recorded(qtbot: QtBot, running: Ward) -> None:
    running.at("09:45").takes_vitals(sbp=186, dbp=104, confirmed=True)
    screen = shown(qtbot, running)
    banner = screen.findChild(Tappable, f"acknowledge-critical-{running.session.entries[-1].mark}")
    assert banner is not None
    banner.click()
    assert list(running.session.acknowledged) == [f"critical-{running.session.entries[-2].mark}"]


def test_the_buttons_of_the_foot_are_there_at_every_stage(qtbot: QtBot, running: Ward) -> None:
    running.at("13:30").end()
    screen = shown(qtbot, running)
    for button in screen.foot.buttons.values():
        assert button.isVisible()
        assert button.isEnabled()
