"""What other nurses do at the other chairs while the tour is at chair 1."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec

from app.clock import SimulatedClock
from app.desk import Desk, Done
from app.models.commands import COMMANDS
from app.models.day.schedule import Urgency, schedule
from app.models.day.session import Phase
from app.scenario.aliases import SAID_BACK

PEOPLE = (
    ("rossi", "Rossi", "Ana", "1979-01-31", "female", "00531", 2),
    ("petrova", "Петрова", "Ольга", "1991-09-19", "female", "00788", 3),
    ("abiola", "Abiola-Hartmann", "Temiloluwa Oluwaseun", "1988-12-05", "female", "00644", 5),
    ("berg", "Berg", "Nils", "1975-06-11", "male", "00902", 6),
)
FIGURES = {"sbp": 124, "dbp": 76, "hr": 82, "rr": 15, "temp": 36.8, "spo2": 98}
FORGOTTEN = "rossi"
"""Nobody takes this patient's vitals, so that the board has something to show."""


class OtherChairs:
    """Four patients; each `tick` does what is due for all but the forgotten one."""

    def __init__(self, desk: Desk, clock: SimulatedClock) -> None:
        self._desk = desk
        self._clock = clock
        self._nurse = desk.roster()[1].id
        self._second = desk.roster()[0].id

    def begin(self) -> None:
        """Everybody has arrived, and is as far as their day is."""
        today = self._clock.now().day
        for id, family, given, born, sex, mrn, chair in PEOPLE:
            self._do(
                "register_patient",
                patient=id,
                family=family,
                given=given,
                born=born,
                sex=sex,
                mrn=mrn,
            )
            self._do(
                "order_course", patient=id, first_day=f"{today}", prescriber="Dr. L. Amari",
                indication="relapsing MS",
            )  # fmt: skip
            self._do("open_session", session=id, patient=id, chair=chair)
        self._check_in("rossi", "petrova", "abiola")
        self._premedicate("rossi", "petrova", "abiola")
        self._bag("rossi", "00531", today)
        self._bag("petrova", "00788", today)
        for id in ("rossi", "petrova"):
            self._vitals(id)
            self._do("start_infusion", session=id, volume_ml=101.2, rate_ml_h=25.3)

    def tick(self) -> None:
        """Take the vitals that are due, but not the forgotten patient's."""
        now = self._clock.now()
        for session in self._desk.open_sessions():
            if session.id not in {person[0] for person in PEOPLE} or session.id == FORGOTTEN:
                continue
            for due in schedule(session, now, self._desk.pack):
                if due.key == "vitals" and due.urgency is not Urgency.COMING:
                    self._vitals(session.id)
                if due.key == "end" and due.urgency is not Urgency.COMING:
                    self._do("end_infusion", session=session.id)

    def send_home(self) -> None:
        """The forgotten patient leaves early, against advice; the day's log shows it."""
        session = self._desk.session(FORGOTTEN)
        assert session is not None
        if session.phase is Phase.INFUSING:
            self._do("end_infusion", session=FORGOTTEN)
        self._vitals(FORGOTTEN)
        for field in SAID_BACK:
            self._do(
                "answer_check", session=FORGOTTEN, check="teach_back", field=field, value="said"
            )
        self._do("hand_over_sheet", session=FORGOTTEN, how="printed")
        self._do(
            "override_requirement", session=FORGOTTEN, requirement="observation",
            reason="last train home", told_of_risk=True, against_advice=True,
        )  # fmt: skip
        self._do("discharge_patient", session=FORGOTTEN)

    def _check_in(self, *ids: str) -> None:
        for id in ids:
            self._do("confirm_identity", session=id, identifiers=["name", "date_of_birth"])
            for check, field, value in (
                ("authorisation", "authorized", "yes"),
                ("authorisation", "how", "online"),
                ("contraindications", "hiv", "no"),
                ("contraindications", "infection", "no"),
                ("contraindications", "hypersensitivity", "no"),
            ):
                self._do("answer_check", session=id, check=check, field=field, value=value)

    def _premedicate(self, *ids: str) -> None:
        for id in ids:
            for item in self._desk.pack.premedications:
                self._do(
                    "give_premedication", session=id, item=item.key, drug=item.drug,
                    dose=item.dose, unit=item.unit, route=item.route,
                )  # fmt: skip

    def _bag(self, id: str, mrn: str, today: date) -> None:
        figures: dict[str, Any] = {"volume_ml": 101.2, "rate_ml_h": 25.3}
        lot = "F1235B"
        expires = f"{today.replace(year=today.year + 1)}"
        self._do(
            "prepare_bag", session=id, lot=lot, expires=expires, diluent="nacl", inspected=True,
            light_protected=True, **figures,
        )  # fmt: skip
        self._do("check_bag", by=self._second, session=id, mrn=mrn, lot=lot, dose_mg=12, **figures)

    def _vitals(self, id: str) -> None:
        self._do("record_vitals", session=id, stroke_check="no_sign", values=FIGURES)

    def _do(self, name: str, by: str = "", **fields: Any) -> None:
        outcome = self._desk.do(msgspec.convert(fields, COMMANDS[name]), by or self._nurse)
        assert isinstance(outcome, Done), f"{name}: {outcome}"
