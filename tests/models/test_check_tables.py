"""The tables of checks: a mistake is refused at load, and named by the check and the field."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.errors import WorldError
from app.models.day import gates
from app.models.rules.check_reading import RESERVED, mistakes, read_checks
from app.models.rules.checks import Then
from app.models.rules.pack import Pack, read_pack
from app.paths import protocol_file
from app.ui.gate.words import DISCHARGE_KEY, START_KEY
from tests.packs import CHECKS, all_checks, table
from tests.ward import open_ward

Spoil = Callable[[dict[str, Any]], object]


def field(check: dict[str, Any], place: int = 0) -> dict[str, Any]:
    """A field of a check's table."""
    found: dict[str, Any] = check["fields"][place]
    return found


def option(check: dict[str, Any], place: int = 0) -> dict[str, Any]:
    """An option of a table's first field."""
    found: dict[str, Any] = field(check)["options"][place]
    return found


def refused(tables: list[dict[str, Any]], pack: Pack) -> str:
    """Why these checks are not loaded with the shipped rules."""
    try:
        checks = read_checks(tables)
    except ValueError as error:
        return str(error)
    found = mistakes(
        checks,
        switches={"weigh"},
        stroke_signs={item.key for item in pack.stroke_signs},
        symptoms={item.key for item in pack.symptoms},
        taken={item.key for item in pack.premedications},
    )
    return next((sentence for _, sentence in found), "")


def test_the_usual_options_are_there_without_being_written() -> None:
    found = all_checks().check("screening").field("kidney")
    assert [(item.key, item.then) for item in found.options] == [
        ("no", Then.OK),
        ("yes", Then.DECIDE),
        ("unknown", Then.DECIDE),
    ]


def test_what_a_pack_changes_of_a_usual_option_leaves_the_rest_of_it() -> None:
    found = all_checks().check("since_rash").field("since_rash").option("yes")
    assert found.label == "Yes"
    assert found.then is Then.DECIDE, "recording a symptom does not make a yes harmless"
    assert found.records.symptom == "rash"


@pytest.mark.parametrize(
    ("key", "spoil", "says"),
    [
        ("hiv", lambda t: t.pop("key"), ["check number 1", "`key`"]),
        ("hiv", lambda t: t.update(key="HIV test"), ["check HIV test", "$.key"]),
        ("hiv", lambda t: t.update(gate="resume"), ["check hiv", "'resume'", "$.gate"]),
        ("hiv", lambda t: t.update(stage="lunch"), ["check hiv", "'lunch'"]),
        ("hiv", lambda t: t.update(stage="discharge"), ["check hiv", "no stage 'discharge'"]),
        ("hiv", lambda t: t.update(override="anybody"), ["check hiv", "'anybody'"]),
        ("hiv", lambda t: t.update(source=""), ["check hiv", "$.source"]),
        ("hiv", lambda t: t.pop("text"), ["check hiv", "`text`"]),
        ("hiv", lambda t: t.update(flavour="mint"), ["check hiv", "`flavour`"]),
        ("hiv", lambda t: t.update(every="week"), ["check hiv", "'week'"]),
        ("hiv", lambda t: t.update(valid_days=30), ["check hiv", "not both"]),
        ("hiv", lambda t: t.update(when={"weekday": 1}), ["check hiv", "`weekday`", "$.when"]),
        ("hiv", lambda t: t.update(fields="all"), ["check hiv", "fields is a list"]),
        ("hiv", lambda t: t.update(fields=[]), ["check hiv", "no field is needed"]),
        ("hiv", lambda t: t.update(fields=["hiv"]), ["check hiv", "field number 1"]),
        ("hiv", lambda t: t["fields"].append(field(t)), ["check hiv", "'hiv' stands twice"]),
        ("hiv", lambda t: field(t).pop("key"), ["check hiv, field number 1", "`key`"]),
        ("hiv", lambda t: field(t).update(ask=""), ["check hiv, field hiv", "$.ask"]),
        ("hiv", lambda t: field(t).update(kind="guess"), ["check hiv, field hiv", "'guess'"]),
        ("hiv", lambda t: field(t).update(needed=False), ["check hiv", "no field is needed"]),
        ("hiv", lambda t: option(t).update(then="maybe"), ["check hiv, field hiv", "'maybe'"]),
        ("hiv", lambda t: option(t).update(then="decide"), ["field hiv", "'yes' needs a decision"]),
        ("hiv", lambda t: option(t).update(override="nurse"), ["field hiv", "needs no decision"]),
        ("hiv", lambda t: option(t).update(key="perhaps"), ["field hiv", "no option 'perhaps'"]),
        ("hiv", lambda t: option(t).update(key="unknown"), ["field hiv", "'unknown' stands twice"]),
        ("hiv", lambda t: field(t).update(units=[{"name": "mg"}]), ["field hiv", "no units"]),
        ("hiv", lambda t: field(t).update(bands=[{"below": 1, "then": "hold"}]), ["no bands"]),
        ("hiv", lambda t: field(t).update(ahead=True), ["field hiv", "no ahead"]),
        ("hepatitis", lambda t: option(t).pop("key"), ["field hepatitis", "`key`"]),
        ("hepatitis", lambda t: option(t).pop("label"), ["field hepatitis", "`label`"]),
        ("hepatitis", lambda t: option(t, 1).update(key="clear"), ["'clear' stands twice"]),
        ("hepatitis", lambda t: field(t).pop("options"), ["field hepatitis", "needs options"]),
        ("hepatitis", lambda t: field(t, 1).update(options=[{"key": "x", "label": "X"}]),
         ["field tested", "a date has no options"]),
        ("hepatitis", lambda t: field(t, 1)["after"].update(field="hep"),
         ["check hepatitis, field tested", "'hep', which is no earlier field"]),
        ("hepatitis", lambda t: field(t, 1)["after"].update(one_of=["maybe"]),
         ["field tested", "no option 'maybe'"]),
        ("hepatitis", lambda t: field(t, 1)["after"].update(one_of=[]), ["field tested", "one_of"]),
        ("hepatitis", lambda t: field(t, 1)["after"].update(check="hiv"),
         ["field tested", "belongs into when"]),
        ("hepatitis", lambda t: t["fields"].reverse(), ["field tested", "no earlier field"]),
        ("age", lambda t: field(t).update(computed="mood"), ["check age, field age", "'mood'"]),
        ("age", lambda t: field(t).update(computed="facility"), ["field age", "is a date"]),
        ("age", lambda t: field(t)["bands"].append({"then": "hold"}), ["below or over"]),
        ("age", lambda t: field(t)["units"].append({"name": "months"}), ["judge one unit"]),
        ("age", lambda t: t.update(override="nobody"), ["field age", "a band needs a decision"]),
        ("age", lambda t: t.update(sentence="Age {years}."), ["check age", "'years'"]),
        ("age", lambda t: t.update(sentence="Age {age!r}."), ["check age", "sentence"]),
        ("age", lambda t: t.update(sentence="Age {age"), ["check age", "sentence"]),
        ("prior_day", lambda t: field(t)["options"].pop(), ["prior_day needs the option 'left_early'"]),
        ("since_rash", lambda t: option(t)["records"].update(stroke_sign="arm"), ["one of them"]),
        ("since_rash", lambda t: option(t).update(records={}), ["field since_rash", "one of them"]),
    ],
)  # fmt: skip
def test_a_bad_table_is_named_by_its_check_and_its_field(
    pack: Pack, key: str, spoil: Spoil, says: list[str]
) -> None:
    spoiled = table(key)
    spoil(spoiled)
    sentence = refused([spoiled], pack)
    for words in says:
        assert words in sentence


@pytest.mark.parametrize(
    ("keys", "spoil", "says"),
    [
        (("hiv", "hiv"), lambda _: None, "check hiv: the key stands twice"),
        (("hiv",), lambda t: t.update(key="bag"), "check bag: the key belongs to another"),
        (("hiv",), lambda t: t.update(key="antiviral"), "check antiviral: the key belongs"),
        (("weight",), lambda t: t["when"].update(switch="wiegh"), "no switch is called 'wiegh'"),
        (("since_rash",), lambda t: option(t)["records"].update(symptom="rsh"),
         "check since_rash, field since_rash: no symptom is called 'rsh'"),
        (("since_stroke",), lambda t: option(t)["records"].update(stroke_sign="leg"),
         "check since_stroke, field since_stroke: no stroke sign is called 'leg'"),
        (("pregnancy_test",), lambda _: None,
         "check pregnancy_test: when: answer names the check 'could_be_pregnant'"),
        (("could_be_pregnant", "pregnancy_test"),
         lambda t: t["when"]["answer"].update(field="can_be"), "has no field 'can_be'"),
        (("could_be_pregnant", "pregnancy_test"),
         lambda t: t["when"]["answer"].update(one_of=["maybe"]), "has no option 'maybe'"),
    ],
)  # fmt: skip
def test_a_check_that_does_not_fit_the_pack(
    pack: Pack, keys: tuple[str, ...], spoil: Spoil, says: str
) -> None:
    tables = [table(key) for key in keys]
    spoil(tables[-1])
    assert says in refused(tables, pack)


def test_a_pack_with_a_bad_check_is_not_loaded(tmp_path: Path) -> None:
    checks = CHECKS.read_text(encoding="utf-8").replace('computed = "age"', 'computed = "mood"')
    path = tmp_path / "unit.toml"
    path.write_text(protocol_file().read_text(encoding="utf-8") + "\n" + checks, encoding="utf-8")
    with pytest.raises(WorldError) as refused:
        read_pack(path)
    assert "check age, field age" in refused.value.why


def test_a_switch_nobody_set_is_refused_with_the_pack(tmp_path: Path) -> None:
    checks = CHECKS.read_text(encoding="utf-8").replace(
        'key = "weigh"\non', 'key = "wash_hands"\non'
    )
    path = tmp_path / "unit.toml"
    path.write_text(protocol_file().read_text(encoding="utf-8") + "\n" + checks, encoding="utf-8")
    with pytest.raises(WorldError, match="no switch is called 'weigh'"):
        read_pack(path)


def test_no_check_takes_the_key_of_a_requirement_or_of_a_panel(pack: Pack) -> None:
    ward = open_ward().arrives()
    gate = (
        *gates.start_gate(ward.session, ward.now, pack),
        *gates.discharge_gate(ward.session, ward.now, pack),
    )
    others = {item.key for item in pack.premedications} | {item.key for item in pack.checks}
    own = {item.key for item in gate} - others
    assert own | {START_KEY, DISCHARGE_KEY} == RESERVED
