"""What may be asked: values in the imperative, the whole vocabulary of the program.

Screens, scenario files and the command line all speak it. Every command may carry `at` (when
it happened, if not now), `late_reason` (asked for when `at` lies back further than the
protocol allows) and `request` (a name chosen by the sender: the same request is recorded once).
"""

from __future__ import annotations

from datetime import datetime

from app.models.asking import Asked, Case, Command, LookUp
from app.models.day.session import Phase, Session
from app.models.refusal import Refusal, refuse
from app.models.subjects import SESSION, about


class SessionCommand(Command, frozen=True):
    """A command about one day of a course."""

    session: str

    @property
    def subject(self) -> str:
        """Its session."""
        return about(SESSION, self.session)

    def concerns(self, case: Case, known: LookUp) -> Case:
        """The session and its patient."""
        session = known.session(self.session)
        patient = known.patient(session.patient) if session else None
        return case._replace(session=session, patient=patient)


def known_session(asked: Asked) -> Session | Refusal:
    """The session, at any stage, also after discharge."""
    session = asked.case.session
    return session or refuse("unknown_session", "This session is not on this workstation.")


def running_day(asked: Asked) -> Session | Refusal:
    """The session, unless the patient has left or the day was cancelled."""
    session = known_session(asked)
    if isinstance(session, Refusal):
        return session
    if session.phase is Phase.CANCELLED:
        return refuse("cancelled", "This day was cancelled. Start a new session.")
    if session.phase is Phase.DISCHARGED:
        return refuse(
            "discharged", "The patient has left. Write a note, or correct the entry that is wrong."
        )
    return session


def before_start(asked: Asked) -> Session | Refusal:
    """The session, if the pump was not started yet."""
    session = running_day(asked)
    if isinstance(session, Refusal) or session.phase is Phase.BEFORE:
        return session
    started = session.started
    when = asked.now.wall(session.wall(started.at)) if started else ""
    return refuse("already_started", f"The infusion was started already, at {when}.")


def in_phase(asked: Asked, *phases: Phase) -> Session | Refusal:
    """The session, if it is in one of these phases; "already done" when it is past them."""
    session = running_day(asked)
    if isinstance(session, Refusal) or session.phase in phases:
        return session
    if session.phase is Phase.BEFORE:
        return refuse("not_started", "The infusion was not started yet.")
    if session.phase is Phase.PAUSED:
        return refuse("already_done", "The infusion is paused already.")
    if session.phase is Phase.INFUSING:
        return refuse("already_done", "The infusion is running already.")
    return refuse("already_done", "The infusion has ended already.")


def happened(command: Command, session: Session, asked: Asked) -> datetime:
    """When it happened, on the session's own time line."""
    return (command.at or asked.now.at) - session.step
