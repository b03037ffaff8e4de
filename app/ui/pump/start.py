"""The last panel before the pump runs: what will be recorded, and the start."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.models.asking import Command
from app.models.day import gates
from app.models.day.requirement import State
from app.models.day.session import Phase
from app.models.rules.rule import Rule
from app.ui.asking.form import FormPanel
from app.ui.asking.seen import Seen
from app.ui.bag import words as bag_words
from app.ui.gate.words import START_KEY, DoneLine, name_of
from app.ui.shift import Shift
from app.ui.shown import Measure
from app.ui.widgets.card import Hairline, column, row
from app.ui.widgets.facts import FactGrid
from app.ui.widgets.number_tile import NumberTile
from app.ui.widgets.text import Role, Text

READY = "Nothing is missing. Start the pump, then record it here."

OTHER_FIGURES, AS_CHECKED = "Other figures …", "As checked"


class StartPanel(FormPanel):
    """Volume and rate as they were checked, the latest start, and "Start the infusion"."""

    repeatable = False

    def __init__(self, shift: Shift, session: str, key: str = START_KEY) -> None:
        super().__init__(
            shift, session, key, "Start the infusion", action="Record: pump started", word="Started"
        )
        self._volume_figure = Text("", Role.FIGURE, name="start-volume-figure")
        self._rate_figure = Text("", Role.FIGURE, name="start-rate-figure")
        self._facts = FactGrid(name="start-facts")
        figures = row(spacing=18)
        for word, figure in (("Volume", self._volume_figure), ("Rate", self._rate_figure)):
            figures.addLayout(column(Text(f"{word}, as checked", Role.LABEL), figure, spacing=0), 1)
        self._checked = QWidget()
        figures.setContentsMargins(0, 0, 0, 0)
        self._checked.setLayout(figures)
        self.second.setText(OTHER_FIGURES)
        self.second.clicked.connect(self._toggle)
        self._volume = NumberTile(Measure("start-volume", "Volume", "mL", 2, 6))
        self._rate = NumberTile(Measure("start-rate", "Rate", "mL/h", 2, 6))
        for tile in (self._volume, self._rate):
            tile.setObjectName(tile.measure.key)
            tile.changed.connect(lambda _text: self._compare())
            tile.hide()
        self._volume.next_asked.connect(lambda: self._rate.setFocus(Qt.FocusReason.TabFocusReason))
        self._rate.next_asked.connect(self.record)
        self._differs = Text("", Role.STRONG, wrap=True, name="start-differs")
        self._differs.hide()
        self.fields.addWidget(self._checked)
        self.fields.addLayout(row(self._volume, self._rate))
        self.fields.addWidget(self._differs)
        self.fields.addWidget(Hairline())
        self.fields.addWidget(self._facts)

    def missing(self, seen: Seen) -> bool:
        """As long as it was not started."""
        return seen.session.phase is Phase.BEFORE

    def may_record(self, seen: Seen) -> bool:
        """Once."""
        return seen.session.phase is Phase.BEFORE

    def rule_shown(self, seen: Seen) -> Rule | None:
        """How long it takes."""
        return super().rule_shown(seen) or self.pack.infusion.planned_min

    def stands(self, seen: Seen) -> DoneLine | None:
        """When and by whom it was started."""
        session, now = seen.session, seen.now
        if session.started is None or not session.runs:
            return None
        when = now.wall(session.wall(session.started.at))
        what = f"Started: {session.volume_ml:g} mL at {session.runs[0].rate_ml_h:g} mL/h"
        by = session.started.by
        return DoneLine(State.MET, what, f"{when} · {name_of(self.roster(by), by)}")

    def show_state(self, seen: Seen) -> None:
        """The figures and times as they would be recorded now; what has run out meanwhile."""
        session, now, pack = seen.session, seen.now, self.pack
        by = session.bag.checked.by if session.bag and session.bag.checked else ""
        typed = (self._volume.text(), self._rate.text())
        shown = bag_words.start(session, now, pack, self.roster(by), *typed)
        if shown is not None:
            self._volume_figure.set_text(shown.volume)
            self._rate_figure.set_text(shown.rate)
            self._facts.show_facts(shown.facts)
        gate = gates.start_gate(session, now, pack) if seen.editing else ()
        warned = bag_words.start_warning(session, gate, now, pack)
        self.say(READY if all(need.done for need in gate) else "")
        self.warn(warned)

    def command(self) -> Command | str:
        """The start, with the figures as checked or as the pump shows them."""
        return bag_words.start_command(
            self.shift.session(self.session_id),
            self._volume.text(),
            self._rate.text(),
            changed=not self._volume.isHidden(),
        )

    def clear_form(self) -> None:
        """The figures as checked."""
        self._volume.clear()
        self._rate.clear()
        if not self._volume.isHidden():
            self._toggle()

    def _toggle(self) -> None:
        typing = self._volume.isHidden()
        self.second.setText(AS_CHECKED if typing else OTHER_FIGURES)
        self._checked.setVisible(not typing)
        for tile in (self._volume, self._rate):
            tile.clear()
            tile.setVisible(typing)
        self._compare()
        if typing:
            self._volume.setFocus(Qt.FocusReason.TabFocusReason)

    def _compare(self) -> None:
        session = self.shift.session(self.session_id)
        words = bag_words.differs(session, self._volume.text(), self._rate.text())
        self._differs.set_text(words)
        self._differs.setVisible(bool(words))
