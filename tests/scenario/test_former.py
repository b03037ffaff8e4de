"""Words of former days in a scenario: each means commands of today, and comes to the same."""

from __future__ import annotations

from typing import Any

import pytest

from app.scenario import parse_scenario
from app.scenario.player import at_a_desk, report
from app.store.journal import Journal
from tests.ward import KEY, shipped_pack

BEFORE = """
title = "In words of former days"
start = 2026-11-23T08:00:00

[[staff]]
id = "osei"
name = "R. Osei, RN"
initials = "R.O."

[[patient]]
id = "doe"
family = "Doe"
given = "Jan"
born = 1986-04-02
mrn = "00412"
course = {}

[[step]]
at = "08:00"
do = "open_session"
session = "doe-1"
patient = "doe"
chair = 1
"""


def steps(*words: str) -> list[dict[str, Any]]:
    """What each of these steps came to, after the arrival."""
    written = "".join(f'\n[[step]]\nat = "08:05"\nsession = "doe-1"\n{each}\n' for each in words)
    scenario = parse_scenario(BEFORE + written)
    played: list[dict[str, Any]] = report(
        at_a_desk(scenario, shipped_pack(), Journal.open(":memory:", KEY))
    )["steps"]
    return played[1:]


def test_an_authorization_was_one_step_and_is_one_still() -> None:
    (step,) = steps('do = "confirm_authorisation"\nhow = "online"\nreference = "R-88"')
    assert (step["do"], step["outcome"]) == ("confirm_authorisation", "done")
    assert step["facts"] == ("check_answered",) * 3


def test_questions_were_answered_anew_and_are_still() -> None:
    told = steps(
        'do = "answer_questions"\nanswers = { hiv = "no", infection = "yes" }',
        'do = "answer_questions"\nanswers = { hiv = "no", infection = "no" }',
        'do = "answer_questions"\nanswers = { hiv = "no", infection = "no" }',
    )
    assert [step["outcome"] for step in told] == ["done", "done", "done"]
    assert [len(step["facts"]) for step in told] == [2, 1, 0]


def test_the_first_part_that_is_refused_is_the_steps_outcome() -> None:
    (step,) = steps('do = "answer_questions"\nanswers = { hiv = "no", mood = "no" }')
    assert (step["outcome"], step["code"]) == ("refused", "unknown_check")


def test_the_same_request_is_recorded_once() -> None:
    word = 'do = "confirm_authorisation"\nhow = "online"\nrequest = "a"'
    assert [step["outcome"] for step in steps(word, word)] == ["done", "already done"]


def test_a_step_without_answers_is_told_when_the_file_is_read() -> None:
    with pytest.raises(ValueError, match=r"answer_questions.*an answer for each question"):
        steps('do = "answer_questions"\nanswers = {}')
