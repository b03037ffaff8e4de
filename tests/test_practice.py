"""The practice unit: complete, invented, and refused when its file is wrong."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from app.desk import Desk
from app.errors import WorldError
from app.models.day.arrival import OpenSession
from app.models.facts import Role
from app.models.refusal import Refusal
from app.practice import parse_practice, read_practice, set_up
from app.store.pins import SHORTEST
from app.ui.shift import Shift
from tests.ward import empty_desk


@pytest.fixture
def desk() -> Desk:
    made = empty_desk()
    set_up(made)
    return made


def test_it_is_marked_as_practice(desk: Desk) -> None:
    unit = desk.unit()
    assert unit is not None
    assert unit.practice


def test_everybody_can_sign_in_by_the_pin_that_is_shown(desk: Desk) -> None:
    pins = read_practice().pins
    assert len(pins) >= 4
    for staff, pin in pins.items():
        assert len(pin) >= SHORTEST
        assert Shift(desk).sign_in(staff, pin).done


def test_the_first_is_a_charge_nurse(desk: Desk) -> None:
    first = desk.staff(read_practice().staff[0].id)
    assert first is not None
    assert first.role is Role.CHARGE


def test_every_patient_may_sit_down_today(desk: Desk) -> None:
    patients = desk.find_patients("")
    assert len(patients) >= 6
    for chair, patient in enumerate(patients, start=1):
        asked = OpenSession(session=f"s{chair}", patient=patient.id, chair=chair)
        assert not isinstance(desk.do(asked, "osei"), Refusal)


def test_names_of_many_alphabets_are_among_them(desk: Desk) -> None:
    names = " ".join(patient.name for patient in desk.find_patients(""))
    for letters in ("Ольга", "Γιώργος", "NGUYỄN", "Łukasz", "ABIOLA-HARTMANN"):
        assert letters in names


def test_a_set_up_cut_off_is_finished_the_next_time() -> None:
    desk = empty_desk()
    whole = read_practice()
    nobody = msgspec.structs.replace(whole.unit, name="")
    with pytest.raises(WorldError, match="cannot be set up"):
        set_up(desk, msgspec.structs.replace(whole, unit=nobody, patient=whole.patient[:2]))
    assert desk.unit() is None
    set_up(desk)
    set_up(desk)
    assert len(desk.find_patients("")) == len(whole.patient)
    assert len(desk.roster()) == len(whole.staff)


def test_an_unknown_field_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError, match="colour"):
        parse_practice('colour = "blue"')


def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    file = tmp_path / "unit.toml"
    file.write_text("[unit", encoding="utf-8")
    with pytest.raises(WorldError, match=r"unit\.toml is not valid"):
        read_practice(file)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(WorldError, match="cannot be read"):
        read_practice(tmp_path / "gone.toml")
