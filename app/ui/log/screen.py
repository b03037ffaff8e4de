"""The daily log: pick the day, look at the page, print it or save it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.errors import WorldError
from app.models.moment import full_date
from app.papers import office
from app.papers.kit.save import save
from app.ui.log import words
from app.ui.printing.job import PaperJob
from app.ui.shift import Shift
from app.ui.theme import Glyph
from app.ui.widgets.button import Button, Kind, square, wide
from app.ui.widgets.card import Bar, Card, row
from app.ui.widgets.fields import DateField
from app.ui.widgets.message import Message
from app.ui.widgets.pdf_pages import PdfPages
from app.ui.widgets.text import Role, Text

ChooseFile = Callable[[QWidget, str], str]

PrintPages = Callable[[QWidget, bytes, str], str]


def ask_for_file(parent: QWidget, name: str) -> str:
    """Ask where to save; "" when nobody wants to any more."""
    path, _kind = QFileDialog.getSaveFileName(parent, "Save as PDF", name, "PDF (*.pdf)")
    return path


def print_pages(parent: QWidget, pages: bytes, title: str) -> str:
    """Print; "" when it is done, else why not. The printing parts load only now."""
    from app.ui.printing.output import print_pdf

    return print_pdf(parent, pages, title)


class LogScreen(QWidget):
    """A day's log as it will be printed; `left` goes back to the board."""

    left = Signal()

    def __init__(
        self,
        shift: Shift,
        *,
        choose_file: ChooseFile = ask_for_file,
        print_pages: PrintPages = print_pages,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("log")
        self._shift = shift
        self._choose_file, self._print_pages = choose_file, print_pages
        self._day = shift.now().day
        self._job: PaperJob | None = None
        self._pages = b""
        self._made_from = 0
        self.preview = PdfPages(words.MAKING, name="log-pages", widest=1160)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self._head())
        middle = QHBoxLayout()
        middle.setContentsMargins(20, 14, 8, 14)
        middle.setSpacing(14)
        middle.addWidget(self._side())
        middle.addWidget(self.preview, 1)
        page.addLayout(middle, 1)
        self.show_day(self._day)

    def showEvent(self, event: QShowEvent) -> None:
        """Nothing is pointed at beforehand; the first Tab goes to the first thing."""
        super().showEvent(event)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """The heartbeat: a new day may have begun, something may have been recorded."""
        self._forward.setEnabled(self._day < self._shift.now().day)
        self._today.setEnabled(self._day != self._shift.now().day)
        older = bool(self._pages) and self._made_from != self._recorded()
        self._since.setVisible(older)
        self._again.setVisible(older)

    def show_day(self, day: date) -> None:
        """Another day; never one to come."""
        if day > self._shift.now().day:
            self._typed.show_refused(words.NOT_TO_COME)
            return
        self._day = day
        self._typed.set_date(None)
        self._make()

    def save_page(self) -> None:
        """Save the page as it is shown."""
        name = self._lines().file
        chosen = self._choose_file(self, name)
        if not chosen:
            return
        path = Path(chosen)
        path = path if path.suffix else path.with_suffix(".pdf")
        asked = str(path) == chosen  # the dialog asks only about the name as typed
        try:
            save(self._pages, path, replace=asked)
        except WorldError as error:
            self._message.show_message(error.what, error.why, error.do)
        else:
            self._message.show_message(words.saved(path.name))

    def print_page(self) -> None:
        """Print the page as it is shown."""
        problem = self._print_pages(self, self._pages, self._lines().file.removesuffix(".pdf"))
        if problem:
            self._message.show_message(problem)
        else:
            self._message.show_message("Printed.")

    # ------------------------------------------------------------------------------- making

    def _lines(self) -> words.LogDay:
        sessions = len(self._shift.desk.sessions_on(self._day))
        return words.log_day(self._day, self._shift.now().day, sessions)

    def _recorded(self) -> int:
        """How many entries the day's sessions have: more than before means a newer log."""
        return sum(session.version for session in self._shift.desk.sessions_on(self._day))

    def _make(self) -> None:
        lines = self._lines()
        self._title.set_text(lines.title)
        self._count.set_text(lines.count)
        self._message.clear()
        self._hold(b"")
        if self._job is not None:
            self._job.drop()
        self.preview.show_words(words.MAKING)
        self._made_from = self._recorded()
        self.refresh()
        try:
            value = office.log_value(self._shift.desk, self._day, self._shift.by)
        except WorldError as error:
            self._failed(str(error))
            return
        self._job = PaperJob(lambda: office.log_pdf(value), self)
        self._job.done.connect(self._done)
        self._job.failed.connect(self._failed)
        self._job.start()

    def _done(self, pages: bytes) -> None:
        self._hold(bytes(pages))
        self.preview.show_pdf(self._pages)

    def _failed(self, sentence: str) -> None:
        self.preview.show_words(sentence)

    def _hold(self, pages: bytes) -> None:
        self._pages = pages
        for button in (self._print, self._save):
            button.setEnabled(bool(pages))

    # ------------------------------------------------------------------------------ lay-out

    def _head(self) -> Bar:
        bar = Bar(height=64, name="log-head")
        back = Button("Board", glyph=Glyph.BACK, name="log-back")
        back.clicked.connect(lambda: self.left.emit())
        bar.row.addWidget(back)
        bar.row.addSpacing(8)
        bar.row.addWidget(Text("Daily log", Role.NAME))
        bar.row.addStretch(1)
        return bar

    def _side(self) -> Card:
        card = Card(spacing=12, name="log-side")
        card.setFixedWidth(304)
        self._title = Text("", Role.TITLE, wrap=True, name="log-day")
        self._count = Text("", Role.SECOND, wrap=True, name="log-count")
        earlier = square(Glyph.BACK, "The day before", name="log-earlier")
        earlier.clicked.connect(lambda: self.show_day(self._day - timedelta(days=1)))
        self._forward = square(Glyph.CHEVRON, "The day after", name="log-later")
        self._forward.clicked.connect(lambda: self.show_day(self._day + timedelta(days=1)))
        self._today = wide(Button("Today", name="log-today"))
        self._today.clicked.connect(lambda: self.show_day(self._shift.now().day))
        self._typed = DateField("Another day", name="log-typed")
        self._typed.line.setPlaceholderText(full_date(self._day))
        self._typed.entered.connect(self._take_typed)
        self._message = Message(name="log-message")
        self._again = wide(Button("Make it again", name="log-again"))
        self._since = Text(words.SINCE, Role.SECOND, wrap=True, name="log-since")
        self._again.clicked.connect(self._make)
        self._print = wide(
            Button("Print", Kind.MAIN, height=60, glyph=Glyph.PRINTER, name="log-print")
        )
        self._print.clicked.connect(self.print_page)
        self._save = wide(Button("Save as PDF", name="log-save"))
        self._save.clicked.connect(self.save_page)
        card.body.addWidget(self._title)
        card.body.addWidget(self._count)
        card.body.addLayout(row(earlier, self._today, self._forward, spacing=8))
        card.body.addWidget(self._typed)
        card.body.addStretch(1)
        for part in (self._message, self._since, self._again, self._print, self._save):
            card.body.addWidget(part)
        return card

    def _take_typed(self) -> None:
        day = self._typed.date()
        if day is not None:
            self.show_day(day)
