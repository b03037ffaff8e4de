"""Who is at the workstation now, and the desk they work at; no Qt."""

from __future__ import annotations

import secrets
from typing import NamedTuple

from msgspec.structs import replace

from app.desk import Desk, Outcome
from app.errors import InDoubt, WorldError
from app.models.asking import Command
from app.models.day.outlook import Outlooks
from app.models.day.session import Session
from app.models.moment import Now
from app.models.patients import Patient
from app.models.refusal import Refusal
from app.models.rules.pack import Pack
from app.models.staff import NoteRightPin, NoteWrongPin, SignIn, SignOut, Staff, waiting_words


class Reply(NamedTuple):
    """What a screen shows after asking: done, or a sentence and the rule's source."""

    done: bool
    sentence: str = ""
    source: str = ""
    code: str = ""


WRONG_PIN = "That PIN is not right. Type it again."


def new_request() -> str:
    """A name for one request; kept while a sheet is open, so that a double tap records once."""
    return secrets.token_hex(8)


class Shift:
    """The desk with somebody signed in; every screen asks through it."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.staff: Staff | None = None
        self.outlooks = Outlooks()

    @property
    def by(self) -> str:
        """The id of who is signed in; empty when locked."""
        return self.staff.id if self.staff else ""

    def rules(self, session: Session) -> Pack:
        """The rules that the session began under."""
        return self.desk.rules_for(session)

    def now(self) -> Now:
        """The time, for a screen that is about to ask or to show."""
        return self.desk.clock.now()

    def ask(self, command: Command, *, by: str = "") -> Reply:
        """Record a command for whoever is signed in, or for `by`; never raises for the world.

        If the disk leaves it in doubt, the same request is repeated once: it is recorded only
        once, and the answer is certain again.
        """
        named = command if command.request else replace(command, request=new_request())
        try:
            outcome = self._do(named, by or self.by)
        except WorldError as error:
            return Reply(False, str(error), code="world")
        if isinstance(outcome, Refusal):
            return Reply(False, outcome.sentence, outcome.source, outcome.code)
        return Reply(True)

    def _do(self, command: Command, by: str) -> Outcome:
        try:
            return self.desk.do(command, by)
        except InDoubt:
            return self.desk.do(command, by)

    def sign_in(self, staff_id: str, pin: str) -> Reply:
        """Sign somebody in by PIN; recorded, and so is a wrong PIN."""
        answer = self._try_pin(pin, SignIn(staff=staff_id), by=staff_id)
        if answer.done:
            self.staff = self.desk.staff(staff_id)
        return answer

    def confirm_pin(self, staff_id: str, pin: str) -> Reply:
        """Have somebody show by their PIN that it is they; who is signed in stays. Recorded."""
        return self._try_pin(pin, NoteRightPin(staff=staff_id), by=staff_id)

    def pin_wait(self, staff_id: str) -> str:
        """Why no PIN of theirs is taken, and until when; empty when one may be typed."""
        staff, wait = self.desk.staff(staff_id), self.desk.pin_wait(staff_id)
        return waiting_words(staff, wait, self.now()) if staff and wait else ""

    def _try_pin(self, pin: str, right: SignIn | NoteRightPin, *, by: str) -> Reply:
        """Try a PIN once, which takes some tens of milliseconds; during a wait none is tried."""
        from app.store.pins import right_pin

        staff = self.desk.staff(right.staff)
        if staff is None or staff.removed:
            return Reply(False, WRONG_PIN, code="pin")
        if waiting := self.pin_wait(staff.id):
            return Reply(False, waiting, code="pin_wait")
        if right_pin(staff.pin_hash, pin):
            return self.ask(right, by=by)
        noted = self.ask(NoteWrongPin(staff=staff.id))
        if not noted.done:
            return noted  # what cannot be counted is not tried further
        return Reply(False, self.pin_wait(staff.id) or WRONG_PIN, code="pin")

    def lock(self) -> None:
        """Sign out; clocks and alarms go on."""
        if self.staff:
            self.ask(SignOut(staff=self.staff.id))
        self.staff = None

    def session(self, id: str) -> Session:
        """A session that is on the screen, so it exists."""
        session = self.desk.session(id)
        if session is None:
            raise LookupError(id)
        return session

    def patient_of(self, session: Session) -> Patient:
        """The session's patient, registered before it was opened."""
        patient = self.desk.patient(session.patient)
        if patient is None:
            raise LookupError(session.patient)
        return patient
