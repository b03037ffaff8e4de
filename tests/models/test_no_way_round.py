"""No way round a gate: not by a correction, an old decision, another day or another's eyes."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from app.models.day import alarms, gates, infusion, observation
from app.models.day.alarms import AcknowledgeAlarm
from app.models.day.correction import CorrectEntry
from app.models.facts import Identifier, StrokeCheck
from app.models.rules.rule import Priority
from tests.ward import LIND, ZONE, Ward, open_ward


def entry(ward: Ward, kind: str) -> str:
    """The mark of the last entry of a kind."""
    return ward.last(kind)


# ------------------------------------------------------------------------- an old decision


def test_what_a_prescriber_let_pass_was_the_set_they_knew(ward: Ward) -> None:
    ward.observing().at("15:15").takes_vitals(sbp=185, confirmed=True)
    ward.ready_to_leave(without=["last_vitals"]).overrides("last_vitals").at("15:30")
    ward.takes_vitals(sbp=210, confirmed=True)
    ward.refuses("gate_closed").leaves()
    assert ward.refusal.open == ("last_vitals",)
    ward.overrides("last_vitals").leaves()


def test_leaving_early_is_not_decided_before_the_end(ward: Ward) -> None:
    ward.infusing().refuses("not_ended").overrides("observation", told_of_risk=True)
    ward.at("13:30").end().overrides("observation", told_of_risk=True)


def test_what_is_met_is_not_overridden_beforehand(ward: Ward) -> None:
    ward.ready_to_start().refuses("already_done").overrides("bag_check")


def test_a_bag_let_pass_unchecked_and_corrected_is_another_bag(ward: Ward) -> None:
    ward.ready_to_start(without=["bag_check"]).overrides("bag_check")
    ward.corrects(entry(ward, "bag_prepared"), values={"lot": "F1234B"})
    assert ward.still_open == {"bag_check"}


# ------------------------------------------------------------------------- other people's eyes


def test_who_corrected_the_bag_does_not_check_it(ward: Ward) -> None:
    ward.ready_to_start(without=["bag_check"])
    correction = CorrectEntry(
        session=ward.id,
        entry=entry(ward, "bag_prepared"),
        reason="misread",
        values={"lot": "F1234B"},
    )
    ward.ask(correction, by=LIND)
    ward.refuses("same_person").checks_bag(lot="F1234B", by=LIND)


def test_another_bag_is_checked_by_whoever_had_no_hand_in_it(ward: Ward) -> None:
    ward.ready_to_start(without=["bag_check"])
    correction = CorrectEntry(
        session=ward.id, entry=entry(ward, "bag_prepared"), reason="misread", values={"lot": "F2"}
    )
    ward.ask(correction, by=LIND)
    ward.prepares_bag(lot="F3").checks_bag(lot="F3", by=LIND)


def test_a_bag_is_not_checked_before_it_is_made(ward: Ward) -> None:
    """An old bag does not become a fresh and checked one by another time of dilution."""
    ward.ready_to_start().at("17:30").takes_vitals()
    assert ward.still_open == {"bag"}
    ward.corrects(entry(ward, "bag_prepared"), occurred_at=ward.time("17:00"))
    assert ward.still_open == {"bag_check"}


def test_the_bag_that_was_replaced_is_corrected_for_itself(ward: Ward) -> None:
    ward.ready_to_start(without=["bag_check"])
    first = entry(ward, "bag_prepared")
    ward.prepares_bag(lot="F2").checks_bag(lot="F2").corrects(first, values={"lot": "F1"})
    assert ward.still_open == set()


# ------------------------------------------------------------------------------- corrections


@pytest.mark.parametrize("left", [[], ["name"], ["mrn", "mrn"]])
def test_an_identity_is_not_corrected_into_none(ward: Ward, left: list[str]) -> None:
    ward.arrives().identifies(Identifier.NAME, Identifier.MRN)
    ward.refuses("two_identifiers").corrects(ward.entry.mark, values={"identifiers": left})


@pytest.mark.parametrize(
    ("kind", "values", "code"),
    [
        ("premedication_given", {"dose": -5}, "dose"),
        ("premedication_given", {"item": "corticosteroid"}, "record_again"),
        ("premedication_withheld", {"item": "corticosteroid"}, "record_again"),
        ("premedication_finished", {"item": "antiviral"}, "record_again"),
        ("vitals_taken", {"not_taken": {"mood": "asleep"}}, "not_missing"),
        ("vitals_taken", {"stroke_signs": ["face"]}, "sign_or_no_sign"),
    ],
)
def test_what_could_not_be_recorded_is_not_corrected_into_being(
    ward: Ward, kind: str, values: dict[str, Any], code: str
) -> None:
    ward.ready_to_start().refuses(code).corrects(entry(ward, kind), values=values)


def test_an_old_sheet_is_not_corrected_into_a_new_one(ward: Ward) -> None:
    ward.observing("13:30").at("15:20").ready_to_leave().at("15:45")
    ward.corrects(entry(ward, "infusion_ended"), occurred_at=ward.time("13:40"))
    assert ward.session.ended
    ward.refuses("record_again").corrects(
        entry(ward, "sheet_handed_over"), values={"ended_at": ward.session.ended.at}
    )


def test_a_stroke_sign_wants_an_order_whatever_the_pause_is_called(ward: Ward) -> None:
    ward.infusing().at("10:00").sees_stroke_signs("face")
    ward.corrects(entry(ward, "infusion_paused"), values={"reason": "line"})
    ward.refuses("order_missing").resume()
    ward.at("10:05").resume(ordered_by="Dr. Amari").at("10:30").pause().resume()


# ----------------------------------------------------------------- a reaction stays a reaction


def test_a_pause_for_a_reaction_wants_its_order_whatever_its_reason_is_corrected_to(
    ward: Ward,
) -> None:
    ward.infusing().at("10:00").pause("reaction")
    ward.corrects(ward.entry.mark, values={"reason": "line"})
    ward.refuses("order_missing").resume()
    ward.resume(ordered_by="Dr. Amari")


def test_a_pause_corrected_to_a_reaction_and_back_wants_its_order(ward: Ward) -> None:
    ward.infusing().at("10:00").pause("line")
    pause = ward.entry.mark
    ward.corrects(pause, values={"reason": "reaction"}).corrects(pause, values={"reason": "line"})
    ward.refuses("order_missing").resume()


def test_a_struck_stroke_sign_still_wants_its_order(ward: Ward) -> None:
    ward.infusing().at("10:00").sees_stroke_signs("face")
    ward.corrects(ward.entry.mark, "tapped by mistake", strike=True)
    ward.corrects(entry(ward, "infusion_paused"), values={"reason": "line"})
    ward.refuses("order_missing").resume()


def test_a_later_pause_of_another_kind_wants_none(ward: Ward) -> None:
    ward.infusing().at("10:00").pause("reaction").at("10:05").resume(12.6, ordered_by="Dr. Amari")
    ward.corrects(entry(ward, "infusion_paused"), values={"note": "flushing"})
    ward.at("10:30").pause("line").resume(12.6)


# -------------------------------------------------------------- a critical value stays critical


def high_alarms(ward: Ward, *, sounding: bool = True) -> list[str]:
    """The titles of the alarms of high priority: those nobody has seen, or all."""
    found = alarms.sounding if sounding else alarms.alarms
    return [
        alarm.title
        for alarm in found(ward.session, ward.now, ward.pack)
        if alarm.priority is Priority.HIGH
    ]


def sees_alarm(ward: Ward) -> None:
    """Somebody acknowledges the most urgent alarm."""
    alarm = alarms.sounding(ward.session, ward.now, ward.pack)[0]
    ward.ask(AcknowledgeAlarm(session=ward.id, alarm=alarm.key))


def test_a_value_corrected_to_a_critical_one_is_asked_about_and_alarms(ward: Ward) -> None:
    ward.infusing().at("09:45").takes_vitals(sbp=119)
    taken = ward.entry.mark
    ward.refuses("confirm_critical").corrects(taken, values={"sbp": 191})
    assert ward.refusal.sentence == "Critical: systolic 191 mmHg. Read it again, then confirm."
    ward.corrects(taken, values={"sbp": 191}, confirmed=True)
    assert high_alarms(ward) == ["Blood pressure 191/75"]


def test_only_what_becomes_critical_is_asked_about(ward: Ward) -> None:
    ward.infusing().at("09:45").takes_vitals(sbp=184, confirmed=True)
    taken = ward.entry.mark
    ward.corrects(taken, values={"hr": 90}).corrects(taken, occurred_at=ward.time("09:44"))
    ward.refuses("confirm_critical").corrects(taken, values={"sbp": 210})


def test_another_critical_value_is_another_alarm_though_the_first_was_seen(ward: Ward) -> None:
    ward.infusing().at("09:45").takes_vitals(sbp=184, confirmed=True)
    taken = ward.entry.mark
    sees_alarm(ward)
    ward.corrects(taken, values={"sbp": 210}, confirmed=True)
    assert high_alarms(ward) == ["Blood pressure 210/75"]


def test_a_corrected_time_does_not_sound_a_seen_alarm_again(ward: Ward) -> None:
    ward.infusing().at("09:45").takes_vitals(sbp=184, confirmed=True)
    taken = ward.entry.mark
    sees_alarm(ward)
    ward.corrects(taken, occurred_at=ward.time("09:44"))
    assert high_alarms(ward) == []


def test_a_critical_value_alarms_until_the_same_sign_is_measured_again(ward: Ward) -> None:
    ward.infusing().at("09:45").takes_vitals(sbp=184, confirmed=True)
    ward.at("09:50").takes_vitals(sbp=None, not_taken={"sbp": "cuff not at hand"})
    assert high_alarms(ward) == ["Blood pressure 184/75"]
    ward.at("09:55").takes_vitals(sbp=128)
    assert high_alarms(ward) == []


def test_a_new_critical_value_of_another_sign_stands_beside_the_first(ward: Ward) -> None:
    ward.infusing().at("09:45").takes_vitals(sbp=184, confirmed=True)
    sees_alarm(ward)
    ward.at("09:50").takes_vitals(
        sbp=None, not_taken={"sbp": "cuff not at hand"}, spo2=90, confirmed=True
    )
    assert high_alarms(ward) == ["SpO₂ 90 %"]
    assert set(high_alarms(ward, sounding=False)) == {"SpO₂ 90 %", "Blood pressure 184/75"}


def test_a_critical_value_wants_a_fresh_set_also_after_a_set_without_that_sign(ward: Ward) -> None:
    recheck = ward.pack.schedule.recheck_critical_min.value
    ward.infusing().at("10:35").takes_vitals(sbp=184, confirmed=True)
    assert ward.due_at("vitals") == f"10:{35 + recheck}"
    ward.at("10:37").takes_vitals(sbp=None, not_taken={"sbp": "cuff not at hand"})
    assert ward.due_at("vitals") == f"10:{35 + recheck}"


@pytest.mark.parametrize("correction", [{"values": {"sbp": 124}}, {"strike": True}])
def test_a_critical_value_that_was_corrected_still_wants_its_fresh_set(
    ward: Ward, correction: dict[str, Any]
) -> None:
    recheck = ward.pack.schedule.recheck_critical_min.value
    ward.infusing().at("10:30").takes_vitals().at("10:35").takes_vitals(sbp=184, confirmed=True)
    ward.corrects(ward.entry.mark, **correction)
    assert high_alarms(ward) == []
    assert ward.due_at("vitals") == f"10:{35 + recheck}"
    ward.at("10:40").takes_vitals()
    assert ward.due_at("vitals") == "11:00"


def test_nobody_goes_home_on_a_critical_value_that_was_only_corrected(ward: Ward) -> None:
    ward.observing().at("15:25").ready_to_leave(without=["last_vitals"])
    ward.takes_vitals(sbp=184, confirmed=True).corrects(
        entry(ward, "vitals_taken"), values={"sbp": 124}
    )
    ward.at("15:31").refuses("gate_closed").leaves()
    assert ward.refusal.open == ("last_vitals",)
    assert "was critical before the correction" in ward.refusal.sentence
    ward.takes_vitals().leaves()


def test_correcting_the_time_of_an_earlier_set_does_not_clear_a_critical_alarm(ward: Ward) -> None:
    ward.infusing().at("09:45").takes_vitals()
    normal = ward.entry.mark
    ward.at("10:00").takes_vitals(sbp=184, confirmed=True).at("10:05")
    ward.corrects(normal, occurred_at=ward.time("10:03"))
    assert high_alarms(ward) == ["Blood pressure 184/75"]
    ward.takes_vitals()
    assert high_alarms(ward) == []


def test_correcting_the_time_of_an_old_set_does_not_open_the_discharge_gate(ward: Ward) -> None:
    ward.observing().at("15:10").ready_to_leave().at("15:40")
    ward.corrects(entry(ward, "vitals_taken"), occurred_at=ward.time("15:39"))
    ward.refuses("gate_closed").leaves()
    assert set(ward.refusal.open) == {"last_vitals", "last_stroke_check"}
    ward.takes_vitals().leaves()


def test_correcting_the_time_of_an_old_set_does_not_make_it_the_baseline(ward: Ward) -> None:
    ward.ready_to_start().at("10:00")
    assert ward.still_open == {"baseline_vitals", "stroke_check"}
    ward.corrects(entry(ward, "vitals_taken"), occurred_at=ward.time("09:59"))
    assert ward.still_open == {"baseline_vitals", "stroke_check"}


def test_last_vitals_let_pass_were_not_the_ones_corrected_since(ward: Ward) -> None:
    ward.observing().at("15:20").ready_to_leave(without=["last_vitals"])
    ward.takes_vitals(temp=None, not_taken={"temp": "declined"}).at("15:31").overrides(
        "last_vitals"
    ).corrects(entry(ward, "vitals_taken"), values={"sbp": 191}, confirmed=True)
    ward.refuses("gate_closed").leaves()
    assert ward.refusal.open == ("last_vitals",)


# ------------------------------------------------------------------------- a corrected start


def test_what_was_met_only_after_the_corrected_start_is_not_met(ward: Ward) -> None:
    ward.infusing("09:30").at("10:00")
    assert gates.not_met_at_start(ward.session, ward.now, ward.pack) == ()
    ward.corrects(entry(ward, "infusion_started"), occurred_at=ward.time("09:18"))
    assert set(gates.not_met_at_start(ward.session, ward.now, ward.pack)) == {
        "Bag checked by a second person",
        "Baseline vitals",
        "Stroke check",
    }
    ward.corrects(entry(ward, "infusion_started"), occurred_at=ward.time("09:26"))
    assert gates.not_met_at_start(ward.session, ward.now, ward.pack) == ()


def test_what_was_done_again_later_still_counts_for_a_corrected_start(ward: Ward) -> None:
    """Identity asked again at 11:00 does not undo that it was confirmed before the start."""
    ward.infusing("09:30").at("11:00").identifies()
    ward.corrects(entry(ward, "infusion_started"), occurred_at=ward.time("09:28"))
    assert gates.not_met_at_start(ward.session, ward.now, ward.pack) == ()


def test_nothing_becomes_met_before_the_start_by_a_correction(ward: Ward) -> None:
    ward.infusing("09:30").at("10:00")
    ward.corrects(entry(ward, "infusion_started"), occurred_at=ward.time("09:22"))
    unmet = {"Baseline vitals", "Stroke check"}
    assert set(gates.not_met_at_start(ward.session, ward.now, ward.pack)) == unmet
    ward.corrects(entry(ward, "vitals_taken"), occurred_at=ward.time("09:21"))
    assert set(gates.not_met_at_start(ward.session, ward.now, ward.pack)) == unmet


def test_a_bag_corrected_to_after_its_check_was_not_checked(ward: Ward) -> None:
    ward.infusing("09:30").at("10:00")
    ward.corrects(entry(ward, "bag_prepared"), occurred_at=ward.time("09:22"))
    assert gates.not_met_at_start(ward.session, ward.now, ward.pack) == (
        "Bag checked by a second person",
    )


def test_after_the_clock_was_set_back_an_earlier_entry_is_still_put_right(ward: Ward) -> None:
    ward.infusing("09:30").at("11:00").clock_is_set(hours=-2)
    start = entry(ward, "infusion_started")
    ward.corrects(start, occurred_at=ward.time("09:40"))
    assert ward.ran_min == 80
    ward.refuses("future").corrects(start, occurred_at=ward.time("11:01"))


# ------------------------------------------------------------------------------- another day


def test_yesterdays_checks_start_no_pump_today(ward: Ward) -> None:
    ward.ready_to_start(without=["bag", "bag_check", "baseline_vitals"])
    ward.at("+1d 09:00").prepares_bag().checks_bag().takes_vitals()
    ward.refuses("another_day").start()
    assert "Mon 23 Nov" in ward.refusal.sentence


def test_two_doses_never_fall_on_one_calendar_day_though_the_clock_was_a_day_slow() -> None:
    ward = open_ward().infusing().at("10:00").clock_is_set(days=1)
    ward.at("+1d 13:30").end().at("+1d 15:30").ready_to_leave().leaves()
    ward.refuses("dose_today").arrives(id="doe-2")
    ward.at("+2d 08:00").arrives(id="doe-2")
    assert ward.session.day == 2


def test_a_premedication_of_yesterday_does_not_count(ward: Ward) -> None:
    ward.ready_to_start(without=["antiviral"])
    ward.gives("antiviral", at=ward.time("08:00") - timedelta(hours=12), late_reason="at home")
    assert ward.still_open == {"antiviral"}
    assert "22 Nov" in ward.requirement("antiviral").detail


def test_the_age_counts_on_the_day_itself_not_on_the_day_ordered(ward: Ward) -> None:
    ward.registers("kid", mrn="9", born=date(2009, 12, 1)).orders("kid", date(2026, 12, 1))
    ward.refuses("too_young").arrives(
        "kid", chair=2, id="kid-1", gap_allowed_by="Dr. Amari", gap_reason="she travels"
    )


# ------------------------------------------------------------------------- what follows from it


def test_last_known_well_lies_before_the_sign_also_when_it_is_written_later(ward: Ward) -> None:
    ward.infusing().at("10:30").takes_vitals().at("10:40")
    ward.sees_stroke_signs("face", at=ward.time("10:20"), late_reason="with the patient")
    assert ward.entry.fact.last_known_well == ward.time("09:25")  # type: ignore[attr-defined]


def test_milligrams_count_from_what_the_bag_held(ward: Ward) -> None:
    ward.ready_to_start().at("09:30").start(volume_ml=90, rate_ml_h=22.5).at("13:30").end()
    assert infusion.given_mg(ward.session, 90, ward.pack) == pytest.approx(12 * 90 / 101.2)


def test_who_left_early_shows_when_the_end_is_put_right(ward: Ward) -> None:
    ward.observing("13:30").at("15:30").ready_to_leave().leaves()
    assert not observation.left_early(ward.session, ward.pack)
    ward.later(minutes=5).corrects(entry(ward, "infusion_ended"), occurred_at=ward.time("14:00"))
    assert observation.left_early(ward.session, ward.pack)


def test_a_time_in_the_wards_zone_is_reckoned_like_the_same_in_utc() -> None:
    """In the night when summer time ends, vital signs of 70 minutes ago are no baseline."""
    ward = open_ward(start=datetime(2026, 11, 1, 0, 5, tzinfo=ZONE))
    ward.arrives().identifies().authorizes().answers()
    for item in ("corticosteroid", "antiviral", "antihistamine", "antipyretic"):
        ward.gives(item)
    ward.later(minutes=55).prepares_bag().checks_bag().takes_vitals().later(minutes=70)
    ward.refuses("gate_closed").start(at=ward.now.local(ward.now.at))
    assert ward.refusal.open == ("baseline_vitals", "stroke_check")


def test_a_sign_and_no_sign_at_once_cannot_be(ward: Ward) -> None:
    ward.arrives().refuses("sign_or_no_sign").takes_vitals(stroke_signs=("face",))
    ward.refuses("not_missing").takes_vitals(not_taken={"sbp": "refused"})
    ward.refuses("not_missing").takes_vitals(not_taken={"mood": "asleep"})
    ward.takes_vitals(stroke_check=StrokeCheck.NOT_DONE, not_taken={"stroke_check": "asleep"})
