"""Small read tables over the journal: who sits where, and whom a search finds."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from app.models import codes
from app.models.day.fold import fold
from app.models.day.session import Session
from app.models.patients import Patient, fold_patient
from app.models.subjects import PATIENT, SESSION, all_of, kind_and_id
from app.store.journal import Journal

MOST_FOUND = 30
"""How many patients a search gives; nobody reads further, and more letters find fewer."""

HEADS = """
SELECT subject, mark FROM journal
EXCEPT SELECT journal.subject, json_each.value FROM journal, json_each(journal.after)
"""
"""The heads by the journal: entries that no other entry of their subject names."""

Line = tuple[str | int, ...]
"""A row of a read table, its key first."""


def note_session(journal: Journal, session: Session) -> None:
    """Bring the session's line up to date, in the transaction that changed it."""
    journal.execute(
        "INSERT INTO session_index (session, patient, chair, date, over) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT(session) DO UPDATE SET over = excluded.over",
        _session_line(session),
    )


def _session_line(session: Session) -> Line:
    return (
        session.id,
        session.patient,
        session.chair,
        session.date.isoformat(),
        int(session.over),
    )


def note_patient(journal: Journal, patient: Patient) -> None:
    """Bring the patient's line up to date, in the transaction that changed it."""
    journal.execute(
        "INSERT INTO patient_index (patient, name, mrn, search) VALUES (?, ?, ?, ?) "
        "ON CONFLICT(patient) DO UPDATE SET "
        "name = excluded.name, mrn = excluded.mrn, search = excluded.search",
        _patient_line(patient),
    )


def _patient_line(patient: Patient) -> Line:
    return (
        patient.id,
        patient.name,
        codes.key(patient.mrn),
        _plain(f"{patient.name} {patient.mrn}"),
    )


def open_sessions(journal: Journal) -> tuple[str, ...]:
    """The sessions whose chair is taken, by chair."""
    rows = journal.execute("SELECT session FROM session_index WHERE over = 0 ORDER BY chair")
    return tuple(row[0] for row in rows)


def sessions_on(journal: Journal, day: date) -> tuple[str, ...]:
    """The sessions of a calendar day, by chair."""
    rows = journal.execute(
        "SELECT session FROM session_index WHERE date = ? ORDER BY chair, session",
        (day.isoformat(),),
    )
    return tuple(row[0] for row in rows)


def sessions_of(journal: Journal, patient: str) -> tuple[str, ...]:
    """The patient's sessions, the oldest first."""
    rows = journal.execute(
        "SELECT session FROM session_index WHERE patient = ? ORDER BY date, rowid", (patient,)
    )
    return tuple(row[0] for row in rows)


def patient_with_mrn(journal: Journal, mrn: str) -> str | None:
    """The patient of that MRN, however it is written, if any."""
    rows = journal.execute("SELECT patient FROM patient_index WHERE mrn = ?", (codes.key(mrn),))
    return str(rows[0][0]) if rows else None


def find_patients(journal: Journal, words: str) -> tuple[str, ...]:
    """The first patients whose name or MRN holds every word, whatever its accents and case."""
    sql, values = "SELECT patient FROM patient_index WHERE 1", []
    for word in _plain(words).split():
        sql += " AND search LIKE ? ESCAPE '\\'"
        values.append(
            "%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        )
    rows = journal.execute(f"{sql} ORDER BY name LIMIT ?", (*values, MOST_FOUND))
    return tuple(row[0] for row in rows)


def note(journal: Journal, subjects: Iterable[str]) -> None:
    """Bring the lines of these subjects up to date, in the transaction that changed them."""
    for patient in _patients(journal, subjects):
        note_patient(journal, patient)
    for session in _sessions(journal, subjects):
        note_session(journal, session)


def rebuild(journal: Journal) -> None:
    """Make every read table anew from the journal."""
    with journal.transaction():
        journal.execute("DELETE FROM heads")
        journal.execute(f"INSERT INTO heads (subject, mark) {HEADS}")
        journal.execute("DELETE FROM session_index")
        journal.execute("DELETE FROM patient_index")
        note(journal, (*journal.subjects(all_of(PATIENT)), *journal.subjects(all_of(SESSION))))


def wrong_lines(journal: Journal) -> dict[str, list[str]]:
    """For each table, the keys of lines that are wrong, missing or superfluous by the journal."""
    return {
        "heads": _wrong_heads(journal),
        "session_index": _compared(
            journal.execute("SELECT session, patient, chair, date, over FROM session_index"),
            map(_session_line, _sessions(journal, journal.subjects(all_of(SESSION)))),
        ),
        "patient_index": _compared(
            journal.execute("SELECT patient, name, mrn, search FROM patient_index"),
            map(_patient_line, _patients(journal, journal.subjects(all_of(PATIENT)))),
        ),
    }


def _wrong_heads(journal: Journal) -> list[str]:
    there = set(journal.execute("SELECT subject, mark FROM heads"))
    return sorted({subject for subject, _ in there ^ set(journal.execute(HEADS))})


def _compared(there: Iterable[tuple[Any, ...]], told: Iterable[Line]) -> list[str]:
    lines = {line[0]: line for line in there}
    wrong = [str(line[0]) for line in told if lines.pop(line[0], None) != line]
    return wrong + [str(key) for key in lines]


def _patients(journal: Journal, subjects: Iterable[str]) -> Iterator[Patient]:
    for subject in subjects:
        kind, id = kind_and_id(subject)
        if kind == PATIENT and (patient := fold_patient(id, journal.story(subject))):
            yield patient


def _sessions(journal: Journal, subjects: Iterable[str]) -> Iterator[Session]:
    for subject in subjects:
        kind, id = kind_and_id(subject)
        if kind == SESSION and (session := fold(id, journal.story(subject))):
            yield session


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.replace("Ł", "L").replace("ł", "l"))
    return "".join(letter for letter in letters if not _left_out(letter)).casefold()


def _left_out(letter: str) -> bool:
    """An accent, or half a character: some keyboards send one half after the other."""
    return bool(unicodedata.combining(letter)) or unicodedata.category(letter) == "Cs"
