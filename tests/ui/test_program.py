"""The running program: a missing font, a defect, a world that fails."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app import bootstrap, cli
from app.errors import WorldError
from app.exit_codes import ExitCode
from app.logs import keep_log, log
from app.paths import unit_policy
from app.ui import theme
from app.ui.program import catch_defects, make_window
from app.ui.widgets.sheet import Sheet
from tests.ui.test_window import over
from tests.ward import seated_ward


@pytest.fixture
def caught(tmp_path: Path) -> Iterator[Path]:
    """The program's own hook, with a data folder of its own."""
    before = sys.excepthook
    keep_log(tmp_path)
    catch_defects(tmp_path)
    yield tmp_path
    sys.excepthook = before
    qInstallMessageHandler(None)
    for handler in list(log.handlers):
        log.removeHandler(handler)
        handler.close()


def strike(error: BaseException) -> None:
    """Something is raised that nobody catches."""
    try:
        raise error
    except type(error) as raised:
        sys.excepthook(type(raised), raised, raised.__traceback__)


@pytest.mark.expects_log("defect\nValueError")
def test_a_defect_leaves_a_crash_file_without_the_patients_name(qtbot: QtBot, caught: Path) -> None:
    window = over(qtbot, seated_ward())
    strike(ValueError("DOE, Jan born 1986-04-02"))
    strike(ValueError("DOE, Jan born 1986-04-02"))
    crashes = list((caught / "logs").glob("crash-*.txt"))
    assert len(crashes) == 1, "the same defect is written once"
    said = crashes[0].read_text(encoding="utf-8")
    assert "ValueError" in said
    assert "test_program.py" in said
    assert "DOE" not in said
    assert window.findChild(Sheet, "defect").isVisible()


@pytest.mark.expects_log("the world failed\nWorldError")
def test_when_the_disk_is_full_the_nurse_reads_what_to_do(qtbot: QtBot, caught: Path) -> None:
    window = over(qtbot, seated_ward())
    strike(WorldError("Nothing was recorded.", "The disk is full.", "Free some space."))
    sheet = window.findChild(Sheet, "defect")
    assert sheet.accessibleName() == "Nothing was recorded"
    logged = (caught / "logs" / "chairside.log").read_text(encoding="utf-8")
    assert "WorldError" in logged
    assert "disk is full" not in logged, "its words may hold a name: they stay on the screen"
    assert not list((caught / "logs").glob("crash-*.txt"))


def test_a_missing_font_is_said_not_replaced(qapp: QApplication, tmp_path: Path) -> None:
    with pytest.raises(theme.FontMissing, match="font"):
        theme.load_fonts(qapp, tmp_path)


def test_ctrl_c_ends_the_window_and_is_no_defect(
    qtbot: QtBot, caught: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[int] = []
    monkeypatch.setattr(QApplication, "exit", ended.append)
    window = over(qtbot, seated_ward())
    strike(KeyboardInterrupt())
    assert ended == [ExitCode.INTERRUPTED]
    assert window.findChild(Sheet, "defect") is None
    assert not (caught / "logs").exists() or not list((caught / "logs").glob("crash-*.txt"))


def test_ctrl_c_ends_a_command_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_arguments: object) -> ExitCode:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "umask", lambda _mask: 0)
    monkeypatch.setattr(cli, "run", interrupted)
    assert bootstrap.main(["status"]) is ExitCode.INTERRUPTED
    assert capsys.readouterr().err == ""


# ---------------------------------------------------------------------- the rules in force


POLICY = "[discharge.observation_min]\nvalue = 180\n"


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where IT's policy would lie, instead of in a folder of the system."""
    path = tmp_path / "etc" / "policy.toml"
    path.parent.mkdir()
    monkeypatch.setattr(cli, "machine_policy", lambda: path)
    return path


def test_the_units_policy_holds_for_its_record_and_for_the_practice_one(
    qtbot: QtBot, tmp_path: Path, machine: Path
) -> None:
    machine.write_text("[schedule.late_after_min]\nvalue = 3\n", encoding="utf-8")
    unit_policy(tmp_path).parent.mkdir()
    unit_policy(tmp_path).write_text(POLICY, encoding="utf-8")
    window = make_window(tmp_path, seated_ward().clock)
    qtbot.addWidget(window)
    window.open(practice=True)
    assert window.shift is not None
    desk = window.shift.desk
    assert desk.pack.discharge.observation_min.value == 180
    assert desk.pack.schedule.late_after_min.value == 3
    assert desk.adopt_rules() == (), "they were adopted at the start"


def test_a_policy_that_loosens_the_label_opens_no_record(tmp_path: Path, machine: Path) -> None:
    machine.write_text(POLICY.replace("180", "90"), encoding="utf-8")
    with pytest.raises(WorldError, match="The machine policy cannot be used") as failed:
        make_window(tmp_path, seated_ward().clock)
    assert f"{machine}, line 2, discharge.observation_min.value: 90" in failed.value.why
    assert not list(tmp_path.rglob("record.db"))


@pytest.mark.expects_log("defect\nValueError")
def test_a_defect_is_shown_on_the_programs_window_whatever_else_is_open(
    qtbot: QtBot, caught: Path
) -> None:
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    window = over(qtbot, seated_ward())
    other.activateWindow()
    strike(ValueError("anything"))
    assert window.findChild(Sheet, "defect").isVisible()
