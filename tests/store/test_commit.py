"""A disk that fails in the commit leaves it in doubt; the same request again is recorded once."""

from __future__ import annotations

from typing import Any

import pytest
import sqlcipher3

from app.desk import Done
from app.errors import InDoubt, WorldError
from app.models.day.reactions import WriteNote
from app.ui.shift import Shift
from tests.ward import OSEI, Ward

NOTE = WriteNote(session="doe-1", text="Blanket given", request="tap-1")


class FailingDisk:
    """A connection whose next commits fail, before they are written or after."""

    def __init__(self, connection: Any, *, written: bool, said: str, times: int = 1) -> None:
        self._connection = connection
        self._written = written
        self._said = said
        self._left = times

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def execute(self, sql: str, *values: Any) -> Any:
        """As the connection does, but for the commit."""
        if sql != "COMMIT" or not self._left:
            return self._connection.execute(sql, *values)
        self._left -= 1
        if self._written:
            self._connection.execute(sql)
        raise sqlcipher3.OperationalError(self._said)


def fail(ward: Ward, *, written: bool, said: str = "disk I/O error", times: int = 1) -> None:
    """From now on that many commits fail."""
    ward.journal._db = FailingDisk(ward.journal._db, written=written, said=said, times=times)


@pytest.fixture
def ward(ward: Ward) -> Ward:
    return ward.infusing().at("11:00")


def times_recorded(ward: Ward) -> int:
    return [row.text for row in ward.rows].count("Blanket given")


@pytest.mark.parametrize("written", [True, False])
def test_it_says_that_nobody_knows_and_the_same_request_is_recorded_once(
    ward: Ward, written: bool
) -> None:
    fail(ward, written=written)
    with pytest.raises(InDoubt, match="not known whether this was recorded") as failed:
        ward.desk.do(NOTE, OSEI)
    assert "timeline" in failed.value.do
    assert times_recorded(ward) == written, "what the record says now is shown"
    outcome = ward.desk.do(NOTE, OSEI)
    assert isinstance(outcome, Done)
    assert outcome.again is written
    assert times_recorded(ward) == 1
    assert ward.journal.first_break() is None


@pytest.mark.parametrize("written", [True, False])
def test_the_state_after_a_doubt_is_the_records(ward: Ward, written: bool) -> None:
    fail(ward, written=written)
    with pytest.raises(InDoubt):
        ward.pause()
    assert (ward.session.phase.value == "paused") is written


@pytest.mark.parametrize("written", [True, False])
def test_the_window_asks_again_and_is_certain(ward: Ward, written: bool) -> None:
    shift = Shift(ward.desk)
    shift.staff = ward.desk.staff(OSEI)
    fail(ward, written=written)
    assert shift.ask(WriteNote(session="doe-1", text="Blanket given")).done
    assert times_recorded(ward) == 1


def test_a_disk_that_goes_on_failing_is_told(ward: Ward) -> None:
    shift = Shift(ward.desk)
    shift.staff = ward.desk.staff(OSEI)
    fail(ward, written=False, times=2)
    answer = shift.ask(NOTE)
    assert not answer.done
    assert "not known whether this was recorded" in answer.sentence
    assert shift.ask(NOTE).done
    assert times_recorded(ward) == 1


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("database or disk is full", "disk is full"),
        ("attempt to write a readonly database", "read-only"),
        ("database is locked", "Another program"),
    ],
)
def test_what_never_reached_the_disk_is_no_doubt(ward: Ward, said: str, told: str) -> None:
    fail(ward, written=False, said=said)
    with pytest.raises(WorldError, match=told) as failed:
        ward.desk.do(NOTE, OSEI)
    assert not isinstance(failed.value, InDoubt)
    assert times_recorded(ward) == 0
    ward.ask(NOTE)
    assert times_recorded(ward) == 1
