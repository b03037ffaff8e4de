"""A ward for the tests of the screens: a real desk on a passing record, its clock in our hand."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from app.clock import SimulatedClock
from app.desk import Desk, Done
from app.models import commands as c
from app.models.facts import Answer, Identifier, Role, Sex, StrokeCheck
from app.models.protocol import Pack, read_pack
from app.paths import resources
from app.store.journal import Journal
from app.store.pins import hash_pin
from app.ui.shift import Shift

ZONE = ZoneInfo("America/New_York")
MORNING = datetime(2026, 11, 23, 8, 0, tzinfo=ZONE)
KEY = b"x" * 32


@cache
def pack() -> Pack:
    """The rules that ship with the program."""
    return read_pack(resources() / "protocols" / "lemtrada-us.toml")


@cache
def pin(figures: str) -> str:
    """A PIN's hash, made once: it is slow on purpose."""
    return hash_pin(figures)


class Ward:
    """A unit with a charge nurse (osei, PIN 1111) and a nurse (lind, PIN 2222)."""

    def __init__(self, chairs: int = 8, at: datetime = MORNING, name: str = "Infusion Unit 4B"):
        self.clock = SimulatedClock(at, ZONE)
        self.desk = Desk(Journal.open(":memory:", KEY), self.clock, pack())
        self.shift = Shift(self.desk)
        self.enrol("osei", "R. Osei, RN", "R.O.", "1111", Role.CHARGE)
        self.do(
            c.SetUpUnit(
                name=name,
                chairs=chairs,
                emergency_number="911",
                day_phone="555-0142",
                night_phone="555-0199",
                prescriber_phone="555-0110",
            )
        )
        self.enrol("lind", "K. Lind, RN", "K.L.", "2222")
        self.shift.staff = self.desk.staff("osei")

    def do(self, command: c.Command, by: str = "osei") -> Done:
        """Record it; a refusal is a mistake of the test."""
        outcome = self.desk.do(command, by)
        assert isinstance(outcome, Done), outcome
        return outcome

    def at(self, hour: int, minute: int = 0, *, days: int = 0) -> None:
        """Set the clock to a time of the first day, or so many days later."""
        local = self.clock.now().local(MORNING)
        self.clock.set(local.replace(hour=hour, minute=minute) + timedelta(days=days))

    def pass_time(self, **span: float) -> None:
        """Let time go by."""
        self.clock.set(self.clock.now().at + timedelta(**span))

    def enrol(
        self, id: str, name: str, initials: str, figures: str, role: Role = Role.NURSE
    ) -> None:
        """Somebody who may sign in."""
        self.do(
            c.EnrolStaff(staff=id, name=name, initials=initials, role=role, pin_hash=pin(figures))
        )

    def patient(
        self,
        id: str,
        family: str,
        given: str,
        mrn: str,
        *,
        allergies: str = "",
        born: date = date(1986, 4, 2),
        course: bool = True,
        first_day: date | None = None,
    ) -> None:
        """Somebody registered, with a course from today unless told otherwise."""
        self.do(
            c.RegisterPatient(
                patient=id,
                family=family,
                given=given,
                born=born,
                sex=Sex.FEMALE,
                mrn=mrn,
                allergies=allergies,
            )
        )
        if course:
            day = first_day or self.clock.now().day
            self.do(
                c.OrderCourse(
                    patient=id, first_day=day, prescriber="Dr. L. Amari", indication="relapsing MS"
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
        asked = {item.key: Answer.NO for item in pack().start.questions}
        self.do(c.AnswerQuestions(session=session, answers=asked))

    def premedicate(self, session: str) -> None:
        """Everything the protocol has, given."""
        for item in pack().premedications:
            self.do(
                c.GivePremedication(
                    session=session,
                    item=item.key,
                    drug=item.drug,
                    dose=item.dose,
                    unit=item.unit,
                    route=item.route,
                )
            )

    def prepare(self, session: str) -> None:
        """The bag, and the second person's check of it."""
        found = self.desk.session(session)
        assert found is not None
        patient = self.desk.patient(found.patient)
        assert patient is not None
        self.do(
            c.PrepareBag(
                session=session,
                lot="F1234A",
                expires=date(2027, 6, 30),
                diluent="nacl",
                volume_ml=101.2,
                rate_ml_h=25.3,
                inspected=True,
                light_protected=True,
            )
        )
        self.do(
            c.CheckBag(
                session=session,
                mrn=patient.mrn,
                lot="F1234A",
                dose_mg=12,
                volume_ml=101.2,
                rate_ml_h=25.3,
            ),
            by="lind",
        )

    def vitals(self, session: str, sbp: float = 122, dbp: float = 74) -> None:
        """A full set without a stroke sign."""
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
        self.do(c.EndInfusion(session=session))
        self.vitals(session)

    def discharge(self, session: str) -> None:
        """Everything the discharge gate asks for but time, and home."""
        self.vitals(session)
        self.do(c.RecordTeachBack(session=session))
        self.do(c.HandOverSheet(session=session, how="printed"))
        self.do(c.DischargePatient(session=session))
