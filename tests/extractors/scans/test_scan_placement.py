"""Whatever was done to a page to read it, its tables stand where the page shows them."""

from __future__ import annotations

import math
from itertools import pairwise

import cv2
import numpy as np
import pytest

from gongbiao.extractors.box import Box
from gongbiao.extractors.page import FloatArray
from gongbiao.extractors.page_tables import tables_of
from gongbiao.extractors.pictures.picture import Picture, PictureReader, Pixels
from gongbiao.extractors.placement import displayed, displayed_tables
from gongbiao.extractors.scans.scan import ScanReader, read_scan
from gongbiao.extractors.table import Table
from tests.extractors.scans import made_pictures as made
from tests.extractors.scans.upright_engine import STEP, UprightOnly, write_l

DPI = 150
UNIT = DPI / 72
TOLERANCE = 2.0
"""Points by which a box may lie beside what is drawn."""
TURNED_TOLERANCE = 3.0
"""The same on a page that lies askew."""
TABLE = Box(made.COLUMNS[0], made.ROWS[0], made.COLUMNS[-1], made.ROWS[-1])
ROW, COLUMN = 3, 1
"""The cell that is looked at."""
CELL = Box(made.COLUMNS[COLUMN], made.ROWS[ROW], made.COLUMNS[COLUMN + 1], made.ROWS[ROW + 1])
"""Its place, points of the page as drawn."""


def form() -> Pixels:
    """Return a page with a table whose cells hold a line each."""
    page = made.blank(DPI)
    made.draw_table(page, DPI)
    for top in made.ROWS[:-1]:
        for left, right in pairwise(made.COLUMNS):
            write_l(page, round((left + 4) * UNIT), round((top + 4) * UNIT), int((right - left - 8) * UNIT / STEP))
    return page


def read_table(pixels: Pixels, dpi: float = DPI) -> Table:
    page = read_scan(Picture(1, pixels, dpi), UprightOnly())
    (table,) = displayed_tables(tables_of(page), page.placement)
    assert (table.rows, table.columns) == (len(made.ROWS) - 1, len(made.COLUMNS) - 1)
    return table


def cell_of(table: Table) -> Box:
    (cell,) = (cell for cell in table.cells if (cell.row, cell.column) == (ROW, COLUMN))
    assert set(cell.text) == {"L"}
    return cell.box


def bounds(box: Box, matrix: FloatArray) -> list[float]:
    """Return the upright box around ``box`` (points) after a map of pixels."""
    corners = np.array([[(box.x0, box.top), (box.x1, box.top), (box.x0, box.bottom), (box.x1, box.bottom)]]) * UNIT
    seen = cv2.perspectiveTransform(corners, matrix)[0] / UNIT
    return [*seen.min(axis=0).tolist(), *seen.max(axis=0).tolist()]


def edges(box: Box) -> list[float]:
    return [box.x0, box.top, box.x1, box.bottom]


def quarter(turned: int, shape: tuple[int, ...]) -> FloatArray:
    """Return the map of pixels that ``np.rot90(page, turned)`` makes of a page of this shape."""
    height, width = shape
    return np.array(
        {
            0: ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
            1: ((0, 1, 0), (-1, 0, width), (0, 0, 1)),
            2: ((-1, 0, width), (0, -1, height), (0, 0, 1)),
            3: ((0, -1, height), (1, 0, 0), (0, 0, 1)),
        }[turned],
        dtype=np.float64,
    )


@pytest.mark.parametrize("turned", range(4))
def test_a_box_stands_where_a_turned_page_shows_it(turned: int) -> None:
    page = form()
    table = read_table(np.ascontiguousarray(np.rot90(page, turned)))
    matrix = quarter(turned, page.shape)
    assert edges(table.box) == pytest.approx(bounds(TABLE, matrix), abs=TOLERANCE)
    assert edges(cell_of(table)) == pytest.approx(bounds(CELL, matrix), abs=TOLERANCE)


@pytest.mark.parametrize("degrees", [-6, -3, -0.5, 0.5, 3, 6])
def test_a_box_stands_where_a_skewed_page_shows_it(degrees: float) -> None:
    page = form()
    turn = cv2.getRotationMatrix2D((page.shape[1] / 2, page.shape[0] / 2), degrees, 0.85)
    matrix = np.vstack((turn, (0, 0, 1)))
    seen = cv2.warpAffine(page, turn, page.shape[::-1], borderValue=made.PAPER, flags=cv2.INTER_AREA)
    table = read_table(np.asarray(seen, dtype=np.uint8))
    for found, drawn in ((table.box, TABLE), (cell_of(table), CELL)):
        assert edges(found) == pytest.approx(bounds(drawn, matrix), abs=TURNED_TOLERANCE)
    wider = math.sin(math.radians(abs(degrees))) * (TABLE.x1 - TABLE.x0)
    assert table.box.bottom - table.box.top <= TABLE.bottom - TABLE.top + wider + TURNED_TOLERANCE


def test_a_page_that_is_both_turned_and_skewed_leads_back() -> None:
    page = form()
    turn = cv2.getRotationMatrix2D((page.shape[1] / 2, page.shape[0] / 2), 2, 0.85)
    seen = np.asarray(cv2.warpAffine(page, turn, page.shape[::-1], borderValue=made.PAPER, flags=cv2.INTER_AREA))
    matrix = quarter(1, page.shape) @ np.vstack((turn, (0, 0, 1)))
    table = read_table(np.ascontiguousarray(np.rot90(seen.astype(np.uint8))))
    assert edges(cell_of(table)) == pytest.approx(bounds(CELL, matrix), abs=TURNED_TOLERANCE)


@pytest.mark.parametrize("dpi", [72.0, 96.0, 150.0, 600.0])
def test_boxes_are_pixels_times_72_by_what_the_file_says_whatever_the_page_is_read_at(dpi: float) -> None:
    table = read_table(form(), dpi)
    drawn = [value * UNIT * 72 / dpi for value in edges(CELL)]
    assert edges(cell_of(table)) == pytest.approx(drawn, abs=TOLERANCE * DPI / dpi)


def test_a_page_without_a_placement_keeps_its_boxes() -> None:
    assert displayed_tables([], None) == []
    assert displayed(TABLE, np.eye(3)) == TABLE


class OnePicture:
    """A file of one page that counts how often it is asked for it."""

    pages = 1

    def __init__(self) -> None:
        """Start counting."""
        self.asked, self.closed = 0, False

    def picture(self, number: int) -> Picture:
        """Return the form."""
        self.asked += 1
        return Picture(number, form(), DPI)

    def close(self) -> None:
        """Remember it."""
        self.closed = True


def test_a_page_is_recognised_once_however_often_it_is_read() -> None:
    pictures = OnePicture()
    file: PictureReader = pictures
    reader = ScanReader(file, UprightOnly())
    assert reader.pages == 1
    assert reader.read_page(1) is reader.read_page(1)
    assert pictures.asked == 1
    reader.close()
    assert pictures.closed
