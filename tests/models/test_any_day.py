"""Whatever happens on a day, and in whatever order: what must always hold.

Random commands at random times, moved back, corrected, with the clock set in between. To look
further than the same days of every run: `HYPOTHESIS_DAYS=2000 pytest tests/models/test_any_day.py`.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from msgspec.structs import replace

from app.desk import Done, Outcome
from app.models import facts
from app.models.asking import Command
from app.models.checks.answering import AnswerCheck
from app.models.day import alarms, gates, infusion, requirement, tiers
from app.models.day.arrival import CancelSession, ConfirmIdentity
from app.models.day.bag import CheckBag, PrepareBag
from app.models.day.correction import CorrectEntry
from app.models.day.fits import fits
from app.models.day.fold import fold
from app.models.day.history import as_it_stands, corrections
from app.models.day.leaving import DischargePatient
from app.models.day.override import OverrideRequirement
from app.models.day.premedication import FinishPremedication, GivePremedication
from app.models.day.pump import (
    ChangeRate,
    EndInfusion,
    PauseInfusion,
    ResumeInfusion,
    StartInfusion,
)
from app.models.day.reactions import StopForReaction
from app.models.day.requirement import State
from app.models.day.session import Phase, Session
from app.models.day.stroke import RecordStrokeSigns
from app.models.day.teaching import HandOverSheet
from app.models.day.timeline import timeline
from app.models.day.vitals import RecordVitals
from app.models.facts import EntryCorrected, StrokeCheck, kind_of
from app.models.moment import Now
from app.scenario import describe
from app.scenario.aliases import SAID_BACK
from tests.ward import LIND, NORMAL, OSEI, Ward, open_ward

DAYS = int(os.environ.get("HYPOTHESIS_DAYS", "0"))

by = st.sampled_from([OSEI] * 8 + [LIND, LIND, ""])
minutes_back = st.sampled_from([0] * 6 + [1, 2, 4, 12, 90, 400])
rates = st.sampled_from([25.3, 25.3, 20.0, 12.6, 25.2, 30.0, 60.0, 0.5, 0.0])
words = st.sampled_from(["line flushed", "Dr. Amari", "x", "fever", "", " "])
reasons = st.sampled_from(["line", "line", "reaction", "patient", "lunch"])
seldom = st.sampled_from([False] * 9 + [True])
symptoms = st.sampled_from([(), ("rash",), ("rash", "fever"), ("hiccups",)])
checks = st.sampled_from(
    [(StrokeCheck.NO_SIGN, ())] * 4
    + [(StrokeCheck.SIGN, ("face",)), (StrokeCheck.SIGN, ()), (StrokeCheck.NOT_DONE, ())]
)
readings = st.fixed_dictionaries(
    {
        "sbp": st.sampled_from([124, 110, 182, 30, None]),
        "spo2": st.sampled_from([98, 98, 90, 999, float("nan")]),
    }
)
gaps = st.sampled_from([0, 1, 1, 5, 10, 14, 15, 30, 60, 119, 120, 240, 480])
CORRECTED: dict[str, list[dict[str, Any]]] = {
    "vitals_taken": [
        {"sbp": 130},
        {"sbp": 999},
        {"hr": None},
        {"stroke_check": "sign"},
        {"sbp": 191},
    ],
    "symptom_noted": [{"severity": "severe"}, {"severity": "unbearable"}, {"symptom": "hiccups"}],
    "bag_prepared": [{"lot": "F9"}, {"volume_ml": 95.0}, {"volume_ml": 140.0}, {"lot": ""}],
    "infusion_started": [{"rate_ml_h": 12.0}, {"rate_ml_h": 80.0}, {"volume_ml": 140.0}],
    "infusion_paused": [{"reason": "line"}, {"reason": "lunch"}, {"note": "other"}],
    "infusion_resumed": [{"rate_ml_h": 80.0}, {"rate_ml_h": 0.0}, {"ordered_by": ""}],
    "rate_changed": [{"rate_ml_h": 80.0}, {"rate_ml_h": 5.0}],
    "infusion_ended": [{"given_ml": 50.0}, {"given_ml": 500.0}, {"early_reason": "Dr. Amari"}],
    "requirement_overridden": [{"allowed_by": ""}, {"reason": " "}, {"requirement": "observation"}],
}
"""Corrections worth trying, by the kind of the entry; for others one that fits nothing."""
requirements = st.sampled_from(
    ["observation", "observation", "stroke_check", "bag_check", "corticosteroid", "last_vitals",
     "teach_back", "sheet", "identity", "last_stroke_check"]
)  # fmt: skip


class AnyDay(RuleBasedStateMachine):
    """One patient at one chair; the desk is asked for anything."""

    ward: Ward

    @initialize(phase=st.sampled_from([Phase.BEFORE, Phase.INFUSING, Phase.OBSERVING]))
    def already(self, phase: Phase) -> None:
        self.ward = open_ward().arrives()
        if phase is Phase.INFUSING:
            self.ward.infusing()
        elif phase is Phase.OBSERVING:
            self.ward.observing()

    # ------------------------------------------------------------------------------ asking

    def ask(self, command: Command, by: str = OSEI) -> Outcome:
        """Ask the desk; a refusal leaves the record and the session as they were."""
        ward = self.ward
        before = ward.session, ward.journal.last_seal(END)
        outcome = ward.desk.do(command, by)
        if not isinstance(outcome, Done):
            assert outcome.code
            assert outcome.sentence.strip()
            assert (ward.session, ward.journal.last_seal(END)) == before
        elif outcome.again:
            assert ward.journal.last_seal(END) == before[1]
        return outcome

    def moved(self, back: int) -> dict[str, Any]:
        """A time moved back; its reason is given most of the time."""
        if not back:
            return {}
        at = self.ward.now.at - timedelta(minutes=back)
        return {"at": at, "late_reason": "phone" if back != 12 else ""}

    @property
    def session(self) -> Session:
        return self.ward.session

    # -------------------------------------------------------------------------------- time

    @rule(minutes=gaps)
    def time_goes_by(self, minutes: int) -> None:
        self.ward.later(minutes=minutes)

    @rule(minutes=st.sampled_from([-600, -60, -1, 1, 60, 600]))
    def somebody_sets_the_clock(self, minutes: int) -> None:
        self.ward.clock_is_set(minutes=minutes)

    @rule(minutes=st.integers(1, 90))
    def the_workstation_sleeps(self, minutes: int) -> None:
        self.ward.sleeps(minutes=minutes)

    @rule()
    def the_day_goes_on(self) -> None:
        """The natural next step, as a nurse would take it."""
        ward, session = self.ward, self.session
        match session.phase:
            case Phase.BEFORE:
                self.gets_ready(None)
                self.start(25.3, 101.2, 0, OSEI)
            case Phase.INFUSING:
                ward.later(minutes=max(0.0, ward.left_min))
                self.end(None, "", 0, OSEI)
            case Phase.PAUSED:
                self.resume(12.6, "Dr. Amari", 0, OSEI)
            case Phase.OBSERVING:
                ward.later(minutes=120)
                self.gets_ready_to_leave()
                self.leave(0, OSEI)

    # ----------------------------------------------------------------------- before the start

    @precondition(lambda self: self.session.phase is Phase.BEFORE)
    @rule(
        left_out=st.sampled_from([None, None, None, "identity", "bag_check", "answers", "finish"])
    )
    def gets_ready(self, left_out: str | None) -> None:
        ward, id = self.ward, self.ward.id
        named = (facts.Identifier.NAME, facts.Identifier.MRN)
        answers = [
            ("rems", "authorisation", "authorized", "yes"),
            ("rems", "authorisation", "how", "online"),
            *(("answers", "contraindications", key, "no")
              for key in ("hiv", "infection", "hypersensitivity")),
        ]  # fmt: skip
        bag = {"lot": "F1", "volume_ml": 101.2, "rate_ml_h": 25.3}
        for name, command, who in [
            ("identity", ConfirmIdentity(session=id, identifiers=named), OSEI),
            *(
                (part, AnswerCheck(session=id, check=check, field=field, value=value), OSEI)
                for part, check, field, value in answers
            ),
            *(
                (item, GivePremedication(
                    session=id, item=item, drug=item, dose=1, running=item == "corticosteroid"
                ), OSEI)
                for item in ("corticosteroid", "antiviral", "antihistamine", "antipyretic")
            ),
            ("finish", FinishPremedication(session=id, item="corticosteroid"), OSEI),
            ("bag", PrepareBag(
                session=id, expires=ward.now.day, diluent="nacl", inspected=True,
                light_protected=True, **bag,  # type: ignore[arg-type]
            ), OSEI),
            ("bag_check", CheckBag(session=id, mrn="00412", dose_mg=12, **bag), LIND),  # type: ignore[arg-type]
        ]:  # fmt: skip
            if name != left_out:
                self.ask(command, who)
        self.takes_vitals({"sbp": 124, "spo2": 98}, (StrokeCheck.NO_SIGN, ()), 0, True, OSEI)

    @rule(rate=rates, volume=st.sampled_from([101.2, 101.2, 96.0, 140.0]), back=minutes_back, by=by)
    def start(self, rate: float, volume: float, back: int, by: str) -> None:
        moved = self.moved(back)
        outcome = self.ask(
            StartInfusion(session=self.ward.id, volume_ml=volume, rate_ml_h=rate, **moved), by
        )
        if isinstance(outcome, Done):
            then = Now(moved.get("at", self.ward.now.at), self.ward.now.zone)
            gate = gates.start_gate(self.session, then, self.ward.pack)
            assert requirement.open_keys(gate) == ()
            assert [item.key for item in gate if item.at and item.at > then.at] == []

    @rule(reason=words, by=by, sure=seldom)
    def cancel(self, reason: str, by: str, sure: bool) -> None:
        if not sure and self.session.phase is Phase.BEFORE:
            return
        outcome = self.ask(CancelSession(session=self.ward.id, reason=reason), by)
        assert not (isinstance(outcome, Done) and self.session.started)

    # ----------------------------------------------------------------------------- the pump

    @rule(reason=reasons, back=minutes_back, by=by)
    def pause(self, reason: str, back: int, by: str) -> None:
        self.ask(PauseInfusion(session=self.ward.id, reason=reason, **self.moved(back)), by)

    @rule(rate=rates, ordered_by=words, back=minutes_back, by=by)
    def resume(self, rate: float, ordered_by: str, back: int, by: str) -> None:
        before = self.session
        command = ResumeInfusion(
            session=self.ward.id, rate_ml_h=rate, ordered_by=ordered_by, **self.moved(back)
        )
        if isinstance(self.ask(command, by), Done) and before.pauses[-1].for_reaction:
            assert ordered_by.strip()

    @rule(rate=rates, back=minutes_back, by=by)
    def change_rate(self, rate: float, back: int, by: str) -> None:
        self.ask(ChangeRate(session=self.ward.id, rate_ml_h=rate, **self.moved(back)), by)

    @rule(
        given=st.sampled_from([None, 101.2, 50.0, 500.0, float("inf")]),
        reason=words, back=minutes_back, by=by,
    )  # fmt: skip
    def end(self, given: float | None, reason: str, back: int, by: str) -> None:
        self.ask(
            EndInfusion(
                session=self.ward.id, given_ml=given, early_reason=reason, **self.moved(back)
            ),
            by,
        )

    # --------------------------------------------------------------------------------- care

    @rule(readings=readings, check=checks, back=minutes_back, confirmed=st.booleans(), by=by)
    def takes_vitals(
        self, readings: dict[str, Any], check: tuple[Any, Any], back: int, confirmed: bool, by: str
    ) -> None:
        why = {key: "busy" for key in ("sbp", "stroke_check") if confirmed}
        taken = {key: value for key, value in (NORMAL | readings).items() if value is not None}
        self.ask(
            RecordVitals(
                session=self.ward.id,
                values=taken,
                stroke_check=check[0],
                stroke_signs=check[1],
                confirmed=confirmed,
                not_taken=why,
                **self.moved(back),
            ),
            by,
        )

    @rule(symptoms=symptoms, back=minutes_back, by=by)
    def stop_for_reaction(self, symptoms: tuple[str, ...], back: int, by: str) -> None:
        self.ask(StopForReaction(session=self.ward.id, symptoms=symptoms, **self.moved(back)), by)

    @rule(sign=st.sampled_from(["face", "hair"]), back=minutes_back, by=by)
    def stroke_signs(self, sign: str, back: int, by: str) -> None:
        self.ask(RecordStrokeSigns(session=self.ward.id, signs=(sign,), **self.moved(back)), by)

    @rule(requirement=requirements, who=words, why=words, risk=st.booleans(), by=by)
    def let_pass(self, requirement: str, who: str, why: str, risk: bool, by: str) -> None:
        self.ask(
            OverrideRequirement(
                session=self.ward.id, requirement=requirement, allowed_by=who, reason=why,
                told_of_risk=risk,
            ),
            by,
        )  # fmt: skip

    # ------------------------------------------------------------------------- the way home

    @precondition(lambda self: self.session.phase is Phase.OBSERVING)
    @rule()
    def gets_ready_to_leave(self) -> None:
        for field in SAID_BACK:
            told = AnswerCheck(session=self.ward.id, check="teach_back", field=field, value="said")
            self.ask(told)
        self.ask(HandOverSheet(session=self.ward.id, how="printed"))
        self.takes_vitals({"sbp": 124, "spo2": 98}, (StrokeCheck.NO_SIGN, ()), 0, True, OSEI)

    @rule(back=minutes_back, by=by)
    def leave(self, back: int, by: str) -> None:
        outcome = self.ask(DischargePatient(session=self.ward.id, **self.moved(back)), by)
        if not isinstance(outcome, Done):
            return
        session = self.session
        assert session.ended
        assert session.discharged
        observed = session.discharged.at - session.ended.at
        if observed < timedelta(minutes=120):
            allowed = session.overrides["observation"]
            assert allowed.allowed_by.strip()
            assert allowed.reason.strip()
            assert allowed.told_of_risk
            assert session.left_early
            assert observed >= timedelta()

    # -------------------------------------------------------------------------- corrections

    @rule(
        last=st.integers(1, 15), reason=words, strike=st.booleans(), which=st.integers(0, 4),
        back=st.sampled_from([None, None, -5, 0, 3, 20, 200]), confirmed=st.booleans(), by=by,
    )  # fmt: skip
    def correct(
        self,
        last: int,
        reason: str,
        strike: bool,
        which: int,
        back: int | None,
        confirmed: bool,
        by: str,
    ) -> None:
        before = self.session
        entry = self.session.entries[-min(last, len(self.session.entries))]
        known = CORRECTED.get(kind_of(entry.fact), [{"nonsense": 1}])
        at = None if back is None else entry.occurred_at - timedelta(minutes=back)
        values = known[which] if which < len(known) and not strike else {}
        outcome = self.ask(
            CorrectEntry(
                session=self.ward.id,
                entry=entry.mark,
                reason=reason,
                strike=strike,
                values=values,
                occurred_at=None if strike else at,
                confirmed=confirmed,
            ),
            by,
        )
        if not isinstance(outcome, Done):
            return
        was, now = self.reactions(before), self.reactions(self.session)
        assert was <= now, "a correction took a reaction back"
        if values == {"sbp": 191} and not confirmed:
            taken = {vital.mark: vital.taken.values.get("sbp") for vital in before.vitals}
            assert taken.get(entry.mark) == 191, "nobody read the critical value again"

    def reactions(self, session: Session) -> int:
        """How many pauses were, at any time, recorded as pauses for a reaction."""
        return sum(pause.for_reaction for pause in session.pauses)

    # ---------------------------------------------------------------------------- invariants

    @invariant()
    def the_journal_tells_the_same_day(self) -> None:
        entries = self.ward.journal.story(f"session:{self.ward.id}")
        told = replace(self.session, whose=None, earlier=())  # these two lie beside it
        assert fold(self.ward.id, entries) == told
        assert self.ward.journal.first_break() is None

    @invariant()
    def the_pump_is_in_order(self) -> None:
        session = self.session
        for run in session.runs:
            assert run.end is None or run.end >= run.start
        until = session.ended.at if session.ended else max(
            [session.true(self.ward.now), *(run.end or run.start for run in session.runs)]
        )  # fmt: skip
        assert infusion.ran(session, until) >= timedelta()
        assert infusion.stood(session, until) >= timedelta()
        assert 0 <= infusion.given_ml(session, until) <= session.volume_ml
        if session.started and session.bag:
            assert session.volume_ml <= session.bag.volume_ml

    @invariant()
    def nobody_is_infused_in_less_than_four_hours(self) -> None:
        session = self.session
        if session.corrections or not session.started:
            return
        at = session.true(self.ward.now)
        if session.phase in (Phase.INFUSING, Phase.PAUSED):
            whole = infusion.ran(session, at) + infusion.left(session, at)
            assert whole >= timedelta(minutes=240) - timedelta(seconds=1)
        if session.ended and not session.early_reason:
            assert infusion.ran(session, session.ended.at) >= timedelta(minutes=235)

    @invariant()
    def what_is_recorded_fits(self) -> None:
        session = self.session
        made = corrections(session.entries)
        for entry in session.entries:
            right = as_it_stands(entry, made.get(entry.mark, ()))
            if right:
                assert fits(right.fact, session, self.ward.pack) is None

    @invariant()
    def a_critical_value_alarms_until_the_sign_is_measured_again(self) -> None:
        session, pack = self.session, self.ward.pack
        raised = {alarm.key for alarm in alarms.alarms(session, self.ward.now, pack)}
        for sign in pack.vitals.signs:
            key = sign.key
            held = [vital for vital in session.vitals if key in vital.taken.values]
            worst = (
                [found.sign.key for found in tiers.critical(pack, held[-1].taken)] if held else []
            )
            if key in worst and not session.over:
                assert f"critical-{held[-1].written}" in raised

    @invariant()
    def what_came_after_the_start_is_not_met_at_the_start(self) -> None:
        session = self.session
        if session.started is None or session.bag is None:
            return
        gate = gates.start_gate(session, self.ward.now, self.ward.pack)
        state = {item.key: item.state for item in gate}
        checked = session.bag.checked
        if checked and checked.at > session.started.at:
            assert state["bag_check"] is not State.MET

    @invariant()
    def every_entry_has_its_row(self) -> None:
        entries = [
            entry for entry in self.session.entries if not isinstance(entry.fact, EntryCorrected)
        ]
        rows = timeline(self.session, self.ward.pack)
        assert [row.mark for row in sorted(rows, key=lambda row: row.place)] == [
            entry.mark for entry in entries
        ]
        assert all(row.text or row.wrong for row in rows)

    @invariant()
    def all_of_it_can_be_shown(self) -> None:
        told = describe(self.session, self.ward.desk)
        assert msgspec.json.encode(told)
        assert told["state"]["phase"] == self.session.phase
        kinds = {kind_of(entry.fact) for entry in self.session.entries}
        assert ("infusion_started" in kinds) is (self.session.started is not None)


END = datetime.max.replace(tzinfo=UTC)
"""Later than any entry."""

AnyDay.TestCase.settings = settings(
    max_examples=DAYS or 100,
    stateful_step_count=40,
    deadline=None,
    derandomize=not DAYS,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
TestAnyDay = AnyDay.TestCase
