"""Whether a fact can stand in the record: the dispatch of each kind's one validity.

The command that records a fact and the correction that changes one both ask here, so nothing can be
corrected into the record that could not have been recorded. What is refused only for the moment (a
closed gate, a rate that would end too soon) is the command's matter."""

from __future__ import annotations

from collections.abc import Iterable
from functools import singledispatch

from app.models.day.session import Session
from app.models.facts import Fact
from app.models.refusal import Refusal
from app.models.rules.pack import Pack
from app.models.rules.rule import Choice


@singledispatch
def fits(fact: Fact, session: Session, pack: Pack) -> Refusal | None:
    """Why the fact cannot stand in this session's record; None when it can.

    `session` is the day as it is before the fact is recorded or, for a correction, as it is after
    the correction. A kind without a rule of its own always fits.
    """
    return None


def listed(key: str, known: Iterable[Choice]) -> bool:
    return key in {choice.key for choice in known}
