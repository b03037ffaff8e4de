"""The world failed: what happened, why, and what a nurse or IT can do about it."""

from __future__ import annotations


class WorldError(Exception):
    """Something outside the program failed; nothing was half written.

    A defect of the program is any other exception. A refusal is not an error at all: it is
    an answer (`app.models.refusal.Refusal`).
    """

    def __init__(self, what: str, why: str, do: str) -> None:
        super().__init__(what, why, do)
        self.what = what
        self.why = why
        self.do = do

    def __str__(self) -> str:
        return f"{self.what} {self.why} {self.do}"


class InDoubt(WorldError):
    """The disk failed in the middle of a commit: what was asked may be on record, or not.

    Asking again under the same request name records it once, whichever it was.
    """
