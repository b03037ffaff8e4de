"""From a name to a chair: find the patient, see why they may start today or not, open the day."""

from __future__ import annotations

import secrets

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.models.asking import Command
from app.models.day.arrival import OpenSession
from app.ui.patients import words
from app.ui.patients.find import FindPage
from app.ui.patients.forms import OrderFields, PatientFields
from app.ui.patients.page import PatientPage
from app.ui.shift import Reply, Shift, new_request
from app.ui.theme import Glyph
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.sheet import Sheet
from app.ui.widgets.tappable import Tappable

MISSING = "Not everything is filled in yet."


class StartSessionSheet(Sheet):
    """`opened` brings the session to show: a new one, the running one, or an earlier day.

    `chair` is the free chair tapped on the board, 0 for none.
    """

    opened = Signal(str)

    def __init__(self, host: QWidget, shift: Shift, chair: int = 0) -> None:
        super().__init__(host, "Find a patient", width=820, name="start-session")
        self.shift = shift
        self._chair = chair
        self._found: words.Candidate | None = None
        self._request = new_request()
        self._session_id = secrets.token_hex(8)
        self._patient_id = secrets.token_hex(8)
        self.finder, self.newcomer = FindPage(), PatientFields()
        self.patient, self.order = PatientPage(), OrderFields()
        self._pages = QStackedWidget()
        for page in (self.finder, self.newcomer, self.patient, self.order):
            self._pages.addWidget(page)
        self._pages.setMinimumHeight(470)
        self.body.addWidget(self._pages, 1)
        self.back = Button("Back", Kind.QUIET, glyph=Glyph.BACK, name="start-session-back")
        self.back.clicked.connect(self._go_back)
        self.head.addWidget(self.back)
        self._connect()
        self._search("")
        self._show(self.finder, "Find a patient")

    def tick(self) -> None:
        """The heartbeat: nothing here goes by the clock."""

    # ---------------------------------------------------------------------------- the pages

    def _connect(self) -> None:
        self.finder.wanted.connect(self._search)
        self.finder.chosen.connect(self.choose)
        self.finder.new_asked.connect(self._ask_new)
        self.patient.changed.connect(self._name_action)
        self.patient.day_chosen.connect(self._go_to)
        for form in (self.newcomer, self.order):
            form.changed.connect(lambda: self.set_unsaved(True))
        self.accepted.connect(self._act)

    def _show(self, page: QWidget, title: str) -> None:
        self._pages.setCurrentWidget(page)
        self.set_title(title)
        self.set_message("")
        self.set_unsaved(False)
        self.back.setVisible(page is not self.finder)
        self._name_action()
        if self.isVisible():
            self._focus_first(page)

    def _focus_first(self, page: QWidget) -> None:
        first: QWidget = {
            self.finder: self.finder.words,
            self.newcomer: self.newcomer.family,
            self.order: self.order.first_day,
        }.get(page, self.main)
        if page is self.patient and self._found and self._found.next == "gap":
            first = self.patient.gap.allowed_by
        elif page is self.patient and not self.main.isEnabled():
            first = self.patient.chairs.findChildren(Tappable)[0]
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _search(self, typed: str) -> None:
        found = self.shift.desk.find_patients(typed)
        shown = [self._candidate(patient.id) for patient in found[: words.MOST_FOUND]]
        self.finder.show_found(
            [item for item in shown if item is not None], len(found) > words.MOST_FOUND
        )

    def _candidate(self, patient_id: str) -> words.Candidate | None:
        desk = self.shift.desk
        patient = desk.patient(patient_id)
        if patient is None:
            return None
        return words.candidate(
            patient,
            desk.sessions_of(patient_id),
            desk.unit(),
            self.shift.staff,
            self.shift.now(),
            desk.pack,
        )

    def choose(self, patient_id: str) -> None:
        """Show a patient and what can be done today."""
        self._found = self._candidate(patient_id)
        if self._found is None:
            return
        unit = self.shift.desk.unit()
        taken = {session.chair for session in self.shift.desk.open_sessions()}
        chairs = range(1, unit.chairs + 1) if unit else ()
        free = [chair for chair in chairs if chair not in taken]
        self.patient.show_candidate(self._found, free, self._chair)
        self._show(self.patient, self._found.name)
        self.fit()

    def _ask_new(self) -> None:
        self._show(self.newcomer, "New patient")

    def _ask_order(self) -> None:
        assert self._found is not None
        self.order.begin(self.shift.now().day)
        self._show(self.order, f"Order a course · {self._found.name}")

    def _go_back(self) -> None:
        if self._pages.currentWidget() is self.order and self._found:
            self.choose(self._found.id)
            return
        self._search(self.finder.words.text())
        self._show(self.finder, "Find a patient")

    # ------------------------------------------------------------------------------- acting

    def _name_action(self) -> None:
        page = self._pages.currentWidget()
        if page is self.newcomer:
            self.set_action("Register the patient")
        elif page is self.order:
            self.set_action("Record the order")
        elif page is self.patient and self._found:
            self._name_patient_action(self._found)
        else:
            self.set_action("")

    def _name_patient_action(self, found: words.Candidate) -> None:
        chair = self.patient.chair()
        match found.next:
            case "open" | "gap" if chair:
                self.set_action(f"Start at chair {chair}")
            case "open" | "gap":
                self.set_action("Choose a chair", enabled=False)
            case "order":
                self.set_action("Order a course")
            case "go":
                self.set_action("Go to the chair")
            case _:
                self.set_action("")

    def _act(self) -> None:
        page = self._pages.currentWidget()
        if page is self.newcomer:
            self._register()
        elif page is self.order:
            self._order()
        elif self._found and self._found.next == "order":
            self._ask_order()
        elif self._found and self._found.next == "go":
            self._go_to(self._found.session)
        elif self._found:
            self._open_session(self._found)

    def _register(self) -> None:
        form = self.newcomer.form()
        problems = words.patient_problems(form)
        self.newcomer.show_problems(problems)
        if problems:
            self.set_message(MISSING)
            return
        if self._ask(words.register_command(form, self._patient_id)).done:
            self.newcomer.begin()
            registered, self._patient_id = self._patient_id, secrets.token_hex(8)
            self.choose(registered)

    def _order(self) -> None:
        assert self._found is not None
        form = self.order.form()
        problems = words.order_problems(form)
        self.order.show_problems(problems)
        if problems:
            self.set_message(MISSING)
            return
        answer = self._ask(words.order_command(form, self._found.id))
        if answer.done:
            self.choose(self._found.id)
        elif answer.code == "too_early":
            self.order.ask_why_early()

    def _open_session(self, found: words.Candidate) -> None:
        command = OpenSession(
            session=self._session_id,
            patient=found.id,
            chair=self.patient.chair(),
            gap_allowed_by=self.patient.gap.allowed_by.text(),
            gap_reason=self.patient.gap.reason.text(),
        )
        if self._ask(command).done:
            self._go_to(self._session_id)

    def _ask(self, command: Command) -> Reply:
        """Record it, a double tap once; a refusal stands at the foot and nothing is lost."""
        answer = self.shift.ask(replace(command, request=self._request))
        if answer.done:
            self._request = new_request()
            self.set_unsaved(False)
        else:
            self.set_message(answer.sentence)
        return answer

    def _go_to(self, session_id: str) -> None:
        self.close_sheet()
        self.opened.emit(session_id)
