"""Checks: what is asked before the pump or before the patient leaves, declared in the pack.

A check is data. `tables` gives the `[[checks]]` tables their types and refuses a bad one at
load; `values` says what an answer of each kind may be; `meaning` what it leads to; `standing`
which answers and decisions stand today; `sentences` how they are said. The command, the gate,
the panel, the timeline and the correction form are the same for every check.
"""

from __future__ import annotations

import app.models.day  # noqa: F401  the day and its checks register with each other, the day first
