"""Every exit status has a name, and the table in the documentation lists them all."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from app.exit_codes import ExitCode
from tests.ward import ROOT

ENDS_THE_PROGRAM = (
    "main.py",
    "app/bootstrap.py",
    "app/cli.py",
    "app/selftest.py",
    "app/ui/program.py",
)
"""The modules whose functions return an exit status."""


def bare(source: str) -> list[int]:
    """The lines on which a function returns, or the program exits with, a number as such."""
    tree = ast.parse(source)
    ends: list[ast.expr] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Return) and node.value:
            ends.append(node.value)
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in ("sys.exit", "SystemExit"):
            ends += node.args
    return sorted(
        found.lineno
        for end in ends
        for found in ([end.body, end.orelse] if isinstance(end, ast.IfExp) else [end])
        if isinstance(found, ast.Constant) and type(found.value) is int
    )


def test_the_documented_table_is_the_programs() -> None:
    text = (ROOT / "docs" / "exit-codes.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) \| `(\w+)` \| (.+) \|$", text, flags=re.MULTILINE)
    assert rows == [(str(code.value), code.name, code.meaning) for code in ExitCode]


@pytest.mark.parametrize("module", ENDS_THE_PROGRAM)
def test_no_function_returns_a_status_without_its_name(module: str) -> None:
    assert bare(Path(ROOT, module).read_text(encoding="utf-8")) == []


def test_a_status_without_a_name_is_found() -> None:
    source = """
def a(): return 0
def b(x): return 1 if x else ExitCode.DONE
def c(): sys.exit(3)
def d(): return ExitCode.NO
def e(): return True
"""
    assert bare(source) == [2, 3, 4]


def test_the_readme_leads_to_the_table() -> None:
    assert "docs/exit-codes.md" in (ROOT / "README.md").read_text(encoding="utf-8")
