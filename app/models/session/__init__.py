"""One day at the chair: a fold over its facts."""

from __future__ import annotations

from app.models.session.fold import as_started, fold
from app.models.session.state import (
    REACTION,
    Allowed,
    Bag,
    Pause,
    Phase,
    Premed,
    Run,
    Session,
    Stamp,
    VitalSet,
)

__all__ = [
    "REACTION",
    "Allowed",
    "Bag",
    "Pause",
    "Phase",
    "Premed",
    "Run",
    "Session",
    "Stamp",
    "VitalSet",
    "as_started",
    "fold",
]
