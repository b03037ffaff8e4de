"""The start gate: what must be true before the pump may be started."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from app.models import vitals
from app.models.checks.tables import AtGate
from app.models.facts import Answer, Identifier, StrokeCheck
from app.models.gates.checks import checks
from app.models.gates.requirement import Gate, Requirement, Stage, State, required, stamped
from app.models.moment import Now, day_month, full_date
from app.models.protocol import Override, Pack, Premedication
from app.models.session import Bag, Session, VitalSet, as_started


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
    yield stamped(
        session, "authorisation", f"{rules.authorisation.program} authorisation", Stage.CHECK_IN,
        rules.authorisation, session.authorised, session.authorised_how,
        "confirm by telephone or online",
    )  # fmt: skip
    yield _contraindications(session, pack)
    yield from checks(AtGate.START, (Stage.CHECK_IN,), session, now, pack)
    yield _baseline_vitals(session, now, pack)
    yield _baseline_stroke_check(session, now, pack)
    for item in pack.premedications:
        if item.on(session.day):
            yield _premedication(session, item, now, pack)
    yield from checks(AtGate.START, (Stage.PREMEDICATION,), session, now, pack)
    yield _bag(session, now, pack)
    yield _bag_check(session, pack)
    yield from checks(AtGate.START, (Stage.BAG,), session, now, pack)


def _contraindications(session: Session, pack: Pack) -> Requirement:
    asked = [item for item in pack.start.questions if item.group == "contraindications"]
    against = [
        item.short if session.answers[item.key] is Answer.YES else f"{item.short} unknown"
        for item in asked
        if session.answers.get(item.key, Answer.NO) is not Answer.NO
    ]
    missing = [item.short for item in asked if item.key not in session.answers]
    met = not against and not missing
    if against:
        detail = f"{', '.join(against)}: do not start, tell the prescriber"
    elif missing:
        detail = f"ask: {', '.join(missing)}"
    else:
        detail = f"{', '.join(item.short for item in asked)}: none"
    return required(
        session, "contraindications", "Contraindications", Stage.CHECK_IN,
        pack.start.contraindications, met, detail, session.answered if met else None,
    )  # fmt: skip


def _baseline(session: Session, now: Now, pack: Pack) -> VitalSet | None:
    """The last full set within its minutes before the start, or before now."""
    until = session.started.at if session.started else session.true(now)
    within = timedelta(minutes=pack.start.baseline_vitals_min.value)
    sets = [
        vital
        for vital in session.vitals
        if vital.earliest >= until - within and vital.stamp.at <= until and vitals.complete(vital)
    ]
    return sets[-1] if sets else None


def _baseline_vitals(session: Session, now: Now, pack: Pack) -> Requirement:
    rule = pack.start.baseline_vitals_min
    found = _baseline(session, now, pack)
    if found:
        detail = vitals.in_words(pack, found.taken).split(" · no stroke")[0]
    elif session.vitals:
        detail = f"take a full set again: it counts for {rule.value} min"
    else:
        detail = f"all six, within {rule.value} min before the start"
    return required(
        session, "baseline_vitals", "Baseline vitals", Stage.CHECK_IN, rule,
        found is not None, detail, found.stamp if found else None,
    )  # fmt: skip


def _baseline_stroke_check(session: Session, now: Now, pack: Pack) -> Requirement:
    found = _baseline(session, now, pack)
    until = session.started.at if session.started else session.true(now)
    seen = any(stamp.at <= until for stamp, _ in session.stroke_signs)
    clear = found is not None and found.taken.stroke_check is StrokeCheck.NO_SIGN and not seen
    if clear:
        detail = "no sign"
    elif seen:
        detail = "a stroke sign was seen today: do not start, a prescriber decides"
    elif found:
        detail = f"{vitals.stroke_check_in_words(pack, found.taken)}: do not start"
    else:
        detail = "with the baseline vitals"
    return required(
        session,
        "stroke_check",
        "Stroke check",
        Stage.CHECK_IN,
        pack.start.stroke_check,
        clear,
        detail,
        found.stamp if found and clear else None,
    )


def _premedication(session: Session, item: Premedication, now: Now, pack: Pack) -> Requirement:
    given = session.premeds.get(item.key)
    key = item.key
    if given is None:
        dose = f"{item.drug} {item.dose:,g} {item.unit} {item.route}"
        return required(session, key, item.name, Stage.PREMEDICATION, item, False, dose, None)
    if given.withheld:
        decided = item.override is Override.NURSE
        detail = f"not given: {given.withheld}"
        if decided:
            return Requirement(
                key=key, title=item.name, stage=Stage.PREMEDICATION, state=State.OVERRIDDEN,
                detail=detail, rule=item, by=given.stamp.by, at=session.wall(given.stamp.at),
            )  # fmt: skip
        return required(
            session, key, item.name, Stage.PREMEDICATION, item, False,
            f"{detail}; a {item.override} decides", None,
        )  # fmt: skip
    detail = f"{given.drug} {given.dose:,g} {given.unit} {given.route}"
    day = now.local(session.wall(given.stamp.at)).date()
    if day < session.date:
        return required(
            session, key, item.name, Stage.PREMEDICATION, item, False,
            f"{detail} on {day_month(day)}: it counts on the day it is given", None,
        )  # fmt: skip
    waits = given.running and item.finished_before_start
    if waits:
        detail += ", still running"
    elif item.finished_before_start and not session.started:
        minutes = int((session.true(now) - given.stamp.at).total_seconds() // 60)
        if minutes > pack.start.premedication_recent_min.value:
            detail += f", {minutes} min ago: give it immediately before"
    return required(
        session, key, item.name, Stage.PREMEDICATION, item, not waits, detail,
        None if waits else given.stamp,
    )  # fmt: skip


def _bag(session: Session, now: Now, pack: Pack) -> Requirement:
    rule = pack.start.bag_start_within_min
    bag = session.bag
    if bag is None:
        return required(
            session, "bag", "Bag prepared", Stage.BAG, rule, False, "not prepared yet", None
        )
    until = session.started.at if session.started else session.true(now)
    day = now.local(session.wall(until)).date()
    latest = start_by(bag, pack)
    if until > latest:
        detail = f"too old since {now.wall(session.wall(latest))}: prepare a new bag"
        fit = False
    elif bag.expires < day:
        detail = f"vial expired {full_date(bag.expires)}: prepare a new bag"
        fit = False
    else:
        detail = f"lot {bag.lot}, start by {now.wall(session.wall(latest))}"
        fit = True
    return required(
        session, "bag", "Bag prepared", Stage.BAG, rule, fit, detail, bag.prepared if fit else None
    )


def start_by(bag: Bag, pack: Pack) -> datetime:
    """After this the bag must not be started, on the session's time line."""
    return bag.diluted_at + timedelta(minutes=pack.start.bag_start_within_min.value)


def _bag_check(session: Session, pack: Pack) -> Requirement:
    bag = session.bag
    checked = bag.checked if bag else None
    if checked:
        detail = "the same dose, volume, rate, lot and patient"
    elif bag and bag.differed:
        detail = f"differed: {', '.join(bag.differed)}. Look together, then check again"
    else:
        detail = "a second person enters it again"
    return required(
        session, "bag_check", "Bag checked by a second person", Stage.BAG,
        pack.start.bag_double_check, checked is not None, detail, checked,
    )  # fmt: skip
