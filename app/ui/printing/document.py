"""A finished paper as pictures, for the preview and the printer."""

from __future__ import annotations

import pypdfium2
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage

POINTS_PER_INCH = 72


class PdfDocument:
    """The pages of a PDF held in memory; raises `ValueError` for what is not a PDF."""

    def __init__(self, data: bytes) -> None:
        try:
            self._pdf = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            raise ValueError("this is not a PDF") from error

    def __len__(self) -> int:
        return len(self._pdf)

    def points(self, number: int) -> QSizeF:
        """A page's size in points; the first page is 0."""
        width, height = self._pdf[number].get_size()
        return QSizeF(width, height)

    def image(self, number: int, width_px: int) -> QImage:
        """A page drawn that many pixels wide."""
        page = self._pdf[number]
        bitmap = page.render(
            scale=width_px / page.get_width(), rev_byteorder=True, prefer_bgrx=True
        )
        pixels = bytes(bitmap.buffer)
        drawn = QImage(
            pixels, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGBX8888
        )
        return drawn.copy()  # the pixels above go with this call

    def close(self) -> None:
        """Let the pages go."""
        self._pdf.close()
