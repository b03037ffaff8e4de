"""The world failed: what happened, why, and what a nurse or IT can do about it."""

from __future__ import annotations

import re
import sys
import unicodedata

from app.exit_codes import ExitCode


class WorldError(Exception):
    """Something outside the program failed; nothing was half written.

    A defect of the program is any other exception. A refusal is not an error at all: it is
    an answer (`app.models.refusal.Refusal`). `status` is what the program exits with where the
    error ends it.
    """

    status = ExitCode.UNUSABLE

    def __init__(self, what: str, why: str, do: str) -> None:
        super().__init__(what, why, do)
        self.what = what
        self.why = why
        self.do = do

    def __str__(self) -> str:
        return f"{self.what} {self.why} {self.do}"


class InDoubt(WorldError):
    """The disk failed during a commit: the entry may be on record, or not.

    Repeating the command under the same request name records it exactly once.
    """


class Damaged(WorldError):
    """The record is not what was written: changed or damaged."""

    status = ExitCode.NO


class Incomplete(WorldError):
    """Part of the installation, or a library of the system, is missing."""

    status = ExitCode.INCOMPLETE

    @classmethod
    def told_by(cls, error: ImportError | OSError) -> Incomplete:
        """What could not be loaded, from the words of Python or of the system's loader."""
        what = "Chairside cannot start."
        if library := re.match(r"(\S+\.so[.\d]*): cannot open shared object file", str(error)):
            return cls(
                what,
                f"The system library {library[1]} is missing.",
                "Ask IT to install the package that provides it.",
            )
        return cls(
            what,
            f"Part of it cannot be loaded: {str(error).rstrip('.')}.",
            "Install Chairside again. From its source, `make run` sets up what is missing.",
        )


def say(sentence: str) -> None:
    """Write a sentence to stderr; a program without a console has none."""
    if sys.stderr is not None:
        sys.stderr.write(f"{visible(sentence)}\n")


def visible(text: str) -> str:
    """The text with an escape, like `\\x1b` or `\\u202e`, for what a terminal would obey or hide.

    That is every control, format and unassigned character, and the halves of a name that is not
    UTF-8: names of files and texts of others end up in our sentences.
    """
    return "".join(
        character
        if character.isprintable() or unicodedata.category(character) == "Zs"
        else character.encode("unicode_escape").decode("ascii")
        for character in text
    )
