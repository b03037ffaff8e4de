"""The way home, first half: the end, the observation; and which panel is whose."""

from __future__ import annotations

from app.models.asking import Command
from app.models.day.session import Phase
from app.ui.asking.form import FormPanel
from app.ui.asking.panel import Panel
from app.ui.asking.seen import Seen, Shows
from app.ui.asking.wanted import Task, Wanted
from app.ui.gate.words import DISCHARGE_KEY
from app.ui.leaving import words
from app.ui.shift import Shift
from app.ui.vitals.panel import VitalsPanel
from app.ui.widgets.clock import ClockLabel, ProgressBar
from app.ui.widgets.facts import FactGrid
from app.ui.widgets.text import Role, Text


def leaving_panel_for(key: str, shift: Shift, session_id: str) -> Panel | None:
    """A new panel for a key of the discharge gate, or for the discharge itself."""
    match key:
        case "ended":
            return EndedPanel(shift, session_id)
        case "observation":
            return ObservationPanel(shift, session_id)
        case "last_vitals" | "last_stroke_check":
            return VitalsPanel(shift, session_id, key)
        case "sheet":
            from app.ui.leaving.sheet import SheetPanel

            return SheetPanel(shift, session_id)
    if key == DISCHARGE_KEY:
        from app.ui.leaving.discharge import DischargePanel

        return DischargePanel(shift, session_id)
    return None


class EndedPanel(FormPanel):
    """Whether the end is recorded; the button opens the sheet for it."""

    repeatable = False

    def __init__(self, shift: Shift, session: str) -> None:
        super().__init__(shift, session, "ended", "End recorded", action="End the infusion …")
        self.say(words.END_HINT)
        self._facts = FactGrid(name="ended-facts")
        self.summary.addWidget(self._facts)

    def record(self) -> None:
        """The sheet records, not this panel."""
        self.asked_for.emit(Wanted(Task.END))

    def command(self) -> Command | str:
        """Nothing is recorded here."""
        raise NotImplementedError

    def shows(self, seen: Seen) -> Shows:
        """Only the button, while there is something to end."""
        running = seen.session.phase in (Phase.INFUSING, Phase.PAUSED)
        return Shows(form=False, time=False, main=running)

    def show_state(self, seen: Seen) -> None:
        """Start, end, minutes and volume."""
        self.warn(words.end_warning(seen.session))
        facts = words.end_facts(seen.session, seen.now, self.pack)
        self._facts.show_facts(facts)


class ObservationPanel(FormPanel):
    """The clock from the recorded end; a patient may leave early, and then it is said who allowed it."""

    repeatable = False

    def __init__(self, shift: Shift, session: str) -> None:
        super().__init__(shift, session, "observation", "Observation", action="")
        self._clock = ClockLabel("", name="observation-clock")
        self._below = Text("", Role.SECOND, name="observation-below")
        self._bar = ProgressBar(0.0)
        self._facts = FactGrid(name="observation-facts")
        for part in (self._clock, self._below, self._bar, self._facts):
            self.summary.addWidget(part)

    def command(self) -> Command | str:
        """Time records itself."""
        raise NotImplementedError

    def shows(self, seen: Seen) -> Shows:
        """Nothing to fill in."""
        return super().shows(seen)._replace(form=False, time=False, main=False)

    def show_state(self, seen: Seen) -> None:
        """How much is left."""
        shown = words.observation_clock(seen.session, seen.now, self.pack)
        for part in (self._clock, self._below, self._bar, self._facts):
            part.setVisible(shown is not None)
        self.warn(None if shown else words.NOT_ENDED)
        if shown:
            self._clock.set_text(shown.figures)
            self._clock.set_resting(shown.over)
            self._below.set_text(shown.below)
            self._bar.set_share(shown.share)
            self._facts.show_facts(shown.facts)
