"""A medicine given: which, how much, how; the allergy stands above it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.models.asking import Command
from app.models.day.reactions import GiveDrug
from app.ui.asking.sheet import CommandSheet
from app.ui.patients.wristband import allergy
from app.ui.reactions import care_words
from app.ui.shift import Shift
from app.ui.shown import Offered
from app.ui.widgets.card import row
from app.ui.widgets.chip import Chip, Tone
from app.ui.widgets.choice import ChoiceGrid
from app.ui.widgets.fields import TextField
from app.ui.widgets.text import Role, Text


class DrugSheet(CommandSheet):
    """Records a medicine that is not a premedication, at any stage and also after discharge."""

    def __init__(self, host: QWidget, shift: Shift, session: str) -> None:
        patient = shift.patient_of(shift.session(session))
        super().__init__(
            host, shift, session, "Drug given", "Record", word="Given", width=1060, name="drug"
        )
        tone = Tone.STRONG if patient.allergies else Tone.PLAIN
        self._allergy = Chip(allergy(patient), tone, widest=980, name="drug-allergy")
        self._drug = TextField("Drug", name="drug-name")
        self._names = ChoiceGrid(
            [Offered(name, name) for name in care_words.drugs(self.pack)],
            columns=4,
            name="drug-names",
        )
        self._names.changed.connect(lambda keys: self._take(keys[0]))
        self._drug.changed.connect(lambda _text: self._typed())
        self._dose = TextField("Dose, with its unit", name="drug-dose")
        self._routes = ChoiceGrid(
            [Offered(item.key, item.name) for item in care_words.ROUTES],
            columns=6,
            name="drug-routes",
        )
        self._routes.changed.connect(lambda keys: self._route(keys[0]))
        self._other = TextField("Which way", name="drug-other-route")
        self._other.hide()
        self._note = TextField("Who ordered it, why, what it did", name="drug-note")
        for field in (self._dose, self._other, self._note):
            field.changed.connect(lambda _text: self._changed())
        self._lay()

    def _lay(self) -> None:
        self.body.addLayout(row(self._allergy, None))
        line = row(spacing=16)
        line.addWidget(self._drug, 3)
        line.addWidget(self._dose, 2)
        self.body.addLayout(line)
        self.body.addWidget(self._names)
        self.body.addWidget(Text("How it was given", Role.LABEL))
        self.body.addWidget(self._routes)
        self.body.addWidget(self._other)
        self.body.addWidget(self._note)

    def command(self) -> Command | str:
        """The medicine; what is missing is named."""
        chosen = self._routes.chosen()
        if not self._drug.text():
            return "Type the drug, or tap its name."
        if not self._dose.text():
            return "Type the dose with its unit."
        if not chosen:
            return "Tap how it was given."
        route = self._other.text() if chosen[0] == "other" else chosen[0]
        if not route:
            return "Type which way it was given."
        return GiveDrug(
            session=self.session_id,
            drug=self._drug.text(),
            dose=self._dose.text(),
            route=route,
            note=self._note.text(),
        )

    def _take(self, name: str) -> None:
        self._drug.set_text(name)
        self._dose.setFocus()
        self._changed()

    def _typed(self) -> None:
        self._names.set_chosen((self._drug.text(),))
        self._changed()

    def _route(self, key: str) -> None:
        self._other.setVisible(key == "other")
        self.fit()
        if key == "other":
            self._other.setFocus()
        self._changed()

    def _changed(self) -> None:
        self.set_message("")
        fields = (self._drug, self._dose, self._other, self._note)
        self.set_unsaved(any(field.text() for field in fields) or bool(self._routes.chosen()))
