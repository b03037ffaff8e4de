"""The start gate's panels by hand: real desk, real record, a clock that stands."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from app.models.day.session import Phase
from app.models.facts import BagPrepared, InfusionStarted, StrokeCheck
from app.ui.asking.form import FormPanel
from app.ui.asking.panel import Panel
from app.ui.asking.wanted import Task, Wanted
from app.ui.gate.panels import panel_for
from app.ui.widgets.number_tile import NumberTile
from app.ui.widgets.time_chip import TimeChip
from tests.ward import SESSION, Ward, instant, seated_ward

Show = Callable[[Ward, str], FormPanel]


@pytest.fixture
def ward() -> Ward:
    return seated_ward()


@pytest.fixture
def show(qtbot) -> Show:
    def opened(ward: Ward, key: str) -> FormPanel:
        panel = panel_for(key, ward.shift, SESSION)
        assert isinstance(panel, FormPanel)
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
    QTest.keyClicks(line, text)


def figures(panel: QWidget, name: str, text: str) -> None:
    tile = panel.findChild(NumberTile, name)
    assert tile is not None, name
    tile.setFocus()
    QTest.keyClicks(tile, text)


def said(panel: QWidget, name: str) -> str:
    part = panel.findChild(QWidget, name)
    assert part is not None, name
    if not part.isVisible():
        return ""
    return part.text() if isinstance(part, QLabel) else part.accessibleName()


def shown(panel: QWidget, name: str) -> bool:
    part = panel.findChild(QWidget, name)
    return part is not None and part.isVisible()


# ---------------------------------------------------------------------------------- check-in


def test_two_identifiers_confirm_the_patient(ward: Ward, show: Show, qtbot) -> None:
    panel = show(ward, "identity")
    tap(panel, "identity-name")
    tap(panel, "identity-date_of_birth")
    with qtbot.waitSignal(panel.recorded):
        tap(panel, "panel-main")
    assert ward.session.identity is not None
    assert said(panel, "panel-standing-what") == "Name, date of birth"
    assert said(panel, "panel-standing-who") == "08:00 · R. Osei, RN"
    assert not shown(panel, "panel-form")


def test_one_identifier_is_refused_in_place_and_stays_tapped(ward: Ward, show: Show) -> None:
    panel = show(ward, "identity")
    tap(panel, "identity-name")
    tap(panel, "panel-main")
    assert "Only 1 of 2 identifiers" in said(panel, "panel-message")
    assert ward.session.identity is None
    assert panel.command().identifiers == ("name",)


def test_it_can_be_confirmed_again_from_a_blank_form(ward: Ward, show: Show) -> None:
    ward.checks_in()
    panel = show(ward, "identity")
    tap(panel, "panel-again")
    assert shown(panel, "panel-form")
    assert panel.command().identifiers == ()
    tap(panel, "panel-again")
    assert not shown(panel, "panel-form")


# -------------------------------------------------------------------------------- vital signs


def test_vitals_are_asked_for_and_shown(ward: Ward, show: Show, qtbot) -> None:
    panel = show(ward, "baseline_vitals")
    assert shown(panel, "vitals-none")
    with qtbot.waitSignal(
        panel.asked_for, check_params_cb=lambda wanted: wanted == Wanted(Task.VITALS)
    ):
        tap(panel, "panel-main")
    ward.at("09:25").takes_vitals()
    panel.refresh_now()
    assert said(panel, "vitals-counts") == "Counts until 09:55"
    assert said(panel, "panel-main") == "Take again"


def test_a_stroke_sign_can_only_be_let_pass_by_a_prescriber(ward: Ward, show: Show, qtbot) -> None:
    ward.at("09:25").takes_vitals(stroke_check=StrokeCheck.SIGN, stroke_signs=("arm",))
    panel = show(ward, "stroke_check")
    assert "Do not start" in said(panel, "panel-warning")
    with qtbot.waitSignal(panel.asked_for) as asked:
        tap(panel, "panel-override")
    assert asked.args == [Wanted(Task.OVERRIDE, "stroke_check")]


# ------------------------------------------------------------------------------ premedication


def test_the_steroid_takes_two_taps_and_one_to_finish(ward: Ward, show: Show) -> None:
    panel = show(ward, "corticosteroid")
    tap(panel, "premed-usual")
    tap(panel, "panel-main")
    given = ward.session.premeds["corticosteroid"]
    assert (given.dose, given.route, given.running) == (1000, "IV", True)
    ward.at("08:52")
    panel.refresh_now()
    assert said(panel, "premed-since") == "running since 08:00, for 52 min so far · R. Osei, RN"
    assert said(panel, "panel-main") == "Finished"
    tap(panel, "panel-main")
    assert not ward.session.premeds["corticosteroid"].running
    assert said(panel, "panel-standing-who") == "in at 08:52 · R. Osei, RN"


def test_a_steroid_already_in_is_one_other_tap(ward: Ward, show: Show) -> None:
    panel = show(ward, "corticosteroid")
    tap(panel, "premed-usual")
    tap(panel, "panel-second")
    assert not ward.session.premeds["corticosteroid"].running


def test_another_medicine_is_typed(ward: Ward, show: Show) -> None:
    panel = show(ward, "antihistamine")
    tap(panel, "premed-other")
    for name, text in (
        ("drug", "loratadine"),
        ("dose", "1,000"),
        ("unit", "mg"),
        ("route", "oral"),
    ):
        write(panel, f"premed-{name}", text)
    tap(panel, "panel-main")
    assert "without a comma" in said(panel, "panel-message")
    assert ward.session.premeds == {}
    line = panel.findChild(QLineEdit, "premed-dose-input")
    assert line is not None
    line.selectAll()
    QTest.keyClicks(line, "10")
    tap(panel, "panel-main")
    assert ward.session.premeds["antihistamine"].drug == "loratadine"


def test_not_given_is_the_nurses_for_one_and_the_prescribers_for_another(
    ward: Ward, show: Show
) -> None:
    for key in ("antihistamine", "corticosteroid"):
        panel = show(ward, key)
        tap(panel, "premed-none")
        write(panel, "premed-reason", "sugar 420")
        tap(panel, "panel-main")
        assert ward.session.premeds[key].withheld == "sugar 420"
        nurses = key == "antihistamine"
        assert shown(panel, "panel-standing") is nurses
        assert shown(panel, "panel-override") is not nurses


# ------------------------------------------------------------------------------------ the bag


def fill_bag(panel: QWidget, rate: str = "25.3") -> None:
    write(panel, "bag-lot", "F1234A")
    write(panel, "bag-expires", "Jun 2027")
    tap(panel, "bag-diluent-nacl")
    figures(panel, "bag-volume", "101.2")
    figures(panel, "bag-rate", rate)
    tap(panel, "bag-confirmed-inspected")
    tap(panel, "bag-confirmed-covered")


def test_the_bag_is_recorded_and_its_clock_runs(ward: Ward, show: Show) -> None:
    ward.at("09:15")
    panel = show(ward, "bag")
    fill_bag(panel)
    assert said(panel, "bag-rate-advice").startswith("101.2 mL over 4 h is 25.3 mL/h")
    tap(panel, "panel-main")
    bag = ward.session.bag
    assert bag is not None
    assert (bag.lot, bag.volume_ml, bag.rate_ml_h) == ("F1234A", 101.2, 25.3)
    ward.at("09:33")
    panel.refresh_now()
    assert said(panel, "bag-clock") == "7:42:00"


def test_too_fast_a_rate_is_seen_at_once_and_refused(ward: Ward, show: Show) -> None:
    panel = show(ward, "bag")
    fill_bag(panel, rate="40")
    assert "too fast" in said(panel, "bag-rate")
    tap(panel, "panel-main")
    assert "The fastest for 101.2 mL is 25.3 mL/h" in said(panel, "panel-message")
    assert not shown(panel, "panel-rule")
    assert ward.session.bag is None
    assert panel.command().lot == "F1234A"


def test_a_dilution_written_late_says_why(ward: Ward, show: Show) -> None:
    ward.at("09:30")
    panel = show(ward, "bag")
    fill_bag(panel)
    chip = panel.findChild(TimeChip, "panel-when")
    assert chip is not None
    chip.type_time("09:15")
    tap(panel, "panel-main")
    assert "Say why it is written down only now." in said(panel, "panel-message")
    write(panel, "panel-late-reason", "gloved")
    tap(panel, "panel-main")
    bag = ward.session.bag
    assert bag is not None
    assert bag.diluted_at == instant("09:15")
    assert chip.is_now()


def test_a_bag_too_old_asks_for_a_new_one_and_offers_no_way_round(ward: Ward, show: Show) -> None:
    ward.at("09:15").prepares_bag()
    ward.at("17:16")
    panel = show(ward, "bag")
    assert said(panel, "panel-warning").startswith("Too old since 17:15: prepare a new bag.")
    assert not shown(panel, "panel-override")
    assert not shown(panel, "bag-clock")
    fill_bag(panel)
    tap(panel, "panel-main")
    made = [entry for entry in ward.session.entries if isinstance(entry.fact, BagPrepared)]
    assert len(made) == 2


def test_the_check_needs_a_bag_and_calls_the_second_person(ward: Ward, show: Show, qtbot) -> None:
    panel = show(ward, "bag_check")
    assert shown(panel, "check-no-bag")
    assert not shown(panel, "panel-main")
    ward.at("09:15").prepares_bag()
    panel.refresh_now()
    with qtbot.waitSignal(panel.asked_for) as asked:
        tap(panel, "panel-main")
    assert asked.args == [Wanted(Task.SECOND_CHECK)]


def test_the_check_shows_none_of_the_first_figures(ward: Ward, show: Show) -> None:
    ward.at("09:15").prepares_bag()
    panel = show(ward, "bag_check")
    words = " ".join(label.text() for label in panel.findChildren(QLabel))
    assert not any(figure in words for figure in ("F1234A", "101.2", "25.3", "00412"))


# ---------------------------------------------------------------------------------- the start


def test_the_start_records_the_figures_as_checked_once(ward: Ward, show: Show, qtbot) -> None:
    ward.ready_to_start()
    ward.at("09:30")
    panel = show(ward, "start")
    assert said(panel, "start-volume-figure") == "101.2 mL"
    with qtbot.waitSignal(panel.recorded):
        tap(panel, "panel-main")
    assert ward.session.phase is Phase.INFUSING
    assert not shown(panel, "panel-main")
    starts = [e for e in ward.session.entries if isinstance(e.fact, InfusionStarted)]
    assert len(starts) == 1


def test_the_pump_may_show_other_figures(ward: Ward, show: Show) -> None:
    ward.ready_to_start()
    panel = show(ward, "start")
    tap(panel, "panel-second")
    figures(panel, "start-volume", "101.2")
    figures(panel, "start-rate", "20")
    assert said(panel, "start-differs").startswith("Not the figures that were checked")
    tap(panel, "panel-main")
    assert ward.session.runs[0].rate_ml_h == 20


def test_what_ran_out_meanwhile_is_said_and_refused(ward: Ward, show: Show) -> None:
    ward.ready_to_start()
    panel = show(ward, "start")
    ward.at("09:56")
    panel.refresh_now()
    assert said(panel, "panel-warning").startswith("Not yet: Baseline vitals, Stroke check.")
    tap(panel, "panel-main")
    assert "Not started" in said(panel, "panel-message")
    assert ward.session.phase is Phase.BEFORE


# --------------------------------------------------------------------------------- every panel

KEYS = (
    "identity", "baseline_vitals", "stroke_check",
    "corticosteroid", "antiviral", "antihistamine", "antipyretic", "bag", "bag_check", "start",
)  # fmt: skip


@pytest.mark.parametrize("key", KEYS)
def test_every_panel_shows_its_rule_and_who_may_let_it_pass(
    ward: Ward, show: Show, key: str
) -> None:
    panel = show(ward, key)
    assert "override this" in said(panel, "panel-rule")


@pytest.mark.parametrize("key", KEYS)
def test_nothing_is_recorded_once_the_day_is_off(ward: Ward, show: Show, key: str) -> None:
    ward.at("08:30").cancels(reason="fever")
    panel: Panel = show(ward, key)
    for name in ("panel-main", "panel-second", "panel-again", "panel-override", "panel-form"):
        assert not shown(panel, name), name


@pytest.mark.parametrize("key", KEYS)
def test_control_enter_does_the_main_thing(ward: Ward, show: Show, key: str) -> None:
    panel = show(ward, key)
    if not panel.main.isVisible():
        return
    heard: list[str] = []
    panel.main.clicked.connect(lambda: heard.append(key))
    QTest.keyClick(panel, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert heard == [key]


def test_tab_goes_through_the_form_and_then_along_the_foot(ward: Ward, show: Show) -> None:
    panel = show(ward, "identity")
    panel.focus_first()
    passed = [panel.focusWidget().objectName()]
    for _ in range(4):
        QTest.keyClick(panel.focusWidget(), Qt.Key.Key_Tab)
        passed.append(panel.focusWidget().objectName())
    assert passed == [
        "identity-name",
        "identity-date_of_birth",
        "identity-mrn",
        "panel-when",
        "panel-main",
    ]
