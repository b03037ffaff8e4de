"""Who the patient is, in the words that stand wherever somebody must not be mixed up."""

from __future__ import annotations

from datetime import date

from app.models.day.session import Session
from app.models.moment import full_date
from app.models.patients import Patient


def whose(patient: Patient, session: Session) -> str:
    """`DOE, Jan · Chair 3`."""
    return f"{patient.name} · Chair {session.chair}"


def second_line(patient: Patient, on: date) -> str:
    """`female · 2 Apr 1986 (40) · MRN 00412`, with the age on that day."""
    born = f"{full_date(patient.born)} ({patient.age(on)})"
    return f"{patient.sex} · {born} · MRN {patient.mrn}"


def allergy(patient: Patient) -> str:
    """To be read before a medicine is given."""
    return f"Allergy: {patient.allergies}" if patient.allergies else "No known allergies"
