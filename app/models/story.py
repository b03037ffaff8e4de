"""The order in which a subject's entries are folded: the same for the same set of entries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from heapq import heapify, heappop, heappush

from app.models.facts import Entry


def continues(entries: Iterable[Entry], head: str) -> bool:
    """Whether the entries follow one after the other upon `head`, "" for the beginning."""
    for entry in entries:
        if entry.after != ((head,) if head else ()):
            return False
        head = entry.mark
    return True


def in_order(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Each entry behind those it names in `after`; those apart by when they were written.

    An entry that is named and not there is passed over.
    """
    if continues(entries, ""):
        return tuple(entries)
    there = {entry.mark: entry for entry in entries}
    waits = {entry.mark: {mark for mark in entry.after if mark in there} for entry in entries}
    followers: dict[str, list[str]] = {}
    for mark, before in waits.items():
        for name in before:
            followers.setdefault(name, []).append(mark)
    ready = [(there[mark].recorded_at, mark) for mark, before in waits.items() if not before]
    heapify(ready)
    ordered = []
    while ready:
        _, mark = heappop(ready)
        ordered.append(there[mark])
        for follower in followers.get(mark, ()):
            waits[follower].remove(mark)
            if not waits[follower]:
                heappush(ready, (there[follower].recorded_at, follower))
    return tuple(ordered)
