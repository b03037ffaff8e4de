"""The bag: prepared once, and checked by a second person who does not see the first entry."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from msgspec.structs import replace

from app.models import codes, facts
from app.models.asking import Asked, Decision, handle
from app.models.day.apply import apply
from app.models.day.fits import fits, listed
from app.models.day.history import corrections
from app.models.day.infusion import bad_volume, too_fast, too_slow
from app.models.day.requirement import Requirement, required, without_override
from app.models.day.sentence import say
from app.models.day.session import Bag, Session, Stamp
from app.models.day.stage import SessionCommand, before_start, happened
from app.models.facts import Entry
from app.models.moment import Now, full_date
from app.models.refusal import Refusal, missing, refuse
from app.models.rules.pack import Pack
from app.models.rules.stage import Stage


class PrepareBag(SessionCommand, frozen=True):
    """Record the dilution: `at` is when it was made, and the bag's clock runs from there."""

    lot: str
    expires: date
    diluent: str
    volume_ml: float
    rate_ml_h: float
    inspected: bool
    light_protected: bool


class CheckBag(SessionCommand, frozen=True):
    """Enter the bag again as a second person, without seeing the first entry."""

    mrn: str
    lot: str
    dose_mg: float
    volume_ml: float
    rate_ml_h: float


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
    made = corrections(session.entries).get(bags[-1].mark, ()) if bags else ()
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


@fits.register
def _(fact: facts.BagPrepared, session: Session, pack: Pack) -> Refusal | None:
    if empty := missing(lot=fact.lot):
        return empty
    if not listed(fact.diluent, pack.bag.diluents):
        allowed = " or ".join(item.name for item in pack.bag.diluents)
        return refuse("diluent", f"The bag is {allowed}.", pack.bag.diluent_ml)
    if refused := bad_volume(fact.volume_ml, pack) or too_slow(fact.rate_ml_h, pack):
        return refused
    bag = session.bag  # a replaced bag is corrected for itself; what was started is the last one
    if bag and session.started and session.volume_ml > bag.volume_ml:
        return refuse(
            "more_than_bag",
            f"Then {session.volume_ml:g} mL were started from a bag of {bag.volume_ml:g} mL. "
            "Correct the start first.",
        )
    return None


@apply.register
def _(fact: facts.BagPrepared, session: Session, stamp: Stamp, entry: Entry) -> Session:
    bag = Bag(
        diluted_at=stamp.at,
        prepared=stamp,
        lot=fact.lot,
        expires=fact.expires,
        diluent=fact.diluent,
        volume_ml=fact.volume_ml,
        rate_ml_h=fact.rate_ml_h,
    )
    return replace(session, bag=bag, overrides=without_override(session, "bag_check"))


@apply.register
def _(fact: facts.BagChecked, session: Session, stamp: Stamp, entry: Entry) -> Session:
    if session.bag is None:  # its preparation was struck out
        return session
    return replace(session, bag=replace(session.bag, checked=stamp, differed=()))


@apply.register
def _(fact: facts.BagCheckDiffered, session: Session, stamp: Stamp, entry: Entry) -> Session:
    if session.bag is None:
        return session
    return replace(session, bag=replace(session.bag, checked=None, differed=fact.fields))


def bag_requirement(session: Session, now: Now, pack: Pack) -> Requirement:
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


def bag_check_requirement(session: Session, pack: Pack) -> Requirement:
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


@say.register
def _(fact: facts.BagPrepared, pack: Pack) -> str:
    return (
        f"Bag prepared: lot {fact.lot}, expires {full_date(fact.expires)}, "
        f"{fact.volume_ml:g} mL in {pack.name_of('diluent', fact.diluent)}, "
        f"{fact.rate_ml_h:g} mL/h"
    )


@say.register
def _(fact: facts.BagChecked, pack: Pack) -> str:
    return "Bag checked by a second person: all the same"


@say.register
def _(fact: facts.BagCheckDiffered, pack: Pack) -> str:
    return f"Bag check differed: {', '.join(fact.fields)}"
