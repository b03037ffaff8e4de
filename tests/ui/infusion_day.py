"""A plain infusion day up to a minute of it, for the sheets and panels that lie over it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache
from itertools import count
from zoneinfo import ZoneInfo

from msgspec.structs import replace
from PySide6.QtWidgets import QApplication, QWidget

from app.clock import SimulatedClock
from app.desk import Desk, Done
from app.models import commands as c
from app.models.facts import Answer, Entry, Identifier, Role, Sex, StrokeCheck
from app.models.protocol import Pack, read_pack
from app.models.session import Session
from app.paths import protocol_file
from app.store.journal import Journal
from app.ui.shift import Shift

ZONE = ZoneInfo("America/New_York")
DAY = datetime(2026, 11, 23, 8, 0, tzinfo=ZONE)
SESSION = "doe-1"
VITALS = "09:25 09:45 10:00 10:15 10:30 11:00 11:30 12:00 12:30 13:00 13:31 14:00 14:30 15:00 15:28"


@cache
def pack() -> Pack:
    """The rules that ship with the program."""
    return read_pack(protocol_file())


def instant(clock: str) -> datetime:
    """A time of that day."""
    hour, minute = clock.split(":")
    return DAY.replace(hour=int(hour), minute=int(minute))


class InfusionDay:
    """DOE, Jan at chair 1, day 1 of course 1: started 09:30, ended 13:30, home from 15:30.

    R. Osei is signed in; K. Lind checked the bag.
    """

    def __init__(
        self, until: str, *, family: str = "Doe", given: str = "Jan", emergency: str = "911"
    ) -> None:
        self.clock = SimulatedClock(DAY, ZONE)
        self.desk = Desk(Journal.open(":memory:", b"k" * 32), self.clock, pack())
        self.shift = Shift(self.desk)
        self._requests = count()
        for command in _people(family, given, emergency):
            self.do(command)
        for at, command in sorted(_steps(), key=lambda step: step[0]):
            if at <= until:
                self.at(at)
                self.do(command, "lind" if isinstance(command, c.CheckBag) else "osei")
        self.at(until)
        self.shift.staff = self.desk.staff("osei")

    def do(self, command: c.Command, by: str = "osei") -> None:
        """Record it; a refusal is a mistake of the test."""
        outcome = self.desk.do(replace(command, request=f"step {next(self._requests)}"), by)
        assert isinstance(outcome, Done), outcome

    def at(self, clock: str) -> None:
        """Move the clock to a time of that day."""
        self.clock.set(instant(clock))

    def later(self, minutes: float) -> None:
        """Move the clock on."""
        self.clock.set(self.clock.now().at + timedelta(minutes=minutes))

    @property
    def session(self) -> Session:
        """The session as it stands."""
        return self.shift.session(SESSION)

    def kinds(self, last: int = 1) -> list[str]:
        """The kinds of the last entries, the oldest first."""
        return [type(entry.fact).__name__ for entry in self.session.entries[-last:]]

    def entry(self, kind: str) -> Entry:
        """The last entry of a kind."""
        found = [item for item in self.session.entries if type(item.fact).__name__ == kind]
        return found[-1]

    def ready_to_leave(self) -> None:
        """Teach-back and sheet."""
        self.do(c.RecordTeachBack(session=SESSION))
        self.do(c.HandOverSheet(session=SESSION, how="printed"))

    def discharge(self) -> None:
        """Home, at a time when nothing else is missing."""
        self.ready_to_leave()
        self.do(c.DischargePatient(session=SESSION))


def _people(family: str, given: str, emergency: str) -> Iterator[c.Command]:
    for id, name, initials, role in (
        ("osei", "R. Osei, RN", "R.O.", Role.CHARGE),
        ("lind", "K. Lind, RN", "K.L.", Role.NURSE),
    ):
        yield c.EnrolStaff(staff=id, name=name, initials=initials, role=role, pin_hash="none")
    yield c.SetUpUnit(
        name="Infusion Unit 4B",
        chairs=8,
        emergency_number=emergency,
        day_phone="555-0142",
        night_phone="555-0199",
        prescriber_phone="555-0110",
    )
    yield c.RegisterPatient(
        patient="doe",
        family=family,
        given=given,
        born=date(1986, 4, 2),
        sex=Sex.FEMALE,
        mrn="00412",
        allergies="penicillin",
    )
    yield c.OrderCourse(
        patient="doe", first_day=DAY.date(), prescriber="Dr. Amari", indication="relapsing MS"
    )


def _steps() -> Iterator[tuple[str, c.Command]]:
    yield "08:00", c.OpenSession(session=SESSION, patient="doe", chair=1)
    two = (Identifier.NAME, Identifier.BIRTH_DATE)
    yield "08:02", c.ConfirmIdentity(session=SESSION, identifiers=two)
    yield "08:05", c.ConfirmAuthorisation(session=SESSION, how="by telephone")
    none = {item.key: Answer.NO for item in pack().start.questions}
    yield "08:06", c.AnswerQuestions(session=SESSION, answers=none)
    for item in pack().premedications:
        given = c.GivePremedication(
            session=SESSION,
            item=item.key,
            drug=item.drug,
            dose=item.dose,
            unit=item.unit,
            route=item.route,
        )
        yield "08:10", given
    yield (
        "09:15",
        c.PrepareBag(
            session=SESSION,
            lot="F1234A",
            expires=date(2027, 6, 30),
            diluent="nacl",
            volume_ml=101.2,
            rate_ml_h=25.3,
            inspected=True,
            light_protected=True,
        ),
    )
    checked = c.CheckBag(
        session=SESSION, mrn="00412", lot="F1234A", dose_mg=12, volume_ml=101.2, rate_ml_h=25.3
    )
    yield "09:20", checked
    yield "09:30", c.StartInfusion(session=SESSION, volume_ml=101.2, rate_ml_h=25.3)
    yield "13:30", c.EndInfusion(session=SESSION)
    for place, at in enumerate(VITALS.split()):
        yield at, vitals(sbp=118 + place)


def vitals(**changed: object) -> c.RecordVitals:
    """A full set without a stroke sign, but for what is changed."""
    plain = c.RecordVitals(
        session=SESSION,
        sbp=122,
        dbp=76,
        hr=84,
        rr=16,
        temp=37.0,
        spo2=98,
        stroke_check=StrokeCheck.NO_SIGN,
    )
    return replace(plain, **changed)


def window() -> QWidget:
    """Something to lay a sheet over, as large as the smallest window."""
    host = QWidget()
    host.resize(1366, 768)
    host.show()
    return host


def tap(inside: QWidget, name: str) -> None:
    """Press the one thing of that name which can be seen."""
    found = [part for part in inside.findChildren(QWidget, name) if part.isVisible()]
    assert len(found) == 1, (name, found)
    found[0].click()  # type: ignore[attr-defined]
    QApplication.processEvents()


def words(inside: QWidget, name: str) -> str:
    """What a text says, also where only a part of it fits."""
    found = inside.findChild(QWidget, name)
    assert found is not None, name
    return str(found.full_text())  # type: ignore[attr-defined]


def type_in(inside: QWidget, name: str, text: str) -> None:
    """Type into the field of that name, as a hand does."""
    line = inside.findChild(QWidget, f"{name}-input")
    assert line is not None, name
    line.clear()  # type: ignore[attr-defined]
    line.insert(text)  # type: ignore[attr-defined]
    line.textEdited.emit(text)  # type: ignore[attr-defined]
