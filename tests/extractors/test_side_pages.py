"""Pages that lie beside each other have the same rows and other columns."""

from __future__ import annotations

from gongbiao.extractors.side_pages import pages_side_by_side
from tests.drawn_tables import draw_table

LEFT = ("a|b|c", "d|e|f", "g|h|i", "j|k|l")
RIGHT = ("1|2", "3|4", "5|6", "7|8")


def test_the_same_rows_with_other_columns_are_the_right_half() -> None:
    assert pages_side_by_side([draw_table(1, *LEFT), draw_table(2, *RIGHT)], ()) == [(1, 2)]


def test_down_then_over() -> None:
    pages = [draw_table(1, *LEFT), draw_table(2, *LEFT[:3]), draw_table(3, *RIGHT), draw_table(4, *RIGHT[:3])]
    assert pages_side_by_side(pages, ()) == [(1, 3), (2, 4)]


def test_sheets_that_look_alike_are_several() -> None:
    pages = [draw_table(n, *(LEFT if n % 2 else RIGHT)) for n in range(1, 7)]
    assert pages_side_by_side(pages, ()) == [(1, 2), (3, 4), (5, 6)]


def test_three_pages_wide() -> None:
    pages = [draw_table(1, *LEFT), draw_table(2, *RIGHT), draw_table(3, *("x" for _ in RIGHT))]
    assert pages_side_by_side(pages, ()) == [(1, 2, 3)]


def test_the_same_columns_are_another_page() -> None:
    assert pages_side_by_side([draw_table(1, *LEFT), draw_table(2, *LEFT)], ()) == []


def test_other_rows_are_another_page() -> None:
    assert pages_side_by_side([draw_table(1, *LEFT), draw_table(2, *RIGHT[:3])], ()) == []


def test_a_page_that_is_understood_is_no_half() -> None:
    assert pages_side_by_side([draw_table(1, *LEFT), draw_table(2, *RIGHT)], {2}) == []
