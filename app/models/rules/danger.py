"""What the pack says of danger: symptoms, stroke signs, what is done at once, alarms, whom to call."""

from __future__ import annotations

from app.models.rules.rule import Choice, Direction, Item, Listed, Priority, Rule, Status, Strict


class Symptom(Choice, frozen=True, kw_only=True):
    """A symptom; `also_called` holds other words a nurse may type for it.

    The `otherwise` one is offered when no symptom has the name that was typed.
    """

    also_called: str = ""
    otherwise: bool = False


class StrokeSign(Choice, frozen=True, kw_only=True):
    """A stroke sign; `short` is its word where all are named in one line."""

    short: str = ""


class ReactionRules(Strict, frozen=True, kw_only=True):
    """What a reaction asks for at once.

    `stop_pump` holds the keys of symptoms, `drugs` names and never a dose. In the steps `{pump}`
    says how the pump stands, `{number}` is the number to call: the staff's own, or from home the
    patient's.
    """

    stop_pump: Listed
    drugs: Listed
    steps: Listed
    steps_after_leaving: Listed


class StrokeQuestion(Item, frozen=True, kw_only=True):
    """What is asked at the tap of a symptom, by its key: yes is that stroke sign.

    `if_no` is what the record says when the answer was no.
    """

    ask: str
    if_yes: str
    if_no: str


class StrokeQuestions(Strict, frozen=True, kw_only=True):
    """The symptoms that may be a stroke or a dissection."""

    status: Status
    source: str
    questions: tuple[StrokeQuestion, ...]


class StrokeRules(Strict, frozen=True, kw_only=True):
    """What a stroke sign asks for at once; in the steps `{product}` is what the patient had."""

    asked: StrokeQuestions
    steps: Listed
    steps_after_leaving: Listed

    def question(self, symptom: str) -> StrokeQuestion | None:
        """What is asked about that symptom, if anything."""
        return next((item for item in self.asked.questions if item.key == symptom), None)


PLACES = ("pump", "number", "product")
"""What the words of a step may leave to the record, in braces."""


class AlarmRule(Rule, frozen=True, kw_only=True):
    """How urgent an alarm is, and what to do about it."""

    DIRECTIONS = {**Rule.DIRECTIONS, "priority": Direction.AT_LEAST}

    priority: Priority
    advice: str = ""


class AlarmRules(Strict, frozen=True, kw_only=True):
    """Every alarm that the program can raise."""

    stroke_sign: AlarmRule
    critical_value: AlarmRule
    vitals_due: AlarmRule
    vitals_late: AlarmRule
    vitals_overdue: AlarmRule
    bag_empty: AlarmRule
    pump_stopped: AlarmRule


class Phone(Choice, frozen=True, kw_only=True):
    """A telephone number that a unit has; `why` is said when a required one is missing."""

    hint: str = ""
    required: bool = False
    why: str = ""


class PhoneRules(Strict, frozen=True, kw_only=True):
    """The telephone numbers of a unit, in the order in which they are asked for."""

    status: Status
    source: str
    roles: tuple[Phone, ...]
