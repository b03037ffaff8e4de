"""A nurse who records without a pause until her process is killed.

`python -m tests.end2end.nurse` waits on stdin for `FOLDER SEED` lines. For each it forks a child
that opens the record in the folder, plays the day up to the start if it has not got so far, and
goes on recording. Each answer of the desk is printed in one write, after the desk gave it; when
the child is gone, that is printed too. The simulated time stands on each line, so that who reads
them can reckon the running time without the program.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from random import Random

from msgspec.structs import replace

from app.desk import Done
from app.models.asking import Command
from app.models.day.session import Phase
from app.models.facts import Entry, kind_of
from app.store import schema
from app.store.record import open_record
from tests.ward import OSEI, Ward, shipped_pack


def say(line: str) -> None:
    """Print in one write, so that a kill leaves a line whole or not there."""
    os.write(1, f"{os.getpid()} {line}\n".encode())


class Nurse(Ward):
    """Asks the desk, and says what it answered. A refusal is no harm: she goes on."""

    def __init__(self, folder: Path, seed: str) -> None:
        super().__init__(open_record(folder))
        self.random = Random(seed)
        self.seed = seed
        self.asked = 0
        last = self.journal.execute("SELECT max(recorded_at) FROM journal")[0][0]
        if last:
            self.clock.set(datetime.fromisoformat(last))
        self.acknowledged(self.desk.adopt_rules())

    def ask(self, command: Command, by: str = OSEI) -> Ward:
        """Ask, and when the answer is there, print what is on disk."""
        self.asked += 1
        outcome = self.desk.do(replace(command, request=f"{self.seed}-{self.asked}"), by)
        if isinstance(outcome, Done):
            self.acknowledged(outcome.entries)
        return self

    def acknowledged(self, entries: Iterable[Entry]) -> None:
        """Print what is on disk, in one write."""
        lines = [
            f"{os.getpid()} recorded {entry.place} {entry.subject} {entry.mark} "
            f"{kind_of(entry.fact)} {entry.occurred_at.isoformat()}\n"
            for entry in entries
        ]
        os.write(1, "".join(lines).encode())

    def morning(self) -> None:
        """The day up to the start; what the record has already is refused."""
        if not self.desk.unit():
            self.sets_up_unit()
        self.registers().orders().arrives()
        self.identifies().authorizes().answers()
        self.gives("corticosteroid").gives("antiviral").gives("antihistamine")
        self.withholds("antipyretic").prepares_bag().checks_bag().takes_vitals()
        self.start()

    def goes_on(self) -> None:
        """One more thing, a little later."""
        self.later(seconds=self.random.randint(1, 90))
        running = self.session.phase is Phase.INFUSING
        pump = (
            [self.pause, lambda: self.change_rate(self.random.choice([25.3, 20, 15.5, 12.6]))]
            if running
            else [lambda: self.resume(self.random.choice([25.3, 20, 12.6]), ordered_by="Dr. Amari")]
        )
        others = [
            self.takes_vitals,
            lambda: self.notes("x" * self.random.randint(1, 400)),
            lambda: self.stops_for_reaction("rash", "itching", "flushing"),
        ]
        self.random.choice([*pump, *pump, *others])()


def work(folder: Path, seed: str) -> None:
    """Open the record and never stop."""
    nurse = Nurse(folder, seed)
    say("opened")
    session = nurse.desk.session(nurse.id)
    if session is None or session.started is None:
        nurse.morning()
    say("infusing")
    while True:
        nurse.goes_on()


def serve() -> None:
    """Fork a nurse for every line; say when she is gone."""
    for line in sys.stdin:
        folder, seed = line.rsplit(" ", 1)
        child = os.fork()
        if child == 0:
            work(Path(folder), seed.strip())
        os.write(1, f"{child} came\n".encode())
        os.waitpid(child, 0)
        os.write(1, f"{child} gone\n".encode())


if __name__ == "__main__":
    assert schema.latest(), shipped_pack()  # read before the first fork
    serve()
