"""What the exit status tells whoever started Chairside; docs/exit-codes.md shows the same table."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """Every exit status of the window and of the commands, with what it means."""

    meaning: str

    def __new__(cls, status: int, meaning: str = "") -> ExitCode:
        code = int.__new__(cls, status)
        code._value_ = status
        code.meaning = meaning
        return code

    DONE = (0, "Done. For the window: it was closed, or the one already open came to the front.")
    NO = (
        1,
        "The answer is no: the record was changed or is damaged, a replay did not go as expected, or the self-test failed.",
    )
    USAGE = (2, "The command line is not understood.")
    UNUSABLE = (
        3,
        "A file, a folder or the record cannot be used: it is missing, not valid, full, read-only or another user's. Or the workstation's time zone is not known.",
    )
    NO_ANSWER = (4, "Chairside is open already on this data folder, but does not answer.")
    NO_DISPLAY = (5, "There is no display to open the window on.")
    INCOMPLETE = (6, "Part of the installation, or a library of the system, is missing.")
    DEFECT = (70, "A defect of Chairside. Everything recorded before it is safe.")
    INTERRUPTED = (130, "Interrupted from the keyboard (Ctrl+C).")
