"""Before the patient leaves: two hours from the recorded end, and nobody guesses."""

from __future__ import annotations

import pytest

from app.models.day.requirement import State
from app.models.day.session import Phase
from app.models.day.teaching import HandOverSheet
from app.models.facts import StrokeCheck
from tests.ward import Ward


def test_refused_at_minute_119_allowed_at_120(ward: Ward) -> None:
    ward.observing("13:30").at("15:29").ready_to_leave()
    assert ward.still_open == {"observation"}
    ward.refuses("gate_closed").leaves()
    assert "15:30" in ward.refusal.sentence
    ward.at("15:30").later(seconds=-1).refuses("gate_closed").leaves()
    ward.at("15:30").leaves()
    assert ward.session.phase is Phase.DISCHARGED
    assert not ward.session.left_early


def test_it_counts_from_the_recorded_end_not_from_when_it_was_written(ward: Ward) -> None:
    ward.infusing().at("13:40").end(at=ward.time("13:30"), late_reason="both hands full")
    ward.at("15:30").ready_to_leave().leaves()


def test_a_discharge_cannot_be_moved_forward(ward: Ward) -> None:
    ward.observing().at("15:20").ready_to_leave()
    ward.refuses("future").leaves(at=ward.time("15:30"))


def test_a_discharge_moved_back_needs_the_gate_open_then(ward: Ward) -> None:
    ward.observing().at("15:40").ready_to_leave().later(minutes=3)
    late = {"late_reason": "the phone rang"}
    ward.refuses("gate_closed").leaves(at=ward.time("15:29"), **late)
    ward.refuses("gate_closed").leaves(at=ward.time("15:35"), **late)
    assert "not before 15:40" in ward.refusal.sentence
    ward.leaves(at=ward.time("15:41"))


@pytest.mark.parametrize("left_out", ["teach_back", "sheet"])
def test_each_requirement_of_the_nurse(ward: Ward, left_out: str) -> None:
    ward.observing().at("15:30").ready_to_leave(without=[left_out])
    assert ward.still_open == {left_out}
    ward.refuses("gate_closed").leaves()
    ward.refuses("missing").overrides(left_out, by="")
    ward.overrides(left_out, by="R. Osei, RN", reason="blind; told by telephone").leaves()


def test_the_last_vitals_are_15_minutes_old_at_most(ward: Ward) -> None:
    ward.observing().at("15:30").ready_to_leave().at("15:45")
    assert ward.still_open == set()
    ward.later(seconds=1)
    assert ward.still_open == {"last_vitals", "last_stroke_check"}
    ward.refuses("gate_closed").leaves()
    ward.refuses("cannot_override").overrides("last_stroke_check")


def test_critical_vitals_wait_for_a_prescriber(ward: Ward) -> None:
    ward.observing().at("15:30").ready_to_leave().takes_vitals(sbp=182, confirmed=True)
    assert ward.still_open == {"last_vitals"}
    assert "critical" in ward.requirement("last_vitals").detail
    ward.overrides("last_vitals").leaves()


def test_a_stroke_sign_keeps_the_patient(ward: Ward) -> None:
    ward.observing().at("15:30").ready_to_leave().later(minutes=1).sees_stroke_signs("face")
    assert ward.still_open == {"last_stroke_check"}
    ward.refuses("gate_closed").leaves()
    ward.refuses("cannot_override").overrides("last_stroke_check")


def test_a_stroke_check_not_done_is_none(ward: Ward) -> None:
    ward.observing().at("15:30").ready_to_leave(without=["last_vitals"])
    ward.takes_vitals(stroke_check=StrokeCheck.NOT_DONE, not_taken={"stroke_check": "asleep"})
    assert ward.still_open == {"last_stroke_check"}


def test_the_sheet_says_until_when_to_watch_so_it_follows_the_end(ward: Ward) -> None:
    ward.infusing().refuses("not_ended").ask(HandOverSheet(session=ward.id, how="printed"))
    ward.at("13:30").end()
    end = ward.entry.mark
    ward.refuses("missing").ask(HandOverSheet(session=ward.id, how=""))
    ward.at("15:00").ready_to_leave().corrects(end, occurred_at=ward.time("13:40"))
    assert "print it again" in ward.requirement("sheet").detail
    assert "sheet" in ward.still_open


# ---------------------------------------------------------------------------- leaving early


def test_leaving_early_has_a_name_a_reason_and_the_risk_told(ward: Ward) -> None:
    ward.observing().at("14:50").ready_to_leave()
    ward.refuses("missing").overrides("observation", by="", told_of_risk=True)
    ward.refuses("missing").overrides("observation", reason="", told_of_risk=True)
    ward.refuses("risk_not_told").overrides("observation", reason="last bus")
    ward.overrides("observation", reason="last bus", told_of_risk=True).leaves()
    assert ward.session.left_early
    assert ward.requirement("observation").state is State.OVERRIDDEN
    assert ward.rows[-1].text == "Discharged EARLY"


def test_against_advice_it_is_the_patient_who_decides(ward: Ward) -> None:
    ward.observing().at("14:50").ready_to_leave()
    ward.refuses("risk_not_told").overrides("observation", by="", against_advice=True)
    ward.refuses("cannot_override").overrides("sheet", by="", against_advice=True)
    ward.overrides("observation", by="", against_advice=True, told_of_risk=True).leaves()
    assert ward.session.overrides["observation"].allowed_by == "the patient, against advice"


def test_allowed_early_but_stayed_is_not_early(ward: Ward) -> None:
    ward.observing().at("14:50").overrides("observation", told_of_risk=True)
    ward.at("15:30").ready_to_leave().leaves()
    assert not ward.session.left_early


def test_a_discharge_before_the_end_cannot_be(ward: Ward) -> None:
    ward.infusing().at("12:00").teaches_back().takes_vitals()
    ward.refuses("not_ended").overrides("observation", told_of_risk=True)
    ward.overrides("sheet", by="R. Osei, RN")
    assert ward.still_open == {"ended", "observation"}
    ward.refuses("gate_closed").leaves()
    ward.refuses("cannot_override").overrides("ended")


def test_an_override_does_not_let_the_patient_leave_before_the_end(ward: Ward) -> None:
    ward.observing("13:30").at("14:00").overrides("observation", told_of_risk=True)
    ward.ready_to_leave().later(minutes=1)
    ward.refuses("gate_closed").leaves(at=ward.time("13:00"), late_reason="mistyped")
    assert "ended" in ward.refusal.open


# --------------------------------------------------------------------------- gone, and after


def test_nobody_leaves_twice(ward: Ward) -> None:
    ward.observing().at("15:30").ready_to_leave().leaves().refuses("already_done").leaves()


def test_the_chair_is_free_and_the_record_open_for_what_is_still_seen(ward: Ward) -> None:
    ward.observing().at("15:30").ready_to_leave().leaves()
    assert ward.desk.at_chair(1) is None
    ward.at("16:00").stops_for_reaction("rash", note="by telephone")
    ward.sees_stroke_signs("arm").notes("Sent to the emergency department")
    assert ward.session.phase is Phase.DISCHARGED
    ward.refuses("discharged").answers_check("teach_back", "said")
    ward.refuses("discharged").overrides("sheet")
