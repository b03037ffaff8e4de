"""Tries the bundle as a machine without Python would meet it, and measures it.

    python -m build.smoke dist/chairside

Started by the environment's Python; the bundle itself gets an empty environment, a home that is
new, and a folder that is neither where it was built nor plain in its name. Anything it says to
stderr fails the test.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Sequence
from pathlib import Path

from build import licenses

ROOT = Path(__file__).resolve().parent.parent

# What is timed against the program run from its source.
STARTS = {
    "answering --version": ["--version"],
    "selftest, record and papers": ["selftest"],
    "selftest, first window and all": ["selftest", "--window"],
}
ROUNDS = 7

TRIED = ("record encrypted", "rendered ", "printed ", "window painted")
"""What `selftest --window` says of each thing that it must have tried."""

# A desktop brings these itself, to fit its graphics and its screen; they are not in the bundle.
OF_THE_MACHINE = ("libGL", "libEGL", "libOpenGL", "libxcb.so", "libwayland-")


def main() -> int:
    bundle = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory(prefix="chairside smoke é ") as folder:
        scratch = Path(folder)
        installed = scratch / "Program folder"
        shutil.copytree(bundle, installed, symlinks=True, copy_function=link_or_copy)
        program = installed / ("chairside.exe" if os.name == "nt" else "chairside")

        problems = [
            *commands_fail(program, scratch),
            *dangling_links(installed),
            *missing_libraries(installed),
            *not_compiled(installed),
            *licenses.complaints(installed),
        ]
        if problems:
            print("The bundle failed:", *problems, sep="\n", file=sys.stderr)
            return 1
        print(f"size     {size(bundle) / 1e6:.0f} MB in {bundle.name}/")
        for what, arguments in STARTS.items():
            frozen, source = race(
                [str(program), *arguments],
                [sys.executable, str(ROOT / "main.py"), *arguments],
                scratch,
            )
            print(
                f"start    {what}: {frozen / source:.2f} x the source program"
                f" ({frozen * 1000:.0f} ms and {source * 1000:.0f} ms, median of {ROUNDS})"
            )
    print("smoke test passed")
    return 0


def commands_fail(program: Path, scratch: Path) -> list[str]:
    """Run the program's version and its self-test; what each of them got wrong."""
    problems = []
    for arguments, expected in (["--version"], ()), (["selftest", "--window"], TRIED):
        done = run([str(program), *arguments], scratch)
        called = f"chairside {' '.join(arguments)}"
        for line in done.stdout.splitlines():
            print(f"bundle   {called}: {line}")
        if done.returncode != 0 or done.stderr:
            problems.append(f"{called}: exit status {done.returncode}\n{done.stderr}".strip())
        else:
            problems += [
                f"{called} did not say: {said}" for said in expected if said not in done.stdout
            ]
    return problems


def dangling_links(installed: Path) -> list[str]:
    """Links that lead nowhere, or out of the bundle."""
    inside = installed.resolve()
    return [
        f"{link.relative_to(installed)} is a link to {link.readlink()}, which is not in the bundle."
        for link in sorted(installed.rglob("*"))
        if link.is_symlink() and not (link.exists() and link.resolve().is_relative_to(inside))
    ]


def not_compiled(installed: Path) -> list[str]:
    """Python source in the bundle: it would be compiled anew at each start."""
    sources = [file.relative_to(installed).as_posix() for file in sorted(installed.rglob("*.py"))]
    for archive in sorted(installed.rglob("*.zip")):
        with zipfile.ZipFile(archive) as opened:
            sources += [name for name in opened.namelist() if name.endswith(".py")]
    return [f"{source} is not compiled." for source in sources]


def link_or_copy(source: str, target: str) -> str:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
    return target


def run(command: Sequence[str], scratch: Path) -> subprocess.CompletedProcess[str]:
    """Runs with nothing from our environment: no PATH, so no Python to be found; no screen."""
    home = Path(tempfile.mkdtemp(prefix="home", dir=scratch))
    environment = {"HOME": str(home), "LANG": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen"}
    if os.name == "nt":
        environment |= {
            "SYSTEMROOT": os.environ["SYSTEMROOT"],
            "USERPROFILE": str(home),
            "APPDATA": str(home),
            "LOCALAPPDATA": str(home),
            "TEMP": str(home),
        }
    return subprocess.run(
        command,
        env=environment,
        cwd=home,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )


def missing_libraries(installed: Path) -> list[str]:
    """What the linker would not find, for a window as well: selftest alone opens none on X11."""
    if not sys.platform.startswith("linux") or shutil.which("ldd") is None:
        return []
    inside = installed / "_internal"
    libraries = [str(f) for f in inside.rglob("*.so*") if not f.is_symlink()]
    told = subprocess.run(
        ["ldd", *libraries],
        env={"LD_LIBRARY_PATH": str(inside), "PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=False,
    )
    lines = told.stdout.splitlines()
    missing = {line.split(" =>")[0].strip() for line in lines if "=> not found" in line}
    return [
        f"{name} is loaded by the bundle, but it is not there."
        for name in sorted(missing)
        if not name.startswith(OF_THE_MACHINE)
    ]


def size(folder: Path) -> int:
    return sum(f.lstat().st_size for f in folder.rglob("*") if not f.is_dir())


def race(one: Sequence[str], other: Sequence[str], scratch: Path) -> tuple[float, float]:
    """The median seconds of each, run in turns, so that a busy machine slows both."""
    seconds: tuple[list[float], list[float]] = ([], [])
    for turn in range(ROUNDS + 1):
        for command, taken in zip((one, other), seconds, strict=True):
            began = time.perf_counter()
            done = run(command, scratch)
            took = time.perf_counter() - began
            if done.returncode != 0:
                raise SystemExit(f"{' '.join(command)} failed: {done.stdout}{done.stderr}")
            if turn:  # the first turn only warms the disk cache
                taken.append(took)
    return statistics.median(seconds[0]), statistics.median(seconds[1])


if __name__ == "__main__":
    raise SystemExit(main())
