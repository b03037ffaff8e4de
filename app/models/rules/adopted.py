"""The rules on record: adopted as a fact with their whole text, and found again by their hash."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable

import msgspec

from app.errors import WorldError
from app.models.day.session import Session
from app.models.facts import Entry, RulesAdopted, UnknownKind, kind_of
from app.models.rules.pack import Pack
from app.models.subjects import RULES

SUBJECT = RULES
"""The subject in the journal under which all rules are adopted."""

RulesOf = Callable[[Session], Pack]
"""Finds the rules that a session began under."""


class Adopted(msgspec.Struct, frozen=True, kw_only=True):
    """Every set of rules adopted on this record, by hash, and which one was the last."""

    last: str
    texts: dict[str, str]

    def pack(self, name: str) -> Pack:
        """The rules that hash to this name; `WorldError` when the record lacks them or they cannot be read."""
        try:
            return msgspec.json.decode(self.texts[name], type=Pack)
        except (KeyError, msgspec.ValidationError) as error:
            raise WorldError(
                what="The rules that this day began under cannot be read.",
                why=f"The record has no rules {name[:8]} that this program understands.",
                do="Do not go by this screen. Restore the record from its backup, or start the "
                "version of Chairside that wrote it.",
            ) from error


def fold_adopted(entries: Iterable[Entry], before: Adopted | None = None) -> Adopted | None:
    """The rules adopted so far, None on a new record; `before` is the fold of all earlier ones."""
    adopted = before
    for entry in entries:
        match entry.fact:
            case RulesAdopted() as fact:
                texts = adopted.texts if adopted else {}
                adopted = Adopted(
                    last=fact.hash,
                    texts={**texts, fact.hash: fact.text},
                )
            case other:
                raise UnknownKind(f"{kind_of(other)} among the rules")
    return adopted


def adoption(pack: Pack) -> RulesAdopted:
    """The fact that adopts these rules: their whole text as sorted JSON, named by its SHA-256."""
    text = msgspec.json.encode(pack, order="sorted").decode()
    return RulesAdopted(
        hash=hashlib.sha256(text.encode()).hexdigest(),
        pack=pack.id,
        version=pack.version,
        text=text,
    )
