"""From the sheet's values and words to the phrases that print: what is said when a fact is missing."""

from __future__ import annotations

import msgspec

from app.papers.discharge_sheet.value import DischargeSheet, Medicine
from app.papers.discharge_sheet.words import CardWords, SheetWords
from app.papers.kit.dates import Dates
from app.papers.kit.text import Rich, clean, fill, filled, plain


class SheetLine(msgspec.Struct, frozen=True):
    """A row of two columns: what it is about, and what is said."""

    label: str
    text: Rich


class CardText(msgspec.Struct, frozen=True, kw_only=True):
    """The wallet card's two faces."""

    cut: str
    claim: str
    name: str
    identity: str
    given: tuple[Rich, ...]
    team: str
    lines: tuple[Rich, ...]


class SheetText(msgspec.Struct, frozen=True, kw_only=True):
    """Every phrase of the discharge sheet, in reading order."""

    name: str
    identity: tuple[str, ...]
    given: Rich
    when: str
    emergency_title: str
    watch: str
    until: str
    clocks_change: str
    go: tuple[Rich, ...]
    groups: tuple[tuple[str, Rich], ...]
    also_title: str
    also: tuple[Rich, ...]
    today_phones: Rich
    today: tuple[Rich, ...]
    later_title: str
    later: Rich
    next: tuple[SheetLine, ...]
    whom: tuple[tuple[str, str], ...]
    teach_back: Rich
    taught: bool
    nurse: str
    card: CardText


def compose(sheet: DischargeSheet, words: SheetWords) -> SheetText:
    """Choose and fill every phrase; a fact that is not on record becomes advice to ask."""
    dates = Dates(words.calendar)
    number = sheet.unit.emergency_number
    until = dates.moment(sheet.watch_until)
    box = words.emergency
    product = {"product": sheet.infusion.brand}
    born = sheet.patient.born
    return SheetText(
        name=clean(sheet.patient.name),
        identity=(
            filled(words.born, date=dates.short_date(born)) if born else words.born_unknown,
            filled(words.mrn, mrn=sheet.patient.mrn),
        ),
        given=_given(sheet, words, dates),
        when=_when(sheet, words, dates),
        emergency_title=filled(box.title, number=number),
        watch=box.watch,
        until=filled(box.until, until=until),
        clocks_change=box.clocks_change if sheet.clocks_change else "",
        go=(fill(box.go, {}), fill(box.say, product)),
        groups=tuple((key, fill(getattr(box, key), {})) for key in GROUPS),
        also_title=filled(words.also.title, number=number),
        also=tuple(fill(sign, {}) for sign in words.also.signs),
        today_phones=_phones(sheet, words),
        today=(
            fill(words.today.fever, {"fever": dates.temperature(sheet.fever_celsius)}),
            *(fill(sign, {}) for sign in words.today.signs),
        ),
        later_title=filled(words.later.title, span=dates.span(sheet.monitoring.months)),
        later=fill(words.later.text, product),
        next=_next(sheet, words, dates),
        whom=_whom(sheet, words),
        teach_back=_teach_back(sheet, words, dates),
        taught=sheet.teach_back is not None and sheet.teach_back.done,
        nurse=filled(words.before.nurse_named, name=sheet.nurse)
        if sheet.nurse
        else words.before.nurse,
        card=_card(sheet, words, dates),
    )


GROUPS = ("face", "speech", "sight", "balance", "head")
"""The five groups of stroke and dissection signs, by the name of their words and drawing."""


def _given(sheet: DischargeSheet, words: SheetWords, dates: Dates) -> Rich:
    infusion = sheet.infusion
    values = {
        "product": f"{infusion.brand} ({infusion.substance})",
        "dose": f"{dates.number(infusion.dose_mg)} mg",
        "planned": f"{dates.number(infusion.planned_mg)} mg",
        "course": str(infusion.course),
        "day": str(infusion.day),
        "days": str(infusion.days),
    }
    part = infusion.dose_mg < infusion.planned_mg
    return fill(words.given_part if part else words.given, values)


def _when(sheet: DischargeSheet, words: SheetWords, dates: Dates) -> str:
    infusion = sheet.infusion
    start, stop = infusion.started_at, infusion.ended_at
    stopped = dates.time(stop) if start.date() == stop.date() else dates.short_moment(stop)
    return filled(words.when, date=dates.long_date(start), start=dates.time(start), stop=stopped)


def _phones(sheet: DischargeSheet, words: SheetWords) -> Rich:
    day, night = sheet.unit.day_phone, sheet.unit.night_phone
    if day and night:
        return fill(words.today.phone_both, {"day_phone": day, "night_phone": night})
    if day:
        return fill(words.today.phone_day, {"day_phone": day})
    if night:
        return fill(words.today.phone_night, {"night_phone": night})
    return fill(words.today.phone_none, {})


def _next(sheet: DischargeSheet, words: SheetWords, dates: Dates) -> tuple[SheetLine, ...]:
    said, watch = words.next, sheet.monitoring
    lines = [
        SheetLine(said.infusion, _next_infusion(sheet, words, dates)),
        SheetLine(said.antiviral, _antiviral(sheet, words, dates)),
        *(SheetLine(said.medicines, _medicine(each, words, dates)) for each in sheet.medicines),
    ]
    values = {
        "every": dates.every(watch.every_months).capitalize(),
        "span": dates.span(watch.months),
    }
    if watch.first_by:
        values["date"] = dates.date(watch.first_by)
        lines.append(SheetLine(said.tests, fill(said.tests_by, values)))
    else:
        lines.append(SheetLine(said.tests, fill(said.tests_unknown, values)))
    exams = [
        filled(template, every=dates.every(months))
        for template, months in (
            (said.exam_thyroid, watch.thyroid_every_months),
            (said.exam_skin, watch.skin_every_months),
        )
        if months
    ]
    if exams:
        lines.append(SheetLine(said.exams, plain(" ".join(exams))))
    lines.append(SheetLine(said.food, fill(said.food_text, {})))
    lines.append(SheetLine(said.vaccines, fill(said.vaccines_text, {})))
    if sheet.contraception_until:
        until = {"date": dates.date(sheet.contraception_until)}
        lines.append(SheetLine(said.pregnancy, fill(said.pregnancy_text, until)))
    return tuple(lines)


def _next_infusion(sheet: DischargeSheet, words: SheetWords, dates: Dates) -> Rich:
    said, coming = words.next, sheet.next_infusion
    if coming is not None:
        values = {
            "date": dates.long_date(coming.on),
            "day": str(coming.day),
            "days": str(sheet.infusion.days),
        }
        if coming.at is None:
            return fill(said.infusion_on, values)
        return fill(said.infusion_at, {**values, "time": dates.clock(coming.at)})
    if not sheet.course_finished:
        return fill(said.infusion_unknown, {})
    if sheet.next_course_from:
        return fill(said.infusion_next_course, {"date": dates.date(sheet.next_course_from)})
    return fill(said.infusion_last, {})


def _antiviral(sheet: DischargeSheet, words: SheetWords, dates: Dates) -> Rich:
    said, taken = words.next, sheet.antiviral
    span = dates.span(sheet.antiviral_months)
    if taken is None:
        return fill(said.antiviral_none, {"span": span})
    order = _order(taken) if taken.how else f"{_order(taken)} {said.as_prescribed}"
    if taken.until is None:
        return fill(said.antiviral_for, {"medicine": order, "span": span})
    return fill(said.antiviral_until, {"medicine": order, "date": dates.date(taken.until)})


def _medicine(taken: Medicine, words: SheetWords, dates: Dates) -> Rich:
    if taken.until is None:
        template = words.next.medicine if taken.how else words.next.medicine_ask
        return fill(template, {"medicine": _order(taken)})
    return fill(
        words.next.medicine_until,
        {"medicine": _order(taken), "date": dates.date(taken.until)},
    )


def _order(taken: Medicine) -> str:
    return " ".join(part for part in (taken.name, taken.dose, taken.how) if part)


def _whom(sheet: DischargeSheet, words: SheetWords) -> tuple[tuple[str, str], ...]:
    said, unit, prescriber = words.whom, sheet.unit, sheet.prescriber
    doctor = clean(prescriber.name) if prescriber else said.prescriber
    return (
        (said.emergency, clean(unit.emergency_number)),
        (said.day, clean(unit.day_phone or "") or said.number_none),
        (said.night, clean(unit.night_phone or "") or said.number_none),
        (doctor, clean((prescriber.phone if prescriber else None) or "") or said.number_none),
    )


def _teach_back(sheet: DischargeSheet, words: SheetWords, dates: Dates) -> Rich:
    recorded = sheet.teach_back
    if recorded is None:
        return fill(words.before.not_recorded, {})
    values = {"by": recorded.by, "time": dates.time(recorded.at)}
    if recorded.done:
        return fill(words.before.taught, values)
    return fill(words.before.not_taught, {**values, "reason": recorded.reason})


def _card(sheet: DischargeSheet, words: SheetWords, dates: Dates) -> CardText:
    said, infusion, unit = words.card, sheet.infusion, sheet.unit
    short_until = dates.short_moment(sheet.watch_until)
    dose = f"{dates.number(infusion.dose_mg)} mg"
    phones = tuple(phone for phone in (unit.day_phone, unit.night_phone) if phone)
    prescriber = sheet.prescriber
    doctor = said.prescriber_none
    values = {"name": prescriber.name, "phone": prescriber.phone or ""} if prescriber else {}
    if prescriber:
        doctor = said.prescriber if prescriber.phone else said.prescriber_no_phone
    born = sheet.patient.born
    return CardText(
        cut=filled(said.cut, until=short_until),
        claim=filled(said.claim, product=infusion.brand),
        name=clean(sheet.patient.name),
        identity=" · ".join(
            (
                filled(words.born, date=dates.short_date(born)) if born else words.born_unknown,
                filled(words.mrn, mrn=sheet.patient.mrn),
            )
        ),
        given=(
            plain(f"{infusion.brand} ({infusion.substance})", bold=True),
            fill(said.given, {"dose": dose, "stop": dates.short_moment(infusion.ended_at)}),
            fill(said.alert, {"until": short_until}),
        ),
        team=said.team,
        lines=(
            fill(said.risks, {"span": dates.watch_span(sheet.watch_hours)}),
            _known(sheet.anticoagulants, said, "anticoagulants", dates),
            _known(sheet.allergies, said, "allergies", dates),
            fill(
                said.unit_phones,
                {"unit": unit.name, "phones": " · ".join(phones) or said.phones_none},
            ),
            fill(doctor, values),
        ),
    )


def _known(listed: tuple[str, ...] | None, said: CardWords, name: str, dates: Dates) -> Rich:
    """A list that is known, known to be empty, or not recorded: three different sentences."""
    if listed is None:
        return fill(getattr(said, f"{name}_unknown"), {})
    if not listed:
        return fill(getattr(said, f"{name}_none"), {})
    return fill(getattr(said, name), {"list": dates.and_list(listed)})
