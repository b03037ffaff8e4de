"""What a rule is: its value, who may override it, how well it is founded, and which way is stricter."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, ClassVar

import msgspec


class Override(StrEnum):
    """Who may override a requirement that is not met; the last is the strictest."""

    NURSE = "nurse"
    PRESCRIBER = "prescriber"
    NOBODY = "nobody"


class Status(StrEnum):
    """How well a rule is founded; shown wherever the rule is shown."""

    LABEL = "label"
    SECONDARY = "secondary"
    SITE = "site"
    UNVERIFIED = "unverified"


class Priority(StrEnum):
    """How urgent an alarm is, after IEC 60601-1-8; the last is the most urgent."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"

    @property
    def rank(self) -> int:
        """A higher number is more urgent."""
        return list(Priority).index(self)


class Direction(StrEnum):
    """Which way a policy may change a value, and so what "stricter" means for it."""

    AT_LEAST = "at_least"
    """A minimum: a policy may raise it."""
    AT_MOST = "at_most"
    """A maximum: a policy may lower it."""
    ONLY_ADDS = "only_adds"
    """A list of what is asked, watched or done: a policy may add to it."""
    ONE_OF = "one_of"
    """No value is stricter. A policy may narrow a list of choices; a single value stays."""


class TightenedBy(StrEnum):
    """Whose policy set a value; nobody's is the pack's own."""

    NOBODY = ""
    UNIT = "unit policy"
    MACHINE = "machine policy"


class Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A table of the pack; a field it does not know is an error, not a remark.

    `DIRECTIONS` names the fields that a policy may change. The stored rules of earlier sessions
    are read with these types too: once shipped, a field is only ever added, with a default.
    """

    DIRECTIONS: ClassVar[Mapping[str, Direction]] = {}

    def directions(self) -> Mapping[str, Direction]:
        """Which fields a policy may change, and which way."""
        return self.DIRECTIONS


class Item(Strict, frozen=True, kw_only=True):
    """An entry of a list, known by its key; `tightened_by` says whose policy added or changed it."""

    key: str
    tightened_by: TightenedBy = TightenedBy.NOBODY


class Choice(Item, frozen=True, kw_only=True):
    """An item of a list a nurse picks from."""

    name: str


class Rule(Strict, frozen=True, kw_only=True):
    """One rule in words, who may override it, and where it comes from."""

    DIRECTIONS = {"override": Direction.AT_LEAST}

    text: str
    override: Override
    status: Status
    source: Annotated[str, msgspec.Meta(min_length=1)]
    tightened_by: TightenedBy = TightenedBy.NOBODY


class Valued(Rule, frozen=True, kw_only=True):
    """A rule with a value; the pack may name another direction than its kind has."""

    direction: Direction = Direction.ONE_OF

    def directions(self) -> Mapping[str, Direction]:
        """Who may override it, and the value."""
        return {**self.DIRECTIONS, "value": self.direction}


class Whole(Valued, frozen=True, kw_only=True):
    """A rule with a whole number that is neither a minimum nor a maximum.

    The unit of a number is the end of its rule's name.
    """

    value: Annotated[int, msgspec.Meta(gt=0)]


class AtLeast(Whole, frozen=True, kw_only=True):
    """A minimum: a larger whole number is stricter."""

    direction: Direction = Direction.AT_LEAST


class AtMost(Whole, frozen=True, kw_only=True):
    """A maximum: a smaller whole number is stricter."""

    direction: Direction = Direction.AT_MOST


class Decimal(Valued, frozen=True, kw_only=True):
    """A rule with a decimal number that is neither a minimum nor a maximum."""

    value: Annotated[float, msgspec.Meta(gt=0)]


class DecimalAtLeast(Decimal, frozen=True, kw_only=True):
    """A minimum: a larger number is stricter."""

    direction: Direction = Direction.AT_LEAST


class DecimalAtMost(Decimal, frozen=True, kw_only=True):
    """A maximum: a smaller number is stricter."""

    direction: Direction = Direction.AT_MOST


class Listed(Valued, frozen=True, kw_only=True):
    """A rule with a list of words or keys, in the order in which they are shown."""

    value: Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]
    direction: Direction = Direction.ONLY_ADDS
