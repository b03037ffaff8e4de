"""A protocol pack: every number and list the program enforces, each with status and source."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

from app.errors import WorldError
from app.models.rules import toml
from app.models.rules.check_reading import read_checks
from app.models.rules.checks import Check
from app.models.rules.consistency import contradiction
from app.models.rules.danger import (
    AlarmRules,
    PhoneRules,
    ReactionRules,
    StrokeRules,
    StrokeSign,
    Symptom,
)
from app.models.rules.measures import Sign, VitalRules
from app.models.rules.rule import (
    AtLeast,
    AtMost,
    Choice,
    Decimal,
    DecimalAtLeast,
    DecimalAtMost,
    Direction,
    Item,
    Rule,
    Strict,
    Whole,
)


class Question(Item, frozen=True, kw_only=True):
    """A yes/no question of the check-in, and the requirement it belongs to."""

    text: str
    short: str
    group: str


class Premedication(Rule, frozen=True, kw_only=True):
    """A medicine before the infusion; `days` empty means every day of the course."""

    key: str
    name: str
    drug: str
    dose: Annotated[float, msgspec.Meta(gt=0)]
    unit: str
    route: str
    days: tuple[int, ...]
    finished_before_start: bool = False
    goes_on_at_home: bool = False

    def on(self, day: int) -> bool:
        """Whether it belongs to this day of the course."""
        return not self.days or day in self.days


class Authorization(Rule, frozen=True, kw_only=True):
    """The program that says, before an infusion, that the patient may have it."""

    program: str


class SignInRules(Strict, frozen=True, kw_only=True):
    """How many wrong PINs in a row, and how long no PIN is taken then."""

    wrong_pins: AtMost
    first_wait_s: AtLeast
    longest_wait_min: AtLeast


class CourseRules(Strict, frozen=True, kw_only=True):
    """How many doses, how far apart, from which age."""

    dose_mg: Whole
    first_course_days: Whole
    later_course_days: Whole
    interval_months: AtLeast
    doses_a_day: AtMost
    minimum_age_years: AtLeast


class StartRules(Strict, frozen=True, kw_only=True):
    """What must be true before the pump may start."""

    identity: AtLeast
    authorisation: Authorization
    contraindications: Rule
    baseline_vitals_min: AtMost
    stroke_check: Rule
    bag_start_within_min: AtMost
    bag_double_check: Rule
    premedication: Rule
    premedication_recent_min: AtMost
    questions: tuple[Question, ...]


class BagRules(Strict, frozen=True, kw_only=True):
    """What goes into the bag."""

    DIRECTIONS = {"diluents": Direction.ONE_OF}

    diluent_ml: Whole
    nominal_volume_ml: Decimal
    smallest_volume_ml: DecimalAtLeast
    largest_volume_ml: DecimalAtMost
    diluents: tuple[Choice, ...]


class InfusionRules(Strict, frozen=True, kw_only=True):
    """How the bag runs."""

    planned_min: AtLeast
    slowest_rate_ml_h: DecimalAtLeast
    end_early_min: AtMost
    resume_after_reaction: Rule
    resume_rate_percent: AtMost
    pause_reminder_min: AtMost
    pause_reasons: tuple[Choice, ...]


class ScheduleRules(Strict, frozen=True, kw_only=True):
    """When vital signs are due, late and overdue."""

    vitals_first_every_min: AtMost
    vitals_first_for_min: AtLeast
    vitals_then_every_min: AtMost
    counts_early_percent: AtMost
    recheck_critical_min: AtMost
    late_after_min: AtMost
    overdue_after_min: AtMost
    reason_for_late_entry_min: AtMost


class DischargeRules(Strict, frozen=True, kw_only=True):
    """What must be true before the patient leaves."""

    ended: Rule
    observation_min: AtLeast
    last_vitals_min: AtMost
    stroke_check_min: AtMost
    teach_back: Rule
    sheet: Rule


class AfterRules(Strict, frozen=True, kw_only=True):
    """What goes on after the patient has left."""

    watch_hours: AtLeast
    antiviral_months: AtLeast
    antiviral_cd4_per_ul: AtLeast
    tests_every_months: AtMost
    tests_for_months: AtLeast
    thyroid_every_months: AtMost
    skin_every_months: AtMost
    contraception_months: AtLeast
    fever_c: DecimalAtMost


class Facility(Strict, frozen=True, kw_only=True):
    """The facility's certificate; a unit's policy names it."""

    DIRECTIONS = {"number": Direction.ONE_OF, "certified_until": Direction.ONE_OF}

    number: str = ""
    certified_until: date | None = None


class Switch(Item, frozen=True, kw_only=True):
    """Something a policy may turn on."""

    DIRECTIONS = {"on": Direction.AT_LEAST}

    on: bool = False


class Pack(Strict, frozen=True, kw_only=True):
    """All rules of one protocol. A session keeps the version it began with."""

    id: str
    version: str
    title: str
    product: str
    substance: str
    sign_in: SignInRules
    course: CourseRules
    start: StartRules
    premedications: tuple[Premedication, ...]
    bag: BagRules
    infusion: InfusionRules
    schedule: ScheduleRules
    discharge: DischargeRules
    after: AfterRules
    vitals: VitalRules
    stroke_signs: tuple[StrokeSign, ...]
    symptoms: tuple[Symptom, ...]
    reaction: ReactionRules
    stroke: StrokeRules
    alarms: AlarmRules
    phones: PhoneRules
    checks: tuple[Check, ...] = ()
    switches: tuple[Switch, ...] = ()
    facility: Facility = Facility()

    @property
    def name(self) -> str:
        """Which rules these are, as papers say it: `drug-us 2026.11`."""
        return f"{self.id} {self.version}"

    def check(self, key: str) -> Check | None:
        """The check of that key."""
        return next((item for item in self.checks if item.key == key), None)

    def is_on(self, switch: str) -> bool:
        """Whether the pack, or a policy, has turned it on."""
        return any(item.on for item in self.switches if item.key == switch)

    def premedication(self, key: str) -> Premedication | None:
        """The premedication of that key."""
        return next((item for item in self.premedications if item.key == key), None)

    def sign(self, key: str) -> Sign:
        """The vital sign of that key; an unknown key is a defect."""
        return next(sign for sign in self.vitals.signs if sign.key == key)

    def name_of(self, listed: ListName, key: str) -> str:
        """The words for a key of one of the pack's lists, or the key itself if it has left the list."""
        choices: dict[ListName, tuple[Choice, ...]] = {
            "symptom": self.symptoms,
            "stroke_sign": self.stroke_signs,
            "pause_reason": self.infusion.pause_reasons,
            "diluent": self.bag.diluents,
        }
        return next((choice.name for choice in choices[listed] if choice.key == key), key)


ListName = Literal["symptom", "stroke_sign", "pause_reason", "diluent"]


def read_pack(path: Path) -> Pack:
    """The pack in a TOML file, or a `WorldError` that names the file and the place in it."""
    try:
        return _pack(toml.read(path))
    except OSError as error:
        raise WorldError(
            what=f"The protocol file {path.name} cannot be read.",
            why=error.strerror or "The file system refused.",
            do="Reinstall Chairside, or restore the file from the installation package.",
        ) from error
    except ValueError as error:  # also TOML's, UTF-8's and msgspec's own
        raise WorldError(
            what=f"The protocol file {path.name} is not valid.",
            why=f"{str(error).rstrip('.')}.",
            do="Correct that line, or restore the file from the installation package.",
        ) from error


def parse_pack(text: str) -> Pack:
    """The pack in a TOML text; raises `msgspec.ValidationError` with the path of what is wrong."""
    return _pack(toml.parse(text))


def _pack(tables: dict[str, Any]) -> Pack:
    pack = msgspec.convert({**tables, "checks": read_checks(tables.get("checks", []))}, Pack)
    if found := contradiction(pack):
        raise ValueError(f"{'.'.join(found.at[0])}: {found.sentence}")
    return pack
