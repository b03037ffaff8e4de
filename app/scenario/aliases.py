"""Other ways to write a step, so that scenario files of any age play on."""

from __future__ import annotations

from typing import Any

from app.models.commands import COMMANDS

NAMES = {
    "enroll_staff": "enrol_staff",
    "confirm_authorization": "confirm_authorisation",
}
"""Other names of commands, and the name each is known by."""

GATHERED = {"record_vitals": "values"}
"""Commands whose keys of the pack may stand in the step itself, and the table they belong in."""


def gathered(do: str, fields: dict[str, Any]) -> dict[str, Any]:
    """The fields of a step, those that the command does not have gathered in their table.

    Both `values = { pulse = 88 }` and `pulse = 88` are one command; raises `ValueError` if a key
    stands in both.
    """
    table = GATHERED.get(do)
    if table is None:
        return fields
    own = set(COMMANDS[do].__struct_fields__)
    loose = {key: value for key, value in fields.items() if key not in own}
    given = fields.get(table, {})
    if not (loose and isinstance(given, dict)):
        return fields
    if twice := [key for key in loose if key in given]:
        raise ValueError(f"{twice[0]} is given twice")
    kept = {key: value for key, value in fields.items() if key in own}
    return {**kept, table: {**given, **loose}}
