"""The gates: what must be true before the pump may start and before the patient leaves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from enum import StrEnum

import msgspec

from app.models import vitals
from app.models.facts import Answer, Identifier, StrokeCheck
from app.models.moment import Now, full_date
from app.models.protocol import Override, Pack, Premedication, Rule
from app.models.session import Session, Stamp, VitalSet


class Stage(StrEnum):
    """The six stages: a map of the day, not a corridor."""

    CHECK_IN = "check-in"
    PREMEDICATION = "premedication"
    BAG = "bag"
    INFUSION = "infusion"
    OBSERVATION = "observation"
    DISCHARGE = "discharge"


class State(StrEnum):
    """Whether a requirement is met."""

    OPEN = "open"
    OVERRIDDEN = "overridden"
    MET = "met"


class Requirement(msgspec.Struct, frozen=True, kw_only=True):
    """One thing a gate asks for: what it is, how it stands, who may let it pass."""

    key: str
    title: str
    stage: Stage
    state: State
    detail: str
    rule: Rule
    by: str = ""
    at: datetime | None = None

    @property
    def done(self) -> bool:
        """Met, or let pass by somebody who may."""
        return self.state is not State.OPEN


Gate = tuple[Requirement, ...]


def open_keys(gate: Gate) -> tuple[str, ...]:
    """The keys of what is still missing."""
    return tuple(item.key for item in gate if not item.done)


def start_gate(session: Session, now: Now, pack: Pack) -> Gate:
    """What must be true before the pump may be started."""
    return tuple(_start(session, now, pack))


def discharge_gate(session: Session, now: Now, pack: Pack) -> Gate:
    """What must be true before the patient leaves."""
    return tuple(_discharge(session, now, pack))


def requirement(session: Session, key: str, now: Now, pack: Pack) -> Requirement | None:
    """The requirement of that key in either gate, if it applies to this session."""
    gates = (*start_gate(session, now, pack), *discharge_gate(session, now, pack))
    return next((item for item in gates if item.key == key), None)


# ---------------------------------------------------------------------------- the start gate


def _start(session: Session, now: Now, pack: Pack) -> Iterator[Requirement]:
    rules = pack.start
    names = {
        Identifier.NAME: "name",
        Identifier.BIRTH_DATE: "date of birth",
        Identifier.MRN: "MRN",
    }
    by_what = ", ".join(names[item] for item in session.identified_by)
    yield _stamped(
        session, "identity", "Identity", Stage.CHECK_IN, rules.identity,
        session.identity, by_what, "ask for name and date of birth",
    )  # fmt: skip
    yield _stamped(
        session, "authorisation", "REMS authorisation", Stage.CHECK_IN, rules.authorisation,
        session.authorised, session.authorised_how, "confirm by telephone or online",
    )  # fmt: skip
    yield _contraindications(session, pack)
    yield _baseline_vitals(session, now, pack)
    yield _baseline_stroke_check(session, now, pack)
    for item in pack.premedications:
        if item.on(session.day):
            yield _premedication(session, item, now, pack)
    yield _bag(session, now, pack)
    yield _bag_check(session, pack)


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
    return _requirement(
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
        if until - within <= vital.stamp.at <= until and vitals.complete(vital)
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
    return _requirement(
        session, "baseline_vitals", "Baseline vitals", Stage.CHECK_IN, rule,
        found is not None, detail, found.stamp if found else None,
    )  # fmt: skip


def _baseline_stroke_check(session: Session, now: Now, pack: Pack) -> Requirement:
    found = _baseline(session, now, pack)
    clear = bool(
        found
        and found.taken.stroke_check is StrokeCheck.NO_SIGN
        and not any(stamp.at >= found.stamp.at for stamp, _ in session.stroke_signs)
    )
    if clear:
        detail = "no sign"
    elif found:
        detail = f"{vitals.stroke_check_in_words(pack, found.taken)}: do not start"
    else:
        detail = "with the baseline vitals"
    return _requirement(
        session, "stroke_check", "Stroke check", Stage.CHECK_IN, pack.start.stroke_check,
        clear, detail, found.stamp if found and clear else None,
    )  # fmt: skip


def _premedication(session: Session, item: Premedication, now: Now, pack: Pack) -> Requirement:
    given = session.premeds.get(item.key)
    key = item.key
    if given is None:
        dose = f"{item.drug} {item.dose:g} {item.unit} {item.route}"
        return _requirement(
            session, key, item.name, Stage.PREMEDICATION, item, False, dose, None
        )
    if given.withheld:
        decided = item.override is Override.NURSE
        detail = f"not given: {given.withheld}"
        if decided:
            return Requirement(
                key=key, title=item.name, stage=Stage.PREMEDICATION, state=State.OVERRIDDEN,
                detail=detail, rule=item, by=given.stamp.by, at=session.wall(given.stamp.at),
            )  # fmt: skip
        return _requirement(
            session, key, item.name, Stage.PREMEDICATION, item, False,
            f"{detail}; a {item.override} decides", None,
        )  # fmt: skip
    detail = f"{given.drug} {given.dose:g} {given.unit} {given.route}"
    waits = given.running and item.finished_before_start
    if waits:
        detail += ", still running"
    elif item.finished_before_start and not session.started:
        minutes = int((session.true(now) - given.stamp.at).total_seconds() // 60)
        if minutes > pack.start.corticosteroid_recent_min.value:
            detail += f", {minutes} min ago: give it immediately before"
    return _requirement(
        session, key, item.name, Stage.PREMEDICATION, item, not waits, detail,
        None if waits else given.stamp,
    )  # fmt: skip


def _bag(session: Session, now: Now, pack: Pack) -> Requirement:
    rule = pack.start.bag_start_within_min
    bag = session.bag
    if bag is None:
        return _requirement(
            session, "bag", "Bag prepared", Stage.BAG, rule, False, "not prepared yet", None
        )
    until = session.started.at if session.started else session.true(now)
    day = now.local(session.wall(until)).date()
    start_by = bag.diluted_at + timedelta(minutes=rule.value)
    if until > start_by:
        detail = f"too old since {now.wall(session.wall(start_by))}: prepare a new bag"
        fit = False
    elif bag.expires < day:
        detail = f"vial expired {full_date(bag.expires)}: prepare a new bag"
        fit = False
    else:
        detail = f"lot {bag.lot}, start by {now.wall(session.wall(start_by))}"
        fit = True
    return _requirement(
        session, "bag", "Bag prepared", Stage.BAG, rule, fit, detail, bag.prepared if fit else None
    )


def _bag_check(session: Session, pack: Pack) -> Requirement:
    bag = session.bag
    checked = bag.checked if bag else None
    if checked:
        detail = "the same dose, volume, rate, lot and patient"
    elif bag and bag.differed:
        detail = f"differed: {', '.join(bag.differed)}. Look together, then check again"
    else:
        detail = "a second person enters it again"
    return _requirement(
        session, "bag_check", "Bag checked by a second person", Stage.BAG,
        pack.start.bag_double_check, checked is not None, detail, checked,
    )  # fmt: skip


# ------------------------------------------------------------------------- the discharge gate


def _discharge(session: Session, now: Now, pack: Pack) -> Iterator[Requirement]:
    rules = pack.discharge
    yield _stamped(
        session, "ended", "End recorded", Stage.DISCHARGE, rules.ended,
        session.ended, "", "record the end of the infusion",
    )  # fmt: skip
    yield _observation(session, now, pack)
    yield _last_vitals(session, now, pack)
    yield _last_stroke_check(session, now, pack)
    yield _stamped(
        session, "teach_back", "Teach-back", Stage.DISCHARGE, rules.teach_back,
        session.teach_back, "the five groups and whom to call",
        "the patient says back the five groups of signs and whom to call",
    )  # fmt: skip
    yield _sheet(session, pack)


def _observation(session: Session, now: Now, pack: Pack) -> Requirement:
    rule = pack.discharge.observation_min
    if session.ended is None:
        over, detail = False, f"{rule.value} min from the recorded end"
    else:
        from_then = observed_until(session, pack)
        until = session.discharged.at if session.discharged else session.true(now)
        over = until >= from_then
        detail = f"{'since' if over else 'until'} {now.wall(session.wall(from_then))}"
    stamp = session.ended if over else None
    return _requirement(
        session, "observation", "Observation",
        Stage.OBSERVATION, rule, over, detail, stamp,
    )  # fmt: skip


def observed_until(session: Session, pack: Pack) -> datetime:
    """When the observation is over, on the session's time line; the end must be recorded."""
    if session.ended is None:
        raise ValueError("the infusion has not ended")
    return session.ended.at + timedelta(minutes=pack.discharge.observation_min.value)


def _last_vitals(session: Session, now: Now, pack: Pack) -> Requirement:
    rule = pack.discharge.last_vitals_min
    last = session.vitals[-1] if session.vitals else None
    recent = last is not None and _age_min(session, last, now) <= rule.value
    worst = vitals.critical(pack, last.taken) if last else []
    met = bool(last and recent and not worst and vitals.complete(last))
    if worst and recent:
        detail = f"{worst[0].sign.name.lower()} is critical: tell the prescriber"
    elif met and last:
        detail = vitals.in_words(pack, last.taken).split(" · no stroke")[0]
    else:
        detail = f"a full set within {rule.value} min of leaving"
    return _requirement(
        session, "last_vitals", "Last vitals", Stage.DISCHARGE, rule, met, detail,
        last.stamp if last and met else None,
    )  # fmt: skip


def _last_stroke_check(session: Session, now: Now, pack: Pack) -> Requirement:
    rule = pack.discharge.stroke_check_min
    done = [item for item in session.vitals if item.taken.stroke_check is not StrokeCheck.NOT_DONE]
    last = done[-1] if done else None
    recent = last is not None and _age_min(session, last, now) <= rule.value
    seen_since = last is not None and any(
        stamp.at >= last.stamp.at for stamp, _ in session.stroke_signs
    )
    clear = bool(
        last and recent and last.taken.stroke_check is StrokeCheck.NO_SIGN and not seen_since
    )
    sign = seen_since or (last is not None and last.taken.stroke_check is StrokeCheck.SIGN)
    if clear:
        detail = "no sign"
    elif sign:
        detail = "a stroke sign is on record: the stroke team decides, not this gate"
    else:
        detail = f"within {rule.value} min of leaving, with the vitals"
    return _requirement(
        session, "last_stroke_check", "Last stroke check", Stage.DISCHARGE, rule, clear, detail,
        last.stamp if last and clear else None,
    )  # fmt: skip


def _sheet(session: Session, pack: Pack) -> Requirement:
    current = bool(session.sheet and session.ended and session.sheet_for == session.ended.at)
    if current:
        detail = session.sheet_how
    elif session.sheet:
        detail = "the end was corrected since: print it again"
    else:
        detail = "print it and go through it with the patient"
    return _requirement(
        session, "sheet", "Discharge sheet", Stage.DISCHARGE, pack.discharge.sheet,
        current, detail, session.sheet if current else None,
    )  # fmt: skip


# -------------------------------------------------------------------------------- both gates


def _age_min(session: Session, vital: VitalSet, now: Now) -> float:
    until = session.discharged.at if session.discharged else session.true(now)
    return (until - vital.stamp.at).total_seconds() / 60


def _stamped(
    session: Session,
    key: str,
    title: str,
    stage: Stage,
    rule: Rule,
    stamp: Stamp | None,
    done: str,
    to_do: str,
) -> Requirement:
    detail = done if stamp else to_do
    return _requirement(session, key, title, stage, rule, stamp is not None, detail, stamp)


def _requirement(
    session: Session,
    key: str,
    title: str,
    stage: Stage,
    rule: Rule,
    met: bool,
    detail: str,
    stamp: Stamp | None,
) -> Requirement:
    allowed = session.overrides.get(key)
    if not met and allowed and rule.override is not Override.NOBODY:
        return Requirement(
            key=key,
            title=title,
            stage=stage,
            state=State.OVERRIDDEN,
            detail=f"{allowed.allowed_by}: {allowed.reason}",
            rule=rule,
            by=allowed.stamp.by,
            at=session.wall(allowed.stamp.at),
        )
    return Requirement(
        key=key,
        title=title,
        stage=stage,
        state=State.MET if met else State.OPEN,
        detail=detail,
        rule=rule,
        by=stamp.by if stamp else "",
        at=session.wall(stamp.at) if stamp else None,
    )
