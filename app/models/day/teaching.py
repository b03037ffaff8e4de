"""What the patient takes home: the discharge sheet."""

from __future__ import annotations

from msgspec.structs import replace

from app.models import facts
from app.models.asking import Asked, Decision, handle
from app.models.day.apply import apply
from app.models.day.fits import fits
from app.models.day.requirement import Requirement, required
from app.models.day.sentence import say
from app.models.day.session import Session, Stamp
from app.models.day.stage import SessionCommand, running_day
from app.models.facts import Entry
from app.models.refusal import Refusal, missing, refuse
from app.models.rules.pack import Pack
from app.models.rules.stage import Stage


class HandOverSheet(SessionCommand, frozen=True):
    """Record that the patient got the discharge sheet: `printed`, or another way in words."""

    how: str


@handle.register
def hand_over_sheet(command: HandOverSheet, asked: Asked) -> Decision:
    """Only after the end, because the sheet says until when to watch."""
    session = running_day(asked)
    if isinstance(session, Refusal):
        return session
    if session.ended is None:
        return refuse(
            "not_ended",
            "The sheet says until when to watch, and that counts from the end. "
            "Record the end of the infusion first.",
            asked.pack.discharge.ended,
        )
    handed_over = facts.SheetHandedOver(how=command.how.strip(), ended_at=session.ended.at)
    return fits(handed_over, session, asked.pack) or (handed_over,)


@fits.register
def _(fact: facts.SheetHandedOver, session: Session, pack: Pack) -> Refusal | None:
    return missing(how_it_was_handed_over=fact.how)


@apply.register
def _(fact: facts.SheetHandedOver, session: Session, stamp: Stamp, entry: Entry) -> Session:
    return replace(session, sheet=stamp, sheet_how=fact.how, sheet_for=fact.ended_at)


def sheet_requirement(session: Session, pack: Pack) -> Requirement:
    current = bool(session.sheet and session.ended and session.sheet_for == session.ended.at)
    if current:
        detail = session.sheet_how
    elif session.sheet:
        detail = "the end was corrected since: print it again"
    else:
        detail = "print it and go through it with the patient"
    return required(
        session, "sheet", "Discharge sheet", Stage.DISCHARGE, pack.discharge.sheet,
        current, detail, session.sheet if current else None,
    )  # fmt: skip


@say.register
def _(fact: facts.SheetHandedOver, pack: Pack) -> str:
    return f"Discharge sheet {fact.how}"
