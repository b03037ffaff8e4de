"""What the patient takes home says everything, in large type, for any name and any night."""

from __future__ import annotations

import datetime as dt

import pytest

from app.papers.discharge_sheet.page import render
from app.papers.discharge_sheet.value import (
    DischargeSheet,
    Medicine,
    Monitoring,
    NextInfusion,
    SheetPatient,
    SheetPrescriber,
    SheetUnit,
    TeachBack,
)
from app.papers.discharge_sheet.words import SheetWords
from app.papers.kit.fonts import Fonts, MissingGlyph
from tests.papers import reading
from tests.papers.examples import after, at, bare_sheet, full_sheet, infusion, stamp


def crowded() -> DischargeSheet:
    """Everything is long and everything is on record."""
    return full_sheet(
        infusion=infusion(
            started_at=at(9, 0, day=30, month=10),
            ended_at=at(13, 5, day=30, month=10),
            dose_mg=7.4,
            day=5,
        ),
        patient=SheetPatient(
            name="Nguyễn-Łukaszewska, Ольга Петрова Αλεξάνδρα O'Neil <b> & Co of Stoke-upon-Avon",
            mrn="MRN-0000-1234-5678-90",
            born=dt.date(1986, 4, 2),
        ),
        unit=SheetUnit(
            name="The Eleanor Whitcombe Memorial Infusion and Neurology Day Unit",
            emergency_number="911",
            day_phone="+1 (555) 555-0142 ext. 4410",
            night_phone="+1 (555) 555-0199",
        ),
        medicines=tuple(
            Medicine(name=name, dose="480 mg", how="three times a week", until=dt.date(2027, 1, 2))
            for name in ("Co-trimoxazole", "Omeprazole")
        ),
        next_infusion=None,
        next_course_from=dt.date(2027, 10, 30),
        contraception_until=dt.date(2027, 3, 25),
        allergies=("penicillin", "latex", "sulfonamides"),
        anticoagulants=("apixaban 5 mg",),
        teach_back=TeachBack(
            at=at(17, 0, day=30, month=10),
            by="Ruth Osei-Bonsu, RN",
            done=False,
            reason="very tired; the husband repeated all signs instead and took the sheet",
        ),
    )


def test_the_five_groups_stand_on_the_first_page(fonts: Fonts, words: SheetWords) -> None:
    first = reading.pages(render(full_sheet(), words, fonts))[0]
    assert "Call 911 at once" in first
    assert "if any of these starts suddenly" in first
    assert "Thursday 26 November 2026, 15:47 (3:47 pm)" in first
    assert "Call even if it passes" in first
    assert "“I had Lemtrada.”" in first
    for group in (
        "Weak or numb face, arm or leg, above all on one side",
        "Confused, or hard to speak or to understand others",
        "Trouble seeing, in one eye or both",
        "Trouble walking, dizzy, no balance",
        "Very bad headache or neck pain",
    ):
        assert group in first


def test_the_sheet_says_what_was_given_and_what_comes_next(fonts: Fonts, words: SheetWords) -> None:
    text = reading.words(render(full_sheet(), words, fonts))
    for phrase in (
        "Lemtrada (alemtuzumab), 12 mg, course 1, day 3 of 5",
        "Monday 23 November 2026, from 11:40 to 15:47",
        "Fever of 38 °C (100.4 °F) or more",
        "Tuesday 24 November 2026, 08:00 (8:00 am) (day 4 of 5)",
        "Aciclovir 200 mg twice a day at least until 25 January 2027, and on until your doctor",
        "Every month, the first by 23 December 2026, until 4 years after your last infusion",
        "Thyroid blood test every 3 months. Skin check every year.",
        "555-0142",
        "555-0199",
        "Dr. L. Amari",
        "to R. Osei, RN at 17:31",
        "Cut out, fold, and carry this card until 26 Nov 2026 15:47",
        "Allergies: penicillin",
        "Anticoagulants: none known",
    ):
        assert phrase in text


@pytest.mark.parametrize(
    ("ended", "shown", "told"),
    [
        (at(15, 47, day=30, month=10), "Monday 2 November 2026, 14:47 (2:47 pm)", True),
        (at(15, 47, day=12, month=3, year=2027), "Monday 15 March 2027, 16:47 (4:47 pm)", True),
        (at(0, 10, day=30, month=12), "Saturday 2 January 2027, 00:10 (12:10 am)", False),
        (
            at(12, 0, day=26, month=2, year=2028),
            "Tuesday 29 February 2028, 12:00 (12:00 pm)",
            False,
        ),
    ],
)
def test_the_hour_is_the_one_the_clock_on_the_wall_will_show(
    fonts: Fonts, words: SheetWords, ended: dt.datetime, shown: str, *, told: bool
) -> None:
    given = infusion(started_at=ended - dt.timedelta(hours=4), ended_at=ended)
    first = reading.pages(render(full_sheet(infusion=given), words, fonts))[0]
    assert f"Watch above all until {shown}" in first
    assert ("The clocks change before then" in first) is told


def test_a_wrong_hour_is_a_defect_and_never_printed() -> None:
    ended = at(15, 47, day=30, month=10)
    with pytest.raises(ValueError, match="watch_until"):
        full_sheet(infusion=infusion(ended_at=ended), watch_until=ended + dt.timedelta(hours=72))
    with pytest.raises(ValueError, match="offset"):
        full_sheet(watch_until=after(at(15, 47), 72).replace(tzinfo=None))


@pytest.mark.parametrize(
    "name",
    [
        "Nguyễn Łukasz",
        "Ольга Петрова",
        "Αλέξανδρος Ωνάσης",
        "O'Neil <b> & Co",
        "Þórunn Ægisdóttir-Šimůnková",
        "**Bold** {until} &amp;",
    ],
)
def test_any_name_prints_as_it_is_written(fonts: Fonts, words: SheetWords, name: str) -> None:
    sheet = full_sheet(patient=SheetPatient(name=name, mrn="00412"))
    for page in reading.pages(render(sheet, words, fonts)):
        assert page.replace("- ", "-").count(name) >= 2


def test_a_name_typed_with_separate_accents_prints_composed(
    fonts: Fonts, words: SheetWords
) -> None:
    sheet = full_sheet(patient=SheetPatient(name="Ole\u0301 Nguye\u0302\u0303n\u200b", mrn="00412"))
    assert "Olé Nguyễn" in reading.words(render(sheet, words, fonts))


@pytest.mark.parametrize(
    ("name", "missing"),
    [("李明", ["李", "明"]), ("عمر", ["ع", "م", "ر"]), ("Ana 🙂", ["🙂"]), ("\ud800", ["\ud800"])],
)
def test_a_letter_without_a_glyph_is_reported_and_nothing_is_printed(
    fonts: Fonts, words: SheetWords, name: str, missing: list[str]
) -> None:
    sheet = full_sheet(patient=SheetPatient(name=name, mrn="00412"))
    with pytest.raises(MissingGlyph) as problem:
        render(sheet, words, fonts)
    assert problem.value.characters == missing
    assert problem.value.field == "patient name"
    assert f"U+{ord(missing[0]):04X}" in str(problem.value)
    str(problem.value).encode()


def test_the_field_of_a_missing_letter_is_named(fonts: Fonts, words: SheetWords) -> None:
    sheet = full_sheet(medicines=(Medicine(name="Omeprazole"), Medicine(name="薬")))
    with pytest.raises(MissingGlyph, match="medicine 2 name"):
        render(sheet, words, fonts)


def test_what_is_not_on_record_becomes_advice_and_nothing_is_invented(
    fonts: Fonts, words: SheetWords
) -> None:
    text = reading.words(render(bare_sheet(), words, fonts))
    for phrase in (
        "date of birth not recorded",
        "No date is on record yet. Ask your nurse or your prescriber.",
        "No medicine is on record. Ask your prescriber before you leave",
        "at least 2 months after the course.",
        "Ask your prescriber when the first one is due.",
        "ask your nurse for the number before you leave",
        "Anticoagulants: not recorded, ask",
        "Allergies: not recorded, ask",
        "Prescriber: ask the unit",
        "tick here when done",
    ):
        assert phrase in text
    assert "in your own words" not in text
    assert "None" not in text
    assert "Thyroid blood test" not in text


def test_half_known_facts_are_told_as_half_known(fonts: Fonts, words: SheetWords) -> None:
    sheet = full_sheet(
        unit=SheetUnit(name="4B", emergency_number="112", day_phone="555-0142"),
        antiviral=Medicine(name="Aciclovir", dose="200 mg"),
        next_infusion=NextInfusion(on=dt.date(2026, 11, 24), day=4),
        prescriber=SheetPrescriber(name="Dr. L. Amari"),
        monitoring=Monitoring(months=30, every_months=2),
        medicines=(Medicine(name="Omeprazole"),),
        allergies=(),
    )
    text = reading.words(render(sheet, words, fonts))
    assert "Call 112 at once" in text
    assert "911" not in text
    assert "at night ask your prescriber" in text
    assert "Aciclovir 200 mg as prescribed for at least 2 months" in text
    assert "Tuesday 24 November 2026 (day 4 of 5). Ask your nurse for the hour." in text
    assert "Every 2 months, until 30 months after" in text
    assert "Omeprazole. Ask your prescriber how, and until when." in text
    assert "Allergies: none known" in text


def test_the_last_day_and_a_part_dose_are_told(fonts: Fonts, words: SheetWords) -> None:
    given = infusion(day=5, dose_mg=7.4)
    plain = full_sheet(infusion=given, next_infusion=None)
    text = reading.words(render(plain, words, fonts))
    assert "7.4 mg of the planned 12 mg, course 1, day 5 of 5" in text
    assert "This was the last one of this course. Ask your prescriber" in text
    later = full_sheet(infusion=given, next_infusion=None, next_course_from=dt.date(2027, 11, 25))
    assert "would not start before 25 November 2027" in reading.words(render(later, words, fonts))


def test_a_teach_back_that_was_not_done_is_not_claimed(fonts: Fonts, words: SheetWords) -> None:
    text = reading.words(render(crowded(), words, fonts))
    assert "You did not say the warning signs back." in text
    assert "the husband repeated all signs instead" in text


@pytest.mark.parametrize("sheet", [full_sheet(), bare_sheet(), crowded()])
def test_two_pages_and_twelve_points_whatever_is_on_it(
    fonts: Fonts, words: SheetWords, sheet: DischargeSheet
) -> None:
    paper = render(sheet, words, fonts)
    assert len(reading.pages(paper)) == 2
    assert reading.smallest(paper) >= 11.99


def test_every_page_names_the_patient_the_printer_and_its_place(
    fonts: Fonts, words: SheetWords
) -> None:
    for number, page in enumerate(reading.pages(render(full_sheet(), words, fonts)), start=1):
        assert "DOE, Jan · MRN 00412" in page
        assert f"page {number} of 2" in page
        assert "Printed 23 Nov 2026 17:52 by R. Osei, RN" in page
        assert "Chairside 0.1.0 · rules lemtrada-us 1" in page
        assert "PRACTICE" not in page


def test_practice_is_marked_on_every_page_and_on_the_card(fonts: Fonts, words: SheetWords) -> None:
    paper = render(full_sheet(stamp=stamp(practice=True)), words, fonts)
    first, second = reading.pages(paper)  # two pages, although the band takes room
    assert first.count("PRACTICE") == 2
    assert second.count("PRACTICE") == 4


def test_the_same_sheet_gives_the_same_bytes(fonts: Fonts, words: SheetWords) -> None:
    first, second = (render(full_sheet(), words, fonts, invariant=True) for _ in range(2))
    assert first == second
