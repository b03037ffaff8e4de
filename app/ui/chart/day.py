"""What the day chart is given: readings, stretches of time and events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal


@dataclass(frozen=True, slots=True)
class Reading:
    """One set of vitals; what was not taken is None, `flagged` names what is out of range.

    `critical` names those of them that raise an alarm.
    """

    at: datetime
    systolic: float | None = None
    diastolic: float | None = None
    pulse: float | None = None
    temperature: float | None = None
    saturation: float | None = None
    flagged: frozenset[str] = frozenset()
    critical: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Stretch:
    """A span of time: infusing, paused within it, or observing; no end means up to now."""

    kind: Literal["infusing", "paused", "observing"]
    start: datetime
    end: datetime | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened at one instant, in a word or two."""

    at: datetime
    label: str


@dataclass(frozen=True)
class ChartDay:
    """All the day chart shows; times carry the local offset and are written as they are."""

    start: datetime
    end: datetime
    now: datetime
    readings: Sequence[Reading] = ()
    stretches: Sequence[Stretch] = ()
    events: Sequence[Event] = ()
