"""The gates: what must be true before the pump may start, and before the patient goes home."""

from __future__ import annotations

from collections.abc import Iterator

from app.models.checks.gate import checks
from app.models.day.bag import bag_check_requirement, bag_requirement
from app.models.day.fold import as_started
from app.models.day.observation import observation_requirement
from app.models.day.premedication import premedication_requirement
from app.models.day.requirement import Gate, Requirement, stamped
from app.models.day.session import Session
from app.models.day.teaching import sheet_requirement
from app.models.day.vitals import (
    baseline_stroke_check_requirement,
    baseline_vitals_requirement,
    last_stroke_check_requirement,
    last_vitals_requirement,
)
from app.models.facts import Identifier
from app.models.moment import Now
from app.models.rules.checks import AtGate
from app.models.rules.pack import Pack
from app.models.rules.stage import Stage


def start_gate(session: Session, now: Now, pack: Pack) -> Gate:
    """What must be true before the pump may be started.

    Once it was started, the gate shows what was true at that time by the record as it stands now:
    after a correction of the start, what was met only later is open.
    """
    gate = tuple(_start(session, now, pack))
    if session.started is None or not session.corrections:
        return gate
    then = {item.key: item for item in _start(as_started(session), now, pack)}
    return tuple(then.get(item.key, item) if item.done else item for item in gate)


def not_met_at_start(session: Session, now: Now, pack: Pack) -> tuple[str, ...]:
    """The titles of what the start asked for and the record, as it stands now, does not show."""
    if session.started is None:
        return ()
    return tuple(item.title for item in start_gate(session, now, pack) if not item.done)


def _start(session: Session, now: Now, pack: Pack) -> Iterator[Requirement]:
    rules = pack.start
    names = {
        Identifier.NAME: "name",
        Identifier.BIRTH_DATE: "date of birth",
        Identifier.MRN: "MRN",
    }
    by_what = ", ".join(names[item] for item in session.identified_by)
    yield stamped(
        session, "identity", "Identity", Stage.CHECK_IN, rules.identity,
        session.identity, by_what, "ask for name and date of birth",
    )  # fmt: skip
    yield from checks(AtGate.START, (Stage.CHECK_IN,), session, now, pack)
    yield baseline_vitals_requirement(session, now, pack)
    yield baseline_stroke_check_requirement(session, now, pack)
    for item in pack.premedications:
        if item.on(session.day):
            yield premedication_requirement(session, item, now, pack)
    yield from checks(AtGate.START, (Stage.PREMEDICATION,), session, now, pack)
    yield bag_requirement(session, now, pack)
    yield bag_check_requirement(session, pack)
    yield from checks(AtGate.START, (Stage.BAG,), session, now, pack)


def discharge_gate(session: Session, now: Now, pack: Pack) -> Gate:
    """What must be true before the patient leaves."""
    return tuple(_discharge(session, now, pack))


def _discharge(session: Session, now: Now, pack: Pack) -> Iterator[Requirement]:
    rules = pack.discharge
    yield stamped(
        session, "ended", "End recorded", Stage.DISCHARGE, rules.ended,
        session.ended, "", "record the end of the infusion",
    )  # fmt: skip
    yield observation_requirement(session, now, pack)
    yield from checks(AtGate.DISCHARGE, (Stage.OBSERVATION,), session, now, pack)
    yield last_vitals_requirement(session, now, pack)
    yield last_stroke_check_requirement(session, now, pack)
    yield from checks(AtGate.DISCHARGE, (Stage.DISCHARGE,), session, now, pack)
    yield sheet_requirement(session, pack)


def requirement(session: Session, key: str, now: Now, pack: Pack) -> Requirement | None:
    """The requirement of that key in either gate, if it applies to this session."""
    gates = (*start_gate(session, now, pack), *discharge_gate(session, now, pack))
    return next((item for item in gates if item.key == key), None)
