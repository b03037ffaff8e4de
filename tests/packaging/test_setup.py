"""Set-up: the program starts from bytecode also where none may be written."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.util import cache_from_source
from pathlib import Path

import pytest

from tests.ward import ROOT

pytestmark = pytest.mark.skipif(os.name != "posix", reason="set-up is a shell script")


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A source tree that was just set up, on a machine where Python writes no bytecode."""
    for part in ("app", "build", "resources"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "main.py", tmp_path)
    (tmp_path / ".venv").symlink_to(sys.prefix)
    run(["sh", "build/setup.sh", "compile"], tmp_path)
    return tmp_path


def run(command: list[str], tree: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=tree,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )


def read_from_source(tree: Path) -> list[str]:
    """The modules of ours that a start had to compile."""
    said = run([sys.executable, "-v", "main.py", "--version"], tree).stderr
    # What came from bytecode stands in quotes there.
    return [line for line in said.splitlines() if f"code object from {tree}" in line]


def test_every_module_is_compiled_at_set_up(tree: Path) -> None:
    sources = [*(tree / "app").rglob("*.py"), tree / "main.py"]
    assert [file for file in sources if not Path(cache_from_source(str(file))).is_file()] == []


def test_a_start_compiles_nothing(tree: Path) -> None:
    assert read_from_source(tree) == []
    shutil.rmtree(tree / "app" / "__pycache__")
    assert read_from_source(tree), "the test would not notice"


def test_an_edit_is_used_although_older_bytecode_is_there(tree: Path) -> None:
    (tree / "app" / "__init__.py").write_text('"""Edited."""\n\n__version__ = "9.99.999"\n')
    done = run([sys.executable, "main.py", "--version"], tree)
    assert done.stdout == "Chairside 9.99.999\n"
