"""The panel of every check by hand: each tap is on record at once, and a decision is asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QWidget

from app.models.facts import CheckDecided, How, Said
from app.papers.discharge_sheet.words import load_words
from app.papers.office import SHEET_WORDS
from app.paths import resources
from app.scenario.aliases import SAID_BACK
from app.ui.asking.wanted import Task, Wanted
from app.ui.checks.panel import CheckPanel
from app.ui.gate.panels import panel_for
from app.ui.widgets.choice import Segmented
from app.ui.widgets.time_chip import TimeChip
from tests.packs import all_checks
from tests.ward import SESSION, Ward, instant, seated_ward

Show = Callable[[Ward, str], CheckPanel]


@pytest.fixture
def ward() -> Ward:
    return seated_ward(pack=all_checks())


@pytest.fixture
def show(qtbot) -> Show:
    def opened(ward: Ward, key: str) -> CheckPanel:
        panel = panel_for(key, ward.shift, SESSION)
        assert isinstance(panel, CheckPanel)
        qtbot.addWidget(panel)
        panel.resize(882, 554)
        panel.show()
        panel.activateWindow()
        assert QTest.qWaitForWindowActive(panel)
        return panel

    return opened


def tap(panel: QWidget, name: str) -> None:
    button = panel.findChild(QAbstractButton, name)
    assert button is not None, name
    assert button.isVisible(), name
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def write(panel: QWidget, name: str, text: str) -> None:
    line = panel.findChild(QLineEdit, f"{name}-input")
    assert line is not None, name
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)


def pick(panel: QWidget, name: str, key: str) -> None:
    box = panel.findChild(QComboBox, f"{name}-input")
    assert box is not None, name
    box.setCurrentIndex(box.findData(key))


def said(panel: QWidget, name: str) -> str:
    part = panel.findChild(QWidget, name)
    if part is None or not part.isVisible():
        return ""
    return part.text() if isinstance(part, QLabel) else part.accessibleName()


def shown(panel: QWidget, name: str) -> bool:
    part = panel.findChild(QWidget, name)
    return part is not None and part.isVisible()


def given(ward: Ward, check: str, field: str) -> Any:
    """What is on record."""
    found = ward.session.checks.get(check, {}).get(field)
    return found.value if found else None


def decided(ward: Ward) -> list[CheckDecided]:
    entries = ward.session.entries
    return [entry.fact for entry in entries if isinstance(entry.fact, CheckDecided)]


# ------------------------------------------------------------------------------------- answering


def test_a_tap_is_on_record_at_once(ward: Ward, show: Show, qtbot) -> None:
    panel = show(ward, "screening")
    assert said(panel, "panel-hint") == "0 of 9 answered. Each answer is saved at once."
    with qtbot.waitSignal(panel.recorded):
        tap(panel, "answer-campath-no")
    assert given(ward, "screening", "campath") == "no"
    assert said(panel, "panel-hint").startswith("1 of 9 answered")
    assert not shown(panel, "decision")


def test_the_answer_that_needs_nothing_stands_left_and_a_yes_is_dark(
    ward: Ward, show: Show
) -> None:
    panel = show(ward, "screening")
    parts = [panel.findChild(QWidget, f"answer-kidney-{key}") for key in ("no", "yes", "unknown")]
    assert parts[0].x() < parts[1].x() < parts[2].x()
    line = panel.findChild(Segmented, "answer-kidney")
    assert line is not None
    assert line._strong == ("yes", "unknown")


def test_the_first_letter_answers_the_next_question(ward: Ward, show: Show) -> None:
    panel = show(ward, "screening")
    QTest.keyClicks(panel, "nnu")
    answers = [given(ward, "screening", key) for key in ("campath", "bleeding", "thyroid")]
    assert answers == ["no", "no", "unknown"]


def test_a_letter_typed_into_a_field_answers_nothing(ward: Ward, show: Show) -> None:
    panel = show(ward, "screening")
    tap(panel, "answer-bleeding-yes")
    write(panel, "answer-bleeding_drug-drug", "nun")
    assert given(ward, "screening", "campath") is None


def test_every_question_is_reached_with_the_keyboard(ward: Ward, show: Show) -> None:
    panel = show(ward, "iv_access")
    first = panel.findChild(QWidget, "answer-site-left_forearm")
    assert first is not None
    first.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(first, Qt.Key.Key_Space)
    for _ in range(5):
        QTest.keyClick(panel.focusWidget(), Qt.Key.Key_Tab)
    assert panel.focusWidget().objectName() == "answer-gauge-g20"
    QTest.keyClick(panel.focusWidget(), Qt.Key.Key_Right)
    QTest.keyClick(panel.focusWidget(), Qt.Key.Key_Space)
    assert ward.session.checks["iv_access"]["gauge"].value == "g22"


def test_details_appear_after_the_answer_that_asks_for_them(ward: Ward, show: Show) -> None:
    panel = show(ward, "screening")
    assert not shown(panel, "question-bleeding_drug")
    tap(panel, "answer-bleeding-yes")
    assert shown(panel, "question-bleeding_drug")
    write(panel, "answer-bleeding_drug-drug", "aspirin")
    write(panel, "answer-bleeding_drug-when", "14 Nov")
    tap(panel, "save-bleeding_drug")
    assert given(ward, "screening", "bleeding_drug") == {"drug": "aspirin", "when": "14 Nov"}
    tap(panel, "answer-bleeding-no")
    assert not shown(panel, "question-bleeding_drug")


def test_what_is_typed_is_saved_with_enter_and_left_alone_by_the_heartbeat(
    ward: Ward, show: Show
) -> None:
    panel = show(ward, "companion")
    write(panel, "answer-who", "her sis")
    panel.refresh_now()
    line = panel.findChild(QLineEdit, "answer-who-input")
    assert line is not None
    QTest.keyClicks(line, "ter")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert given(ward, "companion", "who") == "her sister"


def test_a_number_that_two_people_could_read_differently_is_not_taken(
    ward: Ward, show: Show
) -> None:
    panel = show(ward, "weight")
    tap(panel, "unit-weight-kg")
    for typed in ("1,000", "nan", "61,5,0"):
        write(panel, "answer-weight", typed)
        tap(panel, "save-weight")
        assert "weight" not in ward.session.checks, typed
        assert said(panel, "panel-message"), typed


def test_a_number_needs_its_unit(ward: Ward, show: Show) -> None:
    panel = show(ward, "weight")
    write(panel, "answer-weight", "61,5")
    tap(panel, "save-weight")
    assert "not a unit here" in said(panel, "panel-message")
    assert not shown(panel, "panel-rule")
    tap(panel, "unit-weight-kg")
    tap(panel, "save-weight")
    assert given(ward, "weight", "weight") == {"number": 61.5, "unit": "kg"}
    assert said(panel, "panel-message") == ""


def test_a_date_that_cannot_be_read_is_asked_again(ward: Ward, show: Show) -> None:
    panel = show(ward, "hepatitis")
    tap(panel, "answer-hepatitis-clear")
    write(panel, "answer-tested", "some day")
    tap(panel, "save-tested")
    assert "Enter a date" in said(panel, "panel-message")
    write(panel, "answer-tested", "5 Oct 2026")
    tap(panel, "save-tested")
    assert given(ward, "hepatitis", "tested") == "2026-10-05"


def test_a_result_as_the_lab_printed_it(ward: Ward, show: Show) -> None:
    panel = show(ward, "cbc")
    write(panel, "answer-platelets-value", "212")
    pick(panel, "answer-platelets-unit", "10³/µL")
    write(panel, "answer-platelets-date", "12 Nov 2026")
    write(panel, "answer-platelets-range", "150-400")
    tap(panel, "save-platelets")
    assert "flag as the lab printed it" in said(panel, "panel-message")
    pick(panel, "answer-platelets-flag", "none")
    tap(panel, "save-platelets")
    assert given(ward, "cbc", "platelets") == {
        "value": "212",
        "unit": "10³/µL",
        "date": "2026-11-12",
        "range": "150-400",
        "flag": "none",
    }


def test_a_result_not_there_yet_is_one_tap(ward: Ward, show: Show) -> None:
    panel = show(ward, "cbc")
    tap(panel, "without-platelets-pending")
    assert given(ward, "cbc", "platelets") == {"flag": "pending"}
    assert shown(panel, "decision")


def test_several_are_kept_as_they_are_tapped(ward: Ward, show: Show) -> None:
    panel = show(ward, "next_visit")
    tap(panel, "answer-reviewed-tests")
    tap(panel, "answer-reviewed-dose")
    assert given(ward, "next_visit", "reviewed") == ["dose", "tests"]


def test_who_ordered_the_course_is_one_tap(ward: Ward, show: Show) -> None:
    panel = show(ward, "answers_today")
    tap(panel, "answer-name-0")
    assert given(ward, "answers_today", "name") == "Dr. Amari"


def test_what_the_record_answers_is_shown_and_not_asked(ward: Ward, show: Show) -> None:
    panel = show(ward, "age")
    assert said(panel, "panel-hint") == "Worked out from the record."
    assert said(panel, "words-age") == "40 years"
    assert panel.findChild(QWidget, "answer-age") is None


def test_the_last_days_answer_stands_beside_what_is_open_and_never_in_a_control(
    ward: Ward, show: Show
) -> None:
    ward.answers_check("education", "yes", "understood")
    ward.at("08:10").cancels("fever")
    ward.at("+1d 08:00")
    ward.arrives(id="s2", gap_allowed_by="Dr. Amari", gap_reason="fever")
    panel = panel_for("education", ward.shift, "s2")
    panel.show()
    assert said(panel, "second-understood") == "23 Nov: understood"
    line = panel.findChild(Segmented, "answer-understood")
    assert line is not None
    assert line.choice() is None
    panel.close()


# ------------------------------------------------------------------------- slips and corrections


def test_a_mis_tap_is_put_right_while_the_panel_is_in_sight(ward: Ward, show: Show) -> None:
    panel = show(ward, "hiv")
    tap(panel, "answer-hiv-yes")
    assert said(panel, "second-hiv") == "Do not start, tell the prescriber"
    assert said(panel, "panel-hint").startswith("Nobody goes on with this answer.")
    tap(panel, "answer-hiv-no")
    assert given(ward, "hiv", "hiv") == "no"


def test_once_the_panel_is_left_a_tap_opens_the_correction(ward: Ward, show: Show, qtbot) -> None:
    panel = show(ward, "hiv")
    tap(panel, "answer-hiv-yes")
    mark = ward.session.entries[-1].mark
    panel.hide()
    panel.show()
    with qtbot.waitSignal(panel.asked_for) as asked:
        tap(panel, "answer-hiv-no")
    assert asked.args == [Wanted(Task.CORRECT, mark)]
    assert given(ward, "hiv", "hiv") == "yes"
    line = panel.findChild(Segmented, "answer-hiv")
    assert line is not None
    assert line.choice() == "yes", "the control shows what is on record"
    assert "Correct that entry" in said(panel, "panel-message")


# ---------------------------------------------------------------------------------- decisions


def test_a_yes_asks_for_the_decision_below_and_the_questions_stay_where_they_are(
    ward: Ward, show: Show
) -> None:
    panel = show(ward, "screening")
    before = panel.findChild(QWidget, "question-campath").y()
    tap(panel, "answer-kidney-yes")
    assert said(panel, "decision-title") == "Kidney: yes. The prescriber decides."
    assert said(panel, "second-kidney") == "Needs a prescriber's decision"
    assert panel.findChild(QWidget, "question-campath").y() == before


def test_the_prescribers_decision_is_one_tap_once_it_is_said_who_how_and_what(
    ward: Ward, show: Show, qtbot
) -> None:
    panel = show(ward, "screening")
    tap(panel, "answer-kidney-yes")
    for filled, missing in (
        (lambda: None, "Write what was said."),
        (lambda: write(panel, "decision-words", "creatinine 0.9"), "Tap who decided."),
        (lambda: tap(panel, "decision-by-Dr. Amari"), "Tap how it was said"),
    ):
        filled()
        tap(panel, "decision-go_on")
        qtbot.wait(0)
        assert said(panel, "panel-message").startswith(missing)
        panel.findChild(QAbstractButton, "decision-go_on")._last_tap = 0
    tap(panel, "decision-how-phone")
    tap(panel, "decision-go_on")
    fact = decided(ward)[0]
    assert (fact.decided_by, fact.how, fact.said, fact.words) == (
        "Dr. Amari",
        How.PHONE,
        Said.GO_ON,
        "creatinine 0.9",
    )
    assert not shown(panel, "decision")
    assert said(panel, "second-kidney") == "Dr. Amari 08:00: go on"


def test_a_long_name_is_cut_on_its_button_and_whole_above_the_words(ward: Ward, show: Show) -> None:
    long = "Dr. Maria-Luisa Hernandez-Whitfield"
    ward.answers_check("answers_today", long, "name")
    ward.answers_check("screening", "yes", "kidney")
    panel = show(ward, "screening")
    button = panel.findChild(QWidget, f"decision-by-{long}")
    assert button is not None
    assert button.width() < 140
    tap(panel, f"decision-by-{long}")
    assert panel.decision.words.line.accessibleName() == f"What {long} said, or is waited for"


def test_another_prescriber_is_typed(ward: Ward, show: Show) -> None:
    panel = show(ward, "screening")
    tap(panel, "answer-kidney-yes")
    assert not shown(panel, "decision-name")
    tap(panel, "decision-by-another")
    write(panel, "decision-name", "Dr. Chen")
    tap(panel, "decision-how-in_person")
    write(panel, "decision-words", "the urine dip")
    tap(panel, "decision-wait")
    assert said(panel, "second-kidney") == "Dr. Chen 08:00: wait for the urine dip"
    assert shown(panel, "decision"), "it stays open until somebody decides to go on"


def test_a_decision_written_down_late_says_when_and_why(ward: Ward, show: Show) -> None:
    ward.at("08:10").answers_check("screening", "yes", "kidney")
    ward.at("08:40")
    panel = show(ward, "screening")
    chip = panel.findChild(TimeChip, "decision-when")
    assert chip is not None
    chip.type_time("08:15")
    assert shown(panel, "decision-late-reason")
    tap(panel, "decision-by-Dr. Amari")
    tap(panel, "decision-how-in_person")
    write(panel, "decision-words", "stable")
    write(panel, "decision-late-reason", "with another patient")
    tap(panel, "decision-not_today")
    entry = ward.session.entries[-1]
    assert (entry.occurred_at, entry.late_reason) == (instant("08:15"), "with another patient")


def test_the_answer_to_be_decided_is_chosen_where_several_wait(ward: Ward, show: Show) -> None:
    panel = show(ward, "screening")
    tap(panel, "answer-campath-yes")
    tap(panel, "answer-thyroid-yes")
    assert said(panel, "decision-title").startswith("Thyroid")
    assert not shown(panel, "decide-thyroid")
    write(panel, "decision-words", "half typed")
    tap(panel, "decide-campath")
    assert said(panel, "decision-title").startswith("Campath")
    line = panel.findChild(QLineEdit, "decision-words-input")
    assert line is not None
    assert line.text() == "", "words about one answer never stand beside another"


def test_a_nurses_own_decision_asks_for_the_reason_alone(ward: Ward, show: Show) -> None:
    panel = show(ward, "education")
    tap(panel, "answer-understood-not_yet")
    assert said(panel, "decision-title") == "Signs reviewed: not yet. A reason is needed."
    for name in ("decision-by", "decision-how", "decision-not_today", "decision-wait"):
        assert not shown(panel, name)
    write(panel, "decision-words", "the interpreter comes at ten")
    tap(panel, "decision-go_on")
    assert decided(ward)[0].decided_by == "R. Osei, RN"


def test_a_missing_answer_may_be_let_pass_and_one_that_waits_for_a_decision_not(
    ward: Ward, show: Show, qtbot
) -> None:
    panel = show(ward, "screening")
    with qtbot.waitSignal(panel.asked_for) as asked:
        tap(panel, "panel-override")
    assert asked.args == [Wanted(Task.OVERRIDE, "screening")]
    tap(panel, "answer-kidney-yes")
    assert not shown(panel, "panel-override")


def test_nothing_is_offered_once_the_day_is_over(ward: Ward, show: Show) -> None:
    ward.answers_check("screening", "yes", "kidney")
    ward.cancels("fever")
    panel = show(ward, "screening")
    assert not panel.findChild(QWidget, "answer-campath-no").isEnabled()
    assert not shown(panel, "decision")
    assert not shown(panel, "panel-override")


# ------------------------------------------------------------------------- the shipped check-in


def answer(ward: Ward, check: str, field: str) -> Any:
    given = ward.session.checks.get(check, {}).get(field)
    return given.value if given else None


def test_the_authorization_takes_two_taps(ward: Ward, show: Show) -> None:
    panel = show(ward, "authorisation")
    assert panel.findChild(QWidget, "question-how") is None
    tap(panel, "answer-authorized-yes")
    tap(panel, "answer-how-telephone")
    assert ward.requirement("authorisation").done
    write(panel, "answer-reference", "R-88")
    QTest.keyClick(panel.focusWidget(), Qt.Key.Key_Return)
    assert answer(ward, "authorisation", "reference") == "R-88"


def test_the_contraindications_take_a_tap_each(ward: Ward, show: Show) -> None:
    panel = show(ward, "contraindications")
    for field in ("hiv", "infection", "hypersensitivity"):
        assert not ward.requirement("contraindications").done
        tap(panel, f"answer-{field}-no")
    assert ward.requirement("contraindications").detail == "HIV, infection, product allergy: no"


def test_a_yes_holds_the_start_at_once(ward: Ward, show: Show) -> None:
    panel = show(ward, "contraindications")
    tap(panel, "answer-infection-yes")
    assert answer(ward, "contraindications", "infection") == "yes"
    second = panel.findChild(QLabel, "second-infection")
    assert second is not None
    assert second.text() == "Do not start, tell the prescriber"
    assert not panel.let_pass.isVisible()


# ---------------------------------------------------------------------------------- the teach-back


def test_the_teach_back_takes_a_tap_for_each_group_and_shows_the_numbers(
    ward: Ward, show: Show
) -> None:
    panel = show(ward, "teach_back")
    numbers = panel.findChild(QLabel, "second-whom")
    assert numbers is not None
    assert (
        numbers.text() == "For these: 911. For anything else: 555-0142 by day, 555-0199 at night."
    )
    for field in SAID_BACK:
        assert not ward.requirement("teach_back").done
        tap(panel, f"answer-{field}-said")
    assert ward.requirement("teach_back").done


def test_the_patient_is_asked_in_the_words_of_the_sheet(ward: Ward) -> None:
    sheet = load_words(resources() / "sheets" / SHEET_WORDS).emergency
    check = ward.pack.check("teach_back")
    assert check is not None
    for field in check.fields[:5]:
        assert field.ask == getattr(sheet, field.key).replace("**", "")


def test_what_is_not_said_back_yet_goes_on_with_a_reason_of_the_nurse(ward: Ward) -> None:
    for field in SAID_BACK[:-1]:
        ward.answers_check("teach_back", "said", field)
    ward.answers_check("teach_back", "not_yet", "whom")
    assert not ward.requirement("teach_back").done
    ward.decides(
        "teach_back", field="whom", decided_by="", how=None, words="her daughter has the numbers"
    )
    assert ward.requirement("teach_back").done
