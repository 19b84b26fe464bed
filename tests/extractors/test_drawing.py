"""Lines that later areas cover are not there; what sticks out of an area still is."""

from __future__ import annotations

import numpy as np

from gongbiao.extractors.drawing import uncovered
from gongbiao.extractors.page import FloatArray
from gongbiao.extractors.rulings import rulings_of_boxes


def boxes(*rows: tuple[float, float, float, float]) -> FloatArray:
    return np.array(rows, dtype=float).reshape(-1, 4)


def order(*moments: float) -> FloatArray:
    return np.array(moments, dtype=float)


LINE = (0, 49.5, 100, 50.5)


def test_a_line_under_a_later_area_is_gone() -> None:
    assert len(uncovered(boxes(LINE), order(1), boxes((-5, 40, 105, 60)), order(2))) == 0


def test_an_area_painted_first_covers_nothing() -> None:
    assert uncovered(boxes(LINE), order(2), boxes((-5, 40, 105, 60)), order(1)).tolist() == [list(LINE)]


def test_the_border_of_an_area_is_not_covered_by_it() -> None:
    assert len(uncovered(boxes(LINE), order(1), boxes((0, 50, 100, 80)), order(2))) == 1


def test_a_line_is_cut_where_areas_cover_it() -> None:
    left = uncovered(boxes(LINE), order(1), boxes((20, 40, 40, 60), (30, 40, 70, 60)), order(2, 3))
    assert left.tolist() == [[0, 49.5, 20, 50.5], [70, 49.5, 100, 50.5]]


def test_an_upright_line_is_cut_the_same_way() -> None:
    left = uncovered(boxes((49.5, 0, 50.5, 100)), order(1), boxes((40, 90, 60, 120)), order(2))
    assert left.tolist() == [[49.5, 0, 50.5, 90]]


def test_thin_boxes_are_rulings_and_dots_are_both_kinds() -> None:
    found = rulings_of_boxes(boxes((0, 10, 50, 11), (5, 0, 6, 30), (0, 0, 1, 1), (0, 0, 40, 40)))
    assert found.horizontal.tolist() == [[10.5, 0, 50], [0.5, 0, 1]]
    assert found.vertical.tolist() == [[5.5, 0, 30], [0.5, 0, 1]]
