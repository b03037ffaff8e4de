"""A committed command over one bare SQLCipher insert with synchronous=FULL."""

from __future__ import annotations

import secrets
import statistics
import tempfile
import time
from pathlib import Path

import sqlcipher3

from app.models.commands import WriteNote
from tests.bench.ward import ward

ROUNDS = 300
BLOCK = 10


def measure() -> tuple[str, str, list[float], str, str]:
    """One note recorded by the desk against one row of the same size, in turn, on the same disk."""
    with tempfile.TemporaryDirectory() as folder:
        desk, _ = ward(Path(folder), chairs=1)
        bare = _bare(Path(folder) / "bare.db")
        pairs = []
        for number in range(ROUNDS):
            text = f"note {number:06} " + "x" * 60
            pairs.append(
                (
                    _seconds(lambda text=text: desk.do(WriteNote(session="s1", text=text), "osei")),
                    _seconds(
                        lambda text=text: bare.execute(INSERT, (secrets.token_hex(8), text * 4))
                    ),
                )
            )
        bare.close()
        desk.journal.close()
    ours, plain = (statistics.median(side) for side in zip(*pairs, strict=True))
    blocks = [pairs[start : start + BLOCK] for start in range(0, ROUNDS, BLOCK)]
    ratios = [
        statistics.median(a for a, _ in block) / statistics.median(b for _, b in block)
        for block in blocks
    ]
    return (
        "a committed command (decide, seal, fold, index)",
        "one bare SQLCipher insert, FULL",
        ratios,
        f"{ours * 1000:.2f} ms",
        f"{plain * 1000:.2f} ms",
    )


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
