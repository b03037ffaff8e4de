"""The mutation tool: what it changes, what it leaves alone, and what it makes of the outcome."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.mutants.__main__ import judged
from tests.mutants.changes import changes, mutated
from tests.mutants.selection import Equivalent, Mutant, accepted, all_mutants, choose
from tests.mutants.trial import Copy, Tried


def statements(operator: str, source: str) -> list[str]:
    """What an operator makes of the source, one statement for each change."""
    found = changes(ast.parse(source))
    return [change.after for change in found if change.edit.operator == operator]


@pytest.mark.parametrize(
    ("operator", "source", "expected"),
    [
        ("compare", "a = 0 < b <= c", ["a = 0 <= b <= c", "a = 0 < b < c"]),
        ("compare", "a = b == c", ["a = b != c"]),
        ("compare", "a = b is not None", ["a = b is None"]),
        ("compare", "a = b in c", ["a = b not in c"]),
        ("and-or", "a = b and c and d", ["a = b or c or d"]),
        ("drop-not", "a = not b", ["a = b"]),
        ("negate", "if a:\n    b()", ["if not a:"]),
        ("negate", "a = b if c else d", ["a = b if not c else d"]),
        ("negate", "a = [b for b in c if b]", ["a = [b for b in c if not b]"]),
        ("negate", "match a:\n    case b if b.c:\n        d()", ["case b if not b.c:"]),
        ("calculate", "a = b + c * d", ["a = b - c * d", "a = b + c / d"]),
        ("calculate", "a += b", ["a -= b"]),
        ("constant", "a = 30", ["a = 31", "a = 29"]),
        ("constant", "a = True", ["a = False"]),
        ("constant", "a = 'b'", ["a = ''"]),
        ("constant", "a = f'b {c}'", ["a = ''"]),
        ("constant", "a = b, c", ["a = ()"]),
        ("format", "a = f'{b:.1f}'", ["a = f'{b}'"]),
        ("sign", "a = -b", ["a = b"]),
        ("sign", "a = timedelta(minutes=b)", ["a = -timedelta(minutes=b)"]),
        ("opposite", "a = min(b)", ["a = max(b)"]),
        ("opposite", "a = all(b)", ["a = any(b)"]),
        ("drop-keyword", "a = b(c=d, **e)", ["a = b(**e)"]),
        ("return-none", "def a():\n    return b", ["return None"]),
        ("drop-statement", "def a():\n    if b:\n        return c", ["pass"]),
        ("drop-statement", "a()\nb.c = d", ["pass", "pass"]),
    ],
)
def test_operator(operator: str, source: str, expected: list[str]) -> None:
    assert statements(operator, source) == expected


@pytest.mark.parametrize(
    "source",
    [
        '"""What it is."""',
        'class A(B, frozen=True):\n    """What it is."""\n    c: Annotated[int, Meta(gt=0)]\n    """Why."""',
        "from a import b",
        "__all__ = ['a', 'b']",
        "A = tuple[int, str]",
        "A = Literal['b', 'c']",
        "@a(b=True)\ndef c(d: Literal['e']) -> Literal['f']: ...",
        "raise AssertionError('never reached')",
        "match a:\n    case 'b' | 2: ...",
    ],
)
def test_declarations_are_left_alone(source: str) -> None:
    after = [change.after for change in changes(ast.parse(source))]
    assert [one for one in after if one != "pass"] == []


def test_a_sum_of_texts_stays_because_it_would_only_fail_to_run() -> None:
    assert statements("calculate", "a = 'b' + c\nd = (e,) + f\ng = set(h) - {i}") == []


def test_a_mutated_module_differs_in_one_statement() -> None:
    source = "def a(b):\n    if b < 3:\n        return 'low'\n    return 'high'\n"
    found = list(changes(ast.parse(source)))
    for position, change in enumerate(found):
        lines = mutated(source, position).splitlines()
        original = ast.unparse(ast.parse(source)).splitlines()
        assert [line.strip() for line in lines if line not in original] == [change.after]
        assert original[change.line - 1].strip() == change.before


# -------------------------------------------------------------------------------- the choice

MODULE = "def a(b):\n    return b < 3 and b > 1 and min(b, 2)\n"


def program(root: Path, **modules: str) -> Path:
    """A program with these modules in app/models."""
    for name, source in modules.items():
        path = root / "app" / "models" / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source, "utf-8")
    return root


def test_the_same_mutants_are_chosen_each_time(tmp_path: Path) -> None:
    root = program(tmp_path, large=MODULE * 8, small=MODULE)
    chosen = choose(all_mutants(root), 18)
    assert chosen == choose(reversed(all_mutants(root)), 18)
    assert len({mutant.identity for mutant in chosen}) == 18


def test_each_module_has_its_share(tmp_path: Path) -> None:
    root = program(tmp_path, large=MODULE * 8, small=MODULE)
    chosen = choose(all_mutants(root), 18)
    assert [mutant.file for mutant in chosen].count("app/models/small.py") == 2


def test_lines_added_above_change_neither_choice_nor_identity(tmp_path: Path) -> None:
    before = choose(all_mutants(program(tmp_path, a=MODULE)), 5)
    after = choose(all_mutants(program(tmp_path, a=f"import x\n\n\n{MODULE}")), 5)
    assert [mutant.identity for mutant in after] == [mutant.identity for mutant in before]
    assert [mutant.line for mutant in after] != [mutant.line for mutant in before]


def test_equal_changes_in_one_function_are_told_apart(tmp_path: Path) -> None:
    source = "def a(b):\n    if b:\n        c = 1\n    else:\n        c = 1\n"
    mutants = all_mutants(program(tmp_path, a=source))
    assert [mutant.nth for mutant in mutants if mutant.after == "c = 2"] == [1, 2]


def test_what_is_listed_as_equivalent_is_read_with_its_reason() -> None:
    assert all(len(one.why) > 20 for one in accepted().values())


# ----------------------------------------------------------------------- trial and judgment


def some_mutant(nth: int = 1) -> Mutant:
    return Mutant(
        file="app/models/a.py", function="a", operator="compare",
        before="b < c", after="b <= c", nth=nth, line=3, position=nth,
    )  # fmt: skip


def tried(mutant: Mutant, killed_by: str = "") -> Tried:
    return Tried(mutant=mutant, killed_by=killed_by, seconds=1)


def listed(nth: int) -> Equivalent:
    return Equivalent(
        file="app/models/a.py", function="a", operator="compare",
        before="b  <  c", after="b<=c", nth=nth, why="b and c are never equal",
    )  # fmt: skip


KILLED = [tried(some_mutant(nth), "tests/models/test_a.py::test_b") for nth in range(20, 39)]


def test_all_killed_is_fine() -> None:
    assert judged(KILLED, {}) == []


def test_a_survivor_must_be_listed() -> None:
    outcome = [*KILLED, tried(some_mutant())]
    assert judged(outcome, {}) == [f"No test fails for:\n{some_mutant()}"]
    assert judged(outcome, {listed(1).identity: listed(1)}) == []


def test_a_listed_mutant_that_is_killed_by_now_must_go() -> None:
    said = judged(KILLED, {listed(20).identity: listed(20)})
    assert said == [f"Killed now; remove it from equivalent.toml:\n{some_mutant(20)}"]


def test_ninety_five_percent_must_be_killed_however_many_are_listed() -> None:
    equivalent = {listed(nth).identity: listed(nth) for nth in (1, 2)}
    outcome = [*KILLED, tried(some_mutant(1)), tried(some_mutant(2))]
    assert judged(outcome, equivalent) == ["Fewer than 95 % were killed."]


def test_a_mutant_is_tried_in_a_copy(tmp_path: Path) -> None:
    source = "def low(value):\n    return value < 3\n"
    root = program(tmp_path / "program", sample=source)
    for file, text in {
        "main.py": "",
        "pyproject.toml": "[tool.pytest.ini_options]\npythonpath = ['.']\n",
        "docs/about": "",
        "resources/about": "",
        "tests/models/test_sample.py": "from app.models.sample import low\n"
        "def test_two_is_low():\n    assert low(2)\n",
        "tests/papers/test_nothing.py": "def test_nothing():\n    pass\n",
    }.items():
        path = root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    mutants = {mutant.after: mutant for mutant in all_mutants(root)}
    copy = Copy(root, tmp_path / "copy")
    killed = copy.try_out(mutants["return value < 2"])
    assert killed.killed_by == "tests/models/test_sample.py::test_two_is_low"
    survivor = copy.try_out(mutants["return value <= 3"])
    assert survivor.killed_by == ""
    assert (root / "app/models/sample.py").read_text("utf-8") == source
