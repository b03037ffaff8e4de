"""Writes licenses/ into the bundle: each part, its license, its source, its texts; and checks it.

`build/chairside.spec` calls `write` with what it collected. `build/smoke.py` calls `complaints`, which
looks at the finished folder alone, so that nothing that was added by another way goes unnoticed.
"""

import importlib.metadata
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
OURS = ROOT / "build" / "licenses"
COMMON = Path("/usr/share/common-licenses")
FONTS = ROOT / "resources" / "fonts"

NATIVE = (b"\x7fELF", b"MZ", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe")
"""How a program or library begins, on Linux, Windows and macOS."""

Entry = tuple[str, str, str]
"""What PyInstaller says of a file: its place in the bundle, where it came from, and its kind."""


class Unlicensed(Exception):
    """Something would be shipped under no license that we know, or under one that we cannot."""


@dataclass
class Component:
    """A part of the bundle that has a license of its own."""

    name: str
    version: str
    license: str
    source: str
    texts: dict[str, bytes]
    files: set[str] = field(default_factory=set)


@cache
def table() -> dict[str, Any]:
    """What `components.toml` says."""
    return tomllib.loads((OURS / "components.toml").read_text(encoding="utf-8"))


def needs_gpl(terms: str) -> bool:
    """Whether a license, as an SPDX expression or in words, leaves no way around the GPL.

    LGPL does not count, nor does GPL with an exception. A choice inside parentheses counts as none.
    """
    choices = [terms] if "(" in terms else re.split(r"\s+OR\s+", terms)
    return all(any(map(_is_gpl, re.split(r"\s+(?:AND|OR)\s+", choice))) for choice in choices)


def _is_gpl(terms: str) -> bool:
    named = re.search(r"(?<!L)GPL|(?<!Lesser )(?<!Library )General Public License", terms)
    return bool(named) and " WITH " not in terms


# ------------------------------------------------------------------------------------- writing


def write(bundle: Path, collected: Iterable[Entry], modules: Iterable[Entry]) -> None:
    """Write `licenses/` into the bundle, for the collected files and the modules in its archive.

    Raises `Unlicensed` for a part of no known license, and for one that only the GPL allows.
    """
    parts: dict[str, Component] = {}
    for target, source, kind in [*collected, *modules]:
        if kind == "SYMLINK" or source in (None, "", "-"):
            continue  # it leads to a file that has an entry of its own, or is a folder without code
        # The program itself is PyInstaller's: it starts ours.
        part = wheel("pyinstaller") if kind == "EXECUTABLE" else component_of(target, Path(source))
        known = parts.setdefault(part.name, replace(part, files=set()))
        if kind in ("BINARY", "EXTENSION", "EXECUTABLE"):
            known.files.add(place(bundle, target))
    for inside in table()["inside"]:
        holder = parts.get(str(inside["wheel"]))
        if holder:
            part = inside_wheel(inside, holder)
            parts[part.name] = part
    for part in parts.values():
        if needs_gpl(part.license):
            raise Unlicensed(f"{part.name} is under {part.license}: it must not be shipped.")
    _save(bundle / "licenses", sorted(parts.values(), key=lambda part: part.name.casefold()))


def place(bundle: Path, target: str) -> str:
    """Where PyInstaller put a file: the program at the top, all else below `_internal`."""
    inside = bundle / "_internal" / target
    return (inside if inside.exists() else bundle / target).relative_to(bundle).as_posix()


def component_of(target: str, source: Path) -> Component:
    """The part that a file belongs to, by where it came from."""
    for pattern in table()["never"]["files"]:
        if fnmatch(Path(target).name, pattern):
            raise Unlicensed(f"{target} is under the GPL alone: it must not be shipped.")
    source = source.resolve()
    if str(source) in wheel_files():
        return wheel(wheel_files()[str(source)])
    standard_library = Path(sysconfig.get_path("stdlib")).resolve()
    if target == "base_library.zip" or standard_library in source.parents:
        return python()
    if FONTS in source.parents and source.suffix == ".ttf":
        return typeface(source.stem.split("-")[0])
    if ROOT in source.parents and Path(sys.prefix).resolve() not in source.parents:
        return chairside()
    package = debian_package(source)
    if package:
        return debian(package, Path(target).name)
    if Path(sys.base_prefix).resolve() in source.parents:
        return python()
    raise Unlicensed(f"{target} comes from {source}, of which no license is known.")


# --------------------------------------------------------------------------------- the sources


@cache
def wheel_files() -> dict[str, str]:
    """Every file that a wheel installed, with the wheel's normalized name."""
    return {
        str(Path(str(file.locate())).resolve()): normalized(wheel.name)
        for wheel in importlib.metadata.distributions()
        for file in wheel.files or ()
    }


def normalized(name: str) -> str:
    """A wheel's name in the one spelling that compares."""
    return re.sub(r"[-_.]+", "-", name).lower()


@cache
def wheel(name: str) -> Component:
    """A wheel, by what its metadata say."""
    found = importlib.metadata.distribution(name)
    said = found.metadata
    terms = table()["wheels"].get(name) or said["License-Expression"] or said["License"]
    if not terms:
        raise Unlicensed(f"The wheel {name} names no license: add it to components.toml.")
    texts = {
        file.as_posix().split(".dist-info/", 1)[1].removeprefix("licenses/"): file.read_binary()
        for file in found.files or ()
        if ".dist-info/" in file.as_posix() and _is_text(file.as_posix())
    }
    texts |= {text: (OURS / "texts" / text).read_bytes() for text in table()["texts"].get(name, ())}
    source = table()["sources"].get(name) or _home(said)
    return Component(name, found.version, terms.splitlines()[0], source, texts)


def _is_text(path: str) -> bool:
    named = re.match(r"(?i)LICEN[CS]E|COPYING|NOTICE|AUTHORS", Path(path).name)
    return ".dist-info/licenses/" in path or bool(named)


def _home(said: Any) -> str:
    """Where a wheel's source code is, or failing that, where it is at home."""
    urls = [line.split(", ", 1) for line in said.get_all("Project-URL") or ()]
    wanted = r"(?i)(source|repository|code|github)\b"
    named = [url for label, url in urls if re.match(wanted, label)]
    homes = [*named, said["Home-page"], *(url for _, url in urls)]
    return next((home for home in homes if home), "")


def inside_wheel(inside: dict[str, Any], holder: Component) -> Component:
    """What somebody else made and a wheel contains."""
    texts = {name: (OURS / "texts" / name).read_bytes() for name in inside.get("texts", ())}
    version = f"as in {holder.name} {holder.version}"
    return Component(
        inside["name"], version, inside["license"], inside["source"], texts or holder.texts
    )


@cache
def python() -> Component:
    """Python and its standard library."""
    library = Path(sysconfig.get_path("stdlib"))
    places = [library / "LICENSE.txt", Path(sys.base_prefix) / "LICENSE.txt"]
    package = debian_package((library / "os.py").resolve())
    if package:
        places.append(copyright_of(package))
    texts = {file.name: file.read_bytes() for file in places if file.is_file()}
    source = "https://www.python.org/downloads/source/"
    return Component("Python", platform.python_version(), "Python-2.0", source, texts)


@cache
def chairside() -> Component:
    """Our own code, words and rules."""
    said = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    texts = {"LICENSE": (ROOT / "LICENSE").read_bytes()}
    return Component("Chairside", said["version"], said["license"], "", texts)


@cache
def typeface(family: str) -> Component:
    """A typeface: the files `NotoSans-*.ttf` are licensed by `OFL-NotoSans.txt`."""
    text = FONTS / f"OFL-{family}.txt"
    if not text.is_file():
        raise Unlicensed(f"The typeface {family} has no license: {text.name} is missing.")
    source = "_internal/resources/fonts/README.md"
    return Component(f"Typeface {family}", "", "OFL-1.1", source, {text.name: text.read_bytes()})


# --------------------------------------------------------------------------------------- Debian


@cache
def debian_package(file: Path) -> str:
    """The Debian package that installed a file; "" when none did, or this is no Debian."""
    if shutil.which("dpkg-query") is None:
        return ""
    for name in (file, Path("/", *file.parts[2:]), Path("/usr", *file.parts[1:])):
        done = subprocess.run(
            ["dpkg-query", "--search", str(name)], capture_output=True, text=True, check=False
        )
        if done.returncode == 0:
            return done.stdout.splitlines()[0].split(":")[0].split(",")[0]
    return ""


def copyright_of(package: str) -> Path:
    """The file in which Debian says who made a package, and under which license."""
    return Path("/usr/share/doc", package, "copyright")


@cache
def debian(package: str, library: str) -> Component:
    """A library of Debian, with the license that `components.toml` says it is under."""
    stem = library.split(".so")[0]
    terms = [
        terms
        for terms, names in table()["libraries"].items()
        if any(fnmatch(stem, name) or fnmatch(library, name) for name in names)
    ]
    if len(terms) != 1:
        raise Unlicensed(
            f"{library} of the Debian package {package} comes along, but components.toml does not "
            f"say under which license. Read {copyright_of(package)} and add it."
        )
    texts = {"copyright": copyright_of(package).read_bytes()}
    said = texts["copyright"].decode("latin-1")
    common = set(re.findall(r"/usr/share/common-licenses/([\w.-]*\w)", said))
    common |= {name.removesuffix(".0") for name in re.findall(r"L?GPL-\d\.\d", terms[0])}
    if "LGPL-3" in common:
        common.add("GPL-3")  # of which it is a part
    texts |= {name: (COMMON / name).read_bytes() for name in common if (COMMON / name).is_file()}
    form = "${source:Package} ${source:Version}\t${Version}\n"
    shown = subprocess.run(
        ["dpkg-query", "--show", f"--showformat={form}", package],
        capture_output=True,
        text=True,
        check=True,
    )
    source, version = shown.stdout.splitlines()[0].split("\t")
    return Component(package, version, terms[0], f"Debian source package {source}", texts)


# ------------------------------------------------------------------------------------ the index


def _save(folder: Path, parts: Iterable[Component]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    shutil.copy(OURS / "README.txt", folder)
    lines = ["# What is in this folder, and under which license. README.txt says more."]
    for part in parts:
        if not part.texts:
            raise Unlicensed(f"No license text was found for {part.name}.")
        names = []
        for name, text in sorted(part.texts.items()):
            file = folder / "texts" / re.sub(r"[^\w.+-]+", "-", part.name) / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text)
            names.append(file.relative_to(folder).as_posix())
        lines += ["", "[[component]]"]
        for key in ("name", "version", "license", "source"):
            lines.append(f"{key} = {_quoted(getattr(part, key))}")
        lines.append(f"texts = {_quoted(names)}")
        lines.append(f"files = {_quoted(sorted(part.files))}")
    (folder / "index.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _quoted(value: str | list[str]) -> str:
    """A string or a list as TOML writes it, which for these is as JSON does."""
    return json.dumps(value, ensure_ascii=False)


# ------------------------------------------------------------------------------------- checking


def complaints(bundle: Path) -> list[str]:
    """What is wrong with the licenses of a finished bundle; looks at the folder alone."""
    index = bundle / "licenses" / "index.toml"
    if not index.is_file():
        return ["The bundle has no licenses/index.toml."]
    parts = tomllib.loads(index.read_text(encoding="utf-8"))["component"]
    listed = {file for part in parts for file in part["files"]}
    names = {normalized(part["name"]) for part in parts}
    said = [f"{file} has no license entry." for file in native_files(bundle) if file not in listed]
    said += [
        f"The wheel {name} has no license entry." for name in wheels(bundle) if name not in names
    ]
    for part in parts:
        if needs_gpl(part["license"]):
            said.append(f"{part['name']} is under {part['license']}: it must not be shipped.")
        texts = [index.parent / text for text in part["texts"]]
        if not texts or not all(text.is_file() and text.stat().st_size for text in texts):
            said.append(f"{part['name']} has no license text.")
    return said


def native_files(bundle: Path) -> Iterator[str]:
    """Every program and library of the bundle."""
    for file in sorted(bundle.rglob("*")):
        if file.is_file() and not file.is_symlink():
            with file.open("rb") as opened:
                if opened.read(4).startswith(NATIVE):
                    yield file.relative_to(bundle).as_posix()


def wheels(bundle: Path) -> set[str]:
    """The wheels that the bundle has something of: modules in its archive, files beside it."""
    from PyInstaller.archive.readers import CArchiveReader

    program = CArchiveReader(str(bundle / ("chairside.exe" if os.name == "nt" else "chairside")))
    tops = {name.split(".")[0] for name in program.open_embedded_archive("PYZ.pyz").toc}
    tops |= {entry.name.split(".")[0] for entry in (bundle / "_internal").iterdir()}
    providers = importlib.metadata.packages_distributions()
    return {normalized(wheel) for top in tops for wheel in providers.get(top, ())}
