"""The smoke test's judgment: what a bundle that is not sound is told."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from build import smoke

pytestmark = pytest.mark.skipif(os.name != "posix", reason="stands a shell script in for a bundle")

SOUND = """
case "$1" in
--version) echo "Chairside 9.9" ;;
*) echo "selftest passed: 31 steps, record encrypted"
   echo "rendered discharge sheet page 1 of 2"
   echo "printed log.pdf, 34 kB"
   echo "window painted" ;;
esac
"""


def bundle(folder: Path, script: str) -> Path:
    """A program that says what a script says."""
    program = folder / "chairside"
    program.write_text(f"#!/bin/sh\n{script}", encoding="utf-8")
    program.chmod(0o755)
    return program


def test_a_sound_bundle_has_nothing_wrong(tmp_path: Path) -> None:
    assert smoke.commands_fail(bundle(tmp_path, SOUND), tmp_path) == []


@pytest.mark.parametrize(
    ("line", "instead", "problem"),
    [
        ("printed log.pdf", "log.pdf", "did not say: printed"),
        ("rendered discharge sheet", "sheet", "did not say: rendered"),
        ("record encrypted", "", "did not say: record encrypted"),
        ("window painted", "", "did not say: window painted"),
    ],
)
def test_a_selftest_that_leaves_something_out_fails(
    tmp_path: Path, line: str, instead: str, problem: str
) -> None:
    program = bundle(tmp_path, SOUND.replace(line, instead))
    problems = smoke.commands_fail(program, tmp_path)
    assert [said for said in problems if problem in said]


def test_a_selftest_that_fails_is_quoted(tmp_path: Path) -> None:
    script = SOUND.replace(
        "*) ", "*) echo 'The self-test failed. pdfium is missing.' >&2; exit 1 ;;\nx) "
    )
    problems = smoke.commands_fail(bundle(tmp_path, script), tmp_path)
    assert len(problems) == 1
    assert "exit status 1\nThe self-test failed. pdfium is missing." in problems[0]


def test_one_line_on_stderr_fails(tmp_path: Path) -> None:
    program = bundle(tmp_path, f"echo 'Qt: a plugin is missing' >&2\n{SOUND}")
    assert all("a plugin is missing" in said for said in smoke.commands_fail(program, tmp_path))


def test_a_link_that_leads_nowhere_or_outside_fails(tmp_path: Path) -> None:
    installed = tmp_path / "chairside"
    (installed / "_internal").mkdir(parents=True)
    (installed / "_internal" / "libQt6Core.so.6.11").touch()
    (tmp_path / "libouter.so").touch()
    (installed / "_internal" / "libQt6Core.so.6").symlink_to("libQt6Core.so.6.11")
    (installed / "_internal" / "libQt6EglFs.so.6").symlink_to("PySide6/libQt6EglFs.so.6")
    (installed / "_internal" / "libouter.so").symlink_to("../../libouter.so")
    problems = smoke.dangling_links(installed)
    assert [said.split(" is ")[0] for said in problems] == [
        "_internal/libQt6EglFs.so.6",
        "_internal/libouter.so",
    ]


def test_source_that_is_not_compiled_fails(tmp_path: Path) -> None:
    (tmp_path / "_internal").mkdir()
    (tmp_path / "_internal" / "stray.py").touch()
    with zipfile.ZipFile(tmp_path / "_internal" / "base_library.zip", "w") as archive:
        archive.writestr("codecs.pyc", b"")
        archive.writestr("heapq.py", b"")
    assert smoke.not_compiled(tmp_path) == [
        "_internal/stray.py is not compiled.",
        "heapq.py is not compiled.",
    ]
