"""A unit's pharmacist adds a check, or makes one stricter, in the policy file alone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
import pytest

from app.models.day.requirement import State
from app.models.rules.checks import Then
from app.models.rules.pack import Pack
from app.models.rules.rule import Override, TightenedBy
from tests.models.test_policy import refused, rules
from tests.packs import all_checks, pack_with
from tests.ward import open_ward

COUGH = """
[[checks]]
key = "cough"
gate = "start"
stage = "check-in"
title = "Cough"
short = "cough"
text = "A cough is for the prescriber to decide."
override = "prescriber"
status = "site"
source = "Unit 4B"
fields = [{ key = "cough", ask = "Cough?", kind = "yes_no_unknown" }]
"""


def screening(inside: str) -> str:
    """A policy about the screening."""
    return f'[[checks]]\nkey = "screening"\n{inside}\n'


def test_a_check_added_by_policy_is_asked_as_any_other(pack: Pack, tmp_path: Path) -> None:
    ward = open_ward(pack=rules(pack, tmp_path, COUGH)).arrives().ready_to_start()
    assert ward.pack.check("cough").tightened_by is TightenedBy.UNIT
    assert ward.still_open == {"cough"}
    ward.answers_check("cough", "yes").refuses("gate_closed").start()
    ward.decides("cough", words="asthma, known").start()
    assert [row.text for row in ward.rows if row.kind == "check_decided"] == [
        "Cough: yes. Dr. Amari, in person: go on. Asthma, known"
    ]


def test_a_question_added_to_a_check_has_its_usual_answers(tmp_path: Path) -> None:
    more = screening(
        'fields = [{ key = "liver", ask = "Liver problem?", kind = "yes_no_unknown" }]'
    )
    check = rules(all_checks(), tmp_path, more).check("screening")
    assert check.text.endswith("Unit policy: also liver.")
    field = check.field("liver")
    assert field.tightened_by is TightenedBy.UNIT
    assert [item.then for item in field.options] == [Then.OK, Then.DECIDE, Then.DECIDE]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            COUGH.replace("yes_no_unknown", "guess"),
            "line 3, checks.cough: check cough, field cough",
        ),
        (COUGH.replace('"prescriber"', '"nobody"'), "needs a decision, and override is nobody"),
        (
            COUGH.replace('key = "cough"\ngate', 'key = "bag"\ngate'),
            "belongs to another requirement",
        ),
        (screening('fields = [{ key = "liver", ask = "Liver?", kind = "guess" }]'), "field liver"),
        (screening('sentence = "All fine."'), "a policy does not change this"),
        (screening("when = { day_from = 2 }"), "a policy does not change this"),
        (screening('override = "nurse"'), "nurse is less strict than the label's prescriber"),
        (screening('override = "nobody"'), "needs a decision, and override is nobody"),
        (
            screening('fields = [{ key = "kidney", options = [{ key = "yes", then = "ok" }] }]'),
            "ok is less strict than the label's decide",
        ),
        (
            '[[checks]]\nkey = "age"\nfields = [{ key = "age", bands = [] }]\n',
            "a policy does not change this",
        ),
    ],
)
def test_a_policy_neither_loosens_nor_spoils_a_check(tmp_path: Path, text: str, says: str) -> None:
    assert says in refused(all_checks(), tmp_path, text)


def test_a_policy_makes_an_answer_hold(tmp_path: Path) -> None:
    text = screening('fields = [{ key = "kidney", options = [{ key = "yes", then = "hold" }] }]')
    ward = open_ward(pack=rules(pack_with("screening"), tmp_path, text)).arrives()
    assert ward.requirement("screening").rule.text.endswith("Unit policy: changed kidney.")
    ward.answers_check("screening", "yes", "kidney").refuses("cannot_override").decides(
        "screening", field="kidney"
    )
    carrier = '[[checks]]\nkey = "hepatitis"\nfields = [{ key = "hepatitis", options = [{ key = "carrier", then = "hold" }] }]\n'  # fmt: skip
    option = rules(all_checks(), tmp_path, carrier).check("hepatitis").field("hepatitis").option("carrier")  # fmt: skip
    assert option.then is Then.HOLD


def test_a_policy_gives_the_decision_to_a_prescriber(tmp_path: Path) -> None:
    text = '[[checks]]\nkey = "education"\noverride = "prescriber"\n'
    found = rules(all_checks(), tmp_path, text).check("education")
    assert (found.override, found.tightened_by) == (Override.PRESCRIBER, TightenedBy.UNIT)


def test_a_policy_turns_a_check_on(tmp_path: Path) -> None:
    off = msgspec.structs.replace(
        all_checks(),
        switches=tuple(msgspec.structs.replace(item, on=False) for item in all_checks().switches),
    )
    assert not off.is_on("weigh")
    assert rules(off, tmp_path, '[[switches]]\nkey = "weigh"\non = true\n').is_on("weigh")


def test_a_policy_names_the_facilitys_certificate(tmp_path: Path) -> None:
    text = '[facility]\nnumber = "F-77"\ncertified_until = 2028-01-31\n'
    ward = open_ward(pack=rules(pack_with("facility"), tmp_path, text)).arrives()
    assert ward.pack.facility.certified_until == date(2028, 1, 31)
    assert ward.requirement("facility").state is State.MET


def test_the_rules_of_a_day_bring_their_checks_back_from_the_record(tmp_path: Path) -> None:
    pack = rules(all_checks(), tmp_path, COUGH)
    assert msgspec.json.decode(msgspec.json.encode(pack, order="sorted"), type=Pack) == pack
