"""Reads a source tree and says what in it breaks the plan of docs/architecture.md."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

# ------------------------------------------------------------------------------------ the plan

EVERYTHING = ("app", "*")

MAY_IMPORT: dict[str, tuple[str, ...]] = {
    "app": (),
    "app.exit_codes": (),
    "app.errors": ("app.exit_codes",),
    "app.models": ("app.models", "app.errors", "msgspec"),
    "app.clock": ("app.models.moment", "app.errors", "tzlocal"),
    "app.paths": ("app.errors", "platformdirs"),
    "app.logs": ("app", "app.errors", "app.paths"),
    "app.store": (
        *("app.store", "app.models", "app.errors", "app.paths"),
        *("msgspec", "sqlite_utils", "sqlcipher3", "argon2"),
    ),
    "app.beside": ("app.models",),
    "app.desk": ("app.beside", "app.store", "app.models", "app.errors", "app.clock", "msgspec"),
    "app.heartbeat": ("app.desk", "app.models", "app.clock", "app.errors"),
    "app.practice": (
        *("app.desk", "app.models", "app.errors", "app.paths", "app.store.pins"),
        "msgspec",
    ),
    "app.scenario": (
        *("app.scenario", "app.desk", "app.store", "app.models", "app.errors"),
        *("app.clock", "app.paths", "msgspec"),
    ),
    "app.papers": ("app", "app.papers", "app.models", "app.errors", "msgspec", "reportlab"),
    # fetches what the papers say; the papers themselves are made of values
    "app.papers.office": ("app.papers", "app.models", "app.desk", "app.errors", "app.paths"),
    "app.papers.kit.save": ("app.errors", "app.paths"),  # keeps out of the data folder
    "app.ui": (
        *("app", "app.ui", "app.models", "app.desk", "app.papers", "app.errors", "app.exit_codes"),
        *("app.paths", "app.practice", "app.heartbeat"),
        "app.store.pins",  # hashing a PIN touches no disk
        *("PySide6", "shiboken6", "pypdfium2", "msgspec"),
    ),
    # what a screen shows and offers, as plain values: see WORDS
    "app.ui words": (
        *("app.ui words", "app.ui.shift", "app.models", "app.desk", "app.papers"),
        *("app.errors", "app.paths", "app.practice", "msgspec"),
    ),
    "app.ui.shift": (
        "app.desk",
        "app.models",
        "app.errors",
        "app.store.pins",
        "app.clock",
        "msgspec",
    ),
    # the composition of the window, as app.bootstrap is that of the program
    "app.ui.program": EVERYTHING,
    "app.cli": (
        *("app", "app.desk", "app.store", "app.models", "app.papers", "app.scenario"),
        *(
            "app.errors",
            "app.exit_codes",
            "app.paths",
            "app.clock",
            "app.heartbeat",
            "app.practice",
            "msgspec",
        ),
    ),
    # goes through every part of the program once; what it needs of Qt is in app.ui.selftest
    "app.selftest": (
        *("app.cli", "app.desk", "app.store", "app.models", "app.papers", "app.scenario"),
        *("app.practice", "app.ui", "app.errors", "app.exit_codes", "app.paths", "app.clock"),
    ),
    "app.bootstrap": EVERYTHING,
    "main": ("app.bootstrap",),
}
"""What a module may import, by the longest prefix of its name; the standard library always."""

WORDS = re.compile(
    r"app\.ui\.\w+\.(\w*words|offered|figures|wristband|tile_clock|last_set|action|kinds|wanted)$"
    r"|app\.ui\.shown$"
)
"""The modules of the window that know no widget; as a layer they are called "app.ui words"."""

ONLY_IN = {
    "PySide6": "app.ui",
    "shiboken6": "app.ui",
    "pypdfium2": "app.ui",
    "reportlab": "app.papers",
    "sqlite_utils": "app.store",
    "sqlcipher3": "app.store",
    "argon2": "app.store",
}
"""Who alone imports a library, whatever else is allowed."""

NEVER_REACHES = {
    "app.models": ("PySide6", "reportlab", "sqlcipher3", "app.store", "app.desk", "app.clock"),
    "app.store": ("PySide6", "reportlab", "app.desk"),
    "app.desk": ("PySide6", "reportlab", "app.ui"),
    "app.papers": ("PySide6", "app.ui"),
    "app.scenario": ("PySide6", "app.ui"),
    "app.cli": ("PySide6", "app.ui"),
}
"""What a module must not load, by any path of imports, also those inside functions."""

READS_THE_CLOCK = ("app.clock",)
MAKES_THE_CLOCK = ("app.clock", "app.bootstrap")

CLOCK = re.compile(
    r"(datetime\.)?datetime\.(now|today|utcnow)$|(datetime\.)?date\.today$"
    r"|time\.(time|monotonic|perf_counter|process_time)(_ns)?$"
    r"|time\.(clock_gettime|clock_gettime_ns|localtime|gmtime|strftime|ctime|asctime)$"
    r"|.*\bQ(Date|Time|DateTime)\.current\w+$|.*\bQElapsedTimer$"
)
"""What reads the system clock, by its full name."""

VAGUE = re.compile(r"(^|_)(utils?|helpers?|managers?|misc|commons?)($|_)")
LONGEST = 300
LONG = {
    "app.models.facts": "the whole vocabulary of what is stored, in one place",
}
"""Modules that may be longer, and why."""

SAME_NAME = {
    "Field": "a field of a check as the pack declares it, and a value of an entry under correction",
    "Kind": "the kind of a check's field is a word of the pack's format; of a button, of an entry",
    "Role": "what a member of staff is, and which font a text has: no module knows both by this name",
}
"""Class names that stand more than once in `app`, and why that misleads nobody."""


# -------------------------------------------------------------------------------- the reading


class Import(NamedTuple):
    """One name that a module imports; `lazy` inside a function."""

    name: str
    line: int
    lazy: bool


class Module:
    """A Python file of the tree."""

    def __init__(self, root: Path, path: Path) -> None:
        parts = path.relative_to(root).with_suffix("").parts
        self.name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        self.source = path.read_text(encoding="utf-8")
        self.tree = ast.parse(self.source)

    @cached_property
    def imports(self) -> tuple[Import, ...]:
        """Everything it imports, `from a import b` as `a.b`."""
        lazy = {
            inside
            for node in ast.walk(self.tree)
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            for inside in ast.walk(node)
        }
        return tuple(
            Import(name, node.lineno, node in lazy)
            for node in ast.walk(self.tree)
            if isinstance(node, ast.Import | ast.ImportFrom)
            for name in _imported(node)
        )

    @cached_property
    def names(self) -> dict[str, str]:
        """What a name that it imported stands for."""
        known: dict[str, str] = {}
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                for alias in node.names:
                    bound = alias.asname or alias.name.partition(".")[0]
                    known[bound] = alias.name if alias.asname else bound
            elif isinstance(node, ast.ImportFrom):
                for alias in node.names:
                    known[alias.asname or alias.name] = f"{node.module}.{alias.name}"
        return known

    def mentions(self) -> Iterator[tuple[str, int]]:
        """The full name of everything mentioned that it imported, `dt.now` as `datetime.datetime.now`."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Attribute | ast.Name) and (full := self._full(node)):
                yield full, node.lineno
            elif isinstance(node, ast.ImportFrom):
                for alias in node.names:
                    yield f"{node.module}.{alias.name}", node.lineno

    def _full(self, node: ast.expr) -> str:
        if isinstance(node, ast.Name):
            return self.names.get(node.id, "")
        if isinstance(node, ast.Attribute):
            owner = self._full(node.value)
            return f"{owner}.{node.attr}" if owner else ""
        return ""


def _imported(node: ast.Import | ast.ImportFrom) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    dots = "." * node.level
    return [f"{dots}{node.module or ''}.{alias.name}" for alias in node.names]


class Tree:
    """A source tree: `app/` and `main.py` below a root."""

    def __init__(self, root: Path) -> None:
        files = [*sorted((root / "app").rglob("*.py")), *root.glob("main.py")]
        self.modules = {module.name: module for module in (Module(root, path) for path in files)}

    def target(self, name: str) -> str:
        """The module that an import loads: `app.models.facts` for `app.models.facts.Entry`."""
        while name and name not in self.modules and name.startswith(("app.", "main.")):
            name = name.rpartition(".")[0]
        return name

    def reach(self, start: str) -> dict[str, tuple[str, ...]]:
        """Everything that importing a module loads in the end, each with the way to it."""
        found: dict[str, tuple[str, ...]] = {}
        waiting: list[tuple[str, tuple[str, ...]]] = [(start, (start,))]
        while waiting:
            name, way = waiting.pop(0)
            module = self.modules.get(name)
            for wanted in module.imports if module else ():
                target = self.target(wanted.name)
                if target not in found:
                    found[target] = (*way, target)
                    waiting.append((target, found[target]))
        return found


# ------------------------------------------------------------------------------ the complaints


def complaints(tree: Tree) -> list[str]:
    """Everything in the tree that breaks the plan."""
    found: list[str] = []
    for check in (_layers, _owners, _ways, _clocks, _names, _docstrings, _lengths, _twins):
        found += check(tree)
    return found


def _layers(tree: Tree) -> Iterator[str]:
    for module in tree.modules.values():
        layer = _layer(module.name)
        if layer is None:
            yield f"{module.name} is in no layer: give it a place in MAY_IMPORT"
            continue
        allowed = MAY_IMPORT[layer]
        for wanted in module.imports:
            target = tree.target(wanted.name)
            own = _inside(target, module.name) or target == module.name.rpartition(".")[0]
            if not (_standard(target) or own or _allowed(target, allowed)):
                yield f"{module.name}:{wanted.line} imports {target}"


def _allowed(target: str, allowed: Iterable[str]) -> bool:
    """`app` alone means the package's own names (its version), not all that lies in it."""
    if allowed is EVERYTHING:
        return True
    return any(target == "app" if name == "app" else _inside(target, name) for name in allowed)


def _owners(tree: Tree) -> Iterator[str]:
    for module in tree.modules.values():
        for wanted in module.imports:
            owner = ONLY_IN.get(wanted.name.partition(".")[0])
            if owner and not _inside(module.name, owner):
                yield f"{module.name}:{wanted.line} imports {wanted.name}, which is {owner}'s alone"


def _ways(tree: Tree) -> Iterator[str]:
    for start, forbidden in NEVER_REACHES.items():
        for module in [name for name in tree.modules if _inside(name, start)]:
            for target, way in tree.reach(module).items():
                bad = next((name for name in forbidden if _inside(target, name)), None)
                if bad and not (module == "app.papers.office" and bad == "app.desk"):
                    yield f"{module} reaches {target}: {' → '.join(way)}"


def _clocks(tree: Tree) -> Iterator[str]:
    for module in tree.modules.values():
        for full, line in module.mentions():
            if CLOCK.match(full) and module.name not in READS_THE_CLOCK:
                yield f"{module.name}:{line} reads the clock: {full}"
            if full.endswith("clock.SystemClock") and module.name not in MAKES_THE_CLOCK:
                yield f"{module.name}:{line} makes a system clock"


def _names(tree: Tree) -> Iterator[str]:
    for name in tree.modules:
        if any(VAGUE.search(part) for part in name.split(".")):
            yield f"{name} is a drawer, not a name"


def _docstrings(tree: Tree) -> Iterator[str]:
    for module in tree.modules.values():
        if not (ast.get_docstring(module.tree) or "").strip():
            yield f"{module.name} does not say what it is"


def _lengths(tree: Tree) -> Iterator[str]:
    for module in tree.modules.values():
        lines = module.source.count("\n")
        if lines > LONGEST and module.name not in LONG:
            yield f"{module.name} has {lines} lines"


def _twins(tree: Tree) -> Iterator[str]:
    places: dict[str, list[str]] = {}
    for module in tree.modules.values():
        for node in module.tree.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places.setdefault(node.name, []).append(module.name)
    for name, where in places.items():
        if len(where) > 1 and name not in SAME_NAME:
            yield f"{name} is the name of {len(where)} classes: {', '.join(where)}"


def _layer(name: str) -> str | None:
    return "app.ui words" if WORDS.match(name) else _longest(name, MAY_IMPORT)


def _inside(name: str, package: str) -> bool:
    if package == "app.ui words":
        return bool(WORDS.match(name))
    return name == package or name.startswith(f"{package}.")


def _longest(name: str, prefixes: Iterable[str]) -> str | None:
    fitting = [
        prefix
        for prefix in prefixes
        if _inside(name, prefix) and (prefix != "app" or name == "app")
    ]
    return max(fitting, key=len, default=None)


def _standard(name: str) -> bool:
    return name.partition(".")[0] in sys.stdlib_module_names
