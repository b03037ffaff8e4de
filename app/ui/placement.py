"""How large the window is: maximized at first, then as it was left, and never beyond the screen."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import msgspec
from PySide6.QtCore import QMargins, QSize
from PySide6.QtWidgets import QWidget

FILE = "window.json"
LARGEST_FILE = 1000
"""Bytes; a larger file is none of ours."""

FRAME = QMargins(8, 40, 8, 8)
"""Room for a title bar and borders, which the window manager adds only later."""

SMALLEST = QSize(1180, 660)
"""What the screens need: 1366 x 768 leaves that much under a title bar and above a panel."""

Pixels = Annotated[int, msgspec.Meta(ge=1, le=100_000)]


class Placement(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The window's size when it is not maximized, and whether it was maximized."""

    width: Pixels
    height: Pixels
    maximized: bool


FIRST = Placement(width=1366, height=768, maximized=True)
"""At the first start, and where the file cannot be read."""


def show(window: QWidget, data: Path) -> None:
    """Show the window as it was left, within the screen."""
    kept = read(data)
    room = window.screen().availableGeometry().marginsRemoved(FRAME).size()
    window.setMinimumSize(SMALLEST.boundedTo(room))
    window.resize(QSize(kept.width, kept.height).boundedTo(room))
    if kept.maximized:
        window.showMaximized()
    else:
        window.show()


def keep(window: QWidget, data: Path) -> None:
    """Remember how the window is; raises `OSError` where the disk refuses it."""
    maximized = window.isMaximized()
    size = window.normalGeometry().size() if maximized else window.size()
    placement = Placement(width=size.width(), height=size.height(), maximized=maximized)
    beside = data / f"{FILE}.new"
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(msgspec.json.encode(placement))
    beside.replace(data / FILE)


def read(data: Path) -> Placement:
    """What was kept, or the first placement where the file is missing or damaged."""
    path = data / FILE
    try:
        if not path.is_file() or path.stat().st_size > LARGEST_FILE:
            return FIRST
        return msgspec.json.decode(path.read_bytes(), type=Placement)
    except (OSError, ValueError, RecursionError):
        return FIRST
