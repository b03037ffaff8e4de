"""Deciding about the bag: prepared once, checked by another person who does not see it."""

from __future__ import annotations

from app.models import codes, facts
from app.models.commands import CheckBag, PrepareBag
from app.models.correction import corrections
from app.models.decide.ask import handle
from app.models.decide.case import Asked, Decision, refuse
from app.models.decide.pump import too_fast
from app.models.decide.stage import before_start, happened
from app.models.fits import fits
from app.models.moment import full_date
from app.models.refusal import Refusal
from app.models.session import Bag, Session


@handle.register
def prepare_bag(command: PrepareBag, asked: Asked) -> Decision:
    """A vial not expired, a known diluent, a volume that can be, inspected and kept from light."""
    session = before_start(asked)
    if isinstance(session, Refusal):
        return session
    _, now, pack = asked
    prepared = facts.BagPrepared(
        lot=command.lot.strip(),
        expires=command.expires,
        diluent=command.diluent,
        volume_ml=command.volume_ml,
        rate_ml_h=command.rate_ml_h,
    )
    if refused := fits(prepared, session, pack):
        return refused
    if command.expires < now.day:
        return refuse(
            "vial_expired",
            f"This vial expired on {full_date(command.expires)}. Take another vial.",
        )
    if refused := too_fast(command.rate_ml_h, command.volume_ml, session, asked.now.at, pack):
        return refused
    if not command.inspected:
        return refuse("not_inspected", "Look at the bag: clear, no particles. Then record it.")
    if not command.light_protected:
        return refuse("light", "Cover the bag from light. Then record it.")
    return (prepared,)


@handle.register
def check_bag(command: CheckBag, asked: Asked) -> Decision:
    """Another person's own entry; a difference names the field, never the value."""
    session = before_start(asked)
    if isinstance(session, Refusal):
        return session
    bag, by = session.bag, asked.case.by
    if bag is None:
        return refuse("no_bag", "The bag is not prepared yet. Prepare it, then call the second.")
    if by and not may_check(by.id, session):
        return refuse(
            "same_person",
            f"{by.name} entered this bag. Somebody else checks it.",
            asked.pack.start.bag_double_check,
        )
    if bag.checked:
        return refuse("already_done", "This bag is checked already.")
    if happened(command, session, asked) < bag.diluted_at:
        return refuse("before_bag", "The check cannot be before the dilution. Check the time.")
    differed = _differences(command, session, bag, asked)
    return (facts.BagCheckDiffered(fields=differed) if differed else facts.BagChecked(),)


def may_check(staff_id: str, session: Session) -> bool:
    """Whether that person may check the bag: who entered it, or corrected it, may not."""
    return staff_id not in _entered_by(session)


def _entered_by(session: Session) -> set[str]:
    """Who prepared the bag, and who corrected what was entered of it."""
    bags = [entry for entry in session.entries if isinstance(entry.fact, facts.BagPrepared)]
    made = corrections(session.entries).get(bags[-1].version, ()) if bags else ()
    return {entry.actor for entry in (*bags[-1:], *(entry for entry, _ in made))}


def _differences(command: CheckBag, session: Session, bag: Bag, asked: Asked) -> tuple[str, ...]:
    patient = asked.case.patient
    same = {
        "patient": patient is not None and codes.same(command.mrn, patient.mrn),
        "lot": codes.same(command.lot, bag.lot),
        "dose": command.dose_mg == asked.pack.course.dose_mg.value,
        "volume": command.volume_ml == bag.volume_ml,
        "rate": command.rate_ml_h == bag.rate_ml_h,
    }
    return tuple(field for field, equal in same.items() if not equal)
