"""A sheet that asks for one thing: fills a command, records it, says why not."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.ui.asking.base import Asking
from app.ui.patients.wristband import whose
from app.ui.shift import Reply, Shift
from app.ui.widgets.button import Kind
from app.ui.widgets.sheet import Sheet
from app.ui.widgets.text import Role, Text


class CommandSheet(Asking, Sheet):
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
        self.begin(shift, session, name)
        self.timed = timed
        if timed:
            self.head.addWidget(Text(word, Role.SECOND))
            self.head.addWidget(self.when)
        self.accepted.connect(self.record)

    def complain(self, sentence: str, _source: str = "") -> None:
        """At the foot, beside the buttons, where there is no room for the rule's source."""
        self.set_message(sentence)
        self.fit()

    def on_record(self, reply: Reply) -> None:
        """The sheet has done its work."""
        self.close_sheet()
        self.recorded.emit(reply)

    def open(self) -> None:
        """Show it, with the field for a late entry's reason last."""
        self.body.addWidget(self.late)
        super().open()

    def tick(self) -> None:
        """The heartbeat: "now" moves on."""
        now = self.shift.now()
        self.when.set_now(now.local(now.at))

    def time_moved(self, minutes: int) -> None:
        """Room for the reason."""
        super().time_moved(minutes)
        self.fit()


def _titled(title: str, shift: Shift, session: str) -> str:
    """The title with the patient and the chair; a sheet that is about no session has neither."""
    if not session:
        return title
    story = shift.session(session)
    who = whose(shift.patient_of(story), story)
    return title if who in title else f"{title} · {who}"
