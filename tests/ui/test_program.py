"""The running program: a missing font, a defect, a world that fails."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import qInstallMessageHandler
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import cli
from app.errors import WorldError
from app.logs import keep_log, log
from app.paths import unit_policy
from app.ui import theme
from app.ui.program import catch_defects, make_window
from app.ui.widgets.sheet import Sheet
from tests.ui.test_window import over
from tests.ui.ward import Ward

ROOT = Path(__file__).resolve().parents[2]


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


def strike(error: Exception) -> None:
    """Something is raised that nobody catches."""
    try:
        raise error
    except type(error) as raised:
        sys.excepthook(type(raised), raised, raised.__traceback__)


@pytest.mark.expects_log("defect\nValueError")
def test_a_defect_leaves_a_crash_file_without_the_patients_name(qtbot: QtBot, caught: Path) -> None:
    window = over(qtbot, Ward())
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
    window = over(qtbot, Ward())
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


def test_a_damaged_record_keeps_the_program_from_starting_and_says_why(tmp_path: Path) -> None:
    unit = tmp_path / "unit"
    unit.mkdir()
    (unit / "record.key").write_text("ab" * 32, encoding="ascii")
    (unit / "record.db").write_bytes(b"not a database at all" * 400)
    done = subprocess.run(
        [sys.executable, str(ROOT / "main.py"), "--data", str(tmp_path)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 1
    assert "record cannot be opened" in done.stderr
    assert "Traceback" not in done.stderr
    assert (unit / "record.db").read_bytes().startswith(b"not a database"), "left as it was"


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
    window = make_window(tmp_path, Ward().clock)
    qtbot.addWidget(window)
    window.open(practice=True)
    assert window.shift is not None
    desk = window.shift.desk
    assert desk.pack.discharge.observation_min.value == 180
    assert desk.pack.schedule.late_after_min.value == 3
    assert desk.adopt_rules() == (), "they were adopted at the start"
    window.close()
    desk.journal.close()


def test_a_policy_that_loosens_the_label_opens_no_record(tmp_path: Path, machine: Path) -> None:
    machine.write_text(POLICY.replace("180", "90"), encoding="utf-8")
    with pytest.raises(WorldError, match="The machine policy cannot be used") as failed:
        make_window(tmp_path, Ward().clock)
    assert f"{machine}, line 2, discharge.observation_min.value: 90" in failed.value.why
    assert not list(tmp_path.rglob("record.db"))
