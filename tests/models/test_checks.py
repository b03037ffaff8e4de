"""Checks: what an answer leads to, who decides, how long it stands, and how it is corrected."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest

from app.models.checks.gate import check_requirement
from app.models.day import gates
from app.models.day.fold import fold
from app.models.day.requirement import State
from app.models.facts import How, Sex, StrokeSignsFound, SymptomNoted
from app.models.rules.checks import Check
from app.models.rules.pack import Facility, Pack, Switch
from app.models.rules.rule import Override
from tests.packs import all_checks, pack_with
from tests.ward import LIND, OSEI, Ward, open_ward

NORMAL_CBC = {"value": "212", "unit": "10³/µL", "date": "2026-11-12", "range": "150–400", "flag": "none"}  # fmt: skip


def ward_with(*checks: str, **changes: Any) -> Ward:
    """Jan Doe at chair 1, under the shipped rules with these checks."""
    return open_ward(pack=pack_with(*checks, **changes)).at("08:00").arrives()


def second_day(ward: Ward, patient: str = "doe", *, answers: Any = None, after: Any = None) -> Ward:
    """The first day given from check-in to home, and the patient back the next morning."""
    ward.ready_to_start()
    if answers:
        answers()
    ward.at("09:30").start()
    if after:
        after()
    ward.at("13:50").end().at("15:50").ready_to_leave().leaves()
    return ward.at("+1d 08:00").arrives(patient, id="doe-2")


def asked(key: str, pack: Pack) -> Check:
    """The check of that key."""
    check = pack.check(key)
    assert check
    return check


def said(ward: Ward, kind: str = "check_answered") -> list[str]:
    """What the timeline says of a kind of entry."""
    return [row.text for row in ward.rows if row.kind == kind]


# ------------------------------------------------------------------------- asked, and unanswered


def test_a_check_keeps_the_gate_shut_until_it_is_answered() -> None:
    ward = ward_with("hiv").ready_to_start()
    assert ward.still_open == {"hiv"}
    ward.refuses("gate_closed").start()
    ward.answers_check("hiv", "no").start()
    item = ward.requirement("hiv")
    assert (item.state, item.detail, item.by) == (State.MET, "no", OSEI)


def test_checks_stand_in_the_packs_order_at_their_stage() -> None:
    ward = open_ward(pack=all_checks()).arrives()
    start = [item.key for item in gates.start_gate(ward.session, ward.now, ward.pack)]
    assert start.index("contraindications") < start.index("age") < start.index("hepatitis")
    assert start.index("iv_access") < start.index("baseline_vitals")
    assert start.index("antipyretic") < start.index("education") < start.index("bag")
    assert start[-1] == "bag_mixed"
    leave = [item.key for item in gates.discharge_gate(ward.session, ward.now, ward.pack)]
    assert leave.index("observation") < leave.index("companion") < leave.index("last_vitals")
    assert leave.index("iv_out") < leave.index("next_visit") < leave.index("sheet")


def test_what_is_missing_is_named_or_counted() -> None:
    ward = ward_with("screening", "iv_access")
    assert ward.requirement("screening").detail == "0 of 9 answered"
    ward.answers_check("screening", "no", "campath")
    assert ward.requirement("screening").detail == "1 of 9 answered"
    ward.answers_check("iv_access", "left_hand", "site")
    assert ward.requirement("iv_access").detail == "ask: IV gauge, IV flushes"


def test_same_answers_are_said_together() -> None:
    ward = ward_with("screening")
    for field in asked("screening", ward.pack).fields:
        if field.after is None:
            ward.answers_check("screening", "clear" if field.key == "tb" else "no", field.key)
    assert ward.requirement("screening").detail == (
        "Campath, Blood thinner, Thyroid, Kidney, Recent infection, New medicine, Cancer, "
        "Heart, lung: no; TB: clear"
    )


def test_a_missing_answer_is_let_pass_by_whoever_the_pack_names_and_by_nobody_else() -> None:
    ward = ward_with("screening", "hiv").ready_to_start()
    ward.overrides("screening", reason="asked yesterday by phone")
    item = ward.requirement("screening")
    assert (item.state, item.detail) == (State.OVERRIDDEN, "Dr. Amari: asked yesterday by phone")
    ward.refuses("cannot_override").overrides("hiv")


def test_an_override_of_missing_answers_covers_no_answer_that_comes_later() -> None:
    ward = ward_with("screening").overrides("screening")
    ward.answers_check("screening", "yes", "kidney")
    assert ward.requirement("screening").state is State.OPEN
    ward.refuses("decide_instead").overrides("screening")


def test_an_optional_field_is_not_waited_for() -> None:
    ward = ward_with("answers_today").answers_check("answers_today", "Dr. Amari", "name")
    ward.answers_check("answers_today", "555-0110", "number")
    assert ward.requirement("answers_today").detail == "Dr. Amari answers today, 555-0110"
    met = ward.requirement("answers_today").at
    ward.at("11:00").answers_check("answers_today", "Dr. Chen", "cover")
    assert ward.requirement("answers_today").at == met, "the gate was open before"


def test_a_check_of_the_way_home_keeps_the_patient() -> None:
    ward = ward_with("iv_out", "companion").observing().at("15:30").ready_to_leave()
    ward.answers_check("companion", "her sister")
    ward.refuses("gate_closed").leaves()
    ward.answers_check("iv_out", "kept").refuses("gate_closed").leaves()
    ward.answers_check("iv_out", "needed tomorrow; Dr. Amari knows", "why_kept").leaves()
    assert said(ward)[-1] == "IV out: kept. Needed tomorrow; Dr. Amari knows"


# ------------------------------------------------------------------------------- who is asked


@pytest.mark.parametrize(
    ("sex", "asked"), [(Sex.FEMALE, True), (Sex.OTHER, True), (Sex.MALE, False)]
)
def test_asked_of_whom(sex: Sex, asked: bool) -> None:
    ward = open_ward(pack=pack_with("could_be_pregnant")).registers("roe", mrn="7", sex=sex)
    ward.orders("roe").arrives("roe")
    assert ("could_be_pregnant" in ward.still_open) is asked
    if not asked:
        ward.refuses("not_asked").answers_check("could_be_pregnant", "no")


@pytest.mark.parametrize(
    ("born", "asked"), [(date(1970, 11, 24), True), (date(1970, 11, 23), False)]
)
def test_asked_up_to_an_age(born: date, asked: bool) -> None:
    ward = open_ward(pack=pack_with("could_be_pregnant")).registers("roe", mrn="7", born=born)
    ward.orders("roe").arrives("roe")
    assert ("could_be_pregnant" in ward.still_open) is asked


def test_who_nobody_knows_is_asked() -> None:
    ward = ward_with("could_be_pregnant", "age")
    bare = fold(ward.id, ward.session.entries)
    assert bare
    gate = {item.key: item for item in gates.start_gate(bare, ward.now, ward.pack)}
    assert gate["could_be_pregnant"].state is State.OPEN
    assert gate["age"].state is State.OPEN, "an age nobody knows is not old enough"


def test_asked_after_another_checks_answer() -> None:
    ward = ward_with("could_be_pregnant", "pregnancy_test")
    assert "pregnancy_test" not in ward.still_open
    ward.answers_check("could_be_pregnant", "unknown")
    assert "pregnancy_test" in ward.still_open
    ward.answers_check("pregnancy_test", "positive")
    assert "a prescriber decides" in ward.requirement("pregnancy_test").detail


@pytest.mark.parametrize("on", [True, False])
def test_asked_where_the_policy_turns_it_on(on: bool) -> None:
    ward = ward_with("weight", switches=(Switch(key="weigh", on=on),))
    assert ("weight" in ward.still_open) is on


# ------------------------------------------------------------------------------------------ age


def young(age_in_years: int) -> Ward:
    """A patient of that age at chair 1, in a unit that takes children from 12 on."""
    pack = pack_with("age")
    floor = msgspec.structs.replace(pack.course.minimum_age_years, value=12)
    course = msgspec.structs.replace(pack.course, minimum_age_years=floor)
    ward = open_ward(pack=msgspec.structs.replace(pack, course=course))
    ward.registers("kit", mrn="7", born=date(2026 - age_in_years, 11, 23)).orders("kit")
    return ward.arrives("kit")


def test_age_18_passes_by_itself() -> None:
    item = young(18).requirement("age")
    assert (item.state, item.detail, item.at) == (State.MET, "Age 18 years", None)


def test_age_17_is_decided_once_a_course() -> None:
    ward = young(17)
    assert ward.requirement("age").detail == "17 years: a prescriber decides"
    ward.decides("age", words="weighs 61 kg, parents agree")
    assert said(ward, "check_decided") == [
        "Age 17 years. Dr. Amari, in person: go on. Weighs 61 kg, parents agree"
    ]
    assert ward.requirement("age").state is State.OVERRIDDEN
    second_day(ward, "kit")
    assert ward.requirement("age").state is State.OVERRIDDEN


def test_under_17_nobody_goes_on() -> None:
    ward = young(16)
    item = ward.requirement("age")
    assert (item.detail, item.rule.override) == (
        "16 years: under 17: do not start",
        Override.NOBODY,
    )
    ward.refuses("cannot_override").decides("age")
    ward.refuses("cannot_override").overrides("age")


def test_what_the_record_answers_nobody_types() -> None:
    young(17).refuses("computed").answers_check("age", 40)


# ------------------------------------------------------------------------------------- facility


@pytest.mark.parametrize(
    ("until", "state", "detail"),
    [
        (date(2026, 12, 24), State.MET, "Facility certified to 24 Dec 2026"),
        (date(2026, 12, 23), State.MET, "Facility certified to 23 Dec 2026. Renew it this month"),
        (date(2026, 11, 23), State.MET, "Facility certified to 23 Nov 2026. Renew it this month"),
        (date(2026, 11, 22), State.OPEN, "22 Nov 2026: the certificate has expired: do not start"),
    ],
)
def test_the_facilitys_certificate(until: date, state: State, detail: str) -> None:
    ward = ward_with("facility", facility=Facility(number="F-1", certified_until=until))
    item = ward.requirement("facility")
    assert (item.state, item.detail) == (state, detail)


def test_without_a_certificate_nobody_starts() -> None:
    ward = ward_with("facility", facility=Facility()).ready_to_start()
    assert ward.still_open == {"facility"}
    ward.refuses("cannot_override").overrides("facility")


# ------------------------------------------------------------------------------------ prior day


def test_after_a_plain_day_the_last_infusion_passes_by_itself() -> None:
    ward = ward_with("prior_day")
    assert "prior_day" not in ward.still_open
    ward.refuses("not_asked").decides("prior_day")
    second_day(ward)
    item = ward.requirement("prior_day")
    assert (item.state, item.detail) == (State.MET, "home as planned")


def test_a_reaction_the_day_before_is_decided_today() -> None:
    ward = ward_with("prior_day")

    def reaction() -> None:
        ward.at("10:00").stops_for_reaction("itching").at("10:20").resume(ordered_by="Dr. Amari")

    second_day(ward, after=reaction)
    assert ward.requirement("prior_day").detail == "a reaction: a prescriber decides"
    ward.decides("prior_day", said="wait", words="the allergist", how=How.PHONE)
    item = ward.requirement("prior_day")
    assert item.detail == "08:00 Dr. Amari, by phone, read back: wait for the allergist"
    ward.decides("prior_day", words="premedicate again")
    assert said(ward, "check_decided")[-1] == (
        "Last infusion: a reaction. Dr. Amari, in person: go on. Premedicate again"
    )
    assert ward.requirement("prior_day").state is State.OVERRIDDEN


def test_a_sign_told_of_yesterday_asks_for_the_decision_again() -> None:
    ward = ward_with("prior_day")

    def reaction() -> None:
        ward.at("10:00").stops_for_reaction("itching").at("10:20").resume(ordered_by="Dr. Amari")

    second_day(ward, after=reaction)
    ward.decides("prior_day")
    ward.id = "doe-1"
    ward.sees_stroke_signs("face")
    ward.id = "doe-2"
    assert ward.requirement("prior_day").detail == "a stroke sign, a reaction: a prescriber decides"


def test_a_partial_dose_and_an_early_departure_are_told() -> None:
    ward = ward_with("prior_day").infusing().at("11:00").end(early_reason="stopped for today")
    ward.at("11:10").overrides("observation", by="", against_advice=True, told_of_risk=True)
    ward.ready_to_leave().leaves().at("+1d 08:00").arrives(id="doe-2")
    detail = ward.requirement("prior_day").detail
    assert detail == "a partial dose, left early: a prescriber decides"


@pytest.mark.parametrize(
    ("change", "told"),
    [({"discharged": None}, "left early"), ({"ended": None}, "a partial dose")],
)
def test_a_day_without_its_end_was_not_plain(change: dict[str, None], told: str) -> None:
    ward = second_day(ward_with("prior_day"))
    first = msgspec.structs.replace(ward.session.earlier[-1], **change)
    session = msgspec.structs.replace(ward.session, earlier=(first,))
    check = ward.pack.check("prior_day")
    assert check
    item = check_requirement(check, session, ward.now, ward.pack)
    assert item.detail == f"{told}: a prescriber decides"


def test_only_the_days_before_it_lie_beside_a_session() -> None:
    ward = second_day(ward_with("prior_day"))
    assert [day.id for day in ward.session.earlier] == ["doe-1"]
    first = ward.desk.session("doe-1")
    assert first
    assert first.earlier == ()
    assert gates.requirement(first, "prior_day", ward.now, ward.pack) is None


# ------------------------------------------------------------------------------------- hepatitis


def test_hepatitis_tested_clear_passes_with_its_date() -> None:
    ward = ward_with("hepatitis").answers_check("hepatitis", "clear")
    assert ward.requirement("hepatitis").detail == "ask: Tested on"
    ward.answers_check("hepatitis", date(2026, 10, 5), "tested")
    item = ward.requirement("hepatitis")
    assert (item.state, item.detail) == (State.MET, "tested clear. 5 Oct 2026")
    assert said(ward)[-1] == "Hepatitis: tested clear. 5 Oct 2026"


def test_hepatitis_not_considered_warns_and_lets_the_day_go_on() -> None:
    ward = ward_with("hepatitis").ready_to_start().answers_check("hepatitis", "no")
    assert ward.requirement("hepatitis").detail == "no. Ask the prescriber to consider it"
    ward.start()


def test_a_carrier_is_the_prescribers_though_the_check_is_the_nurses() -> None:
    ward = ward_with("hepatitis")
    assert ward.requirement("hepatitis").rule.override is Override.NURSE
    ward.answers_check("hepatitis", "carrier")
    assert ward.requirement("hepatitis").rule.override is Override.PRESCRIBER
    ward.refuses("missing").decides("hepatitis", decided_by="", how=None)
    ward.refuses("decide_instead").overrides("hepatitis", by="R. Osei, RN")
    ward.decides("hepatitis")
    assert ward.requirement("hepatitis").state is State.OVERRIDDEN


def test_hepatitis_stands_for_good_and_is_asked_of_the_first_course_only() -> None:
    ward = ward_with("hepatitis")
    second_day(ward, answers=lambda: ward.answers_check("hepatitis", "low_risk"))
    item = ward.requirement("hepatitis")
    assert (item.state, item.detail) == (State.MET, "not high risk")
    assert item.at == ward.time("09:26")


def test_what_a_nurse_may_decide_takes_her_own_name_and_a_reason() -> None:
    ward = ward_with("education").answers_check("education", "not_yet")
    assert ward.requirement("education").detail == "not yet: go on only with a reason"
    ward.refuses("missing").decides("education", decided_by="", how=None, words=" ")
    ward.decides(
        "education", decided_by="somebody else", how=None, words="the interpreter comes at ten"
    )
    assert said(ward, "check_decided") == [
        "Signs reviewed: not yet. R. Osei, RN: go on. The interpreter comes at ten"
    ]


# ------------------------------------------------------------------------------------------- CBC


def test_a_cbc_with_its_range_and_no_flag_passes() -> None:
    ward = ward_with("cbc").answers_check("cbc", NORMAL_CBC)
    assert ward.requirement("cbc").state is State.MET
    assert said(ward) == ["CBC: 212 10³/µL, 12 Nov 2026"]


@pytest.mark.parametrize(
    ("change", "detail"),
    [
        ({"flag": "low"}, "212 10³/µL, 12 Nov 2026, flagged low: a prescriber decides"),
        ({"range": ""}, "212 10³/µL, 12 Nov 2026: a prescriber decides"),
        ({"date": "2026-10-23"}, "212 10³/µL, 23 Oct 2026: older than 30 days: a prescriber decides"),
    ],
)  # fmt: skip
def test_a_cbc_that_is_flagged_unjudged_or_old_is_decided(
    change: dict[str, str], detail: str
) -> None:
    ward = ward_with("cbc").answers_check("cbc", NORMAL_CBC | change)
    assert ward.requirement("cbc").detail == detail
    ward.decides("cbc", words="known, stable")
    assert ward.requirement("cbc").state is State.OVERRIDDEN


def test_a_cbc_of_30_days_ago_is_within() -> None:
    ward = ward_with("cbc").answers_check("cbc", NORMAL_CBC | {"date": "2026-10-24"})
    assert ward.requirement("cbc").state is State.MET


@pytest.mark.parametrize("flag", ["pending", "not_done"])
def test_a_result_that_comes_later_is_simply_entered(flag: str) -> None:
    ward = ward_with("cbc").answers_check("cbc", {"flag": flag})
    assert ward.requirement("cbc").detail == f"{flag.replace('_', ' ')}: a prescriber decides"
    ward.answers_check("cbc", NORMAL_CBC)
    assert ward.requirement("cbc").state is State.MET


def test_a_cbc_counts_to_the_courses_first_dose_on_its_later_days() -> None:
    ward = ward_with("cbc")
    old = NORMAL_CBC | {"date": "2026-10-24"}
    second_day(ward, answers=lambda: ward.answers_check("cbc", old))
    item = ward.requirement("cbc")
    assert (item.state, item.detail) == (State.MET, "212 10³/µL, 24 Oct 2026")


def test_a_newer_sample_replaces_a_flagged_one_and_another_word_on_the_same_does_not() -> None:
    ward = ward_with("cbc").answers_check("cbc", NORMAL_CBC | {"flag": "low"})
    ward.refuses("correct_instead").answers_check("cbc", NORMAL_CBC)
    ward.answers_check("cbc", NORMAL_CBC | {"date": "2026-11-20"})
    assert ward.requirement("cbc").state is State.MET


def test_a_result_corrected_after_the_decision_is_decided_again() -> None:
    ward = ward_with("cbc").answers_check("cbc", NORMAL_CBC | {"flag": "low"})
    wrong = ward.entry.mark
    ward.decides("cbc")
    right = NORMAL_CBC | {"flag": "low", "value": "21"}
    ward.corrects(wrong, values={"value": right})
    assert ward.requirement("cbc").detail.startswith("21 10³/µL, 12 Nov 2026, flagged low: a pre")
    assert said(ward) == ["CBC: 21 10³/µL, 12 Nov 2026, flagged low"]


# ------------------------------------------------------------------------ since the last infusion


def test_a_rash_since_yesterday_is_noted_decided_and_said() -> None:
    ward = second_day(ward_with("since_rash"))
    ward.answers_check("since_rash", "yes")
    noted = [item.fact for item in ward.done.entries if isinstance(item.fact, SymptomNoted)]
    assert [(item.symptom, item.since) for item in noted] == [("rash", date(2026, 11, 23))]
    assert said(ward, "symptom_noted") == ["Rash, since the infusion of 23 Nov 2026"]
    ward.refuses("details_first").decides("since_rash")
    ward.answers_check("since_rash", "both arms", "where")
    ward.decides("since_rash", words="contact dermatitis")
    assert said(ward) == ["Rash: yes", "Rash: yes. Both arms"]
    assert said(ward, "check_decided") == [
        "Rash: yes. Both arms. Dr. Amari, in person: go on. Contact dermatitis"
    ]
    assert ward.requirement("since_rash").state is State.OVERRIDDEN


def test_no_rash_passes_and_asks_no_details() -> None:
    ward = second_day(ward_with("since_rash")).answers_check("since_rash", "no")
    assert ward.requirement("since_rash").state is State.MET
    ward.refuses("not_asked").answers_check("since_rash", "both arms", "where")


def test_not_today_can_be_said_before_the_details() -> None:
    ward = second_day(ward_with("since_rash")).answers_check("since_rash", "yes")
    ward.decides("since_rash", "not_today", words="come back tomorrow")
    assert "not today" in ward.requirement("since_rash").detail


def test_a_detail_written_after_the_decision_asks_for_it_again() -> None:
    ward = second_day(ward_with("since_rash")).answers_check("since_rash", "yes")
    ward.answers_check("since_rash", "both arms", "where").decides("since_rash")
    ward.answers_check("since_rash", "both arms and the tongue", "where")
    assert ward.requirement("since_rash").state is State.OPEN


def test_a_stroke_sign_since_yesterday_is_a_stroke_sign() -> None:
    ward = second_day(ward_with("since_stroke")).answers_check("since_stroke", "yes")
    assert [item.fact.signs for item in ward.done.entries if isinstance(item.fact, StrokeSignsFound)] == [("arm",)]  # fmt: skip
    assert len(ward.session.stroke_signs) == 1


def test_a_sign_that_is_still_there_nobody_decides_away() -> None:
    ward = second_day(ward_with("since_stroke")).answers_check("since_stroke", "yes")
    ward.answers_check("since_stroke", "there", "still_there")
    assert ward.requirement("since_stroke").detail == "yes. Still there: press STROKE SIGNS"


def test_a_decision_not_to_go_on_outlives_the_question_it_was_about() -> None:
    ward = second_day(ward_with("since_stroke")).answers_check("since_stroke", "yes")
    root = ward.entry.mark
    ward.answers_check("since_stroke", "passed", "still_there")
    ward.decides("since_stroke", "not_today", field="still_there", words="MRI first")
    ward.corrects(root, "misheard", values={"value": "no"})
    assert (
        ward.requirement("since_stroke").detail
        == "08:00 Dr. Amari, in person: not today. MRI first"
    )


def test_what_was_noted_with_an_answer_is_not_noted_again_with_more() -> None:
    ward = second_day(ward_with("since_skin")).answers_check("since_skin", ["rash"])
    ward.answers_check("since_skin", ["rash", "itching"])
    noted = [fact.symptom for _, fact in ward.session.symptoms]
    assert noted == ["rash", "itching"]


def test_a_correction_does_not_put_more_on_record_by_itself() -> None:
    ward = second_day(ward_with("since_stroke")).answers_check("since_stroke", "no")
    ward.refuses("record_again").corrects(ward.entry.mark, values={"value": "yes"})
    ward.answers_check("since_stroke", "yes")
    assert ward.session.stroke_signs


# ------------------------------------------------------- corrections are no way round a hold


def test_an_answer_that_holds_is_corrected_and_not_given_anew() -> None:
    ward = ward_with("hiv").ready_to_start().answers_check("hiv", "yes")
    held = ward.entry.mark
    assert ward.requirement("hiv").detail == "yes: do not start, tell the prescriber"
    ward.later(minutes=2).refuses("correct_instead").answers_check("hiv", "no")
    assert "(09:26)" in ward.refusal.sentence
    ward.refuses("cannot_override").overrides("hiv").refuses("cannot_override").decides("hiv")
    ward.corrects(held, "the wrong patient's result", values={"value": "no"}).start()
    row = next(row for row in ward.rows if row.mark == held)
    assert (row.wrong, row.text) == ("HIV: yes", "HIV: no")


def test_an_answer_corrected_to_a_milder_one_counts_from_the_correction() -> None:
    ward = ward_with("hiv").ready_to_start().answers_check("hiv", "yes")
    held = ward.entry.mark
    ward.at("09:40").corrects(held, values={"value": "no"})
    assert ward.requirement("hiv").at == ward.time("09:40")
    ward.at("09:42").refuses("gate_closed").start(at=ward.time("09:38"))
    ward.start(at=ward.time("09:41"))


def test_a_word_corrected_in_a_mild_answer_counts_from_when_it_was_given() -> None:
    ward = ward_with("companion").infusing().answers_check("companion", "her sitser")
    given, then = ward.entry.mark, ward.now.at
    ward.at("10:40").corrects(given, values={"value": "her sister"})
    assert ward.requirement("companion").at == then


def test_correcting_an_answer_that_was_given_anew_leaves_the_new_one_alone() -> None:
    ward = ward_with("hiv").answers_check("hiv", "unknown")
    first = ward.entry.mark
    ward.at("08:05").answers_check("hiv", "no").at("08:10").corrects(first, values={"value": "no"})
    assert ward.requirement("hiv").at == ward.time("08:05")


def test_a_mis_tap_is_put_right_at_once_by_whoever_made_it() -> None:
    ward = ward_with("hiv").answers_check("hiv", "yes")
    ward.refuses("correct_instead").answers_check("hiv", "no", slip=True, by=LIND)
    ward.answers_check("hiv", "no", slip=True)
    assert said(ward) == ["HIV: yes", "HIV: no"]


def test_what_was_decided_on_is_no_mis_tap() -> None:
    ward = ward_with("screening").answers_check("screening", "yes", "kidney")
    ward.decides("screening", "not_today", field="kidney")
    ward.refuses("correct_instead").answers_check("screening", "no", "kidney", slip=True)


def test_unknown_is_answered_anew_once_it_is_known() -> None:
    ward = ward_with("hiv").answers_check("hiv", "unknown")
    assert ward.requirement("hiv").detail == "unknown: ask, or test"
    ward.answers_check("hiv", "no")
    assert ward.requirement("hiv").state is State.MET


def test_a_graver_answer_is_always_taken() -> None:
    ward = ward_with("hiv").answers_check("hiv", "no").answers_check("hiv", "yes")
    assert ward.requirement("hiv").state is State.OPEN


def test_the_same_answer_twice_is_recorded_once() -> None:
    ward_with("hiv").answers_check("hiv", "no").refuses("already_done").answers_check("hiv", "no")


def test_an_answer_struck_out_is_missing_again() -> None:
    ward = ward_with("hiv").answers_check("hiv", "no")
    ward.corrects(ward.entry.mark, "another patient's", strike=True)
    assert "hiv" in ward.still_open


@pytest.mark.parametrize("decision", ["not_today", "wait"])
def test_a_decision_not_to_go_on_is_lifted_by_a_prescriber_only(decision: str) -> None:
    ward = ward_with("screening").answers_check("screening", "yes", "kidney")
    answer = ward.entry.mark
    ward.decides("screening", decision, field="kidney", words="the nephrologist")
    decided = ward.entry.mark
    ward.refuses("not_strikeable").corrects(decided, strike=True)
    ward.refuses("record_again").corrects(decided, values={"said": "go_on"})
    ward.corrects(answer, "asked again", values={"value": "no"})
    assert "nephrologist" in ward.requirement("screening").detail
    ward.corrects(answer, "asked again", strike=True)
    assert "nephrologist" in ward.requirement("screening").detail
    ward.decides("screening", field="kidney", words="creatinine is fine")
    assert ward.requirement("screening").detail == "0 of 9 answered"


def test_what_a_prescriber_refused_no_nurse_allows() -> None:
    ward = ward_with("hepatitis").answers_check("hepatitis", "carrier")
    wrong = ward.entry.mark
    ward.decides("hepatitis", "not_today").corrects(wrong, values={"value": "low_risk"})
    assert ward.requirement("hepatitis").rule.override is Override.PRESCRIBER
    ward.refuses("missing").decides("hepatitis", decided_by="", how=None)


def test_a_decision_to_go_on_may_be_struck_out_and_shuts_the_gate() -> None:
    ward = ward_with("screening").answers_check("screening", "yes", "kidney")
    ward.decides("screening", field="kidney").corrects(ward.entry.mark, strike=True)
    assert "a prescriber decides" in ward.requirement("screening").detail


def test_a_nurses_reason_is_not_corrected_into_a_prescribers_decision() -> None:
    ward = ward_with("education").answers_check("education", "not_yet")
    ward.decides("education", decided_by="", how=None)
    ward.refuses("record_again").corrects(ward.entry.mark, values={"how": "in_person"})


def test_each_answer_is_decided_by_itself() -> None:
    ward = ward_with("screening").answers_check("screening", "yes", "kidney")
    ward.answers_check("screening", "yes", "thyroid").decides("screening", field="kidney")
    assert ward.requirement("screening").detail == "Thyroid: yes: a prescriber decides"


@pytest.mark.parametrize("answer", ["no", None])
def test_there_must_be_something_to_decide(answer: str | None) -> None:
    ward = ward_with("screening")
    if answer:
        ward.answers_check("screening", answer, "kidney")
    ward.refuses("nothing_to_decide").decides("screening", field="kidney")


# --------------------------------------------------------------------- what stands beyond the day


def test_an_answer_of_the_course_is_not_asked_again_and_one_of_the_day_is() -> None:
    ward = ward_with("hiv", "education")

    def answers() -> None:
        ward.answers_check("hiv", "no").answers_check("education", "yes")

    second_day(ward, answers=answers)
    assert "hiv" not in ward.still_open
    assert "education" in ward.still_open, "nothing is filled in from an earlier day"


def test_the_latest_answer_of_the_course_stands() -> None:
    ward = ward_with("hiv")
    second_day(ward, answers=lambda: ward.answers_check("hiv", "no"))
    ward.answers_check("hiv", "yes")
    assert ward.requirement("hiv").detail == "yes: do not start, tell the prescriber"


def test_the_latest_decision_of_the_course_stands() -> None:
    ward = ward_with("screening").answers_check("screening", "yes", "kidney")
    ward.decides("screening", "wait", field="kidney", words="the creatinine").cancels()
    ward.at("10:00").arrives(id="doe-1b")
    assert "wait for the creatinine" in ward.requirement("screening").detail
    ward.decides("screening", field="kidney", words="0.9 mg/dL")
    assert ward.requirement("screening").detail == "1 of 9 answered"


def test_an_answer_corrected_on_its_own_day_is_corrected_today() -> None:
    ward = ward_with("hiv")
    versions: list[str] = []

    def answers() -> None:
        versions.append(ward.answers_check("hiv", "no").entry.mark)

    second_day(ward, answers=answers)
    ward.id = "doe-1"
    ward.corrects(versions[0], "the test was positive", values={"value": "yes"})
    ward.id = "doe-2"
    assert ward.requirement("hiv").detail == "yes: do not start, tell the prescriber"
    ward.refuses("correct_instead").answers_check("hiv", "no")
    assert "23 Nov 2026" in ward.refusal.sentence


def test_a_decision_stands_as_long_as_the_answer_it_is_about() -> None:
    ward = ward_with("screening")

    def answers() -> None:
        for field in asked("screening", ward.pack).fields:
            if field.after is None and field.key != "kidney":
                ward.answers_check("screening", "clear" if field.key == "tb" else "no", field.key)
        ward.answers_check("screening", "yes", "kidney").decides("screening", field="kidney")

    second_day(ward, answers=answers)
    assert ward.requirement("screening").state is State.OVERRIDDEN


def test_an_answer_given_on_a_day_that_was_cancelled_stands_for_the_course() -> None:
    ward = ward_with("hiv").answers_check("hiv", "yes").cancels()
    ward.at("09:00").arrives(id="doe-1b")
    assert ward.requirement("hiv").detail == "yes: do not start, tell the prescriber"


def test_a_weight_counts_for_its_days() -> None:
    ward = ward_with("weight", "hiv").answers_check("weight", {"number": 61.5, "unit": "kg"})
    ward.cancels().at("+30d 08:00").arrives(id="doe-2", gap_allowed_by="Dr. A", gap_reason="flu")
    assert ward.requirement("weight").detail == "Weight 61.5 kg"
    ward.cancels().at("+31d 08:00").arrives(id="doe-3", gap_allowed_by="Dr. A", gap_reason="flu")
    assert "weight" in ward.still_open


def test_another_course_asks_again(pack: Pack) -> None:
    ward = ward_with("hiv").answers_check("hiv", "no").ready_to_start()
    ward.at("09:30").start().at("13:30").end().at("15:30").ready_to_leave().leaves()
    ward.at("+400d 08:00").orders(first_day=ward.now.day).arrives(id="doe-2")
    assert ward.session.course == 2
    assert "hiv" in ward.still_open


# --------------------------------------------------------------- by the record as it stands now


def test_the_gate_of_a_started_day_knows_the_days_before_after_a_correction() -> None:
    ward = ward_with("prior_day", "hiv")
    second_day(ward, answers=lambda: ward.answers_check("hiv", "no"))
    ward.ready_to_start(day="+1d ").at("+1d 09:30").start()
    ward.at("+1d 09:45").takes_vitals(sbp=131).corrects(ward.entry.mark, values={"sbp": 113})
    assert gates.not_met_at_start(ward.session, ward.now, ward.pack) == ()


def test_a_check_first_asked_after_the_start_stands_as_it_is() -> None:
    ward = ward_with("could_be_pregnant", "pregnancy_test").ready_to_start()
    ward.answers_check("could_be_pregnant", "no").at("09:30").start()
    ward.at("09:45").takes_vitals(sbp=131).corrects(ward.entry.mark, values={"sbp": 113})
    ward.answers_check("could_be_pregnant", "yes").answers_check("pregnancy_test", "negative")
    assert ward.requirement("pregnancy_test").state is State.MET


def test_what_a_correction_shows_to_have_been_asked_was_not_met_at_the_start() -> None:
    ward = ward_with("could_be_pregnant", "pregnancy_test").ready_to_start()
    no = ward.answers_check("could_be_pregnant", "no").entry.mark
    ward.at("09:30").start().corrects(no, "misheard", values={"value": "unknown"})
    ward.at("10:00").answers_check("pregnancy_test", "negative")
    assert gates.not_met_at_start(ward.session, ward.now, ward.pack) == ("Pregnancy test",)


def test_an_answer_that_turns_out_to_hold_is_not_met_at_the_start() -> None:
    ward = ward_with("hiv").ready_to_start().answers_check("hiv", "no")
    answer = ward.entry.mark
    ward.at("09:30").start().corrects(answer, "mixed up", values={"value": "yes"})
    assert gates.not_met_at_start(ward.session, ward.now, ward.pack) == ("HIV infection",)


# ----------------------------------------------------------------------------- what is no answer


@pytest.mark.parametrize(
    ("check", "field", "value", "code"),
    [
        ("coffee", "x", "no", "unknown_check"),
        ("hiv", "coffee", "no", "unknown_check"),
        ("hiv", "hiv", "maybe", "answer"),
        ("hiv", "hiv", True, "answer"),
        ("hiv", "hiv", ["no"], "answer"),
        ("hiv", "hiv", None, "answer"),
        ("weight", "weight", 61.5, "answer"),
        ("weight", "weight", {"number": 61.5, "unit": "stone"}, "answer"),
        ("weight", "weight", {"number": 6.15, "unit": "kg"}, "answer"),
        ("weight", "weight", {"number": 661, "unit": "lb"}, "answer"),
        ("weight", "weight", {"number": "61.5", "unit": "kg"}, "answer"),
        ("weight", "weight", {"number": 10**400, "unit": "kg"}, "answer"),
        ("weight", "weight", {"number": float("nan"), "unit": "kg"}, "not_a_number"),
        ("companion", "who", "  ", "answer"),
        ("companion", "who", 4, "answer"),
        ("companion", "who", "x" * 201, "too_long"),
        ("companion", "who", "her\x00sister", "hidden_character"),
        ("next_visit", "on", "soon", "answer"),
        ("next_visit", "reviewed", [], "answer"),
        ("next_visit", "reviewed", ["dose", "coffee"], "answer"),
        ("cbc", "platelets", {"flag": "fine"}, "answer"),
        ("cbc", "platelets", NORMAL_CBC | {"flag": "no_range"}, "answer"),
        ("cbc", "platelets", NORMAL_CBC | {"value": " "}, "answer"),
        ("cbc", "platelets", NORMAL_CBC | {"unit": "g"}, "answer"),
        ("cbc", "platelets", NORMAL_CBC | {"date": None}, "answer"),
        ("cbc", "platelets", NORMAL_CBC | {"date": "2026-11-24"}, "future"),
        ("cbc", "platelets", NORMAL_CBC | {"colour": "red"}, "answer"),
        ("screening", "bleeding_drug", {"drug": " "}, "answer"),
        ("screening", "bleeding_drug", "aspirin", "answer"),
    ],
)
def test_what_is_no_answer_is_refused_when_given(
    check: str, field: str, value: Any, code: str
) -> None:
    ward = open_ward(pack=all_checks()).arrives()
    ward.refuses(code).answers_check(check, value, field)
    assert ward.refusal.sentence.endswith((".", "?"))


@pytest.mark.parametrize(
    ("check", "field", "good", "bad", "code"),
    [
        ("hiv", "hiv", "no", "maybe", "answer"),
        ("hiv", "hiv", "no", ["no"], "answer"),
        ("companion", "who", "her sister", " ", "missing"),
        ("weight", "weight", {"number": 61.5, "unit": "kg"}, {"number": 615, "unit": "kg"}, "answer"),
        ("cbc", "platelets", NORMAL_CBC, NORMAL_CBC | {"date": "2027-01-01"}, "future"),
    ],
)  # fmt: skip
def test_the_same_is_refused_when_it_is_corrected(
    check: str, field: str, good: Any, bad: Any, code: str
) -> None:
    ward = open_ward(pack=all_checks()).arrives().answers_check(check, good, field)
    ward.refuses(code).corrects(ward.entry.mark, values={"value": bad})


def test_an_answer_is_not_corrected_into_that_of_another_check() -> None:
    ward = ward_with("hiv", "education").answers_check("hiv", "no")
    ward.refuses("record_again").corrects(ward.entry.mark, values={"check": "education", "field": "understood", "value": "yes"})  # fmt: skip


def test_a_date_to_come_is_taken_where_one_is_asked_for() -> None:
    ward = ward_with("next_visit").answers_check("next_visit", "2026-12-21", "on")
    ward.answers_check("next_visit", ["tests", "dose"], "reviewed")
    assert said(ward) == ["Next visit: 21 Dec 2026", "Next visit: next dose, monthly tests"]


def test_a_check_sentence_is_said_once_its_last_answer_is_there() -> None:
    ward = ward_with("iv_access").answers_check("iv_access", "left_forearm", "site")
    ward.answers_check("iv_access", "g22", "gauge").answers_check("iv_access", "yes", "patent")
    assert said(ward) == [
        "IV site: left forearm",
        "IV gauge: 22 G",
        "IV left forearm, 22 G, flushes: yes",
    ]
    assert ward.requirement("iv_access").detail == "IV left forearm, 22 G, flushes: yes"


def test_a_line_that_does_not_flush_holds_until_it_does() -> None:
    ward = ward_with("iv_access").answers_check("iv_access", "no", "patent")
    assert (
        ward.requirement("iv_access").detail == "IV flushes: no: do not start, tell the prescriber"
    )
    ward.answers_check("iv_access", "yes", "patent")
    assert "ask: IV site, IV gauge" in ward.requirement("iv_access").detail


def test_a_medicine_is_said_with_its_question() -> None:
    ward = ward_with("screening").answers_check("screening", "yes", "bleeding")
    ward.answers_check(
        "screening", {"drug": "aspirin", "dose": "81 mg", "when": "last 14 Nov"}, "bleeding_drug"
    )
    assert said(ward)[-1] == "Blood thinner: yes. Aspirin 81 mg, last 14 Nov"


def test_an_answer_under_rules_that_no_longer_ask_is_said_as_it_stands(pack: Pack) -> None:
    ward = ward_with("hiv").answers_check("hiv", "no")
    ward.pack = pack
    assert said(ward) == ["Hiv: no"]


# ------------------------------------------------------------------------------ the earlier days


def test_a_look_at_a_session_costs_the_same_however_many_days_lie_before_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ward = ward_with("hiv")
    asked: list[str] = []
    execute = ward.journal.execute

    def counted(sql: str, values: Any = ()) -> list[tuple[Any, ...]]:
        asked.append(sql)
        return execute(sql, values)

    monkeypatch.setattr(ward.journal, "execute", counted)

    def statements() -> int:
        ward.desk.session(ward.id)
        asked.clear()
        ward.desk.session(ward.id)
        return len(asked)

    first = statements()
    second_day(ward, answers=lambda: ward.answers_check("hiv", "no"))
    assert len(ward.session.earlier) == 1
    assert statements() == first


def test_what_is_recorded_of_an_earlier_day_shows_beside_this_one_at_once() -> None:
    ward = ward_with("hiv")
    second_day(ward, answers=lambda: ward.answers_check("hiv", "no"))
    before = ward.session.earlier[0].version
    ward.for_session("doe-1").notes("called: no fever")
    assert ward.for_session("doe-2").session.earlier[0].version == before + 1
