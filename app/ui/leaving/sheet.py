"""The discharge sheet: the page as it prints, and how it reaches the patient's hand."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QDir, Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.errors import WorldError
from app.models.asking import Command
from app.models.day.teaching import HandOverSheet
from app.papers import office
from app.papers.discharge_sheet.value import DischargeSheet
from app.papers.kit.save import save
from app.ui.asking.form import FormPanel
from app.ui.asking.seen import Seen, Shows
from app.ui.leaving import words
from app.ui.printing.job import PaperJob
from app.ui.printing.output import print_pdf
from app.ui.shift import Shift
from app.ui.theme import Glyph
from app.ui.widgets.button import Button, Kind, wide
from app.ui.widgets.card import ScrollPane
from app.ui.widgets.facts import FactGrid
from app.ui.widgets.fields import TextField
from app.ui.widgets.pdf_pages import PdfPages

MAKING = "Making the page …"

SIDE = 270


class SheetPanel(FormPanel):
    """Previews the sheet; printing it, or another way to hand it over, is recorded once done.

    The page is made anew for each print, so that its time is the time of the print.
    """

    def __init__(self, shift: Shift, session: str) -> None:
        super().__init__(shift, session, "sheet", "Discharge sheet", action="Print")
        self.say(words.SHEET_HINT)
        self._shown: DischargeSheet | None = None
        self._version = -1
        self._job: PaperJob | None = None
        self._how = ""
        self.pages = PdfPages("", widest=900, name="sheet-pages")
        self._facts = FactGrid(columns=1, name="sheet-facts")
        self.main.glyph = Glyph.PRINTER
        self.save_as = wide(Button("Save as PDF …", height=60, name="sheet-save"))
        self.save_as.clicked.connect(self.save_sheet)
        self.other = wide(Button("Handed over another way", height=60, name="sheet-other"))
        self.other.clicked.connect(lambda: self._ask_how())
        self._way = TextField("How the patient got it", name="sheet-way")
        self._way.entered.connect(self._record_way)
        self._way_done = wide(Button("Record it", height=60, name="sheet-way-record"))
        self._way_done.clicked.connect(self._record_way)
        self._lay_beside()

    def _lay_beside(self) -> None:
        """The page takes the room of the form; what is done with it stands beside."""
        pane = self.findChild(ScrollPane, "panel-pane")
        assert pane is not None
        place = self.body.indexOf(pane)
        pane.hide()
        side = QVBoxLayout()
        side.setSpacing(10)
        shown: list[QWidget] = [self.standing, self.warning, self._facts, wide(self.main)]
        for part in (*shown, self.save_as, self.other, self._way, self._way_done):
            side.addWidget(part)
        side.addStretch(1)
        beside = QWidget()
        beside.setFixedWidth(SIDE)
        beside.setLayout(side)
        side.setContentsMargins(0, 0, 0, 0)
        both = QHBoxLayout()
        both.setSpacing(20)
        both.addWidget(self.pages, 1)
        both.addWidget(beside, 0, Qt.AlignmentFlag.AlignTop)
        self.body.insertLayout(place, both, 1)
        self._way.hide()
        self._way_done.hide()

    # ------------------------------------------------------------------------------- showing

    def shows(self, seen: Seen) -> Shows:
        """The buttons while the patient is here and the end is recorded."""
        here = seen.session.ended is not None and not seen.session.over
        return Shows(form=False, time=False, main=here)

    def show_state(self, seen: Seen) -> None:
        """The page as it would print now; drawn anew only when it says something else."""
        session = seen.session
        self.warn(words.sheet_warning(session))
        here = session.ended is not None and not session.over
        for button in (self.save_as, self.other):
            button.setVisible(here)
        done = seen.item is not None and seen.item.done
        label = "Print again" if done else "Print"
        if self.main.text() != label:
            self.main.setText(label)
            self.main.set_kind(Kind.PLAIN if done else Kind.MAIN)
        until = words.watch_until(session, seen.now, self.pack)
        self._facts.show_facts([("Watch for stroke signs until", until)])
        self._facts.setVisible(session.ended is not None)
        if session.ended is not None and session.version != self._version:
            self._version = session.version
            self._preview()

    def _preview(self) -> None:
        try:
            value = office.sheet_value(self.shift.desk, self.session_id, self.shift.by)
        except WorldError as error:
            self.pages.show_words(str(error))
            return
        if self._shown and replace(value, stamp=self._shown.stamp) == self._shown:
            return
        if self._shown is None:
            self.pages.show_words(MAKING)
        self._shown = value
        self._make(value, self.pages.show_pdf)

    def _make(self, value: DischargeSheet, then: Callable[[bytes], None]) -> None:
        if self._job is not None:
            self._job.drop()
        self._job = PaperJob(partial(office.sheet_pdf, value))
        self._job.done.connect(then)
        self._job.failed.connect(self._failed)
        self._job.start()

    def _failed(self, sentence: str) -> None:
        self._ready()
        if not self.pages.page_count():
            self.pages.show_words(sentence)
        self.complain(sentence)

    # --------------------------------------------------------------------------- handing over

    def record(self) -> None:
        """Print: the page of this very minute, then the record of it."""
        self._begin(words.PRINTED, self._print)

    def save_sheet(self) -> None:
        """Save into a file whose name tells nobody who the patient is; not handed over by that."""
        self._begin("", self._save)

    def command(self) -> Command | str:
        """How it was handed over."""
        return HandOverSheet(session=self.session_id, how=self._how)

    def _begin(self, how: str, then: Callable[[bytes], None]) -> None:
        try:
            value = office.sheet_value(self.shift.desk, self.session_id, self.shift.by)
        except WorldError as error:
            self.complain(str(error))
            return
        self.quiet()
        self._how = how
        for button in (self.main, self.save_as, self.other):
            button.setEnabled(False)
        self._make(value, then)

    def _ready(self) -> None:
        for button in (self.main, self.save_as, self.other):
            button.setEnabled(True)

    def _print(self, pages: bytes) -> None:
        self._ready()
        sentence = print_pdf(self, pages, "Discharge sheet")
        self._hand_over(sentence, pages)

    def _save(self, pages: bytes) -> None:
        self._ready()
        name = words.file_name(self.shift.session(self.session_id))
        home = QDir.homePath()
        chosen, _ = QFileDialog.getSaveFileName(
            self, "Save the discharge sheet", f"{home}/{name}", "PDF (*.pdf)"
        )
        if not chosen:
            self._hand_over("Nothing was saved.", pages)
            return
        try:
            save(pages, Path(chosen), replace=True)  # the dialog asked
        except WorldError as error:
            self._hand_over(str(error), pages)
            return
        self.pages.show_pdf(pages)
        self.message.show_message(words.SAVED, do=words.AFTER_SAVING)
        self._ask_how(asked=True)

    def _hand_over(self, sentence: str, pages: bytes) -> None:
        """Record it only when it was really done."""
        self.pages.show_pdf(pages)
        if sentence:
            self.complain(sentence)
        else:
            self.tell(HandOverSheet(session=self.session_id, how=self._how))
        self._how = ""

    def _ask_how(self, *, asked: bool | None = None) -> None:
        asked = self._way.isHidden() if asked is None else asked
        self._way.setVisible(asked)
        self._way_done.setVisible(asked)
        if asked:
            self._way.setFocus()

    def _record_way(self) -> None:
        if not self._way.text():
            self._way.show_refused("Say how, in a few words.")
            return
        how = words.another_way(self._way.text())
        if self.tell(HandOverSheet(session=self.session_id, how=how)):
            self._way.set_text("")
            self._way.hide()
            self._way_done.hide()
