"""What an answer or a decision does to the day, and its sentence in the timeline."""

from __future__ import annotations

from msgspec.structs import replace

from app.models import facts
from app.models.checks import sentences
from app.models.day.apply import apply
from app.models.day.history import as_it_stands, corrections
from app.models.day.sentence import say
from app.models.day.session import Decided, Given, Session, Stamp
from app.models.facts import CheckAnswered, CheckDecided, Entry, EntryCorrected
from app.models.rules.pack import Pack


def answered(fact: CheckAnswered, session: Session, stamp: Stamp, entry: Entry) -> Session:
    """The last answer to a field stands."""
    given = Given(value=fact.value, stamp=stamp, mark=entry.mark)
    return _with_answer(session, fact.check, fact.field, given)


def decided(fact: CheckDecided, session: Session, stamp: Stamp, entry: Entry) -> Session:
    """The last decision about a field stands, for the answers it was about."""
    fields = {**session.decided.get(fact.check, {}), fact.field: Decided(stamp=stamp, fact=fact)}
    return replace(session, decided={**session.decided, fact.check: fields})


def righted(fact: EntryCorrected, session: Session, stamp: Stamp) -> Session:
    """Remember what a corrected answer was before, and since when it is right."""
    wrong = _before(fact, session) if fact.values and not fact.struck else None
    if wrong is None:
        return session
    given = session.checks.get(wrong.check, {}).get(wrong.field)
    if given is None or given.mark != fact.entry:  # answered anew since
        return session
    told = replace(given, wrong=(*given.wrong, wrong.value), righted=stamp)
    return _with_answer(session, wrong.check, wrong.field, told)


def _before(fact: EntryCorrected, session: Session) -> CheckAnswered | None:
    """The answer as it stood before this correction, if it is one that is corrected."""
    entry = next((item for item in session.entries if item.mark == fact.entry), None)
    if entry is None or not isinstance(entry.fact, CheckAnswered):
        return None
    stood = as_it_stands(entry, corrections(session.entries).get(fact.entry, ()))
    return stood.fact if stood and isinstance(stood.fact, CheckAnswered) else None


def _with_answer(session: Session, check: str, field: str, given: Given) -> Session:
    fields = {**session.checks.get(check, {}), field: given}
    return replace(session, checks={**session.checks, check: fields})


apply.register(facts.CheckAnswered, answered)


apply.register(facts.CheckDecided, decided)


@say.register
def _(fact: facts.CheckAnswered, pack: Pack) -> str:
    return sentences.answered(fact, pack, {})


say.register(facts.CheckDecided, sentences.decided)
