"""The journal: one append-only table in SQLCipher, each row sealed, each append one commit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlcipher3
from msgspec.structs import replace

from app.models.facts import Entry, Fact, kind_of
from app.store import making, opening
from app.store import seal as chain
from app.store.failures import emptied, in_doubt, world
from app.store.place import Place
from app.store.rows import to_entry, to_row

INSERT = f"INSERT INTO journal ({chain.COLUMNS}) VALUES ({', '.join('?' * 13)})"  # noqa: S608  only our own column names
SELECT = f"SELECT {chain.COLUMNS} FROM journal WHERE"  # noqa: S608  only our own column names
SUBJECTS = """
WITH RECURSIVE named(subject) AS (
    SELECT min(subject) FROM journal WHERE subject >= :from AND subject < :to
    UNION ALL
    SELECT (SELECT min(subject) FROM journal WHERE subject > named.subject AND subject < :to)
    FROM named WHERE named.subject IS NOT NULL
)
SELECT named.subject FROM named JOIN journal ON journal.subject = named.subject AND version = 1
ORDER BY recorded_at, device, number
"""
"""Jumps from subject to subject in the index, so it does not read a nurse's thousands of sign-ins."""


class Conflict(Exception):
    """Somebody else wrote to this subject first; read it again and decide anew."""


class Journal:
    """An open record. Every write is durable when the method that made it returns."""

    def __init__(self, connection: Any, device: str, place: Place | None = None) -> None:
        self._db = connection
        self._appended = False
        self._place = place
        self.device = device

    @classmethod
    def open(cls, path: Path | str, key: bytes) -> Journal:
        """The record at the path, made if it is not there; `:memory:` for a passing one.

        Refuses, with a `WorldError`, a wrong key, a damaged or emptied file, a newer schema, a
        read-only folder or file and a chain whose last rows do not hold. A refused record is
        left unchanged to the byte.
        """
        with world(path):
            if isinstance(path, Path):
                _look_at(path, key)
            connection = opening.connect(path, key)
            try:
                if not isinstance(path, Path):
                    making.fill(connection)
                opening.try_to_write(connection)
                place = Place(path) if isinstance(path, Path) else None
                return cls(connection, opening.device(connection), place)
            except BaseException:
                connection.close()
                raise

    def close(self) -> None:
        """Give the file back."""
        self._db.close()

    # ------------------------------------------------------------------------------- writing

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything inside is one durable commit, or nothing; takes the write lock at once.

        Refused, with a `WorldError`, when the record was moved or replaced; raises `InDoubt`
        when the disk fails in the commit itself.
        """
        with world():
            self._db.execute("BEGIN IMMEDIATE")
            self._appended = False
            try:
                if self._place:
                    self._place.expect()  # or reading in it fails, in words that say less
                yield
                if self._place:
                    self._place.expect()
                self._commit()
            except BaseException:
                self._roll_back()
                raise
            if self._place:
                self._place.written()

    def _commit(self) -> None:
        try:
            self._db.execute("COMMIT")
        except sqlcipher3.DatabaseError as error:
            raise in_doubt(error) from error

    def _roll_back(self) -> None:
        if self._db.in_transaction:
            with suppress(sqlcipher3.DatabaseError):  # the first failure is the one to report
                self._db.execute("ROLLBACK")

    @property
    def uncommitted(self) -> bool:
        """Whether something was appended that is not committed yet, so that it may be undone."""
        return self._appended and bool(self._db.in_transaction)

    def append(
        self,
        subject: str,
        version: int,
        facts: Iterable[Fact],
        *,
        occurred_at: datetime,
        recorded_at: datetime,
        offset_min: int,
        actor: str,
        late_reason: str = "",
        request: str = "",
    ) -> tuple[Entry, ...]:
        """Add facts to a subject that stands at `version`; raises `Conflict` if it does not.

        Only inside `transaction`.
        """
        number, before = self._last()
        self._appended = True
        added = []
        for step, fact in enumerate(facts, start=1):
            entry = Entry(
                device=self.device,
                number=number + step,
                subject=subject,
                version=version + step,
                fact=fact,
                occurred_at=occurred_at,
                recorded_at=recorded_at,
                offset_min=offset_min,
                actor=actor,
                late_reason=late_reason,
                request=request,
            )
            sealed = self._insert(entry, before)
            before = sealed.seal
            added.append(sealed)
        return tuple(added)

    def _insert(self, entry: Entry, before: str) -> Entry:
        row = to_row(entry)
        seal = chain.seal(row, before)
        try:
            self._db.execute(INSERT, (*row, seal))
        except sqlcipher3.IntegrityError as error:
            raise Conflict(entry.subject) from error
        return replace(entry, seal=seal)

    def _last(self) -> tuple[int, str]:
        row = self._db.execute(
            "SELECT number, seal FROM journal WHERE device = ? ORDER BY number DESC LIMIT 1",
            (self.device,),
        ).fetchone()
        return (row[0], row[1]) if row else (0, chain.FIRST)

    def execute(
        self, sql: str, values: tuple[Any, ...] | dict[str, Any] = ()
    ) -> list[tuple[Any, ...]]:
        """Plain SQL for the read tables of this package; the journal itself refuses changes."""
        with world():
            rows: list[tuple[Any, ...]] = self._db.execute(sql, values).fetchall()
            return rows

    # ------------------------------------------------------------------------------- reading

    @contextmanager
    def one_moment(self) -> Iterator[None]:
        """One consistent snapshot for everything read inside, whatever another program records."""
        with world():
            self._db.execute("BEGIN")
            try:
                yield
            finally:
                self._roll_back()

    def data_version(self) -> int:
        """A number that stays while no other program commits; own commits do not change it."""
        return int(self.execute("PRAGMA data_version")[0][0])

    def story(self, subject: str, after: int = 0) -> tuple[Entry, ...]:
        """The subject's entries behind a version, in order."""
        return self._select("subject = ? AND version > ? ORDER BY version", (subject, after))

    def subjects(self, prefix: str) -> tuple[str, ...]:
        """Every subject that begins so, in the order they first appeared."""
        rows = self.execute(SUBJECTS, {"from": prefix, "to": prefix + "\U0010ffff"})
        return tuple(row[0] for row in rows)

    def asked_before(self, request: str) -> tuple[Entry, ...]:
        """What was recorded for this request before; empty if it is new."""
        if not request:
            return ()
        # SQLite uses the partial index only for a query that repeats its condition.
        return self._select("request = ? AND request != '' ORDER BY number", (request,))

    def of_kind(self, kind: type[Fact], after: int, until: int) -> tuple[Entry, ...]:
        """This device's entries of a kind behind one number and up to another, in order."""
        return self._select(
            "device = ? AND number > ? AND number <= ? AND kind = ? ORDER BY number",
            (self.device, after, until, kind_of(kind)),
        )

    def last_seal(self, before: datetime) -> tuple[int, str]:
        """The number and seal of this device's last row written before an instant.

        A day's log prints it, so that paper witnesses the disk; `(0, …)` when there is none.
        """
        rows = self.execute(
            "SELECT number, seal FROM journal WHERE device = ? AND recorded_at < ? "
            "ORDER BY number DESC LIMIT 1",
            (self.device, before.isoformat()),
        )
        return (rows[0][0], rows[0][1]) if rows else (0, chain.FIRST)

    def last_recorded(self) -> datetime | None:
        """When this device's last row was written; None on a new record."""
        sql = "SELECT recorded_at FROM journal WHERE device = ? ORDER BY number DESC LIMIT 1"
        rows = self.execute(sql, (self.device,))
        return datetime.fromisoformat(rows[0][0]) if rows else None

    def seal_of(self, number: int) -> str | None:
        """The seal of one of this device's rows, to hold against a printed log."""
        sql = "SELECT seal FROM journal WHERE device = ? AND number = ?"
        rows = self.execute(sql, (self.device, number))
        return str(rows[0][0]) if rows else None

    def first_break(self) -> Entry | None:
        """The first row of the whole journal whose seal does not hold; None if all do."""
        devices = [row[0] for row in self.execute("SELECT DISTINCT device FROM journal")]
        with world():
            for device in sorted(devices):
                rows = self._db.execute(f"{SELECT} device = ? ORDER BY number", (device,))
                broken = chain.first_break(rows)
                if broken:
                    return to_entry(broken)
        return None

    def _select(self, where: str, values: tuple[Any, ...]) -> tuple[Entry, ...]:
        return tuple(to_entry(row) for row in self._rows(where, values))

    def _rows(self, where: str, values: tuple[Any, ...]) -> list[tuple[Any, ...]]:
        return self.execute(f"{SELECT} {where}", values)


def _look_at(path: Path, key: bytes) -> None:
    """Make the record if there is none; refuse an untrustworthy one without changing a byte."""
    if not path.exists():
        making.build(path, key)
        making.finish(path)
    if not path.stat().st_size:
        raise emptied(f"The file {path.name} has no content.")
    opening.check_log(path)
    with opening.untouched(path, key) as connection:
        schema = opening.check(connection)
    making.modernize(path, key, schema)
