"""From a day's record to the log's row: whole minutes, reasons, and an end written down late."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from app.models.day.pump import EndInfusion, PauseInfusion, ResumeInfusion
from app.models.staff import NoteWrongPin
from app.papers import office
from app.papers.daily_log.value import LogRow
from tests.papers.reading import words
from tests.ward import LIND, MONDAY, OSEI, Ward, open_ward


def ended(at: str) -> tuple[Ward, str]:
    """Started at 08:00, so that the bag is empty at 12:00; the end is recorded at that time."""
    unit = Ward().sets_up_unit()
    unit.adds_patient("doe")
    session = unit.arrives("doe", 1).starts_at_once().id
    unit.at(at)
    unit.ask(EndInfusion(session=session))
    return unit, session


def row_of(unit: Ward) -> LogRow:
    now = unit.clock.now()
    (row,) = office.log_value(unit.desk, now.day, "osei").rows
    return row


def marks(row: LogRow) -> dict[str, str]:
    return {item.mark: item.sentence for item in row.exceptions}


def test_an_end_recorded_long_after_the_bag_was_empty_is_marked() -> None:
    unit, _ = ended("14:10")
    assert marks(row_of(unit))["STOP TIME"] == (
        "Recorded 130 min after the bag was empty by rate, at 12:00."
    )


def test_an_end_recorded_in_time_is_not() -> None:
    limit = Ward().sets_up_unit().desk.pack.infusion.pause_reminder_min.value
    unit, _ = ended(f"12:{limit:02}")
    assert "STOP TIME" not in marks(row_of(unit))
    assert row_of(unit).running_minutes == 240 + limit


def test_minutes_are_whole_ones_and_a_pause_says_why() -> None:
    unit = Ward().sets_up_unit()
    unit.adds_patient("doe")
    session = unit.arrives("doe", 1).starts_at_once().id
    unit.at("09:00")
    unit.ask(PauseInfusion(session=session, reason="line"))
    unit.clock.set(MONDAY + timedelta(minutes=65, seconds=50))
    unit.takes_vitals()
    unit.ask(ResumeInfusion(session=session, rate_ml_h=25.3))
    row = row_of(unit)
    assert (row.pauses, row.paused_minutes) == (1, 5)
    unit.clock.set(MONDAY + timedelta(minutes=70, seconds=40))
    assert row_of(unit).running_minutes == 64
    assert row.pause_reasons == ("IV line or site",)


# ------------------------------------------------------------------------- after a correction


def log_of(ward: Ward) -> dict[str, str]:
    """The marks of the ward's one session on the day's log."""
    (row,) = office.log_value(ward.desk, ward.now.day, OSEI).rows
    return marks(row)


def corrected(ward: Ward, kind: str, **correction: Any) -> Ward:
    """The last entry of a kind, corrected."""
    entry = ward.last(kind)
    return ward.corrects(entry, **correction)


def test_a_start_corrected_to_before_the_check_is_marked() -> None:
    ward = open_ward().infusing("09:30").at("10:00")
    assert "NOT MET" not in log_of(ward)
    corrected(ward, "infusion_started", occurred_at=ward.time("09:18"))
    assert log_of(ward)["NOT MET"] == (
        "At the start, by the record as it stands: Baseline vitals, Stroke check, "
        "Bag checked by a second person."
    )


def test_a_reaction_stays_on_the_log_when_the_reason_of_the_pause_is_corrected() -> None:
    ward = open_ward().infusing().at("10:00").pause("reaction")
    assert log_of(ward)["REACTION"] == "Paused 10:00."
    corrected(ward, "infusion_paused", values={"reason": "line"})
    assert log_of(ward)["REACTION"] == "Paused 10:00; the reason was corrected since."


# ------------------------------------------------------------------------------- wrong PINs


def test_the_log_names_for_whom_wrong_pins_were_typed_that_day() -> None:
    ward = open_ward()
    for staff, clock in ((LIND, "08:02"), (LIND, "08:09"), (OSEI, "08:10")):
        ward.at(clock).ask(NoteWrongPin(staff=staff), by="")
    ward.at("+1d 08:00").ask(NoteWrongPin(staff=LIND), by="")
    monday = office.log_value(ward.desk, ward.start_of_day.date(), OSEI)
    assert monday.wrong_pins == (
        "K. Lind, RN: 2, from 08:02 to 08:09",
        "R. Osei, RN: 1, at 08:10",
    )
    assert office.log_value(ward.desk, ward.now.day, OSEI).wrong_pins == (
        "K. Lind, RN: 1, at 08:00",
    )


def test_the_log_prints_them_and_says_nothing_when_there_were_none() -> None:
    ward = open_ward()
    assert "Wrong PINs" not in words(
        office.log_pdf(office.log_value(ward.desk, ward.now.day, OSEI))
    )
    ward.ask(NoteWrongPin(staff=LIND), by="")
    text = words(office.log_pdf(office.log_value(ward.desk, ward.now.day, OSEI)))
    assert "Wrong PINs" in text
    assert "K. Lind, RN: 1, at 08:00" in text
