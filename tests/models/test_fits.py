"""Each kind's validity has one home: what cannot be recorded cannot be corrected in, and the same
answer comes back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from app.models.day.reactions import SEVERITIES, GiveDrug, RecordSymptom
from app.models.facts import StrokeCheck
from tests.ward import Ward

Recorded = Callable[[Ward, dict[str, Any]], object]


def notes_symptom(ward: Ward, fields: dict[str, Any]) -> None:
    """A symptom, mild unless named."""
    ward.ask(RecordSymptom(session=ward.id, **({"symptom": "rash", "severity": "mild"} | fields)))


def gives_drug(ward: Ward, fields: dict[str, Any]) -> None:
    """A drug that is no premedication."""
    drug = {"drug": "acetaminophen", "dose": "650 mg", "route": "oral"}
    ward.ask(GiveDrug(session=ward.id, **(drug | fields)))


KINDS: dict[str, Recorded] = {
    "vitals_taken": lambda ward, fields: ward.takes_vitals(**fields),
    "symptom_noted": notes_symptom,
    "stroke_signs_found": lambda ward, fields: ward.sees_stroke_signs(*fields.get("signs", ())),
    "drug_given": gives_drug,
    "bag_prepared": lambda ward, fields: ward.prepares_bag(**fields),
    "premedication_given": lambda ward, fields: ward.gives("antiviral", **fields),
}
"""How a fact of each kind is recorded: one that fits unless the fields say otherwise."""


@pytest.mark.parametrize(
    ("kind", "fields", "code"),
    [
        ("vitals_taken", {"sbp": 999}, "implausible"),
        ("vitals_taken", {"mood": 5}, "unknown_vital_sign"),
        ("vitals_taken", {"sbp": None}, "reason_missing"),
        ("vitals_taken", {"sbp": None, "not_taken": {"sbp": "  "}}, "reason_missing"),
        ("vitals_taken", {"stroke_check": StrokeCheck.NOT_DONE}, "reason_missing"),
        ("symptom_noted", {"severity": "unbearable"}, "severity"),
        ("symptom_noted", {"symptom": "hiccups"}, "unknown_symptom"),
        ("stroke_signs_found", {"signs": ("hair",)}, "unknown_sign"),
        ("drug_given", {"dose": " "}, "missing"),
        ("bag_prepared", {"diluent": "water"}, "diluent"),
        ("bag_prepared", {"volume_ml": 1012}, "volume"),
        ("bag_prepared", {"rate_ml_h": 0}, "rate"),
        ("premedication_given", {"dose": 0}, "dose"),
    ],
)
def test_recording_and_correcting_refuse_the_same(
    ward: Ward, kind: str, fields: dict[str, Any], code: str
) -> None:
    ward.arrives()
    record = KINDS[kind]
    ward.refuses(code)
    record(ward, fields)
    record(ward, {})
    ward.refuses(code).corrects(ward.entry.mark, values=fields)


@pytest.mark.parametrize("severity", SEVERITIES)
def test_a_severity_of_the_list_can_be_corrected_in(ward: Ward, severity: str) -> None:
    ward.arrives().stops_for_reaction("rash")
    ward.corrects(ward.entry.mark, values={"severity": severity})
    ((_, noted),) = ward.session.symptoms
    assert noted.severity == severity


def test_a_symptom_of_a_reaction_keeps_its_severity_when_its_note_is_corrected(ward: Ward) -> None:
    ward.arrives().stops_for_reaction("rash")
    ward.corrects(ward.entry.mark, values={"note": "both arms"})
    ((_, noted),) = ward.session.symptoms
    assert (noted.severity, noted.note) == ("with the reaction", "both arms")


def test_a_vial_found_to_be_past_its_date_can_be_written_down_and_shuts_the_gate(
    ward: Ward,
) -> None:
    """The truth fits; what it makes unmet shows."""
    ward.ready_to_start(without=["bag_check"])
    bag = ward.last("bag_prepared")
    ward.corrects(bag, values={"expires": "2026-10-31"})
    assert "bag" in ward.still_open
