"""Column edges that the header draws and the rows leave to the eye."""

from __future__ import annotations

import numpy as np

from gongbiao.extractors.grid import Grid, find_grids
from gongbiao.extractors.page import Glyphs, Rulings
from gongbiao.extractors.shared_edges import with_shared_edges

Placed = tuple[str, float, float]


def header_over(rows: int) -> Grid:
    """A header of three columns, 50 points each, above rows of 20 points that draw none of their edges."""
    ys = [20.0 * at for at in range(rows + 2)]
    horizontal = [(y, 0, 150) for y in ys]
    vertical = [(0, 0, ys[-1]), (50, 0, 20), (100, 0, 20), (150, 0, ys[-1])]
    (grid,) = find_grids(Rulings(np.array(horizontal, dtype=float), np.array(vertical, dtype=float)))
    return grid


def printed(words: list[Placed]) -> Glyphs:
    """Words of 10-point letters 5 points wide, from x on, on the baseline y."""
    letters = [(letter, x + 5 * at, y) for word, x, y in words for at, letter in enumerate(word)]
    x, y = (np.array([place[axis] for place in letters], dtype=float) for axis in (1, 2))
    count = len(letters)
    return Glyphs(
        text=np.array([letter for letter, _, _ in letters], dtype="<U1"),
        boxes=np.stack((x, y - 8, x + 5, y + 2), axis=1),
        baseline=y,
        size=np.full(count, 10.0),
        direction=np.zeros(count, dtype=np.int64),
        font=np.zeros(count, dtype=np.int64),
        space_before=np.zeros(count, dtype=np.bool_),
        confidence=np.ones(count),
    )


def columns_of_rows(grid: Grid, words: list[Placed]) -> list[list[int]]:
    cut = with_shared_edges(grid, printed(words))
    return [[cell.column for cell in cut.cells if cell.row == row] for row in range(1, len(grid.y) - 1)]


def rows_of_words(rows: int, *starts: float) -> list[Placed]:
    return [("ab", x, 20.0 * row + 15) for row in range(1, rows + 1) for x in starts]


def test_rows_that_leave_the_same_edges_white_are_cut_there() -> None:
    assert columns_of_rows(header_over(3), rows_of_words(3, 10, 60, 120)) == [[0, 1, 2]] * 3


def test_an_edge_that_one_row_writes_over_stays_closed() -> None:
    words = [*rows_of_words(3, 10, 60), ("abcdefgh", 85, 35), ("ab", 120, 55), ("ab", 120, 75)]
    assert columns_of_rows(header_over(3), words) == [[0, 1]] * 3


def test_white_in_two_rows_is_chance() -> None:
    assert columns_of_rows(header_over(2), rows_of_words(2, 10, 60, 120)) == [[0]] * 2


def test_text_on_one_side_of_the_edges_parts_nothing() -> None:
    assert columns_of_rows(header_over(3), rows_of_words(3, 10)) == [[0]] * 3
