"""What a premedication's panel offers: as in the protocol, another, or not given and why."""

from __future__ import annotations

from dataclasses import dataclass

from app.models.day.premedication import (
    FinishPremedication,
    GivePremedication,
    WithholdPremedication,
)
from app.models.day.requirement import State
from app.models.day.session import Premed, Session
from app.models.moment import Now
from app.models.rules.pack import Pack, Premedication
from app.models.rules.rule import Override
from app.ui.asking.figures import number
from app.ui.asking.offered import Warned
from app.ui.gate.words import DoneLine, Roster, name_of
from app.ui.shown import Offered

USUAL, OTHER, NONE = "usual", "other", "none"

RUNNING_NOW, GIVEN, ALL_IN = "Running now", "Given", "Given and finished"

NOT_GIVEN, FINISHED = "Record: not given", "Finished"


@dataclass(frozen=True, slots=True)
class TypedPremedication:
    """What stands in the panel: which way was chosen, and the fields' texts."""

    way: str | None
    drug: str = ""
    dose: str = ""
    unit: str = ""
    route: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Running:
    """A premedication that still goes in."""

    what: str
    since: str


def in_words(drug: str, dose: float, unit: str, route: str) -> str:
    """`methylPREDNISolone 1,000 mg IV`: never a trailing zero, thousands set apart."""
    figures = f"{dose:,.10g}"
    return f"{drug} {figures} {unit} {route}"


def ways(item: Premedication) -> tuple[Offered, ...]:
    """The three things that can be recorded; none is chosen beforehand."""
    usual = in_words(item.drug, item.dose, item.unit, item.route)
    return (
        Offered(USUAL, usual, "as in the protocol"),
        Offered(OTHER, "Another medicine or dose", "say which"),
        Offered(NONE, "Not given", "say why"),
    )


def hint(item: Premedication, session: Session) -> str:
    """What is asked for today."""
    day = f"Day {session.day} of {session.days}."
    if item.finished_before_start:
        return f"{day} Given today, and in before the pump starts."
    if item.override is Override.NURSE:
        return f"{day} Given, or not given and why."
    return f"{day} Given or taken today."


def main_words(item: Premedication, way: str | None) -> tuple[str, str]:
    """The words of the main button and of the one beside it; the second may be none.

    What goes in slowly says so from the beginning: no button changes its meaning by a choice.
    """
    if way == NONE:
        return NOT_GIVEN, ""
    if item.finished_before_start:
        return RUNNING_NOW, ALL_IN
    return GIVEN, RUNNING_NOW if way == OTHER or item.route == "IV" else ""


def command(
    item: Premedication, typed: TypedPremedication, session: str, *, running: bool
) -> GivePremedication | WithholdPremedication | str:
    """What is asked, or what is still missing."""
    if typed.way is None:
        return f"Tap what was given: {item.name.lower()} as in the protocol, another, or none."
    if typed.way == NONE:
        if not typed.reason:
            return "Say why it is not given."
        return WithholdPremedication(session=session, item=item.key, reason=typed.reason)
    if typed.way == USUAL:
        return GivePremedication(
            session=session, item=item.key, drug=item.drug, dose=item.dose, unit=item.unit,
            route=item.route, running=running,
        )  # fmt: skip
    dose = number(typed.dose)
    if not typed.drug:
        return "Say which medicine."
    if dose is None:
        return "Type the dose in figures, without a comma: 1000 or 2.5."
    if not typed.unit or not typed.route:
        return "Type the unit, and how it was given."
    return GivePremedication(
        session=session, item=item.key, drug=typed.drug, dose=dose, unit=typed.unit,
        route=typed.route, running=running,
    )  # fmt: skip


def finish(item: Premedication, session: str) -> FinishPremedication:
    """It is in."""
    return FinishPremedication(session=session, item=item.key)


def running(item: Premedication, session: Session, now: Now, roster: Roster) -> Running | None:
    """What still goes in, and since when."""
    given = session.premeds.get(item.key)
    if given is None or not given.running:
        return None
    minutes = _minutes_since(given, session, now)
    when = now.wall(session.wall(given.stamp.at))
    return Running(
        in_words(given.drug, given.dose, given.unit, given.route),
        f"running since {when}, for {minutes} min so far · {name_of(roster, given.stamp.by)}",
    )


def standing(item: Premedication, session: Session, now: Now, roster: Roster) -> DoneLine | None:
    """What was given and is in, or decided not to be; None while it is missing or runs."""
    given = session.premeds.get(item.key)
    if given is None or given.running:
        return None
    who = f"{now.wall(session.wall(given.stamp.at))} · {name_of(roster, given.stamp.by)}"
    if given.withheld:
        if item.override is not Override.NURSE:
            return None
        return DoneLine(State.OVERRIDDEN, f"Not given: {given.withheld}", who)
    said = in_words(given.drug, given.dose, given.unit, given.route)
    return DoneLine(State.MET, said, f"in at {who}" if item.finished_before_start else who)


def warning(item: Premedication, session: Session, now: Now, pack: Pack) -> Warned | None:
    """Too long ago for "immediately before", or withheld where the nurse does not decide."""
    given = session.premeds.get(item.key)
    if given is None:
        return None
    if given.withheld:
        if item.override is Override.NURSE or item.key in session.overrides:
            return None
        return Warned(
            f"Not given: {given.withheld}. A {item.override} decides.",
            "Record who allows it and why, or give it.",
        )
    if given.running or not item.finished_before_start or session.started:
        return None
    minutes = _minutes_since(given, session, now)
    rule = pack.start.premedication_recent_min
    if minutes <= rule.value:
        return None
    return Warned(f"It was in {minutes} min ago.", f"{rule.text} Ask the prescriber when in doubt.")


def _minutes_since(given: Premed, session: Session, now: Now) -> int:
    return int((session.true(now) - given.stamp.at).total_seconds() // 60)
