"""Check-in: the authorization and the questions that may hold the start."""

from __future__ import annotations

from msgspec.structs import replace

from app.models import facts
from app.models.asking import Asked, Decision, handle
from app.models.day.apply import apply
from app.models.day.fits import fits
from app.models.day.requirement import Requirement, required
from app.models.day.sentence import say
from app.models.day.session import Session, Stamp
from app.models.day.stage import SessionCommand, running_day
from app.models.facts import Answer, Entry
from app.models.refusal import Refusal, missing, refuse
from app.models.rules.pack import Pack
from app.models.rules.stage import Stage


class ConfirmAuthorisation(SessionCommand, frozen=True):
    """Record that the REMS says the patient is authorised."""

    how: str
    reference: str = ""


class AnswerQuestions(SessionCommand, frozen=True):
    """Record answers to check-in questions, by the protocol's question keys."""

    answers: dict[str, Answer]


@handle.register
def confirm_authorisation(command: ConfirmAuthorisation, asked: Asked) -> Decision:
    """The REMS answered, by telephone or online."""
    session = running_day(asked)
    if isinstance(session, Refusal):
        return session
    confirmed = facts.AuthorisationConfirmed(
        how=command.how.strip(), reference=command.reference.strip()
    )
    return fits(confirmed, session, asked.pack) or (confirmed,)


@handle.register
def answer_questions(command: AnswerQuestions, asked: Asked) -> Decision:
    """Answers to questions of the protocol; an answer is never filled in."""
    session = running_day(asked)
    if isinstance(session, Refusal):
        return session
    answered = facts.QuestionsAnswered(answers=command.answers)
    return fits(answered, session, asked.pack) or (answered,)


@fits.register
def _(fact: facts.AuthorisationConfirmed, session: Session, pack: Pack) -> Refusal | None:
    return missing(how_it_was_confirmed=fact.how)


@fits.register
def _(fact: facts.QuestionsAnswered, session: Session, pack: Pack) -> Refusal | None:
    if not fact.answers:
        return refuse("missing", "No question was answered. Ask, then tap the answer.")
    if strange := sorted(set(fact.answers) - {item.key for item in pack.start.questions}):
        return refuse("unknown_question", f"The protocol has no question {', '.join(strange)}.")
    return None


@apply.register
def _(fact: facts.AuthorisationConfirmed, session: Session, stamp: Stamp, entry: Entry) -> Session:
    return replace(session, authorised=stamp, authorised_how=fact.how)


@apply.register
def _(fact: facts.QuestionsAnswered, session: Session, stamp: Stamp, entry: Entry) -> Session:
    return replace(session, answers={**session.answers, **fact.answers}, answered=stamp)


def contraindications_requirement(session: Session, pack: Pack) -> Requirement:
    asked = [item for item in pack.start.questions if item.group == "contraindications"]
    against = [
        item.short if session.answers[item.key] is Answer.YES else f"{item.short} unknown"
        for item in asked
        if session.answers.get(item.key, Answer.NO) is not Answer.NO
    ]
    missing = [item.short for item in asked if item.key not in session.answers]
    met = not against and not missing
    if against:
        detail = f"{', '.join(against)}: do not start, tell the prescriber"
    elif missing:
        detail = f"ask: {', '.join(missing)}"
    else:
        detail = f"{', '.join(item.short for item in asked)}: none"
    return required(
        session, "contraindications", "Contraindications", Stage.CHECK_IN,
        pack.start.contraindications, met, detail, session.answered if met else None,
    )  # fmt: skip


@say.register
def _(fact: facts.AuthorisationConfirmed, pack: Pack) -> str:
    reference = f" ({fact.reference})" if fact.reference else ""
    return f"{pack.start.authorisation.program} authorisation confirmed {fact.how}{reference}"


@say.register
def _(fact: facts.QuestionsAnswered, pack: Pack) -> str:
    short = {item.key: item.short for item in pack.start.questions}
    said = [f"{short.get(key, key)} {answer}" for key, answer in fact.answers.items()]
    return f"Asked: {', '.join(said)}"
