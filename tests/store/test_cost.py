"""A command costs the same however long the record has grown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from app.models.day.reactions import WriteNote
from app.models.staff import SignIn, SignOut
from app.store.journal import Journal
from app.ui.shift import Shift
from tests.ward import OSEI, Ward, open_ward


@pytest.fixture
def ward() -> Ward:
    return open_ward().infusing().at("11:00")


def sql_steps(journal: Journal, work: Callable[[], object]) -> int:
    """How many instructions SQLite's virtual machine ran for it."""
    counted = 0

    def count() -> int:
        nonlocal counted
        counted += 1
        return 0

    journal._db.set_progress_handler(count, 1)
    try:
        work()
    finally:
        journal._db.set_progress_handler(None, 1)
    return counted


def grow(ward: Ward) -> None:
    """Years of shifts: sign-ins and notes, each with the name of its request."""
    for number in range(300):
        ward.ask(SignIn(staff=OSEI, request=f"in-{number}"))
        ward.ask(WriteNote(session=ward.id, text="x", request=f"note-{number}"))
        ward.ask(SignOut(staff=OSEI, request=f"out-{number}"))


@contextmanager
def statements(journal: Journal) -> Iterator[set[str]]:
    """Every statement that ran, its values filled in."""
    seen: set[str] = set()
    journal._db.set_trace_callback(seen.add)
    try:
        yield seen
    finally:
        journal._db.set_trace_callback(None)


def test_a_command_from_the_window_costs_the_same_in_a_grown_record(ward: Ward) -> None:
    shift = Shift(ward.desk)
    shift.staff = ward.desk.staff(OSEI)

    def one_note() -> None:
        assert shift.ask(WriteNote(session=ward.id, text="one more")).done

    one_note()
    before = sql_steps(ward.journal, one_note)
    grow(ward)
    one_note()
    assert sql_steps(ward.journal, one_note) <= before * 1.1


def test_the_roster_costs_the_same_however_often_they_signed_in(ward: Ward) -> None:
    ward.desk.roster()
    before = sql_steps(ward.journal, ward.desk.roster)
    grow(ward)
    ward.desk.roster()
    assert sql_steps(ward.journal, ward.desk.roster) <= before * 1.1


def test_the_request_is_looked_up_by_its_index(ward: Ward) -> None:
    with statements(ward.journal) as seen:
        ward.notes("x", request="tap-1")
    (asked,) = [sql for sql in seen if "request = 'tap-1'" in sql]
    plan = [row[3] for row in ward.journal.execute(f"EXPLAIN QUERY PLAN {asked}")]
    assert "SEARCH journal USING INDEX journal_request (request=?)" in plan


def test_no_statement_of_a_day_scans_a_table(ward: Ward) -> None:
    with statements(ward.journal) as seen:
        ward.takes_vitals(request="a").pause(request="b").resume(request="c")
        ward.registers("roe", mrn="2", family="Roe").orders("roe")
        ward.arrives("roe", chair=2, id="roe-1").ask(SignIn(staff=OSEI))
        ward.desk.open_sessions()
        ward.desk.sessions_on(ward.now.day)
    reading = [sql for sql in seen if sql.lstrip().startswith(("SELECT", "WITH"))]
    assert len(reading) > 10
    for sql in reading:
        for row in ward.journal.execute(f"EXPLAIN QUERY PLAN {sql}"):
            for table in ("journal", "session_index", "patient_index", "meta"):
                assert not row[3].startswith(f"SCAN {table}"), sql
