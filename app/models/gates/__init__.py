"""The gates: what must be true before the pump may start and before the patient leaves."""

from __future__ import annotations

from app.models.gates.discharge import discharge_gate, left_early, observed_until
from app.models.gates.requirement import Gate, Requirement, Stage, State, open_keys
from app.models.gates.start import not_met_at_start, start_by, start_gate
from app.models.moment import Now
from app.models.protocol import Pack
from app.models.session import Session

__all__ = [
    "Gate",
    "Requirement",
    "Stage",
    "State",
    "discharge_gate",
    "left_early",
    "not_met_at_start",
    "observed_until",
    "open_keys",
    "requirement",
    "start_by",
    "start_gate",
]


def requirement(session: Session, key: str, now: Now, pack: Pack) -> Requirement | None:
    """The requirement of that key in either gate, if it applies to this session."""
    gates = (*start_gate(session, now, pack), *discharge_gate(session, now, pack))
    return next((item for item in gates if item.key == key), None)
