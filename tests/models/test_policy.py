"""A policy over the pack: the strictest value is in force, and no policy loosens the label."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.errors import WorldError
from app.models.rules.pack import Pack, parse_pack
from app.models.rules.policy import Policy, in_force, read_policy
from app.models.rules.rule import Override, TightenedBy
from app.paths import protocol_file
from tests.ward import ROOT

UNIT, MACHINE = TightenedBy.UNIT, TightenedBy.MACHINE


def policy(folder: Path, text: str, by: TightenedBy = UNIT) -> Policy:
    """A policy file with that text."""
    path = folder / f"{by.name.lower()}.toml"
    path.write_text(text, encoding="utf-8")
    found = read_policy(path, by)
    assert found is not None
    return found


def rules(pack: Pack, folder: Path, unit: str = "", machine: str = "") -> Pack:
    """The pack under both policies."""
    return in_force(pack, (policy(folder, unit), policy(folder, machine, MACHINE)))


def refused(pack: Pack, folder: Path, unit: str = "", machine: str = "") -> str:
    """Why one of the policies is refused."""
    with pytest.raises(WorldError) as failed:
        rules(pack, folder, unit, machine)
    assert failed.value.do
    return failed.value.why


def observed(minutes: int) -> str:
    return f"[discharge.observation_min]\nvalue = {minutes}\n"


def late(minutes: int) -> str:
    return f"[schedule.late_after_min]\nvalue = {minutes}\n"


# ----------------------------------------------------------------------- the strictest wins


def test_without_a_policy_file_the_pack_stands_alone(pack: Pack, tmp_path: Path) -> None:
    assert read_policy(tmp_path / "policy.toml", UNIT) is None
    assert in_force(pack, ()) == pack
    assert pack.discharge.observation_min.tightened_by is TightenedBy.NOBODY


def test_a_unit_observes_longer_than_the_label(pack: Pack, tmp_path: Path) -> None:
    rule = rules(pack, tmp_path, observed(180)).discharge.observation_min
    assert (rule.value, rule.tightened_by) == (180, UNIT)
    assert (rule.status, rule.source) == ("label", pack.discharge.observation_min.source)
    assert rule.text.endswith("from the recorded end. Unit policy: 180 min.")


@pytest.mark.parametrize(
    ("unit", "machine", "value", "by"),
    [
        (observed(180), observed(150), 180, UNIT),
        (observed(150), observed(180), 180, MACHINE),
        ("", observed(180), 180, MACHINE),
        (observed(120), observed(120), 120, TightenedBy.NOBODY),
    ],
)
def test_the_strictest_policy_wins_whoever_set_it(
    pack: Pack, tmp_path: Path, unit: str, machine: str, value: int, by: TightenedBy
) -> None:
    rule = rules(pack, tmp_path, unit, machine).discharge.observation_min
    assert (rule.value, rule.tightened_by) == (value, by)


def test_a_maximum_is_tightened_downward(pack: Pack, tmp_path: Path) -> None:
    text = "[start.bag_start_within_min]\nvalue = 360\n"
    assert rules(pack, tmp_path, text).start.bag_start_within_min.value == 360
    why = refused(pack, tmp_path, text.replace("360", "600"))
    assert "600 is less strict than the secondary rule's 480; a policy may only lower it." in why


def test_who_may_override_is_tightened_too(pack: Pack, tmp_path: Path) -> None:
    text = '[discharge.sheet]\noverride = "prescriber"\n'
    rule = rules(pack, tmp_path, text).discharge.sheet
    assert (rule.override, rule.tightened_by) == (Override.PRESCRIBER, UNIT)
    assert rule.text.endswith("Unit policy: only a prescriber may override it.")
    why = refused(pack, tmp_path, '[infusion.planned_min]\noverride = "nurse"\n')
    assert "nurse is less strict than the label's nobody" in why


# ------------------------------------------------------------------ floors that do not move


def test_a_shorter_observation_is_refused_with_rule_floor_value_and_line(
    pack: Pack, tmp_path: Path
) -> None:
    text = f"# Unit 4B\n\n{late(5)}\n{observed(90)}"
    why = refused(pack, tmp_path, text)
    assert str(tmp_path / "unit.toml") in why
    assert "line 7, discharge.observation_min.value: 90 is less strict than the label's 120" in why


def test_the_machine_does_not_loosen_the_label_either(pack: Pack, tmp_path: Path) -> None:
    why = refused(pack, tmp_path, observed(180), observed(90))
    assert "machine.toml, line 2, discharge.observation_min.value: 90" in why


def test_a_label_value_without_a_stricter_side_stays(pack: Pack, tmp_path: Path) -> None:
    why = refused(pack, tmp_path, "[course.dose_mg]\nvalue = 10\n")
    assert "course.dose_mg.value: 10 is not the label's 12; a policy does not change it." in why
    assert rules(pack, tmp_path, "[course.dose_mg]\nvalue = 12\n") == pack


def test_the_pack_may_name_another_direction_than_the_kind_of_rule_has(
    pack: Pack, tmp_path: Path
) -> None:
    text = protocol_file().read_text(encoding="utf-8")
    rule = "[after.fever_c]\nvalue = 38.0\n"
    assert rule in text
    other = parse_pack(text.replace(rule, f'{rule}direction = "at_least"\n'))
    machine = "[after.fever_c]\nvalue = 38.5\n"
    assert rules(other, tmp_path, "", machine).after.fever_c.value == 38.5
    assert rules(pack, tmp_path, "", machine).after.fever_c.value == 38.0


# ------------------------------------------------------------------------------ site defaults


@pytest.mark.parametrize("minutes", [3, 8])
def test_a_site_default_is_the_units_to_choose_either_way(
    pack: Pack, tmp_path: Path, minutes: int
) -> None:
    rule = rules(pack, tmp_path, late(minutes)).schedule.late_after_min
    assert (rule.value, rule.tightened_by) == (minutes, UNIT)


@pytest.mark.parametrize(
    ("unit", "machine", "value"),
    [(late(8), late(6), 6), (late(3), late(6), 3), ("", late(6), 5), ("", late(4), 4)],
)
def test_for_a_site_default_the_machine_only_tightens(
    pack: Pack, tmp_path: Path, unit: str, machine: str, value: int
) -> None:
    assert rules(pack, tmp_path, unit, machine).schedule.late_after_min.value == value


def test_a_bound_of_a_vital_sign_is_moved_and_one_that_was_not_there_is_set(
    pack: Pack, tmp_path: Path
) -> None:
    text = '[[vitals.signs]]\nkey = "dbp"\ncritical_from = 105\ncritical_to = 40\n'
    sign = rules(pack, tmp_path, text).sign("dbp")
    assert (sign.critical_from, sign.critical_to, sign.tightened_by) == (105, 40, UNIT)
    machine = text.replace("105", "108").replace("40", "45")
    sign = rules(pack, tmp_path, text, machine).sign("dbp")
    assert (sign.critical_from, sign.critical_to) == (105, 45)


def test_two_policies_that_choose_differently_contradict_each_other(
    pack: Pack, tmp_path: Path
) -> None:
    text = "[bag.nominal_volume_ml]\nvalue = 102\n"
    assert rules(pack, tmp_path, text, text).bag.nominal_volume_ml.value == 102
    why = refused(pack, tmp_path, text, text.replace("102", "103"))
    assert "machine.toml, line 2" in why
    assert "103 contradicts the unit policy, which says 102." in why


# -------------------------------------------------------------------------------------- lists


def test_a_list_is_added_to_and_the_new_entry_says_by_whom(pack: Pack, tmp_path: Path) -> None:
    text = '[[symptoms]]\nkey = "hiccups"\nname = "Hiccups"\n'
    added = rules(pack, tmp_path, text).symptoms
    assert [item.key for item in added] == [*(item.key for item in pack.symptoms), "hiccups"]
    assert [item.tightened_by for item in added[-2:]] == [TightenedBy.NOBODY, UNIT]


def test_a_premedication_of_the_units_own_is_one_table(pack: Pack, tmp_path: Path) -> None:
    text = (
        '[[premedications]]\nkey = "h2_blocker"\nname = "H2 blocker"\ndrug = "famotidine"\n'
        'dose = 20\nunit = "mg"\nroute = "IV"\ndays = []\noverride = "nurse"\nstatus = "site"\n'
        'text = "An H2 blocker before the infusion."\nsource = "Unit order set"\n'
    )
    item = rules(pack, tmp_path, text).premedication("h2_blocker")
    assert item is not None
    assert (item.drug, item.tightened_by) == ("famotidine", UNIT)


def test_a_new_entry_that_is_not_whole_is_refused(pack: Pack, tmp_path: Path) -> None:
    why = refused(pack, tmp_path, '\n[[premedications]]\nkey = "antivirl"\noverride = "nobody"\n')
    assert "line 3, premedications.antivirl: Object missing required field" in why


def test_nothing_can_be_taken_from_a_list(pack: Pack, tmp_path: Path) -> None:
    why = refused(pack, tmp_path, 'stroke_signs = ["face"]\n')
    assert "line 1, stroke_signs: entry 1 of the list has no key" in why


def test_a_choice_can_be_narrowed_but_not_widened(pack: Pack, tmp_path: Path) -> None:
    kept = rules(pack, tmp_path, '[bag]\ndiluents = ["nacl"]\n').bag.diluents
    assert [item.key for item in kept] == ["nacl"]
    why = refused(pack, tmp_path, '[bag]\ndiluents = ["nacl", "water"]\n')
    assert "'water' is none of dextrose, nacl" in why
    both = refused(
        pack, tmp_path, '[bag]\ndiluents = ["nacl"]\n', '[bag]\ndiluents = ["dextrose"]\n'
    )
    assert "'dextrose' is none of nacl" in both
    assert "nothing would be left" in refused(pack, tmp_path, "[bag]\ndiluents = []\n")


def test_the_example_in_the_documentation_is_a_policy(pack: Pack, tmp_path: Path) -> None:
    page = (ROOT / "docs" / "policy.md").read_text(encoding="utf-8")
    found = rules(pack, tmp_path, page.partition("```toml\n")[2].partition("```")[0])
    assert found.discharge.observation_min.value == 180
    assert found.reaction.stop_pump.text.endswith("Unit policy: also rash.")
    assert found.alarms.vitals_overdue.text.endswith("Unit policy: priority high.")


# ----------------------------------------------------------------------------- files in error


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[discharge.observation]\nvalue = 180\n", "line 1, discharge.observation: the rules have"),
        ("[discharge.observation_min]\nvalu = 180\n", "line 2, discharge.observation_min.valu"),
        (observed(180).replace("180", '"180"'), "line 2, discharge.observation_min.value: Expected"),
        (observed(0), "line 2, discharge.observation_min.value"),
        ("[discharge]\nobservation_min = 180\n", "line 2, discharge.observation_min: this is a table"),
        ('[discharge.observation_min]\nstatus = "site"\n', "line 2, discharge.observation_min.status"),
        ('product = "Campath"\n', "line 1, product: a policy does not change this"),
        ("symptoms = 3\n", "line 1, symptoms: this is a list; write [[symptoms]]"),
        ('[[symptoms]]\nname = "Cough"\n', "line 1, symptoms: entry 1 of the list has no key"),
        ("[course]\ndose_mg = { value = 10 }\n", "line 2, course.dose_mg.value: 10 is not"),
        ("discharge.observation_min.value = 90\n", "line 1, discharge.observation_min.value: 90"),
        (
            '[[symptoms]]\nkey = "a"\nname = "A"\n[[symptoms]]\nkey = "a"\nname = "A"\n',
            "symptoms.a: this key stands twice",
        ),
        ("[schedule\n", "line 1"),
        ("[bag]\ndiluents = [\n  'nacl',\n  3,\n]\n", "line 2, bag.diluents: Expected `str`"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_file_line_and_key(
    pack: Pack, tmp_path: Path, text: str, said: str
) -> None:
    why = refused(pack, tmp_path, text)
    assert said in why
    assert str(tmp_path / "unit.toml") in why


def test_values_that_contradict_each_other_are_refused(pack: Pack, tmp_path: Path) -> None:
    assert "line 2, schedule.late_after_min.value: late after 12 min is not before" in refused(
        pack, tmp_path, late(12)
    )
    sign = '[[vitals.signs]]\nkey = "hr"\nabnormal_from = 40\n'
    assert "line 3, vitals.signs.hr.abnormal_from: abnormal_to 50 is above" in refused(
        pack, tmp_path, sign
    )


def test_a_file_with_the_mark_that_notepad_writes_is_read(pack: Pack, tmp_path: Path) -> None:
    path = tmp_path / "policy.toml"
    path.write_text(observed(180), encoding="utf-8-sig")
    found = read_policy(path, UNIT)
    assert found is not None
    assert in_force(pack, [found]).discharge.observation_min.value == 180


def test_a_policy_that_cannot_be_read_is_not_taken_for_none(tmp_path: Path) -> None:
    folder = tmp_path / "policy.toml"
    folder.mkdir()
    with pytest.raises(WorldError, match="The unit policy cannot be read"):
        read_policy(folder, UNIT)
