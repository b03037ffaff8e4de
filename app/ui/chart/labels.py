"""Where the words above the day chart stand, so that none lies on another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QRectF

from app.ui.chart.kinds import ChartDay
from app.ui.theme import Px, Weight, font
from app.ui.widgets import drawing

LABEL_ROW = 18.0

_GAP = 8.0


@dataclass(frozen=True, slots=True)
class Label:
    """Where one word stands: its line, its left edge and width, its row, and what it is."""

    text: str
    x: float
    left: float
    width: float
    row: int
    kind: str


def place_labels(
    day: ChartDay, plot: QRectF, x_of: Callable[[datetime], float]
) -> tuple[Label, ...]:
    """Names of stretches first, then events in their order; an event without room has no text."""
    rows = 3 if plot.height() > 230 else 2 if plot.height() > 120 else 1
    now_x = x_of(day.now)
    now_wide = drawing.width_of("now", font(Px.SMALL, Weight.Bold))
    now_at = now_x + 6 if now_x + 6 + now_wide <= plot.right() + 16 else now_x - 6 - now_wide
    taken: list[list[tuple[float, float]]] = [[] for _row in range(rows)]
    taken[0].append((now_at, now_at + now_wide))
    placed = [Label("now", now_x, now_at, now_wide + 2, 0, "now")]
    for stretch in day.stretches:
        left, right = x_of(stretch.start), x_of(stretch.end or day.now)
        text = stretch.label or stretch.kind
        wide = drawing.width_of(text, font(Px.SMALL, Weight.DemiBold)) + 2
        if stretch.kind != "paused" and right - left >= wide + 10:
            placed.append(Label(text, left, left + 7, wide, 0, stretch.kind))
            taken[0].append((left + 7, left + 7 + wide))
    wanted = [(event.at, event.label, "event") for event in day.events]
    wanted += [
        (s.start, s.label or "paused", "paused") for s in day.stretches if s.kind == "paused"
    ]
    for at, text, kind in sorted(wanted, key=lambda w: w[0]):
        x, wide = x_of(at), min(160.0, drawing.width_of(text, font(Px.SMALL, Weight.Medium)) + 2)
        spots = [(row, left) for row in range(rows) for left in (x + 5, x - 5 - wide)]
        spot = next((s for s in spots if _fits(s, wide, taken, plot, now_x)), None)
        if spot is None:
            placed.append(Label("", x, x, 0, rows - 1, kind))
            continue
        row, left = spot
        # The line of the event runs down from its word, so its place is taken too.
        taken[row].append((min(left, x), max(left + wide, x)))
        for lower in taken[row + 1 :] if kind == "event" else ():
            lower.append((x, x))
        placed.append(Label(text, x, left, wide, row, kind))
    return tuple(placed)


def _fits(
    spot: tuple[int, float],
    wide: float,
    taken: list[list[tuple[float, float]]],
    plot: QRectF,
    now_x: float,
) -> bool:
    row, left = spot
    right = left + wide
    if left < plot.left() or right > plot.right() or left < now_x < right + 4:
        return False
    return all(right + _GAP <= start or end + _GAP <= left for start, end in taken[row])
