"""A picture of a page to the same glyphs and rulings that a born-digital page has.

The page is cleaned, levelled and put upright; its rulings and lines of text are found in the pixels; the lines are
read. What comes out is the page as it would be flat on the table; ``placement`` leads back to the page as displayed.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from gongbiao.extractors.box import Box
from gongbiao.extractors.grid import find_grids
from gongbiao.extractors.ocr.recognise import FindsLines, OcrEngine, RecognisedLine
from gongbiao.extractors.page import BoolArray, FloatArray, OtherReading, Page
from gongbiao.extractors.pictures.picture import POINTS_PER_INCH, Picture, PictureReader
from gongbiao.extractors.placement import displayed
from gongbiao.extractors.scans.failing_cells import with_failing_cells_read_again
from gongbiao.extractors.scans.guessed_text import doubted
from gongbiao.extractors.scans.level import Levelled, level, moved
from gongbiao.extractors.scans.paper import clean_paper
from gongbiao.extractors.scans.punctuation import with_measured_punctuation
from gongbiao.extractors.scans.recognised_glyphs import glyphs_of
from gongbiao.extractors.scans.sheet_lines import detected_lines
from gongbiao.extractors.scans.text_layer import Sample
from gongbiao.extractors.scans.upright import Upright, upright, with_sample

cv2.setNumThreads(1)  # workers share the cores by documents

NO_PICTURES = np.empty((0, 4))
SHEET = 842.0
"""Points: the long side of A4, which a page of unlikely size is taken to be."""
LIKELY_SHEETS = (560.0, 1250.0)
"""Points: long sides of pages on which text is as large as usual, A5 to A3."""


@dataclass(frozen=True, slots=True, eq=False)
class _Sheet:
    """A page that stands upright and level, a few of its lines read."""

    picture: Picture
    guessed: BoolArray | None
    """Shape (height, width) of the picture: where a grey seal was taken out."""
    levelled: Levelled
    way: Upright
    unit: float
    """Points of a sheet of usual size in a pixel."""

    @property
    def placement(self) -> FloatArray:
        """Shape (3, 3): from points of the page as it is read to those of the page as displayed."""
        to_picture = self.levelled.to_source @ _turned_back(self.way.turns, self.levelled.grey.shape)
        points = np.diag((self.picture.points_per_pixel,) * 2 + (1.0,))
        return points @ to_picture @ np.diag((1 / self.unit, 1 / self.unit, 1.0))


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

    def sample(self, number: int) -> Sample:
        """Recognise a few lines of page ``number``; raises PageError."""
        sheet = _prepared(self._pictures.picture(number), self._engine)
        boxes = (Box(*(side * sheet.unit for side in sheet.way.found.lines[index].box)) for index in sheet.way.read)
        texts = (line.text for line in sheet.way.read.values())
        lines = tuple((displayed(box, sheet.placement), text) for box, text in zip(boxes, texts, strict=True))
        return Sample(lines, len(find_grids(sheet.way.found.rulings)) > 0)

    def close(self) -> None:
        """Forget the pages and close the file."""
        self._read.clear()
        self._pictures.close()


def read_scan(picture: Picture, engine: OcrEngine) -> Page:
    """Read a picture of a page; lengths of the page are points of a sheet of usual size."""
    sheet = _prepared(picture, engine)
    way, unit = sheet.way, sheet.unit
    text = with_failing_cells_read_again(way.found, _read(way, engine), POINTS_PER_INCH / unit, engine)
    glyphs = glyphs_of(text.lines, with_measured_punctuation(text.lines, text.read), unit)
    if sheet.guessed is not None:
        glyphs = doubted(glyphs, np.rot90(moved(sheet.guessed, sheet.levelled), way.turns), unit)
    shape = sheet.levelled.grey.shape
    height, width = shape if way.turns % 2 == 0 else shape[::-1]
    rulings = way.found.rulings
    others = tuple([OtherReading(Box(*(side * unit for side in other.box)), other.lines) for other in text.others])
    size = (width * unit, height * unit)
    return Page(picture.number, *size, glyphs, rulings, NO_PICTURES, placement=sheet.placement, other_readings=others)


def _prepared(picture: Picture, engine: OcrEngine) -> _Sheet:
    paper = clean_paper(picture.pixels)
    levelled = level(paper.grey)
    dpi = _likely_dpi(picture)
    way = upright(levelled.grey, dpi, engine)
    if isinstance(engine, FindsLines) and not len(way.found.rulings.horizontal):
        turned = np.ascontiguousarray(np.rot90(levelled.grey, way.turns))
        way = with_sample(way.turns, detected_lines(turned, dpi, engine.lines_on(turned, dpi)), engine)
    return _Sheet(picture, paper.guessed, levelled, way, POINTS_PER_INCH / dpi)


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
