"""``gongbiao tables`` on general pages: tables with few rulings or none are found, and nothing else is."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from tests.extractors.general_pages import LEFT, RIGHT, STEP, DrawnPage, grid_of

EDGES = (LEFT, 260.0, 330.0, 400.0)
HEAD = ["Region", "2009", "2010", "2011"]
BODY = [
    ["North", "12.5", "1,204", "88"],
    ["South and east", "7.0", "964", "101"],
    ["West", "31.4", "12", "9"],
    ["Islands", "0.2", "7,345", "64"],
]


def test_a_table_without_any_ruling() -> None:
    page = DrawnPage()
    page.prose(8)
    page.rows([HEAD, *BODY], EDGES)
    page.down()
    page.prose(8)
    (table,) = page.tables()
    assert grid_of(table) == [HEAD, *BODY]


@pytest.mark.parametrize("ruled_after", [(0,), (-1, 0), (-1, 0, 4), (-1, 4)])
def test_rulings_across_the_whole_width_change_nothing(ruled_after: tuple[int, ...]) -> None:
    page = DrawnPage()
    page.prose(5)
    for number, row in enumerate([HEAD, *BODY]):
        if number == 0 and -1 in ruled_after:
            page.rule(LEFT, 400, dy=-10.0)
        page.rows([row], EDGES)
        if number in ruled_after:
            page.y -= STEP
            page.rule(LEFT, 400)
            page.y += STEP
    page.down()
    page.prose(5)
    (table,) = page.tables()
    assert grid_of(table) == [HEAD, *BODY]


def test_dots_that_lead_to_the_figures() -> None:
    page = DrawnPage()
    page.prose(4)
    page.rows([["", "", "2010", "2011"]], EDGES)
    for row in BODY:
        page.text(LEFT + 80, "." * 40)
        page.rows([[row[0], "", row[2], row[3]]], EDGES)
    page.prose(4)
    (table,) = page.tables()
    assert table.columns == 3
    assert [[text.rstrip(". ") for text in row] for row in grid_of(table)] == [
        ["", "2010", "2011"],
        *([row[0], row[2], row[3]] for row in BODY),
    ]


def test_a_sign_stays_with_its_figure() -> None:
    page = DrawnPage()
    for index, row in enumerate(BODY):
        if index in (0, 3):
            page.text(290, "$")
        page.rows([row], EDGES)
    (table,) = page.tables()
    assert table.columns == 4
    assert grid_of(table)[0] == ["North", "12.5", "$ 1,204", "88"]


def test_a_heading_over_two_columns_is_one_cell() -> None:
    page = DrawnPage()
    page.text(275, "Spending and revenue")
    page.down()
    page.rows([["Region", "2009", "2010", "2011"], *BODY], (LEFT, 220.0, 320.0, 400.0))
    (table,) = page.tables()
    (heading,) = (cell for cell in table.cells if "Spending" in cell.text)
    assert (heading.row, heading.column, heading.column_span) == (0, 2, 2)


def test_a_wrapped_label_is_one_row() -> None:
    page = DrawnPage()
    page.rows(BODY[:2], EDGES)
    page.text(LEFT, "Other regions of the")
    page.down()
    page.rows([["member states", "4", "5", "6"], *BODY[2:]], EDGES)
    (table,) = page.tables()
    assert ["Other regions of the member states", "4", "5", "6"] in grid_of(table)
    assert table.rows == 5


def test_rows_below_a_boxed_header_are_cut_at_its_columns() -> None:
    page = DrawnPage()
    xs = (55.0, 200.0, 270.0, 340.0, 410.0)
    top = page.y - 11
    for x0, x1 in pairwise(xs):
        page.box(x0, top, x1, top + STEP + 3)
    page.rows([HEAD], EDGES)
    for row in BODY:
        page.y += 3
        page.rows([row], EDGES)
        page.y -= STEP
        page.rule(55, 410)
        page.y += STEP
    page.upright(55, top, page.y - STEP + 3.5)
    page.upright(410, top, page.y - STEP + 3.5)
    (table,) = page.tables()
    assert grid_of(table) == [HEAD, *BODY]


def test_columns_ruled_and_rows_not() -> None:
    page = DrawnPage()
    top = page.y - 11
    page.rows([HEAD], EDGES)
    page.y -= STEP
    page.rule(55, 410)
    page.y += STEP
    page.y += 3
    page.rows(BODY, EDGES)
    bottom = page.y - STEP + 4
    page.box(55, top, 410, bottom)
    for x in (200.0, 270.0, 340.0):
        page.upright(x, top, bottom)
    (table,) = page.tables()
    assert grid_of(table) == [HEAD, *BODY]


def test_wrapped_text_side_by_side_stays_whole() -> None:
    page = DrawnPage()
    page.box(55, 40, 300, 160)
    page.box(300, 40, 545, 160)
    top = page.y
    page.prose(7, 60, 295)
    page.y = top
    page.prose(7, 305, 540)
    (table,) = page.tables()
    assert (table.rows, table.columns) == (1, 2)


def _prose(page: DrawnPage) -> None:
    page.prose(40)


def _list(page: DrawnPage) -> None:
    for number in range(1, 25):
        page.text(LEFT, f"({number})")
        page.text(LEFT + 30, " ".join(page.words(7)))
        page.down()


def _two_columns(page: DrawnPage) -> None:
    page.prose(45, LEFT, 287)
    page.y = 60.0
    page.prose(45, 308, RIGHT)


def _three_columns(page: DrawnPage) -> None:
    for x in (LEFT, 225.0, 390.0):
        page.y = 60.0
        page.prose(45, x, x + 145)


def _contents(page: DrawnPage) -> None:
    for number in range(1, 25):
        page.text(LEFT, f"{number // 5 + 1}.{number % 5}")
        page.text(LEFT + 30, " ".join(page.words(3)))
        page.text(LEFT + 210, "." * 80)
        page.text(RIGHT, str(3 * number + 2), align="right")
        page.down()


def _chart(page: DrawnPage) -> None:
    for step in range(7):
        page.text(80, str(60 - 10 * step), align="right")
        page.rule(85, 400, dy=-3)
        page.down(2)
    for year in range(8):
        page.text(90 + 40 * year, str(2001 + year))
    page.upright(85, 55, page.y - 20)
    page.down(3)
    page.prose(5)


def _letter_head(page: DrawnPage) -> None:
    for left, right in (
        ("Ministry of Finance", "3 May 2011"),
        ("12 Main Street", "Ref. AB-12"),
        ("1000 Town", "1 of 4"),
    ):
        page.text(LEFT, left)
        page.text(RIGHT, right, align="right")
        page.down()
    page.down()
    page.prose(20)


def _equations(page: DrawnPage) -> None:
    for number in range(1, 7):
        page.prose(3)
        page.text(250, f"y = {number}x + {3 * number}")
        page.text(RIGHT, f"({number})", align="right")
        page.down(2)


@pytest.mark.parametrize(
    "write", [_prose, _list, _two_columns, _three_columns, _contents, _chart, _letter_head, _equations]
)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_what_is_no_table_is_none(write: Callable[[DrawnPage], None], seed: int) -> None:
    page = DrawnPage(seed)
    write(page)
    assert page.tables() == []


def test_a_table_in_a_page_of_two_columns() -> None:
    page = DrawnPage()
    page.prose(20, LEFT, 287)
    page.rows([HEAD, *BODY], (LEFT, 180.0, 230.0, 280.0))
    page.down()
    page.prose(18, LEFT, 287)
    page.y = 60.0
    page.prose(45, 308, RIGHT)
    (table,) = page.tables()
    assert grid_of(table) == [HEAD, *BODY]


def test_a_ruled_table_with_nothing_to_report_is_kept() -> None:
    page = DrawnPage()
    xs, top = (55.0, 200.0, 270.0, 340.0, 410.0), page.y - 11
    page.rows([HEAD], EDGES)
    for row in range(8):
        for x0, x1 in pairwise(xs):
            page.box(x0, top + 16 * row, x1, top + 16 * (row + 1))
    (table,) = page.tables()
    assert (table.rows, table.columns) == (8, 4)
