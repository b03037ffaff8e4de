"""Packs to try the program with: the shipped one, with checks beside its rules."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from app.models.rules.checks import Check
from app.models.rules.pack import Pack, parse_pack, read_pack
from app.paths import protocol_file

CHECKS = Path(__file__).parent / "checks.toml"


@cache
def _shipped() -> Pack:
    return read_pack(protocol_file())


@cache
def all_checks() -> Pack:
    """The shipped rules with every check of `checks.toml`."""
    shipped, checks = (path.read_text(encoding="utf-8") for path in (protocol_file(), CHECKS))
    return parse_pack(f"{shipped}\n{checks}")


def pack_with(*keys: str, **changes: Any) -> Pack:
    """The shipped rules with these checks beside their own; `changes` are other tables of the pack."""
    pack = all_checks()
    chosen: list[Check] = list(_shipped().checks)
    for key in keys:
        check = pack.check(key)
        assert check, key
        chosen.append(check)
    return msgspec.structs.replace(pack, checks=tuple(chosen), **changes)


def table(key: str) -> dict[str, Any]:
    """The table of one check as it is written, to be spoiled by a test."""
    tables = tomllib.loads(CHECKS.read_text(encoding="utf-8"))["checks"]
    found: dict[str, Any] = next(item for item in tables if item["key"] == key)
    return found
