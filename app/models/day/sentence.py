"""The sentence of each kind of fact, in the timeline and on paper."""

from __future__ import annotations

from functools import singledispatch

from app.models import facts
from app.models.facts import Fact
from app.models.rules.pack import Pack


@singledispatch
def say(fact: Fact, pack: Pack) -> str:
    """The fact as a nurse would say it; a kind without words is a defect."""
    raise facts.UnknownKind(facts.kind_of(fact))
