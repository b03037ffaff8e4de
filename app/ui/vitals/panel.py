"""The vital signs as a gate asks for them: the last set, how long it counts, and to take another."""

from __future__ import annotations

from app.models.asking import Command
from app.models.day.requirement import State
from app.ui.asking.form import FormPanel
from app.ui.asking.seen import Seen, Shows
from app.ui.asking.wanted import Task, Wanted
from app.ui.gate.words import DoneLine
from app.ui.shift import Shift
from app.ui.vitals import last_set
from app.ui.widgets.button import Kind
from app.ui.widgets.card import row
from app.ui.widgets.facts import FactGrid
from app.ui.widgets.text import Role, Text

TITLES = {
    "baseline_vitals": "Baseline vitals",
    "stroke_check": "Stroke check",
    "last_vitals": "Last vitals",
    "last_stroke_check": "Last stroke check",
}


class VitalsPanel(FormPanel):
    """One panel for vital signs and stroke check, of the start gate and of the discharge gate."""

    repeatable = False

    def __init__(self, shift: Shift, session: str, key: str = "baseline_vitals") -> None:
        super().__init__(shift, session, key, TITLES[key], action="Take vitals")
        self.say(last_set.vitals_hint(key, self.pack))
        self._age = Text("", Role.STRONG, name="vitals-age")
        self._counts = Text("", Role.SECOND, right=True, firm=True, name="vitals-counts")
        self._facts = FactGrid(columns=2, name="vitals-facts")
        self._none = Text("No set was taken today.", Role.SECOND, name="vitals-none")
        self.summary.addLayout(row(self._age, None, self._counts))
        self.summary.addWidget(self._facts)
        self.summary.addWidget(self._none)

    def record(self) -> None:
        """The sheet records, not this panel."""
        self.asked_for.emit(Wanted(Task.VITALS))

    def command(self) -> Command | str:
        """Nothing is recorded here."""
        raise NotImplementedError

    def shows(self, seen: Seen) -> Shows:
        """No form; vitals can be taken as long as the patient is here."""
        return Shows(form=False, time=False, main=not seen.session.over)

    def stands(self, seen: Seen) -> DoneLine | None:
        """Only an override by a prescriber: a set that counts speaks for itself."""
        met = seen.item is not None and seen.item.state is State.MET
        return None if met else super().stands(seen)

    def show_state(self, seen: Seen) -> None:
        """The last set with its age."""
        session = seen.session
        known = self.roster(session.vitals[-1].stamp.by if session.vitals else "")
        last = last_set.last_set(session, self.key, seen.now, self.pack, known)
        for part in (self._age, self._counts, self._facts):
            part.setVisible(last is not None)
        self._none.setVisible(last is None)
        if last is not None:
            over = session.started is not None and not self.key.startswith("last")
            self._age.set_text(last.age)
            self._counts.set_text("" if over else last.counts)
            self._facts.show_facts(last.values)
        done = seen.item is not None and seen.item.done
        kind, action = (Kind.PLAIN, "Take again") if done else (Kind.MAIN, "Take vitals")
        if action != self.main.text():
            self.main.setText(action)
            self.main.set_kind(kind)
        self.warn(last_set.vitals_warning(session, seen.item, self.pack))
