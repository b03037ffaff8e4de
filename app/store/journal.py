"""The journal: one append-only table in SQLCipher, each row sealed, each append one commit."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlcipher3
from msgspec.structs import replace

from app.models.facts import Entry, EpochBegun, Fact, kind_of
from app.models.moment import Clocks
from app.models.story import in_order
from app.models.subjects import DEVICE, about
from app.store import making, opening
from app.store import seal as chain
from app.store.failures import in_doubt, world
from app.store.place import Place
from app.store.rows import content as to_content
from app.store.rows import to_entry

INSERT = f"INSERT INTO journal ({chain.COLUMNS}, brought) VALUES ({', '.join('?' * 21)})"  # noqa: S608  only our own column names
SELECT = f"SELECT {chain.STORED} FROM journal WHERE"  # noqa: S608  only our own column names
SUBJECTS = """
WITH RECURSIVE named(subject) AS (
    SELECT min(subject) FROM journal WHERE subject >= :from AND subject < :to
    UNION ALL
    SELECT (SELECT min(subject) FROM journal WHERE subject > named.subject AND subject < :to)
    FROM named WHERE named.subject IS NOT NULL
)
SELECT subject FROM named WHERE subject IS NOT NULL
ORDER BY (SELECT min(place) FROM journal WHERE journal.subject = named.subject)
"""
"""Jumps from subject to subject in the index, so it does not read a nurse's thousands of sign-ins."""


class Journal:
    """An open record. Every write is durable when the method that made it returns."""

    def __init__(self, connection: Any, device: str, place: Place | None = None) -> None:
        self._db = connection
        self._appended = False
        self._place = place
        self._epoch = secrets.token_hex(16)  # never continued from the file: that may be a copy
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
                making.look_at(path, key)
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
        facts: Iterable[Fact],
        *,
        occurred_at: datetime,
        recorded_at: datetime,
        offset_min: int,
        boot: str,
        uptime: float,
        actor: str,
        late_reason: str = "",
        request: str = "",
    ) -> tuple[Entry, ...]:
        """Add facts to a subject, behind every head it has here. Only inside `transaction`.

        The first of them after each opening begins a new epoch.
        """
        written = Entry(
            device=self.device,
            boot=boot,
            uptime=uptime,
            subject=subject,
            fact=EpochBegun(
                epoch=self._epoch, previous="", number=0, seal=""
            ),  # each fact takes its turn below
            occurred_at=occurred_at,
            recorded_at=recorded_at,
            offset_min=offset_min,
            actor=actor,
            late_reason=late_reason,
            request=request,
        )
        self._appended = True
        stands = self.head(self._epoch) or self._begin(written)
        added = []
        for fact in facts:
            entry = self._insert(replace(written, fact=fact), *stands)
            stands = entry.number, entry.seal
            added.append(entry)
        return tuple(added)

    def _begin(self, written: Entry) -> tuple[int, str]:
        """Begin an epoch with a fact that names the last row written here before."""
        last = self.execute(
            "SELECT epoch, number, seal FROM journal WHERE brought = 0 ORDER BY place DESC LIMIT 1"
        )
        epoch, number, seal = last[0] if last else ("", 0, chain.FIRST)
        begun = replace(
            written,
            subject=about(DEVICE, self.device),
            fact=EpochBegun(epoch=self._epoch, previous=epoch, number=number, seal=seal),
            occurred_at=written.recorded_at,
            actor="",
            late_reason="",
            request="",
        )
        first = self._insert(begun, 0, chain.FIRST)
        return first.number, first.seal

    def _insert(self, entry: Entry, number: int, before: str) -> Entry:
        entry = replace(entry, after=self.heads(entry.subject))
        content = to_content(entry)
        mark, number = chain.mark(content), number + 1
        seal = chain.seal(mark, self._epoch, number, before)
        place = self._db.execute(INSERT, (*content, mark, self._epoch, number, seal, 0)).lastrowid
        self._db.execute("DELETE FROM heads WHERE subject = ?", (entry.subject,))
        self._db.execute("INSERT INTO heads (subject, mark) VALUES (?, ?)", (entry.subject, mark))
        return replace(entry, mark=mark, epoch=self._epoch, number=number, seal=seal, place=place)

    def head(self, epoch: str) -> tuple[int, str] | None:
        """The number and seal of the last row held of an epoch."""
        sql = "SELECT number, seal FROM journal WHERE epoch = ? ORDER BY number DESC LIMIT 1"
        rows = self.execute(sql, (epoch,))
        return (rows[0][0], rows[0][1]) if rows else None

    def take(self, row: chain.Row) -> None:
        """Keep a row of another record as it is; `app.store.bring` says which. In `transaction`."""
        self._appended = True
        self._db.execute(INSERT, (*row, 1))

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

    def heads(self, subject: str) -> tuple[str, ...]:
        """The marks of the subject's entries that no other entry here names, sorted."""
        rows = self.execute("SELECT mark FROM heads WHERE subject = ? ORDER BY mark", (subject,))
        return tuple(row[0] for row in rows)

    def story(self, subject: str, after: int = 0) -> tuple[Entry, ...]:
        """The subject's entries behind a place in this record, in the order they are folded.

        An entry from elsewhere whose kind this program lacks is left out.
        """
        return in_order(self.select("subject = ? AND place > ? ORDER BY place", (subject, after)))

    def subjects(self, prefix: str) -> tuple[str, ...]:
        """Every subject that begins so, in the order they first appeared."""
        rows = self.execute(SUBJECTS, {"from": prefix, "to": prefix + "\U0010ffff"})
        return tuple(row[0] for row in rows)

    def asked_before(self, request: str) -> tuple[Entry, ...]:
        """What was recorded for this request before; empty if it is new."""
        if not request:
            return ()
        # SQLite uses the partial index only for a query that repeats its condition.
        return self.select("request = ? AND request != '' ORDER BY place", (request,))

    def of_kind(self, kind: type[Fact], after: int, until: int) -> tuple[Entry, ...]:
        """The entries of a kind written here behind one place and up to another, in order."""
        return self.select(
            "place > ? AND place <= ? AND kind = ? AND brought = 0 ORDER BY place",
            (after, until, kind_of(kind)),
        )

    def last_seal(self, before: datetime) -> tuple[int, str]:
        """The place and seal of the last row that was written here before an instant.

        A day's log prints it, so that paper witnesses the disk: each epoch's first row names the
        seal before it. `(0, …)` when there is none.
        """
        rows = self.execute(
            "SELECT place, seal FROM journal WHERE brought = 0 AND recorded_at < ? "
            "ORDER BY place DESC LIMIT 1",
            (before.isoformat(),),
        )
        return (rows[0][0], rows[0][1]) if rows else (0, chain.FIRST)

    def last_recorded(self) -> Clocks | None:
        """What the clocks showed when the last row was written here; None on a new record."""
        rows = self.execute(
            "SELECT recorded_at, boot, uptime FROM journal WHERE brought = 0 "
            "ORDER BY place DESC LIMIT 1"
        )
        return Clocks(datetime.fromisoformat(rows[0][0]), *rows[0][1:]) if rows else None

    def seal_of(self, place: int) -> str | None:
        """The seal of a row by its place here, to hold against a printed log."""
        rows = self.execute("SELECT seal FROM journal WHERE place = ?", (place,))
        return str(rows[0][0]) if rows else None

    def seal_at(self, epoch: str, number: int) -> str | None:
        """The seal of a row by its place in its epoch."""
        sql = "SELECT seal FROM journal WHERE epoch = ? AND number = ?"
        rows = self.execute(sql, (epoch, number))
        return str(rows[0][0]) if rows else None

    def first_break(self) -> int | None:
        """The place of the first row whose mark or seal does not hold; None if all do."""
        with world():
            rows = self._db.execute(
                f"SELECT {chain.STORED} FROM journal ORDER BY epoch, number"  # noqa: S608  only our own column names
            )
            broken = chain.first_break(rows)
        return int(broken[chain.PLACE]) if broken else None

    def select(self, where: str, values: tuple[Any, ...] = ()) -> tuple[Entry, ...]:
        """The entries of this package's own condition and order, but for unread ones."""
        read = map(to_entry, self.execute(f"{SELECT} {where}", values))
        return tuple(entry for entry in read if entry)
