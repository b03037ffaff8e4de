"""The check-in panels: identity, the authorisation, contraindications."""

from __future__ import annotations

from app.models.asking import Command
from app.models.day.arrival import ConfirmIdentity
from app.models.day.checkin import AnswerQuestions, ConfirmAuthorisation
from app.models.facts import Answer, Identifier
from app.ui.asking.form import FormPanel
from app.ui.asking.seen import Seen
from app.ui.checkin import words
from app.ui.shift import Shift
from app.ui.widgets.choice import ChoiceGrid, QuestionRow
from app.ui.widgets.fields import TextField


class IdentityPanel(FormPanel):
    """Two identifiers that agree with the record, tapped one by one."""

    def __init__(self, shift: Shift, session: str, key: str = "identity") -> None:
        super().__init__(
            shift, session, key, "Identity", action="Confirm identity",
            again="Confirm again", word="Confirmed",
        )  # fmt: skip
        story = shift.session(session)
        self.say(words.identity_hint(self.pack))
        self._agree = ChoiceGrid(
            words.identifiers(shift.patient_of(story), story),
            several=True,
            columns=1,
            name="identity",
        )
        self.fields.addWidget(self._agree)

    def command(self) -> Command | str:
        """The identifiers tapped."""
        return ConfirmIdentity(
            session=self.session_id,
            identifiers=tuple(Identifier(key) for key in self._agree.chosen()),
        )

    def clear_form(self) -> None:
        """None tapped."""
        self._agree.set_chosen(())


class AuthorisationPanel(FormPanel):
    """Somebody said that the patient is authorised: how, and its reference if it gave one."""

    def __init__(self, shift: Shift, session: str, key: str = "authorisation") -> None:
        pack = shift.rules(shift.session(session))
        super().__init__(
            shift, session, key, words.authorization_title(pack), action="Confirm authorisation",
            again="Confirm again", word="Confirmed",
        )  # fmt: skip
        self.say(words.authorization_hint(pack))
        self._how = ChoiceGrid(words.ways_to_confirm(pack), name="authorisation")
        self._reference = TextField("Reference, if one was given", name="authorisation-reference")
        self._reference.entered.connect(self.record)
        self.fields.addWidget(self._how)
        self.fields.addWidget(self._reference)

    def command(self) -> Command | str:
        """How it was confirmed."""
        how = self._how.chosen()
        if not how:
            return "Tap how it was confirmed: by telephone or online."
        return ConfirmAuthorisation(
            session=self.session_id, how=how[0], reference=self._reference.text()
        )

    def clear_form(self) -> None:
        """Nothing chosen or typed."""
        self._how.set_chosen(())
        self._reference.set_text("")


class ContraindicationsPanel(FormPanel):
    """The protocol's questions, asked one by one; a yes or an unknown holds the start."""

    def __init__(self, shift: Shift, session: str, key: str = "contraindications") -> None:
        super().__init__(
            shift, session, key, "Contraindications", action="Record the answers",
            again="Ask again", word="Asked",
        )  # fmt: skip
        self.say("Ask each one. Nothing is filled in from yesterday.")
        self.fields.setSpacing(0)
        self._rows: dict[str, QuestionRow] = {}
        answers = shift.session(session).answers
        for question in words.questions(self.pack):
            line = QuestionRow(question.text, name=f"question-{question.key}")
            said = answers.get(question.key)
            line.answer.set_choice(said.value if said else None)
            self.fields.addWidget(line)
            self._rows[question.key] = line

    def show_state(self, seen: Seen) -> None:
        """A yes or an unknown on record, said plainly."""
        session = seen.session
        known = self.roster(session.answered.by if session.answered else "")
        self.warn(words.against(session, seen.now, self.pack, known))

    def command(self) -> Command | str:
        """The answers tapped so far; what was not asked stays missing in the gate."""
        given = {key: line.answer.choice() for key, line in self._rows.items()}
        return AnswerQuestions(
            session=self.session_id,
            answers={key: Answer(said) for key, said in given.items() if said},
        )

    def clear_form(self) -> None:
        """Asked anew from the first; while it is held, what was answered stays in sight."""
        session = self.shift.session(self.session_id)
        held = any(answer is not Answer.NO for answer in session.answers.values())
        partly = any(key not in session.answers for key in self._rows)
        for key, line in self._rows.items():
            said = session.answers.get(key) if held or partly else None
            line.answer.set_choice(said.value if said else None)
