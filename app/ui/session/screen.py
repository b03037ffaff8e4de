"""The session screen: who it is, where the day stands, what is due, and the row of buttons."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.models.day.alarms import AcknowledgeAlarm
from app.models.day.session import Session
from app.models.moment import Now
from app.models.rules.stage import Stage
from app.ui.asking.wanted import Task, Wanted
from app.ui.gate.view import GateView
from app.ui.gate.words import DISCHARGE_KEY
from app.ui.session import day_words as day
from app.ui.session import words
from app.ui.session.chart_words import chart
from app.ui.session.clock import ClockCard
from app.ui.session.day import DayView
from app.ui.session.foot import Foot
from app.ui.session.sheets import open_sheet
from app.ui.session.words import View
from app.ui.shift import Shift
from app.ui.widgets.alarms import AlarmStack
from app.ui.widgets.elsewhere import ElsewhereRow
from app.ui.widgets.header import PatientHeader
from app.ui.widgets.stage_rail import StageRail

CLOCK_WIDTH = 500


class SessionScreen(QWidget):
    """One day at one chair; `refresh` shows it as it stands.

    `left` asks for the board, `lock_asked` to lock, `session_chosen` for another chair.
    """

    left = Signal()
    lock_asked = Signal()
    session_chosen = Signal(str)

    def __init__(self, shift: Shift, session: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("session-screen")
        self.shift = shift
        self.session_id = session
        self.pack = shift.rules(shift.session(session))
        self._viewed: Stage | None = None
        self._shown_version = 0
        self._charted = (0, "")
        self.header = PatientHeader()
        self.header.back_pressed.connect(self.left)
        self.header.lock_pressed.connect(self.lock_asked)
        self.rail = StageRail()
        self.rail.chosen.connect(self._view)
        self.alarms = AlarmStack()
        self.alarms.acknowledged.connect(self._acknowledge)
        self.alarms.opened.connect(lambda _key: self.ask(Wanted(Task.VITALS)))
        self.elsewhere = ElsewhereRow()
        self.elsewhere.chosen.connect(self.session_chosen)
        self.clock = ClockCard()
        self.clock.setFixedWidth(CLOCK_WIDTH)
        self.clock.asked.connect(lambda task: self.ask(Wanted(task)))
        self.day = DayView()
        self.day.entry_chosen.connect(lambda key: self.ask(Wanted(Task.CORRECT, key)))
        self.start_gate = GateView(shift, session, View.START_GATE)
        self.discharge_gate = GateView(shift, session, View.DISCHARGE_GATE)
        for gate in (self.start_gate, self.discharge_gate):
            gate.asked_for.connect(self.ask)
            gate.recorded.connect(lambda _answer: self.after_entry())
        self.foot = Foot()
        self.foot.asked.connect(lambda task: self.ask(Wanted(task)))
        self._middle = QStackedWidget()
        self._lay_out()
        self.refresh()

    def _lay_out(self) -> None:
        running = QWidget()
        cards = QHBoxLayout(running)
        cards.setContentsMargins(0, 0, 0, 0)
        cards.setSpacing(14)
        cards.addWidget(self.clock)
        cards.addWidget(self.day, 1)
        self._pages = {
            View.CLOCK: running,
            View.START_GATE: self.start_gate,
            View.DISCHARGE_GATE: self.discharge_gate,
        }
        for page in self._pages.values():
            self._middle.addWidget(page)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(20, 0, 20, 6)
        column.setSpacing(10)
        column.addWidget(self.elsewhere)
        column.addWidget(self.alarms)
        column.addWidget(self._middle, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        for part in (self.header, self.rail):
            whole.addWidget(part)
        whole.addWidget(middle, 1)
        whole.addWidget(self.foot)

    # ------------------------------------------------------------------------------- showing

    def refresh(self) -> None:
        """Show everything as it stands now; called with every heartbeat and after every entry."""
        now, pack = self.shift.now(), self.pack
        session = self.shift.session(self.session_id)
        self._show_who(session)
        current = words.current_stage(session, now, pack)
        viewed = self._viewed or current
        self.rail.show_stages(words.stages(session, now, pack), viewed.value)
        seen = self.shift.outlooks.of(session, now, pack)
        self.alarms.show_alarms(day.alarm_lines(seen, now, self._prescriber(session)))
        others = [item for item in self.shift.desk.open_sessions() if item.id != session.id]
        self.elsewhere.show_alarms(
            day.elsewhere_lines(others, now, self.shift.rules, self.shift.outlooks.of)
        )
        clock = words.clock(session, now, pack)
        self._show_middle(session, viewed, clock, now)
        self.foot.show_main(clock is not None and not session.over and not clock.main)
        self._shown_version = session.version

    def _prescriber(self, session: Session) -> str:
        """Whom to call about this patient, and the number."""
        unit = self.shift.desk.unit()
        course = self.shift.patient_of(session).course
        parts = (course.prescriber if course else "", unit.prescriber_phone if unit else "")
        return " ".join(part for part in parts if part)

    def _show_who(self, session: Session) -> None:
        unit = self.shift.desk.unit()
        self.header.show_patient(
            words.who(session, self.shift.patient_of(session), unit, self.pack)
        )
        nurse = self.shift.staff.name if self.shift.staff else ""
        now = self.shift.now()
        self.header.show_shift(f"{now.local(now.at):%H:%M}", nurse)

    def _show_middle(
        self, session: Session, viewed: Stage, clock: words.ClockView | None, now: Now
    ) -> None:
        pack = self.pack
        view = words.VIEWS[viewed]
        if view is View.CLOCK and clock is None:
            view = View.START_GATE
        self._middle.setCurrentWidget(self._pages[view])
        if view is not View.CLOCK or clock is None:
            gate = self.start_gate if view is View.START_GATE else self.discharge_gate
            gate.refresh(session, viewed, now)
            return
        self.clock.show_clock(clock)
        self.clock.show_due(day.due_lines(self.shift.outlooks.of(session, now, pack), now))
        minute = (session.version, f"{now.local(now.at):%d %H:%M}")
        if minute != self._charted:
            self._charted = minute
            self.day.show_chart(chart(session, now, pack))
        if session.version != self._shown_version:
            roster = self.shift.desk.staff_by_id()
            self.day.show_lines(day.day_lines(session, roster, now, pack))

    def _view(self, stage: str) -> None:
        """Look at another stage; the patient stays where they are."""
        now = self.shift.now()
        current = words.current_stage(self.shift.session(self.session_id), now, self.pack)
        self._viewed = None if stage == current.value else Stage(stage)
        self._shown_version = 0
        self.refresh()

    # --------------------------------------------------------------------------------- asking

    def ask(self, wanted: Wanted) -> None:
        """Open the sheet, or go to the panel, for a button, a due thing or a panel."""
        task = wanted.task
        if task is Task.DISCHARGE:
            self._view(Stage.DISCHARGE.value)
            self.discharge_gate.choose(DISCHARGE_KEY)
            return
        if task in (Task.BAG, Task.START):
            self._viewed = None
            self.refresh()
            self.start_gate.choose(task.value)
            return
        if task is Task.HOME:
            self._view(Stage.DISCHARGE.value)
            return
        sheet = open_sheet(wanted, self.window(), self.shift, self.session_id)
        if sheet is not None:
            sheet.recorded.connect(lambda _answer: self.after_entry())

    def after_entry(self) -> None:
        """Something was recorded: look at where the patient is now."""
        before = self._viewed
        session, now = self.shift.session(self.session_id), self.shift.now()
        current = words.current_stage(session, now, self.pack)
        if before is not None and words.VIEWS[before] is not words.VIEWS[current]:
            keep = words.VIEWS[before] is View.DISCHARGE_GATE
            self._viewed = before if keep else None
        self.refresh()

    def _acknowledge(self, key: str) -> None:
        self.shift.ask(AcknowledgeAlarm(session=self.session_id, alarm=key))
        self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 to F9 are the row of buttons, from left to right."""
        place = event.key() - Qt.Key.Key_F2
        if 0 <= place < len(self.foot.tasks):
            self.ask(Wanted(self.foot.tasks[place]))
        else:
            super().keyPressEvent(event)
