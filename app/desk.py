"""The one way to write: load what is known, decide, append in one transaction, announce."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any, Generic, TypeVar

import msgspec
from msgspec.structs import replace

from app.beside import Beside, KeptBeside
from app.clock import Clock
from app.errors import InDoubt
from app.models.asking import Case, Command
from app.models.day.fold import fold
from app.models.day.session import Session
from app.models.decide import decide
from app.models.facts import Entry
from app.models.moment import Now, utc
from app.models.patients import Patient, fold_patient
from app.models.refusal import Refusal
from app.models.rules.adopted import Adopted, adoption, fold_adopted
from app.models.rules.pack import Pack
from app.models.staff import Staff, fold_staff, pin_wait
from app.models.story import continues
from app.models.subjects import PATIENT, RULES, SESSION, STAFF, UNIT, about, all_of, kind_and_id
from app.models.unit import Unit, fold_unit
from app.store import bring, indexes
from app.store.journal import Journal
from app.store.seal import Row


class Done(msgspec.Struct, frozen=True):
    """The command is on disk. `again` says that this very request was recorded before."""

    entries: tuple[Entry, ...]
    again: bool = False


T = TypeVar("T", Unit, Staff, Patient, Session, Adopted)
Outcome = Done | Refusal

APART = "apart"
"""In place of a head where a subject has several: whatever follows, it is told from the start."""


class FoldedTo(msgspec.Struct, Generic[T], frozen=True):
    """A subject's state, the place up to which it was told, and the mark of its head."""

    place: int
    head: str
    state: T | None


Listener = Callable[[tuple[Entry, ...]], None]


class Desk:
    """What screens, scenario files and the command line ask; it alone writes to the journal.

    `pack` holds the rules in force for whatever begins now. A session keeps those it began under:
    `rules_for` finds them.
    """

    def __init__(self, journal: Journal, clock: Clock, pack: Pack) -> None:
        self.journal = journal
        self.clock = clock
        self.pack = pack
        self._adoption = adoption(pack)
        self._rules = {self._adoption.hash: pack}
        self._listeners: list[Listener] = []
        self._states: dict[str, Any] = {}
        self._beside = KeptBeside()
        self.left = journal.last_recorded()
        """What the clocks showed at the last entry before this start; None in a new record."""
        self._pin_waits: dict[str, tuple[tuple[int, datetime], timedelta]] = {}

    # ------------------------------------------------------------------------------- writing

    def do(self, command: Command, by: str = "") -> Outcome:
        """Record the command for the member of staff `by`, or say why not.

        When this returns `Done`, the facts are on disk. A `WorldError` means that nothing was
        recorded, except for `InDoubt`: then all state is read again, and the caller may repeat the
        same `request`. A request is recorded once; the second time it is `again`.
        """
        try:
            outcome = self._record(command, by)
        except InDoubt:
            self._states.clear()
            self._beside.clear()
            raise
        if isinstance(outcome, Done) and not outcome.again:
            for listener in self._listeners:
                listener(outcome.entries)
        return outcome

    def _record(self, command: Command, by: str) -> Outcome:
        with self.journal.transaction():
            recorded = self.journal.asked_before(command.request)
            if recorded:
                return Done(recorded, again=True)
            now = self.clock.now()
            case = self._case(command, by)
            pack = self.rules_for(case.session) if case.session else self.pack
            decision = decide(case, command, now, pack)
            if isinstance(decision, Refusal):
                return decision
            if command.begins_a_day:
                self._adopt(now)  # no day begins under rules that are not on record
            entries = self.journal.append(
                command.subject,
                decision,
                occurred_at=utc(command.at) if command.at else now.at,
                recorded_at=now.at,
                offset_min=now.offset_min,
                boot=self.clock.boot(),
                uptime=self.clock.alive(),
                actor=by,
                late_reason=command.late_reason.strip() if command.at else "",
                request=command.request,
            )
            self._beside.written(command.subject)
            self._index(command.subject)
        return Done(entries)

    def bring(self, rows: Iterable[Row]) -> tuple[str, ...]:
        """Take in another record's rows, and bring the read tables up to date; their subjects."""
        with self.journal.transaction():
            subjects = bring.bring(self.journal, rows)
            indexes.note(self.journal, subjects)
        self._beside.clear()
        return subjects

    def adopt_rules(self) -> tuple[Entry, ...]:
        """Record the rules in force, unless they are the last adopted; at program start."""
        with self.journal.transaction():
            return self._adopt(self.clock.now())

    def _adopt(self, now: Now) -> tuple[Entry, ...]:
        adopted = self._told(RULES, fold_adopted)
        if adopted and adopted.last == self._adoption.hash:
            return ()
        return self.journal.append(
            RULES,
            (self._adoption,),
            occurred_at=now.at,
            recorded_at=now.at,
            offset_min=now.offset_min,
            boot=self.clock.boot(),
            uptime=self.clock.alive(),
            actor="",
        )

    def listen(self, listener: Listener) -> None:
        """Be told of every command's entries once they are on disk."""
        self._listeners.append(listener)

    def _index(self, subject: str) -> None:
        kind, id = kind_and_id(subject)
        if kind == SESSION and (session := self.session(id)):
            indexes.note_session(self.journal, session)
        if kind == PATIENT and (patient := self.patient(id)):
            indexes.note_patient(self.journal, patient)

    def _case(self, command: Command, by: str) -> Case:
        case = Case(unit=self.unit(), by=self.staff(by) if by else None, rules=self._adoption.hash)
        return command.concerns(case, self)

    # ------------------------------------------------------------------------------- reading

    def unit(self) -> Unit | None:
        """The unit, or None on a new record."""
        return self._told(UNIT, fold_unit)

    def staff(self, id: str) -> Staff | None:
        """A member of staff by id."""
        return self._told(about(STAFF, id), partial(fold_staff, id))

    def roster(self) -> tuple[Staff, ...]:
        """Everybody who may sign in, in the order they were enrolled."""
        return tuple(staff for staff in self.staff_by_id().values() if not staff.removed)

    def staff_by_id(self) -> dict[str, Staff]:
        """Everybody ever enrolled by id, to put names and initials to entries."""
        ids = [kind_and_id(subject)[1] for subject in self.journal.subjects(all_of(STAFF))]
        return {id: staff for id in ids if (staff := self.staff(id))}

    def pin_wait(self, staff_id: str) -> timedelta:
        """How long no PIN of theirs is taken yet; zero when one may be typed.

        From when this program first sees the wait, it goes by a clock that nobody can set.
        """
        staff, alive = self.staff(staff_id), timedelta(seconds=self.clock.alive())
        if staff is None or staff.wrong_pin_at is None:
            return timedelta()
        wrong = (staff.wrong_pins, staff.wrong_pin_at)
        seen, until = self._pin_waits.get(staff_id, (None, alive))
        if seen != wrong:
            until = alive + pin_wait(staff, self.clock.now().at, self.pack)
            self._pin_waits[staff_id] = (wrong, until)
        return max(timedelta(), until - alive)

    def patient(self, id: str) -> Patient | None:
        """A patient by id."""
        return self._told(about(PATIENT, id), partial(fold_patient, id))

    def patient_with_mrn(self, mrn: str) -> Patient | None:
        """The patient of that MRN, however it is written."""
        id = indexes.patient_with_mrn(self.journal, mrn)
        return self.patient(id) if id else None

    def find_patients(self, words: str) -> tuple[Patient, ...]:
        """Patients whose name or MRN holds every word, at most `indexes.MOST_FOUND`, by name."""
        ids = indexes.find_patients(self.journal, words)
        return tuple(patient for id in ids if (patient := self.patient(id)))

    def session(self, id: str) -> Session | None:
        """A session by id; beside it lie the patient and their earlier days, for the checks."""
        session = self._day(id)
        if session is None:
            return None
        beside = self._beside_of(session)
        return replace(session, whose=beside.whose, earlier=beside.earlier)

    def _beside_of(self, session: Session) -> Beside:
        version = self.journal.data_version()
        if kept := self._beside.of(session.id, version):
            return kept
        # By their first entries, in the order they were written: clocks may have been set between.
        opened = session.entries[0].place
        days = [day for day in self.sessions_of(session.patient) if day.entries[0].place < opened]
        days.sort(key=lambda day: day.entries[0].place)
        beside = Beside(self.patient(session.patient), tuple(days))
        if not self.journal.uncommitted:
            self._beside.keep(session.id, version, beside)
        return beside

    def _day(self, id: str) -> Session | None:
        return self._told(about(SESSION, id), partial(fold, id))

    def _told(
        self, subject: str, tell: Callable[[tuple[Entry, ...], T | None], T | None]
    ) -> T | None:
        """The subject's state, caught up with the journal; only what is committed is kept."""
        known: FoldedTo[T] = self._states.get(subject) or FoldedTo(0, "", None)
        new = self.journal.story(subject, known.place)
        if not new:
            return known.state
        if continues(new, known.head):
            state = tell(new, known.state)
        else:  # something came in from elsewhere beside what was known
            new = self.journal.story(subject)
            state = tell(new, None)
        if state is not None and not self.journal.uncommitted:
            place = max(entry.place for entry in new)
            head = new[-1].mark if len(self.journal.heads(subject)) == 1 else APART
            self._states[subject] = FoldedTo(place, head, state)
        return state

    def rules_for(self, session: Session) -> Pack:
        """The rules that the session began under, whatever is installed since."""
        known = self._rules.get(session.rules)
        if known is None:
            adopted = self._told(RULES, fold_adopted)
            known = (adopted or Adopted(last="", texts={})).pack(session.rules)
            self._rules[session.rules] = known
        return known

    def sessions_of(self, patient: str) -> tuple[Session, ...]:
        """The patient's sessions, the oldest first, each by itself."""
        ids = indexes.sessions_of(self.journal, patient)
        return tuple(session for id in ids if (session := self._day(id)))

    def open_sessions(self) -> tuple[Session, ...]:
        """The sessions whose chair is taken, by chair."""
        return self._loaded(indexes.open_sessions(self.journal))

    def sessions_on(self, day: date) -> tuple[Session, ...]:
        """The sessions of a calendar day, by chair."""
        return self._loaded(indexes.sessions_on(self.journal, day))

    def at_chair(self, chair: int) -> Session | None:
        """The session that occupies a chair."""
        return next((item for item in self.open_sessions() if item.chair == chair), None)

    def _loaded(self, ids: tuple[str, ...]) -> tuple[Session, ...]:
        return tuple(session for id in ids if (session := self.session(id)))
