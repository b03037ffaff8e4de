"""TOML files as tables: one way to read them for all that Chairside reads."""

from __future__ import annotations

import errno
import os
import stat
import tomllib
from pathlib import Path
from typing import Any

DEEPEST = 32
"""How deep tables and lists may be nested; far deeper than any of our files."""


def read(path: Path) -> dict[str, Any]:
    """The tables of a TOML file.

    Raises what `text_of` and `parse` raise.
    """
    return parse(text_of(path))


def text_of(path: Path) -> str:
    """The text of a file, without the mark that Notepad begins it with.

    Raises `OSError` where it cannot be read or is no file (a device or a pipe may never end),
    and `ValueError` where it is not UTF-8.
    """
    mode = path.stat().st_mode
    if not stat.S_ISREG(mode):
        code = errno.EISDIR if stat.S_ISDIR(mode) else errno.EINVAL
        words = os.strerror(code) if stat.S_ISDIR(mode) else "It is a device or a pipe, not a file"
        raise OSError(code, words)
    return path.read_text(encoding="utf-8-sig")


def parse(text: str) -> dict[str, Any]:
    """The tables of a TOML text; raises `ValueError` where it is not TOML or nested too deep."""
    try:
        tables = tomllib.loads(text)
    except RecursionError:
        raise ValueError(f"tables or lists are nested more than {DEEPEST} deep") from None
    _measure(tables)
    return tables


def _measure(tables: dict[str, Any]) -> None:
    """Refuse what only looks flat: `a.a.a = 1` makes a table in a table in a table."""
    waiting: list[tuple[Any, int]] = [(tables, 0)]
    while waiting:
        value, depth = waiting.pop()
        if depth > DEEPEST:
            raise ValueError(f"tables or lists are nested more than {DEEPEST} deep")
        inside = value.values() if isinstance(value, dict) else value
        waiting += [(item, depth + 1) for item in inside if isinstance(item, dict | list)]
