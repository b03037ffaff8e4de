"""Bad input, wherever it comes from: a sentence and a code, and nothing is recorded."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from app.models.asking import handle
from app.models.commands import COMMANDS
from app.models.day.clock import NoteClockStep, NoteSleep
from app.models.day.reactions import WriteNote
from tests.ward import Ward

NO_NUMBERS = [float("nan"), float("inf"), float("-inf")]


def test_every_command_has_a_handler() -> None:
    fallback = handle.dispatch(object)
    assert [name for name, kind in COMMANDS.items() if handle.dispatch(kind) is fallback] == []


@pytest.mark.parametrize("number", NO_NUMBERS)
def test_what_json_cannot_write_is_never_recorded(ward: Ward, number: float) -> None:
    ward.ready_to_start().refuses("not_a_number").takes_vitals(sbp=number)
    ward.refuses("not_a_number").gives("antiviral", dose=number)
    ward.refuses("not_a_number").prepares_bag(volume_ml=number)
    ward.refuses("not_a_number").checks_bag(rate_ml_h=number)
    ward.refuses("not_a_number").start(rate_ml_h=number)
    ward.refuses("not_a_number").ask(NoteClockStep(session=ward.id, seconds=number))
    ward.refuses("not_a_number").ask(NoteSleep(session=ward.id, seconds=number))


def test_a_start_time_in_the_future(ward: Ward) -> None:
    ward.ready_to_start()
    ward.refuses("future").start(at=ward.now.at + timedelta(seconds=1))
    assert "has not come yet" in ward.refusal.sentence
    ward.refuses("future").start(at=datetime(2036, 1, 1, tzinfo=UTC))


@pytest.mark.parametrize(("minutes", "asked"), [(5, False), (6, True), (600, True)])
def test_written_later_than_5_minutes_says_why(ward: Ward, minutes: int, asked: bool) -> None:
    ward.infusing().at("22:00")
    then = ward.now.at - timedelta(minutes=minutes)
    if asked:
        ward.refuses("late_reason_missing").notes(at=then)
        ward.refuses("late_reason_missing").notes(at=then, late_reason="  ")
    ward.notes(at=then, late_reason=" helped at chair 2 " if asked else "")
    assert ward.entry.occurred_at == then
    assert ward.entry.recorded_at == ward.now.at
    assert ward.entry.late_reason == ("helped at chair 2" if asked else "")


def test_the_same_request_twice_is_recorded_once(ward: Ward) -> None:
    ward.ready_to_start().start(request="tap-1")
    first = ward.done
    ward.start(request="tap-1")
    assert not first.again
    assert ward.done.again
    assert ward.done.entries == first.entries
    ward.refuses("already_started").start(request="tap-2")


def test_a_refused_request_may_be_asked_again(ward: Ward) -> None:
    ward.arrives().refuses("missing").notes("", request="tap-1")
    ward.notes("Blanket given", request="tap-1")
    assert not ward.done.again


def test_a_request_is_the_same_for_whoever_asks_it(ward: Ward) -> None:
    ward.arrives().notes("Blanket given", request="tap-1").notes("Something else", request="tap-1")
    assert ward.done.again
    assert [row.text for row in ward.rows][-1] == "Blanket given"


@pytest.mark.parametrize("seconds", [1e12, -1e12])
def test_no_clock_jumps_a_century(ward: Ward, seconds: float) -> None:
    ward.arrives().refuses("seconds").ask(NoteClockStep(session=ward.id, seconds=seconds))
    ward.refuses("seconds").ask(NoteSleep(session=ward.id, seconds=seconds))


def test_a_session_without_a_name(ward: Ward) -> None:
    ward.id = ""
    ward.refuses("missing").ask(WriteNote(session="", text="x"))


def test_words_nobody_expects_are_kept_as_they_are(ward: Ward) -> None:
    odd = "Nguyễn 'Łukasz' \"Ольга\" عمر 李明 \x1f\x00 <b>&amp; 🙂"
    ward.arrives().notes(odd)
    assert ward.rows[-1].text == odd
    assert ward.journal.first_break() is None
