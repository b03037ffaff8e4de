"""Premedication: what goes in before the infusion, given, finished or withheld."""

from __future__ import annotations

from msgspec.structs import replace

from app.models import facts
from app.models.asking import Asked, Decision, handle
from app.models.day.apply import apply
from app.models.day.fits import fits
from app.models.day.requirement import Requirement, State, required
from app.models.day.sentence import say
from app.models.day.session import Premed, Session, Stamp
from app.models.day.stage import SessionCommand, running_day
from app.models.facts import Entry
from app.models.moment import Now, day_month
from app.models.refusal import Refusal, missing, refuse
from app.models.rules.pack import Pack, Premedication
from app.models.rules.rule import Override
from app.models.rules.stage import Stage


class GivePremedication(SessionCommand, frozen=True):
    """Record a premedication, by the protocol's key; `running` while it still goes in."""

    item: str
    drug: str
    dose: float
    unit: str = "mg"
    route: str = "IV"
    running: bool = False


class FinishPremedication(SessionCommand, frozen=True):
    """Record that a running premedication is in."""

    item: str


class WithholdPremedication(SessionCommand, frozen=True):
    """Record that a premedication is not given, and why."""

    item: str
    reason: str


@handle.register
def give_premedication(command: GivePremedication, asked: Asked) -> Decision:
    """A premedication of the protocol, with its drug and dose as given."""
    session = running_day(asked)
    if isinstance(session, Refusal):
        return session
    given = facts.PremedicationGiven(
        item=command.item,
        drug=command.drug.strip(),
        dose=command.dose,
        unit=command.unit.strip(),
        route=command.route.strip(),
        running=command.running,
    )
    return fits(given, session, asked.pack) or (given,)


@handle.register
def finish_premedication(command: FinishPremedication, asked: Asked) -> Decision:
    """Only what is running can finish, and not before it began."""
    session = running_day(asked)
    if isinstance(session, Refusal):
        return session
    given = session.premeds.get(command.item)
    if given is None or not given.running:
        return refuse("not_running", "This medicine is not running. Record that it was given.")
    if command.at and command.at - session.step < given.stamp.at:
        return refuse("before_start", "It cannot finish before it began. Check the time.")
    return (facts.PremedicationFinished(item=command.item),)


@handle.register
def withhold_premedication(command: WithholdPremedication, asked: Asked) -> Decision:
    """Not given, and why."""
    session = running_day(asked)
    if isinstance(session, Refusal):
        return session
    withheld = facts.PremedicationWithheld(item=command.item, reason=command.reason.strip())
    return fits(withheld, session, asked.pack) or (withheld,)


@fits.register
def _(fact: facts.PremedicationGiven, session: Session, pack: Pack) -> Refusal | None:
    if refused := _unknown_item(fact.item, pack):
        return refused
    if empty := missing(drug=fact.drug, unit=fact.unit, route=fact.route):
        return empty
    if fact.dose <= 0:
        return refuse("dose", f"{fact.dose:g} is not a dose. Enter what was given.")
    return None


@fits.register
def _(fact: facts.PremedicationWithheld, session: Session, pack: Pack) -> Refusal | None:
    return _unknown_item(fact.item, pack) or missing(reason=fact.reason)


def _unknown_item(key: str, pack: Pack) -> Refusal | None:
    if pack.premedication(key):
        return None
    return refuse("unknown_premedication", f"The protocol has no premedication {key!r}.")


@apply.register
def _(fact: facts.PremedicationGiven, session: Session, stamp: Stamp, entry: Entry) -> Session:
    premed = Premed(
        stamp=stamp,
        given_at=stamp.at,
        drug=fact.drug,
        dose=fact.dose,
        unit=fact.unit,
        route=fact.route,
        running=fact.running,
    )
    return replace(session, premeds={**session.premeds, fact.item: premed})


@apply.register
def _(fact: facts.PremedicationFinished, session: Session, stamp: Stamp, entry: Entry) -> Session:
    running = session.premeds.get(fact.item)
    if running is None:  # its giving was struck out
        return session
    finished = replace(running, running=False, stamp=stamp)
    return replace(session, premeds={**session.premeds, fact.item: finished})


@apply.register
def _(fact: facts.PremedicationWithheld, session: Session, stamp: Stamp, entry: Entry) -> Session:
    premed = Premed(stamp=stamp, withheld=fact.reason)
    return replace(session, premeds={**session.premeds, fact.item: premed})


def premedication_requirement(
    session: Session, item: Premedication, now: Now, pack: Pack
) -> Requirement:
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


@say.register
def _(fact: facts.PremedicationGiven, pack: Pack) -> str:
    running = ", running" if fact.running else ""
    return f"{fact.drug} {fact.dose:,g} {fact.unit} {fact.route}{running}"


@say.register
def _(fact: facts.PremedicationFinished, pack: Pack) -> str:
    return f"{_name_of(fact.item, pack)} finished"


@say.register
def _(fact: facts.PremedicationWithheld, pack: Pack) -> str:
    return f"{_name_of(fact.item, pack)} not given: {fact.reason}"


def _name_of(key: str, pack: Pack) -> str:
    item = pack.premedication(key)
    return item.name if item else key
