"""What a check says away from its own panel: on the session's screen and on the board."""

from __future__ import annotations

from app.ui.board.words import tile
from app.ui.checks import words as checks_words
from tests.packs import all_checks, pack_with
from tests.ward import Ward, seated_ward


def view(ward: Ward, key: str) -> checks_words.CheckView:
    """The panel's view of a check."""
    session, pack = ward.session, ward.pack
    check = pack.check(key)
    assert check
    patient = ward.shift.patient_of(session)
    return checks_words.view(check, session, patient, ward.clock.now(), pack, {})


def test_a_tile_names_a_check_by_its_short_word() -> None:
    ward = seated_ward(pack=pack_with("iv_access"))
    ward.checks_in()
    ward.at("08:07").takes_vitals()
    shown = tile(ward.session, "DOE, Jan", ward.clock.now(), ward.pack)
    assert shown.line.startswith("IV · ")


def test_the_next_question_is_the_first_unanswered_one_that_is_needed() -> None:
    ward = seated_ward(pack=all_checks())
    ward.answers_check("answers_today", "Dr. Chen", "name")
    marks = {line.key: line.mark for line in view(ward, "answers_today").lines}
    assert marks == {
        "name": checks_words.Mark.NONE,
        "number": checks_words.Mark.NEXT,
        "cover": checks_words.Mark.NONE,
    }


def test_who_answers_today_is_offered_first_as_who_decides() -> None:
    ward = seated_ward(pack=all_checks())
    ward.answers_check("answers_today", "Dr. Chen", "name")
    ward.answers_check("screening", "yes", "kidney")
    (waiting,) = view(ward, "screening").waiting
    assert [option.label for option in waiting.deciders] == ["Dr. Chen", "Dr. Amari", "Other …"]


def test_a_flag_that_only_follows_is_not_offered() -> None:
    (line,) = view(seated_ward(pack=all_checks()), "cbc").lines
    assert "no_range" not in {option.key for option in line.options}


def test_an_answer_of_an_earlier_day_says_which() -> None:
    ward = seated_ward(pack=all_checks())
    ward.answers_check("hiv", "no", "hiv")
    ward.cancels("fever")
    ward.arrives(id="s2")
    session = ward.desk.session("s2")
    check = ward.pack.check("hiv")
    assert session
    assert check
    patient = ward.shift.patient_of(session)
    now = ward.clock.now()
    roster = ward.desk.staff_by_id()
    (line,) = checks_words.view(check, session, patient, now, ward.pack, roster).lines
    assert (line.value, line.second, line.entry) == ("no", "23 Nov · R.O.", "")
