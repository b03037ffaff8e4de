"""The refusal of a gate that was not open at the moment something happened."""

from __future__ import annotations

from app.models.day.requirement import Gate, Requirement
from app.models.moment import Now
from app.models.refusal import Refusal
from app.models.wording import inside


def closed(gate: Gate, then: Now, said: str) -> Refusal | None:
    """Why the gate was closed `then`: a requirement is open, or was met only later."""
    missing = [item for item in gate if not item.done or _later(item, then)]
    if not missing:
        return None
    first = missing[0]
    detail = f"not before {then.wall(first.at)}" if first.done and first.at else first.detail
    others = f", and {len(missing) - 1} more" if len(missing) > 1 else ""
    return Refusal(
        code="gate_closed",
        sentence=f"{said}. Still missing: {inside(first.title)} ({detail}){others}.",
        rule=first.rule.text,
        source=f"{first.rule.status}: {first.rule.source}",
        open=tuple(item.key for item in missing),
    )


def _later(item: Requirement, then: Now) -> bool:
    return item.at is not None and item.at > then.at
