"""The plain values that presenters build and widgets show; no Qt, so that both may import them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from app.models.day.requirement import State
from app.models.rules.rule import Priority

StageState = Literal["done", "current", "coming"]

SpanKind = Literal["plain", "strong", "unmet", "wrong", "reason"]


@dataclass(frozen=True, slots=True)
class Offered:
    """Something to tap: key, words, a second line; `alone` clears all others ("none")."""

    key: str
    label: str
    detail: str = ""
    alone: bool = False


@dataclass(frozen=True, slots=True)
class PatientLines:
    """Whose session it is, as on the wristband; `allergic` makes the allergy stand out."""

    name: str
    second: str
    allergy: str
    allergic: bool
    course: str
    place: str
    practice: bool = False


@dataclass(frozen=True, slots=True)
class StageStep:
    """One stage on the map of the day: a key, its name, and whether it is done."""

    key: str
    name: str
    state: StageState


@dataclass(frozen=True, slots=True)
class GateLine:
    """One line of a gate: its key, what it asks, how it stands, and whether it is met."""

    key: str
    title: str
    detail: str
    state: State


@dataclass(frozen=True, slots=True)
class AlarmLine:
    """One alarm: its key, priority, title, a detail, and whether a person has seen it.

    For an alarm at another chair the key is the session's id.
    """

    key: str
    priority: Priority
    title: str
    detail: str = ""
    acknowledged: bool = False


@dataclass(frozen=True, slots=True)
class DueLine:
    """One thing due: when ("14:17"), what ("Vitals"), how far off ("in 12 min", "6 min late").

    With a priority it is an alarm, and flashes until `acknowledged`.
    """

    key: str
    time: str
    word: str
    away: str
    priority: Priority | None = None
    acknowledged: bool = False


class Span(NamedTuple):
    """A piece of an entry: plain, strong, unmet (red), wrong (struck through), reason (slanted)."""

    text: str
    kind: SpanKind = "plain"


@dataclass(frozen=True, slots=True)
class DayLine:
    """One entry of the day: its key, when it happened, its pieces, and whose initials it bears."""

    key: str
    time: str
    spans: Sequence[Span]
    initials: str

    def words(self) -> str:
        """The entry read aloud."""
        said = {"wrong": "struck through: {}", "reason": "reason: {}"}
        text = " ".join(said.get(s.kind, "{}").format(s.text.strip()) for s in self.spans)
        return f"{self.time} {text}, {self.initials}"


@dataclass(frozen=True, slots=True)
class ChairAlarm:
    """An alarm on a chair: its priority, its words, and whether a person has seen it."""

    priority: Priority
    text: str
    acknowledged: bool = False


@dataclass(frozen=True, slots=True)
class Chair:
    """What the board shows of one chair; without a session it is free.

    `clock` is a time or a few words ("1:42:10", "4 to do"), `line` explains it ("left · ends
    15:47"), `share` fills the bar and may be None, `after` says what comes next ("vitals 12:00").
    The first alarm is the one that is written out, and takes the place of bar and `after`.
    """

    number: int
    session: str = ""
    name: str = ""
    course: str = ""
    stage: str = ""
    clock: str = ""
    line: str = ""
    share: float | None = None
    after: str = ""
    resting: bool = False
    alarms: Sequence[ChairAlarm] = ()

    @property
    def title(self) -> str:
        """`Chair 4`."""
        return f"Chair {self.number}"


@dataclass(frozen=True, slots=True)
class Measure:
    """What a tile asks for: key, label, unit, figures allowed after the point, longest entry.

    With `letters` it is a code rather than a number, typed or scanned.
    """

    key: str
    label: str
    unit: str
    decimals: int = 0
    longest: int = 3
    letters: bool = False
