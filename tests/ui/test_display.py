"""Without a display, or without a library of the system, a sentence instead of Qt's abort."""

from __future__ import annotations

import ctypes
import socket
import sys
from pathlib import Path

import pytest

from app.errors import Incomplete
from app.exit_codes import ExitCode
from app.ui import display
from app.ui.display import NoDisplay, require_display

pytestmark = pytest.mark.skipif(
    sys.platform in ("win32", "darwin"), reason="there, a session always has a display"
)


@pytest.fixture
def plugins(tmp_path: Path) -> Path:
    """Qt's folder of platform plugins, as far as it is looked at."""
    folder = tmp_path / "platforms"
    folder.mkdir()
    for name in ("xcb", "wayland", "offscreen"):
        (folder / f"libq{name}.so").touch()
    return folder


@pytest.fixture(autouse=True)
def loaded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every library loads; what was asked for."""
    names: list[str] = []
    monkeypatch.setattr(display, "_load", names.append)
    return names


def test_where_no_display_is_set(plugins: Path) -> None:
    with pytest.raises(NoDisplay, match="neither DISPLAY nor WAYLAND_DISPLAY is set") as refused:
        require_display(plugins, {})
    assert refused.value.status is ExitCode.NO_DISPLAY


@pytest.mark.parametrize("named", ["offscreen", "offscreen:size=800x600"])
def test_an_offscreen_platform_needs_no_display(plugins: Path, named: str) -> None:
    require_display(plugins, {"QT_QPA_PLATFORM": named})


def test_a_platform_that_is_not_installed(plugins: Path) -> None:
    with pytest.raises(NoDisplay, match="names nonsense, which is not installed"):
        require_display(plugins, {"QT_QPA_PLATFORM": "nonsense"})


@pytest.mark.parametrize("named", ["eglfs", "linuxfb", "minimalegl", "vkkhrdisplay"])
def test_a_platform_without_windows(plugins: Path, named: str) -> None:
    (plugins / f"libq{named}.so").touch()
    with pytest.raises(NoDisplay, match=f"names {named}, which has no windows"):
        require_display(plugins, {"QT_QPA_PLATFORM": named})


def test_a_wayland_display_that_is_gone(plugins: Path, tmp_path: Path) -> None:
    session = {"WAYLAND_DISPLAY": "wayland-1", "XDG_RUNTIME_DIR": str(tmp_path)}
    with pytest.raises(NoDisplay, match="wayland-1 does not respond"):
        require_display(plugins, session)


def test_a_wayland_display_that_is_there(
    plugins: Path, tmp_path: Path, loaded: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # a socket's name must be short
    with socket.socket(socket.AF_UNIX) as compositor:
        compositor.bind("wayland-1")
        compositor.listen()
        require_display(plugins, {"WAYLAND_DISPLAY": "wayland-1", "XDG_RUNTIME_DIR": "."})
    assert loaded == [str(plugins / "libqwayland.so")]


def test_one_display_of_two_is_enough(plugins: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(display, "_connect_to_x", asked.append)
    require_display(
        plugins, {"DISPLAY": ":5", "WAYLAND_DISPLAY": "gone", "XDG_RUNTIME_DIR": "/nowhere"}
    )
    assert asked == [":5"]


def test_a_library_that_the_system_lacks_is_named(
    plugins: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lacking(name: str) -> object:
        raise OSError("libxcb-cursor.so.0: cannot open shared object file: No such file")

    monkeypatch.undo()
    monkeypatch.setattr(ctypes, "CDLL", lacking)
    with pytest.raises(Incomplete, match=r"system library libxcb-cursor\.so\.0 is missing"):
        require_display(plugins, {"DISPLAY": ":0"})
