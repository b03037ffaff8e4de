"""Where things lie: what is made, whose it is, and what is left as it was found."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from app import cli, paths
from app.errors import WorldError
from app.paths import RECORD_FILE
from tests.conftest import NOBODY

posix = pytest.mark.skipif(os.name != "posix", reason="modes and owners are POSIX's")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_to_name_a_folder_makes_none(tmp_path: Path) -> None:
    data = paths.data_folder(str(tmp_path / "data"))
    paths.record_folder(data, practice=False)
    assert list(tmp_path.iterdir()) == []


@posix
def test_a_folder_that_was_there_keeps_its_mode(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o755)
    paths.private(shared)
    assert mode(shared) == 0o755
    assert mode(paths.private(shared / "logs")) == 0o700


@posix
def test_the_folder_of_a_record_is_its_owners_alone(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    folder = paths.record_folder(tmp_path, practice=False)
    cli.open_record(folder).close()
    assert mode(folder) == 0o700
    folder.chmod(0o755)
    cli.open_record(folder).close()
    assert mode(folder) == 0o700, "somebody opened it to others: it is closed again"
    assert mode(tmp_path) == 0o755


def test_a_file_in_the_place_of_a_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "taken").touch()
    for folder in (tmp_path / "taken", tmp_path / "taken" / "logs"):
        with pytest.raises(WorldError, match="There is a file where a folder should be"):
            paths.private(folder)


@pytest.mark.parametrize("named", ["~nobody-of-this-name/x", "circle/x"])
def test_a_path_that_cannot_be_resolved_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("circle").symlink_to("circle")
    with pytest.raises(WorldError, match="cannot be resolved"):
        paths.data_folder(named)


# ------------------------------------------------------------------------------ another user's


@posix
def test_another_users_record_is_refused_by_the_users_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "unit").mkdir()
    monkeypatch.setattr(os, "geteuid", lambda: 4242)
    with pytest.raises(WorldError) as refused:
        paths.record_folder(tmp_path, practice=False)
    import pwd

    owner = pwd.getpwuid((tmp_path / "unit").stat().st_uid).pw_name
    assert refused.value.what == f"This record belongs to another user ({owner})."
    assert f"Start Chairside as {owner}" in refused.value.do
    paths.record_folder(tmp_path, practice=True)


@posix
def test_a_user_without_a_name_is_named_by_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pwd

    def nobody(user: int) -> pwd.struct_passwd:
        raise KeyError(user)

    monkeypatch.setattr(pwd, "getpwuid", nobody)
    monkeypatch.setattr(os, "geteuid", lambda: 4242)
    with pytest.raises(WorldError, match=rf"\(user {tmp_path.stat().st_uid}\)"):
        paths.refuse_anothers(tmp_path)


@posix
@pytest.mark.skipif(os.name == "posix" and os.geteuid() != 0, reason="takes a second user")
def test_a_record_out_of_sight_is_its_owners_too(
    shared: Path, ordinary_user: Callable[[], AbstractContextManager[None]]
) -> None:
    inside = shared / "data" / "unit"
    inside.mkdir(parents=True)
    (inside / RECORD_FILE).touch()
    with ordinary_user():
        os.seteuid(0)
        os.chown(shared / "data", 0, 0)
        (shared / "data").chmod(0o700)
        os.seteuid(NOBODY)
        with pytest.raises(WorldError, match=r"belongs to another user \(root\)"):
            paths.record_folder(shared / "data", practice=False)


@posix
def test_a_folder_of_ones_own_that_is_barred_is_not_called_anothers(
    shared: Path, ordinary_user: Callable[[], AbstractContextManager[None]]
) -> None:
    (shared / "data" / "unit").mkdir(parents=True)
    with ordinary_user():
        (shared / "data").chmod(0)
        with pytest.raises(WorldError, match="Permission denied"):
            paths.record_folder(shared / "data", practice=False)


# ------------------------------------------------------------------ where the rules lie


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
