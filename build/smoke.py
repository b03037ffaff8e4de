"""Tries the bundle as a machine without Python would meet it, and measures it.

    python build/smoke.py dist/chairside

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
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# What is timed against the program run from its source.
STARTS = {
    "answering --version": ["--version"],
    "selftest, record and papers": ["selftest"],
    "selftest, first window and all": ["selftest", "--window"],
}
ROUNDS = 7

# A desktop brings these itself, to fit its graphics and its screen; they are not in the bundle.
OF_THE_MACHINE = ("libGL", "libEGL", "libOpenGL", "libxcb.so", "libwayland-")


def main() -> int:
    bundle = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory(prefix="chairside smoke é ") as folder:
        scratch = Path(folder)
        installed = scratch / "Program folder"
        shutil.copytree(bundle, installed, symlinks=True, copy_function=link_or_copy)
        program = installed / ("chairside.exe" if os.name == "nt" else "chairside")

        for arguments in (["--version"], ["selftest", "--window"]):
            done = run([str(program), *arguments], scratch)
            if done.returncode != 0 or done.stderr:
                print(f"The bundle failed: chairside {' '.join(arguments)}", file=sys.stderr)
                print(f"exit status {done.returncode}", file=sys.stderr)
                print(done.stdout + done.stderr, file=sys.stderr)
                return 1
            print(
                f"bundle   {' '.join(arguments)}: {', '.join(done.stdout.split(chr(10))).strip(', ')}"
            )

        missing = missing_libraries(installed)
        if missing:
            print(f"The bundle lacks libraries that it loads: {missing}", file=sys.stderr)
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
    return sorted(name for name in missing if not name.startswith(OF_THE_MACHINE))


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
