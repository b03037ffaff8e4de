"""What a test does to the window: tap a thing by its name, type into a field, read a text."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWidget


def window() -> QWidget:
    """Something to lay a sheet over, as large as the smallest window."""
    host = QWidget()
    host.resize(1366, 768)
    host.show()
    return host


def tap(inside: QWidget, name: str) -> None:
    """Press the one thing of that name which can be seen."""
    found = [part for part in inside.findChildren(QWidget, name) if part.isVisible()]
    assert len(found) == 1, (name, found)
    found[0].click()  # type: ignore[attr-defined]
    QApplication.processEvents()


def words(inside: QWidget, name: str) -> str:
    """What a text says, also where only a part of it fits."""
    found = inside.findChild(QWidget, name)
    assert found is not None, name
    return str(found.full_text())  # type: ignore[attr-defined]


def type_in(inside: QWidget, name: str, text: str) -> None:
    """Type into the field of that name, as a hand does."""
    line = inside.findChild(QWidget, f"{name}-input")
    assert line is not None, name
    line.clear()  # type: ignore[attr-defined]
    line.insert(text)  # type: ignore[attr-defined]
    line.textEdited.emit(text)  # type: ignore[attr-defined]
