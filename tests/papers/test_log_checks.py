"""What checks leave on the day's log."""

from __future__ import annotations

from app.papers.daily_log.exceptions import exceptions
from tests.packs import pack_with
from tests.ward import Ward, open_ward


def marks(ward: Ward, *names: str) -> list[str]:
    """The sentences of the log's exceptions of these kinds."""
    found = exceptions(ward.session, ward.pack, ward.now)
    return [item.sentence for item in found if item.mark in names]


def test_every_decision_stands_on_the_log_also_one_that_was_overtaken() -> None:
    ward = open_ward(pack=pack_with("screening")).arrives()
    ward.answers_check("screening", "yes", "kidney")
    ward.at("08:12").decides("screening", "wait", field="kidney", words="the creatinine")
    ward.at("08:40").decides("screening", field="kidney", words="0.9 mg/dL")
    assert marks(ward, "DECIDED") == [
        "08:12 Kidney: yes. Dr. Amari, in person: wait for the creatinine.",
        "08:40 Kidney: yes. Dr. Amari, in person: go on. 0.9 mg/dL.",
    ]


def test_an_answer_that_held_and_was_corrected_stands_on_the_log_with_both() -> None:
    ward = open_ward(pack=pack_with("hiv")).arrives().answers_check("hiv", "yes")
    assert marks(ward, "HOLD CORRECTED") == []
    ward.corrects(ward.entry.mark, "another patient's result", values={"value": "no"})
    assert marks(ward, "HOLD CORRECTED") == ["HIV: yes → HIV: no: another patient's result."]


def test_an_answer_that_held_and_was_struck_out_stands_on_the_log() -> None:
    ward = open_ward(pack=pack_with("hiv")).arrives().answers_check("hiv", "yes")
    ward.corrects(ward.entry.mark, "wrong patient", strike=True).answers_check("hiv", "no")
    assert marks(ward, "HOLD CORRECTED") == ["HIV: yes → struck out: wrong patient."]


def test_a_hold_that_was_tapped_anew_stands_on_the_log_too() -> None:
    ward = open_ward().arrives()
    ward.at("08:06").answers_check("contraindications", "unknown", "infection")
    ward.answers_check("contraindications", "yes", "infection")
    assert marks(ward, "HOLD CORRECTED") == []
    ward.at("08:07").answers_check("contraindications", "no", "infection", slip=True)
    assert marks(ward, "HOLD CORRECTED") == [
        "08:06 Infection: yes → 08:07 Infection: no: tapped anew."
    ]


def test_what_was_not_known_at_first_is_no_exception() -> None:
    ward = open_ward().arrives().answers_check("contraindications", "unknown", "infection")
    ward.answers_check("contraindications", "no", "infection")
    assert marks(ward, "HOLD CORRECTED") == []


def test_a_corrected_answer_that_never_held_is_no_exception_of_its_own() -> None:
    ward = open_ward(pack=pack_with("companion")).arrives().answers_check("companion", "sitser")
    ward.corrects(ward.entry.mark, values={"value": "sister"})
    assert marks(ward, "HOLD CORRECTED", "DECIDED") == []


def test_an_unanswered_check_let_pass_is_an_override_and_a_decided_one_is_not() -> None:
    ward = open_ward(pack=pack_with("education")).arrives().overrides("education")
    assert marks(ward, "OVERRIDE") == ["Signs reviewed: Dr. Amari: seen and decided."]
    ward.answers_check("education", "not_yet").decides("education", decided_by="", how=None)
    assert marks(ward, "OVERRIDE") == []
    assert len(marks(ward, "DECIDED")) == 1


def test_a_check_unmet_by_the_record_as_it_stands_is_named() -> None:
    ward = open_ward(pack=pack_with("hiv")).arrives().ready_to_start().answers_check("hiv", "no")
    answer = ward.entry.mark
    ward.at("09:30").start().corrects(answer, "mixed up", values={"value": "yes"})
    assert marks(ward, "NOT MET") == ["At the start, by the record as it stands: HIV infection."]
