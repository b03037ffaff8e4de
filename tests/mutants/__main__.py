"""`python -m tests.mutants [FILE[:LINE] …]`: does a test fail for every wrong rule?

Tries 200 mutants of `app/models`, the same ones each time, or those of them in the named files.
Fails when fewer than 95 % are killed, when a survivor is not in `equivalent.toml`, or when a
mutant listed there is gone or is killed by now.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable
from pathlib import Path

from tests.mutants.selection import Equivalent, Identity, Mutant, accepted, all_mutants, choose
from tests.mutants.trial import TestsFail, Tried, try_all

ROOT = Path(__file__).resolve().parents[2]
ENOUGH_PERCENT = 95


def main(places: list[str]) -> int:
    """Try the mutants and print what became of them; 1 when something is to be done."""
    began = time.monotonic()
    every = all_mutants(ROOT)
    chosen = [mutant for mutant in choose(every) if _is_at(mutant, places)]
    tried = []
    try:
        for result in try_all(ROOT, chosen):
            tried.append(result)
            print(_told(result, len(tried), len(chosen)), flush=True)
    except TestsFail as failure:
        print(f"The tests fail without a mutant, so nothing was tried: {failure}")
        return 1
    listed = accepted()
    complaints = [*_gone(listed, every), *judged(tried, listed)]
    minutes = (time.monotonic() - began) / 60
    killed = sum(bool(result.killed_by) for result in tried)
    print(f"\n{killed} of {len(tried)} mutants killed, in {minutes:.0f} min.")
    print("\n".join(complaints))
    return 1 if complaints else 0


def _is_at(mutant: Mutant, places: list[str]) -> bool:
    return not places or any(
        place in (mutant.file, f"{mutant.file}:{mutant.line}") for place in places
    )


def _told(result: Tried, place: int, of: int) -> str:
    mutant = result.mutant
    fate = f"killed by {result.killed_by}" if result.killed_by else "SURVIVED"
    where = f"{mutant.file}:{mutant.line} {mutant.operator}"
    return f"{place:3}/{of} {result.seconds:5.1f} s  {where}: {fate}"


def _gone(listed: dict[Identity, Equivalent], every: Iterable[Mutant]) -> list[str]:
    """Accepted mutants that the code no longer has."""
    known = {mutant.identity for mutant in every}
    return [
        f"No longer in the code; remove it from equivalent.toml: {one.file} {one.before}"
        for identity, one in listed.items()
        if identity not in known
    ]


def judged(tried: list[Tried], listed: dict[Identity, Equivalent]) -> list[str]:
    """What is wrong with the outcome: too few killed, new survivors, or stale acceptances."""
    survivors = [result.mutant for result in tried if not result.killed_by]
    found = [f"No test fails for:\n{one}" for one in survivors if one.identity not in listed]
    found += [
        f"Killed now; remove it from equivalent.toml:\n{result.mutant}"
        for result in tried
        if result.killed_by and result.mutant.identity in listed
    ]
    if (len(tried) - len(survivors)) * 100 < ENOUGH_PERCENT * len(tried):
        found.append(f"Fewer than {ENOUGH_PERCENT} % were killed.")
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
