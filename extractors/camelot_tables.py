"""The third reader: where camelot sees the lines of tables, on pages whose text another reader has read.

Camelot finds cells in its own way: from the drawing by its lattice parser, and from the alignment of the text by its
hybrid one. What it found is handed on as rulings, so that everything after it is the same as for the other readers.
"""

from __future__ import annotations

import logging
import warnings
from dataclasses import replace
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

import numpy as np

from gongbiao.extractors.displayed import Display
from gongbiao.extractors.errors import BrokenFileError, PageError
from gongbiao.extractors.page import FloatArray, Page, PageReader
from gongbiao.extractors.rulings import rulings_of_boxes

if TYPE_CHECKING:
    import camelot.core

NAME = "camelot"
FLAVOURS = ("lattice", "hybrid")
"""Its parsers in the order in which they are asked: the next one where a page has no table for the one before."""

_TURNS = {"": 0, "clockwise": 1, "anticlockwise": 3}
"""Quarter turns by which camelot turned a page back that is written sideways."""


@cache
def is_installed() -> bool:
    """Tell whether camelot can be imported, without importing it."""
    return find_spec("camelot") is not None


class CamelotReader:
    """Reads the pages of one PDF: text as another reader has it, rulings where camelot sees cells."""

    def __init__(self, data: bytes, text: PageReader) -> None:
        """Open ``data``, whose text ``text`` reads; raises BrokenFileError."""
        import playa

        try:
            self._pdf = playa.parse(data, space="page")
        except Exception as error:  # playa raises whatever its parsers run into
            raise BrokenFileError(f"the PDF cannot be opened ({_reason(error)})") from error
        self._data = data
        self._text = text
        self.pages = text.pages

    def close(self) -> None:
        """Forget the file; the reader of the text is closed by its owner."""
        self._pdf.close()

    def read_page(self, number: int) -> Page:
        """Read page ``number`` (1-based); raises PageError."""
        page = self._text.read_page(number)
        try:
            sides = self._sides(number, page)
        except Exception as error:
            raise PageError(number, f"camelot cannot read it ({_reason(error)})") from error
        return replace(page, rulings=rulings_of_boxes(sides))

    def _sides(self, number: int, page: Page) -> FloatArray:
        """Return the sides of all cells as flat boxes (n, 4) in points from the top left of the page as displayed."""
        import camelot

        logging.getLogger("camelot").setLevel(logging.ERROR)
        for flavour in FLAVOURS:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # it warns of pages without tables
                found = camelot.read_pdf(
                    self._data, pages=str(number), flavor=flavour, engine="vector", suppress_stdout=True
                )
            if len(found):
                return np.concatenate([self._displayed(_sides_of(table), table, number, page) for table in found])
        return np.zeros((0, 4))

    def _displayed(self, boxes: FloatArray, table: camelot.core.Table, number: int, page: Page) -> FloatArray:
        """Turn camelot's boxes into the page's: it counts from the bottom left of the turned MediaBox."""
        width, height = table.pdf_size
        boxes = Display(0.0, 0.0, width, height, _TURNS[table.rotation]).boxes(boxes)
        source = self._pdf.pages[number - 1]
        visible = np.array([source.cropbox], dtype=np.float64)
        visible = Display(*source.mediabox, source.rotate // 90 % 4).boxes(visible)[0]
        unit = page.width / (visible[2] - visible[0])
        return np.asarray((boxes - np.tile(visible[:2], 2)) * unit)


def _sides_of(table: camelot.core.Table) -> FloatArray:
    """Return the sides that a table's cells have, as boxes (n, 4) of left, bottom, right, top in its coordinates."""
    sides = []
    for cell in (cell for row in table.cells for cell in row):
        if cell.left:
            sides.append((cell.x1, cell.y1, cell.x1, cell.y2))
        if cell.right:
            sides.append((cell.x2, cell.y1, cell.x2, cell.y2))
        if cell.top:
            sides.append((cell.x1, cell.y2, cell.x2, cell.y2))
        if cell.bottom:
            sides.append((cell.x1, cell.y1, cell.x2, cell.y1))
    return np.array(sides, dtype=np.float64).reshape(-1, 4)


def _reason(error: Exception) -> str:
    return f"{type(error).__name__}: {error}".split("\n", 1)[0][:200].rstrip(": ")
