"""The journal: each append one commit, first come first served, nothing skipped."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.desk import Desk
from app.errors import WorldError
from app.models.day.pump import PauseInfusion
from app.models.day.reactions import WriteNote
from app.models.facts import Entry, NoteWritten, SignedIn
from app.models.refusal import Refusal
from app.store import opening
from app.store.journal import Journal
from app.store.opening import SCHEMA
from app.store.schema import latest
from tests.ward import KEY, OSEI, Ward

AT = datetime(2026, 11, 23, 13, tzinfo=UTC)


def write(journal: Journal, subject: str, text: str = "x") -> tuple[Entry, ...]:
    """One note, in a transaction of its own."""
    with journal.transaction():
        return journal.append(
            subject,
            (NoteWritten(text=text),),
            occurred_at=AT,
            recorded_at=AT,
            offset_min=-300,
            boot="b",
            uptime=1.5,
            actor=OSEI,
        )


def test_what_was_written_is_read_back_as_it_was(opened: Callable[[], Journal]) -> None:
    (entry,) = write(opened(), "session:a", "Nguyễn Łukasz, Ольга")
    assert opened().story("session:a") == (entry,)
    assert entry.occurred_at == AT
    assert (entry.offset_min, entry.boot, entry.uptime) == (-300, "b", 1.5)


def test_subjects_count_for_themselves_and_the_device_for_all(journal: Journal) -> None:
    (first,) = write(journal, "session:a")
    write(journal, "session:b")
    (third,) = write(journal, "session:a")
    assert (first.after, third.after) == ((), (first.mark,))
    assert (first.number, third.number) == (2, 4), "the epoch begins with an entry of its own"
    assert journal.story("session:a") == (first, third)
    assert journal.story("session:a", after=first.place) == (third,)
    assert journal.subjects("session:") == ("session:a", "session:b")
    assert journal.subjects("staff:") == ()


@pytest.fixture
def journal(opened: Callable[[], Journal]) -> Journal:
    return opened()


def test_of_two_writers_the_second_goes_on_from_the_first(opened: Callable[[], Journal]) -> None:
    first, second = opened(), opened()
    (earlier,) = write(first, "session:a", "first")
    (later,) = write(second, "session:a", "second")
    assert later.after == (earlier.mark,)
    assert later.epoch != earlier.epoch
    assert first.story("session:a") == (earlier, later)
    assert first.first_break() is None


def falls_over(journal: Journal) -> None:
    """A program that fails between its facts and its commit."""
    facts = (NoteWritten(text="x"), SignedIn())
    with journal.transaction():
        journal.append(
            "session:a",
            facts,
            occurred_at=AT,
            recorded_at=AT,
            offset_min=0,
            boot="b",
            uptime=1.5,
            actor="",
        )
        assert journal.uncommitted
        raise RuntimeError


def test_a_transaction_is_all_or_nothing(journal: Journal) -> None:
    with pytest.raises(RuntimeError):
        falls_over(journal)
    assert not journal.uncommitted
    assert journal.story("session:a") == ()
    write(journal, "session:a")


def test_while_one_writes_the_other_is_told_so(opened: Callable[[], Journal]) -> None:
    first, second = opened(), opened()
    second.execute("PRAGMA busy_timeout = 1")
    busy = pytest.raises(WorldError, match="Another program holds the record")
    with first.transaction(), busy:
        write(second, "session:a")
    write(second, "session:a")


def test_an_unknown_kind_is_never_skipped(
    ward: Ward, behind: Callable[[str], Any], opened: Callable[[], Journal]
) -> None:
    ward.arrives().notes("x")
    behind("UPDATE journal SET kind = 'tea_served' WHERE kind = 'note_written'")
    with pytest.raises(WorldError, match="tea_served"):
        ward.journal.story("session:doe-1")
    with pytest.raises(WorldError):
        opened()


def test_the_tail_is_checked_at_each_start_and_the_whole_chain_on_demand(
    ward: Ward,
    behind: Callable[[str], Any],
    opened: Callable[[], Journal],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ward.observing()
    behind("UPDATE journal SET actor = 'lind' WHERE place = 3")
    monkeypatch.setattr(opening, "TAIL", 4)
    assert opened().first_break() == 3


@pytest.mark.parametrize("tail", [1, 2, 18, 19, 500])
def test_a_sound_chain_passes_whatever_the_tail(
    ward: Ward, opened: Callable[[], Journal], monkeypatch: pytest.MonkeyPatch, tail: int
) -> None:
    ward.infusing()
    monkeypatch.setattr(opening, "TAIL", tail)
    assert opened().first_break() is None


def test_the_seal_of_a_day_is_the_last_one_before_its_end(ward: Ward) -> None:
    ward.arrives().notes("today")
    place, seal = ward.done.entries[-1].place, ward.done.entries[-1].seal
    ward.at("+1d 09:00").notes("tomorrow")
    assert ward.journal.last_seal(ward.time("+1d 00:00").astimezone(UTC)) == (place, seal)
    assert ward.journal.last_seal(AT - timedelta(days=1)) == (0, "0" * 64)


def test_the_program_and_its_migrations_agree_on_the_schema() -> None:
    assert latest() == SCHEMA


# -------------------------------------------------------------------------- two windows at once


def test_the_same_command_from_two_windows_is_one_fact(
    ward: Ward, opened: Callable[[], Journal]
) -> None:
    ward.infusing().at("11:00")
    other = Desk(opened(), ward.clock, ward.pack)
    assert other.session("doe-1") == ward.session
    pause = PauseInfusion(session="doe-1", reason="line")
    ward.ask(pause)
    second = other.do(pause, OSEI)
    assert isinstance(second, Refusal)
    assert second.code == "already_done"
    assert other.session("doe-1") == ward.session
    assert [row.kind for row in ward.rows].count("infusion_paused") == 1


def test_the_same_request_from_two_windows_is_one_fact(
    ward: Ward, opened: Callable[[], Journal]
) -> None:
    ward.infusing().at("11:00")
    other = Desk(opened(), ward.clock, ward.pack)
    note = WriteNote(session="doe-1", text="Blanket given", request="tap-1")
    ward.ask(note)
    again = other.do(note, OSEI)
    assert not isinstance(again, Refusal)
    assert again.again
    assert again.entries == ward.done.entries


def test_each_window_sees_what_the_other_recorded(
    ward: Ward, opened: Callable[[], Journal]
) -> None:
    ward.infusing()
    other = Desk(opened(), ward.clock, ward.pack)
    for text in ("one", "two", "three"):
        other.do(WriteNote(session="doe-1", text=text), OSEI)
        assert ward.rows[-1].text == text
        ward.notes(f"{text}, seen")
        assert other.session("doe-1") == ward.session


def test_a_failed_commit_is_forgotten_by_the_desk(
    ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    ward.infusing().at("11:00")
    before = ward.session

    def fails(command: object) -> None:
        ward.desk.session("doe-1")
        raise WorldError("The disk is on fire.", "It burns.", "Leave the room.")

    monkeypatch.setattr(ward.desk, "_index", fails)
    with pytest.raises(WorldError):
        ward.pause()
    assert ward.session == before
    monkeypatch.undo()
    ward.pause()


def test_a_listener_hears_only_of_what_is_on_disk(ward: Ward) -> None:
    heard: list[str] = []

    def listen(entries: tuple[Entry, ...]) -> None:
        assert not ward.journal.uncommitted
        heard.extend(entry.mark for entry in entries)

    ward.desk.listen(listen)
    ward.arrives().notes("x", request="r")
    ward.notes("x", request="r").refuses("missing").notes("")
    assert len(heard) == 2


def test_a_record_of_its_own_for_each_memory() -> None:
    first, second = Journal.open(":memory:", KEY), Journal.open(":memory:", KEY)
    write(first, "session:a")
    assert second.story("session:a") == ()
    assert first.device != second.device


def test_a_closed_record_is_a_defect_not_the_world(path: Path) -> None:
    journal = Journal.open(path, KEY)
    journal.close()
    with pytest.raises(Exception, match="closed") as failed:
        journal.story("session:a")
    assert not isinstance(failed.value, WorldError)
