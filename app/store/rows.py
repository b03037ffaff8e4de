"""An entry as a row of the journal, and back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec

from app.models.facts import Entry, UnknownKind, from_body, kind_of, to_body
from app.store.failures import damaged, newer
from app.store.seal import BROUGHT, PLACE, Row


def content(entry: Entry) -> tuple[Any, ...]:
    """What an entry's mark covers, as it is stored."""
    return (
        entry.device,
        entry.boot,
        entry.uptime,
        entry.offset_min,
        entry.subject,
        msgspec.json.encode(entry.after).decode(),
        kind_of(entry.fact),
        entry.fact.weight.value,
        entry.format,
        to_body(entry.fact),
        entry.occurred_at.isoformat(),
        entry.recorded_at.isoformat(),
        entry.skew,
        entry.actor,
        entry.late_reason,
        entry.request,
    )


def to_entry(row: Row) -> Entry | None:
    """The entry in a `STORED` row; a `WorldError` when it is damaged or a newer program wrote it.

    None for a kind that this program lacks in a row that came from elsewhere: it is kept, and
    cannot be folded.
    """
    try:
        return _entry(row)
    except UnknownKind as error:
        if row[BROUGHT]:
            return None
        raise newer(
            f"Entry {row[PLACE]} is of the kind “{error}”, which this program lacks."
        ) from error
    except (ValueError, TypeError) as error:
        raise damaged(f"Entry {row[PLACE]} cannot be read.") from error


def _entry(row: Row) -> Entry:
    (
        device, boot, uptime, offset_min, subject, after, kind, _weight, form, body,
        occurred_at, recorded_at, skew, actor, late_reason, request,
        mark, epoch, number, seal, place, _brought,
    ) = row  # fmt: skip
    return Entry(
        mark=mark,
        device=device,
        boot=boot,
        uptime=uptime,
        offset_min=offset_min,
        subject=subject,
        after=tuple(msgspec.json.decode(after, type=list[str])),
        format=form,
        fact=from_body(kind, body),
        occurred_at=datetime.fromisoformat(occurred_at),
        recorded_at=datetime.fromisoformat(recorded_at),
        skew=skew,
        actor=actor,
        late_reason=late_reason,
        request=request,
        epoch=epoch,
        number=number,
        seal=seal,
        place=place,
    )
