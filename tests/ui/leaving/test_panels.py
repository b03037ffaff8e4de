"""The way home: each requirement's panel, the sheet in the patient's hand, and discharge."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from app.models.day.correction import CorrectEntry
from app.models.day.override import OverrideRequirement
from app.models.day.session import Phase
from app.models.day.teaching import HandOverSheet
from app.models.facts import PatientDischarged, SheetHandedOver
from app.ui.asking.form import FormPanel
from app.ui.asking.panel import Panel
from app.ui.asking.wanted import Task, Wanted
from app.ui.gate.panels import panel_for
from app.ui.leaving import sheet as sheet_module
from app.ui.leaving.panels import leaving_panel_for
from app.ui.leaving.sheet import SheetPanel
from app.ui.widgets.clock import ClockLabel
from app.ui.widgets.text import Text
from tests.ui.hand import tap, type_in, words
from tests.ward import SESSION, Ward, infusion_day


def shown(qtbot: QtBot, day: Ward, key: str) -> FormPanel:
    panel = panel_for(key, day.shift, SESSION)
    assert isinstance(panel, FormPanel)
    qtbot.addWidget(panel)
    panel.resize(880, 560)
    panel.show()
    panel.refresh_now()
    return panel


@pytest.fixture
def sheet(qtbot: QtBot) -> tuple[Ward, SheetPanel]:
    day = infusion_day("15:20")
    panel = shown(qtbot, day, "sheet")
    assert isinstance(panel, SheetPanel)
    qtbot.waitUntil(lambda: panel.pages.page_count() > 0, timeout=20_000)
    return day, panel


def made(qtbot: QtBot, panel: SheetPanel) -> None:
    """Wait for the page that a button asked for."""
    QThreadPool.globalInstance().waitForDone()
    qtbot.waitUntil(panel.save_as.isEnabled, timeout=20_000)


def test_a_key_of_another_gate_is_not_ours() -> None:
    assert leaving_panel_for("identity", infusion_day("08:00").shift, SESSION) is None


def test_while_it_runs_the_end_is_one_tap_away(qtbot: QtBot) -> None:
    panel = shown(qtbot, infusion_day("12:10"), "ended")
    with qtbot.waitSignal(panel.asked_for) as asked:
        tap(panel, "panel-main")
    assert asked.args == [Wanted(Task.END)]


def test_before_the_start_there_is_nothing_to_end(qtbot: QtBot) -> None:
    panel = shown(qtbot, infusion_day("08:30"), "ended")
    assert not panel.main.isVisible()
    assert words(panel, "panel-warning-what") == "The infusion was not started."


def test_a_recorded_end_shows_by_whom_and_when(qtbot: QtBot) -> None:
    panel = shown(qtbot, infusion_day("14:05"), "ended")
    assert words(panel, "panel-standing-who") == "13:30 · R. Osei, RN"
    assert not panel.main.isVisible()


def test_the_observation_counts_down_and_may_be_left_early(qtbot: QtBot) -> None:
    day = infusion_day("14:05")
    panel = shown(qtbot, day, "observation")
    clock = panel.findChild(ClockLabel, "observation-clock")
    assert clock is not None
    assert clock.text() == "1:25:00"
    with qtbot.waitSignal(panel.asked_for) as asked:
        tap(panel, "panel-override")
    assert asked.args == [Wanted(Task.OVERRIDE, "observation")]
    day.at("15:30")
    panel.refresh_now()
    assert clock.text() == "0:00:00"
    assert not panel.let_pass.isVisible()
    assert "observed for 2 hours" in words(panel, "panel-rule")


def test_before_the_end_the_observation_says_what_it_waits_for(qtbot: QtBot) -> None:
    panel = shown(qtbot, infusion_day("12:10"), "observation")
    assert words(panel, "panel-warning-why") == "Record the end of the infusion first."


@pytest.mark.parametrize("key", ["last_vitals", "last_stroke_check"])
def test_the_last_vitals_are_taken_from_here(qtbot: QtBot, key: str) -> None:
    panel = shown(qtbot, infusion_day("15:20"), key)
    with qtbot.waitSignal(panel.asked_for) as asked:
        tap(panel, "panel-main")
    assert asked.args == [Wanted(Task.VITALS)]


def test_before_the_end_there_is_no_sheet(qtbot: QtBot) -> None:
    panel = shown(qtbot, infusion_day("12:10"), "sheet")
    assert not panel.main.isVisible()
    assert words(panel, "panel-warning-what") == "There is no sheet yet."


def test_the_sheet_is_previewed_and_printing_is_recorded(
    qtbot: QtBot, sheet: tuple[Ward, SheetPanel], monkeypatch: pytest.MonkeyPatch
) -> None:
    day, panel = sheet
    printed: list[bytes] = []

    def printer(_parent: object, pages: bytes, _title: str) -> str:
        printed.append(pages)
        return ""

    monkeypatch.setattr(sheet_module, "print_pdf", printer)
    with qtbot.waitSignal(panel.recorded, timeout=20_000):
        tap(panel, "panel-main")
    assert printed[0].startswith(b"%PDF")
    fact = day.last_entry("SheetHandedOver").fact
    assert isinstance(fact, SheetHandedOver)
    assert fact.how == "printed"
    assert panel.main.text() == "Print again"


def test_without_a_printer_nothing_is_recorded_and_it_is_said(
    qtbot: QtBot, sheet: tuple[Ward, SheetPanel], monkeypatch: pytest.MonkeyPatch
) -> None:
    day, panel = sheet
    monkeypatch.setattr(sheet_module, "print_pdf", lambda *_args: "There is no printer.")
    tap(panel, "panel-main")
    made(qtbot, panel)
    assert words(panel, "panel-message-what") == "There is no printer."
    assert day.session.sheet is None


def test_a_saved_sheet_is_on_disk_but_not_yet_in_the_patients_hand(
    qtbot: QtBot,
    sheet: tuple[Ward, SheetPanel],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    day, panel = sheet
    offered: list[str] = []

    def choose(_parent: object, _title: str, name: str, _kinds: str) -> tuple[str, str]:
        offered.append(Path(name).name)
        return str(tmp_path / "sheet.pdf"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    tap(panel, "sheet-save")
    qtbot.waitUntil((tmp_path / "sheet.pdf").exists, timeout=20_000)
    qtbot.waitUntil(lambda: panel.findChild(QWidget, "sheet-way").isVisible(), timeout=20_000)
    assert day.session.sheet is None
    assert offered == ["discharge-sheet-chair-1-2026-11-23.pdf"]
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")


def test_a_folder_that_is_not_there_is_said_and_nothing_recorded(
    qtbot: QtBot,
    sheet: tuple[Ward, SheetPanel],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    day, panel = sheet
    gone = str(tmp_path / "gone" / "sheet.pdf")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (gone, ""))
    tap(panel, "sheet-save")
    made(qtbot, panel)
    assert "The folder is not there." in words(panel, "panel-message-what")
    assert day.session.sheet is None


def test_another_way_is_recorded_in_words(qtbot: QtBot, sheet: tuple[Ward, SheetPanel]) -> None:
    day, panel = sheet
    tap(panel, "sheet-other")
    tap(panel, "sheet-way-record")
    assert words(panel, "sheet-way-below") == "Say how, in a few words."
    type_in(panel, "sheet-way", "printed at chair 3")
    tap(panel, "sheet-way-record")
    fact = day.last_entry("SheetHandedOver").fact
    assert isinstance(fact, SheetHandedOver)
    assert fact.how == "handed over: printed at chair 3"


def test_a_corrected_end_asks_for_a_new_sheet(qtbot: QtBot) -> None:
    day = infusion_day("15:20")
    day.ask(HandOverSheet(session=SESSION, how="printed"))
    end = day.last_entry("InfusionEnded")
    right = end.occurred_at.replace(minute=35)
    day.ask(CorrectEntry(session=SESSION, entry=end.mark, reason="wrong time", occurred_at=right))
    panel = shown(qtbot, day, "sheet")
    assert "The end was corrected" in words(panel, "panel-warning-what")
    QThreadPool.globalInstance().waitForDone()


def test_discharge_says_what_is_missing(qtbot: QtBot) -> None:
    panel = shown(qtbot, infusion_day("15:20"), "discharge")
    assert not panel.main.isEnabled()
    said = words(panel, "panel-warning-what")
    assert said.startswith("Not yet. Still missing: observation, last vitals")


def test_discharge_is_one_tap_when_nothing_is_missing(qtbot: QtBot) -> None:
    day = infusion_day("15:31")
    day.ready_to_leave()
    panel = shown(qtbot, day, "discharge")
    with qtbot.waitSignal(panel.recorded):
        tap(panel, "panel-main")
    assert day.last_entry("PatientDischarged").fact == PatientDischarged(early=False)
    assert words(panel, "panel-standing-what") == "Went home at 15:31"
    assert not panel.main.isVisible()


def test_leaving_early_is_in_plain_sight(qtbot: QtBot) -> None:
    day = infusion_day("15:00")
    day.ready_to_leave()
    day.ask(
        OverrideRequirement(
            session=SESSION,
            requirement="observation",
            allowed_by="Dr. Amari",
            reason="train home",
            told_of_risk=True,
        )
    )
    panel = shown(qtbot, day, "discharge")
    observed = panel.findChild(Text, "fact-2")
    assert observed is not None
    assert observed.full_text() == "1 h 30 min, leaves EARLY: Dr. Amari"
    tap(panel, "panel-main")
    assert day.session.phase is Phase.DISCHARGED
    assert words(panel, "panel-standing-what") == "Left early at 15:00"


@pytest.mark.parametrize("key", ["ended", "observation", "last_vitals", "sheet", "discharge"])
def test_after_discharge_every_panel_only_tells(qtbot: QtBot, key: str) -> None:
    day = infusion_day("15:31")
    day.ready_to_leave().leaves()
    day.later(minutes=90)
    panel: Panel = shown(qtbot, day, key)
    assert isinstance(panel, FormPanel)
    assert not panel.main.isVisible()
    assert not panel.let_pass.isVisible()
    QThreadPool.globalInstance().waitForDone()
