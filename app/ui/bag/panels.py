"""The bag's panels: prepared, with its start-by clock, and checked by a second person."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.models.asking import Command
from app.models.day.tiers import Tier
from app.ui.asking.form import FormPanel
from app.ui.asking.seen import Seen, Shows
from app.ui.asking.wanted import Task, Wanted
from app.ui.bag import words
from app.ui.bag.words import TypedBag
from app.ui.shift import Shift
from app.ui.shown import Measure
from app.ui.widgets.button import Kind
from app.ui.widgets.choice import ChoiceGrid
from app.ui.widgets.clock import ClockLabel
from app.ui.widgets.facts import FactGrid
from app.ui.widgets.fields import DateField, TextField
from app.ui.widgets.number_tile import NumberTile
from app.ui.widgets.text import Role, Text


class BagPanel(FormPanel):
    """The vial, the diluent, volume and rate, looked at and covered; then how long it keeps."""

    def __init__(self, shift: Shift, session: str, key: str = "bag") -> None:
        super().__init__(
            shift, session, key, "Bag", action="Bag is prepared", word="Diluted", again="New bag"
        )
        self.say(words.hint(self.pack))
        self._clock = ClockLabel("", largest=56, smallest=56, name="bag-clock")
        self._below = Text("", Role.SECOND, name="bag-start-by")
        self._facts = FactGrid(name="bag-facts")
        for part in (self._clock, self._below, self._facts):
            self.summary.addWidget(part)
        self.summary.setSpacing(6)
        self._vial_fields()
        self._pump_fields()
        self._confirmed = ChoiceGrid(words.LOOKED_AT, several=True, columns=2, name="bag-confirmed")
        self.fields.addWidget(self._confirmed)

    def _vial_fields(self) -> None:
        self._lot = TextField("Lot on the vial", name="bag-lot", longest=20)
        self._expires = DateField("Vial expires", month_alone=True, name="bag-expires")
        self._lot.entered.connect(self._expires.line.setFocus)
        line = _line(self._lot, self._expires)
        self.fields.addWidget(line)
        self._diluent = ChoiceGrid(words.diluents(self.pack), name="bag-diluent")
        self.fields.addWidget(self._diluent)

    def _pump_fields(self) -> None:
        self._volume = NumberTile(Measure("bag-volume", "Volume in the bag", "mL", 2, 6))
        self._rate = NumberTile(Measure("bag-rate", "Rate", "mL/h", 2, 6))
        self._volume.setObjectName("bag-volume")
        self._rate.setObjectName("bag-rate")
        self._advice = Text("", Role.DETAIL, wrap=True, name="bag-rate-advice")
        for tile in (self._volume, self._rate):
            tile.changed.connect(lambda _text: self._advise())
        self._volume.next_asked.connect(lambda: self._rate.setFocus(Qt.FocusReason.TabFocusReason))
        self._rate.next_asked.connect(self.record)
        self.fields.addWidget(_line(self._volume, self._rate, self._advice))

    def show_state(self, seen: Seen) -> None:
        """The bag on record with its clock; a bag that must not be used is only named."""
        session, item, now, editing = seen
        clock = words.clock(session, now, self.pack)
        fit = session.bag is not None and item is not None and item.done and not editing
        ticking = fit and clock is not None
        self._clock.setVisible(ticking)
        self._below.setVisible(ticking)
        self._facts.setVisible(fit)
        if clock is not None:
            self._clock.set_text(clock.figures)
            self._below.set_text(clock.below)
        if session.bag is not None:
            shown = words.facts(session.bag, session, now, self.pack)
            self._facts.show_facts(shown)
        if editing and not self._advice.full_text():
            self._advise()
        self.warn(words.warning(session, item, now, self.pack))

    def command(self) -> Command | str:
        """The bag as filled in."""
        diluent = self._diluent.chosen()
        typed = TypedBag(
            lot=self._lot.text(),
            expires=self._expires.date(),
            expires_text=self._expires.text(),
            diluent=diluent[0] if diluent else None,
            volume=self._volume.text(),
            rate=self._rate.text(),
            confirmed=self._confirmed.chosen(),
        )
        return words.prepare(typed, self.session_id)

    def clear_form(self) -> None:
        """Nothing typed or ticked: another bag is another vial."""
        self._lot.set_text("")
        self._expires.set_date(None)
        self._diluent.set_chosen(())
        self._volume.clear()
        self._rate.clear()
        self._confirmed.set_chosen(())

    def _advise(self) -> None:
        session = self.shift.session(self.session_id)
        advice = words.advise(
            self._volume.text(), self._rate.text(), session, self.shift.now(), self.pack
        )
        self._advice.set_text(advice.sentence)
        for tile, word in ((self._volume, advice.volume_word), (self._rate, advice.rate_word)):
            tile.show_tier(Tier.IMPLAUSIBLE if word else Tier.NORMAL, word)


class BagCheckPanel(FormPanel):
    """Calls the second person; shows none of the first one's figures."""

    repeatable = False

    def __init__(self, shift: Shift, session: str, key: str = "bag_check") -> None:
        super().__init__(
            shift, session, key, "Bag checked by a second person",
            action="Call the second person", again="",
        )  # fmt: skip
        self.say(words.CHECK_HINT)
        self._no_bag = Text(words.NO_BAG, Role.STRONG, wrap=True, name="check-no-bag")
        self.summary.addWidget(self._no_bag)

    def record(self) -> None:
        """The sheet records, not this panel."""
        self.asked_for.emit(Wanted(Task.SECOND_CHECK))

    def command(self) -> Command | str:
        """Nothing is recorded here."""
        raise NotImplementedError

    def shows(self, seen: Seen) -> Shows:
        """No form here, and nothing to check without a bag."""
        bag = seen.session.bag
        wanted = bag is not None and bag.checked is None and seen.session.started is None
        return Shows(form=False, time=False, main=wanted)

    def show_state(self, seen: Seen) -> None:
        """What differed, by the fields' names; an overridden check may still be made."""
        self._no_bag.setVisible(seen.editing and seen.session.bag is None)
        kind = Kind.MAIN if seen.editing else Kind.PLAIN
        if kind is not self.main.kind:
            self.main.set_kind(kind)
        self.warn(words.check_warning(seen.session))


def _line(*parts: QWidget) -> QWidget:
    box = QWidget()
    line = QHBoxLayout(box)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(12)
    for part in parts:
        line.addWidget(part, 1, Qt.AlignmentFlag.AlignTop)
    return box
