"""docs/scenarios.md is what the code says; `python -m app.scenario.docs > docs/scenarios.md`."""

from __future__ import annotations

import msgspec

from app.models.commands import COMMANDS
from app.scenario import Played
from app.scenario.docs import document, refusals
from tests.scenario.test_days import played
from tests.ward import ROOT, shipped_pack

WRITTEN = (ROOT / "docs" / "scenarios.md").read_text(encoding="utf-8")


def test_it_is_up_to_date() -> None:
    assert document(shipped_pack()) == WRITTEN, (
        "write it anew: python -m app.scenario.docs > docs/scenarios.md"
    )


def test_every_command_and_field_is_in_it() -> None:
    for name, kind in COMMANDS.items():
        assert f"#### `{name}`" in WRITTEN
        for field in msgspec.structs.fields(kind):
            assert f"`{field.name}`" in WRITTEN


def test_every_code_is_in_it_with_a_sentence() -> None:
    assert len(refusals()) > 60
    for code, sentences in refusals().items():
        assert sentences, code
        assert f"| `{code}` | {sentences[0]}" in WRITTEN


def test_everything_that_json_prints_is_explained() -> None:
    report = played("plain-day")
    names = {field.name for field in msgspec.structs.fields(Played)}
    assert set(report["steps"][0]) == names
    for name in (
        names | set(report) | set(report["sessions"][0]) | set(report["sessions"][0]["numbers"])
    ):
        assert f"`{name}`" in WRITTEN, name


def test_every_part_is_one_a_day_uses() -> None:
    days = [path.read_text(encoding="utf-8") for path in (ROOT / "tests/scenarios").glob("*.toml")]
    for part in (ROOT / "tests/scenarios/parts").glob("*.toml"):
        assert any(f'use = "{part.stem}"' in day for day in days), part.stem
