"""The timeline: one row for each entry, in the order things happened, in a nurse's words."""

from __future__ import annotations

from app.models import facts
from app.models.day.sentence import say
from app.models.facts import KINDS
from tests.ward import Ward

NOT_OF_A_SESSION = {
    "unit_set_up",
    "epoch_begun",
    "rules_adopted",
    "staff_enrolled",
    "staff_removed",
    "pin_refused",
    "pin_accepted",
    "signed_in",
    "signed_out",
    "patient_registered",
    "course_ordered",
    "entry_corrected",
}


def test_every_kind_of_a_session_has_words_and_a_place() -> None:
    from app.models.day.apply import apply

    for name, kind in KINDS.items():
        if name not in NOT_OF_A_SESSION:
            assert say.dispatch(kind) is not say.dispatch(object), name
        if name not in NOT_OF_A_SESSION - {"entry_corrected"} | {"session_opened"}:
            assert apply.dispatch(kind) is not apply.dispatch(object), name


def test_a_whole_day_reads_like_one(ward: Ward) -> None:
    ward.infusing().at("11:00").pause("line", note="flushed").at("11:20").resume()
    ward.at("13:50").end(given_ml=101.2).at("15:50").ready_to_leave().leaves()
    said = [row.text for row in ward.rows]
    assert said[0] == "Arrived at chair 1: course 1, day 1 of 5"
    assert "Infusion started: 101.2 mL at 25.3 mL/h" in said
    assert "Paused: IV line or site, flushed" in said
    assert "Infusion ended, 101.2 mL on the pump" in said
    assert said[-1] == "Discharged"
    assert all(row.by in ("osei", "lind") for row in ward.rows)


def test_a_row_for_every_entry_that_is_no_correction(ward: Ward) -> None:
    ward.observing().at("13:31").takes_vitals()
    ward.corrects(ward.entry.mark, strike=True).notes()
    entries = [e for e in ward.session.entries if not isinstance(e.fact, facts.EntryCorrected)]
    assert {row.mark for row in ward.rows} == {entry.mark for entry in entries}
    assert len(ward.rows) == len(entries)


def test_what_was_written_later_stands_where_it_happened(ward: Ward) -> None:
    ward.infusing().at("10:30").notes("late", at=ward.time("10:00"), late_reason="phone")
    ward.at("10:31").notes("now")
    row = next(row for row in ward.rows if row.text == "late")
    assert row.late_reason == "phone"
    assert row.written_at > row.at
    assert [r.text for r in ward.rows][-2:] == ["late", "now"]


def test_a_corrected_time_moves_the_row_and_shows_the_wrong_one(ward: Ward) -> None:
    ward.infusing().at("10:00").notes("first").at("10:10").notes("second")
    wrong = ward.entry
    ward.corrects(wrong.mark, "looked at the wrong clock", occurred_at=ward.time("09:50"))
    row = next(row for row in ward.rows if row.mark == wrong.mark)
    assert row.wrong_at == wrong.occurred_at
    assert row.wrong == ""
    assert [r.text for r in ward.rows][-2:] == ["second", "first"]
