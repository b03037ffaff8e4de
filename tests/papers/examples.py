"""Invented papers that the tests of this folder print."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from app.papers.daily_log.value import DailyLog, DaySeal, Departure, LogMark, LogRow, StaffName
from app.papers.discharge_sheet.value import (
    DischargeSheet,
    InfusionGiven,
    Medicine,
    Monitoring,
    NextInfusion,
    SheetPatient,
    SheetPrescriber,
    SheetUnit,
    TeachBack,
)
from app.papers.kit.stamp import PrintStamp

RESOURCES = Path(__file__).parents[2] / "resources"
NEW_YORK = ZoneInfo("America/New_York")


def at(hour: int, minute: int, *, day: int = 23, month: int = 11, year: int = 2026) -> dt.datetime:
    """A local instant of the invented unit."""
    return dt.datetime(year, month, day, hour, minute, tzinfo=NEW_YORK)


def after(instant: dt.datetime, hours: int) -> dt.datetime:
    """So many hours of real time later, in the local time that holds then."""
    later = instant.astimezone(dt.UTC) + dt.timedelta(hours=hours)
    return later.astimezone(instant.tzinfo)


def stamp(*, practice: bool = False) -> PrintStamp:
    """Printed at 17:52 by R. Osei."""
    return PrintStamp(
        printed_at=at(17, 52),
        printed_by="R. Osei, RN",
        app_version="0.1.0",
        protocol_version="lemtrada-us 1",
        practice=practice,
    )


def infusion(**changes: Any) -> InfusionGiven:
    """Day 3 of course 1, 12 mg from 11:40 to 15:47."""
    fields: dict[str, Any] = {
        "brand": "Lemtrada",
        "substance": "alemtuzumab",
        "dose_mg": 12,
        "planned_mg": 12,
        "started_at": at(11, 40),
        "ended_at": at(15, 47),
        "course": 1,
        "day": 3,
        "days": 5,
    }
    return InfusionGiven(**{**fields, **changes})


def full_sheet(**changes: Any) -> DischargeSheet:
    """A sheet on which everything is on record."""
    given = changes.get("infusion", infusion())
    fields: dict[str, Any] = {
        "patient": SheetPatient(name="DOE, Jan", mrn="00412", born=dt.date(1986, 4, 2)),
        "unit": SheetUnit(
            name="Infusion Unit 4B",
            emergency_number="911",
            day_phone="555-0142",
            night_phone="555-0199",
        ),
        "infusion": given,
        "watch_hours": 72,
        "watch_until": after(given.ended_at, 72),
        "fever_celsius": 38.0,
        "antiviral_months": 2,
        "antiviral": Medicine(
            name="Aciclovir", dose="200 mg", how="twice a day", until=dt.date(2027, 1, 25)
        ),
        "monitoring": Monitoring(
            months=48,
            every_months=1,
            thyroid_every_months=3,
            skin_every_months=12,
            first_by=dt.date(2026, 12, 23),
        ),
        "next_infusion": NextInfusion(on=dt.date(2026, 11, 24), day=4, at=dt.time(8, 0)),
        "prescriber": SheetPrescriber(name="Dr. L. Amari", phone="555-0110"),
        "teach_back": TeachBack(at=at(17, 31), by="R. Osei, RN"),
        "nurse": "R. Osei, RN",
        "allergies": ("penicillin",),
        "anticoagulants": (),
        "stamp": stamp(),
    }
    return DischargeSheet(**{**fields, **changes})


def bare_sheet(**changes: Any) -> DischargeSheet:
    """A sheet of a session on which little is on record."""
    fields: dict[str, Any] = {
        "patient": SheetPatient(name="DOE, Jan", mrn="00412"),
        "unit": SheetUnit(name="Infusion Unit 4B", emergency_number="911"),
        "monitoring": Monitoring(months=48, every_months=1),
        "antiviral": None,
        "next_infusion": None,
        "prescriber": None,
        "teach_back": None,
        "nurse": None,
        "allergies": None,
        "anticoagulants": None,
    }
    return full_sheet(**{**fields, **changes})


def row(number: int = 1, **changes: Any) -> LogRow:
    """A plain session that went as planned."""
    fields: dict[str, Any] = {
        "chair": str(number),
        "patient": "DOE, Jan",
        "mrn": f"{411 + number:05}",
        "course": 1,
        "day": 3,
        "days": 5,
        "state": "discharged",
        "lot": "A1234B",
        "started_at": at(11, 40),
        "stopped_at": at(15, 47),
        "running_minutes": 247,
        "vitals_done": 15,
        "vitals_due": 15,
        "departure": Departure(at=at(17, 52)),
        "nurses": ("RO", "KL"),
    }
    return LogRow(**{**fields, **changes})


def day_of_five() -> tuple[LogRow, ...]:
    """Five sessions: plain, early, paused with missing vitals, still running, cancelled."""
    return (
        row(1),
        row(
            2,
            patient="ROSSI, Ana",
            course=2,
            day=1,
            days=3,
            started_at=at(9, 5),
            stopped_at=at(13, 9),
            running_minutes=244,
            departure=Departure(
                at=at(14, 7),
                early=True,
                allowed_by="Dr. L. Amari",
                reason="child to fetch from school, told of the risk and whom to call",
            ),
            vitals_done=13,
            vitals_due=15,
            exceptions=(LogMark(mark="VITALS MISSED", sentence="2 of 15 sets were not taken."),),
        ),
        row(
            3,
            patient="NGUYỄN ŁUKASZ, Ольга Петрова-Αλεξάνδρου",
            lot="A1234C",
            pauses=2,
            paused_minutes=31,
            running_minutes=240,
            exceptions=(
                LogMark(mark="REACTION", sentence="Flushing at 12:20, paused 22 min, resolved."),
            ),
        ),
        row(
            4,
            patient="OKAFOR, Chidi",
            state="open",
            stage="infusing",
            started_at=at(13, 20),
            stopped_at=None,
            running_minutes=272,
            departure=None,
            vitals_done=9,
            vitals_due=9,
        ),
        row(
            5,
            patient="LINDQVIST, Åsa",
            state="cancelled",
            stage="before the start",
            lot="",
            started_at=None,
            stopped_at=None,
            running_minutes=None,
            departure=None,
            vitals_done=1,
            vitals_due=1,
            exceptions=(LogMark(mark="CANCELLED", sentence="Fever 38.4 °C at check-in."),),
        ),
    )


def log(**changes: Any) -> DailyLog:
    """The day of five sessions, sealed."""
    fields: dict[str, Any] = {
        "unit": "Infusion Unit 4B",
        "date": dt.date(2026, 11, 23),
        "rows": day_of_five(),
        "stamp": stamp(),
        "seal": DaySeal(
            hex="3f9a02bc77d1e5a04c18b6f29d03ee41a8c5170b62f4d39e8b07c6a15d2e9f34",
            entries=412,
            device="ws-4b-1",
        ),
        "staff": (
            StaffName(initials="KL", name="Kim Larsen, RN"),
            StaffName(initials="RO", name="Ruth Osei, RN"),
        ),
        "owed": ("REMS infusion checklist for ROSSI, Ana, due Mon 30 Nov 2026",),
    }
    return DailyLog(**{**fields, **changes})
