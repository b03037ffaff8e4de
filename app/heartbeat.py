"""Detects clock changes and sleep, including a clock set while the program was off."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from app.clock import Clock
from app.desk import Desk
from app.errors import WorldError
from app.models.day.clock import NoteClockStep, NoteSleep
from app.models.moment import Now, full_date

SMALLEST_STEP_S = 5.0
"""Network time keeps a clock right by less than this; only a larger jump is on record."""

SHORTEST_SLEEP_S = 30.0
"""A shorter pause of the workstation is not on record."""


class Gap(NamedTuple):
    """What happened to time between two beats, in seconds; zero for nothing."""

    stepped_s: float
    slept_s: float


class Heartbeat:
    """Compares three clocks from beat to beat: the wall's, one that never steps, one that sleeps."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = self._read()

    def _read(self) -> tuple[float, float, float]:
        clock = self._clock
        return clock.now().at.timestamp(), clock.alive(), clock.awake()

    def beat(self) -> Gap:
        """What happened since the beat before."""
        before, self._last = self._last, self._read()
        wall, alive, awake = (now - then for now, then in zip(self._last, before, strict=True))
        stepped, slept = wall - alive, alive - awake
        return Gap(
            stepped_s=stepped if abs(stepped) >= SMALLEST_STEP_S else 0.0,
            slept_s=slept if slept >= SHORTEST_SLEEP_S else 0.0,
        )


def stepped_while_off(desk: Desk) -> Gap:
    """How far the clock was set since the record's last entry, as far as it can be proven.

    In the same start of the workstation, the seconds that went by prove any step. After another
    start only a clock behind the last entry is one: once that is recorded, running sessions
    continue from that entry and never go back before it.
    """
    left, clock = desk.left, desk.clock
    if left is None:
        return Gap(0.0, 0.0)
    stepped = (clock.now().at - left.at).total_seconds()
    went_by = clock.alive() - left.uptime
    if clock.boot() == left.boot and went_by >= 0:
        stepped -= went_by
    else:
        stepped = min(stepped, 0.0)
    return Gap(stepped_s=stepped if abs(stepped) >= SMALLEST_STEP_S else 0.0, slept_s=0.0)


def clock_doubt(desk: Desk) -> WorldError | None:
    """The notice to show while the clock is behind the last entry from before this start.

    Returned, not raised: the patient in the chair cannot wait until the clock is right.
    """
    now = desk.clock.now()
    if desk.left is None or (desk.left.at - now.at).total_seconds() < SMALLEST_STEP_S:
        return None
    return WorldError(
        what="This workstation's clock may be wrong.",
        why=f"It shows {_date_and_time(now, now.at)}, but the last entry was recorded at "
        f"{_date_and_time(now, desk.left.at)}.",
        do="Check the clock, or call IT, before you record anything. Running times continue "
        "from the last entry.",
    )


def _date_and_time(now: Now, instant: datetime) -> str:
    local = now.local(instant)
    return f"{local:%H:%M} on {full_date(local.date())}"


def put_on_record(gap: Gap, desk: Desk, name: str) -> None:
    """Record the gap in every session whose clocks it touches; under one name, only once."""
    slept, stepped = round(gap.slept_s, 1), round(gap.stepped_s, 1)
    for session in desk.open_sessions():
        request = f"{name}/{session.id}"
        if slept:
            desk.do(NoteSleep(session=session.id, seconds=slept, request=f"slept/{request}"))
        if stepped:
            desk.do(NoteClockStep(session=session.id, seconds=stepped, request=f"step/{request}"))


class Gaps:
    """The gaps that every record must hear of, kept until it has them: a full disk loses none."""

    def __init__(self) -> None:
        self._owed: list[tuple[Gap, Desk, str]] = []

    def owe(self, gap: Gap, desks: Iterable[Desk]) -> None:
        """Keep the gap; the next `put_on_record` records it."""
        if gap.stepped_s or gap.slept_s:
            name = secrets.token_hex(8)
            self._owed += [(gap, desk, name) for desk in desks]

    def put_on_record(self, gap: Gap, desks: Iterable[Desk]) -> None:
        """Record the gap, and those still owed; a `WorldError` leaves them owed."""
        self.owe(gap, desks)
        while self._owed:
            put_on_record(*self._owed[0])
            del self._owed[0]
