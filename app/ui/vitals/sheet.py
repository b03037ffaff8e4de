"""The vitals sheet: a number for each sign by keypad, the stroke check in one tap, three tiers at entry."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.models.asking import Command
from app.models.day.tiers import Tier
from app.models.facts import StrokeCheck
from app.ui.asking.sheet import CommandSheet
from app.ui.shift import Shift
from app.ui.shown import Measure, Offered
from app.ui.vitals import words
from app.ui.vitals.not_taken import WhyNot
from app.ui.vitals.words import Typed
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.card import Card, row
from app.ui.widgets.choice import ChoiceGrid
from app.ui.widgets.keypad import Keypad
from app.ui.widgets.number_tile import NumberTile
from app.ui.widgets.text import Role, Text

LONGEST = 3
"""Figures that a tile takes at least, so that a value that cannot be is seen whole."""


class VitalsSheet(CommandSheet):
    """Takes one set of vital signs; what is not taken has its reason, nothing is filled in."""

    def __init__(self, host: QWidget, shift: Shift, session: str) -> None:
        super().__init__(
            host, shift, session, "Vitals", "Save",
            word="Taken", width=940, name="vitals",
        )  # fmt: skip
        self._story = shift.session(session)
        self._check: StrokeCheck | None = None
        self._not_taken: dict[str, str] = {}
        self._tiles = self._make_tiles()
        self._pad = Keypad()
        self._pad.serve(tuple(self._tiles.values()))
        self._pad.setFixedWidth(320)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addLayout(self._grid())
        left.addWidget(self._stroke_card())
        self._why = WhyNot(words.REASONS)
        self._why.answered.connect(self._mark_not_taken)
        self._not_taken_button = Button("Not taken …", name="vitals-not-taken")
        self._not_taken_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._not_taken_button.clicked.connect(self._ask_why)
        left.addLayout(row(self._not_taken_button, Text("why is asked", Role.LABEL), None))
        left.addWidget(self._why)
        left.addStretch(1)
        both = QHBoxLayout()
        both.setSpacing(26)
        both.addLayout(left, 1)
        both.addWidget(self._pad, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(both)
        self._current = next(iter(self._tiles))
        self._show()

    # ------------------------------------------------------------------------------ building

    def _make_tiles(self) -> dict[str, NumberTile]:
        was = words.previous(self._story, self.pack)
        tiles = {}
        for sign in self.pack.vitals.signs:
            measure = Measure(
                sign.key, sign.name, sign.unit, sign.decimals, max(LONGEST, sign.figures)
            )
            tile = NumberTile(measure, was.get(sign.key, ""))
            tile.changed.connect(lambda _text, key=sign.key: self._typed_in(key))
            tile.focused.connect(lambda key=sign.key: self._attend(key))
            tiles[sign.key] = tile
        return tiles

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(12)
        for place, tile in enumerate(self._tiles.values()):
            grid.addWidget(tile, *divmod(place, 2))
        return grid

    def _stroke_card(self) -> Card:
        signs = self.pack.stroke_signs
        card = Card(padding=16, name="stroke-check")
        card.body.addLayout(
            row(
                Text("Stroke check", Role.TITLE, firm=True),
                Text(
                    " · ".join(sign.short or sign.name.lower() for sign in signs),
                    Role.DETAIL,
                    wrap=True,
                ),
            )
        )
        self._no_sign = Button("No sign", height=56, name="stroke-no-sign")
        self._a_sign = Button("A sign …", Kind.DANGER, height=56, name="stroke-sign")
        self._no_sign.clicked.connect(lambda: self._checked(StrokeCheck.NO_SIGN))
        self._a_sign.clicked.connect(lambda: self._checked(StrokeCheck.SIGN))
        for button in (self._no_sign, self._a_sign):
            button.set_chosen(False)
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(self._no_sign, 1)
        line.addWidget(self._a_sign, 1)
        card.body.addLayout(line)
        self._signs = ChoiceGrid(
            [Offered(sign.key, sign.name) for sign in signs], several=True, name="stroke-signs"
        )
        self._signs.changed.connect(lambda _keys: self._show())
        self._signs.hide()
        card.body.addWidget(self._signs)
        return card

    # -------------------------------------------------------------------------------- typing

    def _attend(self, key: str) -> None:
        self._current = key
        self._why.hide()

    def _typed_in(self, key: str) -> None:
        if self._tiles[key].text():
            self._not_taken.pop(key, None)
        self._show()

    def _checked(self, check: StrokeCheck) -> None:
        self._check = check
        self._not_taken.pop("stroke_check", None)
        self._no_sign.set_chosen(check is StrokeCheck.NO_SIGN)
        self._a_sign.set_chosen(check is StrokeCheck.SIGN)
        self._signs.setVisible(check is StrokeCheck.SIGN)
        self.fit()
        self._show()

    def _ask_why(self) -> None:
        key, label = self._what_is_missing()
        self._current = key
        self._why.ask(label)
        self.fit()

    def _what_is_missing(self) -> tuple[str, str]:
        """The tile with the focus if it is empty, else the first empty one, else the check."""
        order = [self._current, *self._tiles]
        for key in order:
            if key in self._tiles and not self._tiles[key].text() and key not in self._not_taken:
                return key, self.pack.sign(key).name
        return "stroke_check", "Stroke check"

    def _mark_not_taken(self, reason: str) -> None:
        self._not_taken[self._current] = reason
        if self._current == "stroke_check":
            self._check = None
            self._no_sign.set_chosen(False)
            self._a_sign.set_chosen(False)
            self._signs.hide()
        self._why.hide()
        self._show()
        self._pad.next.click()

    def _typed(self) -> Typed:
        return Typed(
            texts={key: tile.text() for key, tile in self._tiles.items() if tile.text()},
            not_taken=dict(self._not_taken),
            check=self._check,
            signs=tuple(self._signs.chosen()),
        )

    def _show(self) -> None:
        reading = words.read(self._typed(), self._story, self.pack)
        for key, tile in self._tiles.items():
            judged = reading.judged.get(key)
            if judged:
                tile.show_tier(Tier(judged.tier.value), judged.word)
            else:
                reason = self._not_taken.get(key, "")
                tile.show_tier(Tier.NORMAL, f"not taken: {reason}" if reason else "")
        sentence = reading.sentence
        if "stroke_check" in self._not_taken:
            sentence = f"{sentence} Stroke check not done: {self._not_taken['stroke_check']}."
        self.set_message(sentence.strip())
        self.set_action(reading.action)
        self.set_unsaved(bool(self._typed().texts) or self._check is not None)

    def command(self) -> Command | str:
        """The set as typed; the words on the button were the question about a critical value."""
        typed = self._typed()
        reading = words.read(typed, self._story, self.pack)
        if still := words.missing(typed, self.pack):
            return still
        return words.command(typed, self.session_id, confirmed=reading.critical)
