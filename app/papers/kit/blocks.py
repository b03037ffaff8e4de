"""The pieces a patient's page is laid out from: paragraphs, headings, lists, rows, lines to sign."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reportlab.lib.colors import Color, black
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph

from app.papers.discharge_sheet.drawings import tick
from app.papers.kit.fonts import Fonts, Weight
from app.papers.kit.page import GREY, HAIRLINE, draw_text
from app.papers.kit.text import Rich, markup, plain

BODY = 12.0

LEADING = 15.6

SIGNING_ROOM = 26.0


class Room(NamedTuple):
    """How much air a page leaves, in points; text keeps its size whatever the room."""

    heading: float
    row: float
    bullet: float
    picture: float
    sign: float
    leading: float = LEADING


def paragraph(
    rich: Rich | str,
    fonts: Fonts,
    *,
    size: float = BODY,
    leading: float | None = None,
    weight: Weight = "regular",
    align: int = 0,
    color: Color = black,
    at_hyphens: bool = False,
) -> Paragraph:
    """A paragraph of rich text; a plain string is taken as a value and never read as marks.

    Lines break at hyphens only where asked: in long names, never in a telephone number.
    """
    text = plain(rich) if isinstance(rich, str) else rich
    style = ParagraphStyle(
        "paragraph",
        fontName=fonts.name(weight),
        fontSize=size,
        leading=leading or size * LEADING / BODY,
        textColor=color,
        alignment=align,
        splitLongWords=1,
        embeddedHyphenation=int(at_hyphens),
        allowWidows=0,
        allowOrphans=0,
    )
    return Paragraph(
        markup(text, lambda part, bold: fonts.pieces(part, "bold" if bold else weight)), style
    )


class Block(Flowable):
    """A piece with a fixed gap above it; subclasses measure and paint themselves."""

    def __init__(self, gap: float = 0.0) -> None:
        super().__init__()
        self._gap = gap

    def getSpaceBefore(self) -> float:  # noqa: N802  # reportlab's name
        return self._gap

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        del height
        self.width = width
        self.height = self.measure(width)
        return self.width, self.height

    def measure(self, width: float) -> float:
        """The height at this width."""
        raise NotImplementedError


class Heading(Block):
    """A section's title, with room above it; an aside stands at its right, or under it if long."""

    def __init__(
        self, text: str, fonts: Fonts, *, gap: float, aside: Rich | None = None, size: float = 15
    ) -> None:
        super().__init__(gap)
        self._title = paragraph(text, fonts, size=size, leading=size * 1.2, weight="bold")
        self._aside = paragraph(aside, fonts) if aside else None
        self.keepWithNext = 1

    def measure(self, width: float) -> float:
        high = float(self._title.wrap(width, 1000)[1]) + 4.0
        self._beside = 0.0
        if self._aside:
            self._aside.wrap(width, 1000)
            used = self._title.getActualLineWidths0()[0] + 14.0
            if used + self._aside.getActualLineWidths0()[0] <= width:
                self._beside = used
            else:
                high += self._aside.height + 3.0
        return high

    def draw(self) -> None:
        self._title.drawOn(self.canv, 0, self.height - self._title.height)
        if self._aside:
            self._aside.drawOn(self.canv, self._beside, 4.0 if self._beside else 3.0)


class Bullets(Block):
    """A list in columns, filled column by column so that it reads downwards."""

    def __init__(
        self, items: Sequence[Rich], fonts: Fonts, room: Room, *, columns: int = 2
    ) -> None:
        super().__init__()
        self._between = room.bullet
        self._items = [paragraph(item, fonts, leading=room.leading) for item in items]
        self._columns = columns

    def measure(self, width: float) -> float:
        self._step = (width + 20) / self._columns
        inner = self._step - 20 - 13
        highs = [item.wrap(inner, 1000)[1] for item in self._items]
        rows = -(-len(highs) // self._columns)
        columns = [highs[at : at + rows] for at in range(0, len(highs), rows)]
        self._rows = rows
        return max(sum(column) + self._between * (len(column) - 1) for column in columns)

    def draw(self) -> None:
        for start in range(0, len(self._items), self._rows):
            x = start // self._rows * self._step
            y = self.height
            for item in self._items[start : start + self._rows]:
                self.canv.circle(x + 3.2, y - 8.4, 2.1, stroke=0, fill=1)
                item.drawOn(self.canv, x + 13, y - item.height)
                y -= item.height + self._between


class TableRow(Block):
    """A label and what is said about it, over a hairline."""

    label_width = 138.0

    def __init__(
        self, label: str, text: Rich, fonts: Fonts, room: Room, *, last: bool = False
    ) -> None:
        super().__init__()
        self._air = room.row
        self._label = paragraph(label, fonts, leading=room.leading, color=GREY)
        self._text = paragraph(text, fonts, leading=room.leading)
        self._last = last

    def measure(self, width: float) -> float:
        self._label.wrap(self.label_width - 10, 1000)
        self._text.wrap(width - self.label_width, 1000)
        return max(self._label.height, self._text.height) + self._air

    def draw(self) -> None:
        top = self.height - self._air * 0.36
        self._label.drawOn(self.canv, 0, top - self._label.height)
        self._text.drawOn(self.canv, self.label_width, top - self._text.height)
        if not self._last:
            self.canv.setStrokeColor(HAIRLINE)
            self.canv.setLineWidth(0.6)
            self.canv.line(0, 0, self.width, 0)


class Tiles(Block):
    """Short facts side by side, each a label over a large value; a long value gets more width."""

    def __init__(self, pairs: Sequence[tuple[str, str]], fonts: Fonts, room: Room) -> None:
        super().__init__()
        self._pairs = pairs
        self._fonts = fonts
        self._room = room

    def measure(self, width: float) -> float:
        size, needs = 14.5, self._needs(14.5)
        if sum(needs) > width:
            size, needs = BODY, self._needs(BODY)
        self._wide = _shared(width, needs)
        leading = self._room.leading
        self._labels = [
            paragraph(label, self._fonts, leading=leading, color=GREY) for label, _ in self._pairs
        ]
        self._values = [
            paragraph(value, self._fonts, size=size, leading=size * 1.22, weight="bold")
            for _, value in self._pairs
        ]
        self._drop = _tallest(self._labels, self._wide) + 2.0
        return self._drop + _tallest(self._values, self._wide) + 4.0

    def draw(self) -> None:
        self.canv.setStrokeColor(black)
        self.canv.setLineWidth(1.4)
        x = 0.0
        for label, value, wide in zip(self._labels, self._values, self._wide, strict=True):
            self.canv.line(x, 2, x, self.height - 2)
            label.drawOn(self.canv, x + 9, self.height - label.height)
            value.drawOn(self.canv, x + 9, self.height - self._drop - value.height)
            x += wide

    def _needs(self, size: float) -> list[float]:
        width = self._fonts.width
        return [
            20 + max(width(label, "regular", BODY), width(value, "bold", size))
            for label, value in self._pairs
        ]


def _shared(width: float, needs: Sequence[float]) -> list[float]:
    """The width divided evenly where that is enough; a narrow neighbour gives what it can."""
    share = width / len(needs)
    if max(needs) <= share:
        return [share for _ in needs]
    spare = max(0.0, width - sum(needs)) / len(needs)
    wide = [0.0 for _ in needs]
    left = width
    for place, at in enumerate(sorted(range(len(needs)), key=lambda at: needs[at])):
        wide[at] = min(needs[at] + spare, left / (len(needs) - place))
        left -= wide[at]
    return wide


def _tallest(pieces: Sequence[Paragraph], wide: Sequence[float]) -> float:
    return max(
        float(piece.wrap(width - 16, 1000)[1]) for piece, width in zip(pieces, wide, strict=True)
    )


class Ticked(Block):
    """A sentence after a box that is ticked only when the record says so."""

    def __init__(self, text: Rich, fonts: Fonts, room: Room, *, done: bool) -> None:
        super().__init__()
        self._text = paragraph(text, fonts, leading=room.leading)
        self._done = done

    def measure(self, width: float) -> float:
        return float(max(self._text.wrap(width - 24, 1000)[1], 16.0))

    def draw(self) -> None:
        tick(self.canv, 0.8, self.height - 14.4, 13, done=self._done)
        self._text.drawOn(self.canv, 24, self.height - self._text.height)


class SignatureLines(Block):
    """Lines to sign on, side by side: each who, with the date and time."""

    def __init__(self, people: Sequence[str], date: str, fonts: Fonts, *, size: float) -> None:
        super().__init__()
        self._people = [paragraph(each, fonts, size=size, color=GREY) for each in people]
        self._date = date
        self._fonts = fonts
        self._size = size

    def measure(self, width: float) -> float:
        self._step = (width + 28) / len(self._people)
        self._sign = (self._step - 28) * 0.62
        label = max(each.wrap(self._sign, 1000)[1] for each in self._people)
        return float(label + 2.0 + SIGNING_ROOM)

    def draw(self) -> None:
        self.canv.setStrokeColor(black)
        self.canv.setLineWidth(0.8)
        y = self.height - SIGNING_ROOM
        for at, person in enumerate(self._people):
            x = at * self._step
            rest = x + self._sign + 10
            self.canv.line(x, y, x + self._sign, y)
            self.canv.line(rest, y, x + self._step - 28, y)
            person.drawOn(self.canv, x, y - 2 - person.height)
            self.canv.setFillColor(GREY)
            draw_text(self.canv, self._fonts, self._date, (rest, y - 2 - self._size), self._size)
            self.canv.setFillColor(black)


class AtBottom(Block):
    """Pushes what it holds to the foot of the page it falls on."""

    def __init__(self, inner: Flowable, gap: float) -> None:
        super().__init__(gap)
        self._inner = inner

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        needed = self._inner.wrap(width, height)[1]
        self.width, self.height = width, max(needed, height)
        return self.width, self.height

    def draw(self) -> None:
        self._inner.drawOn(self.canv, 0, 0)
