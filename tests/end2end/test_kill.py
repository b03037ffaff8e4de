"""Killed at any instant of an infusion, the record has every entry the nurse saw acknowledged.

Fifty times a process that records without a pause gets SIGKILL, at a random instant. Then the
record is opened again: every acknowledged entry is there, at most one further command is, and all
of it or none, the chain holds, and the running time is the one reckoned here from the times of
the acknowledged starts, pauses and resumes. `CHAIRSIDE_KILL_SEED` repeats a run.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from random import Random, SystemRandom
from typing import IO, NamedTuple

import pytest

from app.models.day import infusion
from app.models.day.fold import fold
from app.models.day.session import Session
from app.models.facts import Entry, EpochBegun, StrokeCheck, VitalsTaken, kind_of
from app.store.journal import Journal
from app.store.record import open_record
from tests.ward import ROOT

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills by POSIX signals")

KILLS_IN_ONE_RECORD = 30
KILLS_IN_NEW_RECORDS = 15
KILLS_BEFORE_THE_START = 5
LONGEST_S = 0.12
"""Seconds; a nurse records some hundred entries in that time."""


class Line(NamedTuple):
    """An acknowledged entry, as the child printed it."""

    number: int
    subject: str
    mark: str
    kind: str
    at: datetime


class Nursery:
    """The process that forks nurses."""

    def __init__(self, server: subprocess.Popen[str], seed: int) -> None:
        assert server.stdin
        assert server.stdout
        self._ask: IO[str] = server.stdin
        self._hear: IO[str] = server.stdout
        self.random = Random(seed)

    def kill_one(self, folder: Path, after: str) -> list[Line]:
        """Let a nurse work in the folder, kill her some time after she said that, and report."""
        folder.mkdir(mode=0o700, exist_ok=True)
        self._ask.write(f"{folder} {self.random.randrange(10**9)}\n")
        self._ask.flush()
        heard: list[list[str]] = []
        while not heard or after not in heard[-1]:
            heard.append(self._words())
            assert heard[-1][1] != "gone", "the nurse died before she was killed"
        time.sleep(self.random.uniform(0, LONGEST_S))
        os.kill(int(heard[0][0]), signal.SIGKILL)
        while "gone" not in heard[-1]:
            heard.append(self._words())
        return [
            Line(int(words[2]), words[3], words[4], words[5], datetime.fromisoformat(words[6]))
            for words in heard
            if words[1] == "recorded"
        ]

    def _words(self) -> list[str]:
        line = self._hear.readline()
        assert line.endswith("\n"), "the nursery is gone"
        return line.split()


@contextmanager
def nursery(seed: int) -> Iterator[Nursery]:
    """A nursery for one test."""
    command = [sys.executable, "-m", "tests.end2end.nurse"]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        try:
            yield Nursery(server, seed)
        finally:
            assert server.stdin
            server.stdin.close()
            server.wait(timeout=20)


# ------------------------------------------------------------------------------ what must hold


def examine(folder: Path, acknowledged: list[Line]) -> None:
    """Open the record after the kill, and hold it to what was acknowledged."""
    journal = open_record(folder)
    try:
        assert journal.first_break() is None
        entries = everything(journal)
        numbers = {line.number for line in acknowledged}
        on_disk = {entry.place: entry for entry in entries}
        for line in acknowledged:
            entry = on_disk[line.number]
            found = Line(
                entry.place, entry.subject, entry.mark, kind_of(entry.fact), entry.occurred_at
            )
            assert found == line
        further = [entry for entry in entries if entry.place not in numbers]
        assert len({entry.request for entry in further}) <= 1, "more than one command was unheard"
        assert all(entry.place > max(numbers, default=0) for entry in further)
        assert_whole(further)
        session = fold("doe-1", journal.story("session:doe-1"))
        if session and session.started:
            until = entries[-1].occurred_at + timedelta(minutes=7)
            assert infusion.ran(session, until) == reckoned(entries, until)
            assert_usable(session)
    finally:
        journal.close()


def everything(journal: Journal) -> list[Entry]:
    """Every entry of the record in the order it was written, but for those that begin an epoch."""
    subjects = [row[0] for row in journal.execute("SELECT DISTINCT subject FROM journal")]
    told = [entry for subject in subjects for entry in journal.story(subject)]
    entries = [entry for entry in told if not isinstance(entry.fact, EpochBegun)]
    return sorted(entries, key=lambda entry: entry.place)


def assert_whole(further: list[Entry]) -> None:
    """The unacknowledged command is there with all its facts: a reaction has four, or three."""
    kinds = [kind_of(entry.fact) for entry in further]
    assert kinds.count("symptom_noted") in (0, 3)
    if "symptom_noted" not in kinds:
        assert len(kinds) <= 1


def reckoned(entries: list[Entry], until: datetime) -> timedelta:
    """The running time, from the times of start, pause and resume alone."""
    ran, since = timedelta(), None
    for entry in entries:
        match kind_of(entry.fact):
            case "infusion_started" | "infusion_resumed":
                since = entry.occurred_at
            case "infusion_paused" if since:
                ran, since = ran + (entry.occurred_at - since), None
    return ran + (until - since) if since else ran


def assert_usable(session: Session) -> None:
    """What was read back is the day itself, not only numbers that add up."""
    assert session.volume_ml == 101.2
    assert session.bag
    assert session.bag.checked
    assert all(
        vital.taken == VitalsTaken(values=VALUES, stroke_check=StrokeCheck.NO_SIGN)
        for vital in session.vitals
    )


VALUES = {"sbp": 124, "dbp": 75, "hr": 86, "rr": 16, "temp": 37.0, "spo2": 98}


# --------------------------------------------------------------------------------- the tests


@pytest.fixture
def seed() -> int:
    named = os.environ.get("CHAIRSIDE_KILL_SEED")
    chosen = int(named) if named else SystemRandom().randrange(10**6)
    print(f"CHAIRSIDE_KILL_SEED={chosen}")  # pytest shows it when the test fails
    return chosen


def test_one_record_killed_again_and_again(tmp_path: Path, seed: int) -> None:
    acknowledged: list[Line] = []
    with nursery(seed) as nurses:
        for _ in range(KILLS_IN_ONE_RECORD):
            acknowledged = survivors(tmp_path / "data", acknowledged)
            acknowledged += nurses.kill_one(tmp_path / "data", after="infusing")
            examine(tmp_path / "data", acknowledged)
    assert len(acknowledged) > KILLS_IN_ONE_RECORD, "each life left something on record"


def survivors(folder: Path, acknowledged: list[Line]) -> list[Line]:
    """What the next nurse finds: also the command of which nobody heard."""
    if not acknowledged:
        return []
    journal = open_record(folder)
    lines = [
        Line(entry.place, entry.subject, entry.mark, kind_of(entry.fact), entry.occurred_at)
        for entry in everything(journal)
    ]
    journal.close()
    return lines


@pytest.mark.parametrize(
    ("kills", "after"),
    [(KILLS_IN_NEW_RECORDS, "infusing"), (KILLS_BEFORE_THE_START, "came")],
)
def test_new_records_killed_once_and_used_again(
    tmp_path: Path, seed: int, kills: int, after: str
) -> None:
    with nursery(seed) as nurses:
        for number in range(kills):
            folder = tmp_path / f"data-{number}"
            acknowledged = nurses.kill_one(folder, after)
            examine(folder, acknowledged)
            if number % 5 == 0:
                acknowledged = survivors(folder, acknowledged)
                examine(folder, acknowledged + nurses.kill_one(folder, after="infusing"))


def test_a_lost_entry_would_be_noticed(tmp_path: Path, seed: int) -> None:
    with nursery(seed) as nurses:
        acknowledged = nurses.kill_one(tmp_path / "data", after="infusing")
    lost = acknowledged[-1]._replace(number=acknowledged[-1].number + 50)
    with pytest.raises(KeyError):
        examine(tmp_path / "data", [*acknowledged, lost])
    with pytest.raises(AssertionError, match="more than one command"):
        examine(tmp_path / "data", acknowledged[:-8])


def test_no_window_is_loaded_for_it() -> None:
    loaded = subprocess.run(
        [sys.executable, "-c", "import tests.end2end.nurse, sys; print('PySide6' in sys.modules)"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert loaded.stdout == "False\n"
