"""What the correction sheet's main button says: the one thing that changes, or how many do."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from app.models.moment import full_date
from app.ui.correction.kinds import Field, Kind
from app.ui.correction.words import EntryShown

CHANGE = "Record the correction"

LONGEST = 48


def action(told: EntryShown, changed: Mapping[str, Any], time: str, critical: str = "") -> str:
    """What the main button records: `Record: respirations 16 → 18` while one thing changes.

    A value that becomes critical is asked about: `Record · is 186/104 right?`.
    """
    if critical:
        return f"Record · is {critical} right?"
    by_name = {field.name: field for field in told.fields}
    said = [_change(by_name[name], value) for name, value in changed.items() if name in by_name]
    if time:
        said.append(f"time {told.time} → {time}")
    if len(said) > 1:
        return f"Record {len(said)} changes"
    if not said or not said[0] or len(said[0]) > LONGEST:
        return CHANGE
    return f"Record: {said[0]}"


def _change(field: Field, value: Any) -> str:
    """`respirations 16 → 18`; "" for what is too long to be said on a button."""
    label = field.label.lower() if field.label[1:].islower() else field.label
    match field.kind:
        case Kind.NUMBER:
            now = f"{value:g}" if field.decimals is None else f"{value:.{field.decimals}f}"
        case Kind.PICK:
            key = str(value).lower() if isinstance(value, bool) else value
            now = dict(field.choices).get(key, str(value)).lower()
        case Kind.LINE:
            now = str(value)
        case Kind.DAY:
            now = full_date(date.fromisoformat(value))
        case _:
            return ""
    was = field.was.lower() if field.kind is Kind.PICK else field.was
    return f"{label} {was or '–'} → {now}"
