"""The second person's own entry of the bag: who may check, what is typed, what differed."""

from __future__ import annotations

from collections.abc import Iterable

from app.models.day.bag import CheckBag, may_check
from app.models.day.session import Session
from app.models.rules.rule import Override, Rule
from app.models.staff import Staff
from app.ui.asking.figures import number
from app.ui.shown import Measure

PATIENT, LOT, DOSE, VOLUME, RATE = "patient", "lot", "dose", "volume", "rate"
"""The fields, by the names under which a difference is recorded."""


FIELDS = (
    Measure(DOSE, "Dose on the order", "mg", decimals=1, longest=5),
    Measure(VOLUME, "Volume in the bag", "mL", decimals=2, longest=6),
    Measure(RATE, "Rate", "mL/h", decimals=2, longest=6),
    Measure(LOT, "Lot on the vial", "", longest=20, letters=True),
    Measure(PATIENT, "MRN on the wristband", "", longest=20, letters=True),
)
"""In the order they are read off: order, bag, pump, vial, wristband."""


def checkers(roster: Iterable[Staff], session: Session) -> tuple[Staff, ...]:
    """Everybody who may check the bag: not who entered it, and not who corrected it."""
    return tuple(person for person in roster if may_check(person.id, session))


def nobody_words(rule: Rule) -> str:
    """What to do when nobody enrolled may check the bag."""
    said = (
        "Nobody enrolled here may check this bag: whoever prepared or corrected it may not check "
        "it. Ask a charge nurse to add a second person: Staff, on the board."
    )
    if rule.override is Override.PRESCRIBER:
        said += " With nobody else on duty a prescriber may override the check: close this, then tap Override."
    return said


def command(texts: dict[str, str], session: str) -> CheckBag | str:
    """What is asked, or the first field that is empty."""
    for field in FIELDS:
        if not texts.get(field.key, "").strip():
            return f"{field.label} is empty."
    numbers = {key: number(texts[key]) for key in (DOSE, VOLUME, RATE)}
    for field in FIELDS:
        if field.key in numbers and numbers[field.key] is None:
            return f"{field.label} is not a number. Type it again."
    return CheckBag(
        session=session,
        mrn=texts[PATIENT].strip(),
        lot=texts[LOT].strip(),
        dose_mg=numbers[DOSE] or 0.0,
        volume_ml=numbers[VOLUME] or 0.0,
        rate_ml_h=numbers[RATE] or 0.0,
    )


def differed(session: Session) -> tuple[str, ...]:
    """The keys of the fields that differed in the last check; none once it is checked."""
    bag = session.bag
    return bag.differed if bag and not bag.checked else ()


def differed_words(keys: tuple[str, ...]) -> str:
    """Names the fields, never the values."""
    labels = {field.key: field.label.lower().replace("mrn", "MRN") for field in FIELDS}
    names = ", ".join(labels.get(key, key) for key in keys)
    return f"Not the same: {names}. Look again, then type it again."
