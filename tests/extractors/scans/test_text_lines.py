"""Lines of text on small bitmaps: what belongs together is one line, what does not is two."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from gongbiao.extractors.scans.text_lines import GAP, InkLine, Region, find_lines

DPI = 72
"""A pixel is a point."""
SIZE = 12
"""Pixels: the height of the characters here."""
WIDTH, HEIGHT = 400, 300
PAGE = (0, 0, WIDTH, HEIGHT)
Ink = NDArray[np.bool_]


def blank() -> Ink:
    return np.zeros((HEIGHT, WIDTH), dtype=np.bool_)


def write(ink: Ink, x: int, top: int, count: int, step: int = SIZE + 2, size: int = SIZE) -> int:
    """Draw ``count`` characters as frames with a bar, in place; returns where the last one ends."""
    for left in range(x, x + count * step, step):
        ink[top : top + size, left : left + size] = True
        ink[top + 2 : top + size - 2, left + 2 : left + size - 2] = False
        ink[top + size // 2, left : left + size] = True
    return x + (count - 1) * step + size


def found(ink: Ink, *regions: Region) -> list[InkLine]:
    return find_lines(ink, ink, regions or [PAGE], [], DPI)


def covers(line: InkLine, x0: int, top: int, x1: int, bottom: int) -> bool:
    a, b, c, d = line.box
    near = SIZE // 2
    return x0 - near <= a <= x0 and top - near <= b <= top and x1 <= c <= x1 + near and bottom <= d <= bottom + near


def test_a_line_has_a_box_with_a_little_white_around_it() -> None:
    ink = blank()
    end = write(ink, 50, 40, 8)
    (line,) = found(ink)
    assert covers(line, 50, 40, end, 40 + SIZE)
    assert line.gaps == ()


def test_lines_come_from_top_to_bottom_and_region_by_region() -> None:
    ink = blank()
    for top in (40, 60, 200):
        write(ink, 50, top, 8)
    regions = [(0, 150, WIDTH, HEIGHT), (0, 0, WIDTH, 150)]
    lines = found(ink, *regions)
    assert [line.region for line in lines] == [0, 1, 1]
    assert [line.box[1] < top <= line.box[1] + 4 for line, top in zip(lines, (200, 40, 60), strict=True)] == [True] * 3


def test_three_strokes_are_one_character() -> None:
    ink = blank()
    write(ink, 50, 40, 8)
    for top in (100, 105, 111):
        ink[top : top + 1, 60 : 60 + SIZE] = True
    lines = found(ink)
    assert len(lines) == 2
    assert covers(lines[1], 60, 100, 60 + SIZE, 112)


def test_a_single_stroke_is_a_line_as_high_as_a_character() -> None:
    ink = blank()
    write(ink, 50, 40, 8)
    ink[106:108, 60 : 60 + SIZE] = True
    stroke = found(ink)[1]
    assert stroke.box[1] <= 101 and stroke.box[3] >= 113


def test_lines_that_touch_are_parted_where_there_is_least_ink() -> None:
    ink = blank()
    write(ink, 50, 20, 8)
    write(ink, 50, 100, 8)
    write(ink, 50, 100 + SIZE + 1, 8)
    ink[100 + SIZE, 55:60] = True  # a stroke that reaches down into the next line
    first, upper, lower = found(ink)
    middles = [(line.box[1] + line.box[3]) / 2 for line in (upper, lower)]
    assert middles == pytest.approx([100 + SIZE / 2, 101 + SIZE * 1.5], abs=1.5)
    assert first.box[3] < 40


def test_a_title_is_not_cut_because_it_is_large() -> None:
    ink = blank()
    for top in (100, 120, 140, 160):
        write(ink, 50, top, 12)
    write(ink, 50, 20, 6, step=22, size=20)
    lines = found(ink)
    assert len(lines) == 5
    assert covers(lines[0], 50, 20, 50 + 5 * 22 + 20, 40)


def test_a_wide_gap_parts_a_line_and_a_usual_one_does_not() -> None:
    ink = blank()
    middle = write(ink, 20, 40, 4)
    write(ink, middle + round(GAP * SIZE) + 8, 40, 4)
    end = write(ink, 20, 80, 4)
    write(ink, end + SIZE, 80, 4)
    write(ink, 20, 120, 10)
    lines = found(ink)
    assert [(line.box[1] < 60, line.box[0] < 60) for line in lines[:2]] == [(True, True), (True, False)]
    assert len(lines) == 4
    ((start, stop),) = lines[2].gaps
    assert start == end and stop == end + SIZE


def test_the_smaller_of_two_regions_has_the_ink_and_nothing_is_read_twice() -> None:
    ink = blank()
    write(ink, 20, 40, 4)
    write(ink, 220, 100, 4)
    lines = found(ink, PAGE, (200, 80, 350, 150))
    assert [(line.region, line.box[0] < 100) for line in lines] == [(0, True), (1, False)]


def test_an_outer_region_without_ink_of_its_own_has_no_lines() -> None:
    ink = blank()
    write(ink, 220, 100, 4)
    assert [line.region for line in found(ink, PAGE, (200, 80, 350, 150))] == [1]


def test_boxes_stay_within_their_region() -> None:
    ink = blank()
    write(ink, 51, 41, 6)
    region = (50, 40, 180, 55)
    (line,) = found(ink, region)
    assert line.box[0] >= 50 and line.box[1] >= 40 and line.box[2] <= 180 and line.box[3] <= 55


@pytest.mark.parametrize("regions", [[], [PAGE], [(10, 10, 10, 20)]])
def test_white_and_empty_regions_have_no_lines(regions: list[Region]) -> None:
    assert find_lines(blank(), blank(), regions, regions, DPI) == []


def test_single_dark_pixels_are_no_line() -> None:
    ink = blank()
    ink[50, 50] = ink[150, 20] = True
    assert found(ink) == []


CELL, OTHER_CELL = (10, 30, 380, 90), (10, 100, 380, 130)


def _label_beside_two_rows() -> Ink:
    """Return a cell that holds a label and, beside it, two rows of text; another cell tells the size of characters."""
    ink = blank()
    write(ink, 20, 49, 3)
    for top in (40, 58):
        write(ink, 90, top, 12)
    write(ink, 20, 105, 20)
    return ink


def test_a_label_beside_two_rows_of_text_is_a_line_of_its_own() -> None:
    boxes = sorted(line.box for line in found(_label_beside_two_rows(), CELL, OTHER_CELL) if line.region == 0)
    assert len(boxes) == 3
    assert boxes[0][2] < 80 < boxes[1][0]


def test_rows_of_text_are_not_parted_at_a_wide_stop() -> None:
    ink = blank()
    end = write(ink, 20, 40, 8)
    write(ink, end + 14, 40, 8)
    write(ink, 20, 58, 3)
    assert len(found(ink, (10, 30, 380, 90))) == 2
