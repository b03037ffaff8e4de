"""The tables, their guards, and how an older record becomes a newer one."""

from __future__ import annotations

from typing import Any

from sqlite_utils import Database, Migrations

JOURNAL = "journal"
HEADS = "heads"
SESSIONS = "session_index"
PATIENTS = "patient_index"
META = "meta"

migrations = Migrations("chairside")


@migrations()
def m001_journal(db: Database) -> None:
    """The journal and who this workstation is; read tables, made anew from it at any time."""
    db.table(JOURNAL).create(
        {
            "place": int,
            "device": str,
            "boot": str,
            "uptime": float,
            "offset_min": int,
            "subject": str,
            "after": str,
            "kind": str,
            "weight": str,
            "format": int,
            "body": str,
            "occurred_at": str,
            "recorded_at": str,
            "skew": float,
            "actor": str,
            "late_reason": str,
            "request": str,
            "mark": str,
            "epoch": str,
            "number": int,
            "seal": str,
            "brought": int,
        },
        pk="place",
        not_null={
            *("device", "boot", "uptime", "offset_min", "subject", "after", "kind", "weight"),
            *("format", "body", "occurred_at", "recorded_at", "actor", "late_reason", "request"),
            *("mark", "epoch", "number", "seal", "brought"),
        },
    )
    table = db.table(JOURNAL)
    table.create_index(["mark"], unique=True)
    table.create_index(["epoch", "number"], unique=True)
    table.create_index(["subject", "place"])
    table.create_index(["brought", "place"])
    db.execute(f"CREATE INDEX journal_request ON {JOURNAL}(request) WHERE request != ''")
    db.table(META).create({"key": str, "value": str}, pk="key", not_null={"value"})
    db.table(HEADS).create({"subject": str, "mark": str}, pk=("subject", "mark"))
    db.table(SESSIONS).create(
        {"session": str, "patient": str, "chair": int, "date": str, "over": int}, pk="session"
    )
    db.table(SESSIONS).create_index(["over", "chair"])
    db.table(SESSIONS).create_index(["patient", "date"])
    db.table(SESSIONS).create_index(["date"])
    db.table(PATIENTS).create(
        {"patient": str, "name": str, "mrn": str, "search": str}, pk="patient"
    )
    db.table(PATIENTS).create_index(["mrn"])


def latest() -> int:
    """The schema's number: how many migrations make it."""
    return len(migrations._migrations)  # noqa: SLF001  sqlite-utils offers no count


GUARDS = {
    "journal_keeps_rows": f"BEFORE DELETE ON {JOURNAL}",
    "journal_keeps_values": f"BEFORE UPDATE ON {JOURNAL}",
}
"""No row of the journal is ever updated or deleted, whoever asks."""


def guard_sql(name: str) -> str:
    """The statement that makes a guard, as SQLite keeps it."""
    return (
        f"CREATE TRIGGER {name} {GUARDS[name]} "
        "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
    )


def install_guards(db: Database) -> None:
    """Put the guards back; `table.transform()` drops triggers without a word."""
    for name in GUARDS:
        db.execute(f"DROP TRIGGER IF EXISTS {name}")
        db.execute(guard_sql(name))


def build(connection: Any) -> None:
    """Bring the record on this connection to the latest schema, guards included."""
    db = Database(connection)
    migrations.apply(db)
    with db.atomic():
        install_guards(db)
    db.execute(f"PRAGMA user_version = {latest()}")
