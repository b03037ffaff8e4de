"""The discharge gate: what must be true before the patient leaves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from app.models import vitals
from app.models.checks.tables import AtGate
from app.models.facts import StrokeCheck
from app.models.gates.checks import checks
from app.models.gates.requirement import Gate, Requirement, Stage, required, stamped
from app.models.moment import Now
from app.models.protocol import Pack
from app.models.session import Session, VitalSet


def discharge_gate(session: Session, now: Now, pack: Pack) -> Gate:
    """What must be true before the patient leaves."""
    return tuple(_discharge(session, now, pack))


def _discharge(session: Session, now: Now, pack: Pack) -> Iterator[Requirement]:
    rules = pack.discharge
    yield stamped(
        session, "ended", "End recorded", Stage.DISCHARGE, rules.ended,
        session.ended, "", "record the end of the infusion",
    )  # fmt: skip
    yield _observation(session, now, pack)
    yield from checks(AtGate.DISCHARGE, (Stage.OBSERVATION,), session, now, pack)
    yield _last_vitals(session, now, pack)
    yield _last_stroke_check(session, now, pack)
    yield stamped(
        session, "teach_back", "Teach-back", Stage.DISCHARGE, rules.teach_back,
        session.teach_back, "the five groups and whom to call",
        "the patient says back the five groups of signs and whom to call",
    )  # fmt: skip
    yield from checks(AtGate.DISCHARGE, (Stage.DISCHARGE,), session, now, pack)
    yield _sheet(session, pack)


def _observation(session: Session, now: Now, pack: Pack) -> Requirement:
    rule = pack.discharge.observation_min
    if session.ended is None:
        over, detail = False, f"{rule.value} min from the recorded end"
    else:
        from_then = observed_until(session, pack)
        until = session.discharged.at if session.discharged else session.true(now)
        over = until >= from_then
        until_then = now.wall(session.wall(from_then))
        ended = now.wall(session.wall(session.ended.at))
        detail = f"complete, {ended} to {until_then}" if over else f"until {until_then}"
    return required(
        session, "observation", "Observation", Stage.OBSERVATION, rule, over, detail, None
    )


def observed_until(session: Session, pack: Pack) -> datetime:
    """When the observation is over, on the session's time line; the end must be recorded."""
    if session.ended is None:
        raise ValueError("the infusion has not ended")
    return session.ended.at + timedelta(minutes=pack.discharge.observation_min.value)


def left_early(session: Session, pack: Pack) -> bool:
    """Whether the patient left before the observation was over, as the record stands now."""
    gone = session.discharged
    return (
        gone is not None and session.ended is not None and gone.at < observed_until(session, pack)
    )


def _last_vitals(session: Session, now: Now, pack: Pack) -> Requirement:
    rule = pack.discharge.last_vitals_min
    last = session.vitals[-1] if session.vitals else None
    recent = last is not None and _age_min(session, last, now) <= rule.value
    worst = vitals.standing(session, pack)
    again = vitals.wants_fresh_set(session, pack)
    met = bool(last and recent and not again and vitals.complete(last))
    if worst and recent:
        detail = f"{worst[0].critical[0].sign.spoken} is critical: tell the prescriber"
    elif again and recent:
        sign = again[0].critical[0].sign.spoken
        detail = f"{sign} was critical before the correction: take a fresh set"
    elif met and last:
        numbers = vitals.in_words(pack, last.taken).split(" · no stroke")[0]
        detail = f"{_counts_until(session, last, rule.value, now)}{numbers}"
    else:
        detail = f"a full set within {rule.value} min of leaving"
    return required(
        session, "last_vitals", "Last vitals", Stage.DISCHARGE, rule, met, detail,
        last.stamp if last and met else None,
    )  # fmt: skip


def _last_stroke_check(session: Session, now: Now, pack: Pack) -> Requirement:
    rule = pack.discharge.stroke_check_min
    done = [item for item in session.vitals if item.taken.stroke_check is not StrokeCheck.NOT_DONE]
    last = done[-1] if done else None
    recent = last is not None and _age_min(session, last, now) <= rule.value
    seen_since = last is not None and any(
        stamp.at >= last.earliest for stamp, _ in session.stroke_signs
    )
    clear = bool(
        last and recent and last.taken.stroke_check is StrokeCheck.NO_SIGN and not seen_since
    )
    sign = seen_since or (last is not None and last.taken.stroke_check is StrokeCheck.SIGN)
    if clear and last:
        detail = f"{_counts_until(session, last, rule.value, now)}no sign"
    elif sign:
        detail = "a stroke sign is on record: the stroke team decides, not this gate"
    else:
        detail = f"within {rule.value} min of leaving, with the vitals"
    return required(
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
    return required(
        session, "sheet", "Discharge sheet", Stage.DISCHARGE, pack.discharge.sheet,
        current, detail, session.sheet if current else None,
    )  # fmt: skip


def _counts_until(session: Session, vital: VitalSet, minutes: int, now: Now) -> str:
    """Until when a set counts for leaving; nothing once the patient has left."""
    if session.discharged:
        return ""
    until = session.wall(vital.earliest + timedelta(minutes=minutes))
    return f"counts until {now.wall(until)}: "


def _age_min(session: Session, vital: VitalSet, now: Now) -> float:
    until = session.discharged.at if session.discharged else session.true(now)
    return (until - vital.earliest).total_seconds() / 60
