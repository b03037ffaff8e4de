"""The pump: four hours or longer, paused for a reason, resumed by order, ended by a person."""

from __future__ import annotations

import math
from typing import Any

import pytest

from app.models.day import infusion
from app.models.day.session import Phase
from app.models.facts import StrokeCheck
from tests.ward import Ward

# ------------------------------------------------------------------------------------ the start


def test_a_plain_infusion_in_numbers(ward: Ward) -> None:
    ward.infusing().at("10:30")
    at = ward.session.true(ward.now)
    assert ward.ran_min == 60
    assert ward.left_min == pytest.approx(180)
    assert infusion.given_ml(ward.session, at) == pytest.approx(25.3)
    assert infusion.given_mg(ward.session, 101.2, ward.pack) == pytest.approx(12)
    assert infusion.given_mg(ward.session, 50.6, ward.pack) == pytest.approx(6)
    empty = infusion.empty_at(ward.session)
    assert empty
    assert f"{ward.now.local(empty):%H:%M}" == "13:30"


def test_before_the_start_nothing_is_given(ward: Ward) -> None:
    ward.ready_to_start()
    at = ward.session.true(ward.now)
    assert infusion.ran(ward.session, at).total_seconds() == 0
    assert infusion.left(ward.session, at).total_seconds() == 0
    assert infusion.given_mg(ward.session, 0, ward.pack) == 0
    assert infusion.empty_at(ward.session) is None


@pytest.mark.parametrize("rate", [25.4, 26, 50, 1000, 0, 0.9, -1])
def test_rates_it_is_not_started_at(ward: Ward, rate: float) -> None:
    ward.ready_to_start().refuses("too_fast" if rate > 1 else "rate").start(rate_ml_h=rate)


@pytest.mark.parametrize(("volume", "code"), [(101.3, "more_than_bag"), (89, "volume")])
def test_volumes_it_is_not_started_with(ward: Ward, volume: float, code: str) -> None:
    ward.ready_to_start().refuses(code).start(volume_ml=volume, rate_ml_h=20)


def test_more_than_the_bag_would_let_it_run_faster(ward: Ward) -> None:
    """140 mL at 35 mL/h takes four hours; the 101.2 mL that are there would not."""
    ward.ready_to_start().refuses("more_than_bag").start(volume_ml=140, rate_ml_h=35)


def test_less_than_the_bag_wants_a_slower_rate(ward: Ward) -> None:
    ward.ready_to_start().refuses("too_fast").start(volume_ml=96, rate_ml_h=25.3)
    ward.start(volume_ml=96, rate_ml_h=24)


# ------------------------------------------------------------------------------------ the rate


@pytest.mark.parametrize("rate", [24, 20, 12.5, 1])
def test_slower_always(ward: Ward, rate: float) -> None:
    ward.infusing().at("10:30").change_rate(rate)
    assert ward.left_min == pytest.approx(75.9 / rate * 60)


def test_faster_only_until_the_planned_time(ward: Ward) -> None:
    ward.infusing().at("10:30").change_rate(20)
    ward.at("11:30")
    # 55.9 mL for the 120 minutes that are left
    ward.refuses("too_fast").change_rate(28)
    ward.change_rate(27.9)
    assert ward.ran_min + ward.left_min >= 240


def test_never_under_240_minutes_by_small_steps(ward: Ward) -> None:
    ward.infusing()
    for minutes in range(30, 240, 30):
        ward.at("09:30").later(minutes=minutes)
        at = ward.session.true(ward.now)
        fastest = infusion.fastest_rate(ward.session, 101.2, at, ward.pack)
        ward.refuses("too_fast").change_rate(round(fastest + 0.1, 1))
        if fastest != ward.session.runs[-1].rate_ml_h:
            ward.change_rate(fastest)
        assert ward.ran_min + ward.left_min >= 240 - 1e-6


def test_after_four_hours_any_rate_empties_the_bag(ward: Ward) -> None:
    ward.infusing().at("10:30").change_rate(20)
    ward.at("13:30")
    at = ward.session.true(ward.now)
    assert infusion.fastest_rate(ward.session, 101.2, at, ward.pack) == math.inf
    ward.change_rate(120)


def test_the_same_rate_again_is_done_already(ward: Ward) -> None:
    ward.infusing().refuses("already_done").change_rate(25.3)


def test_a_pause_leaves_no_rate_to_change(ward: Ward) -> None:
    ward.infusing().at("10:00").pause().refuses("already_done").change_rate(20)


# ----------------------------------------------------------------------------------- the pause


def test_a_pause_moves_the_end(ward: Ward) -> None:
    ward.infusing().at("11:00").pause().at("11:20")
    assert ward.ran_min == 90
    assert ward.left_min == pytest.approx(150)
    assert infusion.stood(ward.session, ward.session.true(ward.now)).total_seconds() == 20 * 60
    ward.resume()
    assert ward.due_at("end") == "13:50"


def test_a_pause_has_one_of_the_reasons(ward: Ward) -> None:
    ward.infusing().refuses("pause_reason").pause("lunch")


def test_paused_is_paused_and_running_is_running(ward: Ward) -> None:
    ward.infusing().refuses("already_done").resume()
    ward.at("10:00").pause().refuses("already_done").pause()


@pytest.mark.parametrize("reason", ["line", "pump", "patient", "order", "other"])
def test_without_a_reaction_the_nurse_resumes(ward: Ward, reason: str) -> None:
    ward.infusing().at("10:00").pause(reason).later(minutes=5).resume()


def test_after_a_reaction_a_prescriber_orders(ward: Ward) -> None:
    ward.infusing().at("10:00").pause("reaction").later(minutes=20)
    ward.refuses("order_missing").resume(12.6)
    ward.refuses("order_missing").resume(12.6, ordered_by="   ")
    ward.resume(12.6, ordered_by="Dr. Amari")
    assert "ordered by Dr. Amari" in ward.rows[-1].text


def test_after_the_red_button_too(ward: Ward) -> None:
    ward.infusing().at("10:00").stops_for_reaction("urticaria")
    assert ward.session.phase is Phase.PAUSED
    ward.refuses("order_missing").resume()


def test_after_stroke_signs_too(ward: Ward) -> None:
    ward.infusing().at("10:00").sees_stroke_signs("speech")
    assert ward.session.phase is Phase.PAUSED
    ward.refuses("order_missing").resume()


@pytest.mark.parametrize("sign", ["stops_for_reaction", "sees_stroke_signs"])
def test_a_reaction_during_another_pause_needs_the_order_all_the_same(
    ward: Ward, sign: str
) -> None:
    ward.infusing().at("10:00").pause("line").at("10:05")
    if sign == "sees_stroke_signs":
        ward.sees_stroke_signs("face")
    else:
        ward.stops_for_reaction("flushing")
    assert [pause.reason for pause in ward.session.pauses] == ["line", "reaction"]
    ward.at("10:20").refuses("order_missing").resume()
    ward.resume(ordered_by="Dr. Amari")
    assert infusion.stood(ward.session, ward.session.true(ward.now)).total_seconds() == 20 * 60
    assert ward.ran_min == 30


def test_a_resumed_pump_never_ends_too_soon(ward: Ward) -> None:
    ward.infusing().at("10:30").pause().at("11:00")
    ward.refuses("too_fast").resume(25.4)
    ward.refuses("rate").resume(0)
    ward.resume(25.3)


# ------------------------------------------------------------------------------------- the end


def test_it_may_end_five_minutes_early_without_a_word(ward: Ward) -> None:
    ward.infusing().at("13:25").later(seconds=-1)
    ward.refuses("early_reason_missing").end()
    assert "235" in ward.refusal.sentence
    ward.at("13:25").end()
    assert ward.session.early_reason == ""


def test_an_early_end_says_why(ward: Ward) -> None:
    ward.infusing().at("11:30").end(early_reason="reaction; Dr. Amari stops it", given_ml=50.6)
    assert ward.session.early_reason == "reaction; Dr. Amari stops it"
    assert infusion.given_ml(ward.session, ward.session.true(ward.now)) == 50.6


def test_a_reason_that_is_not_needed_is_not_kept(ward: Ward) -> None:
    ward.infusing().at("13:30").end(early_reason="none")
    assert ward.session.early_reason == ""


def test_pauses_do_not_count_as_running(ward: Ward) -> None:
    ward.infusing().at("11:00").pause().at("11:30").resume()
    ward.at("13:50").refuses("early_reason_missing").end()
    ward.at("14:00").end()
    assert ward.ran_min == 240


def test_it_may_end_while_paused(ward: Ward) -> None:
    ward.infusing().at("12:00").pause("reaction").at("12:30").end(early_reason="reaction")
    assert ward.ran_min == 150
    assert ward.session.pauses[-1].end == ward.session.ended.at


@pytest.mark.parametrize("given", [-1, 101.3, 500])
def test_what_the_pump_cannot_have_given(ward: Ward, given: float) -> None:
    ward.infusing().at("13:30").refuses("given_volume").end(given_ml=given)


def test_it_ends_once(ward: Ward) -> None:
    ward.observing().refuses("already_done").end()
    ward.refuses("already_done").pause()
    ward.refuses("already_done").resume()
    ward.refuses("already_done").change_rate(20)


def test_never_more_than_was_in_the_bag(ward: Ward) -> None:
    ward.infusing().at("15:00")
    assert infusion.given_ml(ward.session, ward.session.true(ward.now)) == 101.2
    assert ward.left_min == 0


# ------------------------------------------------------------------------- times written later


def test_nothing_happens_before_the_last_change_of_the_pump(ward: Ward) -> None:
    ward.infusing().at("10:00").pause().at("10:10").resume().at("10:12")
    for time in ("09:00", "10:05", "10:09"):
        moved: dict[str, Any] = {"at": ward.time(time), "late_reason": "both hands full"}
        ward.refuses("before_last").pause(**moved)
        ward.refuses("before_last").change_rate(20, **moved)
        ward.refuses("before_last").end(early_reason="x", **moved)
        ward.refuses("before_last").stops_for_reaction("rash", **moved)
        ward.refuses("before_last").sees_stroke_signs("face", **moved)
    ward.pause(at=ward.time("10:11"))
    assert ward.ran_min == 31


def test_an_end_before_the_start(ward: Ward) -> None:
    ward.infusing().at("10:00")
    ward.refuses("before_last").end(
        at=ward.time("09:00"), late_reason="mistyped", early_reason="mistyped"
    )


def test_vital_signs_taken_earlier_with_a_sign_cannot_stop_the_pump_back_then(ward: Ward) -> None:
    ward.infusing().at("09:33")
    sign = {"stroke_check": StrokeCheck.SIGN, "stroke_signs": ("face",)}
    ward.refuses("before_last").takes_vitals(at=ward.time("09:29"), **sign)
    ward.takes_vitals(**sign)
    assert ward.session.phase is Phase.PAUSED
