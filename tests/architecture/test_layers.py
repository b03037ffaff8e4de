"""The plan of the layers holds, and the checker would notice if it did not."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.layers import LONG, LONGEST, MAY_IMPORT, SAME_NAME, Tree, complaints
from tests.ward import ROOT


@pytest.fixture(scope="module")
def program() -> Tree:
    return Tree(ROOT)


def test_the_program_keeps_to_the_plan(program: Tree) -> None:
    assert complaints(program) == []


def test_every_layer_of_the_plan_is_there(program: Tree) -> None:
    assert [layer for layer in MAY_IMPORT if layer not in (*program.modules, "app.ui words")] == []


def test_what_may_be_long_still_is(program: Tree) -> None:
    for name in LONG:
        assert program.modules[name].source.count("\n") > LONGEST, (
            f"{name} need no longer be listed"
        )


def test_names_that_may_stand_twice_still_do(program: Tree) -> None:
    for name in SAME_NAME:
        made = [
            module.name
            for module in program.modules.values()
            if any(
                isinstance(node, ast.ClassDef) and node.name == name for node in module.tree.body
            )
        ]
        assert len(made) > 1, f"{name} need no longer be listed"


def test_the_main_window_is_short(program: Tree) -> None:
    assert program.modules["app.ui.window"].source.count("\n") < 200


@pytest.mark.parametrize("module", ["app.cli", "app.bootstrap", "app.scenario", "main"])
def test_without_a_window_no_qt_is_loaded(module: str) -> None:
    said = subprocess.run(
        [sys.executable, "-c", f"import {module}, sys; print(*sorted(sys.modules))"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = said.stdout.split()
    assert [
        name for name in loaded if name.startswith(("PySide6", "reportlab", "sqlite_utils"))
    ] == []


# ------------------------------------------------------------------------ the checker, checked


def sample(root: Path, **files: str) -> list[str]:
    """What the checker says of a small tree; `app__models__facts` is app/models/facts.py."""
    found = {"app": "", "app__models": "", "app__store": "", "app__ui": "", **files}
    for name, source in found.items():
        path = root.joinpath(*name.split("__"))
        is_package = name in ("app", "app__models", "app__store", "app__ui")
        path = path / "__init__.py" if is_package else path.with_suffix(".py")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f'"""A sample."""\n{source}\n')
    return complaints(Tree(root))


def test_a_sound_sample_passes(tmp_path: Path) -> None:
    said = sample(
        tmp_path,
        app__models__facts="import datetime\nimport msgspec\nfrom app.errors import WorldError",
        app__errors="",
        app__store__journal="import sqlcipher3\nfrom app.models.facts import x",
        app__ui__window="from PySide6.QtCore import QTimer\nfrom app.models import facts",
    )
    assert said == []


@pytest.mark.parametrize(
    "source",
    [
        "import PySide6",
        "from PySide6.QtCore import QObject",
        "def f():\n    from PySide6 import QtCore",
        "if False:\n    import PySide6.QtCore as q",
        "try:\n    import PySide6\nexcept ImportError:\n    pass",
    ],
)
def test_qt_in_the_models_is_found(tmp_path: Path, source: str) -> None:
    said = sample(tmp_path, app__models__facts=source)
    assert any(line.startswith("app.models.facts:") and "PySide6" in line for line in said)


@pytest.mark.parametrize(
    ("module", "source", "said"),
    [
        ("app__models__facts", "import sqlite_utils", "sqlite_utils, which is app.store's alone"),
        ("app__models__facts", "import requests", "imports requests"),
        ("app__models__facts", "from app.store import journal", "imports app.store"),
        ("app__models__facts", "from app import store", "imports app.store"),
        ("app__store__journal", "import app.ui", "imports app.ui"),
        ("app__store__journal", "from app import desk", "imports app.desk"),
        ("app__desk", "import sqlcipher3", "which is app.store's alone"),
        ("app__ui__window", "import reportlab.pdfgen", "which is app.papers's alone"),
        ("app__ui__window", "from app.store.journal import Journal", "imports app.store"),
        ("app__cli", "from app.ui import window", "imports app.ui"),
        ("app__stray", "", "app.stray is in no layer"),
        ("app__models__utils", "", "app.models.utils is a drawer"),
        ("app__models__vital_helpers", "", "is a drawer"),
        ("app__models__vitals", "x = 1\n" * 301, "has 303 lines"),
    ],
)
def test_what_breaks_the_plan_is_found(tmp_path: Path, module: str, source: str, said: str) -> None:
    files = {"app__desk": "", "app__store__journal": "", "app__ui__window": "", module: source}
    assert any(said in line for line in sample(tmp_path, **files))


def test_a_roundabout_way_is_found(tmp_path: Path) -> None:
    said = sample(
        tmp_path,
        app__cli="from app import desk",
        app__desk="def later():\n    import app.ui.window",
        app__ui__window="import PySide6",
    )
    assert "app.cli reaches PySide6: app.cli → app.desk → app.ui.window → PySide6" in said


def test_two_classes_of_one_name_are_found(tmp_path: Path) -> None:
    said = sample(
        tmp_path,
        app__models__facts="class Alarm: ...\nclass _Own: ...",
        app__ui__window="class Alarm: ...\nclass _Own: ...",
    )
    assert said == ["Alarm is the name of 2 classes: app.models.facts, app.ui.window"]


def test_a_module_without_a_docstring_is_found(tmp_path: Path) -> None:
    sample(tmp_path)
    (tmp_path / "app" / "models" / "mute.py").write_text("x = 1\n")
    assert "app.models.mute does not say what it is" in complaints(Tree(tmp_path))


@pytest.mark.parametrize(
    "source",
    [
        "from datetime import datetime\nnow = datetime.now()",
        "from datetime import datetime as dt\nnow = dt.utcnow()",
        "import datetime\nnow = datetime.datetime.now(None)",
        "import datetime as dt\ntoday = dt.date.today()",
        "from datetime import date\ntoday = date.today",
        "import time\nt = time.time()",
        "import time as clock\nt = clock.monotonic_ns()",
        "from time import perf_counter\nt = perf_counter()",
        "def f():\n    import time\n    return time.localtime()",
        "from PySide6.QtCore import QDateTime\nnow = QDateTime.currentDateTime()",
        "from PySide6 import QtCore\nnow = QtCore.QTime.currentTime()",
        "from PySide6.QtCore import QElapsedTimer\nt = QElapsedTimer()",
    ],
)
@pytest.mark.parametrize("module", ["app__ui__window", "app__bootstrap"])
def test_reading_the_clock_elsewhere_is_found(tmp_path: Path, module: str, source: str) -> None:
    assert any("reads the clock" in line for line in sample(tmp_path, **{module: source}))


def test_the_clock_itself_may_read_it(tmp_path: Path) -> None:
    source = (
        "import time\nfrom datetime import datetime\nnow = datetime.now(None), time.monotonic()"
    )
    assert sample(tmp_path, app__clock=source) == []


def test_now_as_a_parameter_is_no_reading(tmp_path: Path) -> None:
    source = "def f(clock, now, datetime):\n    return clock.now(), now.at, datetime.now()"
    assert sample(tmp_path, app__models__schedule=source) == []


@pytest.mark.parametrize("module", ["app__desk", "app__ui__window", "app__cli"])
def test_a_system_clock_made_elsewhere_is_found(tmp_path: Path, module: str) -> None:
    source = "from app.clock import SystemClock\nclock = SystemClock()"
    said = sample(tmp_path, app__clock="class SystemClock: ...", **{module: source})
    assert any("makes a system clock" in line for line in said)
