"""Where the rules lie: the pack that ships, and the policies of the unit and of the machine."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from app import paths
from app.errors import WorldError


def test_the_pack_to_start_with_is_one_of_those_that_ship() -> None:
    found = paths.protocol_file()
    assert found in (paths.resources() / "protocols").glob("*.toml")


@pytest.mark.parametrize("named", ["of-nobody", "", None])
def test_a_default_that_does_not_ship_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str | None
) -> None:
    folder = tmp_path / "protocols"
    folder.mkdir()
    (folder / "drug-us.toml").touch()
    if named is not None:
        (folder / "default.txt").write_text(named, encoding="utf-8")
    monkeypatch.setattr(paths, "resources", lambda: tmp_path)
    with pytest.raises(WorldError, match=r"must name one of: drug-us\."):
        paths.protocol_file()


def test_the_units_policy_lies_beside_its_record(tmp_path: Path) -> None:
    assert paths.unit_policy(tmp_path) == tmp_path / "unit" / "policy.toml"
    assert paths.record_folder(tmp_path, practice=False) == paths.unit_policy(tmp_path).parent


@pytest.mark.parametrize(
    ("platform", "said"),
    [
        ("linux", "/etc/chairside/policy.toml"),
        ("win32", "D:/Shared/Chairside/policy.toml"),
        ("darwin", "/Library/Application Support/Chairside/policy.toml"),
    ],
)
def test_the_machines_policy_lies_where_only_it_writes(
    monkeypatch: pytest.MonkeyPatch, platform: str, said: str
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setenv("PROGRAMDATA", "D:/Shared")
    assert paths.machine_policy().as_posix() == said
