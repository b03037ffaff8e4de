"""The record that `make bench` grows is a sound one, read like any other."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app import cli
from app.clock import SystemClock
from app.desk import Desk
from app.models.day.reactions import WriteNote
from app.store.verify import problems
from tests.bench.ten_years import NURSES, Size, ten_years
from tests.bench.ward import shift, ward

TWO_WEEKS = Size(days=10, sessions=20, patients=40, sign_ins=32)


@pytest.fixture
def grown(tmp_path: Path) -> Path:
    ten_years(tmp_path, TWO_WEEKS)
    return tmp_path


def test_it_has_the_size_that_was_asked_for(tmp_path: Path) -> None:
    rows = ten_years(tmp_path, TWO_WEEKS)
    journal = cli.open_record(tmp_path)
    kinds = dict(journal.execute("SELECT kind, count(*) FROM journal GROUP BY kind"))
    assert sum(kinds.values()) == rows
    assert kinds["session_opened"] == kinds["patient_discharged"] == 20
    assert kinds["patient_registered"] == 40
    assert kinds["signed_in"] == 32
    assert kinds["signed_out"] == 20
    assert journal.execute("SELECT count(*) FROM journal WHERE request = ''")[0][0] < 30
    journal.close()


def test_its_seals_guards_and_read_tables_hold(grown: Path) -> None:
    journal = cli.open_record(grown)
    assert problems(journal) == ()
    journal.close()


def test_a_desk_reads_it(grown: Path) -> None:
    desk = Desk(cli.open_record(grown), SystemClock(), cli.pack())
    assert desk.unit()
    assert len(desk.roster()) == NURSES
    assert desk.open_sessions() == ()
    (doe,) = desk.find_patients("doe3 ")[:1]
    assert doe.course
    days = desk.sessions_of(doe.id)
    assert [session.day for session in days] == [1, 2, 3, 4, 5]
    assert [session.date for session in days] == [date(2026, 11, day) for day in range(16, 21)]
    assert days[0].id in {session.id for session in desk.sessions_on(date(2026, 11, 16))}
    desk.journal.close()


def test_the_day_after_is_recorded_on_top(grown: Path) -> None:
    desk, _ = ward(grown, chairs=1)
    assert shift(desk).ask(WriteNote(session="s1", text="x")).done
    assert [session.id for session in desk.open_sessions()] == ["s1"]
    assert problems(desk.journal) == ()
    desk.journal.close()
