"""Rulings to grids: which boxes do the lines of a page enclose, and which of them are one cell.

Four steps, each a plain function:

1. :func:`snap` — near-equal coordinates become one, so that doubled and slightly displaced lines agree, and the pieces
   of one line are joined.
2. :func:`~gongbiao.extractors.connected.connected` — rulings that touch belong to one table.
3. :func:`walls` — the distinct x and y of a table cut it into atoms; which sides between atoms are ruled?
4. :func:`cells_of` — atoms with no wall between them are one cell; what is no rectangle is reported and cut up.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from gongbiao.extractors.box import Box
from gongbiao.extractors.connected import REACH, RuledTable, connected
from gongbiao.extractors.page import BoolArray, FloatArray, IntArray, Rulings

SNAP = 2.5
"""Points: lines closer than this are one line. Double borders are up to 2.5 apart, the flattest rows about 9."""
MIN_LENGTH = 6.0
"""Points: what is shorter after joining its pieces is no side of a cell: a stray dot, a hyphen, part of a drawing."""
COVERED = 0.6
"""Share of a side that must be ruled for the side to be a wall: gaps are pinholes, not doors."""
OUTSIDE = -1
"""The owner of a place that belongs to no cell."""

_FAR = 1e6
"""Points: farther than any page is wide."""


class GridCell(NamedTuple):
    """A cell without text; rows and columns count from 0."""

    row: int
    column: int
    row_span: int
    column_span: int


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """The cells of one table on one page."""

    x: FloatArray
    """Shape (columns + 1,): the column edges in points."""
    y: FloatArray
    """Shape (rows + 1,): the row edges in points."""
    cells: tuple[GridCell, ...]
    """By row, then column."""
    owner: IntArray
    """Shape (rows, columns): index into ``cells`` of the cell that an atom belongs to; -1 outside the table."""
    irregular: tuple[Box, ...]
    """Where the rulings enclose something that is no rectangle."""

    def box(self, cell: GridCell) -> Box:
        """Return the place of a cell in points."""
        return Box(
            self.x.item(cell.column),
            self.y.item(cell.row),
            self.x.item(cell.column + cell.column_span),
            self.y.item(cell.row + cell.row_span),
        )


def find_grids(rulings: Rulings) -> list[Grid]:
    """Return the grids of a page, from top to bottom; a frame around a single cell is no table."""
    return grids_of_tables(connected(snap(rulings.horizontal), snap(rulings.vertical)))


def grids_of_tables(tables: Iterable[RuledTable]) -> list[Grid]:
    """Return the grids of a page, as :func:`find_grids` does, from the snapped rulings of each of its tables."""
    grids = [grid for rules, uprights in tables if (grid := _grid(rules, uprights)) and len(grid.cells) > 1]
    return sorted(grids, key=lambda grid: (float(grid.y[0]), float(grid.x[0])))


def snap(lines: FloatArray) -> FloatArray:
    """Give lines (n, 3) of nearly equal position their group's mean, and join those that touch or overlap."""
    if not len(lines):
        return lines
    out = lines[lines[:, 0].argsort(kind="stable")]
    out[:, 0] = _grouped(out[:, 0])
    joined = _joined_ends(out[np.lexsort((out[:, 1], out[:, 0]))])
    return joined[joined[:, 2] - joined[:, 1] >= MIN_LENGTH]


def _joined_ends(lines: FloatArray) -> FloatArray:
    """Join the pieces of each line: ``lines`` is sorted by position, then start; gaps up to :data:`REACH` close."""
    position, start, end = lines.T
    group = np.zeros(len(lines))
    group[1:] = (position[1:] > position[:-1]).cumsum() * _FAR
    reached = np.maximum.accumulate(end + group)
    starts = _run_starts(start[1:] + group[1:] > reached[:-1] + REACH)
    return np.stack((position[starts], start[starts], np.maximum.reduceat(end, starts)), axis=1)


def _grouped(values: FloatArray) -> FloatArray:
    """Replace sorted values by their group's mean; a group's values lie within :data:`SNAP` of its first."""
    starts = _run_starts(values[1:] - values[:-1] > SNAP)
    lengths = _lengths(starts, len(values))
    # a chain of small steps may be wider than one line can be: cut it where it exceeds the tolerance
    firsts = values[starts].repeat(lengths)
    if (values - firsts > SNAP).any():
        starts = _chain_starts(values).nonzero()[0]
        lengths = _lengths(starts, len(values))
    return (np.add.reduceat(values, starts) / lengths).repeat(lengths)


def _run_starts(is_new: BoolArray) -> IntArray:
    """Return where runs start: at 0, and at each item after the first that is new."""
    return np.concatenate(([0], is_new.nonzero()[0] + 1))


def _lengths(starts: IntArray, count: int) -> IntArray:
    """Return how long the runs are that start at ``starts`` in ``count`` items."""
    return np.concatenate((starts[1:], [count])) - starts


def _chain_starts(values: FloatArray) -> BoolArray:
    out = np.zeros(len(values), dtype=np.bool_)
    first = -np.inf
    for index, value in enumerate(values):
        if value - first > SNAP:
            out[index], first = True, value
    return out


def _grid(horizontal: FloatArray, vertical: FloatArray) -> Grid | None:
    x = _edges(vertical[:, 0], horizontal[:, 1].min(), horizontal[:, 2].max())
    y = _edges(horizontal[:, 0], vertical[:, 1].min(), vertical[:, 2].max())
    if len(x) < 2 or len(y) < 2:
        return None
    left_walls, top_walls = walls(horizontal, vertical, x, y)
    _close_open_sides(left_walls, top_walls)
    cells, owner, irregular = cells_of(left_walls, top_walls)
    return Grid(x, y, cells, owner, tuple(Box(x[b[0]], y[b[1]], x[b[2]], y[b[3]]) for b in irregular))


def _close_open_sides(left: BoolArray, top: BoolArray) -> None:
    """Put a wall, in place, where a side of the table is drawn by nothing but the ends of the lines that cross it."""
    for side in (left[:, 0], left[:, -1], top[0], top[-1]):
        if not side.any():
            side[:] = True


def _edges(positions: FloatArray, low: float, high: float) -> FloatArray:
    """Return the distinct ones of sorted positions, with the ends of the crossing lines where a side is open."""
    edges = positions[_run_starts(positions[1:] > positions[:-1])]
    before = [low] if low < edges[0] - 2 * REACH else []
    after = [high] if high > edges[-1] + 2 * REACH else []
    return np.concatenate((before, edges, after))


def walls(horizontal: FloatArray, vertical: FloatArray, x: FloatArray, y: FloatArray) -> tuple[BoolArray, BoolArray]:
    """Tell which sides between atoms are ruled.

    Returns ``left`` of shape (rows, columns + 1), the wall left of each atom and right of the last, and ``top`` of
    shape (rows + 1, columns), the wall above each atom and below the last.
    """
    left = _covered(vertical, x, y)
    top = _covered(horizontal, y, x)
    return left.T, top


def _covered(lines: FloatArray, positions: FloatArray, edges: FloatArray) -> BoolArray:
    """Tell for each position, and each interval between edges, whether lines at it cover most of the interval.

    ``positions`` are sorted, and every line's own is one of them.
    """
    at = positions.searchsorted(lines[:, 0])
    low, high = edges[None, :-1], edges[None, 1:]
    overlap = np.minimum(lines[:, 2:] + REACH / 2, high) - np.maximum(lines[:, 1:2] - REACH / 2, low)
    covered = np.zeros((len(positions), len(edges) - 1))
    np.add.at(covered, at, np.maximum(overlap, 0))
    return np.asarray(covered >= COVERED * (high - low))


def cells_of(left: BoolArray, top: BoolArray) -> tuple[tuple[GridCell, ...], IntArray, list[tuple[int, int, int, int]]]:
    """Join atoms that no wall parts.

    Returns the cells by row and column, the owner of each atom (-1: outside the table), and for each group of atoms
    that is no rectangle its bounds (column, row, column end, row end).
    """
    rows, columns = top.shape[0] - 1, left.shape[1] - 1
    label = _joined(left[:, 1:-1], top[1:-1])
    order = label.argsort(axis=None, kind="stable")
    sorted_labels = label.ravel()[order]
    starts = _run_starts(sorted_labels[1:] != sorted_labels[:-1])
    sizes = _lengths(starts, len(order))
    row, column = np.divmod(order, columns)
    r0, r1 = row[starts], np.maximum.reduceat(row, starts) + 1
    c0, c1 = np.minimum.reduceat(column, starts), np.maximum.reduceat(column, starts) + 1
    rectangular = (r1 - r0) * (c1 - c0) == sizes
    is_cell = rectangular & _enclosed(left, top, r0, c0, r1, c1)
    bounds = np.stack((r0, c0, r1 - r0, c1 - c0), axis=1)
    cells = list(map(GridCell._make, bounds[is_cell].tolist()))
    if rectangular.all():
        owner = np.empty(rows * columns, dtype=np.int64)
        owner[order] = np.where(is_cell, is_cell.cumsum() - 1, OUTSIDE).repeat(sizes)
        return tuple(cells), owner.reshape(rows, columns), []
    irregular = np.stack((c0, r0, c1, r1), axis=1)[~rectangular].tolist()
    for start in starts[~rectangular]:
        cells.extend(_cut_up(label == label[row[start], column[start]], left, top))
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return tuple(cells), owners(cells, rows, columns), [(a, b, c, d) for a, b, c, d in irregular]


def owners(cells: Sequence[GridCell], rows: int, columns: int) -> IntArray:
    """Return for each place of a grid, shape (rows, columns), the index of the cell that covers it, or OUTSIDE."""
    owner = np.full((rows, columns), OUTSIDE, dtype=np.int64)
    for index, cell in enumerate(cells):
        owner[cell.row : cell.row + cell.row_span, cell.column : cell.column + cell.column_span] = index
    return owner


def _joined(vertical_walls: BoolArray, horizontal_walls: BoolArray) -> IntArray:
    """Label atoms so that two atoms share a label if a way without walls leads from one to the other.

    The label is the number of the first atom that can be reached. Among rectangles that is the one in the upper left
    corner, which stands right of the nearest wall to the left and below the nearest wall above.
    """
    rows, columns = vertical_walls.shape[0], horizontal_walls.shape[1]
    numbers = np.arange(rows * columns).reshape(rows, columns)
    first_row, first_column = np.divmod(numbers, columns)
    first_row[1:] *= horizontal_walls
    first_column[:, 1:] *= vertical_walls
    corner = columns * np.maximum.accumulate(first_row, axis=0) + np.maximum.accumulate(first_column, axis=1)
    across = (corner[:, :-1] == corner[:, 1:]) | vertical_walls
    down = (corner[:-1] == corner[1:]) | horizontal_walls
    rectangular = across.all() and down.all()
    return np.asarray(corner) if rectangular else _united(numbers, ~vertical_walls, ~horizontal_walls)


def _united(numbers: IntArray, beside: BoolArray, below: BoolArray) -> IntArray:
    """Label atoms that are open to the one ``beside`` or ``below`` alike, whatever shapes they make (union-find)."""
    parent = list(range(numbers.size))

    def root(atom: int) -> int:
        while parent[atom] != atom:
            parent[atom] = parent[parent[atom]]
            atom = parent[atom]
        return atom

    across = np.stack((numbers[:, :-1], numbers[:, 1:]), axis=2)[beside]
    down = np.stack((numbers[:-1], numbers[1:]), axis=2)[below]
    for a, b in np.concatenate((across, down)).tolist():
        a, b = root(a), root(b)
        if a != b:
            parent[max(a, b)] = min(a, b)
    for atom, above in enumerate(parent):  # whose own parent is its root already: parents come first
        parent[atom] = parent[above]
    return np.array(parent, dtype=np.int64).reshape(numbers.shape)


def _enclosed(left: BoolArray, top: BoolArray, r0: IntArray, c0: IntArray, r1: IntArray, c1: IntArray) -> BoolArray:
    """Tell which rectangles of atoms are cells; each runs from row r0 and column c0 to before r1 and c1, all (n,).

    A cell is ruled above and below, or left and right: a table may have open sides, a gap beside it is none.
    """
    rows, columns = top.shape[0] - 1, left.shape[1] - 1
    # how many walls stand before each position, down a column and along a row
    down, along = np.zeros((2, rows + 1, columns + 1), dtype=np.int64)
    left.cumsum(axis=0, out=down[1:])
    top.cumsum(axis=1, out=along[:, 1:])
    height, width = r1 - r0, c1 - c0
    upright = (down[r1, c0] - down[r0, c0] == height) & (down[r1, c1] - down[r0, c1] == height)
    level = (along[r0, c1] - along[r0, c0] == width) & (along[r1, c1] - along[r1, c0] == width)
    return np.asarray(upright | level)


def _cut_up(region: BoolArray, left: BoolArray, top: BoolArray) -> list[GridCell]:
    """Cut a region that is no rectangle into rectangles, row by row, the widest first; keep the enclosed ones."""
    free = region.copy()
    cells = []
    while free.any():
        r0, c0 = (int(v) for v in np.argwhere(free)[0])
        c1 = c0 + int(np.argmin(np.append(free[r0, c0:], False)))
        r1 = r0 + int(np.argmin(np.append(free[r0:, c0:c1].all(axis=1), False)))
        free[r0:r1, c0:c1] = False
        beside = left[r0:r1, c0].all() or left[r0:r1, c1].all()
        if beside or (top[r0, c0:c1].all() and top[r1, c0:c1].all()):
            cells.append(GridCell(r0, c0, r1 - r0, c1 - c0))
    return cells
