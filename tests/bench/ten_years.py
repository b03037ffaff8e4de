"""Makes the record of a unit's ten years: sealed rows and read tables, in about a minute.

One day is really played; its rows are told again for other patients on other days.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import msgspec
from msgspec.structs import replace

from app import cli
from app.clock import SimulatedClock
from app.desk import Desk, Done
from app.models.day.session import Session
from app.models.facts import FORMAT, KINDS, SignedIn, SignedOut, kind_of, to_body
from app.models.moment import Now
from app.models.patients import Patient
from app.models.staff import EnrolStaff
from app.paths import resources
from app.scenario import Player, Scenario, read_scenario
from app.store import indexes, seal
from app.store.journal import INSERT, Journal

WEEK = 5
"""Working days; also the days of a first course, one after the other at the same chair."""

NURSES = 20
SIGN_OUTS = 5
"""Of eight sign-ins, so many end with a sign-out; in the others the next nurse signs in."""


class Size(NamedTuple):
    """How much happened on how many working days; as it stands, in ten years."""

    days: int = 2_600
    sessions: int = 30_000
    patients: int = 100_000
    sign_ins: int = 156_000


TEN_YEARS = Size()


class Row(NamedTuple):
    """A row before it has a mark and a seal."""

    at: datetime
    subject: str
    kind: str
    body: str
    actor: str


class Played(NamedTuple):
    """The day that was really played."""

    start: datetime
    rows: tuple[Row, ...]
    session: Session
    patient: Patient


def ten_years(folder: Path, size: Size = TEN_YEARS) -> int:
    """Make the record in the folder, over before the plain day begins; how many rows it has."""
    scenario = read_scenario(resources() / "practice" / "plain-day.toml")
    weeks = math.ceil(size.days / WEEK)
    first = scenario.start - timedelta(weeks=weeks)
    journal = cli.open_record(folder)
    past = Past(_played(scenario), _staff(journal, scenario, first), size)
    writer = Writer(journal, Now(first, scenario.zone).offset_min)
    journal.execute("PRAGMA cache_size = -262144")
    for week in range(weeks):
        with journal.transaction():
            for number in range(week * WEEK, min(size.days, (week + 1) * WEEK)):
                day = first + timedelta(weeks=week, days=number % WEEK)
                writer.write(sorted(past.day(number, day), key=lambda row: row.at))
    with journal.transaction():
        for patient in past.patients:
            indexes.note_patient(journal, patient)
        for session in past.sessions:
            indexes.note_session(journal, session)
        journal.execute("DELETE FROM heads")
        writer.finish()
    (rows,) = journal.execute("SELECT count(*) FROM journal")
    journal.close()
    return int(rows[0])


def _played(scenario: Scenario) -> Played:
    journal = Journal.open(":memory:", bytes(32))
    clock = SimulatedClock(scenario.start, scenario.zone)
    desk = Desk(journal, clock, cli.pack())
    player = Player(scenario, desk, clock)
    player.prepare()
    player.play()
    session = desk.session(str(scenario.steps[0]["session"]))
    patient = desk.patient(scenario.patients[0].id)
    assert session
    assert session.over
    assert patient
    rows = journal.execute(
        "SELECT occurred_at, subject, kind, body, actor FROM journal WHERE kind != 'epoch_begun'"
    )
    return Played(
        scenario.start,
        tuple(Row(datetime.fromisoformat(at), *rest) for at, *rest in rows),
        session,
        patient,
    )


def _staff(journal: Journal, scenario: Scenario, first: datetime) -> tuple[str, ...]:
    """Set the unit up, on its first day; who may sign in."""
    clock = SimulatedClock(first, scenario.zone)
    desk = Desk(journal, clock, cli.pack())
    Player(replace(scenario, start=first, patients=(), steps=()), desk, clock).prepare()
    for number in range(NURSES - len(scenario.staff)):
        id, name = f"nurse-{number}", f"Nurse {number}, RN"
        nurse = EnrolStaff(staff=id, name=name, initials=f"N{number}", pin_hash="x")
        assert isinstance(desk.do(nurse, scenario.staff[0].id), Done)
    return tuple(staff.id for staff in desk.roster())


class Past:
    """Tells the unit's working days, and keeps who was there for the read tables."""

    def __init__(self, played: Played, staff: tuple[str, ...], size: Size) -> None:
        self.patients: list[Patient] = []
        self.sessions: list[Session] = []
        self._played = played
        self._staff = staff
        self._size = size
        self._chairs = math.ceil(size.sessions / size.days)
        self._courses = math.ceil(size.days / WEEK) * self._chairs
        self._random = Random(10)

    def day(self, number: int, day: datetime) -> Iterator[Row]:
        """Everything that was recorded on that working day."""
        for place in self._share(self._size.patients, number):
            yield from self._registered(place, day)
        for chair, _ in enumerate(self._share(self._size.sessions, number)):
            patient = self.patients[number // WEEK * self._chairs + chair]
            yield from self._at_the_chair(patient, chair + 1, number % WEEK + 1, day)
        for place in self._share(self._size.sign_ins, number):
            yield from self._signed_in(place, day)

    def _share(self, total: int, number: int) -> range:
        """What of so many falls on that day."""
        return range(total * number // self._size.days, total * (number + 1) // self._size.days)

    def _registered(self, place: int, day: datetime) -> Iterator[Row]:
        patient = replace(
            self._played.patient, id=self._id(), mrn=f"{place:06}", family=f"Doe{place}"
        )
        self.patients.append(patient)
        for row in self._told("patient", patient.id, day - timedelta(minutes=30)):
            if row.kind == "patient_registered":
                yield _with(row, mrn=patient.mrn, family=patient.family)
            elif place < self._courses:
                yield row

    def _at_the_chair(
        self, patient: Patient, chair: int, course_day: int, day: datetime
    ) -> Iterator[Row]:
        fields = {"patient": patient.id, "chair": chair, "day": course_day, "dose": course_day}
        session = replace(self._played.session, id=self._id(), date=day.date(), **fields)
        self.sessions.append(session)
        for row in self._told("session", session.id, day):
            opens = row.kind == "session_opened"
            yield _with(row, date=session.date.isoformat(), **fields) if opens else row

    def _signed_in(self, place: int, day: datetime) -> Iterator[Row]:
        staff, at = self._staff[place % len(self._staff)], day + timedelta(minutes=place % 600)
        for fact, later in ((SignedIn(), 0), (SignedOut(), 5)):
            if not later or place % 8 < SIGN_OUTS:
                row = Row(at, f"staff:{staff}", kind_of(fact), to_body(fact), staff)
                yield row._replace(at=at + timedelta(minutes=later))

    def _told(self, sort: str, id: str, day: datetime) -> Iterator[Row]:
        """The rows of the day that was played, for another one of its sort, on another day."""
        later, subject = day - self._played.start, f"{sort}:{id}"
        for row in self._played.rows:
            if row.subject.startswith(f"{sort}:"):
                yield row._replace(at=row.at + later, subject=subject)

    def _id(self) -> str:
        return f"{self._random.getrandbits(64):016x}"


def _with(row: Row, **fields: Any) -> Row:
    return row._replace(body=msgspec.json.encode(msgspec.json.decode(row.body) | fields).decode())


class Writer:
    """Numbers, seals and inserts rows; each bears the name of a request, as from the window."""

    def __init__(self, journal: Journal, offset_min: int) -> None:
        self._journal = journal
        self._offset_min = offset_min
        self._random = Random(11)
        self._epoch = journal._epoch
        self.number, self._seal = journal.head(self._epoch) or (0, seal.FIRST)
        self._heads = dict(journal.execute("SELECT subject, mark FROM heads"))

    def write(self, rows: list[Row]) -> None:
        """Insert the rows, in this order; only inside a transaction."""
        self._journal._db.executemany(INSERT, map(self._sealed, rows))

    def _sealed(self, row: Row) -> tuple[Any, ...]:
        self.number += 1
        at = row.at.isoformat()
        head = self._heads.get(row.subject)
        after = msgspec.json.encode([head] if head else []).decode()
        content = (
            *(self._journal.device, "bench", float(self.number), self._offset_min, row.subject),
            *(after, row.kind, KINDS[row.kind].weight.value, FORMAT, row.body, at, at, None),
            *(row.actor, "", f"{self._random.getrandbits(64):016x}"),
        )
        mark = seal.mark(content)
        self._heads[row.subject] = mark
        self._seal = seal.seal(mark, self._epoch, self.number, self._seal)
        return (*content, mark, self._epoch, self.number, self._seal, 0)

    def finish(self) -> None:
        """Write the heads; only inside a transaction."""
        self._journal._db.executemany("INSERT INTO heads VALUES (?, ?)", self._heads.items())
