"""A day is judged, shown and printed by the rules it began under, whatever is installed later."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec
import pytest

from app.desk import Desk
from app.errors import WorldError
from app.models.day import gates
from app.models.day.schedule import schedule
from app.models.facts import RulesAdopted
from app.models.rules.adopted import SUBJECT, Adopted, adoption
from app.models.rules.pack import Pack, parse_pack
from app.papers import office
from app.paths import protocol_file
from app.scenario import read_scenario
from app.scenario.describe import describe
from app.scenario.player import at_a_desk
from app.store.journal import Journal
from app.ui.board import words as board_words
from app.ui.leaving import words as leaving_words
from app.ui.session import words as session_words
from tests.ward import KEY, SCENARIOS, Ward, open_ward, shipped_pack


@cache
def longer() -> Pack:
    """The next version of the protocol: three hours of observation, vitals every 20 min."""
    text = protocol_file().read_text(encoding="utf-8")
    for before, after in (
        ('version = "2026.11"', 'version = "2027.01"'),
        ("[discharge.observation_min]\nvalue = 120", "[discharge.observation_min]\nvalue = 180"),
        (
            "[schedule.vitals_then_every_min]\nvalue = 30",
            "[schedule.vitals_then_every_min]\nvalue = 20",
        ),
    ):
        assert before in text
        text = text.replace(before, after)
    return parse_pack(text)


def updated(ward: Ward, path: Path) -> Ward:
    """The program starts again on the same record with the next version installed."""
    ward.journal.close()
    ward.journal = Journal.open(path, KEY)
    ward.pack = longer()
    ward.desk = Desk(ward.journal, ward.clock, ward.pack)
    ward.desk.adopt_rules()
    return ward


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the record lies."""
    return tmp_path / "record.db"


@pytest.fixture
def ward(path: Path) -> Ward:
    """A patient who is observed since 13:30 when the next version is installed."""
    return updated(open_ward(Journal.open(path, KEY)).observing("13:30"), path)


def adopted(journal: Journal) -> list[str]:
    """The versions on record, in the order they were adopted."""
    facts = [entry.fact for entry in journal.story(SUBJECT)]
    return [fact.version for fact in facts if isinstance(fact, RulesAdopted)]


# -------------------------------------------------------------------- the day that is running


def test_a_running_day_keeps_its_observation_at_the_gate_and_leaves_by_it(ward: Ward) -> None:
    pack = ward.desk.rules_for(ward.session)
    assert pack.discharge.observation_min.value == 120
    ward.at("15:29").ready_to_leave()
    gate = gates.requirement(ward.session, "observation", ward.now, pack)
    assert gate is not None
    assert gate.detail == "until 15:30"
    ward.refuses("gate_closed").leaves()
    ward.at("15:30").leaves()
    assert not ward.session.left_early


def test_a_running_day_keeps_its_due_times(ward: Ward) -> None:
    ward.at("13:31").takes_vitals()
    due = schedule(ward.session, ward.now, ward.desk.rules_for(ward.session))
    assert {item.key: ward.now.wall(item.at) for item in due} == {
        "vitals": "14:00",
        "home": "15:30",
    }


def test_a_running_day_is_shown_by_its_own_rules(ward: Ward) -> None:
    ward.at("14:30")
    pack = ward.desk.rules_for(ward.session)
    clock = session_words.clock(ward.session, ward.now, pack)
    assert clock is not None
    assert (clock.figures, clock.below) == ("1:00:00", "left of 2:00:00")
    assert leaving_words.observation_clock(ward.session, ward.now, pack) is not None
    unit = ward.desk.unit()
    assert unit is not None
    shown = board_words.board(
        unit, None, ward.desk.open_sessions(), (), {}, ward.now, ward.desk.rules_for
    )
    assert shown.tiles[ward.session.chair - 1].line == "home from 15:30"


def test_its_sheet_and_its_row_in_the_log_keep_the_version(ward: Ward) -> None:
    ward.at("15:30").ready_to_leave().leaves()
    sheet = office.sheet_value(ward.desk, ward.id, "osei")
    kept = f"lemtrada-us 2026.11 · {adoption(shipped_pack()).hash[:8]}"
    assert sheet.stamp.protocol_version == kept
    log = office.log_value(ward.desk, ward.now.day, "osei")
    assert log.rows[0].rules == log.stamp.protocol_version == kept
    assert log.rows[0].departure is not None
    assert not log.rows[0].early


# -------------------------------------------------------------------------- the day that begins


def test_a_new_day_begins_under_the_new_rules(ward: Ward) -> None:
    ward.registers("roe", mrn="00733", family="Roe").orders("roe")
    first = ward.session
    ward.id = "roe-1"
    ward.arrives("roe", chair=2)
    assert ward.session.rules != first.rules
    assert ward.session.protocol_version == "2027.01"
    assert ward.desk.rules_for(ward.session).discharge.observation_min.value == 180
    log = office.log_value(ward.desk, ward.now.day, "osei")
    versions = [row.rules.split(" · ")[0] for row in log.rows]
    assert versions == ["lemtrada-us 2026.11", "lemtrada-us 2027.01"]
    assert all(version in log.stamp.protocol_version for version in versions)


def test_a_day_without_sessions_is_stamped_with_the_rules_in_force(ward: Ward) -> None:
    day = ward.at("+1d 08:00").now.day
    assert office.log_value(ward.desk, day, "osei").stamp.protocol_version == "lemtrada-us 2027.01"


# -------------------------------------------------------------------------------- on the record


def test_rules_are_adopted_when_they_changed_and_only_then(ward: Ward, path: Path) -> None:
    assert adopted(ward.journal) == ["2026.11", "2027.01"]
    assert ward.desk.adopt_rules() == ()
    assert adopted(updated(ward, path).journal) == ["2026.11", "2027.01"]
    Desk(ward.journal, ward.clock, shipped_pack()).adopt_rules()
    assert adopted(ward.journal) == ["2026.11", "2027.01", "2026.11"]


def test_what_is_adopted_is_the_whole_text_named_by_its_hash(ward: Ward) -> None:
    for entry in ward.journal.story(SUBJECT):
        assert isinstance(entry.fact, RulesAdopted)
        again = adoption(msgspec.json.decode(entry.fact.text, type=Pack))
        assert again == entry.fact
    assert ward.session.rules == adoption(shipped_pack()).hash


def test_no_day_begins_under_rules_that_are_not_on_record() -> None:
    ward = open_ward()
    assert adopted(ward.journal) == []
    ward.refuses("no_chair").arrives(chair=40)
    assert adopted(ward.journal) == []
    ward.arrives()
    assert adopted(ward.journal) == ["2026.11"]


def test_rules_that_the_record_lacks_are_not_replaced_by_others(ward: Ward) -> None:
    strange = msgspec.structs.replace(ward.session, rules="0" * 64)
    with pytest.raises(WorldError, match="The rules that this day began under cannot be read"):
        ward.desk.rules_for(strange)
    newer = Adopted(last="a", texts={"a": '{"id": "of a later program"}'})
    with pytest.raises(WorldError, match="no rules a that this program understands"):
        newer.pack("a")


def test_a_replayed_day_adopts_the_rules_it_is_played_under() -> None:
    journal = Journal.open(":memory:", KEY)
    player = at_a_desk(read_scenario(SCENARIOS / "plain-day.toml"), longer(), journal)
    assert adopted(journal) == ["2027.01"]
    assert any(step.code == "gate_closed" for step in player.play()), "three hours are not over"
    (session,) = player.desk.sessions_on(player.desk.clock.now().day)
    told = describe(session, Desk(journal, player.desk.clock, shipped_pack()))
    observation = next(item for item in told["discharge_gate"] if item["key"] == "observation")
    assert observation["rule"]["value"] == 180
