"""The daily log's screen: the page of the day, saved and printed as it is shown."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.models.day.reactions import WriteNote
from app.paths import RECORD_FILE
from app.ui.log.screen import LogScreen
from app.ui.printing.job import DEFECT, PaperJob
from app.ui.widgets.button import Button
from app.ui.widgets.message import Message
from app.ui.widgets.text import Text
from tests.ward import Ward

SLOW = 20_000
"""Milliseconds the first page may take: it imports ReportLab."""


class Office:
    """The file dialog and the printer, in our hand."""

    def __init__(self, file: str = "", refusal: str = "") -> None:
        self.file, self.refusal = file, refusal
        self.offered: list[str] = []
        self.printed: list[bytes] = []

    def choose(self, _parent: QWidget, name: str) -> str:
        """Somebody chose a file."""
        self.offered.append(name)
        return self.file

    def print(self, _parent: QWidget, pages: bytes, _title: str) -> str:
        """The printer took it, or did not."""
        self.printed.append(pages)
        return self.refusal


@pytest.fixture
def unit() -> Ward:
    made = Ward().sets_up_unit()
    made.adds_patient("doe", "Nguyễn", given="Łukasz")
    made.arrives("doe", 3).starts_at_once()
    return made


def shown(qtbot: QtBot, unit: Ward, office: Office | None = None) -> LogScreen:
    office = office or Office()
    screen = LogScreen(unit.shift, choose_file=office.choose, print_pages=office.print)
    qtbot.addWidget(screen)
    screen.resize(1366, 768)
    screen.show()
    made(qtbot, screen)
    return screen


def made(qtbot: QtBot, screen: LogScreen) -> None:
    qtbot.waitUntil(lambda: screen.preview.page_count() > 0, timeout=SLOW)


def button(screen: LogScreen, name: str) -> Button:
    found = screen.findChild(Button, name)
    assert found is not None
    return found


def words(screen: LogScreen, name: str) -> str:
    found = screen.findChild(Text, name)
    assert found is not None
    return found.full_text()


def said(screen: LogScreen) -> str:
    found = screen.findChild(Message, "log-message")
    assert found is not None
    return found.accessibleName()


def test_today_is_shown_and_there_is_no_later_day(qtbot: QtBot, unit: Ward) -> None:
    screen = shown(qtbot, unit)
    assert words(screen, "log-day") == "Monday 23 November 2026"
    assert words(screen, "log-count") == "1 session"
    assert not button(screen, "log-later").isEnabled()
    assert button(screen, "log-print").isEnabled()


def test_the_day_before_and_back_again(qtbot: QtBot, unit: Ward) -> None:
    screen = shown(qtbot, unit)
    button(screen, "log-earlier").click()
    assert words(screen, "log-day") == "Sunday 22 November 2026"
    made(qtbot, screen)
    button(screen, "log-later").click()
    made(qtbot, screen)
    assert words(screen, "log-count") == "1 session"


def test_a_typed_day_is_shown_and_one_to_come_is_not(qtbot: QtBot, unit: Ward) -> None:
    screen = shown(qtbot, unit)
    screen.show_day(date(2026, 11, 24))
    assert "not come yet" in words(screen, "log-typed-below")
    assert words(screen, "log-day") == "Monday 23 November 2026"


def test_saved_as_pdf_under_a_name_without_a_patient(
    qtbot: QtBot, unit: Ward, tmp_path: Path
) -> None:
    office = Office(file=str(tmp_path / "monday"))
    screen = shown(qtbot, unit, office)
    button(screen, "log-save").click()
    assert office.offered == ["daily-log-2026-11-23.pdf"]
    assert (tmp_path / "monday.pdf").read_bytes().startswith(b"%PDF")
    assert said(screen) == "Saved as monday.pdf."


def test_a_file_the_dialog_did_not_ask_about_is_not_replaced(
    qtbot: QtBot, unit: Ward, tmp_path: Path
) -> None:
    (tmp_path / "monday.pdf").write_bytes(b"another paper")
    typed = Office(file=str(tmp_path / "monday"))
    screen = shown(qtbot, unit, typed)
    button(screen, "log-save").click()
    assert "There is a file of that name already." in said(screen)
    assert (tmp_path / "monday.pdf").read_bytes() == b"another paper"
    typed.file = str(tmp_path / "monday.pdf")
    button(screen, "log-save").click()
    assert (tmp_path / "monday.pdf").read_bytes().startswith(b"%PDF")


def test_the_record_is_not_replaced_by_a_page(qtbot: QtBot, unit: Ward, tmp_path: Path) -> None:
    (tmp_path / RECORD_FILE).write_bytes(b"the record")
    screen = shown(qtbot, unit, Office(file=str(tmp_path / RECORD_FILE)))
    button(screen, "log-save").click()
    assert "keeps Chairside's record" in said(screen)
    assert (tmp_path / RECORD_FILE).read_bytes() == b"the record"


def test_a_folder_that_is_gone_is_said(qtbot: QtBot, unit: Ward, tmp_path: Path) -> None:
    screen = shown(qtbot, unit, Office(file=str(tmp_path / "gone" / "log.pdf")))
    button(screen, "log-save").click()
    assert "The folder is not there." in said(screen)


def test_printed_is_what_is_shown(qtbot: QtBot, unit: Ward) -> None:
    office = Office()
    screen = shown(qtbot, unit, office)
    button(screen, "log-print").click()
    assert office.printed[0].startswith(b"%PDF")
    assert said(screen) == "Printed."


def test_a_missing_printer_is_said_with_the_way_out(qtbot: QtBot, unit: Ward) -> None:
    screen = shown(qtbot, unit, Office(refusal="This workstation has no printer."))
    button(screen, "log-print").click()
    assert "no printer" in said(screen)


def test_an_older_page_says_so_and_is_made_again_by_a_tap(qtbot: QtBot, unit: Ward) -> None:
    screen = shown(qtbot, unit)
    assert not button(screen, "log-again").isVisible()
    unit.ask(WriteNote(session="doe-1", text="patient sleeps"))
    screen.refresh()
    assert button(screen, "log-again").isVisible()
    button(screen, "log-again").click()
    made(qtbot, screen)
    screen.refresh()
    assert not button(screen, "log-again").isVisible()


def test_a_defect_in_the_worker_is_told_on_the_screen(qtbot: QtBot) -> None:
    def broken() -> bytes:
        raise KeyError("a defect")

    job = PaperJob(broken)
    with qtbot.captureExceptions() as defects:
        with qtbot.waitSignal(job.failed) as failed:
            job.start()
        # The screen hears of it first, the crash report a moment later, still in the worker.
        assert QThreadPool.globalInstance().waitForDone(SLOW)
    assert failed.args == [DEFECT]
    assert [kind for kind, _, _ in defects] == [KeyError]
