"""The day so far in lines: what stands beside an entry that a correction has changed."""

from __future__ import annotations

from app.ui.session.day_words import day_lines
from app.ui.shown import DayLine
from tests.ward import Ward, open_ward


def line(ward: Ward, kind: str) -> DayLine:
    """The line of the last entry of a kind."""
    version = ward.last(kind)
    lines = day_lines(ward.session, ward.desk.staff_by_id(), ward.now, ward.pack)
    return next(each for each in lines if each.key == version)


def unmet(ward: Ward) -> list[str]:
    """What the start's line says in red."""
    return [text for text, kind in line(ward, "infusion_started").spans if kind == "unmet"]


def test_the_start_says_at_once_what_its_correction_has_made_unmet() -> None:
    ward = open_ward().infusing("09:30").at("10:00")
    assert unmet(ward) == []
    start = ward.last("infusion_started")
    ward.corrects(start, occurred_at=ward.time("09:22"))
    assert unmet(ward) == ["NOT MET at the start: Baseline vitals, Stroke check "]
    ward.corrects(start, occurred_at=ward.time("09:30"))
    assert unmet(ward) == []
