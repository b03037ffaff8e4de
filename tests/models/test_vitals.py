"""The three tiers of a vital sign, on each boundary of clinical/protocol.md."""

from __future__ import annotations

import pytest

from app.models.day import stroke, tiers
from app.models.day.tiers import Tier
from app.models.facts import StrokeCheck
from app.models.rules.pack import Pack
from tests.ward import NORMAL, Ward

IMPLAUSIBLE, CRITICAL, ABNORMAL, PLAIN = Tier

# From the low end to the high: the first and last value of each tier.
TIERS: dict[str, list[tuple[float, float, Tier]]] = {
    "sbp": [
        (0, 39, IMPLAUSIBLE),
        (40, 90, CRITICAL),
        (91, 100, ABNORMAL),
        (101, 139, PLAIN),
        (140, 179, ABNORMAL),
        (180, 300, CRITICAL),
        (301, 999, IMPLAUSIBLE),
    ],
    "dbp": [
        (0, 19, IMPLAUSIBLE),
        (20, 89, PLAIN),
        (90, 109, ABNORMAL),
        (110, 200, CRITICAL),
        (201, 999, IMPLAUSIBLE),
    ],
    "hr": [
        (0, 19, IMPLAUSIBLE),
        (20, 40, CRITICAL),
        (41, 50, ABNORMAL),
        (51, 110, PLAIN),
        (111, 130, ABNORMAL),
        (131, 300, CRITICAL),
        (301, 999, IMPLAUSIBLE),
    ],
    "rr": [
        (0, 2, IMPLAUSIBLE),
        (3, 8, CRITICAL),
        (9, 11, ABNORMAL),
        (12, 20, PLAIN),
        (21, 24, ABNORMAL),
        (25, 80, CRITICAL),
        (81, 999, IMPLAUSIBLE),
    ],
    "temp": [
        (0, 29.9, IMPLAUSIBLE),
        (30, 35.0, CRITICAL),
        (35.1, 37.9, PLAIN),
        (38.0, 39.0, ABNORMAL),
        (39.1, 45, CRITICAL),
        (45.1, 99, IMPLAUSIBLE),
    ],
    "spo2": [
        (0, 39, IMPLAUSIBLE),
        (40, 91, CRITICAL),
        (92, 95, ABNORMAL),
        (96, 100, PLAIN),
        (101, 999, IMPLAUSIBLE),
    ],
}


@pytest.mark.parametrize(
    ("key", "value", "tier"),
    [
        (key, value, tier)
        for key, bands in TIERS.items()
        for first, last, tier in bands
        for value in (first, last)
    ],
)
def test_each_boundary(pack: Pack, key: str, value: float, tier: Tier) -> None:
    assert tiers.judge(pack.sign(key), value).tier is tier


@pytest.mark.parametrize(
    ("value", "baseline", "changed"),
    [
        (120, 101, False),
        (121, 101, True),  # 20 mmHg
        (128, 108, True),
        (127, 108, False),
        (101, 121, True),
        (121.5, 101.25, True),  # 20 percent
    ],
)
def test_a_change_from_the_baseline_is_flagged(
    pack: Pack, value: float, baseline: float, changed: bool
) -> None:
    judged = tiers.judge(pack.sign("sbp"), value, baseline)
    assert judged.tier is (ABNORMAL if changed else PLAIN)
    assert judged.word == ("changed" if changed else "")


def test_a_pulse_may_change(pack: Pack) -> None:
    assert tiers.judge(pack.sign("hr"), 110, 60).tier is PLAIN


def test_the_word_says_which_way(pack: Pack) -> None:
    assert tiers.judge(pack.sign("sbp"), 145).word == "high"
    assert tiers.judge(pack.sign("sbp"), 95).word == "low"


# --------------------------------------------------------------------------------- at the chair


@pytest.mark.parametrize(
    "impossible",
    [
        {"spo2": 999},
        {"spo2": 101},
        {"temp": 9.8},
        {"hr": 0},
        {"sbp": -120},
        {"sbp": 75, "dbp": 75},
        {"sbp": 74, "dbp": 122},
    ],
)
def test_impossible_vitals_are_typed_again(ward: Ward, impossible: dict[str, float]) -> None:
    ward.arrives().refuses("implausible").takes_vitals(**impossible)
    ward.refuses("implausible").takes_vitals(confirmed=True, **impossible)


def test_a_saturation_of_60_is_recorded_once_confirmed(ward: Ward) -> None:
    ward.arrives().refuses("confirm_critical").takes_vitals(spo2=60)
    assert "60 %" in ward.refusal.sentence
    ward.takes_vitals(spo2=60, confirmed=True)
    assert ward.session.vitals[0].taken.values["spo2"] == 60


def test_an_abnormal_value_is_never_questioned(ward: Ward) -> None:
    ward.arrives().takes_vitals(sbp=150, hr=115, temp=38.4, spo2=93)


@pytest.mark.parametrize("key", NORMAL)
def test_what_is_missing_has_a_reason(ward: Ward, key: str) -> None:
    ward.arrives().refuses("reason_missing").takes_vitals(**{key: None})
    ward.refuses("reason_missing").takes_vitals(**{key: None}, not_taken={key: "  "})
    ward.takes_vitals(**{key: None}, not_taken={key: "refused"})
    assert "refused" in ward.rows[-1].text


def test_a_stroke_check_not_done_has_a_reason(ward: Ward) -> None:
    ward.arrives().refuses("reason_missing").takes_vitals(stroke_check=StrokeCheck.NOT_DONE)
    ward.takes_vitals(stroke_check=StrokeCheck.NOT_DONE, not_taken={"stroke_check": "asleep"})


def test_nothing_at_all_is_a_note(ward: Ward) -> None:
    nothing = dict.fromkeys(NORMAL)
    why = dict.fromkeys([*NORMAL, "stroke_check"], "asleep")
    ward.arrives().refuses("nothing_taken").takes_vitals(
        **nothing, not_taken=why, stroke_check=StrokeCheck.NOT_DONE
    )
    ward.takes_vitals(**nothing, not_taken=dict.fromkeys(NORMAL, "asleep"))


def test_a_stroke_check_alone_is_worth_recording(ward: Ward) -> None:
    ward.arrives().takes_vitals(**dict.fromkeys(NORMAL), not_taken=dict.fromkeys(NORMAL, "busy"))


def test_signs_are_named_and_known(ward: Ward) -> None:
    ward.arrives().refuses("missing").takes_vitals(stroke_check=StrokeCheck.SIGN)
    ward.refuses("unknown_sign").takes_vitals(
        stroke_check=StrokeCheck.SIGN, stroke_signs=("face", "hair")
    )
    assert "hair" in ward.refusal.sentence


def test_vital_signs_belong_to_the_day(ward: Ward) -> None:
    ward.observing().at("15:30").ready_to_leave().leaves()
    ward.refuses("discharged").takes_vitals()


def test_the_last_known_well_is_the_last_no_sign_before_the_first_sign(ward: Ward) -> None:
    ward.infusing().at("09:45").takes_vitals().at("10:00").takes_vitals()
    ward.at("10:07").sees_stroke_signs("speech")
    found = ward.entry.fact
    assert f"{ward.now.local(found.last_known_well):%H:%M}" == "10:00"  # type: ignore[attr-defined]
    ward.at("10:15").takes_vitals()
    well = stroke.last_known_well(ward.session)
    assert well
    assert f"{ward.now.local(well.stamp.at):%H:%M}" == "10:00", "it does not move on"


def test_without_a_check_nobody_knows_when_they_were_well(ward: Ward) -> None:
    ward.arrives().sees_stroke_signs("face")
    assert ward.entry.fact.last_known_well is None  # type: ignore[attr-defined]
    assert stroke.last_known_well(ward.session) is None
