"""Lines around a page that are the edges of the sheet."""

from __future__ import annotations

import numpy as np

from gongbiao.extractors.page import Rulings
from gongbiao.extractors.scans.sheet_edges import without_sheet_edges

WIDTH, HEIGHT = 600.0, 800.0
EDGES = Rulings(np.array([(790.0, 100, 590)]), np.array([(585.0, 10, 795), (10.0, 10, 795)]))


def _table(left: float, right: float) -> Rulings:
    rows, columns = (100.0, 120.0, 400.0), (left, 200.0, right)
    return Rulings(np.array([(y, left, right) for y in rows]), np.array([(x, rows[0], rows[-1]) for x in columns]))


def _together(one: Rulings, other: Rulings) -> Rulings:
    return Rulings(np.vstack((one.horizontal, other.horizontal)), np.vstack((one.vertical, other.vertical)))


def test_the_sheets_edges_go_and_the_table_stays() -> None:
    table = _table(60, 540)
    kept = without_sheet_edges(_together(table, EDGES), WIDTH, HEIGHT)
    assert np.array_equal(kept.horizontal, table.horizontal)
    assert np.array_equal(kept.vertical, table.vertical)


def test_a_table_that_reaches_the_pages_edges_stays() -> None:
    table = _table(8, 592)
    kept = without_sheet_edges(table, WIDTH, HEIGHT)
    assert len(kept.vertical) == len(table.vertical)
    assert len(kept.horizontal) == len(table.horizontal)


def test_a_page_without_lines() -> None:
    kept = without_sheet_edges(Rulings(np.empty((0, 3)), np.empty((0, 3))), WIDTH, HEIGHT)
    assert not len(kept.horizontal)
