"""What the identity panel asks and says."""

from __future__ import annotations

from app.models.day.session import Session
from app.models.moment import full_date
from app.models.patients import Patient
from app.models.rules.pack import Pack
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
