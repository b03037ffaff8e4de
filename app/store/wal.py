"""Detects commits in SQLite's write-ahead log that SQLite would silently skip.

SQLite reads the log up to the first invalid frame and takes the rest for the remains of a commit
that a power failure interrupted. So a single flipped bit would undo every commit after it without
an error. https://www.sqlite.org/fileformat2.html#walformat
"""

from __future__ import annotations

import struct
from typing import NamedTuple

MAGIC = 0x377F0682
"""The log's first word; its last bit says that the checksums are big-endian."""

HEADER, FRAME_HEADER, PAGE = 32, 24, 4096
"""In bytes; 4096 is SQLCipher's page size."""


class _Frame(NamedTuple):
    commits: bool
    salts: bytes
    summed: bytes
    sums: tuple[int, int]


def skips_commits(log: bytes) -> bool:
    """Whether SQLite would skip commits that had reached the disk.

    One whole commit after the first invalid frame may have been interrupted by a power failure
    before it was acknowledged. Two mean damage: the second began only after the first was synced.
    """
    if len(log) <= HEADER:
        return False
    order = "<" if log[:4] == MAGIC.to_bytes(4) else ">"
    salts, sums = log[16:24], struct.unpack(">II", log[24:32])
    if log[:3] != MAGIC.to_bytes(4)[:3] or _sum(log[:24], (0, 0), order) != sums:
        return True  # the header is synced before the first frame is written
    frames = [_frame(log, at) for at in range(HEADER, len(log) - _STEP + 1, _STEP)]
    read = 0
    for frame in frames:
        sums = _sum(frame.summed, sums, order)
        if frame.salts != salts or frame.sums != sums:
            break
        read += 1
    return sum(frame.commits and frame.salts == salts for frame in frames[read:]) > 1


_STEP = FRAME_HEADER + PAGE


def _frame(log: bytes, at: int) -> _Frame:
    head = log[at : at + FRAME_HEADER]
    _, size_after_commit, _, _, first, second = struct.unpack(">6I", head)
    page = log[at + FRAME_HEADER : at + _STEP]
    return _Frame(size_after_commit > 0, head[8:16], head[:8] + page, (first, second))


def _sum(content: bytes, sums: tuple[int, int], order: str) -> tuple[int, int]:
    first, second = sums
    for one, other in struct.iter_unpack(f"{order}II", content):
        first = (first + one + second) & 0xFFFFFFFF
        second = (second + other + first) & 0xFFFFFFFF
    return first, second
