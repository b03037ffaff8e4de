"""Readings for a chart of the shipped pack's vital signs, by their order in a row of figures."""

from __future__ import annotations

from datetime import datetime

from app.ui.chart.kinds import VitalsPoint
from app.ui.session.chart_words import lanes
from tests.ward import shipped_pack

LANES = lanes(shipped_pack())

NOTHING = frozenset[str]()


def reading(
    at: datetime,
    *figures: float,
    flagged: frozenset[str] = NOTHING,
    critical: frozenset[str] = NOTHING,
) -> VitalsPoint:
    """Upper and lower end of the bar, then the line, then the rows, as far as they are given."""
    assert LANES.bar
    assert LANES.line
    signs = (*LANES.bar, LANES.line, *LANES.rows)
    values = {sign.key: value for sign, value in zip(signs, figures, strict=False)}
    return VitalsPoint(at, values, flagged, critical)
