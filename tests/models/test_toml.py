"""What is not a TOML file, or nests without end, is refused in a sentence by every reader."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.errors import WorldError
from app.models.rules import toml
from app.models.rules.pack import read_pack
from app.papers.discharge_sheet.words import load_words
from app.practice import read_practice
from app.scenario import read_scenario

READERS: list[Callable[[Path], Any]] = [read_scenario, read_pack, load_words, read_practice]

TOO_DEEP = [
    "a = " + "[" * 5000 + "]" * 5000,
    "a = " + "{b=" * 5000 + "1" + "}" * 5000,
    ".".join("a" * 1500) + " = 1",
    "[" + ".".join("a" * 1500) + "]",
    "a = " + "[" * 40 + "]" * 40,
]


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize("text", TOO_DEEP, ids=["lists", "tables", "keys", "header", "forty"])
def test_endless_nesting_is_refused(tmp_path: Path, read: Callable[[Path], Any], text: str) -> None:
    file = tmp_path / "deep.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(WorldError, match="tables or lists are nested more than 32 deep"):
        read(file)


@pytest.mark.parametrize("read", READERS)
def test_bytes_that_are_no_text_are_refused(tmp_path: Path, read: Callable[[Path], Any]) -> None:
    file = tmp_path / "bytes.toml"
    file.write_bytes(b"title = '\xff\xfe'")
    with pytest.raises(WorldError, match=r"bytes\.toml"):
        read(file)


@pytest.mark.parametrize("read", READERS)
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes and devices are POSIX's")
def test_a_pipe_or_a_device_is_not_read(tmp_path: Path, read: Callable[[Path], Any]) -> None:
    pipe = tmp_path / "pipe.toml"
    os.mkfifo(pipe)
    for endless in (pipe, Path("/dev/zero")):
        with pytest.raises(WorldError, match="It is a device or a pipe, not a file"):
            read(endless)
    with pytest.raises(WorldError, match="Is a directory"):
        read(tmp_path)


def test_a_deep_part_is_named(tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "deep.toml").write_text(TOO_DEEP[0], encoding="utf-8")
    day = tmp_path / "day.toml"
    day.write_text(
        "start = 2026-11-23T08:00:00\n[[staff]]\nid='a'\nname='A'\ninitials='A'\n"
        "[[step]]\nat = '08:00'\nuse = 'deep'\n",
        encoding="utf-8",
    )
    with pytest.raises(
        WorldError, match="the part 'deep' is not valid: tables or lists are nested"
    ):
        read_scenario(day)


def test_what_our_own_files_need_is_not_too_deep() -> None:
    assert toml.parse("a = " + "[" * 32 + "]" * 32)
