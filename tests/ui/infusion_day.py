"""A plain infusion day up to a minute of it, at a real desk, for the sheets and panels on top."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from app.clock import SimulatedClock
from app.desk import Desk, Done
from app.models import commands as ask
from app.models.facts import Answer, Identifier, Role, Sex, StrokeCheck
from app.models.protocol import Pack, read_pack
from app.models.session import Session
from app.store.journal import Journal
from app.ui.shift import Shift

ROOT = Path(__file__).resolve().parents[2]
ZONE = ZoneInfo("America/New_York")
DAY = datetime(2026, 11, 23, 8, 0, tzinfo=ZONE)
SESSION = "doe-1"
LONG = ("Abiola-Hartmann", "Temiloluwa Oluwaseun")


class Ward(NamedTuple):
    """Somebody signed in at a desk, and the clock that a test moves."""

    shift: Shift
    clock: SimulatedClock

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

    def kinds(self) -> list[str]:
        """The kinds of the session's entries, in order."""
        return [type(entry.fact).__name__ for entry in self.session.entries]

    def do(self, command: ask.Command, by: str = "osei") -> None:
        """Record a command that must succeed."""
        outcome = self.shift.desk.do(command, by)
        assert isinstance(outcome, Done), outcome


@cache
def pack() -> Pack:
    """The rules that ship."""
    return read_pack(ROOT / "resources" / "protocols" / "lemtrada-us.toml")


def instant(clock: str) -> datetime:
    """A time of that day."""
    hours, minutes = clock.split(":")
    return DAY.replace(hour=int(hours), minute=int(minutes))


def ward(
    until: str, *, name: tuple[str, str] = ("Doe", "Jan"), emergency: str = "911"
) -> Ward:  # fmt: skip
    """The plain day, played up to and with a minute; R. Osei is signed in."""
    clock = SimulatedClock(DAY, ZONE)
    desk = Desk(Journal.open(":memory:", b"k" * 32), clock, pack())
    made = Ward(Shift(desk), clock)
    _people(made, name, emergency)
    for place, (at, command, by) in enumerate(_steps()):
        if instant(at) <= instant(until):
            made.at(at)
            made.do(replace(command, request=f"{at} {place}"), by)
    made.at(until)
    made.shift.staff = desk.staff("osei")
    return made


def _people(made: Ward, name: tuple[str, str], emergency: str) -> None:
    for id, called, initials in (("osei", "R. Osei, RN", "R.O."), ("lind", "K. Lind, RN", "K.L.")):
        role = Role.CHARGE if id == "osei" else Role.NURSE
        made.do(
            ask.EnrolStaff(
                request=id, staff=id, name=called, initials=initials, role=role, pin_hash="none"
            )
        )
    made.do(
        ask.SetUpUnit(
            request="unit", name="Infusion Unit 4B", chairs=8, emergency_number=emergency,
            day_phone="555-0142", night_phone="555-0199", prescriber_phone="555-0110",
        )
    )  # fmt: skip
    made.do(
        ask.RegisterPatient(
            request="patient", patient="doe", family=name[0], given=name[1],
            born=date(1986, 4, 2), sex=Sex.FEMALE, mrn="00412", allergies="penicillin",
        )
    )  # fmt: skip
    made.do(
        ask.OrderCourse(
            request="course", patient="doe", first_day=DAY.date(), prescriber="Dr. Amari",
            indication="relapsing MS",
        )
    )  # fmt: skip


Step = tuple[str, ask.Command, str]


def _steps() -> Iterator[Step]:
    nurse = "osei"
    to = {"session": SESSION}
    yield "08:00", ask.OpenSession(patient="doe", chair=1, **to), nurse
    two = (Identifier.NAME, Identifier.BIRTH_DATE)
    yield "08:02", ask.ConfirmIdentity(identifiers=two, **to), nurse
    yield "08:05", ask.ConfirmAuthorisation(how="by telephone", **to), nurse
    none = {key: Answer.NO for key in ("hiv", "infection", "hypersensitivity")}
    yield "08:06", ask.AnswerQuestions(answers=none, **to), nurse
    for item, drug, dose, route in (
        ("corticosteroid", "methylPREDNISolone", 1000, "IV"),
        ("antiviral", "aciclovir", 200, "by mouth"),
        ("antihistamine", "cetirizine", 10, "by mouth"),
        ("antipyretic", "acetaminophen", 650, "by mouth"),
    ):
        given = ask.GivePremedication(item=item, drug=drug, dose=dose, route=route, **to)
        yield "08:10", given, nurse
    bag = {"lot": "F1234A", "volume_ml": 101.2, "rate_ml_h": 25.3}
    yield "09:15", ask.PrepareBag(
        expires=date(2027, 6, 30), diluent="nacl", inspected=True, light_protected=True, **bag, **to
    ), nurse  # fmt: skip
    yield "09:20", ask.CheckBag(mrn="00412", dose_mg=12, **bag, **to), "lind"
    yield from _vitals(("09:25",))
    yield "09:30", ask.StartInfusion(volume_ml=101.2, rate_ml_h=25.3, **to), nurse
    yield from _vitals(("09:45", "10:00", "10:15", "10:30", "11:00", "11:30", "12:00", "12:30"))
    yield from _vitals(("13:00",))
    yield "13:30", ask.EndInfusion(**to), nurse
    yield from _vitals(("13:31", "14:00", "14:30", "15:00", "15:28"))


def _vitals(times: tuple[str, ...]) -> Iterator[Step]:
    for place, at in enumerate(times):
        yield at, ask.RecordVitals(
            session=SESSION, sbp=124 + place, dbp=76, hr=84 + place, rr=16, temp=37.0, spo2=98,
            stroke_check=StrokeCheck.NO_SIGN,
        ), "osei"  # fmt: skip
