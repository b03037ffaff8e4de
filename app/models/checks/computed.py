"""What the record itself answers: the patient's age, the certificate, the last infusion day."""

from __future__ import annotations

from typing import Any

from app.models.day.session import Session
from app.models.facts import StrokeCheck
from app.models.rules.checks import Computed, Field, PriorDay
from app.models.rules.pack import Pack


def computed(field: Field, session: Session, pack: Pack) -> Any:
    """The answer as it is recorded elsewhere; None while the record does not have it."""
    match field.computed:
        case Computed.AGE:
            return _age(field, session)
        case Computed.FACILITY:
            until = pack.facility.certified_until
            return until.isoformat() if until else None
        case Computed.PRIOR_DAY:
            last = prior_day(session)
            return [outcome.value for outcome in _went(last)] if last else None
        case None:
            raise ValueError(f"{field.key} is answered by a person")


def _age(field: Field, session: Session) -> dict[str, Any] | None:
    if session.whose is None:
        return None
    unit = field.units[0].name if field.units else ""
    return {"number": session.whose.age(session.date), "unit": unit}


def prior_day(session: Session) -> Session | None:
    """The patient's last day on which any of the dose went in."""
    given = [day for day in session.earlier if day.dose_given]
    return given[-1] if given else None


def _went(day: Session) -> list[PriorDay]:
    """Everything about a day that is not plain; `home` alone when it all was."""
    found = []
    if stroke_sign_seen(day):
        found.append(PriorDay.STROKE_SIGN)
    if reaction_seen(day):
        found.append(PriorDay.REACTION)
    if day.ended is None or day.early_reason:
        found.append(PriorDay.PART_DOSE)
    if day.discharged is None or day.left_early:
        found.append(PriorDay.LEFT_EARLY)
    return found or [PriorDay.HOME]


def stroke_sign_seen(day: Session) -> bool:
    """Whether a stroke sign is on record that day, by the flow or with a set of vitals."""
    return bool(day.stroke_signs) or any(
        vital.taken.stroke_check is StrokeCheck.SIGN for vital in day.vitals
    )


def reaction_seen(day: Session) -> bool:
    """Whether the pump was stopped for a reaction that day."""
    return any(pause.for_reaction for pause in day.pauses)
