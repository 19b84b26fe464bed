"""The raw tables of a page, whatever they say: what its lines draw, cut further where its text stands in rows."""

from __future__ import annotations

from itertools import pairwise

from gongbiao.extractors.cells import filled, grids_of
from gongbiao.extractors.page import Page
from gongbiao.extractors.row_cuts import with_cut_rows
from gongbiao.extractors.table import Table

MIN_FILLED = 3
"""Cells with text that a table has at least, if any of its cells is empty: frames around pictures have fewer."""
MIN_SHARE = 0.25
"""Share of a table's cells that hold text, at least: the lines of a chart are nearly empty. Below a header, the rows of
those who have nothing to report stand together and are not counted."""


def tables_of(page: Page) -> list[Table]:
    """Return the tables of a page, from top to bottom."""
    grids = [with_cut_rows(grid, page.glyphs) for grid in grids_of(page)]
    return [block for block in filled(page, grids) if isinstance(block, Table) and _is_table(block)]


def _is_table(table: Table) -> bool:
    """Tell a table from the lines of a chart or a frame."""
    filled = sum(bool(cell.lines) for cell in table.cells)
    if filled == len(table.cells):
        return True
    counted = len(table.cells)
    if all(cell.lines for cell in table.cells if cell.row == 0):
        with_text = sorted({cell.row for cell in table.cells if cell.lines})
        above, below = max(pairwise([*with_text, table.rows]), key=lambda pair: pair[1] - pair[0])
        counted -= sum(above < cell.row < below for cell in table.cells)
    return filled >= max(MIN_FILLED, MIN_SHARE * counted)
