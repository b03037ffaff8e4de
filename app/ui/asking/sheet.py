"""A sheet that asks for one thing: fills a command, records it, says why not."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.models.asking import Command
from app.ui.patients.wristband import whose
from app.ui.shift import Reply, Shift, new_request
from app.ui.widgets.button import Kind
from app.ui.widgets.fields import TextField
from app.ui.widgets.sheet import Sheet
from app.ui.widgets.text import Role, Text
from app.ui.widgets.time_chip import TimeChip


class CommandSheet(Sheet):
    """Base of the sheets that record something about a session.

    A subclass fills `body` and gives `command()`: the command, or a sentence that says what is
    missing. The title names the patient and the chair, unless `session` is empty. `timed` adds
    the time chip; `recorded` comes once the command is on disk, with its answer, and the sheet
    has closed.
    """

    recorded = Signal(object)

    def __init__(
        self,
        host: QWidget,
        shift: Shift,
        session: str,
        title: str,
        action: str,
        *,
        timed: bool = True,
        word: str = "When",
        kind: Kind = Kind.MAIN,
        width: int = 720,
        name: str = "sheet",
    ) -> None:
        super().__init__(
            host, _titled(title, shift, session), action, kind=kind, width=width, name=name
        )
        self.shift = shift
        self.session_id = session
        # A sheet about no session goes by the rules in force now.
        self.pack = shift.rules(shift.session(session)) if session else shift.desk.pack
        self.when: TimeChip | None = None
        self._request = new_request()
        self._late = TextField("Why it is written down only now", name=f"{name}-late-reason")
        self._late.hide()
        if timed:
            now = shift.now()
            self.when = TimeChip(now.local(now.at), name=f"{name}-when")
            self.when.moved.connect(self._time_moved)
            self.head.addWidget(Text(word, Role.SECOND))
            self.head.addWidget(self.when)
        self.accepted.connect(self.record)

    def command(self) -> Command | str:
        """The command as filled in, or what is still missing, as a sentence."""
        raise NotImplementedError

    def refused(self, answer: Reply) -> None:
        """A refusal came back; a subclass may do more than say it."""
        self.set_message(answer.sentence)

    def open(self) -> None:
        """Show it, with the field for a late entry's reason last."""
        self.body.addWidget(self._late)
        super().open()

    def tick(self) -> None:
        """The heartbeat: "now" moves on."""
        if self.when:
            now = self.shift.now()
            self.when.set_now(now.local(now.at))

    def happened(self) -> datetime | None:
        """When it happened, in UTC, if the nurse moved it back."""
        return self.when.earlier() if self.when else None

    def timed(self, wanted: Command) -> Command:
        """The command with the sheet's request, its time, and why it is late."""
        return replace(
            wanted, request=self._request, at=self.happened(), late_reason=self._late.text()
        )

    def record(self) -> None:
        """Ask; close when it is on disk, else stay open and say why."""
        wanted = self.command()
        if isinstance(wanted, str):
            self.set_message(wanted)
            return
        answer = self.shift.ask(self.timed(wanted))
        if not answer.done:
            self.refused(answer)
            return
        self.close_sheet()
        self.recorded.emit(answer)

    def _time_moved(self, minutes: int) -> None:
        limit = self.pack.schedule.reason_for_late_entry_min.value
        self._late.setVisible(minutes > limit)
        self.fit()


def _titled(title: str, shift: Shift, session: str) -> str:
    """The title with the patient and the chair; a sheet that is about no session has neither."""
    if not session:
        return title
    story = shift.session(session)
    who = whose(shift.patient_of(story), story)
    return title if who in title else f"{title} · {who}"
