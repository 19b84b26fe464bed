"""Column edges that some rows of a grid draw and others leave to the eye.

Tables with a boxed header often rule the rows below between, but not within: the grid then has one wide cell where
the header has many. Such cells are cut along the header's edges where their text leaves the same white, row for row.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

import numpy as np

from gongbiao.extractors.grid import Grid, GridCell
from gongbiao.extractors.page import FloatArray, Glyphs
from gongbiao.extractors.regrid import cell_of_glyphs, cut_at_columns

MIN_ROWS = 3
"""Cells of the same columns that must leave the same edge free: in fewer, white in the same place is chance."""
WHITE = 0.5
"""Share of the font size that the text leaves free at an edge, at least: twice what parts two words."""
_FAR = 1e6
"""Points: farther than any page is wide."""


def with_shared_edges(grid: Grid, glyphs: Glyphs) -> Grid:
    """Cut the cells that leave column edges of other rows free, at least three of the same columns alike."""
    wide: dict[tuple[int, int], list[int]] = defaultdict(list)
    for index, cell in enumerate(grid.cells):
        if cell.column_span > 1:
            wide[cell.column, cell.column_span].append(index)
    alike = [indices for indices in wide.values() if len(indices) >= MIN_ROWS]
    if not alike:
        return grid
    likely = _with_white_inside(grid, glyphs, [index for indices in alike for index in indices])
    cuts: dict[GridCell, list[int]] = {}
    for indices in alike:
        cuts.update(_common_cuts(grid, glyphs, [grid.cells[index] for index in indices if index in likely]))
    return cut_at_columns(grid, cuts) if cuts else grid


def _common_cuts(grid: Grid, glyphs: Glyphs, cells: list[GridCell]) -> dict[GridCell, list[int]]:
    """Return the edges at which all those of the cells can be cut that can be cut at all."""
    if len(cells) < MIN_ROWS:
        return {}
    free = {cell: edges for cell in cells if (edges := _free_edges(grid, glyphs, cell))}
    if len(free) < MIN_ROWS:
        return {}
    common = sorted(set.intersection(*map(set, free.values())))
    return dict.fromkeys(free, common) if common else {}


def _with_white_inside(grid: Grid, glyphs: Glyphs, indices: list[int]) -> set[int]:
    """Return those of some cells whose text stands on both sides of a column edge and leaves any white there.

    This looks at all of them at once; few are left to be looked at one by one.
    """
    asked = np.zeros(len(grid.cells) + 1, dtype=np.bool_)  # the last one is for OUTSIDE
    asked[indices] = True
    owner = cell_of_glyphs(grid, glyphs)
    own = asked[owner].nonzero()[0]
    x = (glyphs.boxes[:, 0] + glyphs.boxes[:, 2]) / 2
    own = own[np.lexsort((x[own], owner[own]))]
    cell, column = owner[own], grid.x.searchsorted(x[own], side="right")
    apart = cell * _FAR  # so that all text of one cell lies right of that of the cells before
    reached = np.maximum.accumulate(glyphs.boxes[own, 2] + apart)
    begins = np.minimum.accumulate((glyphs.boxes[own, 0] + apart)[::-1])[::-1]
    white = (cell[1:] == cell[:-1]) & (column[1:] > column[:-1]) & (begins[1:] > reached[:-1])
    return set(cell[1:][white].tolist())


def _free_edges(grid: Grid, glyphs: Glyphs, cell: GridCell) -> list[int]:
    """Return the column edges inside a cell that its text leaves free; none where all of it stands on one side."""
    box = grid.box(cell)
    x, y = glyphs.centres()
    own = (x > box.x0) & (x < box.x1) & (y > box.top) & (y < box.bottom)
    if not own.any():
        return []
    x, ink = x[own], glyphs.boxes[own]
    white = WHITE * float(np.median(glyphs.size[own]))
    if _is_spread(glyphs.text[own].tolist(), ink, white):
        return []
    inner = range(cell.column + 1, cell.column + cell.column_span)
    free = [edge for edge in inner if _white_at(float(grid.x[edge]), x, ink) > white]
    edges = [cell.column, *free, cell.column + cell.column_span]
    filled = sum(bool(((x > grid.x[a]) & (x < grid.x[b])).any()) for a, b in pairwise(edges))
    return free if filled > 1 else []


def _is_spread(text: list[str], ink: FloatArray, white: float) -> bool:
    """Tell whether a text is one word whose letters stand apart to fill the cell, as Chinese labels do."""
    order = ink[:, 0].argsort()
    gaps = ink[order[1:], 0] - ink[order[:-1], 2]
    return all(map(str.isalpha, text)) and bool((gaps > white).all())


def _white_at(edge: float, x: FloatArray, ink: FloatArray) -> float:
    """Return how wide the white around an edge is (points); infinite where text stands on one side of it only."""
    left = ink[x < edge, 2]
    right = ink[x >= edge, 0]
    return float(right.min() - left.max()) if len(left) and len(right) else np.inf
