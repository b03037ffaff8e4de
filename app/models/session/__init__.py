"""One day at the chair: a fold over its facts."""

from __future__ import annotations

from app.models.session.fold import fold
from app.models.session.state import (
    Allowed,
    Bag,
    Decided,
    Given,
    Pause,
    Phase,
    Premed,
    Run,
    Session,
    Stamp,
    VitalSet,
)

__all__ = [
    "Allowed",
    "Bag",
    "Decided",
    "Given",
    "Pause",
    "Phase",
    "Premed",
    "Run",
    "Session",
    "Stamp",
    "VitalSet",
    "fold",
]
