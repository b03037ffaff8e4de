"""What the board shows: every chair at a glance, each in its own place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from app.models.day.alarms import rule_of
from app.models.day.outlook import Outlook, OutlookOf, outlook
from app.models.day.schedule import Urgency
from app.models.day.session import Phase, Session
from app.models.moment import Now, weekday
from app.models.rules.adopted import RulesOf
from app.models.rules.pack import Pack
from app.models.rules.rule import Priority
from app.models.staff import Staff
from app.models.unit import Unit
from app.ui.board.tile_clock import tile_clock
from app.ui.shown import Chair, ChairAlarm


@dataclass(frozen=True, slots=True)
class Board:
    """The whole board in words; behind each count, the session that has waited longest."""

    unit: str
    practice: bool
    day: str
    time: str
    who: str
    charge: bool
    overdue: int
    due: int
    today: str
    tiles: tuple[Chair, ...]
    overdue_session: str = ""
    due_session: str = ""
    overdue_priority: Priority | None = None
    due_priority: Priority | None = None


def board(
    unit: Unit,
    who: Staff | None,
    running: Sequence[Session],
    over_today: Sequence[Session],
    names: dict[str, str],
    now: Now,
    rules: RulesOf,
    outlook_of: OutlookOf = outlook,
) -> Board:
    """The board now: `running` are the open sessions, `names` the patients' names by id."""
    overdue, due = _waiting(running, now, rules, outlook_of)
    return Board(
        unit=unit.name,
        practice=unit.practice,
        day=short_day(now.local(now.at)),
        time=now.wall(now.at),
        who=who.name if who else "",
        charge=who is not None and who.role.value == "charge nurse",
        overdue=len(overdue),
        due=len(due),
        overdue_session=overdue[0].session if overdue else "",
        due_session=due[0].session if due else "",
        overdue_priority=_most_urgent(overdue),
        due_priority=_most_urgent(due),
        today=_today(running, over_today),
        tiles=tiles(unit, running, names, now, rules, outlook_of),
    )


def short_day(moment: datetime) -> str:
    """`Mon 23 Nov`."""
    return weekday(moment.date())


def tiles(
    unit: Unit,
    running: Iterable[Session],
    names: dict[str, str],
    now: Now,
    rules: RulesOf,
    outlook_of: OutlookOf = outlook,
) -> tuple[Chair, ...]:
    """A tile for each chair, taken or free, by its number: a chair never moves."""
    taken = {session.chair: session for session in running}
    chairs = sorted({*range(1, unit.chairs + 1), *taken})
    return tuple(
        tile(
            taken[chair], names.get(taken[chair].patient, ""), now, rules(taken[chair]), outlook_of
        )
        if chair in taken
        else Chair(chair)
        for chair in chairs
    )


def tile(
    session: Session, name: str, now: Now, pack: Pack, outlook_of: OutlookOf = outlook
) -> Chair:
    """The chair of a running session."""
    seen = outlook_of(session, now, pack)
    stage, clock, line, share = tile_clock(session, now, pack)
    return Chair(
        number=session.chair,
        session=session.id,
        name=name,
        course=f"C{session.course} · day {session.day} of {session.days}",
        stage=stage,
        clock=clock,
        line=line,
        share=share,
        after=_after(session, now, seen),
        resting=session.phase is Phase.PAUSED,
        alarms=tuple(
            ChairAlarm(alarm.priority, alarm.title, bool(alarm.acknowledged_by))
            for alarm in sorted(
                seen.alarms,
                key=lambda alarm: (bool(alarm.acknowledged_by), -alarm.priority.rank),
            )
        ),
    )


def _after(session: Session, now: Now, seen: Outlook) -> str:
    """What comes next on a running chair; how long somebody has waited who has not begun."""
    if session.phase is Phase.BEFORE:
        return f"here since {now.wall(session.wall(session.opened.at))}"
    following = (due for due in seen.due if due.key == "vitals")
    return next((f"vitals {now.wall(due.at)}" for due in following), "")


class _Waiting(NamedTuple):
    """Something due at a chair, and how urgent its alarm is."""

    at: datetime
    session: str
    urgency: Urgency
    priority: Priority


def _waiting(
    running: Iterable[Session], now: Now, rules: RulesOf, outlook_of: OutlookOf
) -> tuple[list[_Waiting], list[_Waiting]]:
    """What is overdue and what is due, the longest waiting first."""
    waiting = sorted(
        _Waiting(due.at, session.id, due.urgency, rule_of(due, rules(session)).priority)
        for session in running
        for due in outlook_of(session, now, rules(session)).due
        if not due.limit and due.urgency is not Urgency.COMING
    )
    overdue = [item for item in waiting if item.urgency is Urgency.OVERDUE]
    return overdue, [item for item in waiting if item.urgency is not Urgency.OVERDUE]


def _most_urgent(waiting: Sequence[_Waiting]) -> Priority | None:
    return max((item.priority for item in waiting), key=lambda one: one.rank, default=None)


TODAY = {
    Phase.INFUSING: "infusing",
    Phase.PAUSED: "paused",
    Phase.BEFORE: "before the start",
    Phase.OBSERVING: "observing",
    Phase.DISCHARGED: "gone home",
    Phase.CANCELLED: "cancelled",
}


def _today(running: Sequence[Session], over: Sequence[Session]) -> str:
    phases = [session.phase for session in (*running, *over)]
    said = [f"{phases.count(phase)} {word}" for phase, word in TODAY.items() if phase in phases]
    return " · ".join(said) or "nobody here yet"
