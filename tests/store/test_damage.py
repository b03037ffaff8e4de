"""A record that cannot be trusted is refused with a sentence, and left as it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.errors import WorldError
from app.store.journal import Journal
from tests.ward import KEY, Ward

Behind = Callable[[str], Any]

FORGED = """
INSERT INTO journal SELECT device, number + 1, subject, version + 1, kind, body, occurred_at,
recorded_at, offset_min, actor, late_reason, request, seal FROM journal ORDER BY number DESC LIMIT 1
"""


def closed_record(ward: Ward, path: Path) -> bytes:
    """A day on disk, its file closed and whole."""
    ward.observing().at("15:30").ready_to_leave().leaves()
    ward.journal.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    ward.journal.close()
    return path.read_bytes()


def refused(path: Path, key: bytes = KEY) -> WorldError:
    """Why the record is not opened; the file stays as it was."""
    before = path.read_bytes()
    with pytest.raises(WorldError) as failed:
        Journal.open(path, key).close()
    assert path.read_bytes() == before
    assert failed.value.what
    assert failed.value.why
    assert failed.value.do
    return failed.value


def test_a_wrong_key(ward: Ward, path: Path) -> None:
    closed_record(ward, path)
    assert "key does not fit" in refused(path, bytes(32)).why
    Journal.open(path, KEY).close()


def test_a_newer_record(ward: Ward, path: Path, behind: Behind) -> None:
    closed_record(ward, path)
    behind("PRAGMA user_version = 99")
    error = refused(path)
    assert "newer" in error.what
    assert "99" in error.why


@pytest.mark.parametrize("where", [0, 16, 100])
def test_an_overwritten_beginning(ward: Ward, path: Path, where: int) -> None:
    whole = bytearray(closed_record(ward, path))
    whole[where : where + 64] = b"\xff" * 64
    path.write_bytes(whole)
    assert "cannot be opened" in refused(path).what


@pytest.mark.parametrize("part", [0.2, 0.4, 0.6, 0.8, 0.95])
def test_overwritten_pages(ward: Ward, path: Path, part: float) -> None:
    whole = bytearray(closed_record(ward, path))
    where = int(len(whole) * part)
    whole[where : where + 200] = b"\x00" * 200
    path.write_bytes(whole)
    assert "damaged" in refused(path).what


def test_a_cut_off_file(ward: Ward, path: Path) -> None:
    whole = closed_record(ward, path)
    path.write_bytes(whole[: len(whole) // 2])
    assert refused(path).what


def test_a_file_that_never_was_a_record(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("Dear all, the meeting is moved to Tuesday. " * 200)
    assert "cannot be opened" in refused(path).what


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE journal SET body = replace(body, '25.3', '24.3') WHERE kind = 'infusion_started'",
        "UPDATE journal SET body = ' ' || body WHERE number = 5",
        "UPDATE journal SET occurred_at = replace(occurred_at, '18:', '17:') WHERE number > 5",
        "UPDATE journal SET recorded_at = '2026-11-23T12:00:00+00:00' WHERE number = 9",
        "UPDATE journal SET actor = 'lind' WHERE number = 7",
        "UPDATE journal SET late_reason = 'phone' WHERE number = 7",
        "UPDATE journal SET request = 'r' WHERE number = 7",
        "UPDATE journal SET offset_min = 0 WHERE number = 7",
        "UPDATE journal SET subject = 'session:other' WHERE kind = 'note_written'",
        "UPDATE journal SET seal = (SELECT seal FROM journal WHERE number = 4) WHERE number = 5",
        "UPDATE journal SET body = 'not json' WHERE number = 8",
        "UPDATE journal SET occurred_at = 'yesterday' WHERE number = 8",
        "DELETE FROM journal WHERE number = 6",
        "DELETE FROM journal WHERE number = 1",
        FORGED,
    ],
)
def test_tampering_past_the_guards_is_found(
    ward: Ward, path: Path, behind: Behind, tampering: str
) -> None:
    ward.arrives().notes("x")
    closed_record(ward, path)
    behind(tampering)
    error = refused(path)
    assert "damaged" in error.what
    assert "was changed" in error.why


def test_two_rows_that_change_places(ward: Ward, path: Path, behind: Behind) -> None:
    closed_record(ward, path)
    behind("UPDATE journal SET number = -5 WHERE number = 5")
    behind("UPDATE journal SET number = 5 WHERE number = 6")
    behind("UPDATE journal SET number = 6 WHERE number = -5")
    assert "was changed" in refused(path).why


def test_an_entry_that_cannot_be_read_is_damage_not_a_crash(ward: Ward, behind: Behind) -> None:
    ward.arrives().notes("x")
    behind("UPDATE journal SET body = 'not json' WHERE kind = 'note_written'")
    with pytest.raises(WorldError, match="cannot be read"):
        ward.journal.story("session:doe-1")
