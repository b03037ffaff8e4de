"""The only place that reads the time."""

from __future__ import annotations

import time
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Protocol

from app.errors import WorldError
from app.models.moment import Now, utc

BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


class Clock(Protocol):
    """What the program asks the time: the wall's, and one that never steps.

    `awake` counts seconds while the workstation runs, `alive` also those it slept; neither
    changes when somebody sets the clock. `boot` names the workstation's start from which `alive`
    counts.
    """

    def now(self) -> Now: ...
    def awake(self) -> float: ...
    def alive(self) -> float: ...
    def boot(self) -> str: ...


class SystemClock:
    """The workstation's clock and time zone; a `WorldError` where the zone is not known."""

    def __init__(self) -> None:
        from tzlocal import get_localzone  # only the running program needs it

        try:
            self._zone: tzinfo = get_localzone()
        except (ValueError, LookupError, OSError) as error:
            raise WorldError(
                what="Chairside cannot start.",
                why="The time zone that is set on this workstation is not known.",
                do="Ask IT to set it, or to correct the environment variable TZ: every time on "
                "the screen and on paper depends on it.",
            ) from error

    def now(self) -> Now:
        """The present instant in the workstation's zone."""
        return Now(datetime.now(UTC), self._zone)

    def awake(self) -> float:
        """Seconds on a clock that stops while the workstation sleeps, where there is one."""
        return time.monotonic()

    def alive(self) -> float:
        """Seconds on a clock that goes on while the workstation sleeps, where there is one."""
        boottime = getattr(time, "CLOCK_BOOTTIME", None)
        return time.monotonic() if boottime is None else time.clock_gettime(boottime)

    def boot(self) -> str:
        """Linux's own id of this start; elsewhere when it was, to ten seconds.

        The latter is weaker: it follows from the wall clock, so a clock that is set looks like
        another start, and two starts are told apart only by their times.
        """
        if BOOT_ID.exists():
            return BOOT_ID.read_text(encoding="ascii").strip()
        started = datetime.now(UTC).timestamp() - self.alive()
        return f"about {round(started, -1):.0f}"


class SimulatedClock:
    """A clock that stands until it is set; for scenarios, the tour, practice and tests."""

    def __init__(self, at: datetime, zone: tzinfo) -> None:
        self._at = utc(at)
        self._zone = zone
        self._awake = 0.0
        self._boot = f"simulated {self._at.isoformat()}"

    def now(self) -> Now:
        """The instant it was last set to."""
        return Now(self._at, self._zone)

    def awake(self) -> float:
        """Seconds it was moved on."""
        return self._awake

    def alive(self) -> float:
        """Seconds it was moved on."""
        return self._awake

    def boot(self) -> str:
        """Its one start, named by the instant it began to count from."""
        return self._boot

    def set(self, at: datetime) -> None:
        """Move to an instant; the steady clocks move with it, but never back."""
        later = utc(at)
        self._awake += max(0.0, (later - self._at).total_seconds())
        self._at = later

    def step(self, at: datetime) -> None:
        """Set the wall clock alone, as a person at the control panel does."""
        self._at = utc(at)
