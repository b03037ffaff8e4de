"""The `[[checks]]` tables of a pack: what is asked, of whom, and what each answer leads to."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import msgspec

from app.models.facts import Sex
from app.models.rules.rule import Direction, Item, Override, Rule, Strict
from app.models.rules.stage import Stage

Key = Annotated[str, msgspec.Meta(pattern="^[a-z][a-z0-9_]*$")]

Words = Annotated[str, msgspec.Meta(min_length=1)]


class AtGate(StrEnum):
    """Which gate asks."""

    START = "start"
    DISCHARGE = "discharge"


class Every(StrEnum):
    """How long an answer stands before it is asked again."""

    SESSION = "session"
    COURSE = "course"
    ONCE = "once"


class Kind(StrEnum):
    """How a field is answered."""

    CONFIRM = "confirm"
    CHOICE = "choice"
    SEVERAL = "several"
    YES_NO_UNKNOWN = "yes_no_unknown"
    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    DATED_RESULT = "dated_result"
    PERSON = "person"
    DRUG_LINE = "drug_line"


class Then(StrEnum):
    """What an answer leads to, the mildest first.

    `decide` keeps the gate shut until somebody who may has decided to go on. Nobody goes on
    over a `hold`: only another answer, or a correction, ends it.
    """

    OK = "ok"
    WARN = "warn"
    DECIDE = "decide"
    HOLD = "hold"


class Computed(StrEnum):
    """What of the record answers a field by itself."""

    AGE = "age"
    FACILITY = "facility"
    PRIOR_DAY = "prior_day"


class PriorDay(StrEnum):
    """How the last infusion day went: the option keys of a field computed from `prior_day`."""

    HOME = "home"
    STROKE_SIGN = "stroke_sign"
    REACTION = "reaction"
    PART_DOSE = "part_dose"
    LEFT_EARLY = "left_early"


class OnRecord(StrEnum):
    """What must be on record for a check to be asked."""

    EARLIER_DOSE = "earlier_dose"
    STROKE_SIGN = "stroke_sign"
    REACTION = "reaction"
    PAUSE = "pause"


class CountedTo(StrEnum):
    """The day up to which the age of a result is counted."""

    TODAY = "today"
    FIRST_DOSE = "first_dose"


class Records(Strict, frozen=True, kw_only=True):
    """What else an answer puts on record: a stroke sign now, or a symptom since the last dose."""

    stroke_sign: str = ""
    symptom: str = ""


class Option(Item, frozen=True, kw_only=True):
    """One answer of a field; the one that needs nothing comes first.

    `override` says who decides, where that is not who the check names. `do` says what to do
    about it, in a few words. A `provisional` answer ("not yet", "unknown") may simply be given
    anew; any other that holds or needs a decision is corrected, with a reason.
    """

    DIRECTIONS = {"then": Direction.AT_LEAST}

    key: Key
    label: Words
    then: Then = Then.OK
    override: Override | None = None
    do: str = ""
    provisional: bool = False
    records: Records | None = None


class Band(Strict, frozen=True, kw_only=True):
    """What a number below or over a limit leads to; the first band that fits counts.

    Of a date, the number is its age in days; a date to come is below zero.
    """

    then: Then
    below: float | None = None
    over: float | None = None
    do: str = ""

    def holds(self, number: float) -> bool:
        """Whether the number lies in it; the limits themselves do not."""
        return (self.below is None or number < self.below) and (
            self.over is None or number > self.over
        )


class UnitOfMeasure(Strict, frozen=True, kw_only=True):
    """A unit that is offered; a number outside its bounds is a typing mistake."""

    name: Words
    lowest: float | None = None
    highest: float | None = None


class AnswerIs(Strict, frozen=True, kw_only=True):
    """Whether a field was answered by one of these options; `check` empty means the same check."""

    field: Key
    one_of: Annotated[tuple[Key, ...], msgspec.Meta(min_length=1)]
    check: str = ""


class When(Strict, frozen=True, kw_only=True):
    """On which days, and of whom, a check is asked: all that is given must be so."""

    day_from: int | None = None
    day_to: int | None = None
    course_from: int | None = None
    course_to: int | None = None
    age_from: int | None = None
    age_to: int | None = None
    sex: tuple[Sex, ...] = ()
    answer: AnswerIs | None = None
    on_record: OnRecord | None = None
    switch: str = ""


class Field(Item, frozen=True, kw_only=True):
    """One question of a check.

    `after` makes it a detail, asked only after an answer to an earlier field. `needed = false`
    lets the gate open without it. `ahead` allows a date to come. `short` is the word for it in
    sentences, where that is not the check's own. `hint` stands below an open question; in braces
    it names a telephone number of the unit.
    """

    key: Key
    ask: Words
    kind: Kind
    short: str = ""
    hint: str = ""
    options: tuple[Option, ...] = ()
    units: tuple[UnitOfMeasure, ...] = ()
    bands: tuple[Band, ...] = ()
    counted_to: CountedTo = CountedTo.TODAY
    computed: Computed | None = None
    after: AnswerIs | None = None
    needed: bool = True
    ahead: bool = False

    def option(self, key: str) -> Option | None:
        """The option of that key."""
        return next((item for item in self.options if item.key == key), None)


class Check(Rule, frozen=True, kw_only=True):
    """Something asked before the pump or before the patient leaves.

    `override` says who decides about an answer that needs it, and who may override the check
    unanswered. An answer stands for the session, the course, or for good; or for `valid_days`
    from the day it was given. `sentence` has a `{field}` for each answer it names.
    """

    key: Key
    gate: AtGate
    stage: Stage
    title: Words
    short: Words
    fields: tuple[Field, ...]
    every: Every = Every.SESSION
    valid_days: Annotated[int, msgspec.Meta(gt=0)] | None = None
    when: When = When()
    sentence: str = ""

    def field(self, key: str) -> Field | None:
        """The field of that key."""
        return next((item for item in self.fields if item.key == key), None)

    def root(self, field: Field) -> Field:
        """The question a detail belongs to; any other field is its own."""
        above = self.field(field.after.field) if field.after else None
        return self.root(above) if above else field

    def label(self, field: Field) -> str:
        """The word for a field's question in a sentence."""
        return self.root(field).short or self.short
