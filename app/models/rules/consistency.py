"""What in a set of rules contradicts itself, whichever file its values come from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from string import Formatter
from typing import TYPE_CHECKING, NamedTuple

from app.models.facts import PHONE_KEYS, VitalsTaken
from app.models.rules.check_reading import mistakes
from app.models.rules.danger import PLACES
from app.models.rules.measures import Sign

if TYPE_CHECKING:
    from app.models.rules.pack import Pack


class Contradiction(NamedTuple):
    """Keys whose values do not go together, and why not."""

    at: tuple[tuple[str, ...], ...]
    sentence: str


def contradiction(pack: Pack) -> Contradiction | None:
    """The first contradiction in the rules, None when there is none."""
    return next(iter(contradictions(pack)), None)


def contradictions(pack: Pack) -> Iterator[Contradiction]:
    """Every contradiction in the rules."""
    yield from _signs(pack)
    yield from _numbers(pack)
    yield from _twice(pack)
    yield from _strangers(pack)
    yield from _chart(pack)
    yield from _steps(pack)
    yield from _checks(pack)
    for sign in pack.vitals.signs:
        yield from _bounds(sign)


def _signs(pack: Pack) -> Iterator[Contradiction]:
    """No vital sign at all, or one whose key a set of vitals has a meaning of its own for."""
    if not pack.vitals.signs:
        yield Contradiction((("vitals", "signs"),), "there is no vital sign.")
    for sign in pack.vitals.signs:
        if sign.key in VitalsTaken.__struct_fields__:
            yield Contradiction(
                (("vitals", "signs", sign.key),), f"no vital sign can be called {sign.key!r}."
            )


def _chart(pack: Pack) -> Iterator[Contradiction]:
    """More on the chart than it can show: one pair as a bar, one sign as a line."""
    bars = [sign.key for sign in pack.vitals.signs if sign.chart == "bar"]
    if bars and set(bars) not in [set(pair.keys) for pair in pack.vitals.pairs]:
        yield Contradiction(
            tuple(("vitals", "signs", key, "chart") for key in bars),
            "a bar on the chart is the two signs of one pair.",
        )
    lines = [sign.key for sign in pack.vitals.signs if sign.chart == "line"]
    if len(lines) > 1:
        yield Contradiction(
            tuple(("vitals", "signs", key, "chart") for key in lines),
            "the chart shows one sign as a line.",
        )


def _numbers(pack: Pack) -> Iterator[Contradiction]:
    late, overdue = pack.schedule.late_after_min, pack.schedule.overdue_after_min
    if late.value >= overdue.value:
        yield Contradiction(
            (("schedule", "late_after_min", "value"), ("schedule", "overdue_after_min", "value")),
            f"late after {late.value} min is not before overdue after {overdue.value} min.",
        )
    volumes = ("smallest_volume_ml", "nominal_volume_ml", "largest_volume_ml")
    values = [getattr(pack.bag, name).value for name in volumes]
    if values != sorted(values):
        yield Contradiction(
            tuple(("bag", name, "value") for name in volumes),
            "the smallest, nominal and largest volume are not in this order.",
        )


_ORDER = (
    ("implausible_below", "critical_to"),
    ("critical_to", "abnormal_to"),
    ("abnormal_to", "abnormal_from"),
    ("abnormal_from", "critical_from"),
    ("critical_from", "implausible_above"),
    ("critical_to", "critical_from"),
    ("implausible_below", "implausible_above"),
)
"""Bounds of a vital sign from the lowest to the highest, where it has both."""


def _bounds(sign: Sign) -> Iterator[Contradiction]:
    for low, high in _ORDER:
        below, above = getattr(sign, low), getattr(sign, high)
        if below is not None and above is not None and below > above:
            yield Contradiction(
                (("vitals", "signs", sign.key, low), ("vitals", "signs", sign.key, high)),
                f"{low} {below:g} is above {high} {above:g}.",
            )


def _twice(pack: Pack) -> Iterator[Contradiction]:
    lists: dict[tuple[str, ...], Iterable[str]] = {
        ("vitals", "signs"): [item.key for item in pack.vitals.signs],
        ("symptoms",): [item.key for item in pack.symptoms],
        ("stroke_signs",): [item.key for item in pack.stroke_signs],
        ("premedications",): [item.key for item in pack.premedications],
        ("start", "questions"): [item.key for item in pack.start.questions],
        ("stroke", "asked", "questions"): [item.key for item in pack.stroke.asked.questions],
        ("phones", "roles"): [item.key for item in pack.phones.roles],
    }
    for at, keys in lists.items():
        seen: set[str] = set()
        for key in keys:
            if key in seen:
                yield Contradiction(((*at, key),), f"the key {key!r} stands twice in one list.")
            seen.add(key)


def _strangers(pack: Pack) -> Iterator[Contradiction]:
    """Keys that name something the rules or the record do not have."""
    symptoms = {item.key for item in pack.symptoms}
    signs = {item.key for item in pack.vitals.signs}
    asked = pack.stroke.asked.questions
    of_question = ("stroke", "asked", "questions")
    named: list[tuple[tuple[str, ...], Iterable[str], Iterable[str]]] = [
        (("reaction", "stop_pump", "value"), pack.reaction.stop_pump.value, symptoms),
        (of_question, [item.key for item in asked], symptoms),
        (of_question, [item.if_yes for item in asked], [item.key for item in pack.stroke_signs]),
        (("vitals", "pairs"), [key for pair in pack.vitals.pairs for key in pair.keys], signs),
        (("phones", "roles"), [item.key for item in pack.phones.roles], PHONE_KEYS),
    ]
    for at, keys, known in named:
        if strange := [key for key in keys if key not in known]:
            yield Contradiction((at,), f"there is no {strange[0]!r} to name here.")


def _checks(pack: Pack) -> Iterator[Contradiction]:
    for key, sentence in mistakes(
        pack.checks,
        switches={item.key for item in pack.switches},
        stroke_signs={item.key for item in pack.stroke_signs},
        symptoms={item.key for item in pack.symptoms},
        taken={item.key for item in pack.premedications},
    ):
        yield Contradiction((("checks", key),), f"{sentence}.")


def _steps(pack: Pack) -> Iterator[Contradiction]:
    """Steps with a word in braces that nothing fills."""
    for table, rules in (("reaction", pack.reaction), ("stroke", pack.stroke)):
        for name in ("steps", "steps_after_leaving"):
            for step in getattr(rules, name).value:
                if wrong := _unfilled(step):
                    yield Contradiction(((table, name, "value"),), f"{step!r}: {wrong}.")


def _unfilled(step: str) -> str:
    try:
        places = [name for _, name, _, _ in Formatter().parse(step) if name is not None]
    except ValueError:
        return "a brace is not closed"
    return next((f"nothing fills {{{name}}}" for name in places if name not in PLACES), "")
