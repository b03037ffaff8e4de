"""Before the pump may start: each requirement, who may override it, and the order of things."""

from __future__ import annotations

import pytest

from app.models.day import gates, requirement
from app.models.day.requirement import State
from app.models.day.teaching import HandOverSheet
from app.models.facts import Identifier, StrokeCheck
from tests.ward import Ward

FIRST = {
    "identity": ["identity"],
    "authorisation": ["authorisation"],
    "contraindications": ["contraindications"],
    "corticosteroid": ["corticosteroid", "corticosteroid finished"],
    "antiviral": ["antiviral"],
    "antihistamine": ["antihistamine"],
    "antipyretic": ["antipyretic"],
    "bag_check": ["bag_check"],
}


def test_a_plain_morning_opens_the_gate(ward: Ward) -> None:
    ward.ready_to_start()
    assert ward.still_open == set()
    ward.start()


@pytest.mark.parametrize("requirement", FIRST)
def test_one_thing_left_out_keeps_it_closed(ward: Ward, requirement: str) -> None:
    ward.ready_to_start(without=FIRST[requirement])
    assert ward.still_open == {requirement}
    ward.refuses("gate_closed").start()
    assert ward.refusal.open == (requirement,)
    assert ward.requirement(requirement).rule.text == ward.refusal.rule
    assert ward.refusal.source.startswith(ward.requirement(requirement).rule.status)


def test_without_a_bag_there_is_nothing_to_check(ward: Ward) -> None:
    ward.ready_to_start(without=["bag", "bag_check"])
    assert ward.still_open == {"bag", "bag_check"}
    ward.refuses("gate_closed").start()
    assert "and 1 more" in ward.refusal.sentence


def test_without_baseline_vitals_there_is_no_stroke_check(ward: Ward) -> None:
    ward.ready_to_start(without=["baseline_vitals"])
    assert ward.still_open == {"baseline_vitals", "stroke_check"}


def test_one_identifier_twice_is_one(ward: Ward) -> None:
    ward.arrives().refuses("two_identifiers").identifies(Identifier.NAME, Identifier.NAME)
    ward.identifies(Identifier.MRN, Identifier.NAME)


@pytest.mark.parametrize("answer", ["yes", "unknown"])
def test_a_contraindication_or_not_knowing_keeps_it_closed(ward: Ward, answer: str) -> None:
    ward.ready_to_start(without=["contraindications"]).answers(hiv=answer)
    assert ward.still_open == {"contraindications"}
    assert "HIV" in ward.requirement("contraindications").detail


def test_a_question_not_asked_is_not_no(ward: Ward) -> None:
    ward.ready_to_start(without=["contraindications"]).answers(infection="")
    assert ward.requirement("contraindications").detail == "ask: infection"


@pytest.mark.parametrize(
    "requirement",
    ["identity", "authorisation", "contraindications", "baseline_vitals", "bag"],
)
def test_nobody_lets_these_pass(ward: Ward, requirement: str) -> None:
    ward.arrives().refuses("cannot_override").overrides(requirement)


@pytest.mark.parametrize("requirement", ["corticosteroid", "antiviral", "bag_check"])
def test_a_prescriber_lets_these_pass_with_name_and_reason(ward: Ward, requirement: str) -> None:
    ward.ready_to_start(without=FIRST[requirement])
    ward.refuses("missing").overrides(requirement, by="")
    ward.refuses("missing").overrides(requirement, reason=" ")
    ward.overrides(requirement).start()
    passed = ward.requirement(requirement)
    assert passed.state is State.OVERRIDDEN
    assert passed.detail == "Dr. Amari: seen and decided"


def test_an_override_of_nothing_known_is_refused(ward: Ward) -> None:
    ward.arrives().refuses("unknown_requirement").overrides("horoscope")


# ------------------------------------------------------------------------------ premedication


def test_the_nurse_decides_on_antihistamine_and_antipyretic(ward: Ward) -> None:
    ward.ready_to_start(without=["antihistamine"]).withholds("antihistamine")
    assert ward.requirement("antihistamine").state is State.OVERRIDDEN
    ward.start()


def test_a_withheld_corticosteroid_waits_for_a_prescriber(ward: Ward) -> None:
    ward.ready_to_start(without=FIRST["corticosteroid"]).withholds("corticosteroid")
    assert ward.still_open == {"corticosteroid"}
    ward.overrides("corticosteroid").start()


def test_a_running_corticosteroid_is_not_in(ward: Ward) -> None:
    ward.ready_to_start(without=["corticosteroid finished"])
    assert "still running" in ward.requirement("corticosteroid").detail
    ward.refuses("gate_closed").start()
    ward.finishes().start()


def test_a_corticosteroid_long_ago_is_mentioned_not_refused(ward: Ward) -> None:
    ward.ready_to_start(without=["bag", "bag_check", "baseline_vitals"])
    ward.at("11:10").prepares_bag().checks_bag().takes_vitals()
    assert "min ago" not in ward.requirement("corticosteroid").detail
    ward.at("11:11")
    assert "121 min ago" in ward.requirement("corticosteroid").detail
    ward.start()


def test_a_medicine_the_protocol_does_not_have(ward: Ward) -> None:
    ward.arrives().refuses("unknown_premedication").gives("coffee")
    ward.refuses("unknown_premedication").withholds("coffee")
    ward.refuses("dose").gives("antiviral", dose=0)
    ward.refuses("missing").gives("antiviral", route="  ")
    ward.refuses("missing").withholds("antiviral", reason="")


def test_only_what_runs_can_finish_and_not_before_it_began(ward: Ward) -> None:
    ward.arrives().refuses("not_running").finishes()
    ward.at("08:10").gives("corticosteroid", running=True)
    ward.at("08:12").refuses("before_start").finishes(at=ward.time("08:09"))
    ward.finishes().refuses("not_running").finishes()


@pytest.mark.parametrize(("day", "needed"), [(1, True), (2, True), (3, True), (4, False)])
def test_the_corticosteroid_belongs_to_days_1_to_3(ward: Ward, day: int, needed: bool) -> None:
    for before in range(day - 1):
        ward.id = f"doe-{before + 1}"
        ward.ready_to_start(day=f"+{before}d ").start()
        ward.at(f"+{before}d 13:30").end().at(f"+{before}d 15:30").ready_to_leave().leaves()
    ward.id = f"doe-{day}"
    ward.ready_to_start(day=f"+{day - 1}d ", without=FIRST["corticosteroid"])
    assert (ward.still_open == {"corticosteroid"}) is needed


# ------------------------------------------------------------------------------ baseline vitals


def test_baseline_vitals_count_for_30_minutes(ward: Ward) -> None:
    ward.ready_to_start()
    ward.at("09:55")
    assert ward.still_open == set()
    ward.later(seconds=1)
    assert ward.still_open == {"baseline_vitals", "stroke_check"}
    ward.refuses("gate_closed").start()
    ward.takes_vitals().start()


def test_an_incomplete_set_is_no_baseline(ward: Ward) -> None:
    ward.ready_to_start(without=["baseline_vitals"])
    ward.takes_vitals(spo2=None, not_taken={"spo2": "no clip"})
    assert ward.still_open == {"baseline_vitals", "stroke_check"}


def test_abnormal_and_critical_vitals_do_not_close_the_gate(ward: Ward) -> None:
    ward.ready_to_start(without=["baseline_vitals"]).takes_vitals(sbp=185, confirmed=True)
    assert ward.still_open == set()


def test_a_stroke_sign_before_the_start(ward: Ward) -> None:
    ward.ready_to_start(without=["baseline_vitals"]).overrides("stroke_check")
    ward.takes_vitals(stroke_check=StrokeCheck.SIGN, stroke_signs=("face",))
    assert ward.still_open == {"stroke_check"}, "it was let pass before this sign was seen"
    ward.refuses("gate_closed").start()


def test_a_stroke_sign_recorded_by_mistake_is_struck_out(ward: Ward) -> None:
    ward.ready_to_start().sees_stroke_signs("arm").corrects(ward.entry.mark, strike=True)
    ward.start()


def test_a_stroke_sign_by_its_own_button_closes_it_too(ward: Ward) -> None:
    ward.ready_to_start().later(minutes=1).sees_stroke_signs("arm")
    ward.later(minutes=10).takes_vitals()
    assert ward.still_open == {"stroke_check"}, "it may have been a passing stroke"
    ward.overrides("stroke_check").start()


# ------------------------------------------------------------------------------------ the bag


def test_the_bag_is_started_within_8_hours(ward: Ward) -> None:
    ward.ready_to_start(without=["baseline_vitals"])
    ward.at("17:15").takes_vitals()
    assert ward.still_open == set()
    ward.later(seconds=1)
    assert ward.still_open == {"bag"}
    ward.refuses("gate_closed").start()
    ward.prepares_bag(lot="F9").checks_bag(lot="F9").start()


def test_a_new_bag_wants_a_new_check(ward: Ward) -> None:
    ward.ready_to_start(without=["bag_check"]).overrides("bag_check").prepares_bag(lot="F9")
    assert ward.still_open == {"bag_check"}


def test_a_corrected_bag_wants_a_new_check(ward: Ward) -> None:
    ward.ready_to_start(without=["bag", "bag_check"]).prepares_bag()
    bag = ward.entry.mark
    ward.checks_bag().corrects(bag, values={"lot": "F1234B"})
    assert ward.still_open == {"bag_check"}, "what was checked is not this bag"
    ward.checks_bag(lot="F1234B").start()


def test_a_vial_that_expires_before_the_start(ward: Ward) -> None:
    ward.at("08:00").ready_to_start(without=["bag", "bag_check"]).prepares_bag()
    ward.corrects(ward.entry.mark, values={"expires": "2026-11-22"})
    ward.checks_bag()
    assert "expired" in ward.requirement("bag").detail
    ward.refuses("gate_closed").start()


# --------------------------------------------------------------------------- the order of things


def test_a_start_written_down_later_needs_the_gate_open_then(ward: Ward) -> None:
    ward.ready_to_start().at("09:34")
    ward.refuses("gate_closed").start(at=ward.time("09:19"), late_reason="forgot")
    assert set(ward.refusal.open) == {"bag_check", "baseline_vitals", "stroke_check"}
    ward.refuses("gate_closed").start(at=ward.time("09:14"), late_reason="forgot")
    assert "bag" in ward.refusal.open, "before the dilution"
    ward.start(at=ward.time("09:30"))
    assert ward.ran_min == 4


def test_what_came_after_the_start_does_not_open_it(ward: Ward) -> None:
    ward.ready_to_start(without=["identity"]).at("09:34").identifies()
    ward.refuses("gate_closed").start(at=ward.time("09:31"))
    assert "not before 09:34" in ward.refusal.sentence
    ward.start()


def test_the_gate_stays_as_it_was_at_the_start(ward: Ward) -> None:
    ward.infusing().at("13:00")
    gate = gates.start_gate(ward.session, ward.now, ward.pack)
    assert requirement.open_keys(gate) == ()


def test_after_the_start_it_is_too_late_for_the_bag_and_to_cancel(ward: Ward) -> None:
    ward.infusing()
    ward.refuses("already_started").prepares_bag()
    ward.refuses("already_started").checks_bag()
    ward.refuses("already_started").start()
    ward.refuses("started").cancels()


def test_cancelling_from_any_stage_before_the_start(ward: Ward) -> None:
    ward.arrives().refuses("missing").cancels("  ")
    ward.cancels()
    ward.refuses("cancelled").identifies()
    ward.refuses("cancelled").start()
    assert ward.desk.at_chair(1) is None
    ward.arrives(id="doe-1b").ready_to_start().cancels()
    assert ward.desk.open_sessions() == ()


def test_nothing_runs_before_the_start(ward: Ward) -> None:
    ward.ready_to_start()
    ward.refuses("not_started").pause()
    ward.refuses("not_started").resume()
    ward.refuses("not_started").change_rate(20)
    ward.refuses("not_started").end()
    ward.refuses("not_ended").ask(HandOverSheet(session=ward.id, how="printed"))
    ward.refuses("gate_closed").leaves()
