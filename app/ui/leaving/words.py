"""What the panels of the way home say: end, observation, sheet, discharge."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from app.models.day import infusion, observation, tiers
from app.models.day.requirement import Gate, State
from app.models.day.session import Session
from app.models.moment import Now, hms
from app.models.rules.pack import Pack
from app.ui.asking.offered import Warned
from app.ui.gate.words import DoneLine, Roster, initials, name_of

Facts = tuple[tuple[str, str], ...]

PRINTED = "printed"
"""How the sheet was handed over, when this program did it."""

SAVED = "The file is saved. The patient does not have the sheet yet."

AFTER_SAVING = "Print it there, give it to the patient, then record how the patient got it."


@dataclass(frozen=True, slots=True)
class Observation:
    """The observation's clock: figures, the line below, how much has gone."""

    figures: str
    below: str
    share: float
    over: bool
    facts: Facts


END_HINT = "When the bag is empty, or the prescriber stops it: record the end."


def end_warning(session: Session) -> Warned | None:
    """There is no end to be recorded yet."""
    return Warned("The infusion was not started.") if session.started is None else None


def end_facts(session: Session, now: Now, pack: Pack) -> Facts:
    """Start, end, how long the pump ran, what was given."""
    if session.started is None:
        return ()
    until = session.ended.at if session.ended else session.true(now)
    given = infusion.given_ml(session, until)
    ended = now.wall(session.wall(session.ended.at)) if session.ended else "–"
    facts: Facts = (
        ("Started", now.wall(session.wall(session.started.at))),
        ("Ended", ended),
        ("Pump ran", _span(infusion.ran(session, until))),
        ("Given", f"{given:.1f} of {session.volume_ml:g} mL · {_milligrams(session, given, pack)}"),
    )
    early = session.early_reason if infusion.short(session, until, pack) else ""
    return (*facts, ("Ended early", early)) if early else facts


def _milligrams(session: Session, given: float, pack: Pack) -> str:
    return f"{infusion.given_mg(session, given, pack):.1f} mg"


NOT_ENDED = Warned("It counts from the recorded end.", "Record the end of the infusion first.")


def observation_clock(session: Session, now: Now, pack: Pack) -> Observation | None:
    """How much of the observation is left; None before the end is recorded."""
    if session.ended is None:
        return None
    span = timedelta(minutes=pack.discharge.observation_min.value)
    until = observation.observed_until(session, pack)
    at = session.discharged.at if session.discharged else session.true(now)
    left = max(timedelta(), until - at)
    if session.discharged:
        below = "observed"
        figures = hms(at - session.ended.at)
    else:
        figures = hms(left)
        below = f"left of {hms(span)}" if left else "observed long enough"
    return Observation(
        figures=figures,
        below=below,
        share=min(1.0, (at - session.ended.at) / span),
        over=not left,
        facts=(
            ("Infusion ended", now.wall(session.wall(session.ended.at))),
            ("Home from", now.wall(session.wall(until))),
        ),
    )


SHEET_HINT = "Go through it with the patient. It is in the words of the teach-back."


def sheet_warning(session: Session) -> Warned | None:
    """There is no sheet yet, or the one handed over is not right any more."""
    if session.ended is None:
        return Warned(
            "There is no sheet yet.",
            "It says until when to watch, and that counts from the end. Record the end first.",
        )
    if session.sheet and session.sheet_for != session.ended.at:
        return Warned(
            "The end was corrected since the sheet was handed over.",
            "The patient's sheet shows another hour: hand over a new one.",
        )
    return None


def watch_until(session: Session, now: Now, pack: Pack) -> str:
    """Until when the stroke signs matter most, by the wall."""
    if session.ended is None:
        return "–"
    until = session.ended.at + timedelta(hours=pack.after.watch_hours.value)
    return now.wall(session.wall(until))


def file_name(session: Session) -> str:
    """A name for the saved sheet that tells nobody who the patient is."""
    return f"discharge-sheet-chair-{session.chair}-{session.date.isoformat()}.pdf"


def another_way(how: str) -> str:
    """How it was handed over, as the record says it."""
    return f"handed over: {how.strip()}"


def missing(gate: Gate) -> Warned | None:
    """What still holds the patient here."""
    still = [item for item in gate if not item.done]
    if not still:
        return None
    names = ", ".join(item.title.lower() for item in still)
    return Warned(f"Not yet. Still missing: {names}.")


def day_facts(session: Session, now: Now, roster: Roster, pack: Pack) -> Facts:
    """The day in a few lines: what was given, when, how the patient leaves."""
    if session.started is None or session.ended is None:
        return ()
    given = infusion.given_ml(session, session.ended.at)
    started = now.wall(session.wall(session.started.at))
    ended = now.wall(session.wall(session.ended.at))
    at = session.discharged.at if session.discharged else session.true(now)
    allowed = session.overrides.get("observation")
    watched = _span(at - session.ended.at)
    early = allowed is not None and at < observation.observed_until(session, pack)
    return (
        ("Given", f"{given:.1f} of {session.volume_ml:g} mL · {_milligrams(session, given, pack)}"),
        ("Infusion", f"{started} to {ended}, pump ran {_span(_ran(session))}"),
        (
            "Observed",
            f"{watched}, leaves EARLY: {allowed.allowed_by}" if allowed and early else watched,
        ),
        ("Last vitals", _last(session, now, roster, pack)),
        ("Watch for stroke signs until", watch_until(session, now, pack)),
        ("Next infusion", _next(session)),
    )


def _ran(session: Session) -> timedelta:
    return infusion.ran(session, session.ended.at) if session.ended else timedelta()


def _last(session: Session, now: Now, roster: Roster, pack: Pack) -> str:
    if not session.vitals:
        return "none"
    last = session.vitals[-1]
    said = tiers.in_words(pack, last.taken).split(" · no stroke")[0]
    at = now.wall(session.wall(last.stamp.at))
    return f"{said}, {at} {initials(roster, last.stamp.by)}"


def _next(session: Session) -> str:
    if session.day >= session.days:
        return "this was the last day of the course"
    return f"tomorrow, day {session.day + 1} of {session.days}"


def went_home(session: Session, now: Now, roster: Roster, pack: Pack) -> DoneLine | None:
    """The line once the patient has left."""
    gone = session.discharged
    if gone is None:
        return None
    at = now.wall(session.wall(gone.at))
    early = observation.left_early(session, pack)
    what = f"Left early at {at}" if early else f"Went home at {at}"
    return DoneLine(State.OVERRIDDEN if early else State.MET, what, name_of(roster, gone.by))


def _span(span: timedelta) -> str:
    minutes = int(span.total_seconds() // 60)
    return f"{minutes // 60} h {minutes % 60:02} min" if minutes >= 60 else f"{minutes} min"
