"""A record that cannot be trusted is refused with a sentence, and left as it is."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3

from app.errors import WorldError
from app.store.journal import Journal
from app.store.wal import HEADER
from tests.ward import KEY, Ward, open_ward

Behind = Callable[[str], Any]

LATER = datetime(2099, 1, 1, tzinfo=UTC)

FORGED = """
INSERT INTO journal SELECT place + 1, device, boot, uptime, offset_min, subject, after, kind, weight,
format, body, occurred_at, recorded_at, skew, actor, late_reason, request, 'forged', epoch, number + 1,
seal, 0 FROM journal ORDER BY place DESC LIMIT 1
"""


def closed_record(ward: Ward, path: Path) -> bytes:
    """A day on disk, its file closed and whole."""
    ward.observing().at("15:30").ready_to_leave().leaves()
    ward.journal.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    ward.journal.close()
    return path.read_bytes()


def everything(folder: Path) -> dict[str, bytes]:
    """Every file in the folder and what it holds."""
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def refused(path: Path, key: bytes = KEY) -> WorldError:
    """Why the record is not opened; every file in its folder stays as it was."""
    before = everything(path.parent)
    with pytest.raises(WorldError) as failed:
        Journal.open(path, key).close()
    assert everything(path.parent) == before
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
        "UPDATE journal SET body = ' ' || body WHERE place = 5",
        "UPDATE journal SET occurred_at = replace(occurred_at, '18:', '17:') WHERE place > 5",
        "UPDATE journal SET recorded_at = '2026-11-23T12:00:00+00:00' WHERE place = 9",
        "UPDATE journal SET actor = 'lind' WHERE place = 7",
        "UPDATE journal SET late_reason = 'phone' WHERE place = 7",
        "UPDATE journal SET request = 'r' WHERE place = 7",
        "UPDATE journal SET offset_min = 0 WHERE place = 7",
        "UPDATE journal SET subject = 'session:other' WHERE kind = 'note_written'",
        "UPDATE journal SET seal = (SELECT seal FROM journal WHERE place = 4) WHERE place = 5",
        "UPDATE journal SET body = 'not json' WHERE place = 8",
        "UPDATE journal SET occurred_at = 'yesterday' WHERE place = 8",
        "DELETE FROM journal WHERE place = 6",
        "DELETE FROM journal WHERE place = 1",
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
    behind("UPDATE journal SET place = -5 WHERE place = 5")
    behind("UPDATE journal SET place = 5 WHERE place = 6")
    behind("UPDATE journal SET place = 6 WHERE place = -5")
    assert "was changed" in refused(path).why


def test_an_entry_that_cannot_be_read_is_damage_not_a_crash(ward: Ward, behind: Behind) -> None:
    ward.arrives().notes("x")
    behind("UPDATE journal SET body = 'not json' WHERE kind = 'note_written'")
    with pytest.raises(WorldError, match="cannot be read"):
        ward.journal.story("session:doe-1")


# ------------------------------------------------------------- what was refused is evidence


def flip(file: Path, at: int) -> None:
    """One byte is not what it was."""
    content = bytearray(file.read_bytes())
    content[at % len(content)] ^= 0x55
    file.write_bytes(content)


def shorten(file: Path, to: float) -> None:
    """Only this part of the file is left."""
    content = file.read_bytes()
    file.write_bytes(content[: int(len(content) * to)])


@pytest.fixture(scope="module")
def days(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A day's record as different ends of the program leave it.

    `closed` has no write-ahead log. `killed` has one, and the index that SQLite keeps of it;
    `restored` has come back from a backup that left the index out.
    """
    found = {name: tmp_path_factory.mktemp(name) / "data" for name in ("closed", "killed")}
    path = found["closed"] / "record.db"
    open_ward(Journal.open(path, KEY)).observing().journal.close()
    ward = Ward(Journal.open(path, KEY)).at("15:30").ready_to_leave().leaves()
    shutil.copytree(found["closed"], found["killed"])  # what a killed program would leave now
    ward.journal.close()
    found["restored"] = tmp_path_factory.mktemp("restored") / "data"
    shutil.copytree(found["killed"], found["restored"])
    (found["restored"] / "record.db-shm").unlink()
    return found


DAMAGES: dict[str, Callable[[Path], object]] = {
    **{f"byte {at}": partial(flip, at=at) for at in (0, 1, 16, 24, 60, 100, 4095, 4096, 9000)},
    **{f"byte {at} from the end": partial(flip, at=-at) for at in (1, 20, 5000, 20_000, 40_000)},
    **{f"{part:%} of it": partial(shorten, to=part) for part in (0.01, 0.3, 0.7, 0.95)},
    "nothing of it": partial(shorten, to=0),
    "the file gone": Path.unlink,
}
ENDS = ("closed", "killed", "restored")


def entries_or_refused(folder: Path) -> int | None:
    """How many entries a damaged record still has; None, and not a byte changed, if refused."""
    before = everything(folder)
    try:
        journal = Journal.open(folder / "record.db", KEY)
    except WorldError:
        assert everything(folder) == before
        return None
    assert journal.first_break() is None
    there = journal.last_seal(LATER)[0]
    journal.close()
    return there


@pytest.fixture(scope="module")
def whole(days: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> int:
    """How many entries the day has."""
    folder = tmp_path_factory.mktemp("whole") / "data"
    shutil.copytree(days["killed"], folder)
    found = entries_or_refused(folder)
    assert found
    return found


@pytest.mark.parametrize(
    ("end", "damage"),
    [
        (end, damage)
        for end in ENDS
        for damage in DAMAGES
        # Where nothing but the key is left, it tells of the record: tests/store/test_record.py.
        if (end, damage) != ("closed", "the file gone")
    ],
)
def test_a_damaged_record_is_refused_and_left_as_it_was(
    days: dict[str, Path], whole: int, tmp_path: Path, end: str, damage: str
) -> None:
    folder = tmp_path / "data"
    shutil.copytree(days[end], folder)
    DAMAGES[damage](folder / "record.db")
    there = entries_or_refused(folder)
    if end == "closed":
        assert there is None
    else:  # what the log holds anew of a damaged page repairs it
        assert there in (None, whole)


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("end", ["killed", "restored"])
def test_no_entry_behind_a_damaged_place_of_the_log_is_passed_over(
    days: dict[str, Path], whole: int, tmp_path: Path, end: str, damage: str
) -> None:
    """Refused, or all are there, but for the last commit: what a power failure tears looks alike.

    What was cut off with the log's end, nobody can know.
    """
    folder = tmp_path / "data"
    shutil.copytree(days[end], folder)
    DAMAGES[damage](folder / "record.db-wal")
    there = entries_or_refused(folder)
    if damage.startswith("byte") and not damage.endswith("from the end"):
        assert there is None
    elif damage.startswith("byte"):
        assert there is None or there >= whole - 1


def test_a_log_that_was_only_begun_keeps_nobody_out(days: dict[str, Path], tmp_path: Path) -> None:
    """Killed between the log's header and its first frame."""
    folder = tmp_path / "data"
    shutil.copytree(days["killed"], folder)
    shutil.copyfile(days["closed"] / "record.db", folder / "record.db")
    log = folder / "record.db-wal"
    log.write_bytes(log.read_bytes()[:HEADER])
    assert entries_or_refused(folder)


@pytest.mark.parametrize("end", ENDS)
def test_a_wrong_key_changes_nothing(days: dict[str, Path], tmp_path: Path, end: str) -> None:
    folder = tmp_path / "data"
    shutil.copytree(days[end], folder)
    assert "key does not fit" in refused(folder / "record.db", bytes(32)).why
    Journal.open(folder / "record.db", KEY).close()


@pytest.mark.parametrize("end", ENDS)
def test_tampering_is_refused_and_left_as_it_was(
    days: dict[str, Path], tmp_path: Path, end: str
) -> None:
    folder = tmp_path / "data"
    shutil.copytree(days[end], folder)
    connection = sqlcipher3.connect(str(folder / "record.db"), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{KEY.hex()}'\"")
    connection.execute("DROP TRIGGER journal_keeps_values")
    connection.execute("UPDATE journal SET actor = 'lind' WHERE place = 9")
    tampered = tmp_path / "tampered"
    shutil.copytree(folder, tampered)
    connection.close()
    if end == "restored":
        (tampered / "record.db-shm").unlink()
    assert "was changed" in refused(tampered / "record.db").why


@pytest.mark.parametrize("end", ENDS)
def test_a_sound_record_opens_whatever_its_end(
    days: dict[str, Path], whole: int, tmp_path: Path, end: str
) -> None:
    folder = tmp_path / "data"
    shutil.copytree(days[end], folder)
    assert entries_or_refused(folder) == whole
    assert sorted(everything(folder)) == ["record.db"]
