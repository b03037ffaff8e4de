"""A rule in words: who may override it, how well it is founded, and where it comes from."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import msgspec


class Override(StrEnum):
    """Who may let a patient pass a requirement that is not met."""

    NOBODY = "nobody"
    PRESCRIBER = "prescriber"
    NURSE = "nurse"


class Status(StrEnum):
    """How well a rule is founded; shown wherever the rule is shown."""

    LABEL = "label"
    SECONDARY = "secondary"
    SITE = "site"
    UNVERIFIED = "unverified"


class Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A table of the pack; a field it does not know is an error, not a remark."""


class Rule(Strict, frozen=True):
    """One rule in words, who may override it, and where it comes from."""

    text: str
    override: Override
    status: Status
    source: Annotated[str, msgspec.Meta(min_length=1)]


class Whole(Rule, frozen=True):
    """A rule with a whole number; its unit is the end of its name."""

    value: Annotated[int, msgspec.Meta(gt=0)]


class Decimal(Rule, frozen=True):
    """A rule with a decimal number; its unit is the end of its name."""

    value: Annotated[float, msgspec.Meta(gt=0)]
