"""Commits that SQLite would skip are detected; a commit torn by a power failure is not damage."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.store.wal import FRAME_HEADER, HEADER, PAGE, skips_commits
from tests.ward import Ward


@pytest.fixture
def log(ward: Ward, path: Path) -> bytes:
    """The write-ahead log of a day."""
    ward.infusing()
    return path.with_name("record.db-wal").read_bytes()


def changed(log: bytes, at: int) -> bytes:
    """The log with one bit flipped."""
    content = bytearray(log)
    content[at] ^= 1
    return bytes(content)


def test_a_sound_log_is_read_whole(log: bytes) -> None:
    assert not skips_commits(log)


@pytest.mark.parametrize("length", [0, 10, HEADER, HEADER + 10, HEADER + FRAME_HEADER + PAGE - 1])
def test_the_beginning_of_a_log_holds_no_commit(log: bytes, length: int) -> None:
    assert not skips_commits(log[:length])


@pytest.mark.parametrize("at", [0, 3, 8, 16, 24, 31, HEADER, HEADER + 8, HEADER + 16, HEADER + 99])
def test_a_bit_at_the_beginning_hides_every_commit(log: bytes, at: int) -> None:
    assert skips_commits(changed(log, at))


def test_a_bit_in_the_middle_hides_those_behind_it(log: bytes) -> None:
    assert skips_commits(changed(log, len(log) // 2))


@pytest.mark.parametrize("length", [1, PAGE // 2, PAGE, 3 * PAGE])
def test_a_torn_end_is_no_damage(log: bytes, length: int) -> None:
    assert not skips_commits(log[:-length] + bytes(length))
    assert not skips_commits(log[:-length])


def test_older_frames_behind_a_log_begun_anew_are_not_missed(ward: Ward, path: Path) -> None:
    ward.infusing()
    log = path.with_name("record.db-wal")
    before = log.stat().st_size
    ward.journal.execute("PRAGMA wal_checkpoint(RESTART)")
    ward.journal.execute("UPDATE meta SET value = value")
    assert log.stat().st_size == before
    assert not skips_commits(log.read_bytes())
