"""Rulings from pixels: every line of a table, no stroke of its text."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from gongbiao.extractors.grid import find_grids
from gongbiao.extractors.scans.pixel_rulings import pixel_rulings
from tests.extractors.scans import made_pictures as made

DPI = 200
CELLS = (len(made.ROWS) - 1) * (len(made.COLUMNS) - 1)


def _cells(page: made.Pixels, dpi: float = DPI) -> list[int]:
    return [len(grid.cells) for grid in find_grids(pixel_rulings(page, dpi))]


@pytest.mark.parametrize("dpi", [150, 200, 300, 600])
def test_all_lines_of_a_table_are_found_where_they_are(dpi: int) -> None:
    rulings = pixel_rulings(made.form(dpi), dpi)
    assert np.abs(np.unique(rulings.horizontal[:, 0].round(1)) - made.ROWS).max() < 0.6
    assert np.abs(np.unique(rulings.vertical[:, 0].round(1)) - made.COLUMNS).max() < 0.6
    assert np.abs(rulings.horizontal[:, 1:] - (made.COLUMNS[0], made.COLUMNS[-1])).max() < 2
    assert np.abs(rulings.vertical[:, 1:] - (made.ROWS[0], made.ROWS[-1])).max() < 2


@pytest.mark.parametrize("width", [0.25, 1.0, 2.25])
def test_lines_may_be_thin_or_thick(width: float) -> None:
    page = made.blank(DPI)
    made.draw_table(page, DPI, width)
    assert _cells(page) == [CELLS]


def test_faint_lines_on_grainy_paper_are_found() -> None:
    page = 255 - (255 - made.form(DPI).astype(np.float64)) * 0.25
    page += np.random.default_rng(1).normal(0, 6, page.shape)
    assert _cells(page.clip(0, 255).astype(np.uint8)) == [CELLS]


@pytest.mark.parametrize(("dash", "gap"), [(0.75, 1.25), (3, 2), (4, 2), (12, 2.5)])
def test_broken_lines_are_lines(dash: float, gap: float) -> None:
    assert _cells(made.form(DPI, (dash, gap))) == [CELLS]


def _broken_table() -> made.Pixels:
    """Return a page with a table that lacks a seventh of its lines, in pieces of 3 points."""
    page = made.blank(DPI)
    made.draw_table(page, DPI)
    lost = np.random.default_rng(3).random((page.shape[0] // 8 + 1, page.shape[1] // 8 + 1)) < 1 / 7
    page[lost.repeat(8, axis=0).repeat(8, axis=1)[: page.shape[0], : page.shape[1]]] = made.PAPER
    return page


def test_lines_that_break_off_at_random_are_lines() -> None:
    assert _cells(_broken_table()) == [CELLS]


def test_a_side_that_is_not_ruled_stays_so_beside_broken_ones() -> None:
    page = _broken_table()
    unit = DPI / 72
    top, bottom = (round(y * unit) for y in made.ROWS[1:3])
    x = round(made.COLUMNS[1] * unit)
    page[top + 3 : bottom - 3, x - 3 : x + 3] = made.PAPER
    made.draw_text(page, DPI, made.COLUMNS[1] - 30, made.ROWS[1] + 26, "HIHIHIH", 12)
    assert _cells(page) == [CELLS - 1]


def test_lines_that_end_short_of_their_crossing_meet() -> None:
    page = made.blank(DPI)
    for y in made.ROWS:
        made.draw_line(page, DPI, (made.COLUMNS[0] + 1.5, y), (made.COLUMNS[-1] - 1.5, y))
    for x in made.COLUMNS:
        made.draw_line(page, DPI, (x, made.ROWS[0] + 1.5), (x, made.ROWS[-1] - 1.5))
    assert _cells(page) == [CELLS]


def test_a_line_may_bend() -> None:
    page = made.form(DPI)
    y, x = np.mgrid[: page.shape[0], : page.shape[1]].astype(np.float32)
    bent = cv2.remap(page, x, y + 4 * np.square(2 * x / page.shape[1] - 1), cv2.INTER_LINEAR, borderValue=255)
    assert _cells(np.asarray(bent, dtype=np.uint8)) == [CELLS]


def test_horizontal_lines_alone_are_found() -> None:
    page = made.blank(DPI)
    for y in made.ROWS:
        made.draw_line(page, DPI, (40, y), (380, y))
    rulings = pixel_rulings(page, DPI)
    assert len(rulings.horizontal) == len(made.ROWS)
    assert not len(rulings.vertical)


def test_strokes_of_text_are_no_lines() -> None:
    page = made.blank(DPI)
    for row in range(20):
        made.draw_text(page, DPI, 40, 60 + 16 * row, "HHH EEE III === ---", 9)
    for column in range(4):
        made.draw_line(page, DPI, (40 + 11 * column, 450), (49 + 11 * column, 450), 0.8)
    rulings = pixel_rulings(page, DPI)
    assert not len(rulings.horizontal)
    assert not len(rulings.vertical)


def test_a_stroke_in_line_with_a_ruling_does_not_make_it_longer() -> None:
    page = made.blank(DPI)
    made.draw_table(page, DPI)
    made.draw_line(page, DPI, (made.COLUMNS[1], made.ROWS[-1] + 2), (made.COLUMNS[1], made.ROWS[-1] + 12))
    assert _cells(page) == [CELLS]
    assert pixel_rulings(page, DPI).vertical[:, 2].max() < made.ROWS[-1] + 2


def test_arcs_and_slanted_strokes_are_no_lines() -> None:
    page = made.blank(DPI)
    page[made.seal_mask(page, DPI, 200, 300)] = made.INK
    cv2.line(page, (300, 1300), (900, 1450), made.INK, 8)
    rulings = pixel_rulings(page, DPI)
    assert not len(rulings.horizontal)
    assert not len(rulings.vertical)


@pytest.mark.parametrize("shape", [(1, 1), (3, 900), (900, 3)])
def test_tiny_pictures_have_no_lines(shape: tuple[int, int]) -> None:
    rulings = pixel_rulings(np.full(shape, 255, np.uint8), DPI)
    assert rulings.horizontal.shape == rulings.vertical.shape == (0, 3)
