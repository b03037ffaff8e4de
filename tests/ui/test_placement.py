"""The window's size: maximized at first, then as it was left, within the screen, damage or not."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.ui import placement
from app.ui.placement import FIRST, FRAME, SMALLEST, Placement

LAPTOP = QRect(0, 0, 1366, 768 - 40)
"""The smallest screen that is in use, less a panel."""


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def laptop(monkeypatch: pytest.MonkeyPatch) -> None:
    """The screen is the laptop's."""
    monkeypatch.setattr(QScreen, "availableGeometry", lambda _self: LAPTOP)


def kept(data: Path, **changes: object) -> None:
    """The file of an earlier start."""
    fields: dict[str, object] = {"width": 1250, "height": 670, "maximized": False, **changes}
    words = ", ".join(f'"{name}": {str(value).lower()}' for name, value in fields.items())
    (data / placement.FILE).write_text("{" + words + "}", encoding="utf-8")


def test_at_the_first_start_the_window_is_maximized(window: QWidget, tmp_path: Path) -> None:
    placement.show(window, tmp_path)
    assert window.isVisible()
    assert window.isMaximized()


@pytest.mark.usefixtures("laptop")
def test_a_window_that_was_left_smaller_comes_back_so(window: QWidget, tmp_path: Path) -> None:
    kept(tmp_path)
    placement.show(window, tmp_path)
    assert not window.isMaximized()
    assert window.size() == QSize(1250, 670)


@pytest.mark.usefixtures("laptop")
def test_what_it_was_is_remembered_at_the_end(window: QWidget, tmp_path: Path) -> None:
    kept(tmp_path)
    placement.show(window, tmp_path)
    window.resize(1300, 680)
    window.close()
    placement.keep(window, tmp_path)
    assert placement.read(tmp_path) == Placement(width=1300, height=680, maximized=False)
    window.showMaximized()
    window.close()
    placement.keep(window, tmp_path)
    assert placement.read(tmp_path).maximized


@pytest.mark.usefixtures("laptop")
def test_from_a_larger_screen_it_fits_with_its_frame(window: QWidget, tmp_path: Path) -> None:
    kept(tmp_path, width=2560, height=1400)
    placement.show(window, tmp_path)
    assert window.geometry().marginsAdded(FRAME).size() == LAPTOP.size()


@pytest.mark.usefixtures("laptop")
def test_on_the_smallest_screen_the_screens_still_have_their_room(
    window: QWidget, tmp_path: Path
) -> None:
    placement.show(window, tmp_path)
    assert window.minimumSize() == SMALLEST


def test_a_screen_that_is_smaller_still_is_not_exceeded(
    window: QWidget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QScreen, "availableGeometry", lambda _self: QRect(0, 0, 1024, 600))
    kept(tmp_path)
    placement.show(window, tmp_path)
    assert window.minimumSize() == window.size() == QSize(1024 - 16, 600 - 48)


@pytest.mark.parametrize(
    "damage",
    [
        "",
        "{",
        "[" * 900,
        "\0" * 100,
        "x" * 5000,
        '{"width": 0, "height": 700, "maximized": false}',
        '{"width": 1e99, "height": 700, "maximized": false}',
        '{"width": 1300, "height": 700}',
        '{"width": 1300, "height": 700, "maximized": false, "left": 3}',
    ],
)
def test_a_damaged_file_is_as_none(tmp_path: Path, damage: str) -> None:
    (tmp_path / placement.FILE).write_text(damage, encoding="utf-8")
    assert placement.read(tmp_path) == FIRST


def test_a_folder_in_its_place_is_as_none(tmp_path: Path) -> None:
    (tmp_path / placement.FILE).mkdir()
    assert placement.read(tmp_path) == FIRST


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")
def test_the_file_is_its_owners_alone_and_holds_three_values(
    window: QWidget, tmp_path: Path
) -> None:
    placement.keep(window, tmp_path)
    file = tmp_path / placement.FILE
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert set(json.loads(file.read_bytes())) == {"width", "height", "maximized"}
    assert [path.name for path in tmp_path.iterdir()] == [placement.FILE]
