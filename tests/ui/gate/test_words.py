"""The gate's list in words: order, who and when, what comes next, and how sure a rule is."""

from __future__ import annotations

import pytest

from app.models.day import gates
from app.models.day.requirement import Gate
from app.models.facts import Identifier
from app.models.rules.rule import Override, Rule, Status
from app.ui.gate import words as gate_words
from tests.ward import Ward, seated_ward, shipped_pack


def roster(ward: Ward) -> gate_words.Roster:
    return {person.id: person for person in ward.desk.roster()}


def start_gate(ward: Ward) -> Gate:
    return gates.start_gate(ward.session, ward.shift.now(), shipped_pack())


def rule(status: Status, source: str, override: Override = Override.NOBODY) -> Rule:
    return Rule(text="So it is.", override=override, status=status, source=source)


def test_what_is_missing_stands_first_then_what_was_allowed_then_what_is_met() -> None:
    ward = seated_ward()
    ward.at("08:02").checks_in()
    ward.at("08:12").withholds("antipyretic", reason="taken at home")
    view = gate_words.start_view(start_gate(ward), ward.shift.now(), roster(ward))
    states = [line.state for line in view.lines]
    assert states == sorted(states, key=["open", "overridden", "met"].index)
    assert view.heading == "Before the pump may start"
    assert view.open == 7


def test_a_met_line_says_when_and_by_whom() -> None:
    ward = seated_ward()
    ward.at("08:02").checks_in()
    view = gate_words.start_view(start_gate(ward), ward.shift.now(), roster(ward))
    line = next(line for line in view.lines if line.key == "identity")
    assert line.detail == "name, date of birth, 08:02 · R.O."


def test_an_open_line_says_what_to_do() -> None:
    ward = seated_ward()
    view = gate_words.start_view(start_gate(ward), ward.shift.now(), roster(ward))
    assert view.lines[0].detail == "ask for name and date of birth"


def test_after_an_entry_the_next_open_line_below_is_chosen() -> None:
    ward = seated_ward()
    ward.at("08:02").identifies(Identifier.NAME, Identifier.MRN)
    assert (
        gate_words.select_after(start_gate(ward), "identity", gate_words.START_KEY)
        == "authorisation"
    )


def test_an_entry_that_leaves_it_open_stays_where_it_is() -> None:
    ward = seated_ward()
    ward.at("08:06").answers(hiv="yes", infection="", hypersensitivity="")
    chosen = gate_words.select_after(start_gate(ward), "contraindications", gate_words.START_KEY)
    assert chosen == "contraindications"


def test_the_search_for_the_next_goes_round() -> None:
    ward = seated_ward()
    ward.at("09:15").prepares_bag()
    ward.overrides("bag_check", reason="alone")
    assert gate_words.next_open(start_gate(ward), "bag_check") == "identity"


def test_when_nothing_is_missing_the_start_is_chosen() -> None:
    ward = seated_ward()
    ward.ready_to_start()
    assert (
        gate_words.select_after(start_gate(ward), "baseline_vitals", gate_words.START_KEY)
        == "start"
    )


@pytest.mark.parametrize(
    ("status", "source", "words"),
    [
        (Status.LABEL, "US prescribing information", "Label: US prescribing information."),
        (Status.SITE, "Standard of care", "Site rule: Standard of care."),
        (Status.SITE, "Site default, after X", "Site default, after X."),
        (Status.SECONDARY, "Secondary copies of Y", "Secondary copies of Y; not seen in the label itself."),
        (Status.UNVERIFIED, "Z", "Unverified, check against your current form or label: Z."),
    ],
)  # fmt: skip
def test_a_rule_says_how_sure_it_is(status: Status, source: str, words: str) -> None:
    assert gate_words.source_words(rule(status, source)) == words


def test_nobody_lets_a_contraindication_pass_and_a_prescriber_the_check() -> None:
    ward = seated_ward()
    by_key = {item.key: item for item in start_gate(ward)}
    assert gate_words.let_pass(by_key["contraindications"]) == ""
    assert gate_words.let_pass(by_key["bag_check"]) == "Override …"
    assert gate_words.let_pass(by_key["antihistamine"]) == ""  # "not given" is the nurse's own way


def test_every_shipped_rule_ends_as_a_sentence() -> None:
    for item in start_gate(seated_ward()):
        assert gate_words.rule_words(item.rule).endswith(".")


def test_a_drug_keeps_its_tall_man_letters() -> None:
    assert gate_words.sentence("methylPREDNISolone 1,000 mg") == "methylPREDNISolone 1,000 mg"
    assert gate_words.sentence("no sign") == "No sign"
