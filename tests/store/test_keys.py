"""The key beside the record, and PINs that nobody can read back."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from app.errors import WorldError
from app.paths import KEY_FILE
from app.store import keys, pins


def test_the_key_is_its_owners_and_read_back(tmp_path: Path) -> None:
    key = keys.new_key()
    assert len(key) == keys.BYTES
    keys.write_key(tmp_path, key)
    assert keys.read_key(tmp_path) == key
    path = tmp_path / KEY_FILE
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert bytes.fromhex(path.read_text()) == key
    assert [file.name for file in tmp_path.iterdir()] == [KEY_FILE]


def test_no_two_keys_are_alike() -> None:
    assert keys.new_key() != keys.new_key()


def test_a_folder_without_a_key_has_none(tmp_path: Path) -> None:
    assert keys.read_key(tmp_path) is None


@pytest.mark.parametrize("content", ["", "abc", "zz" * 32, "00" * 31, "00" * 33, "ключ"])
def test_a_damaged_key_is_named(tmp_path: Path, content: str) -> None:
    (tmp_path / KEY_FILE).write_text(content, encoding="utf-8")
    with pytest.raises(WorldError, match="damaged"):
        keys.read_key(tmp_path)


@pytest.mark.parametrize("make", [os.mkdir, getattr(os, "mkfifo", os.mkdir)])
def test_a_folder_or_a_pipe_is_no_key(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / KEY_FILE)
    with pytest.raises(WorldError, match="damaged"):
        keys.read_key(tmp_path)


def test_a_folder_in_which_no_key_can_be_made(
    shared: Path, ordinary_user: Callable[[], AbstractContextManager[None]]
) -> None:
    with ordinary_user():
        shared.chmod(0o500)
        with pytest.raises(WorldError, match="cannot be written"):
            keys.write_key(shared, keys.new_key())


def test_a_key_that_may_not_be_read(
    shared: Path, ordinary_user: Callable[[], AbstractContextManager[None]]
) -> None:
    keys.write_key(shared, keys.new_key())
    with ordinary_user():
        (shared / KEY_FILE).chmod(0)
        with pytest.raises(WorldError, match="may not read"):
            keys.read_key(shared)


def test_a_pin_is_known_only_by_trying_it() -> None:
    hashed = pins.hash_pin("2580")
    assert "2580" not in hashed
    assert hashed.startswith("$argon2id$")
    assert pins.right_pin(hashed, "2580")
    assert not pins.right_pin(hashed, "2581")
    assert not pins.right_pin("no PIN in a scenario", "2580")
    assert pins.hash_pin("2580") != hashed
