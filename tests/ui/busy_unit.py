"""A unit of many chairs for the tests of the screens: a real desk, its clock in our hand."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from app.clock import SimulatedClock
from app.desk import Desk, Done
from app.models import commands as c
from app.models.facts import Answer, Identifier, Role, Sex, StrokeCheck
from app.models.protocol import Pack, read_pack
from app.paths import protocol_file
from app.store.journal import Journal
from app.store.pins import hash_pin
from app.ui.shift import Shift

ZONE = ZoneInfo("America/New_York")
MORNING = datetime(2026, 11, 23, 8, 0, tzinfo=ZONE)
PINS = {"osei": "1111", "lind": "2222"}


@cache
def pack() -> Pack:
    """The rules that ship with the program."""
    return read_pack(protocol_file())


@cache
def _hash(pin: str) -> str:
    return hash_pin(pin)


def empty_desk(at: datetime = MORNING) -> Desk:
    """A desk on a new record, before anything was set up."""
    return Desk(Journal.open(":memory:", bytes(32)), SimulatedClock(at, ZONE), pack())


class BusyUnit:
    """Set up, with a charge nurse (osei, signed in) and a nurse (lind); no patient yet."""

    def __init__(self, chairs: int = 8) -> None:
        self.clock = SimulatedClock(MORNING, ZONE)
        self.desk = Desk(Journal.open(":memory:", bytes(32)), self.clock, pack())
        self.shift = Shift(self.desk)
        self.enrol("osei", "R. Osei, RN", "R.O.", PINS["osei"], Role.CHARGE)
        self.do(
            c.SetUpUnit(
                name="Infusion Unit 4B",
                chairs=chairs,
                emergency_number="911",
                day_phone="555-0142",
                night_phone="555-0199",
                prescriber_phone="555-0110",
            )
        )
        self.enrol("lind", "K. Lind, RN", "K.L.", PINS["lind"])
        self.shift.staff = self.desk.staff("osei")

    def do(self, command: c.Command, by: str = "osei") -> None:
        """Record it; a refusal is a mistake of the test."""
        outcome = self.desk.do(command, by)
        assert isinstance(outcome, Done), outcome

    def at(self, clock: str, *, days: int = 0) -> None:
        """Set the clock to a time of the first day, or so many days later."""
        hour, minute = (int(part) for part in clock.split(":"))
        self.clock.set(MORNING.replace(hour=hour, minute=minute) + timedelta(days=days))

    def enrol(self, id: str, name: str, initials: str, pin: str, role: Role = Role.NURSE) -> None:
        """Somebody who may sign in."""
        self.do(
            c.EnrolStaff(staff=id, name=name, initials=initials, role=role, pin_hash=_hash(pin))
        )

    def patient(
        self,
        id: str,
        family: str = "Doe",
        given: str = "Jan",
        mrn: str = "",
        *,
        allergies: str = "",
        first_day: date | None = None,
        course: bool = True,
    ) -> None:
        """Somebody registered, with a course from today unless told otherwise."""
        self.do(
            c.RegisterPatient(
                patient=id,
                family=family,
                given=given,
                born=date(1986, 4, 2),
                sex=Sex.FEMALE,
                mrn=mrn or f"MRN-{id}",
                allergies=allergies,
            )
        )
        if course:
            day = first_day or self.clock.now().day
            self.order(id, day)

    def order(self, patient: str, first_day: date) -> None:
        """The prescriber's order."""
        self.do(
            c.OrderCourse(
                patient=patient,
                first_day=first_day,
                prescriber="Dr. L. Amari",
                indication="relapsing MS",
            )
        )

    def open(self, patient: str, chair: int) -> str:
        """The patient's next day at a chair; the session's id."""
        id = f"{patient}-{self.clock.now().day:%d}"
        self.do(c.OpenSession(session=id, patient=patient, chair=chair))
        return id

    def check_in(self, session: str) -> None:
        """Identity, authorisation, contraindications."""
        both = (Identifier.NAME, Identifier.BIRTH_DATE)
        self.do(c.ConfirmIdentity(session=session, identifiers=both))
        self.do(c.ConfirmAuthorisation(session=session, how="by telephone"))
        none = {item.key: Answer.NO for item in pack().start.questions}
        self.do(c.AnswerQuestions(session=session, answers=none))

    def premedicate(self, session: str) -> None:
        """Everything the protocol has, given and in."""
        for item in pack().premedications:
            fields = {key: getattr(item, key) for key in ("drug", "dose", "unit", "route")}
            self.do(c.GivePremedication(session=session, item=item.key, **fields))

    def prepare(self, session: str, *, checked: bool = True) -> None:
        """The bag, and the second person's check of it."""
        found = self.desk.session(session)
        assert found is not None
        patient = self.desk.patient(found.patient)
        assert patient is not None
        figures: dict[str, Any] = {"lot": "F1234A", "volume_ml": 101.2, "rate_ml_h": 25.3}
        self.do(
            c.PrepareBag(
                session=session,
                expires=date(2027, 6, 30),
                diluent="nacl",
                inspected=True,
                light_protected=True,
                **figures,
            )
        )
        if checked:
            check = c.CheckBag(session=session, mrn=patient.mrn, dose_mg=12, **figures)
            self.do(check, by="lind")

    def vitals(self, *sessions: str, sbp: float = 122, dbp: float = 74) -> None:
        """A full set without a stroke sign, for each of these."""
        for session in sessions:
            self.do(
                c.RecordVitals(
                    session=session,
                    sbp=sbp,
                    dbp=dbp,
                    hr=84,
                    rr=16,
                    temp=36.9,
                    spo2=98,
                    stroke_check=StrokeCheck.NO_SIGN,
                    confirmed=True,
                )
            )

    def start(self, session: str) -> None:
        """Everything the start gate asks for, and the pump."""
        self.check_in(session)
        self.premedicate(session)
        self.prepare(session)
        self.vitals(session)
        self.do(c.StartInfusion(session=session, volume_ml=101.2, rate_ml_h=25.3))

    def end(self, session: str) -> None:
        """The end of the infusion, with vitals."""
        session_now = self.desk.session(session)
        assert session_now is not None
        early = session_now.true(self.clock.now()) - session_now.runs[0].start < timedelta(hours=4)
        reason = "prescriber's order" if early else ""
        self.do(c.EndInfusion(session=session, early_reason=reason))
        self.vitals(session)

    def discharge(self, session: str) -> None:
        """Everything the discharge gate asks for but time, and home."""
        self.vitals(session)
        self.do(c.RecordTeachBack(session=session))
        self.do(c.HandOverSheet(session=session, how="printed"))
        self.do(c.DischargePatient(session=session))
