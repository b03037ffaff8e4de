"""Tries mutants: each in a copy of the program, with the tests that could notice it."""

from __future__ import annotations

import contextlib
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib.util import cache_from_source
from pathlib import Path
from queue import SimpleQueue

import msgspec

from tests.mutants.changes import mutated
from tests.mutants.selection import Mutant

WORKERS = 2
COPIED = ("app", "tests", "resources", "docs", "main.py", "pyproject.toml")
FIRST = ("tests/models", "tests/scenario", "tests/store")
THEN = ("tests/papers", "tests/ui")
SLOWEST = "test_any_day.py"
"""Random days find almost everything, but take longer than all other tests of the rules."""

READ_THE_SOURCE = (
    "tests/models/test_protocol.py::test_the_code_has_no_clinical_number",
    "tests/scenario/test_docs.py::test_it_is_up_to_date",
    "tests/scenario/test_docs.py::test_every_code_is_in_it_with_a_sentence",
)
"""Not run: they compare the text of the code, so they find a change in a line that never runs."""

MEMORY = 6 * 1024**3
"""Bytes that a loop without an end may fill before it fails."""

PATIENCE = 5
"""A mutant is given up, and counts as killed, after so many times the duration of a sound run."""

OPTIONS = (
    *("-x", "-q", "--no-header", "--tb=line", "-p", "no:randomly", "-p", "no:cacheprovider"),
    *(f"--deselect={test}" for test in READ_THE_SOURCE),
)


class Tried(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a mutant: `killed_by` names the test, or is empty when it survived."""

    mutant: Mutant
    killed_by: str
    seconds: float


class TestsFail(Exception):
    """The tests fail without a mutant, so they can prove nothing."""


class Copy:
    """A copy of the program in a folder of its own, in which one module at a time is mutated."""

    def __init__(self, root: Path, folder: Path) -> None:
        self._root = root
        self._tree = folder / "tree"
        self._tests_tmp = folder / "tmp"
        self.patience = (600.0, 600.0)
        skip = shutil.ignore_patterns("__pycache__")
        for name in COPIED:
            if (root / name).is_dir():
                shutil.copytree(root / name, self._tree / name, ignore=skip)
            else:
                shutil.copy2(root / name, self._tree / name)

    def prove_sound(self) -> None:
        """Run all tests without a mutant; leaves compiled modules behind, and measures patience."""
        taken = []
        for tests in (_in_order(self._tree, FIRST), _in_order(self._tree, THEN)):
            began = time.monotonic()
            if failed := self._run(tests, 600, compile_once=True):
                raise TestsFail(failed)
            taken.append(PATIENCE * (time.monotonic() - began))
        self.patience = (taken[0], taken[1])

    def try_out(self, mutant: Mutant) -> Tried:
        """Run the tests against the mutant until one of them fails."""
        began = time.monotonic()
        path = self._tree / mutant.file
        source = path.read_text("utf-8")
        Path(cache_from_source(str(path))).unlink(missing_ok=True)
        path.write_text(mutated(source, mutant.position), "utf-8")
        try:
            first = _in_order(self._tree, FIRST, near=Path(mutant.file).stem)
            killed_by = self._run(first, self.patience[0]) or self._run(
                _in_order(self._tree, THEN), self.patience[1]
            )
        finally:
            path.write_text(source, "utf-8")
        return Tried(mutant=mutant, killed_by=killed_by, seconds=time.monotonic() - began)

    def _run(self, tests: list[str], seconds: float, *, compile_once: bool = False) -> str:
        """The first test that failed, or nothing when all passed."""
        environment = {
            **os.environ,
            "LANG": "C.UTF-8",
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONHASHSEED": "0",
            "PYTHONDONTWRITEBYTECODE": "" if compile_once else "1",
        }
        command = (sys.executable, "-m", "pytest", *OPTIONS)
        process = subprocess.Popen(
            [*command, f"--basetemp={self._tests_tmp}", *tests],
            cwd=self._tree,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
            preexec_fn=_limit_memory,
        )
        try:
            said, _ = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            return f"a timeout of {seconds:.0f} s"
        return _first_failure(said) if process.returncode else ""


def _limit_memory() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _first_failure(said: str) -> str:
    lines = said.splitlines()
    failed = [line.split()[1] for line in lines if line.startswith(("FAILED ", "ERROR "))]
    return (failed or lines[-1:] or ["a crash"])[0]


def _in_order(tree: Path, folders: tuple[str, ...], near: str = "") -> list[str]:
    """The test files below the folders: those named for the module first, the slowest last."""
    found = [
        path.relative_to(tree)
        for folder in folders
        for path in sorted((tree / folder).rglob("test_*.py"))
    ]
    unique = dict.fromkeys(found)
    ordered = sorted(unique, key=lambda path: (path.name == SLOWEST, near not in path.stem))
    return [path.as_posix() for path in ordered]


def try_all(root: Path, mutants: list[Mutant]) -> Iterator[Tried]:
    """Try every mutant, two at a time; they come in the order in which they are done."""
    with tempfile.TemporaryDirectory(prefix="chairside-mutants-") as folder:
        copies = [Copy(root, Path(folder, str(place))) for place in range(WORKERS)]
        with ThreadPoolExecutor(WORKERS) as pool:
            list(pool.map(Copy.prove_sound, copies))
            free: SimpleQueue[Copy] = SimpleQueue()
            for copy in copies:
                free.put(copy)

            def one(mutant: Mutant) -> Tried:
                copy = free.get()
                try:
                    return copy.try_out(mutant)
                finally:
                    free.put(copy)

            yield from pool.map(one, mutants)
