"""A day as a TOML file: the people, and timed steps in the domain's command vocabulary."""

from __future__ import annotations

from app.scenario.describe import describe
from app.scenario.player import Played, Player, at_a_desk, report
from app.scenario.reading import parse_scenario, read_scenario
from app.scenario.tables import Scenario, Step

__all__ = [
    "Played",
    "Player",
    "Scenario",
    "Step",
    "at_a_desk",
    "describe",
    "parse_scenario",
    "read_scenario",
    "report",
]
