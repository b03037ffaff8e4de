"""One value of an entry under correction, and how it is entered."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """How a field is entered."""

    NUMBER = "number"
    LINE = "line"  # empty until typed: what it was is said beside it
    WORDS = "words"  # free words, changed where they stand
    PICK = "pick"
    SEVERAL = "several"
    DAY = "day"
    ANSWERS = "answers"


@dataclass(frozen=True, slots=True)
class Field:
    """One value of the entry: its name in the fact, in words, how it is entered, what it was.

    `decimals` are those a vital sign is always shown with; None shows no more than are needed.
    `figures` is how many its longest value has, 0 where that is not known.
    """

    name: str
    label: str
    kind: Kind
    value: Any
    was: str = ""
    unit: str = ""
    decimals: int | None = None
    figures: int = 0
    choices: tuple[tuple[str, str], ...] = ()
