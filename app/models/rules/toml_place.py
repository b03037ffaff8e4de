"""Finds the line of a key in a TOML text; `tomllib` keeps none."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from typing import Any


def line_of(text: str, path: Sequence[str]) -> int:
    """The line, from 1, on which the key at the path begins.

    A part of the path is the key of a table, or the `key` of an entry in a list of tables. When
    the text does not have the path, it is the line of the longest part of it; 1 for none.
    """
    while path:
        found = _first_line_with(text, path)
        if found is not None:
            return found
        path = path[:-1]
    return 1


def _first_line_with(text: str, path: Sequence[str]) -> int | None:
    """The beginning of a text is TOML up to the end of each statement; the first that has the path."""
    lines = text.splitlines()
    begun = 0
    for count in range(1, len(lines) + 1):
        try:
            tables = tomllib.loads("\n".join(lines[:count]))
        except tomllib.TOMLDecodeError:
            continue  # in the middle of a value of several lines
        if _holds(tables, path):
            return next(n for n in range(begun + 1, count + 1) if _says_something(lines[n - 1]))
        begun = count
    return None


def _says_something(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _holds(value: Any, path: Sequence[str]) -> bool:
    for part in path:
        match value:
            case dict() if part in value:
                value = value[part]
            case list() if (entry := entry_of(value, part)) is not None:
                value = entry
            case _:
                return False
    return True


def entry_of(entries: Sequence[Any], key: str) -> Any:
    """The entry of that key in a list of tables, else None."""
    return next(
        (item for item in entries if isinstance(item, dict) and item.get("key") == key), None
    )
