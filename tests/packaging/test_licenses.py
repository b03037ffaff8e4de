"""The bundle's licenses: each part has its entry, and nothing goes out under the GPL alone."""

from __future__ import annotations

import tomllib
from pathlib import Path

import msgspec
import pytest

from build import licenses
from build.licenses import Component, Unlicensed, complaints, needs_gpl, write

PROGRAM = b"\x7fELF and so on"
MSGSPEC = Path(str(msgspec.__file__))


@pytest.mark.parametrize(
    "terms",
    [
        "GPL-3.0-only",
        "GPLv2",
        "AGPL-3.0-or-later",
        "GNU General Public License v3",
        "MIT AND GPL-2.0-only",
        "GPL-2.0-only OR GPL-3.0-only",
        "(MIT OR GPL-2.0-only) AND BSD-3-Clause",
    ],
)
def test_what_only_the_gpl_allows_is_refused(terms: str) -> None:
    assert needs_gpl(terms)


@pytest.mark.parametrize(
    "terms",
    [
        "MIT",
        "LGPL-2.1-or-later",
        "GNU Lesser General Public License v3",
        "LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only",
        "BSD-3-Clause OR GPL-2.0-only",
        "GPL-3.0-or-later WITH GCC-exception-3.1",
        "(Apache-2.0 OR BSD-3-Clause) AND CC-BY-4.0",
    ],
)
def test_what_leaves_a_choice_or_an_exception_may_go_out(terms: str) -> None:
    assert not needs_gpl(terms)


def test_no_license_in_our_own_table_needs_the_gpl() -> None:
    table = licenses.table()
    said = [
        *table["libraries"],
        *table["wheels"].values(),
        *(it["license"] for it in table["inside"]),
    ]
    assert [terms for terms in said if needs_gpl(terms)] == []


def test_every_text_that_the_table_names_is_there() -> None:
    table = licenses.table()
    named = [text for inside in table["inside"] for text in inside.get("texts", ())]
    named += [text for texts in table["texts"].values() for text in texts]
    there = {file.name for file in (licenses.OURS / "texts").iterdir()}
    assert set(named) == there


# --------------------------------------------------------------------------- a small bundle


@pytest.fixture
def bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A bundle with msgspec's extension module, its license written."""
    monkeypatch.setattr(licenses, "wheels", lambda _bundle: {"msgspec"})
    library = tmp_path / "_internal" / "msgspec" / "_core.so"
    library.parent.mkdir(parents=True)
    library.write_bytes(PROGRAM)
    write(tmp_path, [("msgspec/_core.so", str(MSGSPEC), "BINARY")], [])
    return tmp_path


def test_a_wheel_and_what_is_inside_it_are_listed_with_their_texts(bundle: Path) -> None:
    index = tomllib.loads((bundle / "licenses" / "index.toml").read_text(encoding="utf-8"))
    parts = {part["name"]: part for part in index["component"]}
    assert parts["msgspec"]["version"] == msgspec.__version__
    assert parts["msgspec"]["license"] == "BSD-3-Clause"
    assert parts["msgspec"]["files"] == ["_internal/msgspec/_core.so"]
    assert parts["Ryu and Wuffs number conversion, in msgspec"]["license"] == "Apache-2.0"
    for part in parts.values():
        assert all((bundle / "licenses" / text).read_bytes() for text in part["texts"])
    assert "Lesser General Public License" in (bundle / "licenses" / "README.txt").read_text()
    assert complaints(bundle) == []


def test_a_library_without_an_entry_is_found(bundle: Path) -> None:
    (bundle / "_internal" / "libstray.so.1").write_bytes(PROGRAM)
    assert complaints(bundle) == ["_internal/libstray.so.1 has no license entry."]


def test_a_wheel_without_an_entry_is_found(bundle: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(licenses, "wheels", lambda _bundle: {"msgspec", "stray"})
    assert complaints(bundle) == ["The wheel stray has no license entry."]


def test_a_missing_text_is_found(bundle: Path) -> None:
    (bundle / "licenses" / "texts" / "msgspec" / "LICENSE").unlink()
    assert complaints(bundle) == ["msgspec has no license text."]


def test_an_entry_that_was_changed_to_the_gpl_is_found(bundle: Path) -> None:
    index = bundle / "licenses" / "index.toml"
    said = index.read_text(encoding="utf-8").replace("BSD-3-Clause", "GPL-3.0-only")
    index.write_text(said, encoding="utf-8")
    assert complaints(bundle) == ["msgspec is under GPL-3.0-only: it must not be shipped."]


def test_a_bundle_without_licenses_is_found(tmp_path: Path) -> None:
    assert complaints(tmp_path) == ["The bundle has no licenses/index.toml."]


def test_our_own_files_and_the_standard_library_are_known(tmp_path: Path) -> None:
    assert licenses.component_of("main", licenses.ROOT / "main.py").name == "Chairside"
    assert licenses.component_of("pathlib", Path(str(tomllib.__file__))).name == "Python"
    font = licenses.FONTS / "NotoSans-Bold.ttf"
    assert licenses.component_of("resources/fonts/NotoSans-Bold.ttf", font).license == "OFL-1.1"


def test_a_file_from_nowhere_stops_the_build(tmp_path: Path) -> None:
    stray = tmp_path / "libstray.so.1"
    stray.write_bytes(PROGRAM)
    with pytest.raises(Unlicensed, match="no license is known"):
        write(tmp_path, [("libstray.so.1", str(stray), "BINARY")], [])


def test_a_font_without_its_license_stops_the_build() -> None:
    with pytest.raises(Unlicensed, match=r"OFL-Stray\.txt is missing"):
        licenses.component_of("Stray-Bold.ttf", licenses.FONTS / "Stray-Bold.ttf")


def test_a_debian_library_that_nobody_read_about_stops_the_build() -> None:
    with pytest.raises(Unlicensed, match=r"Read /usr/share/doc/libstray1/copyright and add it"):
        licenses.debian("libstray1", "libstray.so.1")


@pytest.mark.parametrize("name", ["libreadline.so.8", "libQt6Charts.so.6", "Qt6Graphs.dll"])
def test_a_library_under_the_gpl_alone_stops_the_build(tmp_path: Path, name: str) -> None:
    with pytest.raises(Unlicensed, match="under the GPL alone"):
        write(tmp_path, [(name, str(MSGSPEC), "BINARY")], [])


def test_a_wheel_under_the_gpl_alone_stops_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    part = Component("stray", "1.0", "GPL-3.0-or-later", "", {"LICENSE": b"GPL"})
    monkeypatch.setattr(licenses, "wheel", lambda _name: part)
    with pytest.raises(Unlicensed, match=r"stray is under GPL-3\.0-or-later"):
        write(tmp_path, [("stray", str(MSGSPEC), "PYMODULE")], [])
