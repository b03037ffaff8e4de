"""What the day's log says, as a frozen value that knows nothing of pages or fonts."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

from app.papers.kit.stamp import PrintStamp


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
    stamp: PrintStamp
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
