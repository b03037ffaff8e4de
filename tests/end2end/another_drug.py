"""A day of an invented drug through the real window: python -m tests.end2end.another_drug OUT."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from unittest.mock import patch

from app import cli
from app.models.rules.pack import read_pack
from app.scenario.aliases import SAID_BACK
from tests.end2end.tour import PATIENT, Tour, answering_the_file_dialog, cleared
from tests.ward import ROOT

PACK = ROOT / "tests" / "packs" / "nuvarex.toml"


class AnotherDrug(Tour):
    """The same nurse and patient; other signs, checks, medicines and times."""

    signs = ("etco2", "upper", "lower", "beats", "core")

    def play(self) -> None:
        """From the first start to both papers."""
        self.first_start()
        self.arrival()
        self.check_in()
        self.premedication()
        self.bag()
        self.infusion()
        self.discharge()
        self.papers()
        self.window.close()

    def check_in(self) -> None:
        """Who it is, the register, the one question, the check, the first vitals."""
        hand = self.hand
        self.at("08:02")
        hand.choose("identity", "name", "date_of_birth")
        hand.tap("panel-main")
        hand.tap("answer-authorized-yes")
        hand.tap("answer-how-telephone")
        hand.tap("answer-asthma_attack-no")
        hand.tap("requirement-peak_flow")
        hand.type("answer-flow", "430")
        hand.picture("check")
        hand.tap("save-flow")

    def premedication(self) -> None:
        """One medicine, as usual."""
        hand = self.hand
        self.at("08:05")
        hand.tap("stage-premedication")
        hand.tap("requirement-stomach_guard")
        hand.choose("premed", "usual")
        hand.picture("premedication")
        hand.tap("panel-main")

    def bag(self) -> None:
        """Prepared by one, checked by the other."""
        hand = self.hand
        self.at("08:10")
        hand.tap("stage-bag")
        hand.type("bag-lot", "N77")
        hand.type("bag-expires", "30 Jun 2027")
        hand.choose("bag-diluent", "ringer")
        hand.type("bag-volume", "265")
        hand.type("bag-rate", "265")
        hand.choose("bag-confirmed", "inspected", "covered")
        hand.tap("panel-main")
        hand.tap("requirement-bag_check")
        hand.tap("panel-main")
        hand.pin("1357")
        for key, text in (
            ("dose", "300"),
            ("volume", "265"),
            ("rate", "265"),
            ("lot", "N77"),
            ("patient", PATIENT[3]),
        ):
            hand.type(f"second-{key}", text)
        hand.tap("second-main")

    def infusion(self) -> None:
        """An hour, a critical value that alarms, a symptom, the end."""
        hand = self.hand
        self.at("08:20")
        hand.tap("requirement-baseline_vitals")
        hand.tap("panel-main")
        self.vitals("38 121 77 72 36.85", picture="vitals")
        hand.tap("go-start")
        self.at("08:25")
        hand.tap("panel-main")
        self.at("08:40")
        self.vitals("18 123 78 80 36.90", picture="vitals-critical")
        self.at("08:40", 20)
        hand.picture("alarm")
        hand.tap(f"acknowledge-critical-{self.last_vitals_mark()}")
        self.at("08:45")
        self.vitals("37 123 78 81 36.90")
        hand.tap("do-symptom")
        hand.choose("symptoms", "hiccups")
        hand.tap("severity-mild")
        hand.tap("symptom-main")
        for clock in ("08:55", "09:10"):
            self.at(clock)
            self.vitals("39 125 76 78 36.95")
        self.at("09:25")
        hand.picture("infusing")
        hand.tap("do-end")
        hand.tap("end-main")
        self.at("09:26")
        self.vitals("40 122 75 74 36.90")

    def discharge(self) -> None:
        """An hour later: vitals, teach-back, the sheet, home."""
        hand = self.hand
        self.at("10:26")
        hand.tap("stage-discharge")
        self.vitals("40 120 74 71 36.85")
        hand.tap("requirement-teach_back")
        for field in SAID_BACK:
            hand.tap(f"answer-{field}-said")
        hand.tap("requirement-sheet")
        hand.wait_for(lambda: hand.pages("sheet-pages") > 0)
        hand.picture("discharge-sheet")
        with answering_the_file_dialog(self.out / "discharge-sheet.pdf"):
            hand.tap("sheet-save")
            hand.wait_for((self.out / "discharge-sheet.pdf").exists)
        hand.type("sheet-way", "printed at the desk and given to the patient")
        hand.tap("sheet-way-record")
        hand.tap("requirement-sheet")
        hand.tap("go-discharge")
        hand.picture("discharge")
        hand.tap("panel-main")
        hand.tap("back")

    def papers(self) -> None:
        """The day's log."""
        hand = self.hand
        hand.tap("board-log")
        hand.wait_for(lambda: hand.pages("log-pages") > 0)
        with answering_the_file_dialog(self.out / "daily-log.pdf"):
            hand.tap("log-save")
            hand.wait_for((self.out / "daily-log.pdf").exists)


def main() -> int:
    """Play the day into the folder named."""
    os.umask(0o077)
    out = Path(sys.argv[1]).resolve()
    if not cleared(out):
        sys.stderr.write(f"{out} holds other things. Name an empty or a new folder.\n")
        return 1
    with patch.object(cli, "pack", lambda: read_pack(PACK)):
        AnotherDrug(out).play()
    return 0


if __name__ == "__main__":
    sys.exit(main())
