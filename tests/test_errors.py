"""What is written to stderr steers no terminal and hides nothing."""

from __future__ import annotations

import sys

import pytest

from app.errors import Incomplete, say, visible


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("nul \0", r"nul \x00"),
        ("red \x1b[31m", r"red \x1b[31m"),
        ("back \u202egpj.exe", r"back \u202egpj.exe"),
        ("isolate \u2066", r"isolate \u2066"),
        ("zero width \u200b", r"zero width \u200b"),
        ("not UTF-8 \udcff", r"not UTF-8 \udcff"),
        ("lines\r\nand more", r"lines\r\nand more"),
        ("C1 \x9b31m", r"C1 \x9b31m"),
        ("tag \U000e0041", r"tag \U000e0041"),
    ],
)
def test_what_a_terminal_would_obey_is_escaped(raw: str, shown: str) -> None:
    assert visible(raw) == shown


@pytest.mark.parametrize("words", ["38.4 °C, 25\N{NO-BREAK SPACE}mL/h → 1", "Nguyễn, Ольга, 李"])
def test_words_of_any_language_stay(words: str) -> None:
    assert visible(words) == words


def test_a_sentence_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    say("No such file: a\nb.")
    assert capsys.readouterr().err == "No such file: a\\nb.\n"


def test_without_a_console_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    say("Nobody reads this.")


def test_a_missing_library_is_named() -> None:
    said = ImportError("libEGL.so.1: cannot open shared object file: No such file or directory")
    assert Incomplete.told_by(said).why == "The system library libEGL.so.1 is missing."


def test_a_missing_part_of_the_program_is_named() -> None:
    said = ModuleNotFoundError("No module named 'msgspec'")
    assert Incomplete.told_by(said).why == "Part of it cannot be loaded: No module named 'msgspec'."
