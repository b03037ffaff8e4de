"""A ward for the tests of panels and sheets: a real desk, a passing record, a clock that stands."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from app.clock import SimulatedClock
from app.desk import Desk, Done
from app.models.commands import (
    COMMANDS,
    EnrolStaff,
    OpenSession,
    OrderCourse,
    RegisterPatient,
    SetUpUnit,
)
from app.models.facts import Role, Sex
from app.models.protocol import Pack, read_pack
from app.models.session import Session
from app.paths import protocol_file
from app.store.journal import Journal
from app.store.pins import hash_pin
from app.ui.shift import Shift

ZONE = ZoneInfo("America/New_York")
SESSION = "s1"
PINS = {"osei": "1234", "lind": "5678"}
VITALS = {"sbp": 122, "dbp": 74, "hr": 80, "rr": 16, "temp": 36.8, "spo2": 98}
BAG: dict[str, Any] = {
    "lot": "F1234A",
    "expires": "2027-06-30",
    "diluent": "nacl",
    "volume_ml": 101.2,
    "rate_ml_h": 25.3,
}


@cache
def pack() -> Pack:
    """The shipped rules."""
    return read_pack(protocol_file())


@cache
def _hash(pin: str) -> str:
    return hash_pin(pin)


def at(clock: str, day: int = 23) -> datetime:
    """A time on the ward's wall in November 2026."""
    hour, minute = (int(part) for part in clock.split(":"))
    return datetime(2026, 11, day, hour, minute, tzinfo=ZONE)


class Ward:
    """Day 1 of a first course at chair 1, opened at 08:00; R. Osei is signed in."""

    def __init__(
        self,
        family: str = "Doe",
        given: str = "Jan",
        mrn: str = "00412",
        rules: Pack | None = None,
    ) -> None:
        self.clock = SimulatedClock(at("08:00"), ZONE)
        self.desk = Desk(Journal.open(":memory:", bytes(32)), self.clock, rules or pack())
        self._must(
            EnrolStaff(
                staff="osei",
                name="R. Osei, RN",
                initials="R.O.",
                role=Role.CHARGE,
                pin_hash=_hash("1234"),
            )
        )
        self._must(
            EnrolStaff(staff="lind", name="K. Lind, RN", initials="K.L.", pin_hash=_hash("5678"))
        )
        self._must(SetUpUnit(name="4B", chairs=8, emergency_number="911", day_phone="555-0142"))
        self._must(
            RegisterPatient(
                patient="doe",
                family=family,
                given=given,
                born=datetime(1986, 4, 2, tzinfo=ZONE).date(),
                sex=Sex.FEMALE,
                mrn=mrn,
                allergies="penicillin",
            )
        )
        self._must(
            OrderCourse(
                patient="doe",
                first_day=at("08:00").date(),
                prescriber="Dr. Amari",
                indication="relapsing MS",
            )
        )
        self._must(OpenSession(session=SESSION, patient="doe", chair=1))
        self.shift = Shift(self.desk)
        self.shift.staff = self.desk.staff("osei")

    def do(self, name: str, when: str = "", by: str = "osei", **fields: Any) -> None:
        """Record a command of this session, by its name in scenario files, at a time."""
        if when:
            self.clock.set(at(when))
        command = msgspec.convert({"session": SESSION, **fields}, COMMANDS[name])
        self._must(command, by)

    def session(self) -> Session:
        """The session now."""
        found = self.desk.session(SESSION)
        assert found is not None
        return found

    def check_in(self) -> None:
        """Identity, REMS and contraindications, by 08:06."""
        self.do("confirm_identity", "08:02", identifiers=["name", "date_of_birth"])
        self.do("confirm_authorisation", "08:05", how="by telephone")
        none = {"hiv": "no", "infection": "no", "hypersensitivity": "no"}
        self.do("answer_questions", "08:06", answers=none)

    def premedicate(self) -> None:
        """All four, the steroid finished at 09:10."""
        self.do(
            "give_premedication",
            "08:10",
            item="corticosteroid",
            drug="methylPREDNISolone",
            dose=1000,
            running=True,
        )
        self.do(
            "give_premedication",
            "08:11",
            item="antiviral",
            drug="aciclovir",
            dose=200,
            route="by mouth",
        )
        self.do(
            "give_premedication",
            "08:12",
            item="antihistamine",
            drug="cetirizine",
            dose=10,
            route="by mouth",
        )
        self.do("withhold_premedication", "08:12", item="antipyretic", reason="taken at home")
        self.do("finish_premedication", "09:10", item="corticosteroid")

    def bag(self, when: str = "09:15") -> None:
        """Prepared, not checked."""
        self.do("prepare_bag", when, inspected=True, light_protected=True, **BAG)

    def vitals(self, when: str = "09:25", **changes: Any) -> None:
        """A full set without a stroke sign, or as changed."""
        self.do("record_vitals", when, **{**VITALS, "stroke_check": "no_sign", **changes})

    def ready(self) -> None:
        """Everything the start gate wants, by 09:25."""
        self.check_in()
        self.premedicate()
        self.bag()
        self.do("check_bag", "09:20", by="lind", mrn="00412", lot="F1234A", dose_mg=12,
                volume_ml=101.2, rate_ml_h=25.3)  # fmt: skip
        self.vitals()

    def _must(self, command: Any, by: str = "osei") -> None:
        outcome = self.desk.do(command, by)
        assert isinstance(outcome, Done), outcome
