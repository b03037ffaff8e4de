"""A protocol pack: every number and list the program enforces, each with status and source."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

from app.errors import WorldError
from app.models import toml
from app.models.checks.reading import read_checks, unfit_checks
from app.models.checks.tables import Check
from app.models.rule import Decimal, Whole
from app.models.rule import Override as Override
from app.models.rule import Rule as Rule
from app.models.rule import Status as Status
from app.models.rule import Strict as _Strict


class Choice(_Strict, frozen=True):
    """An item of a list a nurse picks from."""

    key: str
    name: str


class Question(_Strict, frozen=True):
    """A yes/no question of the check-in, and the requirement it belongs to."""

    key: str
    text: str
    short: str
    group: str


class Premedication(Rule, frozen=True):
    """A medicine before the infusion; `days` empty means every day of the course."""

    key: str
    name: str
    drug: str
    dose: Annotated[float, msgspec.Meta(gt=0)]
    unit: str
    route: str
    days: tuple[int, ...]
    finished_before_start: bool = False

    def on(self, day: int) -> bool:
        """Whether it belongs to this day of the course."""
        return not self.days or day in self.days


class Sign(_Strict, frozen=True):
    """A vital sign with its three tiers; `to` and `from` are inclusive."""

    key: str
    name: str
    short: str
    unit: str
    decimals: int
    implausible_below: float
    implausible_above: float
    critical_to: float | None = None
    critical_from: float | None = None
    abnormal_to: float | None = None
    abnormal_from: float | None = None
    change: float | None = None
    change_percent: float | None = None

    @property
    def spoken(self) -> str:
        """The name inside a sentence: `systolic`, but `SpO₂` as it is written."""
        capital = any(letter.isupper() for letter in self.name[1:])
        return self.name if capital else self.name.lower()


class SignInRules(_Strict, frozen=True):
    """How many wrong PINs in a row, and how long no PIN is taken then."""

    wrong_pins: Whole
    first_wait_s: Whole
    longest_wait_min: Whole


class CourseRules(_Strict, frozen=True):
    """How many doses, how far apart, from which age."""

    dose_mg: Whole
    first_course_days: Whole
    later_course_days: Whole
    interval_months: Whole
    doses_a_day: Whole
    minimum_age_years: Whole


class StartRules(_Strict, frozen=True):
    """What must be true before the pump may start."""

    identity: Whole
    authorisation: Rule
    contraindications: Rule
    baseline_vitals_min: Whole
    stroke_check: Rule
    bag_start_within_min: Whole
    bag_double_check: Rule
    premedication: Rule
    corticosteroid_recent_min: Whole
    questions: tuple[Question, ...]


class BagRules(_Strict, frozen=True):
    """What goes into the bag."""

    diluent_ml: Whole
    nominal_volume_ml: Decimal
    smallest_volume_ml: Decimal
    largest_volume_ml: Decimal
    diluents: tuple[Choice, ...]


class InfusionRules(_Strict, frozen=True):
    """How the bag runs."""

    planned_min: Whole
    slowest_rate_ml_h: Decimal
    end_early_min: Whole
    resume_after_reaction: Rule
    resume_rate_percent: Whole
    pause_reminder_min: Whole
    pause_reasons: tuple[Choice, ...]


class ScheduleRules(_Strict, frozen=True):
    """When vital signs are due, late and overdue."""

    vitals_first_every_min: Whole
    vitals_first_for_min: Whole
    vitals_then_every_min: Whole
    counts_early_percent: Whole
    recheck_critical_min: Whole
    late_after_min: Whole
    overdue_after_min: Whole
    reason_for_late_entry_min: Whole


class DischargeRules(_Strict, frozen=True):
    """What must be true before the patient leaves."""

    ended: Rule
    observation_min: Whole
    last_vitals_min: Whole
    stroke_check_min: Whole
    teach_back: Rule
    sheet: Rule


class AfterRules(_Strict, frozen=True):
    """What goes on after the patient has left."""

    watch_hours: Whole
    antiviral_months: Whole
    antiviral_cd4_per_ul: Whole
    tests_every_months: Whole
    tests_for_months: Whole
    thyroid_every_months: Whole
    skin_every_months: Whole
    contraception_months: Whole
    fever_c: Decimal


class VitalRules(_Strict, frozen=True):
    """The vital signs in the order a nurse takes them."""

    status: Status
    source: str
    signs: tuple[Sign, ...]


class Facility(_Strict, frozen=True):
    """The facility's certificate, as the unit's policy names it."""

    number: Annotated[str, msgspec.Meta(min_length=1)]
    certified_until: date


class Pack(_Strict, frozen=True):
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
    stroke_signs: tuple[Choice, ...]
    symptoms: tuple[Choice, ...]
    checks: tuple[Check, ...] = ()
    switches: dict[str, bool] = {}
    facility: Facility | None = None

    def check(self, key: str) -> Check | None:
        """The check of that key."""
        return next((item for item in self.checks if item.key == key), None)

    def premedication(self, key: str) -> Premedication | None:
        """The premedication of that key."""
        return next((item for item in self.premedications if item.key == key), None)

    def sign(self, key: str) -> Sign:
        """The vital sign of that key; an unknown key is a defect."""
        return next(sign for sign in self.vitals.signs if sign.key == key)

    def name_of(self, listed: Listed, key: str) -> str:
        """The words for a key of one of the pack's lists, or the key itself if it has left the list."""
        choices: dict[Listed, tuple[Choice, ...]] = {
            "symptom": self.symptoms,
            "stroke_sign": self.stroke_signs,
            "pause_reason": self.infusion.pause_reasons,
            "diluent": self.bag.diluents,
        }
        return next((choice.name for choice in choices[listed] if choice.key == key), key)


Listed = Literal["symptom", "stroke_sign", "pause_reason", "diluent"]


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
    keys = [sign.key for sign in pack.vitals.signs]
    if keys != list(SIGN_KEYS):
        raise ValueError(f"vitals.signs must be {', '.join(SIGN_KEYS)}, in this order")
    for listed in (pack.symptoms, pack.stroke_signs, pack.premedications, pack.start.questions):
        names = [item.key for item in listed]
        if len(set(names)) != len(names):
            raise ValueError(f"the key {max(names, key=names.count)!r} stands twice in one list")
    if unfit := unfit_checks(
        pack.checks,
        switches=set(pack.switches),
        stroke_signs={item.key for item in pack.stroke_signs},
        symptoms={item.key for item in pack.symptoms},
        taken={item.key for item in pack.premedications},
    ):
        raise ValueError(unfit)
    return pack


SIGN_KEYS = ("sbp", "dbp", "hr", "rr", "temp", "spo2")
"""The six signs a `VitalsTaken` fact has fields for."""
