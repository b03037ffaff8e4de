"""One thing a gate asks for, and how it stands."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import msgspec

from app.models.day.session import Allowed, Session, Stamp
from app.models.rules.rule import Override, Rule
from app.models.rules.stage import Stage


class State(StrEnum):
    """Whether a requirement is met."""

    OPEN = "open"
    OVERRIDDEN = "overridden"
    MET = "met"


class Requirement(msgspec.Struct, frozen=True, kw_only=True):
    """One thing a gate asks for: what it is, how it stands, who may override it."""

    key: str
    title: str
    stage: Stage
    state: State
    detail: str
    rule: Rule
    by: str = ""
    at: datetime | None = None

    @property
    def done(self) -> bool:
        """Met, or overridden by somebody who may."""
        return self.state is not State.OPEN


Gate = tuple[Requirement, ...]


def open_keys(gate: Gate) -> tuple[str, ...]:
    """The keys of what is still missing."""
    return tuple(item.key for item in gate if not item.done)


def stamped(
    session: Session,
    key: str,
    title: str,
    stage: Stage,
    rule: Rule,
    stamp: Stamp | None,
    done: str,
    to_do: str,
) -> Requirement:
    """A requirement that is met once somebody has done it."""
    detail = done if stamp else to_do
    return required(session, key, title, stage, rule, stamp is not None, detail, stamp)


def required(
    session: Session,
    key: str,
    title: str,
    stage: Stage,
    rule: Rule,
    met: bool,
    detail: str,
    stamp: Stamp | None,
) -> Requirement:
    """A requirement as it stands: met, overridden by somebody who may, or open."""
    allowed = session.overrides.get(key)
    if not met and allowed and rule.override is not Override.NOBODY:
        return Requirement(
            key=key,
            title=title,
            stage=stage,
            state=State.OVERRIDDEN,
            detail=f"{allowed.allowed_by}: {allowed.reason}",
            rule=rule,
            by=allowed.stamp.by,
            at=session.wall(allowed.stamp.at),
        )
    return Requirement(
        key=key,
        title=title,
        stage=stage,
        state=State.MET if met else State.OPEN,
        detail=detail,
        rule=rule,
        by=stamp.by if stamp else "",
        at=session.wall(stamp.at) if stamp else None,
    )


def without_override(session: Session, requirement: str) -> dict[str, Allowed]:
    return {key: told for key, told in session.overrides.items() if key != requirement}
