"""The last panel: the day in a few lines, and the patient goes home."""

from __future__ import annotations

from app.models.asking import Command
from app.models.day import gates
from app.models.day.leaving import DischargePatient
from app.models.rules.rule import Rule
from app.ui.asking.form import FormPanel
from app.ui.asking.seen import Seen, Shows
from app.ui.gate.words import DISCHARGE_KEY, DoneLine
from app.ui.leaving import words
from app.ui.patients.wristband import whose
from app.ui.shift import Shift
from app.ui.widgets.facts import FactGrid


class DischargePanel(FormPanel):
    """What was given, how the patient leaves, and "Discharge"; afterwards when they went home."""

    repeatable = False

    def __init__(self, shift: Shift, session: str) -> None:
        super().__init__(
            shift, session, DISCHARGE_KEY, "Discharge", action="Discharge", word="Left"
        )
        self._facts = FactGrid(columns=2, name="discharge-facts")
        self.summary.addWidget(self._facts)
        story = shift.session(session)
        self.say(whose(shift.patient_of(story), story))

    def command(self) -> Command | str:
        """The patient leaves."""
        return DischargePatient(session=self.session_id)

    def missing(self, seen: Seen) -> bool:
        """Until the patient has left."""
        return not seen.session.over

    def may_record(self, seen: Seen) -> bool:
        """Once, after the infusion."""
        return not seen.session.over and seen.session.started is not None

    def shows(self, seen: Seen) -> Shows:
        """No fields; the time, because the nurse may write it down a little later."""
        return Shows(form=False, time=seen.editing, main=seen.editing)

    def stands(self, seen: Seen) -> DoneLine | None:
        """When they went home."""
        gone = seen.session.discharged
        roster = self.roster(gone.by if gone else "")
        return words.went_home(seen.session, seen.now, roster, self.pack)

    def rule_shown(self, seen: Seen) -> Rule | None:
        """How long they are observed."""
        return super().rule_shown(seen) or self.pack.discharge.observation_min

    def show_state(self, seen: Seen) -> None:
        """The day's lines, and what still holds the patient here."""
        session, now, pack = seen.session, seen.now, self.pack
        by = session.vitals[-1].stamp.by if session.vitals else ""
        facts = words.day_facts(session, now, self.roster(by), pack)
        self._facts.show_facts(facts)
        gate = gates.discharge_gate(session, now, pack) if seen.editing else ()
        held = words.missing(gate)
        self.warn(held)
        self.main.setEnabled(held is None)
