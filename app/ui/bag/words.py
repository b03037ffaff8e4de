"""What the bag's panels say: what is in it, how long it keeps, its check, and the start."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from app.models.day import infusion
from app.models.day.bag import PrepareBag, start_by
from app.models.day.pump import StartInfusion
from app.models.day.requirement import Gate, Requirement
from app.models.day.session import Bag, Session
from app.models.moment import Now, full_date, hms
from app.models.rules.pack import Pack
from app.ui.asking.figures import number
from app.ui.asking.offered import Warned
from app.ui.gate.words import Roster, name_of, sentence
from app.ui.shown import Offered

INSPECTED, COVERED = "inspected", "covered"

LOOKED_AT = (
    Offered(INSPECTED, "Clear, no particles"),
    Offered(COVERED, "Covered from light"),
)
"""What must be confirmed about the bag; nothing is ticked beforehand."""


@dataclass(frozen=True, slots=True)
class TypedBag:
    """What stands in the bag's fields; `expires_text` is what was typed as a day."""

    lot: str
    expires: date | None
    expires_text: str
    diluent: str | None
    volume: str
    rate: str
    confirmed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BagClock:
    """How long the bag keeps: figures, the words beside them, and whether the time is over."""

    figures: str
    below: str
    over: bool


def hint(pack: Pack) -> str:
    """What goes into it."""
    dose, product = pack.course.dose_mg.value, pack.product
    return f"One vial of {product}, {dose} mg, into {pack.bag.diluent_ml.value} mL."


def diluents(pack: Pack) -> tuple[Offered, ...]:
    """What it may be diluted in."""
    return tuple(Offered(item.key, item.name) for item in pack.bag.diluents)


@dataclass(frozen=True, slots=True)
class Advice:
    """What the volume and the rate typed so far mean; the words go beside a figure that cannot be."""

    sentence: str
    volume_word: str = ""
    rate_word: str = ""


def advise(volume: str, rate: str, session: Session, now: Now, pack: Pack) -> Advice:
    """`101.2 mL over 4 h is 25.3 mL/h; the fastest is 25.3.`, once the volume is typed."""
    millilitres, per_hour = number(volume), number(rate)
    hours = f"{pack.infusion.planned_min.value / 60:g} h"
    if not millilitres:
        return Advice(f"Type the volume: the fastest rate over {hours} follows from it.")
    rules = pack.bag
    if millilitres > rules.largest_volume_ml.value:
        return Advice(f"{millilitres:g} mL cannot be in this bag.", volume_word="type again")
    if millilitres < rules.smallest_volume_ml.value:
        return Advice(
            f"A bag of this protocol holds {rules.smallest_volume_ml.value:g} mL or more."
        )
    fastest = infusion.fastest_rate(session, millilitres, session.true(now), pack)
    exact = millilitres / pack.infusion.planned_min.value * 60
    said = f"{millilitres:g} mL over {hours} is {exact:.1f} mL/h; the fastest is {fastest:.1f}."
    return Advice(said, rate_word="too fast" if per_hour and per_hour > fastest else "")


def prepare(typed: TypedBag, session: str) -> PrepareBag | str:
    """What is asked, or the first thing that is missing."""
    volume, rate = number(typed.volume), number(typed.rate)
    if not typed.lot:
        return "Type the vial's lot."
    if typed.expires is None:
        return "Type the vial's expiry as Nov 2027." if typed.expires_text else "Type the expiry."
    if typed.diluent is None:
        return "Tap what it was diluted in."
    if volume is None:
        return "Type the volume in the bag."
    if rate is None:
        return "Type the rate the pump will be set to."
    return PrepareBag(
        session=session,
        lot=typed.lot,
        expires=typed.expires,
        diluent=typed.diluent,
        volume_ml=volume,
        rate_ml_h=rate,
        inspected=INSPECTED in typed.confirmed,
        light_protected=COVERED in typed.confirmed,
    )


def facts(bag: Bag, session: Session, now: Now, pack: Pack) -> tuple[tuple[str, str], ...]:
    """The bag as it was prepared."""
    return (
        ("Vial", f"lot {bag.lot}"),
        ("Expires", full_date(bag.expires)),
        ("Diluted", f"{now.wall(session.wall(bag.diluted_at))} in {_diluent(bag, pack)}"),
        ("Volume and rate", f"{bag.volume_ml:g} mL · {bag.rate_ml_h:g} mL/h"),
    )


def _diluent(bag: Bag, pack: Pack) -> str:
    return pack.name_of("diluent", bag.diluent)


def clock(session: Session, now: Now, pack: Pack) -> BagClock | None:
    """How long the bag may still be started; None without a bag or once it runs."""
    if session.bag is None or session.started:
        return None
    until = start_by(session.bag, pack)
    left = until - session.true(now)
    moment = now.wall(session.wall(until))
    if left < timedelta():
        return BagClock("0:00:00", f"too old since {moment}", over=True)
    return BagClock(hms(left), f"left to start it · at the latest {moment}", over=False)


def warning(session: Session, item: Requirement | None, now: Now, pack: Pack) -> Warned | None:
    """A bag that must not be used, or one that would still run after its time."""
    bag = session.bag
    if bag is None or session.started or item is None:
        return None
    if not item.done:
        return Warned(f"{sentence(item.detail)}.", "This one is not given. Keep it for pharmacy.")
    until = start_by(bag, pack)
    runs_until = session.true(now) + timedelta(hours=bag.volume_ml / bag.rate_ml_h)
    if runs_until <= until:
        return None
    hours = pack.start.bag_start_within_min.value / 60
    return Warned(
        f"Started now it runs until {now.wall(session.wall(runs_until))}, "
        f"past {hours:g} h from the dilution.",
        "It may still be started. Ask the pharmacist when in doubt.",
    )


CHECK_HINT = (
    "They sign in with their own PIN and enter dose, volume, rate, lot and MRN "
    "without seeing what you entered."
)

NO_BAG = "The bag is not prepared yet. Prepare it first."


def check_warning(session: Session) -> Warned | None:
    """The fields that differed; never their values."""
    bag = session.bag
    if bag is None or bag.checked or not bag.differed:
        return None
    return Warned(
        f"Not the same: {', '.join(bag.differed)}.",
        "Look together at the order, the bag and the wristband. Then check again, or record "
        "the bag anew if the first entry was wrong.",
    )


_LONGEST_SHOWN_H = 96
"""A rate half typed must not lead beyond the calendar."""


@dataclass(frozen=True, slots=True)
class Start:
    """What the start will record: the figures as checked, and what stands around them."""

    volume: str
    rate: str
    facts: tuple[tuple[str, str], ...]


def start(
    session: Session, now: Now, pack: Pack, roster: Roster, volume: str = "", rate: str = ""
) -> Start | None:
    """The start as it would be recorded now, with other figures if typed; None without a bag."""
    bag = session.bag
    if bag is None:
        return None
    hours = (number(volume) or bag.volume_ml) / (number(rate) or bag.rate_ml_h)
    ends = session.true(now) + timedelta(hours=min(hours, _LONGEST_SHOWN_H))
    home = ends + timedelta(minutes=pack.discharge.observation_min.value)
    if bag.checked:
        moment = now.wall(session.wall(bag.checked.at))
        checked = f"{moment} · {name_of(roster, bag.checked.by)}"
    else:
        allowed = session.overrides.get("bag_check")
        checked = f"not checked; overridden by {allowed.allowed_by}" if allowed else "not checked"
    return Start(
        volume=f"{bag.volume_ml:g} mL",
        rate=f"{bag.rate_ml_h:g} mL/h",
        facts=(
            ("Checked by a second person", checked),
            ("Start at the latest", now.wall(session.wall(start_by(bag, pack)))),
            ("Ends at about", now.wall(session.wall(ends))),
            ("Home at the earliest", now.wall(session.wall(home))),
        ),
    )


def start_warning(session: Session, gate: Gate, now: Now, pack: Pack) -> Warned | None:
    """What has run out since the gate was last seen open, or how late the bag would end."""
    still = [need for need in gate if not need.done]
    if still:
        what = ", ".join(need.title for need in still)
        return Warned(f"Not yet: {what}.", f"{sentence(still[0].detail)}.")
    return warning(session, next((need for need in gate if need.key == "bag"), None), now, pack)


def start_command(
    session: Session, volume: str, rate: str, *, changed: bool
) -> StartInfusion | str:
    """The start with the figures as checked, or as typed when the pump shows others."""
    bag = session.bag
    if bag is None:
        return NO_BAG
    if not changed:
        return StartInfusion(session=session.id, volume_ml=bag.volume_ml, rate_ml_h=bag.rate_ml_h)
    millilitres, per_hour = number(volume), number(rate)
    if millilitres is None or per_hour is None:
        return "Type both: the volume and the rate as the pump shows them."
    return StartInfusion(session=session.id, volume_ml=millilitres, rate_ml_h=per_hour)


def differs(session: Session, volume: str, rate: str) -> str:
    """That what was typed is not what was checked; nothing while it is the same or unfinished."""
    bag = session.bag
    millilitres, per_hour = number(volume), number(rate)
    if bag is None or millilitres is None or per_hour is None:
        return ""
    if (millilitres, per_hour) == (bag.volume_ml, bag.rate_ml_h):
        return ""
    return "Not the figures that were checked. It will be recorded as typed here."
