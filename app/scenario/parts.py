"""Steps that many days share: filled in, and laid into the day by their times."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from app.models.rules import toml
from app.scenario.tables import USE_FIELDS, PartTable
from app.scenario.times import after

NAME = re.compile(r"\{(\w+)\}")


class Placed(NamedTuple):
    """A step as written, when it is taken, and where it stands in the files."""

    at: datetime
    raw: dict[str, Any]
    place: str


def steps_of(use: dict[str, Any], begin: datetime, where: str, parts: Path | None) -> list[Placed]:
    """The steps of the part that `use` names, its names filled in, from `begin` on."""
    name = str(use["use"])
    part = _read(name, parts)
    given = {key: value for key, value in use.items() if key not in USE_FIELDS}
    if strange := sorted(set(given) - _names(part) - set(part.defaults)):
        raise ValueError(f"the part {name!r} has no {{{strange[0]}}}")
    if missing := sorted(_names(part) - set(given) - set(part.defaults)):
        raise ValueError(f"the part {name!r} needs {', '.join(missing)}")
    wanted = list(_wanted(part, name, use.get("without", [])))
    values = {**part.defaults, **given}
    placed = []
    for raw in wanted:
        step = {key: _filled(value, values) for key, value in raw.items() if key != "label"}
        if "by" in use:
            step.setdefault("by", use["by"])
        at = after(step.get("at"), begin)
        step["at"] = at
        if "happened" in step:
            step["happened"] = after(step["happened"], begin)
        placed.append(Placed(at, step, f"{where}, {step.get('do')} of the part {name!r}"))
    return placed


def _read(name: str, parts: Path | None) -> PartTable:
    path = parts / f"{name}.toml" if parts else None
    if path is None or not re.fullmatch(r"[\w-]+", name) or not path.is_file():
        raise ValueError(
            f"there is no part {name!r}; parts lie in the folder parts beside the file"
        )
    try:
        return msgspec.convert(toml.read(path), PartTable)
    except ValueError as error:  # also TOML's, UTF-8's and msgspec's own
        raise ValueError(f"the part {name!r} is not valid: {error}") from error


def _names(part: PartTable) -> set[str]:
    texts = [str(value) for raw in part.step for value in raw.values()]
    return {name for text in texts for name in NAME.findall(text)}


def _wanted(part: PartTable, name: str, without: Any) -> Iterator[dict[str, Any]]:
    labels = {raw.get("label") for raw in part.step}
    if not isinstance(without, list) or (
        strange := [item for item in without if item not in labels]
    ):
        said = strange[0] if isinstance(without, list) else without
        raise ValueError(f"the part {name!r} has no step labelled {said!r}")
    return (raw for raw in part.step if raw.get("label") not in without)


def _filled(value: Any, values: dict[str, Any]) -> Any:
    """A text that is one name alone becomes its value, of whatever type."""
    if not isinstance(value, str):
        return value
    alone = NAME.fullmatch(value)
    return values[alone[1]] if alone else NAME.sub(lambda found: str(values[found[1]]), value)
