"""The charge nurse's log of one day as a PDF: a row a session, the exceptions in plain sight."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reportlab.lib.colors import black, white
from reportlab.lib.pagesizes import landscape, letter
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, KeepTogether, Paragraph

from app.models.moment import full_date, long_date
from app.papers.daily_log.rows import COLUMNS, SessionRow
from app.papers.daily_log.value import DailyLog, DaySeal, LogTotals
from app.papers.kit.blocks import Block, Heading, SignatureLines, paragraph
from app.papers.kit.fonts import Fonts
from app.papers.kit.page import GREY, Page, build, draw_text, fitted
from app.papers.kit.text import TextRun, clean

_SMALL = 9.5

MOST_BESIDE = 800
"""Characters of initials and names that fit beside the seal, even if each is a W."""


def render(log: DailyLog, fonts: Fonts, *, invariant: bool = False) -> bytes:
    """The log as PDF bytes. Raises MissingGlyph rather than print a box for a letter."""
    fonts.require(log)
    return build(_page(log, fonts), _story(log, fonts), invariant=invariant)[0]


def _page(log: DailyLog, fonts: Fonts) -> Page:
    stamp = log.stamp
    at = stamp.printed_at
    printed = f"Printed {full_date(at)} {at:%H:%M} by {clean(stamp.printed_by)}"
    program = f"Chairside {clean(stamp.app_version)} · rules {clean(stamp.protocol_version)}"
    seal = f" · seal {_short(log.seal.hex)}" if log.seal else " · not sealed"
    date, unit = long_date(log.date), clean(log.unit)

    return Page(
        size=landscape(letter),
        left=36,
        right=36,
        top=76,
        first_top=58,
        bottom=42,
        title=f"Daily session log: {unit}, {date}",
        language="en",
        fonts=fonts,
        foot_left=(printed, program),
        foot_right=lambda number, pages: f"{full_date(log.date)}{seal} · page {number} of {pages}",
        head=_head(unit, date, fonts),
        practice="PRACTICE: invented patients, not a real record" if stamp.practice else "",
    )


def _head(unit: str, date: str, fonts: Fonts) -> Callable[[Canvas, Page, int], None]:
    """The log's name, the unit and the day; after the first page the columns' names too."""

    def head(canvas: Canvas, page: Page, number: int) -> None:
        top = page.size[1]
        right = page.size[0] - page.right
        wide = draw_text(
            canvas,
            fonts,
            "Daily session log",
            (page.left - 0.5, top - 45),
            20,
            weight="bold",
            tracking=-0.3,
        )
        room = page.width - wide - fonts.width(date, "bold", 14) - 34
        size = fitted(fonts, unit, "medium", 14, room)
        draw_text(canvas, fonts, unit, (page.left + wide + 14, top - 45), size, weight="medium")
        draw_text(canvas, fonts, date, (right, top - 45), 14, weight="bold", align="right")
        if number > 1:
            draw_columns(canvas, page.left, top - 67, fonts)

    return head


def draw_columns(canvas: Canvas, x: float, y: float, fonts: Fonts) -> None:
    """The names of the columns over a heavy line; they stand on every page."""
    canvas.saveState()
    canvas.setFillColor(GREY)
    for column in COLUMNS:
        at = x + column.x + (column.width if column.align == "right" else 0)
        draw_text(canvas, fonts, column.title, (at, y), 8.5, weight="medium", align=column.align)
    canvas.setLineWidth(1.2)
    last = COLUMNS[-1]
    canvas.line(x, y - 6, x + last.x + last.width, y - 6)
    canvas.restoreState()


def _story(log: DailyLog, fonts: Fonts) -> list[Flowable]:
    story: list[Flowable] = [_Totals(log.totals, fonts), _Columns(fonts)]
    story += [SessionRow(row, log.date, fonts) for row in log.rows]
    if not log.rows:
        story.append(_Gap(10))
        story.append(paragraph("No session was opened on this day.", fonts, size=11))
    story.append(_Gap(10))
    if log.wrong_pins:
        story.append(Heading("Wrong PINs", fonts, gap=6, size=11.5))
        story += [paragraph(line, fonts, size=_SMALL) for line in log.wrong_pins]
    if log.owed:
        story.append(Heading("Still owed", fonts, gap=6, size=11.5))
        story += [_Owed(item, fonts) for item in log.owed]
    initials = _initials(log, fonts)
    if sum(len(each.initials) + len(each.name) for each in log.staff) > MOST_BESIDE:
        story += [Heading("Initials", fonts, gap=8, size=11.5), initials]
        initials = paragraph("They stand above.", fonts, size=_SMALL)
    story.append(KeepTogether(_closing(log, fonts, initials)))
    return story


def _initials(log: DailyLog, fonts: Fonts) -> Paragraph:
    named = tuple(
        run
        for each in log.staff
        for run in (TextRun(clean(each.initials), bold=True), TextRun(f" {clean(each.name)}   "))
    )
    return paragraph(named or "None on record.", fonts, size=_SMALL)


def _closing(log: DailyLog, fonts: Fonts, initials: Paragraph) -> list[Flowable]:
    signatures = SignatureLines(
        ("Charge nurse", "Second signature"), "Date and time", fonts, size=9
    )
    return [_InitialsAndSeal(log, fonts, initials), _Gap(6), signatures]


def _seal_sentence(seal: DaySeal | None) -> str:
    if seal is None:
        return "No entry was written on this day, so there is no seal."
    where = f" of workstation {seal.device}" if seal.device else ""
    return (
        f"Entry {seal.entries}{where} bears the seal {_short(seal.hex)}, and it covers every entry "
        "before it. If a later check shows another seal for that entry, the record was changed."
    )


def _short(seal: str) -> str:
    return f"{seal[:4]} {seal[4:8]} … {seal[-4:]}"


def _grouped(seal: str) -> str:
    return " ".join(seal[at : at + 4] for at in range(0, len(seal), 4))


class _InitialsAndSeal(Block):
    """Whose initials stand in the rows, and beside it the seal of the day's record."""

    def __init__(self, log: DailyLog, fonts: Fonts, initials: Paragraph) -> None:
        super().__init__(8)
        self._columns = (
            (
                Heading("Initials", fonts, gap=0, size=11.5),
                initials,
            ),
            (
                Heading("Seal of this day's record", fonts, gap=0, size=11.5),
                paragraph(_seal_sentence(log.seal), fonts, size=_SMALL),
                *(
                    [paragraph(_grouped(log.seal.hex), fonts, size=_SMALL, weight="semibold")]
                    if log.seal
                    else []
                ),
            ),
        )

    def measure(self, width: float) -> float:
        self._split = width * 0.4
        rooms = (self._split - 24, width - self._split)
        return float(
            max(
                sum(piece.wrap(room, 1000)[1] for piece in column)
                for column, room in zip(self._columns, rooms, strict=True)
            )
        )

    def draw(self) -> None:
        for column, x in zip(self._columns, (0.0, self._split), strict=True):
            y = self.height
            for piece in column:
                y -= piece.height
                piece.drawOn(self.canv, x, y)


class _Gap(Block):
    """Room between two pieces."""

    def measure(self, width: float) -> float:
        del width
        return self._gap

    def draw(self) -> None:
        pass

    def getSpaceBefore(self) -> float:  # noqa: N802  # reportlab's name
        return 0.0


class _Columns(Block):
    """The names of the columns on the first page, where the totals stand above them."""

    def __init__(self, fonts: Fonts) -> None:
        super().__init__(12)
        self._fonts = fonts

    def measure(self, width: float) -> float:
        del width
        return 18.0

    def draw(self) -> None:
        draw_columns(self.canv, 0, 9, self._fonts)


class _Totals(Block):
    """The day in numbers; what went wrong stands white on black."""

    def __init__(self, totals: LogTotals, fonts: Fonts) -> None:
        super().__init__()
        hours, minutes = divmod(totals.running_minutes, 60)
        self._fonts = fonts
        self._tiles: Sequence[tuple[str, str, bool]] = (
            (str(totals.sessions), "sessions", False),
            (str(totals.discharged), "discharged", False),
            (
                str(totals.early),
                "of these, EARLY" if totals.early else "of these, early",
                totals.early > 0,
            ),
            (str(totals.still_open), "still open", totals.still_open > 0),
            (str(totals.cancelled), "cancelled", False),
            (str(totals.with_exceptions), "with exceptions", False),
            (f"{hours} h {minutes:02} min", "infusion time", False),
            (f"{totals.vitals_done} of {totals.vitals_due}", "vitals sets", False),
        )

    def measure(self, width: float) -> float:
        self._step = (width + 8) / len(self._tiles)
        return 46.0

    def draw(self) -> None:
        canvas = self.canv
        wide = self._step - 8
        for at, (value, label, marked) in enumerate(self._tiles):
            x = at * self._step
            canvas.setLineWidth(0.8)
            canvas.setFillColor(black)
            canvas.roundRect(x, 0, wide, 44, 5, stroke=1, fill=int(marked))
            canvas.setFillColor(white if marked else black)
            size = fitted(self._fonts, value, "bold", 17, wide - 16)
            draw_text(canvas, self._fonts, f"{value} ", (x + 8, 21), size, weight="bold")
            canvas.setFillColor(white if marked else GREY)
            draw_text(canvas, self._fonts, label, (x + 8, 8), 9)
        canvas.setFillColor(black)


class _Owed(Block):
    """One thing still owed, with a box to tick by pen."""

    def __init__(self, text: str, fonts: Fonts) -> None:
        super().__init__()
        self._text = paragraph(text, fonts, size=_SMALL)

    def measure(self, width: float) -> float:
        return float(self._text.wrap(width - 16, 1000)[1] + 2)

    def draw(self) -> None:
        self.canv.setLineWidth(0.9)
        self.canv.rect(0.5, self.height - 11, 8, 8)
        self._text.drawOn(self.canv, 16, self.height - self._text.height)
