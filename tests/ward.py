"""The unit that tests work in: a real desk, two nurses, patients, and a clock the test moves.

`open_ward()` has a patient with a course ordered, `seated_ward()` has her at chair 1, and
`infusion_day("12:10")` is the plain day at that time. What happens next is said in verbs, which
come back to the ward: `ward.at("09:30").start()`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from functools import cache, cached_property, partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from app.clock import SimulatedClock
from app.desk import Desk, Done
from app.models.asking import Command
from app.models.checks.answering import AnswerCheck, DecideCheck
from app.models.day import gates, infusion, requirement
from app.models.day.arrival import CancelSession, ConfirmIdentity, OpenSession
from app.models.day.bag import CheckBag, PrepareBag
from app.models.day.clock import NoteClockStep, NoteSleep
from app.models.day.correction import CorrectEntry
from app.models.day.leaving import DischargePatient
from app.models.day.override import OverrideRequirement
from app.models.day.premedication import (
    FinishPremedication,
    GivePremedication,
    WithholdPremedication,
)
from app.models.day.pump import (
    ChangeRate,
    EndInfusion,
    PauseInfusion,
    ResumeInfusion,
    StartInfusion,
)
from app.models.day.reactions import StopForReaction, WriteNote
from app.models.day.requirement import Requirement
from app.models.day.schedule import Due, schedule
from app.models.day.session import Session
from app.models.day.stroke import RecordStrokeSigns
from app.models.day.teaching import HandOverSheet
from app.models.day.timeline import Row, timeline
from app.models.day.vitals import RecordVitals
from app.models.facts import Entry, How, Identifier, Role, Said, Sex, StrokeCheck, kind_of
from app.models.moment import Now
from app.models.patients import OrderCourse, RegisterPatient
from app.models.refusal import Refusal
from app.models.rules.pack import Pack, read_pack
from app.models.staff import EnrolStaff
from app.models.unit import SetUpUnit
from app.paths import protocol_file
from app.scenario.aliases import SAID_BACK
from app.scenario.times import wall_time
from app.store.journal import Journal
from app.store.pins import hash_pin
from app.ui.shift import Shift

ROOT = Path(__file__).resolve().parents[1]
SCENARIOS = ROOT / "tests" / "scenarios"
ZONE = ZoneInfo("America/New_York")
MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=ZONE)
KEY = bytes(range(32))

OSEI = "osei"
LIND = "lind"
PINS = {OSEI: "1111", LIND: "2222"}
SESSION = "doe-1"
"""The session of the first patient's first day."""

NORMAL: dict[str, float] = {"sbp": 124, "dbp": 75, "hr": 86, "rr": 16, "temp": 37.0, "spo2": 98}


VITALS_TIMES = (
    *("09:45", "10:00", "10:15", "10:30", "11:00", "11:30", "12:00", "12:30", "13:00"),
    *("13:31", "14:00", "14:30", "15:00", "15:28"),
)
"""When vital signs are taken on the plain day, after the baseline."""


@cache
def shipped_pack() -> Pack:
    """The protocol that ships with the program."""
    return read_pack(protocol_file())


@cache
def _hash(pin: str) -> str:
    return hash_pin(pin)


def instant(clock: str) -> datetime:
    """A time on that Monday."""
    return wall_time(clock, MONDAY, ZONE)


class Ward:
    """A unit on a Monday. Every verb asks the desk, and must succeed unless refusal is expected.

    `ward.at("09:30").start()` must succeed; `ward.refuses("gate_closed").start()` must be
    refused with that code, and must leave the record as it was. Verbs about a session mean the
    one opened last, until `for_session` names another.
    """

    def __init__(
        self, journal: Journal | None = None, start: datetime = MONDAY, pack: Pack | None = None
    ) -> None:
        self.start_of_day = start
        self.clock = SimulatedClock(start, ZONE)
        self.pack = pack or shipped_pack()
        self.journal = journal or Journal.open(":memory:", KEY)
        self.desk = Desk(self.journal, self.clock, self.pack)
        self.id = SESSION
        self._expected = ""
        self.refusal = Refusal("", "")

    @cached_property
    def shift(self) -> Shift:
        """The window's way to the desk, with R. Osei signed in."""
        shift = Shift(self.desk)
        shift.staff = self.desk.staff(OSEI)
        return shift

    def for_session(self, id: str) -> Ward:
        """From here on the verbs are about that session."""
        self.id = id
        return self

    # --------------------------------------------------------------------------- time

    def at(self, clock: str) -> Ward:
        """Set the clock to a time of the day, `09:30` or `+1d 08:00`."""
        self.clock.set(self.time(clock))
        return self

    def time(self, clock: str) -> datetime:
        """A time of the day as an instant."""
        return wall_time(clock, self.start_of_day, ZONE)

    def later(self, **span: float) -> Ward:
        """Let time go by: `ward.later(minutes=5)`."""
        self.clock.set(self.clock.now().at + timedelta(**span))
        return self

    def clock_is_set(self, **by: float) -> Ward:
        """Somebody sets the wall clock; the heartbeat notes it in every open session."""
        step = timedelta(**by)
        self.clock.step(self.clock.now().at + step)
        for session in self.desk.open_sessions():
            self.ask(NoteClockStep(session=session.id, seconds=step.total_seconds()), by="")
        return self

    def sleeps(self, **span: float) -> Ward:
        """The workstation sleeps while time goes on."""
        self.later(**span)
        seconds = timedelta(**span).total_seconds()
        return self.ask(NoteSleep(session=self.id, seconds=seconds), by="")

    # ------------------------------------------------------------------------- asking

    def refuses(self, code: str) -> Ward:
        """The next verb must be refused with this code."""
        self._expected = code
        return self

    def ask(self, command: Command, by: str = OSEI) -> Ward:
        """Ask the desk, and hold it to what is expected of it."""
        expected, self._expected = self._expected, ""
        before = self.journal.last_seal(self.now.at + timedelta(days=400))
        outcome = self.desk.do(command, by)
        if isinstance(outcome, Refusal):
            assert outcome.code == expected, f"refused: {outcome.code}: {outcome.sentence}"
            assert outcome.sentence.endswith((".", "?")), f"{outcome.code} says nothing"
            after = self.journal.last_seal(self.now.at + timedelta(days=400))
            assert after == before, "a refused command changed the record"
            self.refusal = outcome
        else:
            assert not expected, f"not refused, though {expected} was expected"
            self.done = outcome
        return self

    # ------------------------------------------------------------------ people and orders

    def sets_up_unit(self, chairs: int = 8, **more: Any) -> Ward:
        """R. Osei is the charge nurse, K. Lind the second nurse; both can sign in."""
        for id, name, initials, role in (
            (OSEI, "R. Osei, RN", "R.O.", Role.CHARGE),
            (LIND, "K. Lind, RN", "K.L.", Role.NURSE),
        ):
            self.ask(
                EnrolStaff(
                    staff=id, name=name, initials=initials, role=role, pin_hash=_hash(PINS[id])
                )
            )
        unit: dict[str, Any] = {
            "name": "Infusion Unit 4B",
            "emergency_number": "911",
            "day_phone": "555-0142",
            "night_phone": "555-0199",
            "prescriber_phone": "555-0110",
        }
        return self.ask(SetUpUnit(chairs=chairs, **(unit | more)))

    def registers(
        self,
        patient: str = "doe",
        *,
        mrn: str = "",
        born: date = date(1986, 4, 2),
        family: str = "Doe",
        given: str = "Jan",
        allergies: str = "penicillin",
        sex: Sex = Sex.FEMALE,
    ) -> Ward:
        """A new patient; Jan Doe has the MRN 00412."""
        return self.ask(
            RegisterPatient(
                patient=patient,
                family=family,
                given=given,
                born=born,
                sex=sex,
                mrn=mrn or {"doe": "00412"}.get(patient, f"MRN-{patient}"),
                allergies=allergies,
            )
        )

    def orders(self, patient: str = "doe", first_day: date | None = None, **more: Any) -> Ward:
        """A prescriber orders the next course."""
        return self.ask(
            OrderCourse(
                patient=patient,
                first_day=first_day or self.now.day,
                prescriber="Dr. Amari",
                indication="relapsing MS",
                **more,
            )
        )

    def adds_patient(
        self,
        patient: str = "doe",
        family: str = "Doe",
        *,
        first_day: date | None = None,
        **more: Any,
    ) -> Ward:
        """A new patient, and a course from that day on; from today unless named."""
        return self.registers(patient, family=family, **more).orders(patient, first_day)

    def arrives(self, patient: str = "doe", chair: int = 1, id: str = "", **more: Any) -> Ward:
        """The patient sits down; the sessions of a patient are called doe-1, doe-2, …"""
        self.id = id or f"{patient}-{len(self.desk.sessions_of(patient)) + 1}"
        return self.ask(OpenSession(session=self.id, patient=patient, chair=chair, **more))

    # ----------------------------------------------------------------------- check-in

    def identifies(self, *by: Identifier) -> Ward:
        """Confirm the patient's identity; by name and date of birth, unless others are named."""
        found = by or (Identifier.NAME, Identifier.BIRTH_DATE)
        return self.ask(ConfirmIdentity(session=self.id, identifiers=found))

    def authorizes(self) -> Ward:
        """Confirm the authorization with the REMS."""
        self.answers_check("authorisation", "yes", "authorized")
        return self.answers_check("authorisation", "telephone", "how")

    def answers(self, **answers: str) -> Ward:
        """Answer the contraindication questions; `no` to all but those named, none where empty."""
        said = {"hiv": "no", "infection": "no", "hypersensitivity": "no", **answers}
        for field, answer in said.items():
            if answer:
                self.answers_check("contraindications", answer, field)
        return self

    def checks_in(self) -> Ward:
        """Identity, authorization and questions."""
        return self.identifies().authorizes().answers()

    def answers_check(self, check: str, value: Any, field: str = "", **more: Any) -> Ward:
        """A field of a check is answered; the check's first one unless named."""
        found = self.pack.check(check)
        key = field or (found.fields[0].key if found else "")
        by = more.pop("by", OSEI)
        return self.ask(
            AnswerCheck(session=self.id, check=check, field=key, value=value, **more), by
        )

    def decides(self, check: str, said: str = "go_on", field: str = "", **more: Any) -> Ward:
        """Dr. Amari decides about an answer, in person unless said otherwise."""
        found = self.pack.check(check)
        fields = {
            "decided_by": "Dr. Amari",
            "how": How.IN_PERSON,
            "words": "seen, no concern",
        } | more
        return self.ask(
            DecideCheck(
                session=self.id,
                check=check,
                field=field or (found.fields[0].key if found else ""),
                said=Said(said),
                **fields,
            )
        )

    def gives(
        self, item: str, running: bool = False, dose: float | None = None, **more: Any
    ) -> Ward:
        """Give a premedication; the protocol's drug, dose and route unless named."""
        known = self.pack.premedication(item)
        fields: dict[str, Any] = (
            {"drug": known.drug, "dose": known.dose, "unit": known.unit, "route": known.route}
            if known
            else {"drug": item, "dose": 100}
        )
        given = {"dose": dose} if dose is not None else {}
        return self.ask(
            GivePremedication(
                session=self.id, item=item, running=running, **(fields | given | more)
            )
        )

    def premedicates(self) -> Ward:
        """Give every premedication of the protocol; none is left running."""
        for item in self.pack.premedications:
            self.gives(item.key)
        return self

    def finishes(self, item: str = "corticosteroid", **more: Any) -> Ward:
        """A running premedication has finished."""
        return self.ask(FinishPremedication(session=self.id, item=item, **more))

    def withholds(self, item: str, reason: str = "not today") -> Ward:
        """A premedication is not given."""
        return self.ask(WithholdPremedication(session=self.id, item=item, reason=reason))

    def prepares_bag(self, **more: Any) -> Ward:
        """Prepare the bag."""
        bag: dict[str, Any] = {
            "lot": "F1234A",
            "expires": date(2027, 6, 30),
            "diluent": "nacl",
            "volume_ml": 101.2,
            "rate_ml_h": 25.3,
            "inspected": True,
            "light_protected": True,
        }
        return self.ask(PrepareBag(session=self.id, **(bag | more)))

    def checks_bag(self, by: str = LIND, **more: Any) -> Ward:
        """Check the bag as the second nurse, who enters it again."""
        session = self.desk.session(self.id)
        patient = self.desk.patient(session.patient) if session else None
        bag: dict[str, Any] = {
            "mrn": patient.mrn if patient else "",
            "lot": "F1234A",
            "dose_mg": 12,
            "volume_ml": 101.2,
            "rate_ml_h": 25.3,
        }
        return self.ask(CheckBag(session=self.id, **(bag | more)), by)

    def overrides(self, requirement: str, by: str = "Dr. Amari", **more: Any) -> Ward:
        """Override a requirement, as allowed by a prescriber or a nurse."""
        fields = {"reason": "seen and decided"} | more
        return self.ask(
            OverrideRequirement(session=self.id, requirement=requirement, allowed_by=by, **fields)
        )

    def _check_in_steps(self) -> dict[str, tuple[str, Callable[[], Ward]]]:
        """The steps to the start of a plain day, by requirement, each with its time."""
        return {
            "identity": ("08:02", self.identifies),
            "authorisation": ("08:05", self.authorizes),
            "contraindications": ("08:06", self.answers),
            "corticosteroid": ("08:10", lambda: self.gives("corticosteroid", running=True)),
            "antiviral": ("08:11", lambda: self.gives("antiviral")),
            "antihistamine": ("08:12", lambda: self.gives("antihistamine")),
            "antipyretic": ("08:12", lambda: self.withholds("antipyretic")),
            "corticosteroid finished": ("09:10", self.finishes),
            "bag": ("09:15", self.prepares_bag),
            "bag_check": ("09:20", self.checks_bag),
            "baseline_vitals": ("09:25", self.takes_vitals),
        }

    def ready_to_start(self, *, without: Iterable[str] = (), day: str = "") -> Ward:
        """From the chair at 08:00 to 09:26, when the pump may be started; `day` is like `+1d `."""
        if self.session is None:
            self.at(f"{day}08:00").arrives()
        for name, (clock, verb) in self._check_in_steps().items():
            if name not in without:
                self.at(day + clock)
                verb()
        return self.at(f"{day}09:26")

    def starts_at_once(self) -> Ward:
        """Everything from check-in to the start of the pump, all at the present time."""
        self.checks_in().premedicates().prepares_bag().checks_bag().takes_vitals()
        return self.start()

    def plays_plain_day(self, until: str) -> Ward:
        """The plain day up to that time: started 09:30, ended 13:30, home from 15:30."""
        vitals = [
            (clock, partial(self.takes_vitals, sbp=119 + place))
            for place, clock in enumerate(VITALS_TIMES)
        ]
        steps: list[tuple[str, Callable[[], Ward]]] = [
            ("08:00", self.arrives),
            *self._check_in_steps().values(),
            ("09:30", self.start),
            ("13:30", self.end),
            *vitals,
        ]
        for clock, verb in sorted(steps, key=lambda step: step[0]):
            if clock <= until:
                self.at(clock)
                verb()
        return self.at(until)

    # ----------------------------------------------------------------------- the pump

    def start(self, volume_ml: float = 101.2, rate_ml_h: float = 25.3, **more: Any) -> Ward:
        """Start the pump."""
        return self.ask(
            StartInfusion(session=self.id, volume_ml=volume_ml, rate_ml_h=rate_ml_h, **more)
        )

    def infusing(self, since: str = "09:30") -> Ward:
        """Everything ready, and the pump started at that time."""
        return self.ready_to_start().at(since).start()

    def pause(self, reason: str = "line", **more: Any) -> Ward:
        """Pause the pump."""
        return self.ask(PauseInfusion(session=self.id, reason=reason, **more))

    def resume(self, rate_ml_h: float = 25.3, **more: Any) -> Ward:
        """Resume the infusion."""
        return self.ask(ResumeInfusion(session=self.id, rate_ml_h=rate_ml_h, **more))

    def change_rate(self, rate_ml_h: float, **more: Any) -> Ward:
        """Change the rate."""
        return self.ask(ChangeRate(session=self.id, rate_ml_h=rate_ml_h, **more))

    def end(self, **more: Any) -> Ward:
        """End the infusion."""
        return self.ask(EndInfusion(session=self.id, **more))

    def observing(self, since: str = "13:30") -> Ward:
        """A full infusion that ended at that time."""
        return self.infusing().at(since).end()

    # --------------------------------------------------------------------------- care

    def takes_vitals(self, **more: Any) -> Ward:
        """Take a full, normal set without a stroke sign, but for what is named; None is not taken."""
        own = set(RecordVitals.__struct_fields__)
        signs = {**NORMAL, **{key: value for key, value in more.items() if key not in own}}
        fields = {key: value for key, value in more.items() if key in own}
        fields.setdefault("stroke_check", StrokeCheck.NO_SIGN)
        taken = {key: value for key, value in signs.items() if value is not None}
        return self.ask(RecordVitals(session=self.id, values=taken, **fields))

    def sees_stroke_signs(self, *signs: str, **more: Any) -> Ward:
        """Record stroke signs."""
        return self.ask(RecordStrokeSigns(session=self.id, signs=signs or ("face",), **more))

    def stops_for_reaction(self, *symptoms: str, **more: Any) -> Ward:
        """Stop the infusion for a reaction."""
        return self.ask(StopForReaction(session=self.id, symptoms=symptoms, **more))

    def notes(self, text: str = "Blanket given", **more: Any) -> Ward:
        """Write a note."""
        return self.ask(WriteNote(session=self.id, text=text, **more))

    def corrects(self, entry: str, reason: str = "mistyped", **more: Any) -> Ward:
        """Correct an entry, by its mark."""
        return self.ask(CorrectEntry(session=self.id, entry=entry, reason=reason, **more))

    # ------------------------------------------------------------------------ the way home

    def teaches_back(self) -> Ward:
        """The patient says back the five groups of signs and whom to call."""
        for field in SAID_BACK:
            self.answers_check("teach_back", "said", field)
        return self

    def ready_to_leave(self, *, without: Iterable[str] = ()) -> Ward:
        """Teach-back, the discharge sheet and the last vitals, at the present time."""
        if "teach_back" not in without:
            self.teaches_back()
        if "sheet" not in without:
            self.ask(HandOverSheet(session=self.id, how="printed"))
        if "last_vitals" not in without:
            self.takes_vitals()
        return self

    def leaves(self, **more: Any) -> Ward:
        """Discharge the patient."""
        return self.ask(DischargePatient(session=self.id, **more))

    def cancels(self, reason: str = "the patient has changed her mind") -> Ward:
        """Cancel the session before the start."""
        return self.ask(CancelSession(session=self.id, reason=reason))

    # ------------------------------------------------------------------------- looking

    @property
    def now(self) -> Now:
        """The present instant."""
        return self.clock.now()

    @property
    def session(self) -> Session:
        """The session as the desk knows it."""
        return self.desk.session(self.id)  # type: ignore[return-value]  # None before arrival

    @property
    def entry(self) -> Entry:
        """The first entry of the last command."""
        assert isinstance(self.done, Done)
        return self.done.entries[0]

    def last_entry(self, kind: str) -> Entry:
        """The last entry of a kind, such as `VitalsTaken`."""
        return [item for item in self.session.entries if type(item.fact).__name__ == kind][-1]

    def last(self, kind: str) -> str:
        """The mark of the last entry recorded of a kind, such as `vitals_taken`."""
        return [item.mark for item in self.session.entries if kind_of(item.fact) == kind][-1]

    def last_kinds(self, count: int = 1) -> list[str]:
        """The kinds of the last entries, the oldest first."""
        return [type(entry.fact).__name__ for entry in self.session.entries[-count:]]

    @property
    def still_open(self) -> set[str]:
        """The start gate's open requirements; after the start, the discharge gate's."""
        gate = gates.discharge_gate if self.session.started else gates.start_gate
        return set(requirement.open_keys(gate(self.session, self.now, self.pack)))

    def requirement(self, key: str) -> Requirement:
        """One requirement of either gate."""
        found = gates.requirement(self.session, key, self.now, self.pack)
        assert found
        return found

    @property
    def ran_min(self) -> float:
        """Minutes the pump has run."""
        until = self.session.ended.at if self.session.ended else self.session.true(self.now)
        return infusion.ran(self.session, until).total_seconds() / 60

    @property
    def left_min(self) -> float:
        """Minutes the pump still has to run."""
        return infusion.left(self.session, self.session.true(self.now)).total_seconds() / 60

    def due(self, key: str) -> Due | None:
        """What is due of that kind."""
        due = schedule(self.session, self.now, self.pack)
        return next((item for item in due if item.key == key), None)

    def due_at(self, key: str) -> str:
        """When it is due, as the wall clock shows it."""
        due = self.due(key)
        return f"{self.now.local(due.at):%H:%M}" if due else ""

    @property
    def rows(self) -> tuple[Row, ...]:
        """The timeline."""
        return timeline(self.session, self.pack)


def empty_desk(at: datetime = MONDAY) -> Desk:
    """A desk on a new record, before the unit is set up."""
    return Ward(start=at).desk


def open_ward(
    journal: Journal | None = None, start: datetime = MONDAY, pack: Pack | None = None
) -> Ward:
    """A ward with Jan Doe registered and her first course ordered for today."""
    return Ward(journal, start, pack).sets_up_unit().registers().orders()


def seated_ward(pack: Pack | None = None, **patient: Any) -> Ward:
    """Day 1 of a first course at chair 1, opened at 08:00; `patient` is registered as named."""
    return Ward(pack=pack).sets_up_unit().adds_patient(**patient).arrives()


def infusion_day(until: str, *, emergency_number: str = "911") -> Ward:
    """Jan Doe at chair 1 on day 1 of course 1, a plain infusion day up to that time."""
    ward = Ward().sets_up_unit(emergency_number=emergency_number).adds_patient()
    return ward.plays_plain_day(until)
