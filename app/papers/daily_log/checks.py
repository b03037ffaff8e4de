"""The exceptions that checks leave on the day's log: decisions, and answers that held."""

from __future__ import annotations

from collections.abc import Iterator

from app.models.checks.meaning import meaning
from app.models.checks.standing import standing
from app.models.checks.values import Unfit, read
from app.models.day.history import as_it_stands, corrections
from app.models.day.session import Session
from app.models.day.timeline import Row, timeline
from app.models.facts import CheckAnswered, CheckDecided, Entry, Fact
from app.models.moment import Now
from app.models.rules.checks import Then
from app.models.rules.pack import Pack
from app.papers.daily_log.value import LogMark


def check_marks(session: Session, pack: Pack, now: Now) -> Iterator[LogMark]:
    """Each decision about an answer; each answer that held before it was corrected."""
    rows = {row.mark: row for row in timeline(session, pack)}
    standing_holds: dict[tuple[str, str], str] = {}
    made = corrections(session.entries)
    for entry in session.entries:
        row = rows.get(entry.mark)
        if row is None:
            continue
        if isinstance(entry.fact, CheckDecided) and row.text:
            yield LogMark(mark="DECIDED", sentence=f"{now.wall(row.at)} {row.text}.")
        if isinstance(entry.fact, CheckAnswered):
            yield from _taken_back(entry, row, standing_holds, session, pack, now)
        if isinstance(entry.fact, CheckAnswered) and row.wrong:
            changes = made.get(entry.mark, ())
            stood = [as_it_stands(entry, changes[:count]) for count in range(len(changes) + 1)]
            held = [item is not None and _held(item.fact, session, pack) for item in stood]
            if any(held[:-1]) and not held[-1]:
                right = row.text or "struck out"
                yield LogMark(
                    mark="HOLD CORRECTED", sentence=f"{row.wrong} → {right}: {row.reason}."
                )


def _taken_back(
    entry: Entry,
    row: Row,
    held: dict[tuple[str, str], str],
    session: Session,
    pack: Pack,
    now: Now,
) -> Iterator[LogMark]:
    """A hold that was answered anew as a mis-tap; `held` are those that stood so far."""
    stands = as_it_stands(entry, corrections(session.entries).get(entry.mark, ()))
    if stands is None or not isinstance(stands.fact, CheckAnswered):
        return
    place = (stands.fact.check, stands.fact.field)
    said = f"{now.wall(row.at)} {row.text}"
    before = held.pop(place, "")
    if _held(stands.fact, session, pack, for_good=True):
        held[place] = said
    elif before:
        yield LogMark(mark="HOLD CORRECTED", sentence=f"{before} → {said}: tapped anew.")


def _held(fact: Fact, session: Session, pack: Pack, *, for_good: bool = False) -> bool:
    """Whether nobody went on with this answer; `for_good` leaves out what is not known yet."""
    check = pack.check(fact.check) if isinstance(fact, CheckAnswered) else None
    if check is None or not isinstance(fact, CheckAnswered):
        return False
    field = check.field(fact.field)
    if field is None:
        return False
    try:
        found = meaning(check, field, read(field, fact.value), session)
    except Unfit:
        return False
    return found.then is Then.HOLD and not (for_good and found.provisional)


def let_pass_unanswered(key: str, session: Session, pack: Pack) -> bool:
    """Whether an override stands for missing answers, or for a requirement that is no check."""
    check = pack.check(key)
    return check is None or any(item.missing for item in standing(check, session, pack))
