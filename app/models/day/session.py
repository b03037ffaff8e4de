"""The state of one day at the chair.

Instants in the state are on the session's own time line: the wall clock less the steps it
took since the session was opened. So `now - started` is time that really went by, whatever
somebody did to the clock. `Session.true` brings the present onto that line, `Session.wall`
brings a deadline back to what the wall shows.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

import msgspec

from app.models import facts
from app.models.facts import Entry
from app.models.moment import Now
from app.models.patients import Patient

REACTION = "reaction"
"""The pause reason after which only a prescriber's order lets the pump run again."""

Day = date
"""A calendar day, where a field is called `date`."""


class Phase(StrEnum):
    """Where the day stands."""

    BEFORE = "before the start"
    INFUSING = "infusing"
    PAUSED = "paused"
    OBSERVING = "observing"
    DISCHARGED = "discharged"
    CANCELLED = "cancelled"


class Stamp(msgspec.Struct, frozen=True):
    """When something happened, and who recorded it."""

    at: datetime
    by: str


class Premed(msgspec.Struct, frozen=True, kw_only=True):
    """How far a premedication has come; `given_at` is None for one that was not given."""

    stamp: Stamp
    given_at: datetime | None = None
    drug: str = ""
    dose: float = 0
    unit: str = ""
    route: str = ""
    running: bool = False
    withheld: str = ""


class Bag(msgspec.Struct, frozen=True, kw_only=True):
    """The bag: what is in it, when it was diluted, who checked it."""

    diluted_at: datetime
    prepared: Stamp
    lot: str
    expires: date
    diluent: str
    volume_ml: float
    rate_ml_h: float
    checked: Stamp | None = None
    differed: tuple[str, ...] = ()


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch in which the pump ran at one rate; `end` is None while it runs."""

    start: datetime
    end: datetime | None
    rate_ml_h: float


class Pause(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch in which the pump stood; `end` is None while it stands.

    `for_reaction` stays true when the reason is corrected to another one later.
    """

    start: datetime
    end: datetime | None
    reason: str
    for_reaction: bool = False


class VitalSet(msgspec.Struct, frozen=True, kw_only=True):
    """A set of vital signs, and the mark of its entry.

    `written` is the mark of the entry that gave it its values: its own, or a correction's.
    `earliest` is the earliest time it was ever recorded for: a correction makes no set newer.
    """

    stamp: Stamp
    mark: str
    place: int
    written: str
    earliest: datetime
    taken: facts.VitalsTaken

    @property
    def order(self) -> tuple[datetime, int]:
        """Sets go by when they were taken, and of the same instant by their entries."""
        return self.stamp.at, self.place


class Allowed(msgspec.Struct, frozen=True, kw_only=True):
    """An override: who allowed it, why, and who wrote it down."""

    stamp: Stamp
    allowed_by: str
    reason: str
    told_of_risk: bool
    against_advice: bool


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """The standing answer to a field of a check, and the mark of its entry.

    `wrong` are the values it had before it was corrected, `righted` when it last was.
    """

    value: Any
    stamp: Stamp
    mark: str
    wrong: tuple[Any, ...] = ()
    righted: Stamp | None = None


class Decided(msgspec.Struct, frozen=True, kw_only=True):
    """The last decision about a field's answer, and who wrote it down."""

    stamp: Stamp
    fact: facts.CheckDecided


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """The day so far. Everything here follows from `entries`, but for `whose` and `earlier`.

    `version` counts the entries. Those two are what the desk knows beside the day: the patient, and their sessions before
    this one, the oldest first. Checks ask about them, as the record stands now: an answer that
    stands for the course, how the last infusion day went. They are never copied into the day,
    because a correction of an earlier day, or a sign told of it later, must show here at once.
    A bare fold has neither, and then a check that needs them stays open.
    """

    id: str
    version: int
    phase: Phase
    opened: Stamp
    patient: str
    chair: int
    course: int
    day: int
    days: int
    dose: int
    date: date
    protocol: str
    protocol_version: str
    rules: str
    gap_allowed_by: str
    gap_reason: str
    step: timedelta = timedelta()
    identity: Stamp | None = None
    identified_by: tuple[facts.Identifier, ...] = ()
    premeds: dict[str, Premed] = {}
    bag: Bag | None = None
    overrides: dict[str, Allowed] = {}
    started: Stamp | None = None
    volume_ml: float = 0
    runs: tuple[Run, ...] = ()
    pauses: tuple[Pause, ...] = ()
    ended: Stamp | None = None
    given_ml: float | None = None
    early_reason: str = ""
    vitals: tuple[VitalSet, ...] = ()
    former_vitals: tuple[VitalSet, ...] = ()
    """Sets as they were before a correction, or before they were struck out."""
    stroke_signs: tuple[tuple[Stamp, facts.StrokeSignsFound], ...] = ()
    symptoms: tuple[tuple[Stamp, facts.SymptomNoted], ...] = ()
    sheet: Stamp | None = None
    sheet_how: str = ""
    sheet_for: datetime | None = None
    discharged: Stamp | None = None
    left_early: bool = False
    cancelled: Stamp | None = None
    cancel_reason: str = ""
    acknowledged: dict[str, Stamp] = {}
    checks: dict[str, dict[str, Given]] = {}
    decided: dict[str, dict[str, Decided]] = {}
    corrections: int = 0
    entries: tuple[Entry, ...] = ()
    whose: Patient | None = None
    earlier: tuple[Session, ...] = ()

    def true(self, now: Now) -> datetime:
        """The present on the session's own time line."""
        return now.at - self.step

    def wall(self, instant: datetime) -> datetime:
        """What the wall clock shows, as it goes now, at an instant of the session's time line."""
        return instant + self.step

    def given_on(self, now: Now) -> Day | None:
        """The calendar day on which any of the dose went in; None before the start."""
        return now.local(self.wall(self.started.at)).date() if self.started else None

    @property
    def over(self) -> bool:
        """Whether the chair is free again."""
        return self.phase in (Phase.DISCHARGED, Phase.CANCELLED)

    @property
    def dose_given(self) -> bool:
        """Whether any of the dose went in, so that this day counts."""
        return self.started is not None
