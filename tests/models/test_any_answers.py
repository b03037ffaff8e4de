"""Whatever is answered, decided, corrected or struck out, in whatever order: what must hold."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from app.desk import Done
from app.models.asking import Command
from app.models.checks.answering import AnswerCheck, DecideCheck
from app.models.day.correction import CorrectEntry
from app.models.day.fold import fold
from app.models.day.history import as_it_stands, corrections
from app.models.day.override import OverrideRequirement
from app.models.day.requirement import State
from app.models.day.timeline import timeline
from app.models.facts import CheckAnswered, CheckDecided, EntryCorrected, How, Said
from app.models.rules.rule import Override
from tests.packs import pack_with
from tests.ward import LIND, OSEI, Ward, open_ward

CHECKS = ("hiv", "hepatitis", "screening")
ANSWERS: list[tuple[str, str, Any]] = [
    *(("hiv", "hiv", value) for value in ("no", "yes", "unknown", "maybe")),
    *(("hepatitis", "hepatitis", value) for value in ("clear", "no", "carrier")),
    ("hepatitis", "tested", "2026-10-05"),
    ("hepatitis", "tested", "2027-10-05"),
    *(("screening", "bleeding", value) for value in ("no", "yes", "unknown")),
    ("screening", "bleeding_drug", {"drug": "aspirin"}),
]
nurses = st.sampled_from([OSEI, OSEI, LIND])


class AnyAnswers(RuleBasedStateMachine):
    """One patient at a chair; questions are answered, decided and corrected at random."""

    ward: Ward

    @initialize()
    def arrives(self) -> None:
        self.ward = open_ward(pack=pack_with(*CHECKS)).arrives()

    def tell(self, command: Command, by: str = OSEI) -> None:
        before = self.ward.session
        outcome = self.ward.desk.do(command, by)
        if not isinstance(outcome, Done):
            assert outcome.sentence.strip()
            assert self.ward.session == before
        self.ward.later(minutes=1)

    @rule(answer=st.sampled_from(ANSWERS), by=nurses, slip=st.booleans())
    def answer(self, answer: tuple[str, str, Any], by: str, slip: bool) -> None:
        check, field, value = answer
        self.tell(
            AnswerCheck(session=self.ward.id, check=check, field=field, value=value, slip=slip),
            by,
        )

    @rule(
        answer=st.sampled_from(ANSWERS),
        said=st.sampled_from(Said),
        how=st.sampled_from([How.PHONE, None]),
        by=st.sampled_from(["Dr. Amari", ""]),
    )
    def decide(self, answer: tuple[str, str, Any], said: Said, how: How | None, by: str) -> None:
        check, field, _ = answer
        self.tell(
            DecideCheck(
                session=self.ward.id, check=check, field=field, said=said, how=how, decided_by=by,
                words="as discussed",
            )
        )  # fmt: skip

    @rule(check=st.sampled_from(CHECKS))
    def override(self, check: str) -> None:
        self.tell(
            OverrideRequirement(
                session=self.ward.id, requirement=check, allowed_by="Dr. Amari", reason="urgent"
            )
        )

    @rule(data=st.data(), answer=st.sampled_from(ANSWERS), strike=st.booleans())
    def correct(self, data: st.DataObject, answer: tuple[str, str, Any], strike: bool) -> None:
        entries = self.ward.session.entries
        entry = data.draw(st.sampled_from(entries[1:] or entries)).mark
        self.tell(
            CorrectEntry(
                session=self.ward.id, entry=entry, reason="mistyped", strike=strike,
                values={} if strike else {"value": answer[2]},
            )
        )  # fmt: skip

    # ---------------------------------------------------------------------------- invariants

    @invariant()
    def the_journal_tells_the_same_answers(self) -> None:
        ward = self.ward
        told = fold(ward.id, ward.journal.story(f"session:{ward.id}"))
        assert told
        assert (told.checks, told.decided) == (ward.session.checks, ward.session.decided)

    @invariant()
    def what_holds_nobody_lets_pass(self) -> None:
        stands = self.ward.session.checks.get("hiv", {}).get("hiv")
        item = self.ward.requirement("hiv")
        assert (item.state is State.MET) is (stands is not None and stands.value == "no")
        assert item.rule.override is Override.NOBODY

    @invariant()
    def a_decision_not_to_go_on_keeps_the_gate_shut_until_another(self) -> None:
        session = self.ward.session
        made = corrections(session.entries)
        right = [as_it_stands(entry, made.get(entry.mark, ())) for entry in session.entries]
        decisions = [item.fact for item in right if item and isinstance(item.fact, CheckDecided)]
        last = {(fact.check, fact.field): fact for fact in decisions}
        for fact in last.values():
            if fact.said is not Said.GO_ON:
                assert self.ward.requirement(fact.check).state is State.OPEN

    @invariant()
    def a_carrier_goes_on_by_a_prescribers_word_alone(self) -> None:
        given = self.ward.session.checks.get("hepatitis", {}).get("hepatitis")
        if given is None or given.value != "carrier":
            return
        item = self.ward.requirement("hepatitis")
        if item.done:
            decided = self.ward.session.decided["hepatitis"]["hepatitis"].fact
            assert (decided.said, decided.how) == (Said.GO_ON, How.PHONE)
            assert decided.about["hepatitis"] == "carrier"

    @invariant()
    def every_answer_has_its_sentence(self) -> None:
        rows = {row.mark: row for row in timeline(self.ward.session, self.ward.pack)}
        for entry in self.ward.session.entries:
            if isinstance(entry.fact, CheckAnswered | CheckDecided):
                assert rows[entry.mark].text or rows[entry.mark].wrong
            assert isinstance(entry.fact, EntryCorrected) or entry.mark in rows


AnyAnswers.TestCase.settings = settings(
    max_examples=60,
    stateful_step_count=30,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
TestAnyAnswers = AnyAnswers.TestCase
