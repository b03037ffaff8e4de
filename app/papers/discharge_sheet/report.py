"""From the record to the discharge sheet's value: the same state and rules the screen reads."""

from __future__ import annotations

import datetime as dt

from app.models.day import gates, infusion
from app.models.day.requirement import State
from app.models.day.session import Session, Stamp
from app.models.facts import Sex
from app.models.moment import Now, add_months
from app.models.patients import Patient
from app.models.rules.pack import Pack
from app.models.staff import Staff
from app.models.unit import Unit
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
from app.papers.kit.stamp import Roster, rules_of, stamp


def discharge_sheet(
    session: Session,
    patient: Patient,
    unit: Unit,
    roster: Roster,
    pack: Pack,
    now: Now,
    by: Staff | None,
) -> DischargeSheet:
    """The patient's sheet for this day; only after the end is recorded (`ValueError` before)."""
    if session.started is None or session.ended is None:
        raise ValueError("the discharge sheet counts from the recorded end")
    ended = session.wall(session.ended.at)
    last_day = session.date + dt.timedelta(days=session.days - session.day)
    after = pack.after
    return DischargeSheet(
        patient=SheetPatient(name=patient.name, mrn=patient.mrn, born=patient.born),
        unit=SheetUnit(
            name=unit.name,
            emergency_number=unit.emergency_number,
            day_phone=unit.day_phone or None,
            night_phone=unit.night_phone or None,
        ),
        infusion=_given(session, session.started, session.ended, now, pack),
        watch_hours=after.watch_hours.value,
        watch_until=now.local(ended + dt.timedelta(hours=after.watch_hours.value)),
        fever_celsius=after.fever_c.value,
        antiviral_months=after.antiviral_months.value,
        monitoring=_monitoring(session, pack),
        stamp=stamp(unit, rules_of(session, pack), now, by),
        antiviral=_antiviral(session, last_day, pack),
        next_infusion=_next(session),
        next_course_from=_next_course(session, pack),
        contraception_until=add_months(last_day, after.contraception_months.value)
        if patient.sex is not Sex.MALE
        else None,
        prescriber=_prescriber(session, patient, unit),
        teach_back=_teach_back(session, roster, now, pack),
        nurse=by.name if by else None,
        allergies=(patient.allergies,) if patient.allergies else (),
    )


def _given(session: Session, started: Stamp, ended: Stamp, now: Now, pack: Pack) -> InfusionGiven:
    milligrams = infusion.given_mg(session, infusion.given_ml(session, ended.at), pack)
    return InfusionGiven(
        brand=pack.product,
        substance=pack.substance,
        dose_mg=round(milligrams, 1),
        planned_mg=pack.course.dose_mg.value,
        started_at=now.local(session.wall(started.at)),
        ended_at=now.local(session.wall(ended.at)),
        course=session.course,
        day=session.day,
        days=session.days,
    )


def _monitoring(session: Session, pack: Pack) -> Monitoring:
    after = pack.after
    return Monitoring(
        months=after.tests_for_months.value,
        every_months=after.tests_every_months.value,
        thyroid_every_months=after.thyroid_every_months.value,
        skin_every_months=after.skin_every_months.value,
        first_by=add_months(session.date, after.tests_every_months.value),
    )


def _teach_back(session: Session, roster: Roster, now: Now, pack: Pack) -> TeachBack | None:
    """Nothing unless every sign was said back: an override is not told to the patient."""
    item = gates.requirement(session, "teach_back", now, pack)
    if item is None or item.state is not State.MET or item.at is None:
        return None
    by = roster[item.by].name if item.by in roster else ""
    return TeachBack(at=now.local(item.at), by=by)


def _prescriber(session: Session, patient: Patient, unit: Unit) -> SheetPrescriber | None:
    course = next((item for item in patient.courses if item.number == session.course), None)
    if course is None:
        return None
    return SheetPrescriber(name=course.prescriber, phone=unit.prescriber_phone or None)


def _next_course(session: Session, pack: Pack) -> dt.date | None:
    """From when the second course may be given; a later one is the prescriber's own decision."""
    if session.day != session.days or session.course != 1:
        return None
    return add_months(session.date, pack.course.interval_months.value)


def _antiviral(session: Session, last_day: dt.date, pack: Pack) -> Medicine | None:
    at_home = [item.key for item in pack.premedications if item.goes_on_at_home]
    taken = [session.premeds[key] for key in at_home if key in session.premeds]
    given = next((item for item in taken if not item.withheld), None)
    if given is None:
        return None
    return Medicine(
        name=given.drug,
        dose=f"{given.dose:,g} {given.unit}",
        until=add_months(last_day, pack.after.antiviral_months.value),
    )


def _next(session: Session) -> NextInfusion | None:
    if session.day >= session.days:
        return None
    return NextInfusion(on=session.date + dt.timedelta(days=1), day=session.day + 1)
