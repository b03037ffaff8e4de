"""The answer no: a stable code, a sentence for the nurse, and the rule behind it."""

from __future__ import annotations

import msgspec


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
