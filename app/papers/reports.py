"""From the record to the report values: the same state, schedule and rules the screen reads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

from app import __version__
from app.models import gates, infusion
from app.models.adopted import RulesOf
from app.models.facts import Entry, Sex
from app.models.moment import Now, add_months
from app.models.people import Patient, Staff, Unit
from app.models.protocol import Pack
from app.models.schedule import vitals_done_of_due
from app.models.session import Phase, Session, Stamp
from app.papers import values
from app.papers.log_marks import exceptions

Roster = Mapping[str, Staff]


def stamp(unit: Unit, rules: str, now: Now, by: Staff | None) -> values.Stamp:
    """What stands at the foot of every page; `rules` names those the paper goes by."""
    return values.Stamp(
        printed_at=now.local(now.at),
        printed_by=by.name if by else "Chairside",
        app_version=__version__,
        protocol_version=rules,
        practice=unit.practice,
    )


def rules_of(session: Session, pack: Pack) -> str:
    """The rules a day began under, with the start of their hash: a policy changes no version."""
    return f"{pack.name} · {session.rules[:HASH_SHOWN]}"


HASH_SHOWN = 8
"""Characters; enough to find the rules on record."""


# ------------------------------------------------------------------------ the discharge sheet


def discharge_sheet(
    session: Session,
    patient: Patient,
    unit: Unit,
    roster: Roster,
    pack: Pack,
    now: Now,
    by: Staff | None,
) -> values.DischargeSheet:
    """The patient's sheet for this day; only after the end is recorded (`ValueError` before)."""
    if session.started is None or session.ended is None:
        raise ValueError("the discharge sheet counts from the recorded end")
    ended = session.wall(session.ended.at)
    last_day = session.date + dt.timedelta(days=session.days - session.day)
    after = pack.after
    return values.DischargeSheet(
        patient=values.Patient(name=patient.name, mrn=patient.mrn, born=patient.born),
        unit=values.Unit(
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
        teach_back=_teach_back(session, roster, now),
        nurse=by.name if by else None,
        allergies=(patient.allergies,) if patient.allergies else (),
    )


def _given(session: Session, started: Stamp, ended: Stamp, now: Now, pack: Pack) -> values.Infusion:
    milligrams = infusion.given_mg(session, infusion.given_ml(session, ended.at), pack)
    return values.Infusion(
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


def _monitoring(session: Session, pack: Pack) -> values.Monitoring:
    after = pack.after
    return values.Monitoring(
        months=after.tests_for_months.value,
        every_months=after.tests_every_months.value,
        thyroid_every_months=after.thyroid_every_months.value,
        skin_every_months=after.skin_every_months.value,
        first_by=add_months(session.date, after.tests_every_months.value),
    )


def _teach_back(session: Session, roster: Roster, now: Now) -> values.TeachBack | None:
    done = session.teach_back
    if done is None:
        return None
    by = roster[done.by].name if done.by in roster else ""
    return values.TeachBack(at=now.local(session.wall(done.at)), by=by)


def _prescriber(session: Session, patient: Patient, unit: Unit) -> values.Prescriber | None:
    course = next((item for item in patient.courses if item.number == session.course), None)
    if course is None:
        return None
    return values.Prescriber(name=course.prescriber, phone=unit.prescriber_phone or None)


def _next_course(session: Session, pack: Pack) -> dt.date | None:
    """From when the second course may be given; a later one is the prescriber's own decision."""
    if session.day != session.days or session.course != 1:
        return None
    return add_months(session.date, pack.course.interval_months.value)


def _antiviral(session: Session, last_day: dt.date, pack: Pack) -> values.Medicine | None:
    at_home = [item.key for item in pack.premedications if item.goes_on_at_home]
    taken = [session.premeds[key] for key in at_home if key in session.premeds]
    given = next((item for item in taken if not item.withheld), None)
    if given is None:
        return None
    return values.Medicine(
        name=given.drug,
        dose=f"{given.dose:,g} {given.unit}",
        until=add_months(last_day, pack.after.antiviral_months.value),
    )


def _next(session: Session) -> values.NextInfusion | None:
    if session.day >= session.days:
        return None
    return values.NextInfusion(on=session.date + dt.timedelta(days=1), day=session.day + 1)


# --------------------------------------------------------------------------------- the day's log


def daily_log(
    day: dt.date,
    sessions: tuple[Session, ...],
    patients: Mapping[str, Patient],
    unit: Unit,
    roster: Roster,
    wrong_pins: Iterable[Entry],
    seal: tuple[int, str],
    device: str,
    rules: RulesOf,
    in_force: Pack,
    now: Now,
    by: Staff | None,
) -> values.DailyLog:
    """The charge nurse's log: a row for each session of the day, by chair, under its own rules.

    `wrong_pins` are the day's entries about a PIN that was not right. A day without sessions is
    stamped with the rules in force.
    """
    rows = tuple(_row(item, patients[item.patient], roster, rules(item), now) for item in sessions)
    versions = dict.fromkeys(row.rules for row in rows) or [in_force.name]
    present = {entry.actor for item in sessions for entry in item.entries if entry.actor}
    staff = [roster[id] for id in roster if id in present]
    number, digest = seal
    return values.DailyLog(
        unit=unit.name,
        date=day,
        rows=rows,
        stamp=stamp(unit, ", ".join(versions), now, by),
        seal=values.DaySeal(hex=digest, entries=number, device=device) if number else None,
        staff=tuple(values.StaffName(initials=one.initials, name=one.name) for one in staff),
        wrong_pins=tuple(_wrong_pins(wrong_pins, roster, now)),
    )


def _wrong_pins(entries: Iterable[Entry], roster: Roster, now: Now) -> Iterator[str]:
    """`K. Lind, RN: 6, from 08:02 to 08:09`, for each person a wrong PIN was typed for."""
    typed: dict[str, list[dt.datetime]] = {}
    for entry in entries:
        typed.setdefault(entry.subject.partition(":")[2], []).append(now.local(entry.recorded_at))
    for id, times in typed.items():
        name = roster[id].name if id in roster else id
        first, last = f"{min(times):%H:%M}", f"{max(times):%H:%M}"
        yield f"{name}: {len(times)}, " + (
            f"at {first}" if first == last else f"from {first} to {last}"
        )


_STATES: dict[Phase, values.RowState] = {
    Phase.DISCHARGED: "discharged",
    Phase.CANCELLED: "cancelled",
}


def _row(session: Session, patient: Patient, roster: Roster, pack: Pack, now: Now) -> values.LogRow:
    ended = session.ended.at if session.ended else None
    at = ended or session.true(now)
    done, due = vitals_done_of_due(session, now, pack)
    actors = dict.fromkeys(entry.actor for entry in session.entries if entry.actor)
    return values.LogRow(
        chair=str(session.chair),
        patient=patient.name,
        mrn=patient.mrn,
        course=session.course,
        day=session.day,
        days=session.days,
        state=_STATES.get(session.phase, "open"),
        stage="" if session.over else session.phase.value,
        lot=session.bag.lot if session.bag else "",
        started_at=now.local(session.wall(session.started.at)) if session.started else None,
        stopped_at=now.local(session.wall(ended)) if ended else None,
        running_minutes=_minutes(infusion.ran(session, at)) if session.started else None,
        pauses=len(session.pauses),
        paused_minutes=_minutes(infusion.stood(session, at)),
        pause_reasons=tuple(
            dict.fromkeys(pack.name_of("pause_reason", pause.reason) for pause in session.pauses)
        ),
        vitals_done=done,
        vitals_due=due,
        departure=_departure(session, pack, now),
        nurses=tuple(_initials(actor, roster) for actor in actors),
        exceptions=tuple(exceptions(session, pack, now)),
        rules=rules_of(session, pack),
    )


def _departure(session: Session, pack: Pack, now: Now) -> values.Departure | None:
    if session.discharged is None:
        return None
    early = gates.left_early(session, pack)
    allowed = session.overrides.get("observation") if early else None
    return values.Departure(
        at=now.local(session.wall(session.discharged.at)),
        early=early,
        allowed_by=allowed.allowed_by if allowed else "",
        against_advice=bool(allowed and allowed.against_advice),
        reason=allowed.reason if allowed else "",
    )


def _minutes(span: dt.timedelta) -> int:
    """Whole minutes that have gone by, as the screen counts them."""
    return int(span.total_seconds() // 60)


def _initials(actor: str, roster: Roster) -> str:
    return roster[actor].initials if actor in roster else actor
