"""A step may be written in another way, and is the same command."""

from __future__ import annotations

import pytest

from app.models.commands import COMMANDS
from app.scenario import parse_scenario
from app.scenario.aliases import FORMER, GATHERED, NAMES
from app.scenario.reading import no_entries, step_of
from app.scenario.tables import Step
from tests.scenario.test_reading import HEAD, step


def read(text: str) -> Step:
    """The one step of a scenario."""
    scenario = parse_scenario(HEAD + text)
    return step_of(scenario, 1, no_entries(scenario))


def test_vital_signs_stand_in_the_step_or_in_their_table() -> None:
    check = {"stroke_check": '"no_sign"'}
    loose = step("08:00", "record_vitals", hr="88", temp="37.1", **check)
    table = step("08:00", "record_vitals", values="{ hr = 88, temp = 37.1 }", **check)
    both = step("08:00", "record_vitals", temp="37.1", values="{ hr = 88 }", **check)
    assert read(loose).commands == read(table).commands == read(both).commands


def test_a_vital_sign_that_is_given_twice_is_a_mistake() -> None:
    text = step("08:00", "record_vitals", hr="88", values="{ hr = 90 }", stroke_check='"no_sign"')
    with pytest.raises(ValueError, match=r"step 1 \(record_vitals\): hr is given twice"):
        read(text)


def test_a_command_may_be_written_by_its_other_name() -> None:
    text = step("08:00", "confirm_authorization", reference='"A-1"', how='"phone"')
    assert read(text).do == "confirm_authorisation"


def test_the_other_names_name_no_other_command_and_mean_one() -> None:
    assert not set(NAMES) & set(COMMANDS)
    assert set(NAMES.values()) | set(GATHERED) <= {*COMMANDS, *FORMER}
