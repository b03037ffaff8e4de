"""The stages of the day."""

from __future__ import annotations

from enum import StrEnum


class Stage(StrEnum):
    """The six stages: a map of the day, not a corridor."""

    CHECK_IN = "check-in"
    PREMEDICATION = "premedication"
    BAG = "bag"
    INFUSION = "infusion"
    OBSERVATION = "observation"
    DISCHARGE = "discharge"
