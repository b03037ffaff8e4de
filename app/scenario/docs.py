"""Writes docs/scenarios.md from the code: `python -m app.scenario.docs > docs/scenarios.md`."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from enum import EnumType, StrEnum
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

import msgspec

from app import models
from app.models import facts
from app.models.asking import Command
from app.models.commands import COMMANDS
from app.models.day import gates
from app.models.day.fold import fold
from app.models.day.requirement import Gate
from app.models.day.session import Session
from app.models.day.stage import SessionCommand
from app.models.moment import Now
from app.models.patients import PatientCommand
from app.models.rules.checks import Check
from app.models.rules.pack import Pack, read_pack
from app.models.staff import StaffCommand
from app.paths import protocol_file
from app.scenario import prose, tables


def document(pack: Pack) -> str:
    """The whole of docs/scenarios.md, for a protocol pack's keys."""
    return (
        "\n".join(
            [
                prose.INTRODUCTION,
                *_tables(),
                prose.STEPS,
                _two_columns("field", tables.STEP_FIELDS),
                prose.TIMES,
                prose.PARTS,
                _two_columns("field", tables.USE_FIELDS),
                prose.PART_FILE,
                prose.OUTPUT,
                *_commands(),
                *_keys(pack),
                prose.CODES + "\n".join(_codes()) + "\n",
            ]
        ).rstrip("\n")
        + "\n"
    )


# ------------------------------------------------------------------------------------ tables


def _tables() -> Iterator[str]:
    yield "## The head of the file\n"
    head = {
        "title": "what the day shows, in a sentence",
        "start": "the date and time at which it begins, like `2026-11-23T08:00:00`",
        "zone": "the ward's time zone; America/New_York if not named",
        "pack": "the protocol file it is played under, from the scenario file's folder; the one "
        "that ships with the program if not named",
    }
    yield _two_columns("field", head)
    for kind in (tables.UnitTable, tables.StaffTable, tables.PatientTable, tables.CourseTable):
        yield f"{kind.__doc__}\n"
        yield _fields(kind, ())


def _two_columns(first: str, rows: dict[str, str]) -> str:
    lines = [f"| {first} | |", "| --- | --- |"]
    return "\n".join([*lines, *(f"| `{key}` | {text} |" for key, text in rows.items())]) + "\n"


def _fields(kind: type[msgspec.Struct], left_out: tuple[str, ...]) -> str:
    lines = ["| field | what it is | if left out |", "| --- | --- | --- |"]
    lines += [
        f"| `{field.name}` | {_type(field.type)} | {_default(field)} |"
        for field in msgspec.structs.fields(kind)
        if field.name not in left_out
    ]
    return "\n".join(lines) + "\n"


def _default(field: msgspec.structs.FieldInfo) -> str:
    if field.required:
        return "**needed**"
    if field.default is msgspec.NODEFAULT or field.default in (None, "", ()):
        return "–"  # a factory makes it empty
    shown = str(field.default).lower() if isinstance(field.default, bool) else field.default
    return f"`{shown}`"


def _type(type_: Any) -> str:
    names = {
        str: "text",
        int: "whole number",
        float: "number",
        bool: "`true` or `false`",
        date: "date, like `2026-11-23`",
        datetime: "time, like `at`",
        tables.CourseTable: "table, below; `{}` for all its defaults",
        Any: "value",
    }
    if type_ in names:
        return names[type_]
    if isinstance(type_, EnumType):
        members: list[StrEnum] = list(type_)
        return "one of " + ", ".join(f"`{member}`" for member in members)
    inside = [part for part in get_args(type_) if part not in (NoneType, ...)]
    match get_origin(type_):
        case origin if origin in (Union, UnionType):
            return _type(inside[0])
        case origin if origin is tuple:
            return f"list, each {_type(inside[0])}"
        case origin if origin is dict:
            return f"table of keys, each with {_type(inside[1])}"
    raise NotImplementedError(f"no words for {type_}")


# ---------------------------------------------------------------------------------- commands


def _commands() -> Iterator[str]:
    yield "## Commands\n"
    yield (
        "Every command may also carry `late_reason` (asked for when `happened` lies back further "
        "than the protocol allows) and `request` (a name of the sender's choice: the same request "
        "is recorded once, and the second time the outcome is `already done`). A session, patient "
        "or member of staff is named by an id of your choice, and known by it from then on.\n"
    )
    groups: dict[str, type[Command]] = {
        "A day at the chair": SessionCommand,
        "Patients and their courses": PatientCommand,
        "Staff": StaffCommand,
        "The unit": Command,
    }
    told: set[str] = set()
    for title, base in groups.items():
        yield f"### {title}\n"
        for name, kind in COMMANDS.items():
            if issubclass(kind, base) and name not in told:
                told.add(name)
                yield f"#### `{name}`\n\n{_doc(kind)}{prose.NOTES.get(name, '')}\n"
                yield _fields(kind, ("at", "late_reason", "request"))


def _doc(kind: type[Command]) -> str:
    return "\n".join(line.strip() for line in (kind.__doc__ or "").strip().splitlines())


def _keys(pack: Pack) -> Iterator[str]:
    yield f"## Keys of the protocol {pack.id} {pack.version}\n"
    lists = {
        "Check-in questions (`answers`)": {q.key: q.text for q in pack.start.questions},
        "Premedication (`item`)": {p.key: p.name for p in pack.premedications},
        "Diluents (`diluent`)": {c.key: c.name for c in pack.bag.diluents},
        "Pause (`reason`)": {c.key: c.name for c in pack.infusion.pause_reasons},
        "Stroke signs (`signs`, `stroke_signs`)": {c.key: c.name for c in pack.stroke_signs},
        "Symptoms (`symptom`, `symptoms`)": {c.key: c.name for c in pack.symptoms},
        "Vital signs (`values`; `not_taken`, beside `stroke_check`)": {
            sign.key: f"{sign.name} {sign.unit}" for sign in pack.vitals.signs
        },
    }
    for title, rows in lists.items():
        yield f"**{title}**: " + ", ".join(f"`{key}` {name}" for key, name in rows.items()) + "\n"
    if pack.checks:
        yield "**Checks** (`check`, with each `field` and how it is answered)\n"
        yield _two_columns("check", {check.key: _check(check) for check in pack.checks})
    for title, gate in _gates(pack).items():
        rows = {
            item.key: f"{item.title}; may be overridden by: {item.rule.override}" for item in gate
        }
        yield f"**{title}** (`requirement`, and `open` of `gate_closed`)\n"
        yield _two_columns("requirement", rows)


def _check(check: Check) -> str:
    """`IV access: `site` choice of `left`, `right`; `patent` confirm…`, but for what is computed."""
    fields = []
    for field in check.fields:
        if field.computed:
            continue
        options = ", ".join(f"`{option.key}`" for option in field.options)
        of = f" of {options}" if options else ""
        fields.append(f"`{field.key}` {field.kind.value.replace('_', ' ')}{of}")
    return f"{check.title}: {'; '.join(fields) or 'worked out from the record'}"


def _gates(pack: Pack) -> dict[str, Gate]:
    """Both gates of a first day, on which every requirement applies."""
    now = Now(datetime(2026, 11, 23, 13, tzinfo=UTC), UTC)
    session = _first_day(now)
    return {
        "Start gate": gates.start_gate(session, now, pack),
        "Discharge gate": gates.discharge_gate(session, now, pack),
    }


def _first_day(now: Now) -> Session:
    opened = facts.SessionOpened(
        patient="", chair=1, course=1, day=1, days=5, dose=1, date=now.day, protocol="",
        protocol_version="", rules="",
    )  # fmt: skip
    entry = facts.Entry(
        subject="", fact=opened, occurred_at=now.at,
        recorded_at=now.at, offset_min=0, actor="",
    )  # fmt: skip
    session = fold("", (entry,))
    assert session is not None
    return session


# ------------------------------------------------------------------------------------- codes


def refusals() -> dict[str, tuple[str, ...]]:
    """Every refusal code in the code of `app.models`, with its sentences."""
    found: dict[str, dict[str, None]] = {"missing": {}}
    for path in sorted(Path(models.__path__[0]).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("refuse", "Refusal"):
                said = {str(keyword.arg): keyword.value for keyword in node.keywords}
                code, sentence = ([*node.args, said.get("code"), said.get("sentence")])[:2]
                if isinstance(code, ast.Constant):
                    found.setdefault(str(code.value), {})[_sentence(sentence)] = None
    return {code: tuple(sentences) for code, sentences in sorted(found.items())}


def _sentence(node: ast.expr | None) -> str:
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=values):
            return "".join(_sentence(value) for value in values)
        case _:
            return "…"


def _codes() -> Iterator[str]:
    for code, sentences in refusals().items():
        yield f"| `{code}` | {'<br>'.join(sentences)} |"


if __name__ == "__main__":
    sys.stdout.write(document(read_pack(protocol_file())))
