"""The words of the discharge sheet: read from a file, typed and checked before they print."""

from __future__ import annotations

import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

from app.errors import WorldError
from app.models.rules import toml
from app.papers.kit.text import placeholders


def _holds(*names: str) -> Any:
    """A text that must hold exactly these placeholders."""
    return msgspec.Meta(min_length=1, extra={"holds": names})


Text = Annotated[str, _holds()]

OfCount = Annotated[str, _holds("count")]

OfDate = Annotated[str, _holds("date")]

OfEvery = Annotated[str, _holds("every")]

OfList = Annotated[str, _holds("list")]

OfNumber = Annotated[str, _holds("number")]

OfProduct = Annotated[str, _holds("product")]

OfSpan = Annotated[str, _holds("span")]

OfUntil = Annotated[str, _holds("until")]


class _Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A table of texts in which nothing may be missing or unknown."""


class CalendarWords(_Words, frozen=True):
    """How dates, hours and spans are written."""

    weekdays: Annotated[tuple[Text, ...], msgspec.Meta(min_length=7, max_length=7)]
    months: Annotated[tuple[Text, ...], msgspec.Meta(min_length=12, max_length=12)]
    months_short: Annotated[tuple[Text, ...], msgspec.Meta(min_length=12, max_length=12)]
    halves: Annotated[tuple[Text, ...], msgspec.Meta(min_length=2, max_length=2)]
    long_date: Annotated[str, _holds("weekday", "day", "month", "year")]
    date: Annotated[str, _holds("day", "month", "year")]
    short_date: Annotated[str, _holds("day", "month_short", "year")]
    time: Annotated[str, _holds("hour", "minute")]
    clock: Annotated[str, _holds("hour", "minute", "hour12", "half")]
    moment: Annotated[str, _holds("date", "clock")]
    decimal_mark: Text
    and_list: Text
    one_year: Text
    years: OfCount
    one_month: Text
    months_count: OfCount
    each_month: Text
    each_months: OfCount
    each_year: Text
    one_day: Text
    days: OfCount
    hours: OfCount


class EmergencyWords(_Words, frozen=True):
    """The box that the eye must meet first, with the five groups of signs."""

    title: OfNumber
    subtitle: Text
    watch: Text
    until: OfUntil
    clocks_change: Text
    go: Text
    say: OfProduct
    face: Text
    speech: Text
    sight: Text
    balance: Text
    head: Text


class AlsoWords(_Words, frozen=True):
    """Heart, lung and allergic signs."""

    title: OfNumber
    signs: Annotated[tuple[Text, ...], msgspec.Meta(min_length=1, max_length=8)]


class TodayWords(_Words, frozen=True):
    """Signs for a call to the unit on the same day; the first one names the fever."""

    title: Text
    phone_both: Annotated[str, _holds("day_phone", "night_phone")]
    phone_day: Annotated[str, _holds("day_phone")]
    phone_night: Annotated[str, _holds("night_phone")]
    phone_none: Text
    fever: Annotated[str, _holds("fever")]
    signs: Annotated[tuple[Text, ...], msgspec.Meta(min_length=1, max_length=8)]


class LaterWords(_Words, frozen=True):
    """The years after."""

    title: OfSpan
    text: OfProduct


class NextWords(_Words, frozen=True):
    """Next infusion, medicines, tests, food."""

    title: Text
    infusion: Text
    infusion_at: Annotated[str, _holds("date", "time", "day", "days")]
    infusion_on: Annotated[str, _holds("date", "day", "days")]
    infusion_unknown: Text
    infusion_last: Text
    infusion_next_course: OfDate
    antiviral: Text
    antiviral_until: Annotated[str, _holds("medicine", "date")]
    antiviral_for: Annotated[str, _holds("medicine", "span")]
    as_prescribed: Text
    antiviral_none: OfSpan
    medicines: Text
    medicine_until: Annotated[str, _holds("medicine", "date")]
    medicine: Annotated[str, _holds("medicine")]
    medicine_ask: Annotated[str, _holds("medicine")]
    tests: Text
    tests_by: Annotated[str, _holds("every", "date", "span")]
    tests_unknown: Annotated[str, _holds("every", "span")]
    exams: Text
    exam_thyroid: OfEvery
    exam_skin: OfEvery
    food: Text
    food_text: Text
    vaccines: Text
    vaccines_text: Text
    pregnancy: Text
    pregnancy_text: OfDate


class WhomWords(_Words, frozen=True):
    """Whom to call."""

    title: Text
    emergency: Text
    day: Text
    night: Text
    prescriber: Text
    number_none: Text


class BeforeWords(_Words, frozen=True):
    """Teach-back and signatures."""

    title: Text
    taught: Annotated[str, _holds("by", "time")]
    not_taught: Annotated[str, _holds("by", "time", "reason")]
    not_recorded: Text
    patient: Text
    nurse: Text
    nurse_named: Annotated[str, _holds("name")]
    signed_at: Text


class CardWords(_Words, frozen=True):
    """The wallet card, for an emergency department."""

    cut: OfUntil
    claim: OfProduct
    given: Annotated[str, _holds("dose", "stop")]
    alert: OfUntil
    team: Text
    risks: OfSpan
    anticoagulants: OfList
    anticoagulants_none: Text
    anticoagulants_unknown: Text
    allergies: OfList
    allergies_none: Text
    allergies_unknown: Text
    unit_phones: Annotated[str, _holds("unit", "phones")]
    phones_none: Text
    prescriber: Annotated[str, _holds("name", "phone")]
    prescriber_no_phone: Annotated[str, _holds("name")]
    prescriber_none: Text


class FootWords(_Words, frozen=True):
    """The small print at the foot of every page."""

    printed: Annotated[str, _holds("date", "time", "by")]
    program: Annotated[str, _holds("unit", "app", "protocol")]
    page: Annotated[str, _holds("page", "pages")]


class SheetWords(_Words, frozen=True):
    """All words of the discharge sheet in one language."""

    id: Literal["discharge"]
    language: Annotated[str, msgspec.Meta(pattern="^[a-z]{2,3}(-[A-Za-z]{2,4})?$")]
    version: Annotated[int, msgspec.Meta(ge=1)]
    title: Text
    given: Annotated[str, _holds("product", "dose", "course", "day", "days")]
    given_part: Annotated[str, _holds("product", "dose", "planned", "course", "day", "days")]
    when: Annotated[str, _holds("date", "start", "stop")]
    born: OfDate
    born_unknown: Text
    mrn: Annotated[str, _holds("mrn")]
    practice: Text
    practice_mark: Text
    calendar: CalendarWords
    emergency: EmergencyWords
    also: AlsoWords
    today: TodayWords
    later: LaterWords
    next: NextWords
    whom: WhomWords
    before: BeforeWords
    card: CardWords
    foot: FootWords


def load_words(path: Path) -> SheetWords:
    """Read and check one sheet file; a bad file is refused with the place and the reason."""
    what = f"The sheet text {path.name} cannot be used."
    do = "Put back the file that came with the program, or correct it and try again."
    try:
        words = msgspec.convert(toml.read(path), SheetWords)
    except OSError as problem:
        raise WorldError(what, f"It cannot be read: {problem.strerror}.", do) from problem
    except ValueError as problem:  # also TOML's, UTF-8's and msgspec's own
        raise WorldError(what, f"{str(problem).rstrip('.')}.", do) from problem
    for place, text, names in _texts(words):
        if (found := placeholders(text)) != set(names):
            wanted = ", ".join(f"{{{name}}}" for name in names) or "no names in braces"
            has = ", ".join(f"{{{name}}}" for name in sorted(found)) or "none"
            raise WorldError(what, f"{place} must hold {wanted}, and holds {has}.", do)
        if text.count("**") % 2:
            raise WorldError(what, f"{place} opens bold with ** and does not close it.", do)
    return words


def _texts(table: _Words, place: str = "") -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Every text with its place and the placeholders that it must hold."""
    hints = typing.get_type_hints(type(table), include_extras=True)
    for name in table.__struct_fields__:
        value, where = getattr(table, name), f"{place}{name}"
        if isinstance(value, _Words):
            yield from _texts(value, f"{where}.")
        elif isinstance(value, tuple):
            yield from ((f"{where}[{at}]", text, ()) for at, text in enumerate(value, start=1))
        elif isinstance(value, str):
            metas = getattr(hints[name], "__metadata__", ())
            extra = next((meta.extra for meta in metas if getattr(meta, "extra", None)), None)
            yield where, value, extra["holds"] if extra else ()
