"""The bag: made once, checked blind by somebody else."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app.models.facts import BagCheckDiffered
from tests.ward import LIND, OSEI, Ward


@pytest.mark.parametrize(
    ("bag", "code"),
    [
        ({"lot": "  "}, "missing"),
        ({"expires": date(2026, 11, 22)}, "vial_expired"),
        ({"diluent": "water"}, "diluent"),
        ({"volume_ml": 89.9}, "volume"),
        ({"volume_ml": 150.1}, "volume"),
        ({"volume_ml": 1012}, "volume"),
        ({"rate_ml_h": 0}, "rate"),
        ({"rate_ml_h": -5}, "rate"),
        ({"rate_ml_h": 25.4}, "too_fast"),
        ({"inspected": False}, "not_inspected"),
        ({"light_protected": False}, "light"),
    ],
)
def test_a_bag_that_cannot_be(ward: Ward, bag: dict[str, Any], code: str) -> None:
    ward.arrives().refuses(code).prepares_bag(**bag)


@pytest.mark.parametrize("bag", [{"expires": date(2026, 11, 23)}, {"diluent": "dextrose"}])
def test_a_bag_that_can(ward: Ward, bag: dict[str, Any]) -> None:
    ward.arrives().prepares_bag(**bag)


@pytest.mark.parametrize(("volume", "fastest"), [(90, 22.5), (101.2, 25.3), (150, 37.5)])
def test_the_rate_that_takes_four_hours(ward: Ward, volume: float, fastest: float) -> None:
    ward.arrives().refuses("too_fast").prepares_bag(volume_ml=volume, rate_ml_h=fastest + 0.1)
    assert f"{fastest:g} mL/h" in ward.refusal.sentence
    ward.prepares_bag(volume_ml=volume, rate_ml_h=fastest)


def test_there_must_be_a_bag_to_check(ward: Ward) -> None:
    ward.arrives().refuses("no_bag").checks_bag()


def test_nobody_checks_their_own_bag(ward: Ward) -> None:
    ward.arrives().prepares_bag().refuses("same_person").checks_bag(by=OSEI)


def test_a_check_counts_once(ward: Ward) -> None:
    ward.arrives().prepares_bag().checks_bag().refuses("already_done").checks_bag()


def test_no_check_before_the_dilution(ward: Ward) -> None:
    ward.arrives().at("09:15").prepares_bag().at("09:17")
    ward.refuses("before_bag").checks_bag(at=ward.time("09:14"))


@pytest.mark.parametrize(
    ("entered", "field"),
    [
        ({"mrn": "00413"}, "patient"),
        ({"lot": "F1243A"}, "lot"),
        ({"dose_mg": 30}, "dose"),
        ({"volume_ml": 102.1}, "volume"),
        ({"rate_ml_h": 23.5}, "rate"),
    ],
)
def test_a_difference_names_the_field_and_keeps_no_value(
    ward: Ward, entered: dict[str, Any], field: str
) -> None:
    ward.arrives().prepares_bag().checks_bag(**entered)
    assert ward.entry.fact == BagCheckDiffered(fields=(field,))
    assert field in ward.requirement("bag_check").detail
    assert str(next(iter(entered.values()))) not in ward.rows[-1].text
    ward.checks_bag()
    assert ward.requirement("bag_check").by == LIND


def test_the_lot_reads_the_same_in_small_letters(ward: Ward) -> None:
    ward.arrives().prepares_bag().checks_bag(lot=" f1234a ")
    assert ward.session.bag
    assert ward.session.bag.checked
