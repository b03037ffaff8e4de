"""Plays a day through the real window, by the widgets a nurse touches: python -m tests.end2end.tour OUT."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QFileDialog

from app.clock import SimulatedClock
from app.paths import private
from app.scenario.aliases import SAID_BACK
from app.ui import theme
from app.ui.program import make_app, make_window
from app.ui.window import MainWindow
from tests.end2end.hand import Hand
from tests.end2end.other_chairs import OtherChairs

ZONE = ZoneInfo("America/New_York")
START = datetime(2026, 11, 23, 8, 0, tzinfo=ZONE)
PATIENT = ("Nguyễn", "Łukasz", "2 Apr 1986", "00412")


class Tour:
    """One nurse, one patient, one day; pictures as it goes."""

    signs: tuple[str, ...] = ("sbp", "dbp", "hr", "rr", "temp", "spo2")
    """The vital signs in the order in which `vitals` is given their figures."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.data = private(out / "data")
        self.clock = SimulatedClock(START, ZONE)
        self.app = make_app(sys.argv)
        self.window: MainWindow = make_window(self.data, self.clock)
        self.window.resize(1366, 768)
        self.hand = Hand(self.window, out)
        self.window.begin()
        self.window.stop_heartbeat()
        self.window.show()
        self.others: OtherChairs | None = None

    def at(self, clock: str, seconds: int = 0) -> None:
        """It is that time now; the heartbeat beats."""
        hour, minute = (int(part) for part in clock.split(":"))
        self.clock.set(START.replace(hour=hour, minute=minute, second=seconds))
        if self.others:
            self.others.tick()
        self.window.beat()
        self.hand.settle()

    def play(self) -> None:
        """The whole day."""
        self.first_start()
        self.arrival()
        self.check_in()
        self.premedication()
        self.bag()
        self.infusion()
        self.observation()
        self.discharge()
        self.desk_work()
        self.window.close()

    # -------------------------------------------------------------------------- the morning

    def first_start(self) -> None:
        """A new workstation: the unit is set up, the second nurse enrolled."""
        hand = self.hand
        hand.picture("welcome")
        hand.tap("welcome-unit")
        for field, text in (
            ("unit-name", "Infusion Unit 4B"),
            ("unit-chairs", "8"),
            ("unit-emergency-number", "911"),
            ("unit-day-phone", "555-0142"),
            ("unit-night-phone", "555-0199"),
            ("unit-prescriber-phone", "555-0110"),
            ("welcome-person-name", "R. Osei, RN"),
            ("welcome-person-initials", "R.O."),
            ("welcome-person-pin", "2468"),
            ("welcome-person-again", "2468"),
        ):
            hand.type(field, text)
        hand.picture("set-up")
        hand.tap("welcome-done")
        self.sign_in("2468", picture="sign-in")
        hand.tap("board-staff")
        hand.type("enrol-person-name", "K. Lind, RN")
        hand.type("enrol-person-initials", "K.L.")
        hand.choose("enrol-person-role", "nurse")
        hand.type("enrol-person-pin", "1357")
        hand.type("enrol-person-again", "1357")
        hand.tap("enrol-main")

    def sign_in(self, pin: str, picture: str = "") -> None:
        """Tap the name, type the PIN."""
        shift = self.window.shift
        assert shift is not None
        first = shift.desk.roster()[0].id
        if self.hand.sees(f"name-{first}"):
            if picture:
                self.hand.picture(picture)
            self.hand.tap(f"name-{first}")
        self.hand.pin(pin)

    def arrival(self) -> None:
        """A new patient is registered, the course ordered, the day begun at chair 1."""
        hand = self.hand
        family, given, born, mrn = PATIENT
        hand.tap("board-start")
        hand.tap("find-new")
        hand.type("new-family", family)
        hand.type("new-given", given)
        hand.type("new-born", born)
        hand.type("new-mrn", mrn)
        hand.tap("new-sex-male")
        hand.tap("new-allergic-yes")
        hand.type("new-allergies", "penicillin")
        hand.picture("new-patient")
        hand.tap("start-session-main")
        if hand.sees("order-today"):
            self.order()
        else:
            hand.tap("start-session-main")
            self.order()
        hand.choose("chair", "1")
        hand.picture("choose-chair")
        hand.tap("start-session-main")

    def order(self) -> None:
        """The prescriber's order, from paper."""
        hand = self.hand
        hand.tap("order-today")
        hand.type("order-prescriber", "Dr. L. Amari")
        hand.type("order-indication", "relapsing MS, after interferon beta and natalizumab")
        hand.picture("order-course")
        hand.tap("start-session-main")

    def check_in(self) -> None:
        """Who it is, the REMS, what may stand against it, the first vitals."""
        hand = self.hand
        self.at("08:02")
        hand.picture("check-in")
        hand.choose("identity", "name", "date_of_birth")
        hand.tap("panel-main")
        self.at("08:05")
        hand.tap("answer-authorized-yes")
        hand.tap("answer-how-telephone")
        for key in ("hiv", "infection"):
            hand.tap(f"answer-{key}-no")
        hand.picture("contraindications")
        hand.tap("answer-hypersensitivity-no")

    def vitals(self, figures: str, picture: str = "") -> None:
        """A set by keyboard: `122 74 80 16 36.8 98`, no stroke sign."""
        hand = self.hand
        if not hand.sees("vitals"):
            hand.tap("do-vitals")
        for key, text in zip(self.signs, figures.split(), strict=True):
            hand.type(f"number-{key}", text)
        hand.tap("stroke-no-sign")
        if picture:
            hand.picture(picture)
        hand.tap("vitals-main")

    # ----------------------------------------------------------------------- before the pump

    def premedication(self) -> None:
        """The steroid runs for an hour; one medicine is not given, with its reason."""
        hand = self.hand
        self.at("08:10")
        hand.tap("stage-premedication")
        hand.tap("requirement-corticosteroid")
        hand.choose("premed", "usual")
        hand.picture("premedication")
        hand.tap("panel-main")
        for key in ("antiviral", "antihistamine"):
            hand.tap(f"requirement-{key}")
            hand.choose("premed", "usual")
            hand.tap("panel-main")
        hand.tap("requirement-antipyretic")
        hand.choose("premed", "none")
        hand.type("premed-reason", "took acetaminophen at home at 07:00")
        hand.tap("panel-main")
        self.at("09:10")
        hand.tap("requirement-corticosteroid")
        hand.picture("steroid-running")
        hand.tap("panel-main")

    def bag(self) -> None:
        """Prepared by one, checked by the other without seeing the first entry."""
        hand = self.hand
        self.at("09:15")
        hand.tap("stage-bag")
        hand.type("bag-lot", "F1234A")
        hand.type("bag-expires", "30 Jun 2027")
        hand.choose("bag-diluent", "nacl")
        hand.type("bag-volume", "101.2")
        hand.type("bag-rate", "25.3")
        hand.choose("bag-confirmed", "inspected", "covered")
        hand.picture("bag")
        hand.tap("panel-main")
        self.at("09:20")
        hand.tap("requirement-bag_check")
        hand.tap("panel-main")
        hand.picture("second-nurse")
        hand.pin("1357")
        for key, text in (
            ("dose", "12"),
            ("volume", "101.2"),
            ("rate", "25.3"),
            ("lot", "F1234A"),
            ("patient", PATIENT[3]),
        ):
            hand.type(f"second-{key}", text)
        hand.picture("blind-double-check")
        hand.tap("second-main")

    # ------------------------------------------------------------------------- the infusion

    def infusion(self) -> None:
        """Start, vitals on time, a symptom, a pause, a critical pressure, a mistake corrected."""
        hand = self.hand
        self.at("09:25")
        hand.tap("requirement-baseline_vitals")
        hand.tap("panel-main")
        self.vitals("122 74 80 16 36.8 98")
        hand.tap("go-start")
        hand.picture("ready-to-start")
        self.at("09:30")
        hand.tap("panel-main")
        self.other_chairs()
        for clock, figures in (
            ("09:45", "126 76 90 16 36.9 98"),
            ("10:00", "131 79 96 16 37.0 97"),
            ("10:15", "130 80 94 16 37.1 98"),
            ("10:30", "128 78 92 16 37.0 98"),
            ("11:00", "127 77 90 16 37.0 98"),
        ):
            self.at(clock)
            self.vitals(figures)
        self.symptom_and_pause()
        self.critical_pressure()

    def other_chairs(self) -> None:
        """Other nurses work at the other chairs meanwhile."""
        shift = self.window.shift
        assert shift is not None
        self.others = OtherChairs(shift.desk, self.clock)
        self.others.begin()

    def symptom_and_pause(self) -> None:
        """A headache, a mistyped set struck through, a pause for the IV line."""
        hand = self.hand
        self.at("11:14", 40)
        hand.picture("infusing")
        hand.tap("do-symptom")
        hand.choose("symptoms", "flushing")
        hand.tap("severity-mild")
        hand.picture("symptom")
        hand.tap("symptom-main")
        hand.tap("do-pause")
        hand.choose("pause-reasons", "line")
        hand.picture("pause")
        hand.tap("pause-main")
        self.at("11:20")
        hand.picture("paused")
        hand.tap("do-resume")
        hand.type("number-rate", "25.3")
        hand.picture("resume")
        hand.tap("resume-main")

    def critical_pressure(self) -> None:
        """A critical pressure asks once, alarms, is acknowledged; typed wrong, it is corrected."""
        hand = self.hand
        self.at("11:30")
        self.vitals("186 104 96 18 37.2 97", picture="vitals-critical")
        self.at("11:30", 20)
        hand.picture("alarm")
        theme.apply(self.app, theme.DIM)
        hand.picture("alarm-dim")
        theme.apply(self.app, theme.LIGHT)
        mark = self.last_vitals_mark()
        hand.tap(f"acknowledge-critical-{mark}")
        self.at("11:35")
        self.vitals("138 82 90 16 37.1 98")
        self.correct()
        hand.tap("back")
        self.at("11:42", 30)
        hand.picture("board")
        hand.tap("board-lock")
        hand.picture("locked")
        self.sign_in("2468")
        hand.tap("chair-1")
        for clock, figures in (
            ("12:00", "126 76 88 16 37.1 98"),
            ("12:30", "124 75 86 16 37.0 98"),
            ("13:00", "124 74 85 15 37.0 98"),
            ("13:30", "123 74 84 16 36.9 98"),
        ):
            self.at(clock)
            self.vitals(figures)
        self.at("13:36")
        hand.tap("do-end")
        hand.picture("end")
        hand.tap("end-main")

    def last_vitals_mark(self) -> str:
        """The mark of the last set, from the record."""
        shift = self.window.shift
        assert shift is not None
        return shift.desk.open_sessions()[0].vitals[-1].mark

    def correct(self) -> None:
        """The respiratory rate was mistyped: struck through, the right one beside it."""
        hand = self.hand
        hand.tap_row("timeline", 0)
        hand.type("number-rr", "18")
        hand.type("correct-reason", "mistyped")
        hand.picture("correct")
        hand.tap("correct-main")

    # ------------------------------------------------------------------------- the way home

    def observation(self) -> None:
        """Two hours, vitals every half hour."""
        hand = self.hand
        for clock, figures in (
            ("13:36", "124 76 84 16 37.0 98"),
            ("14:06", "122 75 82 16 36.9 98"),
            ("14:36", "121 74 80 16 36.9 99"),
            ("15:06", "120 74 80 15 36.8 99"),
        ):
            self.at(clock)
            self.vitals(figures)
        self.at("15:07")
        hand.picture("observing")

    def discharge(self) -> None:
        """Not before 120 minutes; then vitals, teach-back, the sheet, home."""
        hand = self.hand
        hand.tap("stage-discharge")
        hand.picture("discharge-not-yet")
        self.at("15:36")
        self.vitals("121 74 78 15 36.8 99")
        hand.tap("requirement-teach_back")
        for field in SAID_BACK[:-1]:
            hand.tap(f"answer-{field}-said")
        hand.picture("teach-back")
        hand.tap(f"answer-{SAID_BACK[-1]}-said")
        hand.tap("requirement-sheet")
        hand.wait_for(lambda: hand.pages("sheet-pages") > 0)
        hand.picture("discharge-sheet")
        with answering_the_file_dialog(self.out / "discharge-sheet.pdf"):
            hand.tap("sheet-save")
            hand.wait_for((self.out / "discharge-sheet.pdf").exists)
        hand.type("sheet-way", "printed at the desk and given to the patient")
        hand.tap("sheet-way-record")
        self.at("15:40")
        hand.tap("requirement-sheet")
        hand.tap("go-discharge")
        hand.picture("discharge")
        hand.tap("panel-main")
        hand.picture("gone-home")
        hand.tap("back")

    def desk_work(self) -> None:
        """The board at the end of the day, the day's log for the charge nurse, large and dim."""
        hand = self.hand
        assert self.others is not None
        self.others.send_home()
        self.at("15:45")
        hand.picture("board-afternoon")
        hand.tap("board-log")
        hand.wait_for(lambda: hand.pages("log-pages") > 0)
        hand.picture("daily-log")
        with answering_the_file_dialog(self.out / "daily-log.pdf"):
            hand.tap("log-save")
            hand.wait_for((self.out / "daily-log.pdf").exists)
        hand.tap("log-back")
        self.window.resize(1920, 1080)
        hand.picture("board-large")
        theme.apply(self.app, theme.DIM)
        hand.picture("board-large-dim")
        theme.apply(self.app, theme.LIGHT)
        self.window.resize(1366, 768)
        hand.tap("board-lock")
        hand.tap("sign-in-practice")
        hand.picture("practice-unit")


@contextmanager
def answering_the_file_dialog(path: Path) -> Iterator[None]:
    """The dialog that asks where to save belongs to the system; the tour answers for the nurse."""
    asked = QFileDialog.getSaveFileName
    QFileDialog.getSaveFileName = lambda *_args, **_named: (str(path), "")  # type: ignore[method-assign]
    try:
        yield
    finally:
        QFileDialog.getSaveFileName = asked  # type: ignore[method-assign]


def cleared(out: Path) -> bool:
    """Whether the folder is empty now: an earlier tour's things go, anything else stays."""
    mark = out / MARK
    if mark.exists():
        shutil.rmtree(out)
    out.mkdir(parents=True, exist_ok=True)
    if any(out.iterdir()):
        return False
    mark.touch()
    return True


MARK = ".made-by-the-tour"


def main() -> int:
    """Play the tour into the folder named."""
    os.umask(0o077)
    out = Path(sys.argv[1] if len(sys.argv) > 1 else "out").resolve()
    if not cleared(out):
        sys.stderr.write(f"{out} holds other things. Name an empty or a new folder.\n")
        return 1
    Tour(out).play()
    pictures = sorted(path.name for path in out.glob("*.png"))
    print(f"{len(pictures)} pictures, {len(list(out.glob('*.pdf')))} papers in {out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
