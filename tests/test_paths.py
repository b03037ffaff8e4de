"""A folder that was made is still there after a power failure."""

from __future__ import annotations

from pathlib import Path

import pytest

from app import paths


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders whose names the disk was asked to remember."""
    found: list[Path] = []
    monkeypatch.setattr(paths, "settle", found.append)
    return found


def test_the_name_of_each_new_folder_is_on_disk(tmp_path: Path, settled: list[Path]) -> None:
    data = paths.private(tmp_path / "nurse" / "data")
    assert settled == [tmp_path, tmp_path / "nurse"]
    settled.clear()
    paths.record_folder(data, practice=False)
    assert settled == [data]


def test_a_folder_that_is_there_costs_nothing(tmp_path: Path, settled: list[Path]) -> None:
    paths.private(tmp_path)
    assert settled == []
