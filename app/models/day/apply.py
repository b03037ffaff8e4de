"""What one more fact does to the day: the dispatch of each kind's part in the fold."""

from __future__ import annotations

from functools import singledispatch

from app.models import facts
from app.models.day.session import Session, Stamp
from app.models.facts import Entry, Fact


@singledispatch
def apply(fact: Fact, session: Session, stamp: Stamp, entry: Entry) -> Session:
    """The session after one more fact; a kind that has no place in a session raises."""
    raise facts.UnknownKind(f"{facts.kind_of(fact)} in a session's story")
