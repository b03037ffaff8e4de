"""The strokes painted widgets share: rounded boxes, focus rings, one line of text."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from app.ui.theme import tokens

Align = Qt.AlignmentFlag
LEFT = Align.AlignLeft | Align.AlignVCenter
RIGHT = Align.AlignRight | Align.AlignVCenter
CENTRE = Align.AlignCenter
RING = 3.0


def box(
    painter: QPainter,
    area: QRectF,
    *,
    fill: str | QColor | None = None,
    edge: str | QColor | None = None,
    width: float = 1.0,
    radius: float = 10.0,
    dashed: bool = False,
) -> None:
    """A rounded box whose edge lies wholly inside the area, so that it is never cut off."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inset = width / 2 if edge else 0.0
    painter.setBrush(QColor(fill) if fill else Qt.BrushStyle.NoBrush)
    if edge:
        style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
        painter.setPen(QPen(QColor(edge), width, style))
    else:
        painter.setPen(Qt.PenStyle.NoPen)
    corner = max(0.0, radius - inset)
    painter.drawRoundedRect(area.adjusted(inset, inset, -inset, -inset), corner, corner)
    painter.restore()


def aside(painter: QPainter, area: QRectF) -> None:
    """A raised box with a thick dark line at its left, that ties it to what stands above."""
    look = tokens()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box(painter, area, fill=look.raised, edge=look.line)
    painter.setClipPath(rounded(area, 10))
    painter.fillRect(QRectF(0, 0, 6, area.height()), QColor(look.ink))


def ring(painter: QPainter, area: QRectF, radius: float = 10.0, *, inverse: bool = False) -> None:
    """The mark of keyboard focus; on an accent fill it is drawn inside, in the text's colour."""
    if inverse:
        inner = area.adjusted(3, 3, -3, -3)
        box(painter, inner, edge=tokens().on_accent, width=2.5, radius=radius - 3)
    else:
        box(painter, area, edge=tokens().accent, width=RING, radius=radius)


def hairline(painter: QPainter, left: float, right: float, y: float) -> None:
    """A line of one pixel between two things."""
    painter.fillRect(QRectF(left, round(y), right - left, 1), QColor(tokens().line))


def rounded(area: QRectF, radius: float) -> QPainterPath:
    """The inside of a rounded box, to clip by."""
    path = QPainterPath()
    path.addRoundedRect(area, radius, radius)
    return path


def mix(base: str, other: str, share: float) -> QColor:
    """A colour part of the way from one to another."""
    a, b = QColor(base), QColor(other)
    return QColor.fromRgbF(
        a.redF() + (b.redF() - a.redF()) * share,
        a.greenF() + (b.greenF() - a.greenF()) * share,
        a.blueF() + (b.blueF() - a.blueF()) * share,
    )


def width_of(text: str, face: QFont) -> float:
    """How wide one line of text is."""
    return QFontMetricsF(face).horizontalAdvance(text)


def shorten(text: str, face: QFont, width: float) -> str:
    """The text, cut with an ellipsis where it is wider than the room."""
    return QFontMetricsF(face).elidedText(text, Qt.TextElideMode.ElideRight, max(0.0, width))


def write(
    painter: QPainter,
    area: QRectF,
    text: str,
    face: QFont,
    colour: str | QColor,
    align: Align = LEFT,
) -> float:
    """One line of text in an area, cut where it does not fit; the width it took."""
    shown = shorten(text, face, area.width() + 0.5)
    painter.setFont(face)
    painter.setPen(QColor(colour))
    painter.drawText(area, align | Qt.TextFlag.TextSingleLine, shown)
    return width_of(shown, face)


def write_two(painter: QPainter, area: QRectF, text: str, face: QFont, colour: str) -> None:
    """Text on two lines, broken between words; only the second one is ever cut."""
    words = text.split()
    first = ""
    while words and width_of(f"{first} {words[0]}".strip(), face) <= area.width():
        first = f"{first} {words.pop(0)}".strip()
    if not first and words:
        first = words.pop(0)
    tall = QFontMetricsF(face).height()
    top = area.center().y() - tall if words else area.center().y() - tall / 2
    write(painter, QRectF(area.left(), top, area.width(), tall), first, face, colour)
    if words:
        low = QRectF(area.left(), top + tall, area.width(), tall)
        write(painter, low, " ".join(words), face, colour)
