"""From the record to the log's value: one row a session, with its exceptions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

from app.models.day import infusion, observation
from app.models.day.schedule import vitals_done_of_due
from app.models.day.session import Phase, Session
from app.models.facts import Entry
from app.models.moment import Now
from app.models.patients import Patient
from app.models.rules.adopted import RulesOf
from app.models.rules.pack import Pack
from app.models.staff import Staff
from app.models.unit import Unit
from app.papers.daily_log.exceptions import exceptions
from app.papers.daily_log.value import DailyLog, DaySeal, Departure, LogRow, RowState, StaffName
from app.papers.kit.stamp import Roster, rules_of, stamp


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
) -> DailyLog:
    """The charge nurse's log: a row for each session of the day, by chair, under its own rules.

    `wrong_pins` are the day's entries about a PIN that was not right. A day without sessions is
    stamped with the rules in force.
    """
    rows = tuple(_row(item, patients[item.patient], roster, rules(item), now) for item in sessions)
    versions = dict.fromkeys(row.rules for row in rows) or [in_force.name]
    present = {entry.actor for item in sessions for entry in item.entries if entry.actor}
    staff = [roster[id] for id in roster if id in present]
    number, digest = seal
    return DailyLog(
        unit=unit.name,
        date=day,
        rows=rows,
        stamp=stamp(unit, ", ".join(versions), now, by),
        seal=DaySeal(hex=digest, entries=number, device=device) if number else None,
        staff=tuple(StaffName(initials=one.initials, name=one.name) for one in staff),
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


_STATES: dict[Phase, RowState] = {
    Phase.DISCHARGED: "discharged",
    Phase.CANCELLED: "cancelled",
}


def _row(session: Session, patient: Patient, roster: Roster, pack: Pack, now: Now) -> LogRow:
    ended = session.ended.at if session.ended else None
    at = ended or session.true(now)
    done, due = vitals_done_of_due(session, now, pack)
    actors = dict.fromkeys(entry.actor for entry in session.entries if entry.actor)
    return LogRow(
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


def _departure(session: Session, pack: Pack, now: Now) -> Departure | None:
    if session.discharged is None:
        return None
    early = observation.left_early(session, pack)
    allowed = session.overrides.get("observation") if early else None
    return Departure(
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
