"""An entry as a row of the journal, and back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from app.models.facts import Entry, UnknownKind, from_body, kind_of, to_body
from app.store.failures import damaged, newer
from app.store.seal import Row


def to_row(entry: Entry) -> tuple[Any, ...]:
    """What is stored of an entry, but for its seal."""
    return (
        entry.device,
        entry.number,
        entry.subject,
        entry.version,
        kind_of(entry.fact),
        to_body(entry.fact),
        entry.occurred_at.isoformat(),
        entry.recorded_at.isoformat(),
        entry.offset_min,
        entry.actor,
        entry.late_reason,
        entry.request,
    )


def to_entry(row: Row) -> Entry:
    """The entry in a row; a `WorldError` when it is damaged or a newer program wrote it."""
    try:
        return _entry(row)
    except UnknownKind as error:
        raise newer(
            f"Entry {row[1]} is of the kind “{error}”, which this program lacks."
        ) from error
    except (ValueError, TypeError) as error:
        raise damaged(f"Entry {row[1]} cannot be read.") from error


def _entry(row: Row) -> Entry:
    return Entry(
        device=row[0],
        number=row[1],
        subject=row[2],
        version=row[3],
        fact=from_body(row[4], row[5]),
        occurred_at=datetime.fromisoformat(row[6]),
        recorded_at=datetime.fromisoformat(row[7]),
        offset_min=row[8],
        actor=row[9],
        late_reason=row[10],
        request=row[11],
        seal=row[12],
    )
