"""A premedication's panel: given as in the protocol, running, finished, another, or not given."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.models.asking import Command
from app.models.rules.pack import Premedication
from app.ui.asking.form import FormPanel
from app.ui.asking.seen import Seen, Shows
from app.ui.gate.words import DoneLine
from app.ui.premedication import words
from app.ui.premedication.words import NONE, OTHER, TypedPremedication
from app.ui.shift import Shift
from app.ui.widgets.card import Aside
from app.ui.widgets.choice import ChoiceGrid
from app.ui.widgets.fields import TextField
from app.ui.widgets.text import Role, Text


class PremedicationPanel(FormPanel):
    """One tap for the protocol's drug and dose, one to record it; while it runs, "Finished"."""

    def __init__(self, shift: Shift, session: str, key: str) -> None:
        story = shift.session(session)
        item = shift.rules(story).premedication(key)
        if item is None:
            raise LookupError(key)
        super().__init__(shift, session, key, item.name, action="Given", word="Time")
        self.item: Premedication = item
        self._running = False
        self.say(words.hint(item, story))
        self._what = Text("", Role.TITLE, name="premed-running")
        self._since = Text("", Role.SECOND, name="premed-since")
        self._box = Aside()
        self._box.body.setSpacing(2)
        self._box.body.addWidget(self._what)
        self._box.body.addWidget(self._since)
        self.summary.addWidget(self._box)
        self._ways = ChoiceGrid(words.ways(item), columns=1, name="premed")
        self._ways.changed.connect(lambda _keys: self._chosen())
        self.fields.addWidget(self._ways)
        self._other = self._fields_for_another()
        self.fields.addWidget(self._other)
        self._reason = TextField("Why it is not given", name="premed-reason")
        self._reason.entered.connect(self.record)
        self.fields.addWidget(self._reason)
        self.second.clicked.connect(lambda: self._give(second=True))
        self._chosen()

    def show_state(self, seen: Seen) -> None:
        """What runs, since when; and what is to be thought of."""
        session, now = seen.session, seen.now
        given = session.premeds.get(self.key)
        known = self.roster(given.stamp.by if given else "")
        running = words.running(self.item, session, now, known)
        self._box.setVisible(running is not None)
        if (running is not None) != self._running:
            self._running = running is not None
            self._chosen()
        if running is not None:
            self._what.set_text(running.what)
            self._since.set_text(running.since)
        self.warn(words.warning(self.item, session, now, self.pack))

    def missing(self, seen: Seen) -> bool:
        """While it runs it is asked to finish, not to be given."""
        given = seen.session.premeds.get(self.key)
        return super().missing(seen) and not (given and given.running)

    def shows(self, seen: Seen) -> Shows:
        """While it runs, no form but the button that ends it."""
        there = seen.editing or (self._running and not seen.session.over)
        return Shows(form=seen.editing, time=there, main=there)

    def stands(self, seen: Seen) -> DoneLine | None:
        """What was given, in its own words; else who overrode it."""
        given = seen.session.premeds.get(self.key)
        known = self.roster(given.stamp.by if given else "")
        own = words.standing(self.item, seen.session, seen.now, known)
        return own or super().stands(seen)

    def command(self) -> Command | str:
        """It is in, or what the main button says."""
        if self._finishing():
            return words.finish(self.item, self.session_id)
        return self._wanted(second=False)

    def clear_form(self) -> None:
        """Nothing chosen or typed."""
        self._ways.set_chosen(())
        for field in (self._drug, self._dose, self._unit, self._route, self._reason):
            field.set_text("")
        self._chosen()

    def _finishing(self) -> bool:
        return self._running and not self._asked_again

    def _way(self) -> str | None:
        chosen = self._ways.chosen()
        return chosen[0] if chosen else None

    def _wanted(self, *, second: bool) -> Command | str:
        way = self._way()
        main, other = words.main_words(self.item, way)
        running = (other if second else main) == words.RUNNING_NOW
        typed = TypedPremedication(
            way, self._drug.text(), self._dose.text(), self._unit.text(), self._route.text(),
            self._reason.text(),
        )  # fmt: skip
        return words.command(self.item, typed, self.session_id, running=running)

    def _give(self, *, second: bool) -> None:
        wanted = self._wanted(second=second)
        if isinstance(wanted, str):
            self.complain(wanted)
        else:
            self.tell(wanted)

    def _chosen(self) -> None:
        way = self._way()
        self._other.setVisible(way == OTHER)
        self._reason.setVisible(way == NONE)
        main, second = words.main_words(self.item, way)
        if self._finishing():
            main, second = words.FINISHED, ""
        self.main.setText(main)
        self.second.setText(second)
        self.second.setVisible(bool(second))
        self.quiet()
        if way in (OTHER, NONE):
            (self._drug if way == OTHER else self._reason).setFocus()

    def _fields_for_another(self) -> QWidget:
        box = QWidget()
        line = QHBoxLayout(box)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        self._drug = TextField("Medicine", name="premed-drug")
        self._dose = TextField("Dose", name="premed-dose", longest=12)
        self._unit = TextField("Unit", hint="mg", name="premed-unit", longest=12)
        self._route = TextField("Route", hint="IV, by mouth", name="premed-route", longest=40)
        parts = ((self._drug, 5), (self._dose, 2), (self._unit, 2), (self._route, 3))
        for field, share in parts:
            field.entered.connect(self.record)
            line.addWidget(field, share)
        return box
