"""A unit's and a machine's policy over the pack: for each rule the strictest value is in force.

A policy file is written as the pack is, with only what differs. It may make every rule stricter,
add to a list, and narrow a choice. What a `site` default says, the unit may also loosen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum
from pathlib import Path
from typing import Any, NamedTuple, NoReturn, get_args

import msgspec
from msgspec.structs import FieldInfo, fields, replace

from app.errors import WorldError
from app.models.rules import toml
from app.models.rules.check_reading import READERS
from app.models.rules.consistency import contradiction
from app.models.rules.pack import Pack
from app.models.rules.rule import Direction, Item, Override, Rule, Status, Strict, TightenedBy
from app.models.rules.toml_place import line_of

Where = tuple[str, ...]


class Policy(NamedTuple):
    """A policy file as read: whose it is, and its text for the line numbers."""

    by: TightenedBy
    path: Path
    text: str
    tables: dict[str, Any]

    def wrong(self, at: Where, why: str) -> NoReturn:
        """Refuse the file: the key at that place cannot stand."""
        place = f"{self.path}, line {line_of(self.text, at)}"
        raise WorldError(
            what=f"The {self.by} cannot be used.",
            why=f"{place}, {'.'.join(at)}: {why}",
            do="Correct that line. Until then Chairside does not open a record, because it "
            "would not know which rules are in force.",
        )


def read_policy(path: Path, by: TightenedBy) -> Policy | None:
    """The policy in a file, None when there is no such file; `WorldError` when it is no TOML."""
    try:
        text = toml.text_of(path)
        return Policy(by, path, text, toml.parse(text))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise WorldError(
            what=f"The {by} cannot be read.",
            why=f"{path}: {error.strerror or 'the file system refused'}.",
            do="Give this user the right to read the file.",
        ) from error
    except ValueError as error:  # not TOML, not UTF-8, nested too deep
        raise WorldError(
            what=f"The {by} cannot be used.",
            why=f"{path} is not a TOML file: {str(error).rstrip('.')}.",
            do="Correct that line.",
        ) from error


def in_force(pack: Pack, policies: Iterable[Policy]) -> Pack:
    """The pack with its rules as strict as the strictest policy; the unit's policy comes first.

    A policy that loosens anything but a `site` default, or names a key the rules do not have, is
    refused with a `WorldError` that names the file, the line, the key and the value.
    """
    rules = pack
    for policy in policies:
        tightened = _Tightening(policy).table((), pack, rules, policy.tables, Status.SITE)
        assert isinstance(tightened, Pack)
        if found := contradiction(tightened):
            at = next((at for at in found.at if _mentions(policy, at)), found.at[0])
            policy.wrong(at, found.sentence)
        rules = tightened
    return rules


def _mentions(policy: Policy, at: Where) -> bool:
    return line_of(policy.text, at) != line_of(policy.text, at[:-1])


class _Tightening:
    """One policy over the rules so far; `floor` is always the pack's own value."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self._by = policy.by

    def table(self, at: Where, floor: Strict, now: Strict, wanted: Any, status: Status) -> Strict:
        """The table with each field as strict as the policy wants it."""
        if not isinstance(wanted, dict):
            self._policy.wrong(at, "this is a table of the rules, not a value.")
        status = getattr(floor, "status", status)
        known = {field.name: field for field in fields(now)}
        new: dict[str, Any] = {}
        for name, value in wanted.items():
            if name == "key" and isinstance(now, (Item, Rule)):
                continue  # it says which entry of the list is meant
            if name not in known:
                self._policy.wrong((*at, name), "the rules have no such key.")
            new[name] = self._field((*at, name), known[name], floor, now, value, status)
        new = {name: value for name, value in new.items() if value != getattr(now, name)}
        return self._signed(at, now, new) if new else now

    def _signed(self, at: Where, now: Strict, new: dict[str, Any]) -> Strict:
        """The changed table; a rule says whose policy changed it, and to what."""
        if isinstance(now, Rule):
            said = "; ".join(
                _in_words(at[-1], name, getattr(now, name), value) for name, value in new.items()
            )
            new["text"] = f"{now.text} {self._by.capitalize()}: {said}."
        if isinstance(now, (Item, Rule)):
            new["tightened_by"] = self._by
        return replace(now, **new)

    def _field(
        self, at: Where, field: FieldInfo, floor: Strict, now: Strict, wanted: Any, status: Status
    ) -> Any:
        of, has = getattr(floor, field.name), getattr(now, field.name)
        if isinstance(has, Strict):
            return self.table(at, of, has, wanted, status)
        direction = now.directions().get(field.name)
        kind = get_args(field.type)[0] if isinstance(has, tuple) else None
        if kind is not None and isinstance(kind, type) and issubclass(kind, Strict):
            if direction is Direction.ONE_OF:
                return self._narrowed(at, has, wanted)
            if "key" not in {item.name for item in fields(kind)}:
                self._policy.wrong(at, "a policy does not change this.")
            return self._added(at, kind, of, has, wanted, status)
        if direction is None:
            self._policy.wrong(at, "a policy does not change this.")
        value = self._converted(at, wanted, field.type)
        if isinstance(has, tuple):
            return (*has, *(item for item in value if item not in has))
        return self._value(at, direction, of, has, value, status)

    def _value(
        self, at: Where, direction: Direction, floor: Any, has: Any, wanted: Any, status: Status
    ) -> Any:
        """The stricter of what is in force and what is wanted."""
        may_loosen = status is Status.SITE
        if direction is Direction.ONE_OF:
            if wanted != has and not may_loosen:
                self._policy.wrong(at, _floor_words(direction, floor, wanted, status))
            if wanted != has and has != floor:
                self._policy.wrong(
                    at, f"{_shown(wanted)} contradicts the unit policy, which says {_shown(has)}."
                )
            return wanted
        if not may_loosen and _looser(direction, wanted, floor):
            self._policy.wrong(at, _floor_words(direction, floor, wanted, status))
        if may_loosen and self._by is TightenedBy.UNIT:
            return wanted
        return has if _looser(direction, wanted, has) else wanted

    def _added(
        self,
        at: Where,
        kind: type[Strict],
        floor: Sequence[Any],
        has: Sequence[Any],
        wanted: Any,
        status: Status,
    ) -> tuple[Any, ...]:
        """The list with its entries tightened, and the policy's own ones at its end."""
        if not isinstance(wanted, list):
            self._policy.wrong(at, f"this is a list; write [[{'.'.join(at)}]] with a key.")
        floors, entries = ({item.key: item for item in items} for items in (floor, has))
        seen: set[str] = set()
        for place, table in enumerate(wanted, start=1):
            key = table.get("key") if isinstance(table, dict) else None
            if not isinstance(key, str):
                self._policy.wrong(at, f"entry {place} of the list has no key.")
            inside = (*at, key)
            if key in seen:
                self._policy.wrong(inside, "this key stands twice.")
            seen.add(key)
            if key in entries:
                base = floors.get(key, entries[key])
                entries[key] = self.table(inside, base, entries[key], table, status)
            else:
                new = self._converted(inside, table, kind)
                entries[key] = replace(new, tightened_by=self._by)
        return tuple(entries.values())

    def _narrowed(self, at: Where, has: Sequence[Any], wanted: Any) -> tuple[Any, ...]:
        """Those of the list's entries whose keys the policy names."""
        keys = self._converted(at, wanted, tuple[str, ...])
        known = {item.key for item in has}
        if strange := [key for key in keys if key not in known]:
            self._policy.wrong(
                at, f"{strange[0]!r} is none of {', '.join(sorted(known))}; choose among these."
            )
        if not keys:
            self._policy.wrong(at, "nothing would be left to choose.")
        return tuple(item for item in has if item.key in keys)

    def _converted(self, at: Where, wanted: Any, kind: Any) -> Any:
        read = READERS.get(kind)
        try:
            return read(wanted) if read else msgspec.convert(wanted, kind)
        except ValueError as error:  # also msgspec's own
            self._policy.wrong(at, f"{str(error).rstrip('.')}.")


def _looser(direction: Direction, wanted: Any, than: Any) -> bool:
    """Whether a value is less strict; an absent bound is the loosest, an enum is ordered."""
    if than is None:
        return False
    a, b = _rank(wanted), _rank(than)
    return a < b if direction is Direction.AT_LEAST else a > b


def _rank(value: Any) -> float:
    return list(type(value)).index(value) if isinstance(value, Enum) else float(value)


_FLOORS = {
    Direction.AT_LEAST: "a policy may only raise it",
    Direction.AT_MOST: "a policy may only lower it",
    Direction.ONE_OF: "a policy does not change it",
}


def _floor_words(direction: Direction, floor: Any, wanted: Any, status: Status) -> str:
    """`90 is less strict than the label's 120; a policy may only raise it.`"""
    whose = "the label's" if status is Status.LABEL else f"the {status} rule's"
    other = "not" if direction is Direction.ONE_OF else "less strict than"
    return f"{_shown(wanted)} is {other} {whose} {_shown(floor)}; {_FLOORS[direction]}."


_UNITS = {
    "_ml_h": "mL/h",
    "_per_ul": "per µL",
    "_min": "min",
    "_s": "s",
    "_ml": "mL",
    "_mg": "mg",
    "_c": "°C",
    "_percent": "%",
    "_hours": "hours",
    "_days": "days",
    "_months": "months",
    "_years": "years",
}
"""The unit of a number by the end of its rule's name."""

_WHO = {
    Override.NOBODY: "nobody may override it",
    Override.PRESCRIBER: "only a prescriber may override it",
    Override.NURSE: "a nurse may override it",
}


def _in_words(rule: str, field: str, before: Any, value: Any) -> str:
    """`180 min`, `also rash`, or who may override it: what a policy made of a rule."""
    if isinstance(value, Override):
        return _WHO[value]
    if isinstance(value, tuple):
        return _list_in_words(before, value)
    if field != "value":
        return f"{field.replace('_', ' ')} {_shown(value)}"
    unit = next((unit for end, unit in _UNITS.items() if rule.endswith(end)), "")
    return f"{_shown(value)} {unit}".rstrip()


def _list_in_words(before: Sequence[Any], value: Sequence[Any]) -> str:
    """`also liver, changed kidney`: what a policy added to a list, and changed in it."""
    had = [getattr(item, "key", item) for item in before]
    differs = [getattr(item, "key", item) for item in value if item not in before]
    words = {
        "also": [key for key in differs if key not in had],
        "changed": [key for key in differs if key in had],
    }
    return ", ".join(f"{word} {', '.join(keys)}" for word, keys in words.items() if keys)


def _shown(value: Any) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case int() | float():
            return f"{value:g}"
    return str(value)
