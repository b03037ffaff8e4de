"""What stands at the foot of every page: when and by whom it was printed, and which versions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import msgspec

from app import __version__
from app.models.day.session import Session
from app.models.moment import Now
from app.models.rules.pack import Pack
from app.models.staff import Staff
from app.models.unit import Unit


class PrintStamp(msgspec.Struct, frozen=True, kw_only=True):
    """When and by whom a paper was printed, and by which program and rules."""

    printed_at: dt.datetime
    printed_by: str
    app_version: str
    protocol_version: str
    practice: bool = False


Roster = Mapping[str, Staff]


def stamp(unit: Unit, rules: str, now: Now, by: Staff | None) -> PrintStamp:
    """What stands at the foot of every page; `rules` names those the paper goes by."""
    return PrintStamp(
        printed_at=now.local(now.at),
        printed_by=by.name if by else "Chairside",
        app_version=__version__,
        protocol_version=rules,
        practice=unit.practice,
    )


def rules_of(session: Session, pack: Pack) -> str:
    """The rules a day began under, with the start of their hash: a policy changes no version."""
    return f"{pack.name} · {session.rules[:HASH_SHOWN]}"


HASH_SHOWN = 8
"""Characters; enough to find the rules on record."""
