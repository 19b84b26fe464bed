"""Columns that no ruling parts: a column of a grid whose cells leave the same lanes white, row for row."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from gongbiao.extractors.grid import Grid, GridCell
from gongbiao.extractors.lanes import NARROW, gaps_of, merged
from gongbiao.extractors.page import Glyphs
from gongbiao.extractors.print_lines import Interval, PrintLine, print_lines
from gongbiao.extractors.regrid import cell_of_glyphs, cut_at_columns, regrid

MIN_CELLS = 3
"""Cells, or lines of one cell, that must show a lane: in fewer, white in the same place is chance."""
MOST = 0.6
"""Share of a column's cells with text that must show it."""

_Lines = dict[GridCell, list[PrintLine]]


def with_cut_columns(grid: Grid, glyphs: Glyphs) -> Grid:
    """Cut the columns of a grid that hold several columns each."""
    lines = _lines_of_cells(grid, glyphs)
    positions: list[float] = []
    for column in range(len(grid.x) - 1):
        own = [found for cell, found in lines.items() if (cell.column, cell.column_span) == (column, 1)]
        positions.extend((low + high) / 2 for low, high in _lanes(own))
    return _cut(grid, lines, positions) if positions else grid


def with_known_columns(grid: Grid, glyphs: Glyphs) -> Grid:
    """Cut the cells whose lines all leave the column edges of other rows white: a body below a boxed header."""
    cuts: dict[GridCell, list[int]] = {}
    for cell, lines in _lines_of_cells(grid, glyphs).items():
        inner = range(cell.column + 1, cell.column + cell.column_span)
        if inner and len(lines) >= MIN_CELLS and all(len(line.wide_gaps) >= len(inner) for line in lines):
            free = [edge for edge in inner if all(_in_gap(line, float(grid.x[edge])) for line in lines)]
            if len(free) == len(inner):
                cuts[cell] = free
    return cut_at_columns(grid, cuts) if cuts else grid


def _in_gap(line: PrintLine, x: float) -> bool:
    return any(low <= x <= high for low, high in line.wide_gaps)


def _lines_of_cells(grid: Grid, glyphs: Glyphs) -> _Lines:
    """Return the printed lines of the cells that hold text."""
    lines = print_lines(glyphs, cell_of_glyphs(grid, glyphs))
    return {grid.cells[index]: found for index, found in lines.items()}


def _lanes(cells: Sequence[list[PrintLine]]) -> list[Interval]:
    """Return the white lanes through cells of one column that enough of them show."""
    showing = [lines for lines in cells if all(line.wide_gaps for line in lines)]
    if len(showing) < max(MIN_CELLS, MOST * len(cells)):
        return []
    lines = [line for cell in cells for line in cell]
    size = float(np.median([line.size for line in lines]))
    shared = gaps_of(merged([ink for line in lines for ink in line.ink]), NARROW * size)
    return [lane for lane in shared if sum(_shows(cell, lane) for cell in cells) >= max(MIN_CELLS, MOST * len(cells))]


def _shows(cell: Sequence[PrintLine], lane: Interval) -> bool:
    return any(low < lane[1] and high > lane[0] for line in cell for low, high in line.wide_gaps)


def _cut(grid: Grid, lines: _Lines, positions: Sequence[float]) -> Grid:
    """Add column edges to a grid; only cells whose text crosses one of them stay whole there."""
    x = np.sort(np.concatenate((grid.x, positions)))
    place = np.searchsorted(x, grid.x)
    cells: list[GridCell] = []
    for cell in grid.cells:
        first, end = int(place[cell.column]), int(place[cell.column + cell.column_span])
        added = [edge for edge in range(first + 1, end) if x[edge] in positions]
        free = [edge for edge in added if _is_free(lines.get(cell, ()), float(x[edge]))]
        edges = [first, *free, end]
        cells.extend(GridCell(cell.row, a, cell.row_span, b - a) for a, b in pairwise(edges))
    return regrid(grid, x, grid.y, cells)


def _is_free(lines: Sequence[PrintLine], x: float) -> bool:
    return not any(low < x < high for line in lines for low, high in line.ink)
