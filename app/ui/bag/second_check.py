"""The second person's check of the bag: own PIN, own entry, nothing of the first one in sight."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from app.models.asking import Command
from app.models.day.tiers import Tier
from app.models.staff import Staff
from app.ui.asking.sheet import CommandSheet
from app.ui.bag import second_check_words
from app.ui.shift import Reply, Shift
from app.ui.theme import tokens
from app.ui.widgets.card import ScrollPane, row
from app.ui.widgets.code_tile import CodeTile
from app.ui.widgets.keypad import Keypad
from app.ui.widgets.name_tile import NameTile
from app.ui.widgets.number_tile import NumberTile
from app.ui.widgets.pin_pad import PinPad
from app.ui.widgets.text import Role, Text

_HIGH = 452


class SecondCheckSheet(CommandSheet):
    """Name, PIN, then five entries on the keypad; a difference names the field only.

    The check is recorded for that person, whoever is signed in at the workstation. After a
    difference it stays open for another look; `differed` gives the fields.
    """

    differed = Signal(tuple)

    def __init__(self, host: QWidget, shift: Shift, session: str) -> None:
        super().__init__(
            host, shift, session, "Second check of the bag", "", timed=False,
            width=940, name="second",
        )  # fmt: skip
        self.checker: Staff | None = None
        self._names: dict[str, NameTile] = {}
        self._asked: Staff | None = None
        self._who = self._step_who()
        self._entry = self._step_entry()
        self._who.setObjectName("second-who")
        self._entry.setObjectName("second-entry")
        self.body.addWidget(self._who)
        self.body.addWidget(self._entry)
        self._entry.hide()

    def command(self) -> Command | str:
        """The five entries."""
        texts = {key: tile.text() for key, tile in self._tiles.items()}
        return second_check_words.command(texts, self.session_id)

    def by(self) -> str:
        """The second person, whoever is signed in."""
        return self.checker.id if self.checker else ""

    def record(self) -> None:
        """Nothing before the second person has shown who they are."""
        if self.checker is not None:
            super().record()

    def on_record(self, reply: Reply) -> None:
        """Close, or stay open for another look when something differed."""
        different = second_check_words.differed(self.shift.session(self.session_id))
        if different:
            self._show_differences(different)
        else:
            super().on_record(reply)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Hide the window behind: the list there shows the first entry's lot."""
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), QColor(tokens().background))

    # ------------------------------------------------------------------------------ who

    def _step_who(self) -> QWidget:
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(26)
        grid.setVerticalSpacing(10)
        session = self.shift.session(self.session_id)
        people = second_check_words.checkers(self.shift.desk.roster(), session)
        nobody = second_check_words.nobody_words(self.pack.start.bag_double_check)
        said = "Who checks? Tap your name." if people else nobody
        grid.addWidget(Text(said, Role.SECOND, wrap=True, name="second-ask"), 0, 0)
        pane = ScrollPane(spacing=8)
        for person in people:
            tile = NameTile(person.id, person.name, person.role.value.capitalize(), person.initials)
            tile.setMinimumHeight(72)
            tile.chosen.connect(self._choose)
            pane.body.addWidget(tile)
            self._names[person.id] = tile
        pane.body.addStretch(1)
        pane.setMinimumHeight(_HIGH - 40 if people else 0)
        grid.addWidget(pane, 1, 0)
        self._pin = PinPad(action="Go on", key=64)
        self._pin.setFixedWidth(340)
        self._pin.setEnabled(False)
        self._pin.setVisible(bool(people))
        self._pin.entered.connect(self._sign)
        grid.addWidget(self._pin, 0, 1, 2, 1, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(0, 1)
        self._only = people[0].id if len(people) == 1 else ""
        return box

    def open(self) -> None:
        """Lay it over the window; where only one person can check, their name is tapped."""
        super().open()
        if self._only and self.checker is None:
            self._choose(self._only)

    def _choose(self, id: str) -> None:
        self._asked = self.shift.desk.staff(id)
        for key, tile in self._names.items():
            tile.set_selected(key == id)
        self._pin.clear()
        self._show_wait()
        self._pin.setFocus(Qt.FocusReason.OtherFocusReason)

    def tick(self) -> None:
        """The heartbeat: whether a PIN may be typed again."""
        super().tick()
        self._show_wait()

    def _show_wait(self) -> None:
        if self._asked is not None and self.checker is None:
            self._pin.show_wait(self.shift.pin_wait(self._asked.id))

    def _sign(self, pin: str) -> None:
        if self._asked is None:
            return
        answer = self.shift.confirm_pin(self._asked.id, pin)
        if not answer.done:
            self._pin.show_refused(answer.sentence)
            self._show_wait()
            return
        self.checker = self._asked
        self._who.hide()
        self._entry.show()
        self._checks.set_text(f"{self.checker.name} checks")
        self.set_action("Record my check")
        self.set_unsaved(True)
        self.fit()
        self._tiles[second_check_words.DOSE].setFocus(Qt.FocusReason.TabFocusReason)

    # ---------------------------------------------------------------------------- the entry

    def _step_entry(self) -> QWidget:
        box = QWidget()
        self._checks = Text("", Role.STRONG, name="second-checks")
        self.head.addWidget(self._checks)
        self._tiles: dict[str, NumberTile] = {}
        grid = QGridLayout()
        grid.setSpacing(12)
        for place, field in enumerate(second_check_words.FIELDS):
            tile = CodeTile(field) if field.letters else NumberTile(field)
            tile.setObjectName(f"second-{field.key}")
            tile.changed.connect(lambda _text, t=tile: self._typed(t))
            self._tiles[field.key] = tile
            wide = 1 if place in (1, 2) else 2
            down, along = ((0, 0), (1, 0), (1, 1), (2, 0), (3, 0))[place]
            grid.addWidget(tile, down, along, 1, wide)
        hint = Text(
            "Read each off the order, the bag, the pump, the vial and the wristband. "
            "Letters by keyboard or scanner.",
            Role.SECOND,
            wrap=True,
        )
        grid.addWidget(hint, 4, 0, 1, 2)
        grid.setRowStretch(5, 1)
        pad = Keypad(key=72)
        pad.setFixedWidth(320)
        pad.serve(tuple(self._tiles.values()))
        pad.finished.connect(self.record)
        left = QWidget()
        left.setLayout(grid)
        grid.setContentsMargins(0, 0, 0, 0)
        line = row(left, spacing=26)
        line.setStretch(0, 1)
        line.addWidget(pad, 0, Qt.AlignmentFlag.AlignTop)
        box.setLayout(line)
        return box

    def _typed(self, tile: NumberTile) -> None:
        tile.show_tier(Tier.NORMAL)
        self.set_message("")

    def _show_differences(self, keys: tuple[str, ...]) -> None:
        for key, tile in self._tiles.items():
            differs = key in keys
            tile.show_tier(Tier.IMPLAUSIBLE if differs else Tier.NORMAL, "differs" * differs)
        self.set_message(second_check_words.differed_words(keys))
        first = next((self._tiles[key] for key in self._tiles if key in keys), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        self.differed.emit(keys)
