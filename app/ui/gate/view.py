"""A gate as a map: what it asks at the left, the panel for the one chosen at the right."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from app.models.day import gates, requirement
from app.models.day.requirement import Gate
from app.models.day.session import Session
from app.models.moment import Now
from app.models.rules.stage import Stage
from app.ui.asking.panel import Panel
from app.ui.asking.wanted import Task, Wanted
from app.ui.gate import words
from app.ui.gate.panels import panel_for
from app.ui.gate.words import DISCHARGE_KEY, START_KEY
from app.ui.session.words import View
from app.ui.shift import Shift
from app.ui.widgets.button import Button, Kind, wide
from app.ui.widgets.card import row
from app.ui.widgets.requirements import RequirementList

LIST_WIDTH = 430

LAST = {View.START_GATE: START_KEY, View.DISCHARGE_GATE: DISCHARGE_KEY}

ACTIONS = {START_KEY: "Start the infusion …", DISCHARGE_KEY: "Discharge …"}


class GateView(QWidget):
    """Either gate; `asked_for` and `recorded` come from the panel shown."""

    asked_for = Signal(object)
    recorded = Signal(object)

    def __init__(
        self, shift: Shift, session: str, view: View, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.shift = shift
        self.session_id = session
        self.pack = shift.rules(shift.session(session))
        self.view = view
        self.last = LAST[view]
        self._chosen = ""
        self._stage: Stage | None = None
        self._panels: dict[str, Panel] = {}
        self.list = RequirementList()
        self.list.setFixedWidth(LIST_WIDTH)
        self.list.chosen.connect(self.choose)
        self.go = wide(Button(ACTIONS[self.last], height=64, name=f"go-{self.last}"))
        self.go.clicked.connect(lambda: self.choose(self.last))
        self.right = QStackedWidget()
        left = QVBoxLayout()
        left.setSpacing(14)
        left.addWidget(self.list, 1)
        self.cancel = Button("Cancel day …", height=64, name="cancel-session")
        self.cancel.clicked.connect(lambda: self.asked_for.emit(Wanted(Task.CANCEL)))
        keeps = self.go.sizePolicy()
        keeps.setRetainSizeWhenHidden(True)  # so that "Cancel day" never stands where it stood
        self.go.setSizePolicy(keeps)
        self.cancel.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        left.addLayout(row(self.go, self.cancel, spacing=10))
        both = QHBoxLayout(self)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(14)
        both.addLayout(left)
        both.addWidget(self.right, 1)

    def choose(self, key: str) -> None:
        """Show the panel for a requirement, or for the gate's own action."""
        self._chosen = key
        session = self.shift.session(self.session_id)
        self._show(session, self.shift.now())

    def refresh(self, session: Session, stage: Stage, now: Now) -> None:
        """Show the gate as it stands; a change of stage chooses that stage's first open thing."""
        gate = self._gate(session, now)
        if stage is not self._stage:
            self._stage = stage
            self._chosen = _first_of(stage, gate) or self._chosen
        if not self._chosen:
            self._chosen = words.next_open(gate) or self.last
        self._show(session, now)

    def _gate(self, session: Session, now: Now) -> Gate:
        build = gates.start_gate if self.view is View.START_GATE else gates.discharge_gate
        return build(session, now, self.pack)

    def _show(self, session: Session, now: Now) -> None:
        gate = self._gate(session, now)
        roster = self.shift.desk.staff_by_id()
        view = words.start_view if self.last == START_KEY else words.discharge_view
        shown = view(gate, now, roster)
        self.list.set_heading(shown.heading)
        self.list.show_requirements(shown.lines, self._chosen)
        ready = not requirement.open_keys(gate)
        passed = session.started if self.last == START_KEY else session.discharged
        self.go.set_kind(Kind.MAIN if ready and self._chosen != self.last else Kind.PLAIN)
        self.go.setVisible(passed is None and self._chosen != self.last)
        self.cancel.setVisible(self.last == START_KEY and passed is None and not session.over)
        self.go.setEnabled(ready)
        panel = self._panel(self._chosen)
        self.right.setCurrentWidget(panel)
        chosen = next((item for item in gate if item.key == self._chosen), None)
        panel.refresh(session, chosen, now)

    def _panel(self, key: str) -> Panel:
        if key not in self._panels:
            panel = panel_for(key, self.shift, self.session_id)
            panel.asked_for.connect(self.asked_for)
            panel.recorded.connect(self._after)
            self.right.addWidget(panel)
            self._panels[key] = panel
        return self._panels[key]

    def _after(self, answer: object) -> None:
        """Something was recorded in a panel: go on to the next open thing when this one is done."""
        session, now = self.shift.session(self.session_id), self.shift.now()
        gate = self._gate(session, now)
        if self._chosen != self.last:
            self._chosen = words.select_after(gate, self._chosen, self.last)
        self.recorded.emit(answer)


def _first_of(stage: Stage, gate: Gate) -> str:
    """The stage's first open requirement, else its first; none for a stage that asks nothing."""
    mine = sorted((item for item in gate if item.stage is stage), key=lambda item: item.done)
    return mine[0].key if mine else ""
