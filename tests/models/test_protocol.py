"""The protocol pack: every rule has a status and a source, and the code has no clinical number."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from app.errors import WorldError
from app.models.rules.checks import Kind
from app.models.rules.pack import Pack, Premedication, parse_pack, read_pack
from app.models.rules.policy import in_force, read_policy
from app.models.rules.rule import Rule, Status, TightenedBy
from tests.ward import ROOT

SHIPPED = ROOT / "resources" / "protocols" / "lemtrada-us.toml"
TEXT = SHIPPED.read_text(encoding="utf-8")


def rules(value: Any, path: str = "") -> Iterator[tuple[str, Rule]]:
    """Every rule in the pack, with its place."""
    if isinstance(value, Rule):
        yield path, value
    elif isinstance(value, msgspec.Struct):
        for name, inside in msgspec.structs.asdict(value).items():
            yield from rules(inside, f"{path}.{name}")
    elif isinstance(value, tuple):
        for place, inside in enumerate(value):
            yield from rules(inside, f"{path}[{place}]")


# ------------------------------------------------------------------------------ what is shipped


def test_every_rule_has_words_a_status_and_a_source(pack: Pack) -> None:
    found = dict(rules(pack))
    assert len(found) > 40
    for place, rule in found.items():
        assert len(rule.text) > 10, place
        assert rule.text.endswith((".", "...")), place
        assert rule.status in Status, place
        assert len(rule.source) > 5, place


@pytest.mark.parametrize(
    ("place", "value", "status"),
    [
        (".course.dose_mg", 12, "label"),
        (".course.first_course_days", 5, "label"),
        (".course.later_course_days", 3, "label"),
        (".course.interval_months", 12, "secondary"),
        (".course.minimum_age_years", 17, "label"),
        (".start.baseline_vitals_min", 30, "site"),
        (".start.bag_start_within_min", 480, "secondary"),
        (".start.premedication_recent_min", 120, "site"),
        (".infusion.planned_min", 240, "label"),
        (".schedule.vitals_first_every_min", 15, "site"),
        (".schedule.vitals_first_for_min", 60, "site"),
        (".schedule.vitals_then_every_min", 30, "site"),
        (".schedule.late_after_min", 5, "site"),
        (".schedule.overdue_after_min", 10, "site"),
        (".discharge.observation_min", 120, "label"),
        (".discharge.last_vitals_min", 15, "site"),
        (".discharge.stroke_check_min", 15, "site"),
        (".after.watch_hours", 72, "label"),
        (".after.antiviral_months", 2, "label"),
        (".after.antiviral_cd4_per_ul", 200, "label"),
        (".after.tests_for_months", 48, "label"),
        (".after.thyroid_every_months", 3, "label"),
    ],
)
def test_the_numbers_of_the_clinical_page(pack: Pack, place: str, value: int, status: str) -> None:
    rule = dict(rules(pack))[place]
    assert getattr(rule, "value") == value  # noqa: B009  only some rules have one
    assert rule.status == status


def test_the_corticosteroid_is_for_days_1_to_3_and_finished(pack: Pack) -> None:
    steroid = pack.premedication("corticosteroid")
    assert isinstance(steroid, Premedication)
    assert [day for day in range(1, 6) if steroid.on(day)] == [1, 2, 3]
    assert steroid.finished_before_start
    assert pack.premedication("coffee") is None


def test_a_word_that_left_the_list_is_shown_as_its_key(pack: Pack) -> None:
    assert pack.name_of("symptom", "hives_of_old") == "hives_of_old"


def test_the_pack_has_the_reason_that_the_code_itself_records(pack: Pack) -> None:
    assert "reaction" in {reason.key for reason in pack.infusion.pause_reasons}


# --------------------------------------------------------------------------------- bad files


@pytest.mark.parametrize(
    ("wrong", "right", "said"),
    [
        ("[course.dose_mg]\nvalue = 12", "[course.dose_mg]\nvalue = 12\nflavour = 1", "flavour"),
        ("[course.dose_mg]\nvalue = 12", '[course.dose_mg]\nvalue = "12"', "course.dose_mg.value"),
        ("[course.dose_mg]\nvalue = 12", "[course.dose_mg]\nvalue = 0", "course.dose_mg.value"),
        ("[course.dose_mg]\nvalue = 12", "[course.dose_mg]", "course.dose_mg"),
        ('status = "label"', 'status = "rumour"', "course.dose_mg.status"),
        ('override = "nobody"', 'override = "anybody"', "course.dose_mg.override"),
        ('source = "US prescribing information, section 2 (dosage)"', "", "course.dose_mg"),
        (
            'source = "US prescribing information, section 2 (dosage)"',
            'source = ""',
            "course.dose_mg.source",
        ),
        ("[infusion.planned_min]", "[infusion.plannd_min]", "plannd_min"),
        ('id = "lemtrada-us"', 'id = "lemtrada-us"\ncolour = "red"', "colour"),
        ('chart = "row"', 'chart = "line"', "the chart shows one sign as a line"),
        ('chart = "row"', 'chart = "bar"', "a bar on the chart is the two signs of one pair"),
        ('key = "hr"', 'key = "sbp"', "'sbp' stands twice"),
        ('key = "hr"', 'key = "stroke_check"', "no vital sign can be called 'stroke_check'"),
        ('key = "itching"', 'key = "rash"', "'rash' stands twice"),
        ('id = "lemtrada-us"', 'id = lemtrada-us"', "line"),
    ],
)
def test_a_mistake_in_the_file_is_named_with_its_place(
    tmp_path: Path, wrong: str, right: str, said: str
) -> None:
    assert wrong in TEXT
    path = tmp_path / "unit.toml"
    path.write_text(TEXT.replace(wrong, right, 1), encoding="utf-8")
    with pytest.raises(WorldError) as failed:
        read_pack(path)
    assert failed.value.what == "The protocol file unit.toml is not valid."
    assert said in failed.value.why
    assert failed.value.do


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(WorldError, match="cannot be read"):
        read_pack(tmp_path / "none.toml")


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "unit.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(WorldError, match="not valid"):
        read_pack(path)


def test_another_value_is_another_rule() -> None:
    longer = parse_pack(
        TEXT.replace("[infusion.planned_min]\nvalue = 240", "[infusion.planned_min]\nvalue = 300")
    )
    assert longer.infusion.planned_min.value == 300


# -------------------------------------------------------------------- no number in the code

STRUCTURAL = {0, 1, 2, 10, 60, 100, 3600, 1e-6}
"""Counting, rounding, percent, and the units of time."""

NAMED = {
    *("A_CENTURY_S", "A_YEAR", "OLDEST_AGE"),
    *("LONGEST_INITIALS", "LONGEST_LINE", "LONGEST_TEXT", "MOST_CHAIRS"),
}
"""Constants that say themselves what they are, and are not clinical."""

WITHOUT_NUMBERS = ["checks", "day", "decide.py"]


def numbers(source: str) -> list[tuple[int, float]]:
    """The numbers in a module, with their lines, but for structural ones, enums and NAMED."""
    tree = ast.parse(source)
    named = {inside for node in tree.body if is_named(node) for inside in ast.walk(node)}
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, int | float)
        and not isinstance(node.value, bool)
        and node not in named
        and node.value not in STRUCTURAL
    ]


def is_named(node: ast.stmt) -> bool:
    """Whether a statement gives numbers their names."""
    if isinstance(node, ast.ClassDef):
        return any("Enum" in getattr(base, "id", "") for base in node.bases)
    return isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") in NAMED


def modules() -> list[Path]:
    """The modules that apply the rules."""
    models = ROOT / "app" / "models"
    found = [models / name for name in WITHOUT_NUMBERS]
    return [
        path
        for place in found
        for path in (sorted(place.glob("*.py")) if place.is_dir() else [place])
    ]


@pytest.mark.parametrize("path", modules(), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_the_code_has_no_clinical_number(path: Path) -> None:
    assert numbers(path.read_text(encoding="utf-8")) == []


def test_a_clinical_number_would_be_found() -> None:
    assert numbers("def f(session):\n    return session.minutes > 240\n") == [(2, 240)]
    assert numbers("LIMIT_MIN = 15\n") == [(1, 15)]
    assert numbers("OLDEST_AGE = 120\n") == []


# ------------------------------------------------------ nothing of one protocol in the code


APP = sorted((ROOT / "app").rglob("*.py"))
PACKS = [read_pack(path) for path in SHIPPED.parent.glob("*.toml")]


def test_the_code_names_no_product() -> None:
    words = [word.casefold() for pack in PACKS for word in (pack.product, pack.substance)]
    assert words
    for path in APP:
        text = path.read_text(encoding="utf-8").casefold()
        assert [word for word in words if word in text] == [], path


OWN_WORDS = {
    "app/models/facts.py": {"other"},  # a sex
    "app/papers/discharge_sheet/drawings.py": {
        "face",
        "speech",
        "balance",
    },  # what is drawn on the sheet
    "app/papers/discharge_sheet/phrases.py": {
        "face",
        "speech",
        "balance",
        "fever",
    },  # the sheet's own words
    "app/papers/discharge_sheet/words.py": {"fever"},
    "app/papers/discharge_sheet/report.py": {"teach_back"},  # the sheet has a line for it
    "app/scenario/aliases.py": {
        *("authorisation", "contraindications", "teach_back"),
        *("face", "speech", "balance"),
    },  # what former words meant
    "app/ui/reactions/care_words.py": {"other"},  # another route
    "app/ui/gate/override_words.py": {"other"},  # another person
    "app/ui/premedication/words.py": {"other"},  # another medicine
    "app/ui/reactions/drug.py": {"other"},  # another route
    "app/ui/patients/forms.py": {"other"},  # a sex
}
"""Words that a module means in a sense of its own."""


def strings(source: str) -> set[str]:
    """The whole strings in a module."""
    nodes = ast.walk(ast.parse(source))
    return {
        node.value for node in nodes if isinstance(node, ast.Constant) and type(node.value) is str
    }


def clinical_words(pack: Pack) -> set[str]:
    """The keys, names and drugs that only a protocol may name."""
    words = {word for sign in pack.vitals.signs for word in (sign.key, sign.name, sign.short)}
    words |= {word for pair in pack.vitals.pairs for word in (pair.key, pair.name)}
    words |= {word for item in pack.premedications for word in (item.key, item.name)}
    choices = (*pack.symptoms, *pack.stroke_signs, *pack.bag.diluents)
    words |= {word for choice in choices for word in (choice.key, choice.name)}
    words |= {word for check in pack.checks for word in (check.key, check.title, check.short)}
    questions = [field for check in pack.checks for field in check.fields]
    words |= {item.key for item in questions if item.kind is Kind.YES_NO_UNKNOWN}
    return words | {item.drug for item in pack.premedications} | set(pack.reaction.drugs.value)


@pytest.mark.parametrize("path", APP, ids=lambda path: str(path.relative_to(ROOT / "app")))
def test_the_code_names_no_symptom_sign_check_premedication_diluent_or_drug(path: Path) -> None:
    own = OWN_WORDS.get(path.relative_to(ROOT).as_posix(), set())
    for pack in PACKS:
        assert clinical_words(pack) & strings(path.read_text(encoding="utf-8")) <= own


def test_a_word_of_its_own_that_a_module_no_longer_says_is_not_listed() -> None:
    for name, words in OWN_WORDS.items():
        assert words <= strings((ROOT / name).read_text(encoding="utf-8")), name


# ------------------------------------------------------------------ what the tables must hold


@pytest.mark.parametrize(
    ("wrong", "right", "said"),
    [
        ('  "wheeze",\n', '  "weeze",\n', "reaction.stop_pump.value: there is no 'weeze'"),
        ('if_yes = "balance"', 'if_yes = "walking"', "there is no 'walking' to name here"),
        ('lower = "dbp"', 'lower = "mean"', "vitals.pairs: there is no 'mean'"),
        ('key = "day_phone"', 'key = "pager"', "phones.roles: there is no 'pager'"),
        ("Call {number}: stroke", "Call {telephone}: stroke", "nothing fills {telephone}"),
        ("Call {number}: stroke", "Call {number: stroke", "stroke.steps.value"),
        ('priority = "high"', 'priority = "shrill"', "alarms.stroke_sign.priority"),
    ],
)
def test_a_table_that_names_what_is_not_there_is_refused(wrong: str, right: str, said: str) -> None:
    assert wrong in TEXT
    with pytest.raises(ValueError) as failed:
        parse_pack(TEXT.replace(wrong, right, 1))
    assert said in str(failed.value)


def test_a_policy_may_stop_the_pump_for_more_and_call_louder(pack: Pack, tmp_path: Path) -> None:
    path = tmp_path / "policy.toml"
    path.write_text(
        '[reaction.stop_pump]\nvalue = ["rash"]\n[alarms.vitals_overdue]\npriority = "high"\n',
        encoding="utf-8",
    )
    policy = read_policy(path, TightenedBy.UNIT)
    assert policy is not None
    rules = in_force(pack, [policy])
    assert rules.reaction.stop_pump.value == (*pack.reaction.stop_pump.value, "rash")
    assert rules.reaction.stop_pump.tightened_by is TightenedBy.UNIT
    assert rules.alarms.vitals_overdue.priority == "high"
