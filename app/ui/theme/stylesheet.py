"""The stylesheet for Qt's own widgets, written from a theme's tokens."""

from __future__ import annotations

from dataclasses import asdict
from string import Template

from app.ui.theme.tokens import Tokens

# Painted widgets (buttons, tiles, rows) draw themselves from the tokens; here stands only what
# Qt draws: text, fields, lists, scroll bars, menus, dialogs.
_SHEET = Template("""
QMainWindow, QDialog { background: $background; }
QLabel { color: $ink; background: transparent; }
QLabel[tone="second"] { color: $ink2; }
QLabel[tone="hint"] { color: $ink3; }
QLabel[tone="accent"] { color: $accent; }
QLabel[tone="inverse"] { color: $surface; }
QToolTip { color: $ink; background: $surface; border: 1px solid $edge; padding: 6px 8px;
    font-size: 14px; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox {
    color: $ink; background: $surface; border: 1px solid $edge; border-radius: 10px;
    padding: 0 14px; min-height: 46px; font-size: 16px;
    selection-background-color: $accent; selection-color: $on_accent;
    placeholder-text-color: $ink2;
}
QPlainTextEdit, QTextEdit { padding: 10px 12px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {
    border: 3px solid $accent; padding: 0 12px; min-height: 42px; }
QPlainTextEdit:focus, QTextEdit:focus { padding: 8px 10px; }
QLineEdit[refused="true"] { border: 2px solid $ink; padding: 0 13px; min-height: 44px; }
QLineEdit[refused="true"]:focus { border: 3px solid $ink; padding: 0 12px; min-height: 42px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled {
    color: $ink2; background: $raised; border-color: $line; }
QLineEdit:read-only { background: $raised; }

QComboBox[empty="true"] { color: $ink2; }
QComboBox::drop-down { border: 0; width: 44px; }
QComboBox::down-arrow { image: none; width: 0; height: 0; }
QComboBox QAbstractItemView { background: $surface; color: $ink; border: 1px solid $edge;
    padding: 4px; outline: 0; }
QComboBox QAbstractItemView::item { min-height: 44px; padding: 0 10px; border-radius: 6px; }
QComboBox QAbstractItemView::item:selected { background: $accent_soft; color: $ink; }

QPushButton, QToolButton { color: $ink; background: $surface; border: 1px solid $edge;
    border-radius: 10px; min-height: 46px; padding: 0 20px; font-size: 16px; font-weight: 600; }
QPushButton:hover, QToolButton:hover { background: $raised; }
QPushButton:pressed, QToolButton:pressed { background: $accent_soft; }
QPushButton:focus, QToolButton:focus { border: 3px solid $accent; padding: 0 18px;
    min-height: 42px; }
QPushButton:default { color: $on_accent; background: $accent; border-color: $accent; }
QPushButton:default:focus { border: 3px solid $ink; }
QPushButton:disabled, QToolButton:disabled { color: $ink2; background: $raised;
    border-color: $line; }

QCheckBox, QRadioButton { color: $ink; spacing: 12px; min-height: 48px; padding: 0 6px;
    border: 3px solid transparent; border-radius: 10px; }
QCheckBox:focus, QRadioButton:focus { border-color: $accent; }
QCheckBox::indicator, QRadioButton::indicator { width: 22px; height: 22px;
    border: 2px solid $edge; background: $surface; }
QCheckBox::indicator { border-radius: 6px; }
QRadioButton::indicator { border-radius: 13px; }
QCheckBox::indicator:checked, QRadioButton::indicator:checked { background: $accent;
    border-color: $accent; }

QScrollArea { background: transparent; border: 0; }
QScrollArea > QWidget > QWidget { background: transparent; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 4px 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0 4px; }
QScrollBar::handle { background: $edge; border-radius: 3px; }
QScrollBar::handle:vertical { min-height: 48px; margin: 0 3px; }
QScrollBar::handle:horizontal { min-width: 48px; margin: 3px 0; }
QScrollBar::handle:hover { background: $ink2; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QListView, QTreeView, QTableView { background: transparent; color: $ink; border: 0; outline: 0;
    gridline-color: $line; alternate-background-color: $raised;
    selection-background-color: $accent_soft; selection-color: $ink; }
QTableView { background: $surface; border: 1px solid $line; border-radius: 10px; }
QTableView::item { padding: 8px 10px; }
QHeaderView::section { color: $ink2; background: $raised; border: 0;
    border-bottom: 1px solid $line; padding: 10px; font-size: 14px; font-weight: 600; }
QTableCornerButton::section { background: $raised; border: 0; }

QMenu { background: $surface; color: $ink; border: 1px solid $edge; padding: 6px; }
QMenu::item { min-height: 40px; padding: 4px 24px 4px 14px; border-radius: 8px; }
QMenu::item:selected { background: $accent_soft; }
QMenu::item:disabled { color: $ink2; }
QMenu::separator { height: 1px; background: $line; margin: 6px 8px; }
QMenuBar { background: $surface; color: $ink; }
QMenuBar::item:selected { background: $accent_soft; }

QTabWidget::pane { border: 1px solid $line; border-radius: 10px; }
QTabBar::tab { color: $ink2; background: transparent; min-height: 46px; padding: 0 18px;
    border-bottom: 3px solid transparent; font-weight: 600; }
QTabBar::tab:selected { color: $ink; border-bottom-color: $accent; }
QTabBar::tab:focus { color: $accent; }
QProgressBar { background: $line; border: 0; border-radius: 5px; max-height: 10px; color: $ink; }
QProgressBar::chunk { background: $accent; border-radius: 5px; }
QStatusBar { background: $surface; color: $ink2; }
QSplitter::handle { background: $line; }
QGroupBox { border: 1px solid $line; border-radius: 10px; margin-top: 14px; padding: 14px; }
QGroupBox::title { subcontrol-origin: margin; left: 14px; color: $ink2; }
QMessageBox QLabel { font-size: 16px; }
""")


def stylesheet(tokens: Tokens) -> str:
    """Everything Qt draws by itself, in this theme."""
    return _SHEET.substitute(asdict(tokens))
