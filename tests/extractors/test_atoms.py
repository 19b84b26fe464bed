"""Atoms to cells: the fast way agrees with a plain one, whatever the walls."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from gongbiao.extractors.grid import cells_of
from gongbiao.extractors.page import BoolArray

Walls = tuple[BoolArray, BoolArray]


@st.composite
def walls(draw: st.DrawFn) -> Walls:
    """Walls left of and above each atom of 1-6 by 1-6, as :func:`gongbiao.extractors.grid.walls` gives them."""
    rows, columns = draw(st.integers(1, 6)), draw(st.integers(1, 6))
    share = draw(st.sampled_from((0.2, 0.5, 0.8)))
    chance = np.random.default_rng(draw(st.integers(0, 2**32)))
    return chance.random((rows, columns + 1)) < share, chance.random((rows + 1, columns)) < share


def rooms(left: BoolArray, top: BoolArray) -> list[set[tuple[int, int]]]:
    """Return the groups of atoms that are open to each other, by walking from atom to atom."""
    rows, columns = top.shape[0] - 1, left.shape[1] - 1
    free = {(row, column) for row in range(rows) for column in range(columns)}
    found = []
    while free:
        room, waiting = set(), [min(free)]
        while waiting:
            row, column = atom = waiting.pop()
            if atom in room or atom not in free:
                continue
            room.add(atom)
            if not left[row, column]:
                waiting.append((row, column - 1))
            if not left[row, column + 1]:
                waiting.append((row, column + 1))
            if not top[row, column]:
                waiting.append((row - 1, column))
            if not top[row + 1, column]:
                waiting.append((row + 1, column))
        free -= room
        found.append(room)
    return found


def is_enclosed(left: BoolArray, top: BoolArray, r0: int, c0: int, r1: int, c1: int) -> bool:
    upright = all(left[row, c0] and left[row, c1] for row in range(r0, r1))
    level = all(top[r0, column] and top[r1, column] for column in range(c0, c1))
    return upright or level


@given(walls())
def test_every_enclosed_rectangle_is_a_cell_and_what_is_none_is_reported(drawn: Walls) -> None:
    left, top = drawn
    cells, _, irregular = cells_of(left, top)
    found = {(cell.row, cell.column, cell.row + cell.row_span, cell.column + cell.column_span) for cell in cells}
    reported = []
    for room in rooms(left, top):
        r0, c0 = min(row for row, _ in room), min(column for _, column in room)
        r1, c1 = max(row for row, _ in room) + 1, max(column for _, column in room) + 1
        if len(room) == (r1 - r0) * (c1 - c0):
            assert ((r0, c0, r1, c1) in found) == is_enclosed(left, top, r0, c0, r1, c1)
        else:
            reported.append((c0, r0, c1, r1))
    assert irregular == reported


@given(walls())
def test_an_atom_belongs_to_the_cell_that_covers_it_and_to_no_other(drawn: Walls) -> None:
    cells, owner, _ = cells_of(*drawn)
    covering = np.full_like(owner, -1)
    for index, cell in enumerate(cells):
        place = covering[cell.row : cell.row + cell.row_span, cell.column : cell.column + cell.column_span]
        assert (place == -1).all()
        place[:] = index
    assert (owner == covering).all()
    assert list(cells) == sorted(cells, key=lambda cell: (cell.row, cell.column))
