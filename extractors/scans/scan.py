"""A picture of a page to the same glyphs and rulings that a born-digital page has.

The page is cleaned, levelled and put upright; its rulings and lines of text are found in the pixels; the lines are
read. What comes out is the page as it would be flat on the table; ``placement`` leads back to the page as displayed.
"""

from __future__ import annotations

import cv2
import numpy as np

from gongbiao.extractors.ocr.recognise import OcrEngine, RecognisedLine
from gongbiao.extractors.page import FloatArray, Page
from gongbiao.extractors.pictures.picture import POINTS_PER_INCH, Picture, PictureReader
from gongbiao.extractors.scans.level import level
from gongbiao.extractors.scans.paper import clean_paper
from gongbiao.extractors.scans.punctuation import with_measured_punctuation
from gongbiao.extractors.scans.recognised_glyphs import glyphs_of
from gongbiao.extractors.scans.upright import Upright, upright

cv2.setNumThreads(1)  # workers share the cores by documents

NO_PICTURES = np.empty((0, 4))
SHEET = 842.0
"""Points: the long side of A4, which a page of unlikely size is taken to be."""
LIKELY_SHEETS = (560.0, 1250.0)
"""Points: long sides of pages on which text is as large as usual, A5 to A3."""


class ScanReader:
    """Reads pages of a file from their pictures, each once."""

    def __init__(self, pictures: PictureReader, engine: OcrEngine) -> None:
        """Read ``pictures`` with ``engine``."""
        self._pictures = pictures
        self._engine = engine
        self._read: dict[int, Page] = {}
        self.pages = pictures.pages

    def read_page(self, number: int) -> Page:
        """Read page ``number`` (1-based); raises PageError."""
        if number not in self._read:
            self._read[number] = read_scan(self._pictures.picture(number), self._engine)
        return self._read[number]

    def close(self) -> None:
        """Forget the pages and close the file."""
        self._read.clear()
        self._pictures.close()


def read_scan(picture: Picture, engine: OcrEngine) -> Page:
    """Read a picture of a page; lengths of the page are points of a sheet of usual size."""
    levelled = level(clean_paper(picture.pixels))
    dpi = _likely_dpi(picture)
    unit = POINTS_PER_INCH / dpi
    way = upright(levelled.grey, dpi, engine)
    lines = way.found.lines
    glyphs = glyphs_of(lines, with_measured_punctuation(lines, _read(way, engine)), unit)
    height, width = levelled.grey.shape if way.turns % 2 == 0 else levelled.grey.shape[::-1]
    to_picture = levelled.to_source @ _turned_back(way.turns, levelled.grey.shape)
    placement = np.diag((picture.points_per_pixel,) * 2 + (1.0,)) @ to_picture @ np.diag((1 / unit, 1 / unit, 1.0))
    return Page(
        picture.number, width * unit, height * unit, glyphs, way.found.rulings, NO_PICTURES, placement=placement
    )


def _read(way: Upright, engine: OcrEngine) -> list[RecognisedLine]:
    """Read the lines of a page that were not read yet; one result for each line."""
    unread = [index for index in range(len(way.found.crops)) if index not in way.read]
    read = dict(zip(unread, engine.recognise([way.found.crops[index] for index in unread]), strict=True))
    return [way.read.get(index) or read[index] for index in range(len(way.found.crops))]


def _likely_dpi(picture: Picture) -> float:
    """Return the dots an inch if the page is of usual size; what pictures say is often invented."""
    longest: int = max(picture.pixels.shape[:2])
    low, high = LIKELY_SHEETS
    if low <= longest * picture.points_per_pixel <= high:
        return picture.dpi
    return longest * POINTS_PER_INCH / SHEET


def _turned_back(turns: int, shape: tuple[int, ...]) -> FloatArray:
    """Return the matrix (3, 3) from pixels of a page turned ``turns`` quarters against the clock to ``shape``."""
    height, width = shape
    quarter = {
        0: ((1, 0, 0), (0, 1, 0)),
        1: ((0, -1, width - 1), (1, 0, 0)),
        2: ((-1, 0, width - 1), (0, -1, height - 1)),
        3: ((0, 1, 0), (-1, 0, height - 1)),
    }[turns]
    return np.array((*quarter, (0, 0, 1)), dtype=np.float64)
