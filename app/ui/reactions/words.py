"""What the reaction and stroke sheets say: whom to call, what to do, when the patient was well."""

from __future__ import annotations

from dataclasses import dataclass

from app.models.day import stroke, tiers
from app.models.day.session import Phase, Session, Stamp
from app.models.moment import Now
from app.models.patients import Patient
from app.models.rules.pack import Pack
from app.models.rules.rule import Listed
from app.models.unit import Unit
from app.ui.gate.words import Roster, initials
from app.ui.patients.wristband import whose


@dataclass(frozen=True, slots=True)
class Call:
    """The number that is shown large, and whom to tell next."""

    number: str
    next: str


@dataclass(frozen=True, slots=True)
class KnownLine:
    """A time to be read out on the telephone, and where it comes from."""

    time: str
    detail: str


def call(unit: Unit | None, patient: Patient, session: Session) -> Call:
    """The number staff call, or from home the patient; then the prescriber of this course."""
    course = next((item for item in patient.courses if item.number == session.course), None)
    name = course.prescriber if course else "the prescriber"
    phone = unit.prescriber_phone if unit else ""
    number = _number(unit, session) if unit else ""
    return Call(number=number or "–", next=f"then {name} {phone}".rstrip())


def _number(unit: Unit, session: Session) -> str:
    at_home = session.phase is Phase.DISCHARGED
    return unit.emergency_number if at_home else unit.for_staff


def last_known_well(session: Session, roster: Roster, now: Now) -> KnownLine:
    """The last recorded "no sign" before the first sign."""
    well = stroke.last_known_well(session)
    if well is None:
        return KnownLine(
            "not on record", "Ask who saw the patient well, and when. Write it as a note."
        )
    by = initials(roster, well.stamp.by)
    return KnownLine(
        now.wall(session.wall(well.stamp.at)),
        f"the last “no sign” on record · {by} · seen well later? Write who, in a note",
    )


def last_vitals(session: Session, roster: Roster, pack: Pack, now: Now) -> KnownLine:
    """The last set of vital signs in a line, and when it was taken."""
    if not session.vitals:
        return KnownLine("none yet", "No vital signs were recorded today.")
    last = session.vitals[-1]
    minutes = int((session.true(now) - last.stamp.at).total_seconds() // 60)
    age = f"{minutes} min ago" if minutes else "just now"
    at = now.wall(session.wall(last.stamp.at))
    said = tiers.in_words(pack, last.taken)
    return KnownLine(f"{at} · {age} · {initials(roster, last.stamp.by)}", said)


def stroke_steps(session: Session, number: str, now: Now, pack: Pack) -> tuple[str, ...]:
    """What to do at once for any stroke sign."""
    at_home = session.phase is Phase.DISCHARGED
    steps = pack.stroke.steps_after_leaving if at_home else pack.stroke.steps
    return _filled(steps, session, number, now, pack)


def reaction_steps(session: Session, number: str, now: Now, pack: Pack) -> tuple[str, ...]:
    """What to do at once for a reaction."""
    at_home = session.phase is Phase.DISCHARGED
    steps = pack.reaction.steps_after_leaving if at_home else pack.reaction.steps
    return _filled(steps, session, number, now, pack)


def _filled(steps: Listed, session: Session, number: str, now: Now, pack: Pack) -> tuple[str, ...]:
    words = {"pump": _pump(session, now), "number": number, "product": pack.product}
    return tuple(step.format_map(words) for step in steps.value)


def _pump(session: Session, now: Now) -> str:
    if session.phase is Phase.PAUSED:
        at = now.wall(session.wall(session.pauses[-1].start))
        return f"Stop the pump · on record {at}"
    running = session.phase is Phase.INFUSING
    return "Stop the pump" if running else "The pump is not running"


def reaction_title(session: Session, patient: Patient, stopped: Stamp | None, now: Now) -> str:
    """The sheet's title once the tap is on record."""
    who = whose(patient, session)
    if stopped is None:
        return f"Reaction · {who}"
    at = now.wall(session.wall(stopped.at))
    word = "Stopped" if session.phase is Phase.PAUSED else "Reaction"
    return f"{word} {at} · {who}"


def heard(names: tuple[str, ...], at: str) -> str:
    """What is on record, in a line: `14:05 · face droops, arm weak`."""
    return f"{at} · {', '.join(name[:1].lower() + name[1:] for name in names)}"


def graded(at: str, symptom: str, severity: str) -> str:
    """A symptom on record: `14:06 itching, moderate`."""
    return f"{at} {symptom.lower()}, {severity}"


def reaction_heard(seen: tuple[str, ...]) -> str:
    """What the reaction sheet says above the list."""
    if not seen:
        return "What does the patient have? Tap it, then how bad it is."
    return f"On record: {' · '.join(seen)}. What else?"
