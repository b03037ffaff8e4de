"""What the desk lays beside a session: the patient and their earlier days, kept while they stand."""

from __future__ import annotations

from typing import NamedTuple

from app.models.day.session import Session
from app.models.patients import Patient
from app.models.subjects import PATIENT, SESSION, about


class Beside(NamedTuple):
    """What lies beside a session."""

    whose: Patient | None
    earlier: tuple[Session, ...]

    def tells_of(self, subject: str) -> bool:
        """Whether an entry of that subject makes it stale."""
        days = (about(SESSION, day.id) for day in self.earlier)
        return subject in (about(PATIENT, self.whose.id) if self.whose else "", *days)


class KeptBeside:
    """Without it, every look at a session would ask the journal for each of the earlier days."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[int, Beside]] = {}

    def of(self, session: str, version: int) -> Beside | None:
        """What lies beside it; None unless it was kept at this `data_version` of the journal."""
        at, beside = self._kept.get(session, (None, None))
        return beside if at == version else None

    def keep(self, session: str, version: int, beside: Beside) -> None:
        """Keep it until another program writes, or something that it tells of is written."""
        self._kept[session] = version, beside

    def written(self, subject: str) -> None:
        """Forget what an entry of that subject makes stale."""
        self._kept = {id: kept for id, kept in self._kept.items() if not kept[1].tells_of(subject)}

    def clear(self) -> None:
        """Forget everything."""
        self._kept.clear()
