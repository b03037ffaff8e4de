"""Prints the table of `make bench`: each claim against something bare, measured in turn."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from typing import NamedTuple

from tests.bench import commit, heartbeat, start


class Measured(NamedTuple):
    """A claim: what over what, the ratio's median and spread, and both medians in words."""

    what: str
    over: str
    ratios: list[float]
    ours: str
    bare: str


def main() -> None:
    """Measure everything and print the table."""
    rows = [Measured(*measure()) for measure in MEASURES]
    print(f"{'what':44} {'over':38} {'ratio':>7} {'spread':>13}   medians")
    for row in rows:
        low, high = min(row.ratios), max(row.ratios)
        middle = statistics.median(row.ratios)
        print(
            f"{row.what:44} {row.over:38} {middle:7.3g} {low:5.3g}–{high:<6.3g}   "
            f"{row.ours} over {row.bare}"
        )


MEASURES: tuple[Callable[[], tuple[str, str, list[float], str, str]], ...] = (
    start.measure,
    commit.measure,
    commit.measure_after_ten_years,
    heartbeat.measure_share,
    heartbeat.measure_over_empty,
)

if __name__ == "__main__":
    main()
