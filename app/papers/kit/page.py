"""The one page template: margins, foot line, page x of y, and the practice mark."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from reportlab.lib.colors import Color, black, white
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from app.papers.kit.fonts import Fonts, Weight

GREY = Color(0.33, 0.33, 0.33)

HAIRLINE = Color(0.66, 0.66, 0.66)

TINT = Color(0.93, 0.93, 0.93)

FOOT_SIZE = 8.0

PRACTICE_BAND = 20.0


@dataclass(frozen=True, kw_only=True)
class Page:
    """What is the same on every page of one paper; measures in points."""

    size: tuple[float, float]
    left: float
    right: float
    top: float
    first_top: float
    bottom: float
    title: str
    language: str
    fonts: Fonts
    foot_left: tuple[str, ...]
    foot_right: Callable[[int, int], str]
    head: Callable[[Canvas, Page, int], None]
    practice: str = ""

    @property
    def width(self) -> float:
        """Between the side margins."""
        return self.size[0] - self.left - self.right


def build(page: Page, story: list[Flowable], *, invariant: bool = False) -> tuple[bytes, int]:
    """The finished PDF and its number of pages. `invariant` leaves out dates and ids, for tests that compare bytes."""
    buffer = io.BytesIO()
    document = BaseDocTemplate(
        buffer,
        pagesize=page.size,
        title=page.title,
        author="Chairside",
        creator="Chairside",
        lang=page.language,
        invariant=int(invariant),
        pageCompression=1,
    )
    shift = PRACTICE_BAND if page.practice else 0.0

    def template(name: str, top: float) -> PageTemplate:
        height = page.size[1] - top - shift - page.bottom
        frame = Frame(page.left, page.bottom, page.width, height, 0, 0, 0, 0, id=name)
        return PageTemplate(
            id=name,
            frames=[frame],
            onPage=lambda canvas, _document: _draw_head(canvas, page),
            autoNextPageTemplate="later",
        )

    document.addPageTemplates([template("first", page.first_top), template("later", page.top)])

    def numbered(*args: Any, **options: Any) -> Canvas:
        return _NumberedCanvas(page, *args, **options)

    document.build(story, canvasmaker=numbered)
    return buffer.getvalue(), document.page


class _NumberedCanvas(Canvas):
    """Keeps the pages until their number is known, then writes each with its foot line."""

    def __init__(self, page: Page, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._page = page
        self._kept: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802  # reportlab's name
        self._kept.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        for number, state in enumerate(self._kept, start=1):
            self.__dict__.update(state)
            _draw_foot(self, self._page, number, len(self._kept))
            super().showPage()
        super().save()


def draw_text(
    canvas: Canvas,
    fonts: Fonts,
    text: str,
    at: tuple[float, float],
    size: float,
    *,
    weight: Weight = "regular",
    align: str = "left",
    tracking: float = 0.0,
) -> float:
    """Draw one line of text and return its width; `tracking` moves the letters apart."""
    pieces = fonts.pieces(text, weight)
    width = fonts.width(text, weight, size) + tracking * max(0, len(text) - 1)
    x = at[0] - {"left": 0.0, "center": width / 2, "right": width}[align]
    line = canvas.beginText(x, at[1])
    line.setCharSpace(tracking)
    for font, piece in pieces:
        line.setFont(font, size)
        line.textOut(piece)
    line.setCharSpace(0)
    canvas.drawText(line)
    return width


def fitted(fonts: Fonts, text: str, weight: Weight, size: float, width: float) -> float:
    """The largest size up to `size` at which the text keeps within the width."""
    wide = fonts.width(text, weight, size)
    return size if wide <= width else size * width / wide


def cut_to(fonts: Fonts, text: str, weight: Weight, size: float, width: float) -> str:
    """The text, or as much of it as fits before an ellipsis; for repeated lines only."""
    if fonts.width(text, weight, size) <= width:
        return text
    while text and fonts.width(f"{text}…", weight, size) > width:
        text = text[:-1].rstrip()
    return f"{text}…"


def _draw_head(canvas: Canvas, page: Page) -> None:
    canvas.saveState()
    if page.practice:
        _draw_practice(canvas, page)
        canvas.translate(0, -PRACTICE_BAND)
    page.head(canvas, page, canvas.getPageNumber())
    canvas.restoreState()


def _draw_practice(canvas: Canvas, page: Page) -> None:
    """A band at the top edge and large letters behind the text, on every practice page."""
    wide, high = page.size
    canvas.saveState()
    canvas.setFillColor(Color(0.945, 0.945, 0.945))
    canvas.translate(wide / 2, high / 2)
    canvas.rotate(38)
    draw_text(canvas, page.fonts, "PRACTICE", (0, -40), 120, weight="bold", align="center")
    canvas.restoreState()
    canvas.saveState()
    canvas.setFillColor(white)
    canvas.rect(0, high - PRACTICE_BAND, wide, PRACTICE_BAND, stroke=0, fill=1)
    clip = canvas.beginPath()
    clip.rect(0, high - PRACTICE_BAND, wide, PRACTICE_BAND)
    canvas.clipPath(clip, stroke=0, fill=0)
    canvas.setStrokeColor(Color(0.62, 0.62, 0.62))
    canvas.setLineWidth(5)
    for step in range(int(wide / 14) + 3):
        x = step * 14 - 14
        canvas.line(x, high - PRACTICE_BAND - 2, x + PRACTICE_BAND, high + 2)
    text = page.practice
    width = page.fonts.width(text, "bold", 10) + 24
    canvas.setFillColor(white)
    canvas.rect((wide - width) / 2, high - PRACTICE_BAND, width, PRACTICE_BAND, stroke=0, fill=1)
    canvas.setFillColor(black)
    draw_text(canvas, page.fonts, text, (wide / 2, high - 14), 10, weight="bold", align="center")
    canvas.restoreState()


def _draw_foot(canvas: Canvas, page: Page, number: int, pages: int) -> None:
    canvas.saveState()
    canvas.setFillColor(GREY)
    right = page.foot_right(number, pages)
    y = 26.0
    taken = draw_text(
        canvas, page.fonts, right, (page.size[0] - page.right, y), FOOT_SIZE, align="right"
    )
    room = page.width - taken - 16
    for line in page.foot_left:
        size = fitted(page.fonts, line, "regular", FOOT_SIZE, room)
        draw_text(canvas, page.fonts, line, (page.left, y), size)
        y -= FOOT_SIZE + 2.5
        room = page.width
    canvas.restoreState()
