"""The one heartbeat's ear for time: it notices that the clock was set or the workstation slept."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from typing import NamedTuple

from app.clock import Clock
from app.desk import Desk
from app.models.commands import NoteClockStep, NoteSleep

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

    def put_on_record(self, gap: Gap, desks: Iterable[Desk]) -> None:
        """Record the gap, and those still owed; a `WorldError` leaves them owed."""
        if gap.stepped_s or gap.slept_s:
            name = secrets.token_hex(8)
            self._owed += [(gap, desk, name) for desk in desks]
        while self._owed:
            put_on_record(*self._owed[0])
            del self._owed[0]
