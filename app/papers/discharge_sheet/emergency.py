"""The emergency box and the wallet card: the two pieces of the sheet made for the worst moment."""

from __future__ import annotations

from reportlab.lib.colors import black, white
from reportlab.pdfgen.canvas import Canvas

from app.papers.discharge_sheet.drawings import draw, scissors
from app.papers.discharge_sheet.phrases import CardText, SheetText
from app.papers.kit.blocks import Block, Room, paragraph
from app.papers.kit.fonts import Fonts
from app.papers.kit.page import TINT, draw_text, fitted

_INSIDE = 16.0


class EmergencyBox(Block):
    """Whom to call, until when above all, and the five groups of signs with their pictures."""

    def __init__(self, text: SheetText, subtitle: str, fonts: Fonts, room: Room) -> None:
        super().__init__(room.heading - 1)
        self._picture, self._air = room.picture, room.sign
        self._text = text
        self._subtitle = subtitle
        self._fonts = fonts
        self._change = paragraph(text.clocks_change, fonts) if text.clocks_change else None
        self._signs = [
            (name, paragraph(sign, fonts, size=13.5, leading=17)) for name, sign in text.groups
        ]
        self._go = [paragraph(line, fonts, size=13.5, leading=17) for line in text.go]

    def measure(self, width: float) -> float:
        self._cell = (width - 2 * _INSIDE) / 2
        inner = self._cell - self._picture - 12 - 8
        for _, sign in self._signs:
            sign.wrap(inner, 1000)
        for line in self._go:
            line.wrap(self._cell - 30, 1000)
        self._band = 66.0
        change = self._change.wrap(width - 2 * _INSIDE, 1000)[1] if self._change else 0.0
        self._strip = 47.0 + change
        highs = [max(self._picture, sign.height) for _, sign in self._signs]
        highs.append(sum(line.height for line in self._go) + 8)
        self._rows = [max(highs[at : at + 2]) + self._air for at in range(0, 6, 2)]
        return self._band + self._strip + sum(self._rows) + 15

    def draw(self) -> None:
        canvas, fonts = self.canv, self._fonts
        canvas.saveState()
        outline = canvas.beginPath()
        outline.roundRect(0, 0, self.width, self.height, 11)
        canvas.clipPath(outline, stroke=0, fill=0)
        canvas.setFillColor(black)
        canvas.rect(0, self.height - self._band, self.width, self._band, stroke=0, fill=1)
        y = self.height - self._band - self._strip
        canvas.setFillColor(TINT)
        canvas.rect(0, y, self.width, self._strip, stroke=0, fill=1)
        canvas.restoreState()
        canvas.setLineWidth(2.6)
        canvas.roundRect(0, 0, self.width, self.height, 11)
        self._draw_words(canvas, fonts)
        self._draw_groups(canvas, y - 9)

    def _draw_words(self, canvas: Canvas, fonts: Fonts) -> None:
        room = self.width - 2 * _INSIDE
        top = self.height
        canvas.setFillColor(white)
        title = self._text.emergency_title
        size = fitted(fonts, title, "bold", 31, room)
        draw_text(canvas, fonts, title, (_INSIDE - 1, top - 35), size, weight="bold", tracking=-0.8)
        draw_text(canvas, fonts, self._subtitle, (_INSIDE, top - 56), 16, weight="semibold")
        canvas.setFillColor(black)
        top -= self._band
        draw_text(canvas, fonts, self._text.watch, (_INSIDE, top - 17), 12, weight="medium")
        until = self._text.until
        size = fitted(fonts, until, "bold", 19, room)
        draw_text(canvas, fonts, until, (_INSIDE, top - 38), size, weight="bold", tracking=-0.2)
        if self._change:
            self._change.drawOn(canvas, _INSIDE, top - self._strip + 5)

    def _draw_groups(self, canvas: Canvas, top: float) -> None:
        y = top
        for at, (name, sign) in enumerate(self._signs):
            x = _INSIDE - 4 + at % 2 * self._cell
            high = self._rows[at // 2]
            middle = y - high / 2
            draw(canvas, name, x, middle - self._picture / 2, self._picture)
            sign.drawOn(canvas, x + self._picture + 12, middle - sign.height / 2)
            if at % 2:
                y -= high
        high = self._rows[2]
        x = _INSIDE + self._cell
        block = sum(line.height for line in self._go)
        canvas.setFillColor(TINT)
        canvas.roundRect(x - 4, y - high + 5, self._cell, high - 8, 8, stroke=0, fill=1)
        canvas.setFillColor(black)
        cursor = y - high / 2 + block / 2 + 1
        for line in self._go:
            cursor -= line.height
            line.drawOn(canvas, x + 10, cursor)


class WalletCard(Block):
    """A card to cut out and fold: who and what on one face, what to think of on the other."""

    def __init__(self, text: CardText, fonts: Fonts, room: Room, practice: str) -> None:
        super().__init__()
        self._text = text
        self._fonts = fonts
        self._practice = practice
        self._cut = paragraph(text.cut, fonts, weight="medium")
        self._front = [
            paragraph(text.name, fonts, size=15, leading=18, weight="bold", at_hyphens=True),
            paragraph(text.identity, fonts, leading=room.leading),
            *(paragraph(line, fonts, leading=room.leading) for line in text.given),
        ]
        self._back = [paragraph(line, fonts, leading=room.leading) for line in text.lines]

    def measure(self, width: float) -> float:
        inner = width / 2 - 26
        self._cut.wrap(width - 30, 1000)
        faces = (self._front, self._back)
        highs = [sum(line.wrap(inner, 1000)[1] for line in face) for face in faces]
        closed = [high + 2 * len(face) for high, face in zip(highs, faces, strict=True)]
        self._card = max(max(closed) + 24 + 18, 150.0)
        self._steps = [
            min(7.0, (self._card - 40 - high) / len(face))
            for high, face in zip(highs, faces, strict=True)
        ]
        return float(self._card + self._cut.height + 8)

    def draw(self) -> None:
        canvas, fonts, card = self.canv, self._fonts, self._card
        half = self.width / 2
        scissors(canvas, 0, card + 8 + self._cut.height / 2 - 1, 16)
        self._cut.drawOn(canvas, 24, card + 7)
        canvas.setLineWidth(1.1)
        canvas.setDash(4, 3)
        canvas.roundRect(0, 0, self.width, card, 9)
        canvas.setLineWidth(0.7)
        canvas.setDash(1, 3)
        canvas.line(half, 0, half, card)
        canvas.setDash()
        for x, title, lines, step in (
            (0.0, self._text.claim, self._front, self._steps[0]),
            (half, self._text.team, self._back, self._steps[1]),
        ):
            canvas.setFillColor(black)
            canvas.roundRect(x + 6, card - 30, half - 12, 24, 5, stroke=0, fill=1)
            canvas.setFillColor(white)
            draw_text(canvas, fonts, title, (x + 13, card - 22.6), 13.5, weight="bold")
            if self._practice:
                mark = (x + half - 13, card - 22)
                draw_text(canvas, fonts, self._practice, mark, 12, weight="bold", align="right")
            canvas.setFillColor(black)
            y = card - 36.0
            for line in lines:
                y -= line.height
                line.drawOn(canvas, x + 13, y)
                y -= step
