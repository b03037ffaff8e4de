"""What the day chart is given: readings, stretches of time and events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal


@dataclass(frozen=True, slots=True)
class Measured:
    """A sign as the chart names and shows it."""

    key: str
    word: str
    unit: str
    decimals: int

    def shown(self, value: float) -> str:
        """The value with the sign's decimals."""
        return f"{value:.{self.decimals}f}"

    def said(self, value: float) -> str:
        """`37.1 °C`, but `pulse 88`: nobody says "88 per minute"."""
        if self.unit.startswith("/"):
            return f"{self.word} {self.shown(value)}"
        return f"{self.shown(value)} {self.unit}"


@dataclass(frozen=True, slots=True)
class Lanes:
    """Which signs the chart shows: a pair as a bar (upper, lower), one as a line, rows below."""

    bar: tuple[Measured, Measured] | None = None
    line: Measured | None = None
    rows: tuple[Measured, ...] = ()

    @property
    def bar_keys(self) -> frozenset[str]:
        """The keys of both ends of the bar."""
        return frozenset(sign.key for sign in self.bar or ())


@dataclass(frozen=True, slots=True)
class VitalsPoint:
    """One set of vitals by the signs' keys; `flagged` are out of range.

    `critical` are those of them that raise an alarm.
    """

    at: datetime
    values: Mapping[str, float]
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
    lanes: Lanes = Lanes()
    readings: Sequence[VitalsPoint] = ()
    stretches: Sequence[Stretch] = ()
    events: Sequence[Event] = ()
