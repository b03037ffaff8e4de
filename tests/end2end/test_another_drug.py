"""A drug the program does not know goes through the window for a whole day, and prints both papers."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.clock import SimulatedClock
from app.desk import Desk
from app.models.rules.pack import read_pack
from app.store import record
from tests.end2end.another_drug import PACK
from tests.end2end.tour import START, ZONE
from tests.papers.reading import words
from tests.ward import ROOT


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of that day."""
    out = tmp_path_factory.mktemp("another-drug")
    done = subprocess.run(
        [sys.executable, "-m", "tests.end2end.another_drug", str(out)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return out


def test_both_papers_are_printed_under_its_rules(played: Path) -> None:
    sheet = words((played / "discharge-sheet.pdf").read_bytes())
    log = words((played / "daily-log.pdf").read_bytes())
    assert "Nuvarex (nuvarexin), 300 mg, course 1, day 1 of 2" in sheet
    assert "“I had Nuvarex.”" in sheet
    assert "rules nuvarexin-test 1" in log


def test_every_figure_that_was_typed_is_on_record(played: Path) -> None:
    journal = record.open_record(played / "data" / "unit")
    desk = Desk(journal, SimulatedClock(START.replace(hour=11), ZONE), read_pack(PACK))
    (session,) = desk.sessions_on(START.date())
    journal.close()
    assert len(session.vitals) == 7
    assert session.discharged
    first, critical, *_ = (vital.taken.values for vital in session.vitals)
    assert first == {"etco2": 38, "upper": 121, "lower": 77, "beats": 72, "core": 36.85}
    assert critical["etco2"] == 18
