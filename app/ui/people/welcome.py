"""The first start: set the unit up, or enter the practice unit."""

from __future__ import annotations

import secrets
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.errors import WorldError
from app.models.facts import Role as StaffRole
from app.models.rules.danger import PhoneRules
from app.ui.people.person_form import PersonFields
from app.ui.people.unit_form import UnitFields
from app.ui.people.words import (
    PersonForm,
    UnitForm,
    enrol_command,
    person_problems,
    unit_command,
    unit_problems,
)
from app.ui.shift import Reply, Shift
from app.ui.theme import Glyph
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.card import Bar, Card, ScrollPane, column
from app.ui.widgets.message import Message
from app.ui.widgets.text import Role, Text

OpenRecord = Callable[[bool], Shift]


class WelcomeScreen(QWidget):
    """Two ways in. The record is made only once the unit's form is complete and right.

    `open_record(practice)` opens or makes a record; it may raise a `WorldError`, which is shown.
    """

    practice_asked = Signal()
    unit_ready = Signal(str)

    def __init__(
        self, open_record: OpenRecord, phones: PhoneRules, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("welcome")
        self._open_record = open_record
        self._staff_id = secrets.token_hex(8)
        self._phones = phones
        self.unit = UnitFields(phones)
        self.person = PersonFields(role=StaffRole.CHARGE, name="welcome-person")
        self.message = Message(name="welcome-message")
        self._pages = QStackedWidget()
        self._pages.addWidget(self._ways())
        self._pages.addWidget(self._form())
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self._pages)

    def refresh(self) -> None:
        """Nothing here goes by the clock."""

    def ask_unit(self) -> None:
        """Show the form."""
        self._pages.setCurrentIndex(1)
        self.unit.fields["name"].setFocus(Qt.FocusReason.OtherFocusReason)

    def set_up(self) -> None:
        """Make the record from the form, or say what is missing; what was typed stays."""
        from app.store.pins import SHORTEST

        unit, person = self.unit.form(), self.person.form()
        wrong, also = unit_problems(unit, self._phones), person_problems(person, SHORTEST)
        self.person.show_problems(also)
        self.unit.show_problems(wrong)
        if wrong or also:
            count = len(wrong) + len(also)
            self.message.show_message(
                f"{count} {'field needs' if count == 1 else 'fields need'} another look."
            )
            return
        self._record(unit, person)

    def _record(self, unit: UnitForm, person: PersonForm) -> None:
        from app.store.pins import hash_pin

        try:
            shift = self._open_record(False)
            # A set-up that was cut off before its end goes on with whoever began it.
            begun = shift.desk.roster() if shift.desk.unit() is None else ()
        except WorldError as error:
            self.message.show_message(error.what, error.why, error.do)
            return
        staff_id = begun[0].id if begun else self._staff_id
        enrol = enrol_command(person, staff_id, hash_pin(person.pin))
        for command in (enrol, unit_command(unit)):
            answer = shift.ask(command, by=staff_id)
            if not answer.done:
                self._refused(answer)
                return
        self.message.clear()
        self.unit_ready.emit(staff_id)

    def _refused(self, answer: Reply) -> None:
        self.message.show_message(answer.sentence, source=answer.source)

    def _ways(self) -> QWidget:
        page = QWidget()
        unit = _way(
            "Set up this unit",
            "Name the unit, its chairs and telephone numbers, and who is in charge. "
            "The record is encrypted and stays on this workstation.",
            Button("Set up this unit", Kind.MAIN, height=60, name="welcome-unit"),
            self.ask_unit,
        )
        practice = _way(
            "Enter the practice unit",
            "Invented patients and staff, in a record of its own that is marked as practice on "
            "every screen and page. Try everything.",
            Button("Enter the practice unit", height=60, name="welcome-practice"),
            self.practice_asked.emit,
        )
        ways = QHBoxLayout()
        ways.setSpacing(14)
        ways.addStretch(1)
        for way in (unit, practice):
            ways.addWidget(way)
        ways.addStretch(1)
        title = Text("Chairside", Role.FIGURE, name="welcome-title")
        said = Text(
            "The infusion day at the chair: what is due, what was done, what goes home on paper.",
            Role.SECOND,
            wrap=True,
        )
        for line in (title, said):
            line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        page.setLayout(column(None, title, said, 20, ways, None, None))
        return page

    def _form(self) -> QWidget:
        page = QWidget()
        bar = Bar(height=64, name="welcome-head")
        back = Button("Back", glyph=Glyph.BACK, name="welcome-back")
        back.clicked.connect(lambda: self._pages.setCurrentIndex(0))
        bar.row.addWidget(back)
        bar.row.addSpacing(8)
        bar.row.addWidget(Text("Set up this unit", Role.NAME))
        bar.row.addStretch(1)
        left, right = Card(spacing=12), Card(spacing=12)
        left.body.addWidget(Text("The unit", Role.TITLE))
        left.body.addWidget(self.unit)
        left.body.addStretch(1)
        right.body.addWidget(Text("The first charge nurse", Role.TITLE))
        right.body.addWidget(
            Text("Enrols the others later, from the board.", Role.SECOND, wrap=True)
        )
        right.body.addWidget(self.person)
        right.body.addStretch(1)
        cards = QHBoxLayout()
        cards.setSpacing(14)
        for card in (left, right):
            cards.addWidget(card, 1)
        middle = QWidget()
        middle.setFixedWidth(1180)
        inside = column(cards, self.message, None, spacing=14)
        inside.setContentsMargins(20, 14, 20, 14)
        middle.setLayout(inside)
        pane = ScrollPane()
        pane.body.addWidget(middle, 1, Qt.AlignmentFlag.AlignHCenter)
        foot = Bar(Qt.Edge.BottomEdge, height=84, name="welcome-foot")
        foot.row.addStretch(1)
        done = Button("Set up the unit", Kind.MAIN, height=60, name="welcome-done")
        done.clicked.connect(self.set_up)
        foot.row.addWidget(done)
        layout = column(bar, pane, foot, spacing=0)
        layout.setStretch(1, 1)
        page.setLayout(layout)
        return page


def _way(title: str, sentence: str, button: Button, act: Callable[[], None]) -> Card:
    card = Card(padding=28, spacing=10)
    card.setFixedWidth(420)
    card.body.addWidget(Text(title, Role.NAME))
    card.body.addWidget(Text(sentence, Role.SECOND, wrap=True))
    card.body.addStretch(1)
    card.body.addSpacing(12)
    card.body.addWidget(button)
    button.clicked.connect(lambda: act())
    return card
