"""docs/changing.md names what is there: few files, no code where it says none, and tests that run."""

from __future__ import annotations

import ast
import re
from typing import NamedTuple

import pytest

from tests.ward import ROOT

PAGE = (ROOT / "docs" / "changing.md").read_text(encoding="utf-8")
WITHOUT_CODE = ("1", "2", "3", "4")
MOST_FILES = 3


class Change(NamedTuple):
    """A row of the table."""

    number: str
    files: list[str]
    held_by: list[str]


def rows() -> list[Change]:
    found = []
    for line in PAGE.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 4 and cells[0].isdigit():
            named = [re.findall(r"`([^`]+)`", cell) for cell in cells[2:]]
            found.append(Change(cells[0], named[0], named[1]))
    return found


def test_there_are_ten_changes() -> None:
    assert [row.number for row in rows()] == [str(number) for number in range(1, 11)]


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.number)
def test_a_change_touches_few_files_that_are_there(row: Change) -> None:
    assert 1 <= len(row.files) <= MOST_FILES
    for file in row.files:
        assert (ROOT / file).is_file(), file
        assert row.number not in WITHOUT_CODE or not file.endswith(".py")


def test_every_test_it_names_is_there() -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)
    assert len(named) >= len(rows())
    for file, name in named:
        tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
        assert name in {getattr(node, "name", "") for node in ast.walk(tree)}, name


def test_every_row_is_held_by_a_test() -> None:
    assert all(row.held_by and "::" in row.held_by[0] for row in rows())


def test_every_path_it_names_is_there() -> None:
    for path in re.findall(r"`((?:app|docs|resources|tests)/[\w./-]+)`", PAGE):
        assert (ROOT / path).exists(), path
