"""The grid algorithm on rulings drawn by hand: which cells do these lines make?"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from gongbiao.extractors.grid import Grid, find_grids
from gongbiao.extractors.page import Rulings

Line = tuple[float, float, float]


def rulings(horizontal: Iterable[Line], vertical: Iterable[Line]) -> Rulings:
    return Rulings(
        np.array(list(horizontal), dtype=float).reshape(-1, 3), np.array(list(vertical), float).reshape(-1, 3)
    )


def spans(grid: Grid) -> list[tuple[int, int, int, int]]:
    return [(cell.row, cell.column, cell.row_span, cell.column_span) for cell in grid.cells]


def full_grid(xs: list[float], ys: list[float]) -> tuple[list[Line], list[Line]]:
    return [(y, xs[0], xs[-1]) for y in ys], [(x, ys[0], ys[-1]) for x in xs]


def test_no_rulings_make_no_grid() -> None:
    assert find_grids(rulings([], [])) == []
    assert find_grids(rulings([(10, 0, 100)], [])) == []


def test_a_frame_around_a_page_is_no_table() -> None:
    assert find_grids(rulings(*full_grid([0, 100], [0, 200]))) == []


def test_two_by_two() -> None:
    (grid,) = find_grids(rulings(*full_grid([0, 50, 100], [0, 20, 40])))
    assert spans(grid) == [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)]
    assert grid.box(grid.cells[3]).x0 == 50


def test_a_missing_piece_of_line_merges_two_cells() -> None:
    horizontal = [(0, 0, 100), (20, 50, 100), (40, 0, 100)]
    (grid,) = find_grids(rulings(horizontal, [(0, 0, 40), (50, 0, 40), (100, 0, 40)]))
    assert spans(grid) == [(0, 0, 2, 1), (0, 1, 1, 1), (1, 1, 1, 1)]


def test_merged_both_ways_like_a_form() -> None:
    # a section label beside a header row of three, a two-row level cell, and a wide cell at the foot
    horizontal = [(0, 0, 120), (20, 20, 120), (40, 60, 120), (60, 20, 120), (80, 0, 120)]
    vertical = [(0, 0, 80), (20, 0, 80), (60, 0, 60), (90, 0, 60), (120, 0, 80)]
    (grid,) = find_grids(rulings(horizontal, vertical))
    assert spans(grid) == [
        (0, 0, 4, 1), (0, 1, 1, 1), (0, 2, 1, 1), (0, 3, 1, 1),
        (1, 1, 2, 1), (1, 2, 1, 1), (1, 3, 1, 1),
        (2, 2, 1, 1), (2, 3, 1, 1),
        (3, 1, 1, 3),
    ]  # fmt: skip


def test_lines_in_pieces_a_point_apart_and_short_of_each_other() -> None:
    horizontal = [(0.4, 0, 49), (0, 50.5, 100), (20, 1.5, 98.5), (40, 0, 30), (40.8, 31, 100)]
    vertical = [(0, 0, 19), (0.6, 21, 40), (50, 1, 39), (100, 0, 40)]
    (grid,) = find_grids(rulings(horizontal, vertical))
    assert spans(grid) == [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)]


def test_double_lines_make_no_slivers() -> None:
    xs, ys = [0.0, 50, 100], [0.0, 20, 40]
    horizontal, vertical = full_grid(xs, ys)
    twice = rulings(
        [*horizontal, *((y + 2, a, b) for y, a, b in horizontal)], [*vertical, *((x + 2, a, b) for x, a, b in vertical)]
    )
    (grid,) = find_grids(twice)
    assert spans(grid) == [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)]


def test_open_sides_still_hold_cells() -> None:
    # three horizontal rules and one inner vertical, as in a table without outer borders
    (grid,) = find_grids(rulings([(0, 0, 100), (20, 0, 100), (40, 0, 100)], [(50, 0, 40)]))
    assert spans(grid) == [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)]


def test_a_row_cut_by_the_page_has_no_line_below() -> None:
    (grid,) = find_grids(rulings([(0, 0, 100), (20, 0, 100)], [(0, 0, 60), (50, 0, 60), (100, 0, 60)]))
    assert spans(grid) == [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)]
    assert grid.y[-1] == 60


def test_two_tables_on_a_page_are_two_grids() -> None:
    first, second = full_grid([0, 50, 100], [0, 20]), full_grid([0, 30, 100], [60, 80, 90])
    grids = find_grids(rulings([*first[0], *second[0]], [*first[1], *second[1]]))
    assert [len(grid.cells) for grid in grids] == [2, 4]


def test_what_is_no_rectangle_is_reported_and_nothing_overlaps() -> None:
    # the middle line stops half way and nothing closes it: an L-shaped hole
    horizontal = [(0, 0, 100), (20, 0, 50), (40, 0, 100)]
    vertical = [(0, 0, 40), (50, 0, 20), (100, 0, 40)]
    (grid,) = find_grids(rulings(horizontal, vertical))
    assert len(grid.irregular) == 1
    covered = sum(cell.row_span * cell.column_span for cell in grid.cells)
    assert covered == (grid.owner >= 0).sum() == 4


@st.composite
def tilings(draw: st.DrawFn) -> tuple[list[float], list[float], list[tuple[int, int, int, int]]]:
    """A grid of 1-6 by 1-6 cells, some of them merged into rectangles."""
    rows, columns = draw(st.integers(1, 6)), draw(st.integers(1, 6))
    xs = np.cumsum([0.0, *draw(st.lists(st.floats(8, 90), min_size=columns, max_size=columns))]).tolist()
    ys = np.cumsum([0.0, *draw(st.lists(st.floats(8, 60), min_size=rows, max_size=rows))]).tolist()
    free = np.ones((rows, columns), dtype=bool)
    cells = []
    for row in range(rows):
        for column in range(columns):
            if not free[row, column]:
                continue
            height, width = draw(st.integers(1, 3)), draw(st.integers(1, 3))
            if not free[row : row + height, column : column + width].all():
                height = width = 1
            height, width = min(height, rows - row), min(width, columns - column)
            free[row : row + height, column : column + width] = False
            cells.append((row, column, height, width))
    return xs, ys, cells


@given(tilings(), st.randoms(use_true_random=False))
def test_borders_drawn_cell_by_cell_give_the_cells_back(
    tiling: tuple[list[float], list[float], list[tuple[int, int, int, int]]], random: object
) -> None:
    xs, ys, cells = tiling
    if len(cells) == 1:
        return
    horizontal, vertical = [], []
    for row, column, height, width in cells:
        x0, x1, y0, y1 = xs[column], xs[column + width], ys[row], ys[row + height]
        horizontal += [(y0, x0, x1), (y1, x0, x1)]
        vertical += [(x0, y0, y1), (x1, y0, y1)]
    random.shuffle(horizontal)  # type: ignore[attr-defined]
    random.shuffle(vertical)  # type: ignore[attr-defined]
    (grid,) = find_grids(rulings(horizontal, vertical))
    found = sorted(
        (round(box.x0, 3), round(box.top, 3), round(box.x1, 3), round(box.bottom, 3))
        for box in map(grid.box, grid.cells)
    )
    expected = sorted(
        (round(xs[c], 3), round(ys[r], 3), round(xs[c + w], 3), round(ys[r + h], 3)) for r, c, h, w in cells
    )
    assert found == expected
    assert grid.irregular == ()
