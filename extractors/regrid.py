"""Cuts through the cells of a grid: more columns or rows than the rulings of the page show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import numpy as np

from gongbiao.extractors.grid import OUTSIDE, Grid, GridCell, owners
from gongbiao.extractors.page import FloatArray, Glyphs, IntArray


def cut_at_columns(grid: Grid, cuts: Mapping[GridCell, Sequence[int]]) -> Grid:
    """Cut cells from top to bottom at column edges that the grid has already: ``cuts`` names them for each cell."""
    cells: list[GridCell] = []
    for cell in grid.cells:
        edges = [cell.column, *sorted(cuts.get(cell, ())), cell.column + cell.column_span]
        cells.extend(GridCell(cell.row, a, cell.row_span, b - a) for a, b in pairwise(edges))
    return regrid(grid, grid.x, grid.y, cells)


def cut_into_rows(grid: Grid, row: int, positions: Sequence[float]) -> Grid:
    """Cut a row, and every cell in it, at ``positions`` (y in points, growing); cells over more rows stay whole."""
    more = len(positions)
    cells: list[GridCell] = []
    for cell in grid.cells:
        if cell.row > row:
            cells.append(cell._replace(row=cell.row + more))
        elif cell.row == row and cell.row_span == 1:
            cells.extend(cell._replace(row=row + step) for step in range(more + 1))
        elif cell.row + cell.row_span > row:
            cells.append(cell._replace(row_span=cell.row_span + more))
        else:
            cells.append(cell)
    return regrid(grid, grid.x, np.insert(grid.y, row + 1, positions), cells)


def regrid(grid: Grid, x: FloatArray, y: FloatArray, cells: Iterable[GridCell]) -> Grid:
    """Return the grid with other edges and cells."""
    ordered = tuple(sorted(cells, key=lambda cell: (cell.row, cell.column)))
    return Grid(x, y, ordered, owners(ordered, len(y) - 1, len(x) - 1), grid.irregular)


def cell_of_glyphs(grid: Grid, glyphs: Glyphs) -> IntArray:
    """Return for each glyph, shape (n,), the index of the cell that its middle stands in, or OUTSIDE."""
    x, y = glyphs.centres()
    framed = np.full((len(grid.y) + 1, len(grid.x) + 1), OUTSIDE, dtype=np.int64)
    framed[1:-1, 1:-1] = grid.owner
    return framed[grid.y.searchsorted(y, side="right"), grid.x.searchsorted(x, side="right")]
