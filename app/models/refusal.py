"""The answer no: a stable code, a sentence for the nurse, and the rule behind it."""

from __future__ import annotations

import msgspec

from app.models.rules.rule import Rule


class Refusal(msgspec.Struct, frozen=True):
    """Nothing was recorded, and why.

    `code` never changes once shipped: scenario files and other programs read it.
    `sentence` says what, why and what to do. `rule` and `source` are empty where plain
    sense, not a rule, stands behind the refusal.
    """

    code: str
    sentence: str
    rule: str = ""
    source: str = ""
    open: tuple[str, ...] = ()
    """Keys of the gate's requirements that are not met, for `gate_closed`."""


def refuse(code: str, sentence: str, rule: Rule | None = None) -> Refusal:
    """A refusal; with `rule`, the rule's words and source go with it."""
    if rule is None:
        return Refusal(code, sentence)
    return Refusal(code, sentence, rule.text, f"{rule.status}: {rule.source}")


def missing(**fields: str) -> Refusal | None:
    """A refusal that names the first empty field, in the words of its argument's name."""
    for name, value in fields.items():
        if not value.strip():
            words = name.replace("_", " ")
            return refuse("missing", f"Nothing was recorded: {words} is empty. Fill it in.")
    return None
