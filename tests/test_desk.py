"""The desk knows no command by name: each says what it is about and what it concerns."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from app import desk
from app.models.asking import Case, Command
from app.models.commands import COMMANDS
from app.models.day.reactions import WriteNote
from app.models.patients import RegisterPatient
from app.models.staff import SignIn
from app.models.subjects import kind_and_id
from tests.ward import OSEI, Ward, open_ward


def test_the_desk_imports_no_command() -> None:
    tree = ast.parse(Path(desk.__file__).read_text(encoding="utf-8"))
    names = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert names & {kind.__name__ for kind in COMMANDS.values()} == set()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_says_what_it_is_about_and_what_it_concerns(name: str) -> None:
    kind = COMMANDS[name]
    for declared in ("subject", "concerns"):
        homes = [parent for parent in kind.__mro__ if declared in vars(parent)]
        assert homes[0] is not Command or name == "set_up_unit", declared


@pytest.fixture
def ward() -> Ward:
    return open_ward().arrives()


def test_a_note_concerns_its_session_and_the_patient_in_it(ward: Ward) -> None:
    note = WriteNote(session=ward.id, text="x")
    case = note.concerns(Case(), ward.desk)
    assert kind_and_id(note.subject) == ("session", ward.id)
    assert case.session == ward.session
    assert case.patient == ward.desk.patient("doe")
    assert case.history == ()


def test_whoever_is_registered_concerns_the_owner_of_the_mrn(ward: Ward) -> None:
    doe = ward.desk.patient("doe")
    assert doe
    twin = RegisterPatient(
        patient="roe", family="Roe", given="Ann", born=doe.born, sex=doe.sex, mrn=doe.mrn,
        allergies="",
    )  # fmt: skip
    assert twin.concerns(Case(), ward.desk).same_mrn == doe


def test_a_sign_in_concerns_the_roster(ward: Ward) -> None:
    case = SignIn(staff=OSEI).concerns(Case(), ward.desk)
    assert case.staff
    assert case.staff.id == OSEI
    assert case.staff in case.roster
