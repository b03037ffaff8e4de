"""The words of the sheets for a symptom, a drug and a note, and what is asked at once."""

from __future__ import annotations

import unicodedata

from app.models.fits import SEVERITIES as KNOWN
from app.models.protocol import Choice, Pack

SEVERITIES = tuple(Choice(key=key, name=key.capitalize()) for key in KNOWN)
"""How bad it is, from the least to the worst."""

NO_MATCH = "No symptom is called that. Choose “Something else” and say it in the note."

ALSO_CALLED: dict[str, str] = {
    "headache": "migraine cephalgia head",
    "rash": "skin red spots erythema exanthema",
    "fever": "temperature pyrexia hot",
    "nausea": "sick queasy",
    "urticaria": "urticaria welts wheals",
    "itching": "pruritus itchy scratching",
    "flushing": "red hot face",
    "chills": "rigors shivering shaking cold",
    "shortness_of_breath": "sob breathless dyspnea dyspnoea breathing",
    "chest_pain": "angina pressure heart",
    "throat_swelling": "angioedema airway lump swallow",
    "facial_swelling": "angioedema lips eyes swollen",
    "wheeze": "wheezing bronchospasm asthma",
    "dizziness": "dizzy giddy lightheaded vertigo",
    "fainting": "fainted syncope collapse passed out",
    "palpitations": "heart racing fluttering",
    "fast_pulse": "tachycardia tachy heart",
    "slow_pulse": "bradycardia brady heart",
    "low_pressure": "hypotension bp",
    "high_pressure": "hypertension bp",
    "coughing_blood": "hemoptysis haemoptysis lung",
    "fatigue": "tired weak exhausted",
    "insomnia": "sleep awake",
    "altered_taste": "metallic dysgeusia mouth",
    "indigestion": "heartburn dyspepsia reflux stomach",
    "pain": "ache sore neck arm leg muscle myalgia",
    "back_pain": "ache",
    "joint_pain": "ache arthralgia",
    "stomach_pain": "abdomen abdominal belly cramps",
    "vomiting": "sick emesis threw up",
    "diarrhoea": "diarrhoea loose stool",
    "tingling": "numb numbness pins needles paresthesia paraesthesia",
    "other": "something else other",
}
"""What else a nurse may type for a symptom of the protocol, by its key."""

SUDDEN: dict[str, str] = {
    "headache": "Headache: was it sudden, the worst ever, or with neck pain?",
    "neck_pain": "Neck pain: was it sudden, or with a headache?",
    "pain": "Pain: was it sudden, and in the head or neck?",
}
"""What is asked at once, because it may be a stroke or a dissection."""

STOP_FIRST = (
    "throat_swelling",
    "facial_swelling",
    "shortness_of_breath",
    "wheeze",
    "chest_pain",
    "fainting",
    "coughing_blood",
)
"""Shown first. A list of the program's own, in no protocol pack."""

STOP_HEADING = "Stop the pump for these"
OTHER = "other"

NOT_SUDDEN = "asked: not sudden, not the worst ever, no neck pain"
"""What the record says when the answer was no."""

HEAD_OR_NECK = "head_neck"
"""The stroke sign that a yes stands for."""

ROUTES = tuple(
    Choice(key=key, name=name)
    for key, name in (
        ("IV", "IV"),
        ("IM", "IM"),
        ("by mouth", "By mouth"),
        ("under the skin", "Under the skin"),
        ("inhaled", "Inhaled"),
        ("other", "Another way"),
    )
)
"""How a medicine went in."""

USUAL_DRUGS = ("epinephrine", "diphenhydramine", "oxygen", "sodium chloride 0.9%")
"""Names that save typing beside those of the protocol; never a dose."""


def find(pack: Pack, words: str) -> tuple[Choice, ...]:
    """The symptoms that a nurse may mean, the nearest first; all, when nothing was typed."""
    typed = _plain(words).split()
    if not typed:
        return pack.symptoms
    ranked = [
        (rank, place, item)
        for place, item in enumerate(pack.symptoms)
        if (rank := _rank(item, typed)) is not None
    ]
    return tuple(item for _, _, item in sorted(ranked, key=lambda found: found[:2]))


def grouped(pack: Pack) -> tuple[tuple[Choice, ...], tuple[Choice, ...]]:
    """The symptoms to stop the pump for, and the others as the protocol lists them: common first."""
    known = {item.key: item for item in pack.symptoms}
    first = tuple(known[key] for key in STOP_FIRST if key in known)
    return first, tuple(item for item in pack.symptoms if item.key not in STOP_FIRST)


def action(name: str, severity: str) -> str:
    """What the main button records: `Record: flushing, mild`."""
    if not name or not severity:
        return "Record"
    said = name[:1].lower() + name[1:] if name[1:2].islower() else name
    return f"Record: {said}, {severity}"


def _rank(item: Choice, typed: list[str]) -> int | None:
    """0 when the name itself begins so, 1 when a word of it does, 2 for another name."""
    name = _plain(item.name)
    if name.startswith(" ".join(typed)):
        return 0
    own = [*name.split(), *_plain(item.key).split()]
    if all(any(word.startswith(part) for word in own) for part in typed):
        return 1
    every = [*own, *_plain(ALSO_CALLED.get(item.key, "")).split()]
    return 2 if all(any(word.startswith(part) for word in every) for part in typed) else None


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text.casefold().replace("_", " "))
    return "".join(letter for letter in folded if not unicodedata.combining(letter))


def symptom_note(note: str, *, asked: bool) -> str:
    """The note, with the answer to the question that was asked."""
    return "; ".join(part for part in (note.strip(), NOT_SUDDEN if asked else "") if part)


def drugs(pack: Pack) -> tuple[str, ...]:
    """Names to tap instead of typing: the protocol's, then the usual ones."""
    protocol = [item.drug for item in pack.premedications]
    return tuple(dict.fromkeys((*protocol, *USUAL_DRUGS)))
