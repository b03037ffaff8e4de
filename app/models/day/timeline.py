"""The day in sentences: one row for each entry, corrections beside what they correct."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import msgspec

from app.models import facts
from app.models.checks import sentences
from app.models.day.history import Correction, corrections, history
from app.models.day.sentence import say
from app.models.day.session import Session
from app.models.facts import Entry, EntryCorrected, Fact
from app.models.rules.pack import Pack


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the day: what happened, when, and who wrote it.

    `mark` names its entry, `place` counts the entries in the order they were written.
    `wrong` is the sentence that was corrected, to be shown struck through beside `text`; several
    wrong ones stand one after the other, with arrows. A row struck out altogether has an empty
    `text`. `late_reason` says why it was written down later.
    """

    mark: str
    place: int
    kind: str
    at: datetime
    written_at: datetime
    text: str
    by: str
    wrong: str = ""
    wrong_at: datetime | None = None
    reason: str = ""
    corrected_by: str = ""
    late_reason: str = ""


def timeline(session: Session, pack: Pack) -> tuple[Row, ...]:
    """The day so far in the order it happened; a correction stands in the row it corrects.

    A row shows what the wall clock showed then, so after a clock step the times may go back.
    """
    made = corrections(session.entries)
    step = timedelta()
    placed = []
    answers: dict[str, dict[str, Any]] = {}
    for place, entry in enumerate(session.entries, start=1):
        if isinstance(entry.fact, facts.ClockStepped):
            step += timedelta(seconds=entry.fact.seconds)
        if not isinstance(entry.fact, EntryCorrected):
            right = history(entry, made.get(entry.mark, ()))[-1]
            row = _row(entry, place, made.get(entry.mark, ()), pack, answers)
            placed.append((row.at - step, place, row))
            if right and isinstance(right.fact, facts.CheckAnswered):
                answers.setdefault(right.fact.check, {})[right.fact.field] = right.fact.value
    return tuple(row for _, _, row in sorted(placed, key=lambda place: place[:2]))


Answers = Mapping[str, Mapping[str, Any]]
"""The answers given so far, by check and field: a detail is said together with its question."""


def _row(
    entry: Entry, place: int, made: tuple[Correction, ...], pack: Pack, answers: Answers
) -> Row:
    said = _said(entry.fact, pack, answers)
    row = Row(
        mark=entry.mark,
        place=place,
        kind=facts.kind_of(entry.fact),
        at=entry.occurred_at,
        written_at=entry.recorded_at,
        text=said,
        by=entry.actor,
        late_reason=entry.late_reason,
    )
    if not made:
        return row
    *earlier, right = history(entry, made)
    now_said = _said(right.fact, pack, answers) if right else ""
    at = right.occurred_at if right else entry.occurred_at
    before = [_said(item.fact, pack, answers) for item in earlier if item]
    return msgspec.structs.replace(
        row,
        at=at,
        text=now_said,
        wrong=" → ".join(text for text in dict.fromkeys(before) if text != now_said),
        wrong_at=entry.occurred_at if at != entry.occurred_at else None,
        reason="; ".join(fact.reason for _, fact in made),
        corrected_by=made[-1][0].actor,
    )


def _said(fact: Fact, pack: Pack, answers: Answers) -> str:
    if isinstance(fact, facts.CheckAnswered):
        return sentences.answered(fact, pack, answers.get(fact.check, {}))
    return say(fact, pack)
