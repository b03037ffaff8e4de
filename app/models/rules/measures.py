"""What the pack says of vital signs: their bounds, which are said together, what NEWS2 needs."""

from __future__ import annotations

from typing import Literal

from app.models.rules.rule import Direction, Item, Listed, Status, Strict

ChartPart = Literal["bar", "line", "row"]
"""How the day's chart shows a sign: both of a pair as a bar, one as a line, others as figures."""


class Sign(Item, frozen=True, kw_only=True):
    """A vital sign with its three tiers; `to` and `from` are inclusive."""

    DIRECTIONS = {
        "critical_to": Direction.AT_LEAST,
        "critical_from": Direction.AT_MOST,
        "abnormal_to": Direction.AT_LEAST,
        "abnormal_from": Direction.AT_MOST,
        "change": Direction.AT_MOST,
        "change_percent": Direction.AT_MOST,
        "implausible_below": Direction.ONE_OF,
        "implausible_above": Direction.ONE_OF,
    }

    name: str
    short: str
    unit: str
    decimals: int
    implausible_below: float
    implausible_above: float
    critical_to: float | None = None
    critical_from: float | None = None
    abnormal_to: float | None = None
    abnormal_from: float | None = None
    change: float | None = None
    change_percent: float | None = None
    chart: ChartPart | None = None

    @property
    def figures(self) -> int:
        """How many figures its longest value has, before and after the point."""
        return len(f"{self.implausible_above:.0f}") + self.decimals

    @property
    def spoken(self) -> str:
        """The name inside a sentence: `systolic`, but `SpO₂` as it is written."""
        capital = any(letter.isupper() for letter in self.name[1:])
        return self.name if capital else self.name.lower()


class Pair(Item, frozen=True, kw_only=True):
    """Two signs that are read and said together, the upper always above the lower."""

    name: str
    upper: str
    lower: str

    @property
    def keys(self) -> tuple[str, str]:
        """Both signs, as they are said: `124/76`."""
        return self.upper, self.lower


class VitalRules(Strict, frozen=True, kw_only=True):
    """The vital signs in the order a nurse takes them; `news2` lists what a NEWS2 score needs."""

    status: Status
    source: str
    signs: tuple[Sign, ...]
    pairs: tuple[Pair, ...]
    news2: Listed

    def pair_of(self, sign: str) -> Pair | None:
        """The pair that a sign belongs to."""
        return next((pair for pair in self.pairs if sign in pair.keys), None)
