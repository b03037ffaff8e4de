"""Deciding about corrections: the wrong entry stays readable, the right one stands beside it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

import msgspec

from app.models import facts
from app.models.commands import CorrectEntry
from app.models.correction import as_it_stands, corrections
from app.models.decide.ask import handle
from app.models.decide.care import unusable_vitals
from app.models.decide.case import Asked, Decision, missing, refuse
from app.models.decide.checkin import no_dose, too_few_identifiers, unknown_questions
from app.models.decide.checks import unfit_correction
from app.models.decide.pump import bad_volume, early_end, too_slow
from app.models.decide.stage import known_session
from app.models.facts import Entry, EntryCorrected, Fact, StrokeCheck
from app.models.protocol import Choice, Pack
from app.models.refusal import Refusal
from app.models.session import Session, fold

STRUCK_OUT: tuple[type[Fact], ...] = (
    facts.VitalsTaken,
    facts.SymptomNoted,
    facts.StrokeSignsFound,
    facts.DrugGiven,
    facts.NoteWritten,
    facts.PremedicationGiven,
    facts.PremedicationFinished,
    facts.PremedicationWithheld,
    facts.RequirementOverridden,
    facts.IdentityConfirmed,
    facts.AuthorisationConfirmed,
    facts.QuestionsAnswered,
    facts.CheckAnswered,
    facts.CheckDecided,
    facts.TeachBackDone,
    facts.SheetHandedOver,
)
"""Kinds that may be struck out: without them the rest of the day still makes sense."""

CORRECTED: tuple[type[Fact], ...] = (
    *STRUCK_OUT,
    facts.BagPrepared,
    facts.InfusionStarted,
    facts.InfusionPaused,
    facts.InfusionResumed,
    facts.RateChanged,
    facts.InfusionEnded,
)
"""Kinds whose values or time may be corrected."""

FIXED: dict[type[Fact], tuple[str, ...]] = {
    facts.RequirementOverridden: ("requirement", "told_of_risk", "against_advice"),
    facts.PremedicationGiven: ("item",),
    facts.PremedicationFinished: ("item",),
    facts.PremedicationWithheld: ("item",),
    facts.StrokeSignsFound: ("last_known_well",),
    facts.CheckAnswered: ("check", "field"),
    facts.CheckDecided: ("check", "field", "said", "about"),
    facts.SymptomNoted: ("since",),
    facts.SheetHandedOver: ("ended_at",),
}
"""Fields without which it is another entry: it is struck out and recorded again."""


@handle.register
def correct_entry(command: CorrectEntry, asked: Asked) -> Decision:
    """At any time, also after discharge; the day must still make sense afterwards."""
    session = known_session(asked)
    if isinstance(session, Refusal):
        return session
    entry = next((item for item in session.entries if item.version == command.entry), None)
    if entry is None:
        return refuse("unknown_entry", f"There is no entry {command.entry} in this session.")
    if empty := missing(reason=command.reason):
        return empty
    stands = as_it_stands(entry, corrections(session.entries).get(entry.version, ()))
    if stands is None:
        return refuse("already_done", "This entry is struck out already. Record the right one.")
    if refused := _not_allowed(command, entry):
        return refused
    if command.occurred_at and _to_come(command.occurred_at, entry, session, asked):
        return refuse("future", "The right time lies in the future. Enter when it happened.")
    fact = EntryCorrected(
        entry=entry.version,
        reason=command.reason.strip(),
        struck=command.strike,
        values=command.values,
        occurred_at=command.occurred_at,
    )
    if not command.strike and (refused := _unfit(stands, fact, asked)):
        return refused
    return _makes_sense(session, fact, asked) or (fact,)


def _to_come(at: datetime, entry: Entry, session: Session, asked: Asked) -> bool:
    """Whether it lies in the future, on the wall clock as it went when the entry was written."""
    steps = [
        timedelta(seconds=item.fact.seconds)
        for item in session.entries
        if isinstance(item.fact, facts.ClockStepped) and item.version < entry.version
    ]
    return at - sum(steps, timedelta()) > session.true(asked.now)


def _not_allowed(command: CorrectEntry, entry: Entry) -> Refusal | None:
    kind = facts.kind_of(entry.fact).replace("_", " ")
    if not isinstance(entry.fact, CORRECTED):
        return refuse("not_correctable", f"“{kind}” is not corrected. Write a note beside it.")
    if command.strike and not isinstance(entry.fact, STRUCK_OUT):
        return refuse(
            "not_strikeable",
            f"“{kind}” is not struck out, the day hangs on it. Correct its time or values.",
        )
    if command.strike and _keeps_shut(entry.fact):
        return refuse(
            "not_strikeable",
            "Somebody decided not to go on. Only another decision, by a named prescriber, ends it.",
        )
    if not (command.strike or command.values or command.occurred_at):
        return refuse("nothing_changed", "Nothing changes. Say what is right, or strike it out.")
    if command.strike and (command.values or command.occurred_at):
        return refuse("strike_or_change", "Either strike it out or change it, not both.")
    return None


def _keeps_shut(fact: Fact) -> bool:
    """Whether it is a decision not to go on, which nobody strikes away."""
    return isinstance(fact, facts.CheckDecided) and fact.said is not facts.Said.GO_ON


def _unfit(stands: Entry, correction: EntryCorrected, asked: Asked) -> Refusal | None:
    """Values that the command itself would not have recorded."""
    try:
        right = facts.corrected(stands, correction).fact
    except (msgspec.ValidationError, TypeError) as error:
        return refuse("values", f"The corrected values do not fit: {error}.")
    _, now, pack = asked
    return (
        unfit_correction(stands.fact, right, now, pack)
        or _another_entry(stands.fact, right, pack)
        or _refused_values(stands.fact, right, pack)
    )


def _another_entry(wrong: Fact, right: Fact, pack: Pack) -> Refusal | None:
    """Something left empty, changed that cannot be changed, or not of the protocol's lists."""
    for name, value in msgspec.structs.asdict(wrong).items():
        if isinstance(value, str) and value and (empty := missing(**{name: getattr(right, name)})):
            return empty
        if name in FIXED.get(type(right), ()) and getattr(right, name) != value:
            return refuse(
                "record_again", "That is another entry. Strike this one out and record it again."
            )
    for word, known in _words(right, pack):
        if word not in {choice.key for choice in known}:
            return refuse("values", f"The protocol has no {word!r} here. Choose from the list.")
    return None


def _refused_values(wrong: Fact, right: Fact, pack: Pack) -> Refusal | None:
    match right:
        case facts.VitalsTaken():
            return _unfit_vitals(wrong, right, pack)
        case facts.IdentityConfirmed():
            return too_few_identifiers(right.identifiers, pack)
        case facts.QuestionsAnswered():
            return unknown_questions(right.answers, pack)
        case facts.PremedicationGiven():
            return no_dose(right.dose)
        case facts.InfusionStarted():
            return bad_volume(right.volume_ml, pack) or too_slow(right.rate_ml_h, pack)
        case facts.BagPrepared():
            return bad_volume(right.volume_ml, pack) or too_slow(right.rate_ml_h, pack)
        case facts.InfusionResumed() | facts.RateChanged():
            return too_slow(right.rate_ml_h, pack)
    return None


def _unfit_vitals(wrong: Fact, right: facts.VitalsTaken, pack: Pack) -> Refusal | None:
    was = wrong.stroke_check if isinstance(wrong, facts.VitalsTaken) else None
    if right.stroke_check is StrokeCheck.SIGN and was is not StrokeCheck.SIGN:
        return refuse(
            "record_again",
            "A stroke sign stops the pump and is recorded at once: strike this set out and "
            "record it again with the sign.",
        )
    return unusable_vitals(right, pack)


def _words(fact: Fact, pack: Pack) -> Iterable[tuple[str, tuple[Choice, ...]]]:
    """The keys in the fact that must be on a list of the protocol, each with its list."""
    match fact:
        case facts.BagPrepared():
            yield fact.diluent, pack.bag.diluents
        case facts.InfusionPaused():
            yield fact.reason, pack.infusion.pause_reasons
        case facts.SymptomNoted():
            yield fact.symptom, pack.symptoms
        case facts.StrokeSignsFound():
            yield from ((sign, pack.stroke_signs) for sign in fact.signs or ("",))


def _makes_sense(session: Session, fact: EntryCorrected, asked: Asked) -> Refusal | None:
    """Whether the day, told again with the correction, is one that can have been."""
    correction = Entry(
        device="",
        number=0,
        subject="",
        version=session.version + 1,
        fact=fact,
        occurred_at=asked.now.at,
        recorded_at=asked.now.at,
        offset_min=0,
        actor="",
    )
    told = fold(session.id, (correction,), session)
    if told is None or told.started is None:
        return None
    return _disordered(told) or _too_much(told) or _early_without_reason(told, asked.pack)


def _disordered(session: Session) -> Refusal | None:
    """A day in which something ends before it begins."""
    if session.bag and session.started and session.bag.diluted_at > session.started.at:
        return refuse("out_of_order", "Then the infusion would start before the dilution.")
    instants = [instant for run in session.runs for instant in (run.start, run.end) if instant]
    pauses = [
        instant for pause in session.pauses for instant in (pause.start, pause.end) if instant
    ]
    ends = [stamp.at for stamp in (session.ended, session.discharged) if stamp]
    if any(line != sorted(line) for line in ([*instants, *ends], [*pauses, *ends])):
        return refuse(
            "out_of_order",
            "Then something would end before it began. Check the time against the entries "
            "before and after it.",
        )
    return None


def _too_much(session: Session) -> Refusal | None:
    """More started than the bag held, or more given than was started."""
    if session.bag and session.volume_ml > session.bag.volume_ml:
        return refuse(
            "more_than_bag",
            f"Then {session.volume_ml:g} mL were started from a bag of "
            f"{session.bag.volume_ml:g} mL. Correct the start first.",
        )
    if session.given_ml is not None and not 0 <= session.given_ml <= session.volume_ml:
        return refuse(
            "given_volume",
            f"{session.given_ml:g} mL cannot be: {session.volume_ml:g} mL were started.",
        )
    return None


def _early_without_reason(session: Session, pack: Pack) -> Refusal | None:
    if session.ended is None:
        return None
    early = early_end(session, session.ended.at, session.early_reason, pack)
    return early if isinstance(early, Refusal) else None
