"""Reading a printed paper back: its words, its pages, and the size of its letters."""

from __future__ import annotations

import io
import math
from typing import Any

from pypdf import PdfReader

FOOT = 40.0
"""The foot line stands below this height, in points; it is not for the patient."""


def pages(paper: bytes) -> list[str]:
    """The words of every page on one line each, as a reader copies them."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(paper)).pages]


def words(paper: bytes) -> str:
    """All words of the paper."""
    return " ".join(pages(paper))


def smallest(paper: bytes) -> float:
    """The smallest letters above the foot line, in points."""
    sizes: list[float] = []

    def seen(text: str, cm: Any, tm: Any, _font: Any, size: float) -> None:
        height = tm[5] * cm[3] + cm[5]
        if text.strip() and height > FOOT:
            sizes.append(size * math.hypot(tm[2], tm[3]) * math.hypot(cm[2], cm[3]))

    for page in PdfReader(io.BytesIO(paper)).pages:
        page.extract_text(visitor_text=seen)
    return min(sizes)
