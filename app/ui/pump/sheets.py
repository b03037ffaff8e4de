"""The pump's sheets: pause, resume, another rate, the end."""

from __future__ import annotations

import math
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.models.asking import Command
from app.models.day import infusion
from app.models.day.pump import ChangeRate, EndInfusion, PauseInfusion, ResumeInfusion, wants_order
from app.models.day.session import Session
from app.ui.asking.sheet import CommandSheet
from app.ui.shift import Reply, Shift
from app.ui.shown import Measure, Offered
from app.ui.widgets.choice import ChoiceGrid
from app.ui.widgets.fields import TextField
from app.ui.widgets.keypad import Keypad
from app.ui.widgets.number_tile import NumberTile
from app.ui.widgets.text import Role, Text


class PauseSheet(CommandSheet):
    """The pump was stopped for a while: why."""

    def __init__(self, host: QWidget, shift: Shift, session: str) -> None:
        super().__init__(
            host,
            shift,
            session,
            "Pause",
            "Record the pause",
            word="Stopped",
            width=820,
            name="pause",
        )
        reasons = self.pack.infusion.pause_reasons
        self._reasons = ChoiceGrid(
            [Offered(item.key, item.name) for item in reasons], name="pause-reasons"
        )
        self._words = TextField("A few words, if they help", name="pause-note")
        self.body.addWidget(Text("Why was the pump stopped?", Role.STRONG))
        self.body.addWidget(self._reasons)
        self.body.addWidget(self._words)

    def command(self) -> Command | str:
        """The pause with its reason."""
        chosen = self._reasons.chosen()
        if not chosen:
            return "Tap the reason."
        return PauseInfusion(session=self.session_id, reason=chosen[0], note=self._words.text())


class RateSheet(CommandSheet):
    """A rate in mL/h by keypad; the fastest allowed and the half are named, none is filled in."""

    def __init__(
        self, host: QWidget, shift: Shift, session: str, title: str, action: str, *, name: str
    ) -> None:
        super().__init__(host, shift, session, title, action, word="Set", width=760, name=name)
        story = shift.session(session)
        self._tile = NumberTile(
            Measure("rate", "Rate", "mL/h", 1, 4), f"{story.runs[-1].rate_ml_h:g}"
        )
        self._tile.changed.connect(lambda _text: self._show())
        self._pad = Keypad(last=None)
        self._pad.serve((self._tile,))
        self._pad.setFixedWidth(300)
        self._fastest = Text("", Role.SECOND, wrap=True, name="rate-fastest")
        self._ends = Text("", Role.STRONG, wrap=True, name="rate-ends")
        self.left = QVBoxLayout()
        self.left.setSpacing(12)
        self.left.addWidget(self._tile)
        self.left.addWidget(self._ends)
        self.left.addWidget(self._fastest)
        both = QHBoxLayout()
        both.setSpacing(24)
        both.addLayout(self.left, 1)
        both.addWidget(self._pad, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(both)
        self._show()

    def rate(self) -> float | None:
        """The rate typed, if it is a number."""
        try:
            return float(self._tile.text())
        except ValueError:
            return None

    def _show(self) -> None:
        now, pack = self.shift.now(), self.pack
        story = self.shift.session(self.session_id)
        at = story.true(now)
        fastest = infusion.fastest_rate(story, story.volume_ml, at, pack)
        left = story.volume_ml - infusion.pumped_ml(story, at)
        limit = "" if math.isinf(fastest) else f"Fastest allowed: {fastest:g} mL/h. "
        self._fastest.set_text(f"{limit}Slower is always allowed. {pack.infusion.planned_min.text}")
        rate = self.rate()
        if not rate:
            self._ends.set_text(f"{left:.1f} mL left in the bag.")
            return
        ends = at + timedelta(hours=left / rate)
        self._ends.set_text(f"{left:.1f} mL left: ends {now.wall(story.wall(ends))}.")


class ResumeSheet(RateSheet):
    """The pump runs again; after a reaction on a prescriber's order."""

    def __init__(self, host: QWidget, shift: Shift, session: str) -> None:
        super().__init__(host, shift, session, "Resume", "Record: it runs again", name="resume")
        story = shift.session(session)
        ordered = wants_order(story)
        self._ordered = TextField("Prescriber who ordered it", name="resume-ordered-by")
        self._ordered.setVisible(ordered)
        self.left.addWidget(self._ordered)
        if ordered:
            percent = self.pack.infusion.resume_rate_percent
            half = math.floor(story.runs[-1].rate_ml_h * percent.value / 10) / 10
            self.left.addWidget(
                Text(
                    f"There was a reaction or a stroke sign. Usual here: {half:g} mL/h. "
                    f"{percent.text} Not from the label.",
                    Role.SECOND,
                    wrap=True,
                    name="usual-rate",
                )
            )
        self.left.addStretch(1)

    def command(self) -> Command | str:
        """The rate, and who ordered it."""
        rate = self.rate()
        if rate is None:
            return "Type the rate the pump is set to."
        return ResumeInfusion(
            session=self.session_id, rate_ml_h=rate, ordered_by=self._ordered.text()
        )


class ChangeRateSheet(RateSheet):
    """The pump runs at another rate."""

    def __init__(self, host: QWidget, shift: Shift, session: str) -> None:
        super().__init__(host, shift, session, "Change rate", "Record the new rate", name="rate")
        self.left.addStretch(1)

    def command(self) -> Command | str:
        """The new rate."""
        rate = self.rate()
        if rate is None:
            return "Type the rate the pump is set to."
        return ChangeRate(session=self.session_id, rate_ml_h=rate)


class EndSheet(CommandSheet):
    """The end as a person saw it; why, when the pump ran shorter than planned."""

    def __init__(self, host: QWidget, shift: Shift, session: str) -> None:
        super().__init__(
            host, shift, session, "End of the infusion", "The infusion has ended",
            word="Ended", width=820, name="end",
        )  # fmt: skip
        story = shift.session(session)
        self.body.addWidget(Text(self._summary(story), Role.BODY, wrap=True, name="end-summary"))
        self._given = TextField("mL on the pump's display, if it differs", name="end-given")
        self.body.addWidget(self._given)
        self._why = TextField("Why it ends early", name="end-early-reason")
        self._why.setVisible(infusion.short(story, story.true(shift.now()), self.pack))
        self.body.addWidget(self._why)

    def _summary(self, story: Session) -> str:
        at = story.true(self.shift.now())
        ran = int(infusion.ran(story, at).total_seconds() // 60)
        given = infusion.pumped_ml(story, at)
        milligrams = infusion.given_mg(story, given, self.pack)
        observed = self.pack.discharge.observation_min.value
        return (
            f"The pump ran {ran // 60} h {ran % 60:02} min: {given:.1f} of {story.volume_ml:g} mL, "
            f"{milligrams:.1f} mg. The observation of {observed} min counts from this end."
        )

    def refused(self, answer: Reply) -> None:
        """An end moved back may be early after all: then the reason is asked."""
        super().refused(answer)
        if answer.code == "early_reason_missing":
            self._why.show()
            self.fit()

    def command(self) -> Command | str:
        """The end, with the pump's own volume and the reason, if given."""
        text = self._given.text().strip().replace(",", ".")
        try:
            given = float(text) if text else None
        except ValueError:
            return f"“{text}” is not a number of mL. Type it again."
        return EndInfusion(session=self.session_id, given_ml=given, early_reason=self._why.text())
