"""The raw tables of a page, whatever they say: those that its lines draw, and those that only its text shows."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from gongbiao.extractors.cells import filled, grids_of
from gongbiao.extractors.column_cuts import with_cut_columns, with_known_columns
from gongbiao.extractors.grid import OUTSIDE, Grid
from gongbiao.extractors.lane_evidence import is_evident
from gongbiao.extractors.lane_table import column_starts, run_to_grid
from gongbiao.extractors.lanes import lane_runs
from gongbiao.extractors.page import Page
from gongbiao.extractors.print_columns import streams
from gongbiao.extractors.print_lines import print_lines
from gongbiao.extractors.row_cuts import with_cut_rows
from gongbiao.extractors.table import Table

MIN_FILLED = 3
"""Cells with text that a table has at least, if any of its cells is empty: frames around pictures have fewer."""
MIN_SHARE = 0.25
"""Share of a table's cells that hold text, at least: the lines of a chart are nearly empty. Below a header, the rows of
those who have nothing to report stand together and are not counted."""
CHART_CELLS = 9
"""Cells of a chart, at least; what has fewer and is no table is a frame, and may stand around one."""


def tables_of(page: Page) -> list[Table]:
    """Return the tables of a page, from top to bottom."""
    kept: list[Grid] = []
    taken = np.zeros(len(page.glyphs), dtype=np.bool_)
    for drawn in grids_of(page):
        grid = with_known_columns(drawn, page.glyphs)
        grid = with_cut_columns(with_cut_rows(grid, page.glyphs), page.glyphs)
        inside = _inside(page, grid)
        (table,) = _tables(page, [grid])
        if _is_table(table):
            kept.append(grid)
            taken |= inside
        elif len(table.cells) >= CHART_CELLS:
            taken |= inside
    return _tables(page, [*kept, *_lane_grids(page, ~taken)])


def _lane_grids(page: Page, chosen: NDArray[np.bool_]) -> list[Grid]:
    """Return the tables that the chosen glyphs show without any ruling."""
    grids = []
    lines = print_lines(page.glyphs, np.where(chosen, 0, OUTSIDE)).get(0, [])
    for run in (run for stream in streams(lines) for run in lane_runs(stream)):
        grid = run_to_grid(run)
        if len(grid.x) > 2 and is_evident(_tables(page, [grid])[0], column_starts(run, grid)):
            grids.append(grid)
    return grids


def _tables(page: Page, grids: list[Grid]) -> list[Table]:
    return [block for block in filled(page, grids) if isinstance(block, Table)]


def _inside(page: Page, grid: Grid) -> NDArray[np.bool_]:
    x, y = page.glyphs.centres()
    return np.asarray((x > grid.x[0]) & (x < grid.x[-1]) & (y > grid.y[0]) & (y < grid.y[-1]))


def _is_table(table: Table) -> bool:
    """Tell a table from the lines of a chart or a frame."""
    filled_cells = sum(bool(cell.lines) for cell in table.cells)
    if filled_cells == len(table.cells):
        return True
    counted = len(table.cells)
    header = [bool(cell.lines) for cell in table.cells if cell.row == 0]
    if len(header) > 1 and all(header):
        with_text = sorted({cell.row for cell in table.cells if cell.lines})
        above, below = max(pairwise([*with_text, table.rows]), key=lambda pair: pair[1] - pair[0])
        counted -= sum(above < cell.row < below for cell in table.cells)
    return filled_cells >= max(MIN_FILLED, MIN_SHARE * counted)
