"""A command, asked as the window asks, over one bare SQLCipher insert with synchronous=FULL.

And the same command in a record of ten years over the same in an empty one.
"""

from __future__ import annotations

import secrets
import statistics
import tempfile
import time
from pathlib import Path

import sqlcipher3

from app.models.day.reactions import WriteNote
from app.ui.shift import Shift
from tests.bench.ten_years import ten_years
from tests.bench.ward import shift, ward

ROUNDS = 1000
BLOCK = 10


def measure() -> tuple[str, str, list[float], str, str]:
    """One note recorded by the desk against one row of the same size, in turn, on the same disk."""
    with tempfile.TemporaryDirectory() as folder:
        asking = shift(ward(Path(folder), chairs=1)[0])
        bare = _bare(Path(folder) / "bare.db")
        pairs = [
            (
                _seconds(lambda text=text: _note(asking, text)),
                _seconds(lambda text=text: bare.execute(INSERT, (secrets.token_hex(8), text * 4))),
            )
            for text in _texts()
        ]
        bare.close()
        asking.desk.journal.close()
    return (
        "a committed command (decide, seal, fold, index)",
        "one bare SQLCipher insert, FULL",
        *_compared(pairs),
    )


def measure_after_ten_years() -> tuple[str, str, list[float], str, str]:
    """One note in a record of 1.29 million rows against one in an empty one, in turn."""
    with tempfile.TemporaryDirectory() as folder:
        grown, empty = Path(folder) / "grown", Path(folder) / "empty"
        for place in (grown, empty):
            place.mkdir(mode=0o700)
        rows = ten_years(grown)
        old, new = (shift(ward(place, chairs=1)[0]) for place in (grown, empty))
        pairs = []
        for number, text in enumerate(_texts()):
            taken = {
                asking: _seconds(lambda asking=asking, text=text: _note(asking, text))
                for asking in ((old, new) if number % 2 else (new, old))
            }
            pairs.append((taken[old], taken[new]))
        for asking in (old, new):
            asking.desk.journal.close()
    return (
        f"a command after ten years ({rows / 1e6:.2f} million rows)",
        "the same in an empty record",
        *_compared(pairs),
    )


def _texts() -> list[str]:
    return [f"note {number:06} " + "x" * 60 for number in range(ROUNDS)]


def _note(asking: Shift, text: str) -> None:
    if not asking.ask(WriteNote(session="s1", text=text)).done:
        raise RuntimeError("not recorded")


def _compared(pairs: list[tuple[float, float]]) -> tuple[list[float], str, str]:
    ours, over = (statistics.median(side) for side in zip(*pairs, strict=True))
    blocks = [pairs[start : start + BLOCK] for start in range(0, len(pairs), BLOCK)]
    ratios = [
        statistics.median(a for a, _ in block) / statistics.median(b for _, b in block)
        for block in blocks
    ]
    return ratios, f"{ours * 1000:.2f} ms", f"{over * 1000:.2f} ms"


INSERT = "INSERT INTO bare (id, text) VALUES (?, ?)"


def _bare(path: Path):
    connection = sqlcipher3.connect(str(path), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{secrets.token_hex(32)}'\"")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE bare (id TEXT PRIMARY KEY, text TEXT)")
    return connection


def _seconds(work) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
