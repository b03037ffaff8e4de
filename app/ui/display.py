"""Checks that a window can be opened before Qt tries, because Qt aborts where it cannot."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from app.errors import Incomplete, WorldError
from app.exit_codes import ExitCode

PLATFORM = "QT_QPA_PLATFORM"
"""Environment variable that names the platform plugins Qt uses; unset, Qt looks at the session."""

WINDOWED = ("xcb", "wayland", "offscreen", "minimal", "vnc")
"""Qt's platforms that Chairside can use; the others draw on the bare graphics card, or abort."""


class NoDisplay(WorldError):
    """There is no display that this program may open a window on."""

    status = ExitCode.NO_DISPLAY

    def __init__(self, why: str) -> None:
        super().__init__(
            what="Chairside cannot open its window.",
            why=why,
            do="Start it in a graphical session on the workstation. The commands that "
            "`chairside --help` lists need no display.",
        )


def require_display(plugins: Path, environment: Mapping[str, str] = os.environ) -> None:
    """Return where Qt can open a window; `plugins` is Qt's folder of platform plugins.

    Raises `NoDisplay` where no display is set or none responds, and `Incomplete` where the
    system lacks a library that the plugin needs. On Windows and macOS there is always a display.
    """
    if sys.platform in ("win32", "darwin"):
        return
    ways = _ways(environment)
    if not ways:
        raise NoDisplay("There is no display: neither DISPLAY nor WAYLAND_DISPLAY is set.")
    problems: list[WorldError] = []
    for way in ways:
        try:
            _try(way, plugins, environment)
        except WorldError as problem:
            problems.append(problem)
        else:
            return
    raise problems[-1]


def _ways(environment: Mapping[str, str]) -> list[str]:
    """The plugins that Qt will try, in order, without their options."""
    if named := environment.get(PLATFORM):
        return [part.partition(":")[0] for part in named.split(";")]
    wayland = ["wayland"] if environment.get("WAYLAND_DISPLAY") else []
    return [*wayland, "xcb"] if environment.get("DISPLAY") else wayland


def _try(way: str, plugins: Path, environment: Mapping[str, str]) -> None:
    family = "wayland" if way.startswith("wayland") else way
    plugin = plugins / f"libq{family}.so"
    if not plugin.exists():
        raise NoDisplay(f"{PLATFORM} names {way}, which is not installed.")
    if family not in WINDOWED:
        raise NoDisplay(f"{PLATFORM} names {way}, which has no windows.")
    if family == "xcb":
        _load(str(plugin))
        _connect_to_x(environment.get("DISPLAY", ""))
    elif family == "wayland":
        _load(str(plugin))
        _connect_to_wayland(environment)


def _load(library: str) -> object:
    """The library, loaded as Qt will load it; one that it needs in turn may be missing."""
    import ctypes

    try:
        return ctypes.CDLL(library)
    except OSError as error:
        raise Incomplete.told_by(error) from error


def _connect_to_x(display: str) -> None:
    """Greet the X server as Qt will, with the session's right of access; raises `NoDisplay`."""
    import ctypes

    xcb = _load("libxcb.so.1")
    assert isinstance(xcb, ctypes.CDLL)
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    with _silent():  # it repeats the server's words
        connection = xcb.xcb_connect(os.fsencode(display), None)
        refused = xcb.xcb_connection_has_error(connection)
        xcb.xcb_disconnect(connection)
    if refused:
        raise NoDisplay(
            f"The display {display or '(none)'} does not respond or refuses the connection."
        )


def _connect_to_wayland(environment: Mapping[str, str]) -> None:
    import socket

    if environment.get("WAYLAND_SOCKET"):
        return  # an open connection, handed over by who started us
    name = environment.get("WAYLAND_DISPLAY") or "wayland-0"
    path = Path(environment.get("XDG_RUNTIME_DIR", "/"), name)
    with socket.socket(socket.AF_UNIX) as trial:
        try:
            trial.connect(str(path))
        except OSError as error:
            raise NoDisplay(f"The display {name} does not respond.") from error


@contextmanager
def _silent() -> Iterator[None]:
    """Nothing reaches stderr, from libraries either."""
    kept = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)
