"""What the panels of the start gate say and ask, without a window."""

from __future__ import annotations

from datetime import date

import pytest

from app.models.day import gates
from app.models.day.bag import CheckBag, PrepareBag
from app.models.day.override import OverrideRequirement
from app.models.day.premedication import GivePremedication, WithholdPremedication
from app.models.day.pump import StartInfusion
from app.models.day.requirement import Requirement
from app.models.facts import StrokeCheck
from app.ui.asking import figures
from app.ui.bag import second_check_words
from app.ui.bag import words as bag_words
from app.ui.checkin import words as checkin_words
from app.ui.gate import override_words
from app.ui.gate.words import Roster
from app.ui.premedication import words as premedication_words
from app.ui.vitals import last_set
from tests.ward import SESSION, Ward, seated_ward, shipped_pack


def roster(ward: Ward) -> Roster:
    return {person.id: person for person in ward.desk.roster()}


def requirement(ward: Ward, key: str) -> Requirement:
    found = gates.requirement(ward.session, key, ward.shift.now(), shipped_pack())
    assert found is not None
    return found


def filled(**changes: object) -> bag_words.TypedBag:
    values = {
        "lot": "F1234A",
        "expires": date(2027, 6, 30),
        "expires_text": "Jun 2027",
        "diluent": "nacl",
        "volume": "101.2",
        "rate": "25.3",
        "confirmed": ("inspected", "covered"),
    }
    return bag_words.TypedBag(**{**values, **changes})  # type: ignore[arg-type]


# ---------------------------------------------------------------------------------- check-in


def test_identifiers_stand_beside_what_is_on_record() -> None:
    ward = seated_ward(family="Nguyễn", given="Łukasz", mrn="A-77")
    shown = checkin_words.identifiers(ward.shift.patient_of(ward.session), ward.session)
    assert [item.detail for item in shown] == ["NGUYỄN, Łukasz", "2 Apr 1986 · 40 years", "A-77"]


def test_a_set_says_its_age_and_until_when_it_counts() -> None:
    ward = seated_ward()
    ward.at("09:25").takes_vitals(sbp=186, dbp=104, confirmed=True)
    ward.at("09:37")
    last = last_set.last_set(
        ward.session, "baseline_vitals", ward.shift.now(), shipped_pack(), roster(ward)
    )
    assert last is not None
    assert last.age == "Taken 09:25, 12 min ago · R. Osei, RN"
    assert last.counts == "Counts until 09:55"
    assert last.values[0] == ("Blood pressure", "186/104 mmHg · critical")
    assert last.values[-1] == ("Stroke check", "No stroke sign")


def test_a_set_too_old_says_so_and_what_to_do() -> None:
    ward = seated_ward()
    ward.at("09:25").takes_vitals()
    ward.at("09:56")
    last = last_set.last_set(
        ward.session, "baseline_vitals", ward.shift.now(), shipped_pack(), roster(ward)
    )
    warned = last_set.vitals_warning(
        ward.session, requirement(ward, "baseline_vitals"), shipped_pack()
    )
    assert last is not None
    assert warned is not None
    assert last.counts == "Too old since 09:55"
    assert warned.do == "Take a full set again: it counts for 30 min."


def test_what_was_not_taken_says_why() -> None:
    ward = seated_ward()
    ward.at("09:25").takes_vitals(temp=None, not_taken={"temp": "probe broken"})
    last = last_set.last_set(
        ward.session, "last_vitals", ward.shift.now(), shipped_pack(), roster(ward)
    )
    assert last is not None
    assert ("Temperature", "– °C · probe broken") in last.values
    assert last.counts == "Counts until 09:40"


def test_a_stroke_sign_is_named_and_holds_the_start() -> None:
    ward = seated_ward()
    ward.at("09:25").takes_vitals(stroke_check=StrokeCheck.SIGN, stroke_signs=("face",))
    warned = last_set.vitals_warning(
        ward.session, requirement(ward, "stroke_check"), shipped_pack()
    )
    assert warned is not None
    assert warned.what == "A stroke sign is on record: face droops or is numb. Do not start."


# ----------------------------------------------------------------------------- premedication


@pytest.mark.parametrize(
    ("typed", "number"),
    [("1000", 1000), ("2.5", 2.5), ("2,5", 2.5), ("1 000", 1000),
     ("1,000", None), ("0,125", None), ("1,000.5", None), ("ten", None), ("nan", None), ("", None)],
)  # fmt: skip
def test_a_number_is_read_only_where_everybody_reads_the_same(
    typed: str, number: float | None
) -> None:
    assert figures.number(typed) == number


def test_the_protocols_drug_is_offered_and_never_chosen() -> None:
    item = shipped_pack().premedication("corticosteroid")
    assert item is not None
    assert premedication_words.ways(item)[0].label == "methylPREDNISolone 1,000 mg IV"
    said = premedication_words.command(
        item, premedication_words.TypedPremedication(None), SESSION, running=True
    )
    assert isinstance(said, str)


def test_one_tap_fills_all_four_fields() -> None:
    item = shipped_pack().premedication("corticosteroid")
    assert item is not None
    typed = premedication_words.TypedPremedication(premedication_words.USUAL)
    wanted = premedication_words.command(item, typed, SESSION, running=True)
    assert wanted == GivePremedication(
        session=SESSION, item="corticosteroid", drug="methylPREDNISolone", dose=1000, unit="mg",
        route="IV", running=True,
    )  # fmt: skip


def test_another_medicine_is_asked_for_field_by_field() -> None:
    item = shipped_pack().premedication("antihistamine")
    assert item is not None
    typed = premedication_words.TypedPremedication(
        premedication_words.OTHER, "loratadine", "10", "mg", ""
    )
    assert premedication_words.command(item, typed, SESSION, running=False) == (
        "Type the unit, and how it was given."
    )


def test_not_given_wants_a_reason() -> None:
    item = shipped_pack().premedication("antihistamine")
    assert item is not None
    none = premedication_words.TypedPremedication(premedication_words.NONE)
    assert (
        premedication_words.command(item, none, SESSION, running=False)
        == "Say why it is not given."
    )
    why = premedication_words.TypedPremedication(premedication_words.NONE, reason="drowsy")
    wanted = premedication_words.command(item, why, SESSION, running=False)
    assert wanted == WithholdPremedication(session=SESSION, item="antihistamine", reason="drowsy")


def test_a_steroid_of_long_ago_is_remarked() -> None:
    ward = seated_ward()
    ward.ready_to_start(without=("bag", "bag_check", "baseline_vitals"))
    item = shipped_pack().premedication("corticosteroid")
    assert item is not None
    ward.at("11:10")
    assert premedication_words.warning(item, ward.session, ward.shift.now(), shipped_pack()) is None
    ward.at("11:11")
    warned = premedication_words.warning(item, ward.session, ward.shift.now(), shipped_pack())
    assert warned is not None
    assert warned.what == "It was in 121 min ago."


# ----------------------------------------------------------------------------------- the bag


def test_the_rate_follows_from_the_volume() -> None:
    ward = seated_ward()
    now = ward.shift.now()
    advice = bag_words.advise("101.2", "25.3", ward.session, now, shipped_pack())
    assert advice == bag_words.Advice("101.2 mL over 4 h is 25.3 mL/h; the fastest is 25.3.")
    assert (
        bag_words.advise("101.2", "25.4", ward.session, now, shipped_pack()).rate_word == "too fast"
    )
    assert (
        bag_words.advise("1012", "", ward.session, now, shipped_pack()).volume_word == "type again"
    )
    assert bag_words.advise("", "", ward.session, now, shipped_pack()).sentence.startswith(
        "Type the volume"
    )


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [({"lot": ""}, "Type the vial's lot."),
     ({"expires": None, "expires_text": "06/27"}, "Type the vial's expiry as Nov 2027."),
     ({"diluent": None}, "Tap what it was diluted in."),
     ({"volume": ""}, "Type the volume in the bag."),
     ({"rate": "."}, "Type the rate the pump will be set to.")],
)  # fmt: skip
def test_the_bag_says_the_first_thing_that_is_missing(
    changes: dict[str, object], sentence: str
) -> None:
    assert bag_words.prepare(filled(**changes), SESSION) == sentence


def test_what_was_not_confirmed_is_asked_for_as_such() -> None:
    wanted = bag_words.prepare(filled(confirmed=("inspected",)), SESSION)
    assert isinstance(wanted, PrepareBag)
    assert wanted.inspected
    assert not wanted.light_protected


def test_the_bags_clock_runs_out() -> None:
    ward = seated_ward()
    ward.at("09:15").prepares_bag()
    ward.at("09:33")
    clock = bag_words.clock(ward.session, ward.shift.now(), shipped_pack())
    assert clock == bag_words.BagClock(
        "7:42:00", "left to start it · at the latest 17:15", over=False
    )
    ward.at("17:16")
    over = bag_words.clock(ward.session, ward.shift.now(), shipped_pack())
    assert over is not None
    assert over.over
    warned = bag_words.warning(
        ward.session, requirement(ward, "bag"), ward.shift.now(), shipped_pack()
    )
    assert warned is not None
    assert warned.what == "Too old since 17:15: prepare a new bag."


def test_a_bag_that_would_outlast_its_time_is_remarked() -> None:
    ward = seated_ward()
    ward.at("09:15").prepares_bag()
    ward.at("13:16")
    warned = bag_words.warning(
        ward.session, requirement(ward, "bag"), ward.shift.now(), shipped_pack()
    )
    assert warned is not None
    assert warned.what == "Started now it runs until 17:16, past 8 h from the dilution."


def test_the_start_takes_the_figures_as_checked_or_as_typed() -> None:
    ward = seated_ward()
    ward.ready_to_start()
    session = ward.session
    checked = StartInfusion(session=SESSION, volume_ml=101.2, rate_ml_h=25.3)
    typed = StartInfusion(session=SESSION, volume_ml=101.2, rate_ml_h=25)
    assert bag_words.start_command(session, "", "", changed=False) == checked
    assert bag_words.start_command(session, "101.2", "25", changed=True) == typed
    assert isinstance(bag_words.start_command(session, "101.2", "", changed=True), str)
    assert bag_words.differs(session, "101.2", "25.3") == ""
    assert bag_words.differs(session, "101.2", "25").startswith("Not the figures that were checked")


def test_a_half_typed_rate_does_not_lead_beyond_the_calendar() -> None:
    ward = seated_ward()
    ward.ready_to_start()
    shown = bag_words.start(
        ward.session, ward.shift.now(), shipped_pack(), roster(ward), "101.2", "0.00001"
    )
    assert shown is not None


# ------------------------------------------------------------------------- check and override


def test_everybody_but_the_preparer_may_check() -> None:
    ward = seated_ward()
    ward.at("09:15").prepares_bag()
    found = second_check_words.checkers(ward.desk.roster(), ward.session)
    assert [person.id for person in found] == ["lind"]


def test_the_second_entry_is_asked_for_field_by_field() -> None:
    texts = {"dose": "12", "volume": "101.2", "rate": "25.3", "lot": "F1234A", "patient": ""}
    assert second_check_words.command(texts, SESSION) == "MRN on the wristband is empty."
    wanted = second_check_words.command({**texts, "patient": "00412"}, SESSION)
    assert wanted == CheckBag(
        session=SESSION, mrn="00412", lot="F1234A", dose_mg=12, volume_ml=101.2, rate_ml_h=25.3
    )


def test_a_difference_names_fields_and_no_figures() -> None:
    words = second_check_words.differed_words(("volume", "patient"))
    assert words.startswith("Not the same: volume in the bag, MRN on the wristband.")


def test_the_prescriber_of_the_order_is_offered_first() -> None:
    ward = seated_ward()
    item = requirement(ward, "bag_check")
    options = override_words.deciders(item, ward.shift.patient_of(ward.session), 1)
    assert [option.key for option in options] == ["Dr. Amari", override_words.OTHER]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [({"decider": None}, "Tap who allows it."),
     ({"decider": "other"}, "Type the prescriber's name."),
     ({"reason": ""}, "Write why, in a few words.")],
)  # fmt: skip
def test_an_override_wants_a_name_and_a_reason(given: dict[str, object], sentence: str) -> None:
    item = requirement(seated_ward(), "bag_check")
    fields = {"nurse": None, "decider": "Dr. Amari", "typed": "", "reason": "alone", "told": False}
    assert override_words.command(item, SESSION, **{**fields, **given}) == sentence  # type: ignore[arg-type]


def test_leaving_early_wants_the_risk_told() -> None:
    item = requirement(seated_ward(), "observation")
    fields = {"nurse": None, "typed": "", "reason": "last bus"}
    who = override_words.AGAINST_ADVICE
    refused = override_words.command(item, SESSION, decider=who, told=False, **fields)  # type: ignore[arg-type]
    assert isinstance(refused, str)
    wanted = override_words.command(item, SESSION, decider=who, told=True, **fields)  # type: ignore[arg-type]
    assert isinstance(wanted, OverrideRequirement)
    assert wanted.told_of_risk
