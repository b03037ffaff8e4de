"""Line drawings a patient understands, one for each group of stroke and dissection signs."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reportlab.lib.colors import Color, black, white
from reportlab.pdfgen.canvas import Canvas

GRID = 64.0
"""Every drawing fills a square of this side; the origin is at its lower left."""

Point = tuple[float, float]

_SHADE = Color(0.8, 0.8, 0.8)

_STROKE = 2.3


def draw(canvas: Canvas, name: str, x: float, y: float, size: float) -> None:
    """Draw one group's picture with its lower left corner at (x, y)."""
    canvas.saveState()
    canvas.translate(x, y)
    canvas.scale(size / GRID, size / GRID)
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    canvas.setLineWidth(_STROKE)
    canvas.setStrokeColor(black)
    canvas.setFillColor(black)
    DRAWINGS[name](canvas)
    canvas.restoreState()


def tick(canvas: Canvas, x: float, y: float, size: float, *, done: bool) -> None:
    """A square to tick, with the tick in it when it is done."""
    canvas.saveState()
    canvas.setLineWidth(1.4)
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    canvas.roundRect(x, y, size, size, size * 0.16)
    if done:
        canvas.setLineWidth(2.2)
        _line(
            canvas,
            (x + size * 0.22, y + size * 0.5),
            (x + size * 0.42, y + size * 0.27),
            (x + size * 0.8, y + size * 0.76),
        )
    canvas.restoreState()


def triangle(canvas: Canvas, x: float, y: float, size: float) -> None:
    """The filled triangle that marks an exception."""
    path = canvas.beginPath()
    path.moveTo(x, y)
    path.lineTo(x + size, y)
    path.lineTo(x + size / 2, y + size * 0.9)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)


def scissors(canvas: Canvas, x: float, y: float, size: float) -> None:
    """A pair of scissors cutting to the right along y."""
    canvas.saveState()
    canvas.translate(x, y)
    canvas.scale(size / 20, size / 20)
    canvas.setLineWidth(1.5)
    canvas.setLineCap(1)
    canvas.circle(3.4, 4.2, 2.7)
    canvas.circle(3.4, -4.2, 2.7)
    _line(canvas, (5.6, 2.6), (19, -5))
    _line(canvas, (5.6, -2.6), (19, 5))
    canvas.restoreState()


def _line(canvas: Canvas, *points: Point) -> None:
    path = canvas.beginPath()
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)
    canvas.drawPath(path, stroke=1, fill=0)


def _curve(
    canvas: Canvas,
    start: Point,
    *bends: tuple[Point, Point, Point],
    fill: Color | None = None,
    stroke: bool = True,
) -> None:
    """A path of Bézier bends, each given by its two handles and its end."""
    path = canvas.beginPath()
    path.moveTo(*start)
    for first, second, end in bends:
        path.curveTo(*first, *second, *end)
    if fill is not None:
        canvas.setFillColor(fill)
    canvas.drawPath(path, stroke=int(stroke), fill=int(fill is not None))


def _polygon(canvas: Canvas, points: Sequence[Point], fill: Color, *, stroke: bool = False) -> None:
    path = canvas.beginPath()
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)
    path.close()
    canvas.setFillColor(fill)
    canvas.drawPath(path, stroke=int(stroke), fill=1)


def _bolt(canvas: Canvas, x: float, y: float, size: float) -> None:
    """A filled flash of lightning, its point at the lower left."""
    shape = ((0, 0), (0.62, 0.56), (0.36, 0.6), (0.72, 1.0), (0.16, 0.5), (0.42, 0.45))
    _polygon(canvas, [(x + px * size, y + py * size) for px, py in shape], black)


def _face(canvas: Canvas) -> None:
    """A head whose one half hangs, one arm held up and the other one fallen."""
    canvas.saveState()
    clip = canvas.beginPath()
    clip.circle(32, 44, 16)
    canvas.clipPath(clip, stroke=0, fill=0)
    canvas.setFillColor(_SHADE)
    canvas.rect(32, 20, 30, 50, stroke=0, fill=1)
    canvas.restoreState()
    canvas.circle(32, 44, 16)
    canvas.setFillColor(black)
    canvas.circle(25.8, 48, 2, stroke=0, fill=1)
    _curve(canvas, (22, 52.6), ((24, 54.4), (27, 54.4), (29, 53)))
    _curve(canvas, (35, 47.4), ((37, 46), (39.5, 45.2), (41.8, 45)))
    _curve(canvas, (35, 51.6), ((38, 51), (41, 49.6), (43, 48)))
    _curve(
        canvas,
        (23.6, 38.4),
        ((26, 35.2), (30, 35.4), (32.5, 36)),
        ((36, 36.6), (38.6, 34.6), (39.4, 31.6)),
    )
    _curve(canvas, (20, 3), ((20, 12), (20.5, 16), (21.4, 21.5)))
    _curve(canvas, (44, 3), ((44, 9), (44, 13), (43.4, 16.5)))
    _curve(canvas, (21, 18.5), ((15, 20), (9, 24), (4.6, 34.5)))
    _curve(
        canvas,
        (27.5, 28.6),
        ((27, 25.5), (24.5, 24.6), (22, 24.4)),
        ((18, 25.5), (13.5, 29), (10.2, 36.4)),
    )
    _curve(canvas, (4.6, 34.5), ((4.4, 38), (9, 39.4), (10.2, 36.4)))
    _curve(
        canvas, (36.5, 28.6), ((37, 25), (40, 24.4), (44, 23.4)), ((51, 21.4), (53.5, 14), (54, 6))
    )
    _curve(canvas, (43.6, 16.5), ((46, 14.6), (47.4, 10), (47.6, 6)))
    _curve(canvas, (54, 6), ((53.6, 2.4), (48, 2.4), (47.6, 6)))
    _line(canvas, (60.4, 24), (60.4, 9))
    _line(canvas, (57.6, 12.4), (60.4, 8.6), (63.2, 12.4))


def _speech(canvas: Canvas) -> None:
    """A face beside a speech bubble in which there is only a scribble."""
    canvas.circle(17, 18, 15)
    canvas.setFillColor(black)
    canvas.circle(12.6, 22, 1.8, stroke=0, fill=1)
    canvas.circle(21.4, 22, 1.8, stroke=0, fill=1)
    _curve(canvas, (10, 27.4), ((11, 28.6), (13, 28.8), (14.6, 27.8)))
    _curve(canvas, (19.4, 29.2), ((20.6, 30.2), (22.8, 29.8), (24.2, 28.2)))
    _curve(
        canvas,
        (10.4, 11.4),
        ((12.4, 14.6), (13.6, 8), (16, 11)),
        ((18.4, 14.4), (20, 8.6), (23.6, 12.6)),
    )
    path = canvas.beginPath()
    path.moveTo(30, 36)
    path.curveTo(25, 36, 22.5, 39, 22.5, 42)
    path.lineTo(22.5, 55)
    path.curveTo(22.5, 59.5, 25, 62, 29, 62)
    path.lineTo(56, 62)
    path.curveTo(60.5, 62, 62.8, 59, 62.8, 55)
    path.lineTo(62.8, 42.5)
    path.curveTo(62.8, 38, 60, 36, 56, 36)
    path.lineTo(42, 36)
    path.lineTo(32.5, 28)
    path.lineTo(33.5, 36)
    path.close()
    canvas.setFillColor(white)
    canvas.drawPath(path, stroke=1, fill=1)
    _curve(
        canvas,
        (27.5, 49),
        ((31, 58), (37, 60), (37, 53)),
        ((37, 44), (28, 42), (30, 49.5)),
        ((32, 58), (46, 60), (45, 51)),
        ((44, 42), (35, 41.5), (37.5, 50)),
        ((40, 58.5), (54, 59), (52, 50)),
        ((50, 42), (43, 42), (45.5, 49)),
        ((48, 55), (53.5, 55), (58, 46.5)),
    )


def _sight(canvas: Canvas) -> None:
    """An eye whose one half is lost behind a veil."""
    outline = ((4.0, 31.0), ((16, 53), (48, 53), (60, 31)), ((48, 9), (16, 9), (4, 31)))
    for clip_x, dim in ((0.0, False), (33.0, True)):
        canvas.saveState()
        clip = canvas.beginPath()
        clip.rect(clip_x, 0, 33.0 - clip_x if not dim else 31.0, 64)
        canvas.clipPath(clip, stroke=0, fill=0)
        if dim:
            canvas.setDash(1.2, 4.2)
        _curve(canvas, *outline)
        canvas.circle(32, 31, 11.5)
        if not dim:
            canvas.setFillColor(black)
            canvas.circle(32, 31, 5.6, stroke=0, fill=1)
            canvas.setFillColor(white)
            canvas.circle(29.6, 33.6, 1.8, stroke=0, fill=1)
            for end, start in (
                ((8, 45.5), (4, 50.5)),
                ((16.5, 51), (14, 57)),
                ((27, 54), (26.2, 60)),
            ):
                _line(canvas, end, start)
        canvas.restoreState()
    canvas.saveState()
    clip = canvas.beginPath()
    clip.moveTo(32.9, 46)
    clip.curveTo(45, 46, 54, 40, 59, 31)
    clip.curveTo(54, 22, 45, 16, 32.9, 16)
    clip.close()
    canvas.clipPath(clip, stroke=0, fill=0)
    canvas.setLineWidth(1.3)
    for step in range(14):
        x = 24 + step * 4.4
        _line(canvas, (x, 12), (x + 14, 50))
    canvas.restoreState()


def _balance(canvas: Canvas) -> None:
    """A person staggering on uneven ground, the head spinning."""
    canvas.circle(21.6, 46.6, 6.4)
    _curve(canvas, (24.6, 40.8), ((27.4, 36.4), (30.4, 31), (32.4, 24.6)))
    _curve(canvas, (25.8, 38.6), ((19.4, 38), (13.4, 34.4), (9.4, 26.6)))
    _curve(canvas, (25.8, 38.6), ((32.4, 36.6), (39.4, 38.4), (44.4, 45.6)))
    _line(canvas, (32.4, 24.6), (22.6, 18.4), (24.6, 7.6), (19.4, 7.4))
    _line(canvas, (32.4, 24.6), (40.4, 17.4), (46.4, 7.4), (51, 8.6))
    canvas.saveState()
    canvas.setLineWidth(1.9)
    _curve(
        canvas,
        (9.4, 51),
        ((10, 57.6), (15, 61.8), (21.4, 61.8)),
        ((28, 61.8), (32, 58), (33, 52.6)),
    )
    _line(canvas, (29.4, 54.6), (33.2, 51.2), (35.6, 55.8))
    _curve(canvas, (50.6, 38.6), ((53.4, 34), (53.6, 28.6), (51.4, 23.6)))
    _curve(canvas, (57, 41), ((60.8, 34.6), (61, 27.4), (57.8, 20.8)))
    canvas.restoreState()
    _curve(
        canvas,
        (3, 3.4),
        ((9, 6.4), (13, 0.4), (19, 3.4)),
        ((25, 6.4), (29, 0.4), (35, 3.4)),
        ((41, 6.4), (45, 0.4), (51, 3.4)),
        ((54, 5), (57, 4.6), (61, 2.4)),
    )


def _head(canvas: Canvas) -> None:
    """A head from the side, lightning in the head and at the back of the neck."""
    _curve(
        canvas,
        (20, 2),
        ((20.4, 6), (20, 9), (19, 11.4)),
        ((15.6, 11.8), (12, 11), (10.6, 13)),
        ((9.4, 14.8), (11.2, 17), (10, 19)),
        ((9.4, 20.4), (9.6, 21.4), (9, 22.6)),
        ((7.6, 23.8), (5.6, 24), (5.4, 25.6)),
        ((5.6, 27.6), (9, 30), (9.2, 33.4)),
        ((9.2, 50), (19, 58), (30, 57.6)),
        ((43, 57.2), (50.4, 46.4), (49.4, 36)),
        ((48.4, 27), (41, 21), (40, 14.6)),
        ((39.4, 10), (40.2, 6), (41.6, 2)),
    )
    _curve(canvas, (14, 32.6), ((15.4, 31.2), (17.4, 31.2), (19, 32.6)))
    _line(canvas, (13.6, 37.6), (18, 35.6))
    _curve(canvas, (10.4, 18.6), ((12.4, 18.8), (13.6, 18.4), (15, 17.4)))
    _bolt(canvas, 23.6, 31, 23)
    _bolt(canvas, 44.5, 8, 22)


DRAWINGS: dict[str, Callable[[Canvas], None]] = {
    "face": _face,
    "speech": _speech,
    "sight": _sight,
    "balance": _balance,
    "head": _head,
}
