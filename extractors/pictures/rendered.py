"""The pages of a PDF as pixels: what a reader of pictures is shown."""

from __future__ import annotations

import math
from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium_c

from gongbiao.extractors.errors import BrokenFileError, PageError
from gongbiao.extractors.pictures.picture import MAX_PIXELS, POINTS_PER_INCH, Picture
from gongbiao.extractors.substitute_font import stand_in
from gongbiao.extractors.user_unit import user_units

USUAL_DPI = 200.0
"""For pages without large pictures: characters of 9 points are 25 pixels high."""
LARGE = 0.1
"""Share of a page that a picture covers at least whose own sharpness counts."""
MAX_DPI = 1440.0
"""A page of a few points is not blown up beyond this."""
MAX_DEPTH = 8
"""Form XObjects within form XObjects in which pictures are looked for."""


class RenderedPages:
    """Draws the pages of one PDF, each as sharp as its own pictures are, within reason."""

    def __init__(self, data: bytes) -> None:
        """Open ``data``; raises BrokenFileError."""
        stand_in()
        try:
            self._pdf = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            raise BrokenFileError(f"the PDF cannot be opened ({error})") from error
        self.pages = len(self._pdf)
        self._units = user_units(data, max(self._pdf.get_page_size(0), default=0.0) if self.pages else 0.0)

    def close(self) -> None:
        """Give pdfium's memory back."""
        self._pdf.close()

    def picture(self, number: int) -> Picture:
        """Return page ``number`` (1-based) as displayed; raises PageError."""
        try:
            page = self._pdf[number - 1]
            try:
                width, height = page.get_size()
                unit = self._units.get(number, 1.0)
                scale = _scale(page, width * height, unit)
                bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=False)
                pixels = bitmap.to_numpy()[:, :, :3].copy()
                bitmap.close()
                if pixels.min() == pixels.max() and _has_undecodable_picture(page, LARGE * width * height):
                    raise PageError(number, "its picture is damaged: nothing of it can be drawn")
            finally:
                page.close()
        except pypdfium2.PdfiumError as error:
            raise PageError(number, f"pdfium cannot draw it ({error})") from error
        return Picture(number, pixels, pixels.shape[1] * POINTS_PER_INCH / (width * unit))


def _scale(page: pypdfium2.PdfPage, area: float, unit: float) -> float:
    """Return the pixels for a unit (points) of a page with this area: those of its sharpest large picture."""
    inch = unit / POINTS_PER_INCH
    wanted = max(_sharpness(page, LARGE * area), default=USUAL_DPI * inch)
    return min(wanted, math.sqrt(MAX_PIXELS / max(area, 1.0)), MAX_DPI * inch)


def _sharpness(page: pypdfium2.PdfPage, least: float) -> list[float]:
    """Return the pixels a unit of all pictures on the page that cover ``least`` of its area."""
    found = []
    for item, covered in _large_pictures(page, least):
        columns, rows = item.get_px_size()
        found.append(math.sqrt(columns * rows / covered))
    return found


def _has_undecodable_picture(page: pypdfium2.PdfPage, least: float) -> bool:
    """Whether pdfium can make nothing of a picture that covers more than ``least`` of the page."""
    for item, _ in _large_pictures(page, least):
        try:
            item.get_bitmap().close()
        except pypdfium2.PdfiumError:
            return True
    return False


def _large_pictures(page: pypdfium2.PdfPage, least: float) -> Iterator[tuple[pypdfium2.PdfImage, float]]:
    """Yield the pictures that cover more than ``least`` of the page, each with the area that it covers."""
    for item in page.get_objects(filter=(pdfium_c.FPDF_PAGEOBJ_IMAGE,), max_depth=MAX_DEPTH):
        left, bottom, right, top = item.get_bounds()
        covered = (right - left) * (top - bottom)
        if covered > max(least, 1.0):
            yield item, covered
