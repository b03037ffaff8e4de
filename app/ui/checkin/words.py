"""What the check-in panels ask and say."""

from __future__ import annotations

from app.models.day.session import Session
from app.models.facts import Answer
from app.models.moment import Now, full_date
from app.models.patients import Patient
from app.models.rules.pack import Pack, Question
from app.ui.asking.offered import Warned
from app.ui.gate.words import Roster, name_of, sentence
from app.ui.shown import Offered


def identifiers(patient: Patient, session: Session) -> tuple[Offered, ...]:
    """What the patient may be recognised by, each beside what is on record, to compare."""
    born = f"{full_date(patient.born)} · {patient.age(session.date)} years"
    return (
        Offered("name", "Name, said by the patient", patient.name),
        Offered("date_of_birth", "Date of birth, said by the patient", born),
        Offered("mrn", "MRN, read from the wristband", patient.mrn),
    )


def identity_hint(pack: Pack) -> str:
    """How many are wanted."""
    return f"Tap what agrees, {pack.start.identity.value} or more. The chair is never one."


def authorization_title(pack: Pack) -> str:
    """The panel's title."""
    return f"{pack.start.authorisation.program} authorisation"


def authorization_hint(pack: Pack) -> str:
    """Whom to ask."""
    return f"Ask the {pack.start.authorisation.program} today whether the patient is authorised."


def ways_to_confirm(pack: Pack) -> tuple[Offered, ...]:
    """How an authorisation is confirmed; the key is what is recorded."""
    program = pack.start.authorisation.program
    return (
        Offered("by telephone", "By telephone", f"the {program} said: authorised"),
        Offered("online", "Online", f"the {program} page shows: authorised"),
    )


def questions(pack: Pack) -> tuple[Question, ...]:
    """The questions about contraindications."""
    return tuple(item for item in pack.start.questions if item.group == "contraindications")


def against(session: Session, now: Now, pack: Pack, roster: Roster) -> Warned | None:
    """What was answered yes or unknown today: it holds the start, whoever asks."""
    found = []
    for item in questions(pack):
        answer = session.answers.get(item.key, Answer.NO)
        if answer is not Answer.NO:
            found.append(f"{item.short}: {answer}")
    if not found or session.answered is None:
        return None
    stamp = session.answered
    when = now.wall(session.wall(stamp.at))
    said = f"{sentence(', '.join(found))} ({when} · {name_of(roster, stamp.by)})."
    return Warned(
        "Do not start. Tell the prescriber.", f"{said} Nobody may let this pass at the chair."
    )
