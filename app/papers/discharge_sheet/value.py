"""What the discharge sheet says, as a frozen value that knows nothing of pages or fonts."""

from __future__ import annotations

import datetime as dt

import msgspec

from app.papers.kit.stamp import PrintStamp


class SheetPatient(msgspec.Struct, frozen=True, kw_only=True):
    """The person a paper is about, with two identifiers."""

    name: str
    mrn: str
    born: dt.date | None = None


class SheetUnit(msgspec.Struct, frozen=True, kw_only=True):
    """The infusion unit and how a patient reaches it."""

    name: str
    emergency_number: str
    day_phone: str | None = None
    night_phone: str | None = None


class SheetPrescriber(msgspec.Struct, frozen=True, kw_only=True):
    """Who ordered the course."""

    name: str
    phone: str | None = None


class InfusionGiven(msgspec.Struct, frozen=True, kw_only=True):
    """What was given today; all times are aware and local to the unit."""

    brand: str
    substance: str
    dose_mg: float
    planned_mg: float
    started_at: dt.datetime
    ended_at: dt.datetime
    course: int
    day: int
    days: int


class Medicine(msgspec.Struct, frozen=True, kw_only=True):
    """A medicine to take at home; `how` is the order's own words (twice a day)."""

    name: str
    dose: str = ""
    how: str = ""
    until: dt.date | None = None


class NextInfusion(msgspec.Struct, frozen=True, kw_only=True):
    """The next infusion of this course: its day, and its hour when one is booked."""

    on: dt.date
    day: int
    at: dt.time | None = None


class Monitoring(msgspec.Struct, frozen=True, kw_only=True):
    """The tests after treatment, with the protocol's numbers."""

    months: int
    every_months: int
    thyroid_every_months: int | None = None
    skin_every_months: int | None = None
    first_by: dt.date | None = None


class TeachBack(msgspec.Struct, frozen=True, kw_only=True):
    """What is on record about the patient repeating the signs in own words."""

    at: dt.datetime
    by: str
    done: bool = True
    reason: str = ""


class DischargeSheet(msgspec.Struct, frozen=True, kw_only=True):
    """The patient's sheet after one infusion.

    Clinical numbers (`watch_hours`, `fever_celsius`, `antiviral_months`, `monitoring`) come from
    the protocol the session began with. None means "not on record" and prints as advice to ask;
    an empty tuple means "recorded as none". `watch_until` is `watch_hours` of real time after
    the recorded end, in the local time that holds then.
    """

    patient: SheetPatient
    unit: SheetUnit
    infusion: InfusionGiven
    watch_hours: int
    watch_until: dt.datetime
    fever_celsius: float
    antiviral_months: int
    monitoring: Monitoring
    stamp: PrintStamp
    antiviral: Medicine | None = None
    medicines: tuple[Medicine, ...] = ()
    next_infusion: NextInfusion | None = None
    next_course_from: dt.date | None = None
    contraception_until: dt.date | None = None
    prescriber: SheetPrescriber | None = None
    teach_back: TeachBack | None = None
    nurse: str | None = None
    allergies: tuple[str, ...] | None = None
    anticoagulants: tuple[str, ...] | None = None

    def __post_init__(self) -> None:
        stamps = (self.infusion.started_at, self.infusion.ended_at, self.watch_until)
        if any(stamp.tzinfo is None for stamp in stamps):
            raise ValueError("a discharge sheet needs times with their offset")
        span = self.watch_until.astimezone(dt.UTC) - self.infusion.ended_at.astimezone(dt.UTC)
        if span != dt.timedelta(hours=self.watch_hours):
            raise ValueError(f"watch_until is {span} after the end, not {self.watch_hours} h")

    @property
    def course_finished(self) -> bool:
        """True after the last infusion of the course."""
        return self.infusion.day >= self.infusion.days

    @property
    def clocks_change(self) -> bool:
        """True when the local clock is moved between the end and `watch_until`."""
        return self.infusion.ended_at.utcoffset() != self.watch_until.utcoffset()
