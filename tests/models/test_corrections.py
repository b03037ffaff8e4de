"""Corrections: the wrong entry stays readable, the right one stands beside it, the clocks follow."""

from __future__ import annotations

from typing import Any

import pytest

from app.models.day import infusion
from app.models.day.fold import fold
from app.models.facts import StrokeCheck
from tests.ward import Ward


def entry(ward: Ward, kind: str) -> str:
    """The mark of the last entry of a kind."""
    return ward.last(kind)


def test_mistyped_vitals_are_struck_through_with_the_right_values_beside(ward: Ward) -> None:
    ward.infusing().at("09:45").takes_vitals(sbp=190, confirmed=True)
    wrong = ward.entry.mark
    ward.at("09:46").corrects(wrong, "typed 190 for 130", values={"sbp": 130})
    row = next(row for row in ward.rows if row.mark == wrong)
    assert "190/75" in row.wrong
    assert "130/75" in row.text
    assert row.reason == "typed 190 for 130"
    assert ward.session.vitals[-1].taken.values["sbp"] == 130
    assert ward.session.corrections == 1


def test_a_second_correction_builds_on_the_first(ward: Ward) -> None:
    ward.infusing().at("09:45").takes_vitals(sbp=190, confirmed=True)
    wrong = ward.entry.mark
    ward.corrects(wrong, values={"sbp": 130}).corrects(wrong, "and the pulse", values={"hr": 90})
    taken = ward.session.vitals[-1].taken
    assert (taken.values["sbp"], taken.values["hr"]) == (130, 90)
    row = next(row for row in ward.rows if row.mark == wrong)
    assert "190/75 · 86" in row.wrong
    assert "130/75 · 86" in row.wrong, "every wrong version stays readable"
    assert "130/75 · 90" in row.text
    assert row.reason == "mistyped; and the pulse"


def test_what_is_struck_out_is_gone_from_the_state_and_stays_on_the_timeline(ward: Ward) -> None:
    ward.infusing().at("09:45").takes_vitals()
    taken = ward.entry.mark
    ward.corrects(taken, "another patient's", strike=True)
    assert len(ward.session.vitals) == 1
    row = next(row for row in ward.rows if row.mark == taken)
    assert row.text == ""
    assert "124/75" in row.wrong
    ward.refuses("already_done").corrects(taken, strike=True)
    ward.refuses("already_done").corrects(taken, values={"sbp": 120})


@pytest.mark.parametrize(
    ("correction", "code"),
    [
        ({"reason": "  "}, "missing"),
        ({}, "nothing_changed"),
        ({"strike": True, "values": {"sbp": 120}}, "strike_or_change"),
        ({"values": {"sbp": "high"}}, "values"),
        ({"values": {"mood": "good"}}, "values"),
        ({"values": {"sbp": 999}}, "implausible"),
        ({"values": {"sbp": 60}}, "implausible"),  # below the diastolic
        ({"values": {"sbp": None}}, "reason_missing"),
        ({"values": {"mood": 5}}, "unknown_vital_sign"),
        ({"values": {"stroke_check": "sign", "stroke_signs": ["face"]}}, "record_again"),
        ({"values": {"sbp": float("nan")}}, "not_a_number"),
    ],
)
def test_corrections_that_do_not_fit(ward: Ward, correction: dict[str, Any], code: str) -> None:
    ward.arrives().takes_vitals()
    fields = {"reason": "mistyped"} | correction
    ward.refuses(code).corrects(ward.entry.mark, **fields)


def test_an_entry_that_is_not_there(ward: Ward) -> None:
    ward.arrives().refuses("unknown_entry").corrects("no such mark", values={"sbp": 120})


@pytest.mark.parametrize(
    ("kind", "values", "code"),
    [
        ("symptom_noted", {"symptom": "hiccups"}, "unknown_symptom"),
        ("symptom_noted", {"severity": ""}, "missing"),
        ("symptom_noted", {"severity": "unbearable"}, "severity"),
        ("infusion_paused", {"reason": "lunch"}, "pause_reason"),
        ("infusion_started", {"rate_ml_h": 0}, "rate"),
        ("infusion_started", {"volume_ml": 1012}, "volume"),
        ("infusion_started", {"volume_ml": 110}, "more_than_bag"),
        ("bag_prepared", {"diluent": "water"}, "diluent"),
        ("bag_prepared", {"lot": ""}, "missing"),
        ("bag_prepared", {"volume_ml": 95}, "more_than_bag"),
        ("infusion_resumed", {"rate_ml_h": -3}, "rate"),
        ("infusion_ended", {"given_ml": 120}, "given_volume"),
        ("infusion_ended", {"given_ml": -1}, "given_volume"),
    ],
)
def test_values_the_command_itself_would_refuse(
    ward: Ward, kind: str, values: dict[str, Any], code: str
) -> None:
    ward.infusing().at("10:00").stops_for_reaction("rash")
    ward.at("10:10").resume(ordered_by="Dr. Amari").at("13:40").end()
    ward.refuses(code).corrects(entry(ward, kind), values=values)


def test_the_day_hangs_on_these(ward: Ward) -> None:
    ward.infusing().at("10:00").pause().at("10:05").resume().at("13:35").end()
    for kind in ("bag_prepared", "infusion_started", "infusion_paused", "infusion_ended"):
        ward.refuses("not_strikeable").corrects(entry(ward, kind), strike=True)
    for kind in ("session_opened", "bag_checked"):
        ward.refuses("not_correctable").corrects(entry(ward, kind), values={"chair": 2})


def test_an_override_is_not_turned_into_another(ward: Ward) -> None:
    ward.infusing().overrides("sheet", by="R. Osei, RN")
    passed = ward.entry.mark
    ward.refuses("record_again").corrects(passed, values={"requirement": "observation"})
    ward.refuses("record_again").corrects(passed, values={"told_of_risk": True})
    ward.refuses("missing").corrects(passed, values={"allowed_by": " "})
    ward.refuses("missing").corrects(passed, values={"reason": ""})
    ward.corrects(passed, values={"allowed_by": "K. Lind, RN"})
    ward.corrects(passed, strike=True)
    assert "sheet" in ward.still_open


# ---------------------------------------------------------------------- effect on the clocks


def test_a_corrected_start_moves_the_running_time(ward: Ward) -> None:
    ward.infusing("09:30").at("10:30").corrects(
        entry(ward, "infusion_started"), occurred_at=ward.time("09:40")
    )
    assert ward.ran_min == 50
    assert ward.due_at("end") == "13:40"


def test_a_corrected_pause_moves_running_and_standing_time(ward: Ward) -> None:
    ward.infusing().at("11:00").pause().at("11:20").resume().at("11:30")
    ward.corrects(entry(ward, "infusion_paused"), occurred_at=ward.time("10:50"))
    assert ward.ran_min == 90
    at = ward.session.true(ward.now)
    assert infusion.stood(ward.session, at).total_seconds() == 30 * 60


def test_a_corrected_rate_moves_the_end(ward: Ward) -> None:
    ward.infusing().at("10:30").change_rate(20).at("11:30")
    ward.corrects(entry(ward, "rate_changed"), values={"rate_ml_h": 15})
    assert ward.left_min == pytest.approx(60.9 / 15 * 60)


def test_a_corrected_end_moves_the_observation_and_asks_for_a_new_sheet(ward: Ward) -> None:
    ward.observing("13:30").at("15:20").ready_to_leave().at("15:25")
    ward.corrects(entry(ward, "infusion_ended"), occurred_at=ward.time("13:40"))
    assert ward.still_open == {"observation", "sheet"}
    assert ward.due_at("home") == "15:40"
    ward.at("15:40").ready_to_leave().leaves()
    assert ward.session.left_early is False


def test_a_corrected_dilution_moves_the_start_by_time(ward: Ward) -> None:
    ward.ready_to_start().corrects(entry(ward, "bag_prepared"), occurred_at=ward.time("08:30"))
    assert ward.due_at("bag") == "16:30"


@pytest.mark.parametrize(
    ("kind", "time"),
    [
        ("infusion_started", "10:01"),  # after the pause
        ("infusion_started", "09:10"),  # before the dilution
        ("bag_prepared", "09:31"),  # after the start
        ("infusion_paused", "09:29"),  # before the start
        ("infusion_paused", "10:11"),  # after the resume
        ("infusion_resumed", "09:59"),  # before the pause
        ("infusion_resumed", "13:41"),  # after the end
        ("infusion_ended", "10:09"),  # before the resume
    ],
)
def test_a_time_out_of_order_is_refused(ward: Ward, kind: str, time: str) -> None:
    ward.infusing("09:30").at("10:00").pause().at("10:10").resume().at("13:40").end().at("14:00")
    ward.refuses("out_of_order").corrects(entry(ward, kind), occurred_at=ward.time(time))


@pytest.mark.parametrize(("kind", "time"), [("finished", "08:01"), ("given", "09:12")])
def test_a_premedication_is_not_corrected_to_finish_before_it_began(
    ward: Ward, kind: str, time: str
) -> None:
    """Also before the pump is started: the start gate reads when the corticosteroid was in."""
    ward.ready_to_start()
    versions = {
        "given": next(row.mark for row in ward.rows if row.text.startswith("methylPRED")),
        "finished": entry(ward, "premedication_finished"),
    }
    ward.refuses("out_of_order").corrects(versions[kind], occurred_at=ward.time(time))


def test_the_right_time_is_not_in_the_future(ward: Ward) -> None:
    ward.observing().refuses("future").corrects(
        entry(ward, "infusion_ended"), occurred_at=ward.time("13:31")
    )


def test_an_end_corrected_to_an_early_one_says_why(ward: Ward) -> None:
    ward.observing("13:30").at("13:35")
    end = entry(ward, "infusion_ended")
    ward.refuses("early_reason_missing").corrects(end, occurred_at=ward.time("12:30"))
    ward.corrects(
        end, occurred_at=ward.time("12:30"), values={"early_reason": "Dr. Amari stopped it"}
    )
    assert ward.ran_min == 180


def test_after_discharge_what_is_wrong_is_still_put_right(ward: Ward) -> None:
    ward.observing().at("15:30").ready_to_leave().leaves()
    ward.later(minutes=20).corrects(entry(ward, "infusion_ended"), values={"given_ml": 101.2})
    ward.refuses("out_of_order").corrects(
        entry(ward, "infusion_ended"), occurred_at=ward.time("15:31")
    )


def test_only_before_the_start_does_a_corrected_bag_want_a_new_check(ward: Ward) -> None:
    ward.infusing().corrects(entry(ward, "bag_prepared"), values={"lot": "F1234B"})
    assert ward.requirement("bag_check").done
    assert ward.session.bag
    assert ward.session.bag.lot == "F1234B"


def test_a_struck_out_giving_takes_its_finish_with_it(ward: Ward) -> None:
    ward.ready_to_start()
    given = next(entry for entry in ward.session.entries if entry.fact.tag == "premedication_given")
    ward.corrects(given.mark, "gave it to another patient", strike=True)
    assert ward.session.premeds.get("corticosteroid") is None
    assert "corticosteroid" in ward.still_open


def test_a_sign_taken_back_leaves_the_stroke_signs_to_be_struck_out(ward: Ward) -> None:
    ward.arrives().takes_vitals(stroke_check=StrokeCheck.SIGN, stroke_signs=("face",))
    vitals = ward.entry.mark
    ward.corrects(vitals, values={"stroke_check": "no_sign", "stroke_signs": []})
    assert ward.session.stroke_signs
    ward.corrects(ward.last("stroke_signs_found"), strike=True)
    assert not ward.session.stroke_signs


def test_told_in_one_go_or_entry_by_entry_it_is_the_same_day(ward: Ward) -> None:
    ward.observing().at("14:00").takes_vitals().corrects(ward.entry.mark, values={"hr": 90})
    entries = ward.session.entries
    whole = fold(ward.id, entries)
    piecewise = None
    for one in entries:
        piecewise = fold(ward.id, (one,), piecewise)
    assert whole == piecewise == ward.session
