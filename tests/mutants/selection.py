"""Chooses the mutants to try, and knows those that were accepted as equivalent.

The choice is stable: each mutant has a rank that depends on its own text alone, so that an edit
somewhere in a module leaves most of the choice as it was.
"""

from __future__ import annotations

import ast
import hashlib
import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import msgspec

from tests.mutants.changes import changes

SEED = "chairside"
COUNT = 200
MUTATED = "app/models"
EQUIVALENT = Path(__file__).with_name("equivalent.toml")

Identity = tuple[str, str, str, str, str, int]


class Mutant(msgspec.Struct, frozen=True, kw_only=True):
    """One change to one file. `position` is its place among all changes to that file.

    `nth` tells apart changes of the same text in the same function; it counts from 1.
    """

    file: str
    function: str
    operator: str
    before: str
    after: str
    nth: int
    line: int
    position: int

    @property
    def identity(self) -> Identity:
        """What names the mutant for good, wherever its line moves."""
        return _identity(self)

    @property
    def rank(self) -> str:
        """Its place in the draw: the mutants of the lowest ranks are tried."""
        return hashlib.sha256(repr((SEED, self.identity)).encode()).hexdigest()

    def __str__(self) -> str:
        return (
            f"{self.file}:{self.line} {self.operator} in {self.function or 'the module'}\n"
            f"    - {self.before}\n"
            f"    + {self.after}"
        )


class Equivalent(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A mutant that no test can tell from the original, and why."""

    file: str
    function: str
    operator: str
    before: str
    after: str
    why: Annotated[str, msgspec.Meta(min_length=1)]
    nth: int = 1

    @property
    def identity(self) -> Identity:
        """The identity of the mutant it accepts."""
        return _identity(self)


def _identity(named: Mutant | Equivalent) -> Identity:
    before, after = _bare(named.before), _bare(named.after)
    return named.file, named.function, named.operator, before, after, named.nth


def _bare(statement: str) -> str:
    """Without spaces, quotes and brackets: Python versions differ in how they write those."""
    return re.sub(r"[\s'\"()]", "", statement)


def all_mutants(root: Path, below: str = MUTATED) -> list[Mutant]:
    """Every mutant of the modules below that folder."""
    return [
        mutant
        for path in sorted((root / below).rglob("*.py"))
        for mutant in _mutants_of(path.relative_to(root).as_posix(), path.read_text("utf-8"))
    ]


def _mutants_of(file: str, source: str) -> list[Mutant]:
    found: list[Mutant] = []
    same: Counter[tuple[str, ...]] = Counter()
    for position, change in enumerate(changes(ast.parse(source))):
        operator = change.edit.operator
        text = (change.function, operator, _bare(change.before), _bare(change.after))
        same[text] += 1
        found.append(
            Mutant(
                file=file,
                function=change.function,
                operator=operator,
                before=change.before,
                after=change.after,
                nth=same[text],
                line=change.line,
                position=position,
            )
        )
    return found


def choose(mutants: Iterable[Mutant], count: int = COUNT) -> list[Mutant]:
    """So many of them; each file has a share as large as its share of all."""
    by_file: dict[str, list[Mutant]] = {}
    for mutant in sorted(mutants, key=lambda one: one.rank):
        by_file.setdefault(mutant.file, []).append(mutant)
    shares = _shares({file: len(found) for file, found in by_file.items()}, count)
    chosen = [mutant for file, found in by_file.items() for mutant in found[: shares[file]]]
    return sorted(chosen, key=lambda one: (one.file, one.position))


def _shares(sizes: dict[str, int], count: int) -> dict[str, int]:
    """The count divided by size; what is left over goes to the largest remainders."""
    total = sum(sizes.values())
    shares = {file: count * size // total for file, size in sizes.items()}
    by_remainder = sorted(sizes, key=lambda file: (-(count * sizes[file] % total), file))
    for file in by_remainder[: count - sum(shares.values())]:
        shares[file] += 1
    return shares


def accepted(path: Path = EQUIVALENT) -> dict[Identity, Equivalent]:
    """The equivalent mutants by their identity."""
    listed = tomllib.loads(path.read_text("utf-8")).get("equivalent", [])
    return {one.identity: one for one in msgspec.convert(listed, list[Equivalent])}
