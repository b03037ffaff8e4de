"""The patient's discharge sheet as a PDF of at most two letter pages, in large type."""

from __future__ import annotations

from collections.abc import Callable

from reportlab.lib.pagesizes import letter
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import CondPageBreak, Flowable

from app.papers.discharge_sheet.emergency import EmergencyBox, WalletCard
from app.papers.discharge_sheet.phrases import SheetText, compose
from app.papers.discharge_sheet.value import DischargeSheet
from app.papers.discharge_sheet.words import SheetWords
from app.papers.kit.blocks import (
    AtBottom,
    Block,
    Bullets,
    Heading,
    Room,
    SignatureLines,
    TableRow,
    Ticked,
    Tiles,
    paragraph,
)
from app.papers.kit.dates import Dates
from app.papers.kit.fonts import Fonts
from app.papers.kit.page import Page, build, cut_to, draw_text, fitted
from app.papers.kit.text import Rich, filled

_ROOMS = (
    Room(heading=13, row=8, bullet=2.5, picture=60, sign=10),
    Room(heading=9, row=6, bullet=1.5, picture=56, sign=8),
    Room(heading=6, row=4, bullet=0, picture=50, sign=4, leading=14.2),
)
"""From roomy to tight: the first with which the sheet keeps within its pages is taken."""

_MOST_PAGES = 2

_MOST_OF_A_PAGE = 500.0


def render(
    sheet: DischargeSheet, words: SheetWords, fonts: Fonts, *, invariant: bool = False
) -> bytes:
    """The sheet as PDF bytes. Raises MissingGlyph rather than print a box for a letter."""
    fonts.require(sheet)
    fonts.require(words)
    text = compose(sheet, words)
    page = _page(sheet, words, text, fonts)
    paper, mark = b"", words.practice_mark if sheet.stamp.practice else ""
    for room in _ROOMS:
        paper, pages = build(page, _story(words, text, fonts, room, mark), invariant=invariant)
        if pages <= _MOST_PAGES:
            break
    return paper


def _page(sheet: DischargeSheet, words: SheetWords, text: SheetText, fonts: Fonts) -> Page:
    stamp, dates = sheet.stamp, Dates(words.calendar)
    printed = filled(
        words.foot.printed,
        date=dates.short_date(stamp.printed_at),
        time=dates.time(stamp.printed_at),
        by=stamp.printed_by,
    )
    program = filled(
        words.foot.program,
        unit=sheet.unit.name,
        app=stamp.app_version,
        protocol=stamp.protocol_version,
    )
    mrn = text.identity[1]

    def right(number: int, pages: int) -> str:
        page = filled(words.foot.page, page=str(number), pages=str(pages))
        return f"{cut_to(fonts, text.name, 'regular', 8, 160)} · {mrn} · {page}"

    return Page(
        size=letter,
        left=44,
        right=44,
        top=60,
        first_top=36,
        bottom=45,
        title=words.title,  # a viewer shows it in lists, where no name belongs
        language=words.language,
        fonts=fonts,
        foot_left=(printed, program),
        foot_right=right,
        head=_head(words.title, text, fonts),
        practice=words.practice if stamp.practice else "",
    )


def _head(title: str, text: SheetText, fonts: Fonts) -> Callable[[Canvas, Page, int], None]:
    """Whose sheet it is, at the top of every page but the first."""
    mrn = text.identity[1]

    def head(canvas: Canvas, page: Page, number: int) -> None:
        if number == 1:
            return
        y, end = page.size[1] - 42, page.size[0] - page.right
        taken = draw_text(canvas, fonts, title, (end, y), 12, align="right")
        room = page.width - taken - fonts.width(f" · {mrn}", "bold", 12) - 16
        name = cut_to(fonts, text.name, "bold", 12, room)
        draw_text(canvas, fonts, f"{name} · {mrn}", (page.left, y), 12, weight="bold")
        canvas.setLineWidth(1.2)
        canvas.line(page.left, y - 9, end, y - 9)

    return head


def _story(
    words: SheetWords, text: SheetText, fonts: Fonts, room: Room, practice: str
) -> list[Flowable]:
    gap = room.heading
    people = [words.before.patient, text.nurse]
    return [
        _Opening(words.title, text, fonts),
        EmergencyBox(text, words.emergency.subtitle, fonts, room),
        Heading(text.also_title, fonts, gap=gap),
        Bullets(text.also, fonts, room),
        Heading(words.today.title, fonts, gap=gap, aside=text.today_phones),
        Bullets(text.today, fonts, room),
        Heading(words.whom.title, fonts, gap=gap),
        Tiles(text.whom, fonts, room),
        CondPageBreak(_MOST_OF_A_PAGE),
        Heading(words.next.title, fonts, gap=gap),
        *(
            TableRow(line.label, line.text, fonts, room, last=line is text.next[-1])
            for line in text.next
        ),
        Heading(text.later_title, fonts, gap=gap),
        paragraph(text.later, fonts, leading=room.leading),
        Heading(words.before.title, fonts, gap=gap),
        Ticked(text.teach_back, fonts, room, done=text.taught),
        SignatureLines(people, words.before.signed_at, fonts, size=12),
        AtBottom(WalletCard(text.card, fonts, room, practice), gap=8),
    ]


class _Opening(Block):
    """Title and what was given on the left, whose sheet it is on the right."""

    def __init__(self, title: str, text: SheetText, fonts: Fonts) -> None:
        super().__init__()
        self._words, self._fonts = title, fonts
        self._short = fonts.width(text.name, "bold", 15) < 340
        lines: tuple[Rich | str, ...] = (text.given, text.when)
        self._left = [paragraph(line, fonts) for line in lines]
        self._right = [
            paragraph(
                text.name, fonts, size=15, leading=19, weight="bold", align=2, at_hyphens=True
            ),
            *(paragraph(line, fonts, align=2) for line in text.identity),
        ]

    def measure(self, width: float) -> float:
        self._split = width * (0.64 if self._short else 0.57)
        left = 33 + sum(line.wrap(self._split, 1000)[1] for line in self._left)
        right = 6 + sum(line.wrap(width - self._split - 12, 1000)[1] for line in self._right)
        return float(max(left, right))

    def draw(self) -> None:
        size = fitted(self._fonts, self._words, "bold", 26, self._split)
        at = (-1.0, self.height - 24)
        draw_text(self.canv, self._fonts, self._words, at, size, weight="bold", tracking=-0.5)
        y = self.height - 33
        for line in self._left:
            y -= line.height
            line.drawOn(self.canv, 0, y)
        y = self.height - 6
        for line in self._right:
            y -= line.height
            line.drawOn(self.canv, self._split + 12, y)
