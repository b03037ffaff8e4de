"""Which checks are asked today, which answers stand, and what was decided about them.

An answer may stand beyond its day. It is then found in the patient's earlier sessions, which
the desk lays beside this one (`Session.earlier`), and read anew each time: an answer corrected
there is corrected here. Nothing is copied from day to day.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import msgspec

from app.models.checks.computed import computed, prior_day, reaction_seen, stroke_sign_seen
from app.models.checks.meaning import Meaning, graver, meaning
from app.models.checks.values import Typed, Unfit, plain, read
from app.models.day.session import Decided, Given, Session
from app.models.facts import Said
from app.models.rules.checks import AnswerIs, Check, Every, Field, OnRecord, Then, When
from app.models.rules.pack import Pack
from app.models.rules.rule import Override


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """How a field that is asked stands.

    `value` is None while it is unanswered. `mark` names its entry in `day`, the session it
    was given in; 0 where the record answers. `at` is the wall clock's, since when it counts.
    """

    field: Field
    value: Any = None
    meaning: Meaning = Meaning()
    day: Session
    mark: str = ""
    at: datetime | None = None
    by: str = ""
    decided: Decided | None = None
    decided_at: datetime | None = None

    @property
    def typed(self) -> Typed:
        """The answer as its kind has it."""
        return read(self.field, self.value)

    @property
    def missing(self) -> bool:
        """Whether the gate waits for an answer."""
        return self.value is None and self.field.needed

    @property
    def held(self) -> bool:
        """Whether nobody may go on."""
        return self.value is not None and self.meaning.then is Then.HOLD

    @property
    def refused(self) -> bool:
        """Whether somebody decided not to go on, whatever was answered or corrected since."""
        return self.decided is not None and self.decided.fact.said is not Said.GO_ON

    @property
    def undecided(self) -> bool:
        """Whether somebody has to decide, or has decided not to go on."""
        return self.refused or (
            self.value is not None and self.meaning.then is Then.DECIDE and self.decided is None
        )

    @property
    def who(self) -> Override:
        """Who decides: what a prescriber refused, only a prescriber allows."""
        by_prescriber = self.decided is not None and self.decided.fact.how is not None
        return Override.PRESCRIBER if self.refused and by_prescriber else self.meaning.who


# ------------------------------------------------------------------------------ asked at all


def applies(check: Check, session: Session, pack: Pack) -> bool:
    """Whether the check is asked today; what is not known of the patient does not excuse it."""
    when = check.when
    return (
        _within(session.day, when.day_from, when.day_to)
        and _within(session.course, when.course_from, when.course_to)
        and _whose(when, session)
        and (when.answer is None or _other_answer(when.answer, session, pack))
        and (when.on_record is None or _on_record(when.on_record, session))
        and (not when.switch or pack.is_on(when.switch))
    )


def _within(number: int, lowest: int | None, highest: int | None) -> bool:
    return (lowest is None or number >= lowest) and (highest is None or number <= highest)


def _whose(when: When, session: Session) -> bool:
    patient = session.whose
    if patient is None:
        return True
    right_age = _within(patient.age(session.date), when.age_from, when.age_to)
    return right_age and (not when.sex or patient.sex in when.sex)


def _other_answer(asked: AnswerIs, session: Session, pack: Pack) -> bool:
    check = pack.check(asked.check)
    if check is None or not applies(check, session, pack):
        return False
    fields = {item.field.key: item for item in standing(check, session, pack)}
    return _is_one_of(asked, fields)


def _is_one_of(asked: AnswerIs, fields: dict[str, Standing]) -> bool:
    item = fields.get(asked.field)
    if item is None or item.value is None:
        return False
    keys = item.value if isinstance(item.value, list) else [item.value]
    return any(key in asked.one_of for key in keys)


def _on_record(what: OnRecord, session: Session) -> bool:
    match what:
        case OnRecord.EARLIER_DOSE:
            return prior_day(session) is not None
        case OnRecord.STROKE_SIGN:
            return stroke_sign_seen(session)
        case OnRecord.REACTION:
            return reaction_seen(session)
        case OnRecord.PAUSE:
            return bool(session.pauses)


# ------------------------------------------------------------------------------ how it stands


def standing(check: Check, session: Session, pack: Pack) -> tuple[Standing, ...]:
    """Every field of the check that is asked, in its order.

    A decision to go on stands for the answers it was about, and for no others. One not to go
    on stands until a later one, so its field is here even if nobody would ask it any more.
    """
    days = _days(check, session)
    last = {field.key: _last_decision(check, field, days) for field in check.fields}
    found: dict[str, Standing] = {}
    for field in check.fields:
        decision = last[field.key]
        refused = decision is not None and decision[1].fact.said is not Said.GO_ON
        if field.after is None or _is_one_of(field.after, found) or refused:
            found[field.key] = _answer(check, field, days, pack)
    return tuple(_with_decision(check, item, found, last[key]) for key, item in found.items())


def _days(check: Check, session: Session) -> tuple[Session, ...]:
    """The sessions whose answers stand today, the oldest first and today's last."""
    if check.valid_days is not None:
        oldest = session.date - timedelta(days=check.valid_days)
        earlier = tuple(day for day in session.earlier if day.date >= oldest)
    elif check.every is Every.ONCE:
        earlier = session.earlier
    elif check.every is Every.COURSE:
        earlier = tuple(day for day in session.earlier if day.course == session.course)
    else:
        earlier = ()
    return (*earlier, session)


def _answer(check: Check, field: Field, days: tuple[Session, ...], pack: Pack) -> Standing:
    today = days[-1]
    if field.computed:
        value = computed(field, today, pack)
        if value is None:
            return Standing(field=field, day=today)
        typed = read(field, value)
        found = meaning(check, field, typed, today)
        return Standing(field=field, value=plain(field, value), meaning=found, day=today)
    for day in reversed(days):
        given = day.checks.get(check.key, {}).get(field.key)
        if given is None:
            continue
        try:
            value = plain(field, given.value)
        except Unfit:  # answered under other rules
            continue
        return _given(check, field, given, day, today)
    return Standing(field=field, day=today)


def _given(check: Check, field: Field, given: Given, day: Session, today: Session) -> Standing:
    found = meaning(check, field, read(field, given.value), today)
    since = given.stamp
    if given.righted and any(
        _was_graver(check, field, wrong, found, today) for wrong in given.wrong
    ):
        since = given.righted
    return Standing(
        field=field,
        value=plain(field, given.value),
        meaning=found,
        day=day,
        mark=given.mark,
        at=day.wall(since.at),
        by=since.by,
    )


def _was_graver(check: Check, field: Field, wrong: Any, now: Meaning, today: Session) -> bool:
    try:
        was = meaning(check, field, read(field, wrong), today)
    except Unfit:
        return False
    return graver(was.then, now.then)


def about(check: Check, field: Field, fields: dict[str, Standing]) -> dict[str, Any]:
    """The answers a decision about a field is about: its own, and the details asked after it."""
    return {
        key: item.value
        for key, item in fields.items()
        if item.value is not None and _belongs(check, item.field, field)
    }


def _belongs(check: Check, detail: Field, field: Field) -> bool:
    if detail.key == field.key:
        return True
    above = check.field(detail.after.field) if detail.after else None
    return above is not None and _belongs(check, above, field)


_Decision = tuple[Session, Decided]
"""A decision and the session it was made in."""


def _last_decision(check: Check, field: Field, days: tuple[Session, ...]) -> _Decision | None:
    found = [(day, day.decided.get(check.key, {}).get(field.key)) for day in reversed(days)]
    return next(((day, decided) for day, decided in found if decided), None)


def _with_decision(
    check: Check, item: Standing, fields: dict[str, Standing], last: _Decision | None
) -> Standing:
    if last is None:
        return item
    day, decided = last
    matches = decided.fact.about == about(check, item.field, fields)
    if decided.fact.said is Said.GO_ON and not matches:
        return item
    at = day.wall(decided.stamp.at)
    return msgspec.structs.replace(item, decided=decided, decided_at=at)
