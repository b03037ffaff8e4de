"""What a tile says at each point of the day, and what the board counts."""

from __future__ import annotations

import pytest

from app.models.day import gates
from app.models.day.alarms import AcknowledgeAlarm
from app.models.day.arrival import CancelSession
from app.models.day.premedication import GivePremedication
from app.models.day.pump import PauseInfusion
from app.ui.board.words import Board, board, tiles
from app.ui.gate.words import start_view
from app.ui.shown import Chair
from tests.ward import Ward


@pytest.fixture
def unit() -> Ward:
    made = Ward().sets_up_unit(chairs=3)
    made.adds_patient("doe", "Doe", given="Jan")
    made.adds_patient("rossi", "Rossi", given="Ana")
    return made


def shown(unit: Ward) -> Board:
    desk, now = unit.desk, unit.clock.now()
    known = desk.unit()
    assert known is not None
    over = [session for session in desk.sessions_on(now.day) if session.over]
    names = {patient.id: patient.name for patient in desk.find_patients("")}
    return board(known, unit.shift.staff, desk.open_sessions(), over, names, now, desk.rules_for)


def chair(unit: Ward, number: int) -> Chair:
    return next(tile for tile in shown(unit).tiles if tile.number == number)


def test_every_chair_has_a_tile_and_a_free_one_no_session(unit: Ward) -> None:
    assert [tile.number for tile in shown(unit).tiles] == [1, 2, 3]
    assert chair(unit, 1) == Chair(1)


def open_in_the_gate(unit: Ward, session: str) -> int:
    found = unit.desk.session(session)
    assert found is not None
    gate = gates.start_gate(found, unit.clock.now(), unit.desk.pack)
    return start_view(gate, unit.clock.now(), {}).open


def test_check_in_counts_what_the_gate_has_open(unit: Ward) -> None:
    session = unit.arrives("doe", 1).id
    tile = chair(unit, 1)
    assert tile.after == "here since 08:00"
    assert (tile.name, tile.course) == ("DOE, Jan", "C1 · day 1 of 5")
    assert (tile.stage, tile.clock) == ("Check-in", f"{open_in_the_gate(unit, session)} to do")
    assert tile.line == "identity · REMS · contraindications · …"
    unit.checks_in()
    tile = chair(unit, 1)
    assert tile.clock == f"{open_in_the_gate(unit, session)} to do"
    assert tile.line.startswith("vitals · stroke check · ")


def test_a_running_steroid_counts_up(unit: Ward) -> None:
    session = unit.arrives("doe", 1).id
    unit.checks_in()
    unit.takes_vitals()
    unit.ask(
        GivePremedication(
            session=session,
            item="corticosteroid",
            drug="methylPREDNISolone",
            dose=1000,
            running=True,
        )
    )
    unit.at("08:20")
    tile = chair(unit, 1)
    assert (tile.stage, tile.clock) == ("Premedication", "0:20:00")
    assert tile.line == "corticosteroid running since 08:00"


def test_a_prepared_bag_counts_down_to_its_latest_start(unit: Ward) -> None:
    unit.arrives("doe", 1)
    unit.checks_in()
    unit.premedicates()
    unit.takes_vitals()
    unit.prepares_bag()
    unit.at("08:10")
    tile = chair(unit, 1)
    assert (tile.stage, tile.clock) == ("Bag", "7:50:00")
    assert tile.line == "start by 16:00 · second check"


def test_the_infusion_counts_down_to_its_end(unit: Ward) -> None:
    unit.arrives("doe", 1).starts_at_once()
    unit.at("09:00")
    tile = chair(unit, 1)
    assert (tile.stage, tile.clock, tile.line) == ("Infusion", "3:00:00", "left · ends 12:00")
    assert tile.share == pytest.approx(0.25)


def test_a_running_chair_says_when_the_next_vitals_are(unit: Ward) -> None:
    unit.arrives("doe", 1).starts_at_once()
    assert chair(unit, 1).after == "vitals 08:15"
    unit.at("08:15")
    unit.takes_vitals()
    assert chair(unit, 1).after == "vitals 08:30"


def test_a_pause_counts_up_and_says_why(unit: Ward) -> None:
    session = unit.arrives("doe", 1).starts_at_once().id
    unit.at("10:00")
    unit.ask(PauseInfusion(session=session, reason="line"))
    unit.at("10:05")
    tile = chair(unit, 1)
    assert (tile.stage, tile.clock) == ("Infusion · paused", "0:05:00")
    assert tile.line == "IV line or site · 51 of 101 mL"
    assert tile.resting


def test_observation_counts_down_and_then_says_what_is_open(unit: Ward) -> None:
    session = unit.arrives("doe", 1).starts_at_once().id
    unit.at("12:00")
    unit.end().takes_vitals()
    unit.at("12:30")
    tile = chair(unit, 1)
    assert (tile.stage, tile.clock, tile.line) == ("Observation", "1:30:00", "home from 14:00")
    unit.at("14:00")
    unit.for_session(session).teaches_back()
    tile = chair(unit, 1)
    assert (tile.stage, tile.clock) == ("Discharge", "3 to do")
    assert tile.line == "vitals · stroke check · sheet"


def test_chairs_stand_in_their_order_whatever_alarms(unit: Ward) -> None:
    unit.arrives("rossi", 1)
    session = unit.arrives("doe", 3).id
    unit.starts_at_once()
    unit.at("08:27")
    assert [tile.number for tile in shown(unit).tiles] == [1, 2, 3]
    assert shown(unit).overdue_session == session
    strip = chair(unit, 3).alarms[0]
    assert (strip.priority, strip.text, strip.acknowledged) == (
        "medium",
        "Vitals overdue 12 min",
        False,
    )
    unit.ask(AcknowledgeAlarm(session=session, alarm="vitals-231315-overdue"))
    assert chair(unit, 3).alarms[0].acknowledged


def test_due_and_overdue_are_counted(unit: Ward) -> None:
    unit.arrives("doe", 1).starts_at_once()
    assert (shown(unit).overdue, shown(unit).due) == (0, 0)
    unit.at("08:16")
    assert (shown(unit).overdue, shown(unit).due) == (0, 1)
    unit.at("08:25")
    assert (shown(unit).overdue, shown(unit).due) == (1, 0)
    assert shown(unit).overdue_priority == unit.desk.pack.alarms.vitals_overdue.priority


def test_today_counts_who_is_here_gone_or_cancelled(unit: Ward) -> None:
    unit.arrives("doe", 1)
    session = unit.arrives("rossi", 2).id
    unit.ask(CancelSession(session=session, reason="fever"))
    assert shown(unit).today == "1 before the start · 1 cancelled"
    unit.for_session("doe-1").starts_at_once()
    assert shown(unit).today == "1 infusing · 1 cancelled"


def test_a_chair_beyond_the_units_number_is_not_lost(unit: Ward) -> None:
    session = unit.arrives("doe", 3).id
    known = unit.desk.unit()
    running = unit.desk.session(session)
    assert known is not None
    assert running is not None
    from msgspec.structs import replace

    fewer = replace(known, chairs=1)
    made = tiles(fewer, [running], {}, unit.clock.now(), unit.desk.rules_for)
    assert [tile.number for tile in made] == [1, 3]


def test_the_header_says_who_and_when(unit: Ward) -> None:
    made = shown(unit)
    assert (made.unit, made.day, made.time) == ("Infusion Unit 4B", "Mon 23 Nov", "08:00")
    assert (made.who, made.charge) == ("R. Osei, RN", True)
