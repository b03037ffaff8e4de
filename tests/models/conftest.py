"""A ward for each test of the rules."""

from __future__ import annotations

import pytest

from app.models.rules.pack import Pack
from tests.ward import Ward, open_ward, shipped_pack


@pytest.fixture
def ward() -> Ward:
    return open_ward()


@pytest.fixture(scope="session")
def pack() -> Pack:
    return shipped_pack()
