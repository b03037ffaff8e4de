"""Stroke signs, at any stage, also after discharge."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from app.models import facts
from app.models.asking import Asked, Command, Decision, handle
from app.models.day.apply import apply
from app.models.day.fits import fits, listed
from app.models.day.reactions import pause_for_reaction
from app.models.day.requirement import without_override
from app.models.day.sentence import say
from app.models.day.session import Session, Stamp, VitalSet
from app.models.day.stage import SessionCommand, happened, known_session
from app.models.facts import Entry, StrokeCheck, VitalsTaken
from app.models.refusal import Refusal, refuse
from app.models.rules.pack import Pack


class RecordStrokeSigns(SessionCommand, frozen=True):
    """Record stroke signs at any stage, also after discharge; a running pump was stopped."""

    signs: tuple[str, ...]


def stroke_check_in_words(pack: Pack, taken: VitalsTaken) -> str:
    """What the stroke check of a set found."""
    match taken.stroke_check:
        case StrokeCheck.NO_SIGN:
            return "no stroke sign"
        case StrokeCheck.NOT_DONE:
            return "stroke check not done"
        case StrokeCheck.SIGN:
            signs = [pack.name_of("stroke_sign", key) for key in taken.stroke_signs]
            return f"STROKE SIGN: {', '.join(signs)}"


def last_known_well(session: Session, found: datetime | None = None) -> VitalSet | None:
    """The last set with "no sign" before the first stroke sign; None if there never was one.

    `found` is when a sign is found that is not on record yet, on the session's time line.
    """
    signs = [stamp.at for stamp, _ in session.stroke_signs] + ([found] if found else [])
    first = min(signs, default=None)
    well = [
        vital
        for vital in session.vitals
        if vital.taken.stroke_check is StrokeCheck.NO_SIGN
        and (first is None or vital.stamp.at < first)
    ]
    return well[-1] if well else None


def stroke_signs_found(
    signs: tuple[str, ...], command: Command, session: Session, asked: Asked
) -> Decision:
    """Signs seen, with the last-known-well before them; a running pump was stopped."""
    well = last_known_well(session, happened(command, session, asked))
    found = facts.StrokeSignsFound(
        signs=signs, last_known_well=session.wall(well.stamp.at) if well else None
    )
    if refused := fits(found, session, asked.pack):
        return refused
    stopped = pause_for_reaction("stroke signs", command, session, asked)
    return stopped if isinstance(stopped, Refusal) else (found, *stopped)


@handle.register
def record_stroke_signs(command: RecordStrokeSigns, asked: Asked) -> Decision:
    """At any stage, also after discharge; a running pump is recorded as stopped."""
    session = known_session(asked)
    if isinstance(session, Refusal):
        return session
    return stroke_signs_found(command.signs, command, session, asked)


@fits.register
def _(fact: facts.StrokeSignsFound, session: Session, pack: Pack) -> Refusal | None:
    return unknown_signs(fact.signs, pack)


def unknown_signs(signs: tuple[str, ...], pack: Pack) -> Refusal | None:
    if not signs:
        return refuse("missing", "Tap the signs you see.")
    if strange := [key for key in signs if not listed(key, pack.stroke_signs)]:
        return refuse("unknown_sign", f"The protocol has no stroke sign {', '.join(strange)}.")
    return None


@apply.register
def _(fact: facts.StrokeSignsFound, session: Session, stamp: Stamp, entry: Entry) -> Session:
    return replace(
        session,
        stroke_signs=(*session.stroke_signs, (stamp, fact)),
        overrides=without_override(session, "stroke_check"),  # decided before this sign was seen
    )


@say.register
def _(fact: facts.StrokeSignsFound, pack: Pack) -> str:
    signs = ", ".join(pack.name_of("stroke_sign", key) for key in fact.signs)
    return f"STROKE SIGNS: {signs}"
