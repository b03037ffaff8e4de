"""The day in sentences: one row for each entry, corrections beside what they correct."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import singledispatch
from typing import Any

import msgspec

from app.models import facts, vitals
from app.models.checks import sentences
from app.models.correction import Correction, corrections, history
from app.models.facts import Entry, EntryCorrected, Fact
from app.models.moment import full_date
from app.models.protocol import Pack
from app.models.session import Session


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the day: what happened, when, and who wrote it.

    `wrong` is the sentence that was corrected, to be shown struck through beside `text`; several
    wrong ones stand one after the other, with arrows. A row struck out altogether has an empty
    `text`. `late_reason` says why it was written down later.
    """

    version: int
    kind: str
    at: datetime
    written_at: datetime
    text: str
    by: str
    wrong: str = ""
    wrong_at: datetime | None = None
    reason: str = ""
    corrected_by: str = ""
    late_reason: str = ""


def timeline(session: Session, pack: Pack) -> tuple[Row, ...]:
    """The day so far in the order it happened; a correction stands in the row it corrects.

    A row shows what the wall clock showed then, so after a clock step the times may go back.
    """
    made = corrections(session.entries)
    step = timedelta()
    placed = []
    answers: dict[str, dict[str, Any]] = {}
    for entry in session.entries:
        if isinstance(entry.fact, facts.ClockStepped):
            step += timedelta(seconds=entry.fact.seconds)
        if not isinstance(entry.fact, EntryCorrected):
            right = history(entry, made.get(entry.version, ()))[-1]
            row = _row(entry, made.get(entry.version, ()), pack, answers)
            placed.append((row.at - step, row.version, row))
            if right and isinstance(right.fact, facts.CheckAnswered):
                answers.setdefault(right.fact.check, {})[right.fact.field] = right.fact.value
    return tuple(row for _, _, row in sorted(placed, key=lambda place: place[:2]))


Answers = Mapping[str, Mapping[str, Any]]
"""The answers given so far, by check and field: a detail is said together with its question."""


def _row(entry: Entry, made: tuple[Correction, ...], pack: Pack, answers: Answers) -> Row:
    said = _said(entry.fact, pack, answers)
    row = Row(
        version=entry.version,
        kind=facts.kind_of(entry.fact),
        at=entry.occurred_at,
        written_at=entry.recorded_at,
        text=said,
        by=entry.actor,
        late_reason=entry.late_reason,
    )
    if not made:
        return row
    *earlier, right = history(entry, made)
    now_said = _said(right.fact, pack, answers) if right else ""
    at = right.occurred_at if right else entry.occurred_at
    before = [_said(item.fact, pack, answers) for item in earlier if item]
    return msgspec.structs.replace(
        row,
        at=at,
        text=now_said,
        wrong=" → ".join(text for text in dict.fromkeys(before) if text != now_said),
        wrong_at=entry.occurred_at if at != entry.occurred_at else None,
        reason="; ".join(fact.reason for _, fact in made),
        corrected_by=made[-1][0].actor,
    )


def _said(fact: Fact, pack: Pack, answers: Answers) -> str:
    if isinstance(fact, facts.CheckAnswered):
        return sentences.answered(fact, pack, answers.get(fact.check, {}))
    return say(fact, pack)


@singledispatch
def say(fact: Fact, pack: Pack) -> str:
    """The fact as a nurse would say it; a kind without words is a defect."""
    raise facts.UnknownKind(facts.kind_of(fact))


@say.register
def _(fact: facts.SessionOpened, pack: Pack) -> str:
    gap = (
        f", gap allowed by {fact.gap_allowed_by}: {fact.gap_reason}" if fact.gap_allowed_by else ""
    )
    return (
        f"Arrived at chair {fact.chair}: course {fact.course}, day {fact.day} of {fact.days}{gap}"
    )


@say.register
def _(fact: facts.IdentityConfirmed, pack: Pack) -> str:
    return f"Identity confirmed: {', '.join(item.replace('_', ' ') for item in fact.identifiers)}"


@say.register
def _(fact: facts.AuthorisationConfirmed, pack: Pack) -> str:
    reference = f" ({fact.reference})" if fact.reference else ""
    return f"{pack.start.authorisation.program} authorisation confirmed {fact.how}{reference}"


@say.register
def _(fact: facts.QuestionsAnswered, pack: Pack) -> str:
    short = {item.key: item.short for item in pack.start.questions}
    said = [f"{short.get(key, key)} {answer}" for key, answer in fact.answers.items()]
    return f"Asked: {', '.join(said)}"


@say.register
def _(fact: facts.CheckAnswered, pack: Pack) -> str:
    return sentences.answered(fact, pack, {})


say.register(facts.CheckDecided, sentences.decided)


@say.register
def _(fact: facts.PremedicationGiven, pack: Pack) -> str:
    running = ", running" if fact.running else ""
    return f"{fact.drug} {fact.dose:,g} {fact.unit} {fact.route}{running}"


@say.register
def _(fact: facts.PremedicationFinished, pack: Pack) -> str:
    return f"{_premedication(fact.item, pack)} finished"


@say.register
def _(fact: facts.PremedicationWithheld, pack: Pack) -> str:
    return f"{_premedication(fact.item, pack)} not given: {fact.reason}"


def _premedication(key: str, pack: Pack) -> str:
    item = pack.premedication(key)
    return item.name if item else key


@say.register
def _(fact: facts.BagPrepared, pack: Pack) -> str:
    return (
        f"Bag prepared: lot {fact.lot}, expires {full_date(fact.expires)}, "
        f"{fact.volume_ml:g} mL in {pack.name_of('diluent', fact.diluent)}, "
        f"{fact.rate_ml_h:g} mL/h"
    )


@say.register
def _(fact: facts.BagChecked, pack: Pack) -> str:
    return "Bag checked by a second person: all the same"


@say.register
def _(fact: facts.BagCheckDiffered, pack: Pack) -> str:
    return f"Bag check differed: {', '.join(fact.fields)}"


@say.register
def _(fact: facts.RequirementOverridden, pack: Pack) -> str:
    risk = ", told of the risk" if fact.told_of_risk else ""
    name = fact.requirement.replace("_", " ")
    return f"{name.capitalize()} overridden by {fact.allowed_by}: {fact.reason}{risk}"


@say.register
def _(fact: facts.InfusionStarted, pack: Pack) -> str:
    return f"Infusion started: {fact.volume_ml:g} mL at {fact.rate_ml_h:g} mL/h"


@say.register
def _(fact: facts.InfusionPaused, pack: Pack) -> str:
    note = f", {fact.note}" if fact.note else ""
    return f"Paused: {pack.name_of('pause_reason', fact.reason)}{note}"


@say.register
def _(fact: facts.InfusionResumed, pack: Pack) -> str:
    ordered = f", ordered by {fact.ordered_by}" if fact.ordered_by else ""
    return f"Resumed at {fact.rate_ml_h:g} mL/h{ordered}"


@say.register
def _(fact: facts.RateChanged, pack: Pack) -> str:
    return f"Rate changed to {fact.rate_ml_h:g} mL/h"


@say.register
def _(fact: facts.InfusionEnded, pack: Pack) -> str:
    given = f", {fact.given_ml:g} mL on the pump" if fact.given_ml is not None else ""
    early = f", early: {fact.early_reason}" if fact.early_reason else ""
    return f"Infusion ended{given}{early}"


@say.register
def _(fact: facts.VitalsTaken, pack: Pack) -> str:
    return f"Vitals {vitals.in_words(pack, fact)}"


@say.register
def _(fact: facts.SymptomNoted, pack: Pack) -> str:
    note = f": {fact.note}" if fact.note else ""
    said = f"since the infusion of {full_date(fact.since)}" if fact.since else fact.severity
    return f"{pack.name_of('symptom', fact.symptom)}, {said}{note}"


@say.register
def _(fact: facts.StrokeSignsFound, pack: Pack) -> str:
    signs = ", ".join(pack.name_of("stroke_sign", key) for key in fact.signs)
    return f"STROKE SIGNS: {signs}"


@say.register
def _(fact: facts.DrugGiven, pack: Pack) -> str:
    note = f": {fact.note}" if fact.note else ""
    return f"{fact.drug} {fact.dose} {fact.route}{note}"


@say.register
def _(fact: facts.NoteWritten, pack: Pack) -> str:
    return fact.text


@say.register
def _(fact: facts.TeachBackDone, pack: Pack) -> str:
    note = f": {fact.note}" if fact.note else ""
    return f"Teach-back: the five groups and whom to call{note}"


@say.register
def _(fact: facts.SheetHandedOver, pack: Pack) -> str:
    return f"Discharge sheet {fact.how}"


@say.register
def _(fact: facts.PatientDischarged, pack: Pack) -> str:
    return "Discharged EARLY" if fact.early else "Discharged"


@say.register
def _(fact: facts.SessionCancelled, pack: Pack) -> str:
    return f"Cancelled: {fact.reason}"


@say.register
def _(fact: facts.AlarmAcknowledged, pack: Pack) -> str:
    return f"Alarm seen: {fact.alarm.split('-')[0]}"


@say.register
def _(fact: facts.ClockStepped, pack: Pack) -> str:
    way = "forward" if fact.seconds > 0 else "back"
    return (
        f"The workstation's clock jumped {way} {_span(abs(fact.seconds))}; elapsed times are right"
    )


@say.register
def _(fact: facts.WorkstationSlept, pack: Pack) -> str:
    return f"The workstation slept {_span(fact.seconds)}; elapsed times are right"


def _span(seconds: float) -> str:
    return (
        f"{seconds / 60:.0f} min"
        if seconds >= 90
        else f"{timedelta(seconds=round(seconds)).seconds} s"
    )
