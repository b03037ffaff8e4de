"""What a button, a due thing or a panel asks the session screen to open."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Task(StrEnum):
    """Everything that can be opened from a session; the values are also keys of due things."""

    VITALS = "vitals"
    SYMPTOM = "symptom"
    DRUG = "drug"
    NOTE = "note"
    REACTION = "reaction"
    STROKE = "stroke"
    BAG = "bag"
    SECOND_CHECK = "second"
    START = "start"
    PAUSE = "pause"
    RESUME = "resume"
    RATE = "rate"
    END = "end"
    HOME = "home"
    DISCHARGE = "discharge"
    CANCEL = "cancel"
    OVERRIDE = "override"
    CORRECT = "correct"


class Wanted(NamedTuple):
    """A task, and what it is about: the requirement to override, or the entry to correct."""

    task: Task
    about: str = ""
