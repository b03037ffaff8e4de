"""The key beside the record, and PINs that nobody can read back."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from app.errors import WorldError
from app.store import keys, pins


def test_a_key_is_made_once_and_is_its_owners(tmp_path: Path) -> None:
    key = keys.key_for(tmp_path)
    assert len(key) == 32
    assert keys.key_for(tmp_path) == key
    path = tmp_path / keys.KEY_FILE
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert bytes.fromhex(path.read_text()) == key


def test_killed_while_the_key_was_made_another_is_made(tmp_path: Path) -> None:
    (tmp_path / "record.new").write_text("3f")
    key = keys.key_for(tmp_path)
    assert keys.key_for(tmp_path) == key
    assert [path.name for path in tmp_path.iterdir()] == [keys.KEY_FILE]


def test_each_folder_has_its_own(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    assert keys.key_for(tmp_path / "a") != keys.key_for(tmp_path / "b")


def test_a_record_without_its_key_gets_no_new_one(tmp_path: Path) -> None:
    (tmp_path / "record.db").write_bytes(b"sealed")
    with pytest.raises(WorldError, match="not in the data folder"):
        keys.key_for(tmp_path)
    assert not (tmp_path / keys.KEY_FILE).exists()


@pytest.mark.parametrize("content", ["", "abc", "zz" * 32, "00" * 31, "00" * 33, "ключ"])
def test_a_damaged_key_is_named(tmp_path: Path, content: str) -> None:
    (tmp_path / keys.KEY_FILE).write_text(content, encoding="utf-8")
    with pytest.raises(WorldError, match="damaged"):
        keys.key_for(tmp_path)


def test_a_folder_in_which_no_key_can_be_made(
    shared: Path, ordinary_user: Callable[[], AbstractContextManager[None]]
) -> None:
    with ordinary_user():
        shared.chmod(0o500)
        with pytest.raises(WorldError, match="cannot be written"):
            keys.key_for(shared)


def test_a_key_that_may_not_be_read(
    shared: Path, ordinary_user: Callable[[], AbstractContextManager[None]]
) -> None:
    keys.key_for(shared)
    with ordinary_user():
        (shared / keys.KEY_FILE).chmod(0)
        with pytest.raises(WorldError, match="may not read"):
            keys.key_for(shared)


def test_a_pin_is_known_only_by_trying_it() -> None:
    hashed = pins.hash_pin("2580")
    assert "2580" not in hashed
    assert hashed.startswith("$argon2id$")
    assert pins.right_pin(hashed, "2580")
    assert not pins.right_pin(hashed, "2581")
    assert not pins.right_pin("no PIN in a scenario", "2580")
    assert pins.hash_pin("2580") != hashed
