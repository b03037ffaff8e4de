"""Makes the papers of a record: reads the desk, builds the value, renders the page."""

from __future__ import annotations

import datetime as dt

from app.desk import Desk
from app.errors import WorldError
from app.models.facts import PinRefused
from app.papers.daily_log import report as daily_log_report
from app.papers.daily_log.value import DailyLog
from app.papers.discharge_sheet import report as discharge_sheet_report
from app.papers.discharge_sheet.value import DischargeSheet
from app.paths import resources

SHEET_WORDS = "discharge-en.toml"


def sheet_value(desk: Desk, session_id: str, by: str) -> DischargeSheet:
    """What the patient's sheet says; refused, as a `WorldError`, before the end is recorded."""
    session = desk.session(session_id)
    patient = desk.patient(session.patient) if session else None
    unit = desk.unit()
    if session is None or patient is None or unit is None or session.ended is None:
        raise WorldError(
            what="There is no discharge sheet yet.",
            why="It says until when to watch, and that counts from the recorded end.",
            do="Record the end of the infusion first.",
        )
    roster = desk.staff_by_id()
    now = desk.clock.now()
    rules = desk.rules_for(session)
    return discharge_sheet_report.discharge_sheet(
        session, patient, unit, roster, rules, now, roster.get(by)
    )


def sheet_pdf(value: DischargeSheet) -> bytes:
    """The sheet's pages. Slow the first time: it imports ReportLab."""
    from app.papers.discharge_sheet.page import render
    from app.papers.discharge_sheet.words import load_words
    from app.papers.kit.fonts import load_fonts

    words = load_words(resources() / "sheets" / SHEET_WORDS)
    return render(value, words, load_fonts(resources() / "fonts"))


def log_value(desk: Desk, day: dt.date, by: str) -> DailyLog:
    """What the day's log says, sealed with the record's last entry of that day."""
    unit = desk.unit()
    if unit is None:
        raise WorldError(
            what="There is no log.",
            why="The unit is not set up on this workstation.",
            do="Start Chairside and set the unit up.",
        )
    now = desk.clock.now()
    sessions = desk.sessions_on(day)
    patients = {
        item.patient: patient
        for item in sessions
        if (patient := desk.patient(item.patient)) is not None
    }
    roster = desk.staff_by_id()
    morning, midnight = (
        dt.datetime.combine(day + dt.timedelta(days=days), dt.time(), tzinfo=now.zone)
        for days in (0, 1)
    )
    journal = desk.journal
    before = journal.last_seal(morning.astimezone(dt.UTC))
    last = journal.last_seal(midnight.astimezone(dt.UTC))
    return daily_log_report.daily_log(
        day,
        sessions,
        patients,
        unit,
        roster,
        journal.of_kind(PinRefused, before[0], last[0]),
        last,
        journal.device,
        desk.rules_for,
        desk.pack,
        now,
        roster.get(by),
    )


def log_pdf(value: DailyLog) -> bytes:
    """The log's pages. Slow the first time: it imports ReportLab."""
    from app.papers.daily_log.legible import legible
    from app.papers.daily_log.page import render
    from app.papers.kit.fonts import load_fonts

    fonts = load_fonts(resources() / "fonts")
    return render(legible(value, fonts), fonts)


def unprintable(text: str) -> str:
    """The letters of a text that no paper of ours can print, as `李, 明`; "" when it prints."""
    from app.papers.kit.fonts import load_fonts

    return ", ".join(load_fonts(resources() / "fonts").missing_glyphs(text))
