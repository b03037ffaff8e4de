"""The stored contract: every kind of fact has a tag of its own, and a weight."""

from __future__ import annotations

from app.models import facts
from app.models.facts import KINDS, Fact, Weight


def test_every_kind_declares_its_own_tag_and_weight() -> None:
    for kind in Fact.__subclasses__():
        assert vars(kind).get("tag"), f"{kind.__name__} has no tag of its own"
        assert isinstance(vars(kind)["weight"], Weight)


def test_no_two_kinds_share_a_tag() -> None:
    assert len(KINDS) == len(Fact.__subclasses__())


def test_a_stroke_sign_is_a_danger_to_a_program_that_cannot_read_it() -> None:
    assert facts.StrokeSignsFound.weight is Weight.DANGER
    assert facts.InfusionPaused.weight is Weight.TRANSITION
    assert facts.VitalsTaken.weight is Weight.ADDITIVE
    assert facts.EntryCorrected.weight is Weight.DECISION
