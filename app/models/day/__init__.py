"""One day at the chair, a module for each subject.

Importing the package registers every subject with `decide`, the fold and the timeline.
"""

from __future__ import annotations

from app.models.checks import answering, applied, gate, validity  # noqa: F401
from app.models.day import (  # noqa: F401
    alarms,
    apply,
    arrival,
    bag,
    clock,
    closed,
    correction,
    fits,
    fold,
    gates,
    history,
    infusion,
    leaving,
    observation,
    override,
    premedication,
    pump,
    reactions,
    requirement,
    schedule,
    sentence,
    session,
    stage,
    stroke,
    teaching,
    tiers,
    timeline,
    vitals,
)
