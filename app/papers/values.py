"""What each paper says, as frozen values that know nothing of pages or fonts."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec


class Stamp(msgspec.Struct, frozen=True, kw_only=True):
    """When and by whom a paper was printed, and by which program and rules."""

    printed_at: dt.datetime
    printed_by: str
    app_version: str
    protocol_version: str
    practice: bool = False


class Patient(msgspec.Struct, frozen=True, kw_only=True):
    """The person a paper is about, with two identifiers."""

    name: str
    mrn: str
    born: dt.date | None = None


class Unit(msgspec.Struct, frozen=True, kw_only=True):
    """The infusion unit and how a patient reaches it."""

    name: str
    emergency_number: str
    day_phone: str | None = None
    night_phone: str | None = None


class Prescriber(msgspec.Struct, frozen=True, kw_only=True):
    """Who ordered the course."""

    name: str
    phone: str | None = None


class Infusion(msgspec.Struct, frozen=True, kw_only=True):
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

    patient: Patient
    unit: Unit
    infusion: Infusion
    watch_hours: int
    watch_until: dt.datetime
    fever_celsius: float
    antiviral_months: int
    monitoring: Monitoring
    stamp: Stamp
    antiviral: Medicine | None = None
    medicines: tuple[Medicine, ...] = ()
    next_infusion: NextInfusion | None = None
    next_course_from: dt.date | None = None
    contraception_until: dt.date | None = None
    prescriber: Prescriber | None = None
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


class Departure(msgspec.Struct, frozen=True, kw_only=True):
    """How a patient left. An early departure was allowed by somebody or was against advice."""

    at: dt.datetime
    early: bool = False
    allowed_by: str = ""
    against_advice: bool = False
    reason: str = ""


class LogMark(msgspec.Struct, frozen=True, kw_only=True):
    """One exception of a session: a short word in capitals, and a sentence."""

    mark: str
    sentence: str


RowState = Literal["discharged", "open", "cancelled"]


class LogRow(msgspec.Struct, frozen=True, kw_only=True):
    """One session of the day. An open session has no departure and says where it stands.

    `rules` names those the session began under.
    """

    chair: str
    patient: str
    mrn: str
    course: int
    day: int
    days: int
    state: RowState
    stage: str = ""
    lot: str = ""
    started_at: dt.datetime | None = None
    stopped_at: dt.datetime | None = None
    running_minutes: int | None = None
    pauses: int = 0
    paused_minutes: int = 0
    pause_reasons: tuple[str, ...] = ()
    vitals_done: int = 0
    vitals_due: int = 0
    departure: Departure | None = None
    nurses: tuple[str, ...] = ()
    rules: str = ""
    exceptions: tuple[LogMark, ...] = ()

    @property
    def early(self) -> bool:
        """True when the patient left before the observation was over."""
        return self.departure is not None and self.departure.early

    @property
    def has_exception(self) -> bool:
        """True when something of this session must be seen by the charge nurse."""
        return self.early or bool(self.exceptions)


class StaffName(msgspec.Struct, frozen=True, kw_only=True):
    """Whose initials stand in the rows."""

    initials: str
    name: str


class DaySeal(msgspec.Struct, frozen=True, kw_only=True):
    """The record's last seal of the day: 64 hexadecimal digits over `entries` entries."""

    hex: str
    entries: int
    device: str = ""


class LogTotals(msgspec.Struct, frozen=True, kw_only=True):
    """The day in numbers, counted from the rows so that both always agree."""

    sessions: int
    discharged: int
    early: int
    still_open: int
    cancelled: int
    with_exceptions: int
    running_minutes: int
    vitals_done: int
    vitals_due: int


class DailyLog(msgspec.Struct, frozen=True, kw_only=True):
    """The charge nurse's log of one day at one unit."""

    unit: str
    date: dt.date
    rows: tuple[LogRow, ...]
    stamp: Stamp
    seal: DaySeal | None = None
    staff: tuple[StaffName, ...] = ()
    wrong_pins: tuple[str, ...] = ()
    owed: tuple[str, ...] = ()

    @property
    def totals(self) -> LogTotals:
        """The day in numbers."""
        rows = self.rows
        return LogTotals(
            sessions=len(rows),
            discharged=sum(row.state == "discharged" for row in rows),
            early=sum(row.early for row in rows),
            still_open=sum(row.state == "open" for row in rows),
            cancelled=sum(row.state == "cancelled" for row in rows),
            with_exceptions=sum(row.has_exception for row in rows),
            running_minutes=sum(row.running_minutes or 0 for row in rows),
            vitals_done=sum(row.vitals_done for row in rows),
            vitals_due=sum(row.vitals_due for row in rows),
        )
