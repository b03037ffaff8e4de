"""One question to the record: its request, when it happened, why it is late, and the answer."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from app.models.asking import Command
from app.ui.shift import Reply, Shift, new_request
from app.ui.widgets.fields import TextField
from app.ui.widgets.time_chip import TimeChip


class Asking:
    """What every panel and sheet that records something has in common; they differ in the frame.

    A subclass gives `command()`. The frame says where a refusal stands (`complain`), what follows
    once it is on disk (`on_record`), and puts `when` and `late` where it wants them. While `timed`
    is false the time chip does not count. One request is kept until it is on disk, so that a
    double tap records once.
    """

    timed = True

    def begin(self, shift: Shift, session: str, name: str) -> None:
        """Make the parts; a question about no session goes by the rules in force now."""
        self.shift = shift
        self.session_id = session
        self.pack = shift.rules(shift.session(session)) if session else shift.desk.pack
        self._request = new_request()
        now = shift.now()
        self.when = TimeChip(now.local(now.at), name=f"{name}-when")
        self.when.moved.connect(self.time_moved)
        self.late = TextField("Why it is written down only now", name=f"{name}-late-reason")
        self.late.entered.connect(self.record)
        self.late.hide()

    # ------------------------------------------------------- for the frames and their subclasses

    def command(self) -> Command | str:
        """The command as filled in, or what is still missing, as a sentence."""
        raise NotImplementedError

    def complain(self, sentence: str, source: str = "") -> None:
        """Say why it was not recorded."""
        raise NotImplementedError

    def on_record(self, reply: Reply) -> None:
        """It is on disk: what follows."""
        raise NotImplementedError

    def by(self) -> str:
        """In whose name it is recorded; empty for whoever is signed in."""
        return ""

    def refused(self, reply: Reply) -> None:
        """A refusal came back; a subclass may do more than say it."""
        self.complain(reply.sentence, reply.source)
        if reply.code == "late_reason_missing":
            self.late.show()

    def time_moved(self, _minutes: int) -> None:
        """Another time: a late one asks for the reason."""
        self.late.setVisible(self.is_late())

    # -------------------------------------------------------------------------------- asking

    def is_late(self) -> bool:
        """Whether it happened so long ago that a reason is asked for."""
        return self.when.minutes_back() > self.pack.schedule.reason_for_late_entry_min.value

    def happened(self) -> datetime | None:
        """When it happened, in UTC, if the nurse moved it back."""
        return self.when.earlier() if self.timed else None

    def record(self) -> None:
        """Ask for what is filled in, or say what is missing."""
        wanted = self.command()
        if isinstance(wanted, str):
            self.complain(wanted)
        else:
            self.tell(wanted)

    def tell(self, command: Command) -> bool:
        """Ask for this, and go on once it is on disk; whether it is."""
        reply = self.ask(command)
        if reply.done:
            self.on_record(reply)
        return reply.done

    def ask(self, command: Command) -> Reply:
        """Ask with the time of the chip; a refusal is said, and a new request follows success."""
        asked = replace(
            command, request=self._request, at=self.happened(), late_reason=self.late.text()
        )
        reply = self.shift.ask(asked, by=self.by())
        if reply.done:
            self._request = new_request()
        else:
            self.refused(reply)
        return reply
