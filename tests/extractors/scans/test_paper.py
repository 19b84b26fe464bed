"""Clean paper: what is not ink goes, what is ink stays."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from gongbiao.extractors.scans.paper import clean_paper
from tests.extractors.scans import made_pictures as made

DPI = 200
BLACK, WHITE = 90, 240
"""Of 255: ink is darker, paper lighter."""


def test_a_clean_page_stays_as_it_is() -> None:
    page = made.form(DPI)
    clean = clean_paper(page).grey
    assert clean[page == made.INK].max() < BLACK
    assert clean[page == made.PAPER].min() > WHITE


def test_a_blank_page_with_grain_stays_blank() -> None:
    grain = np.random.default_rng(1).normal(0, 4, made.blank(DPI).shape)
    assert clean_paper((made.blank(DPI, 230) + grain).clip(0, 255).astype(np.uint8)).grey.min() > 128


@pytest.mark.parametrize("where", [(120, 100), (200, 300), (330, 200)])
def test_a_red_seal_goes_and_the_text_under_it_stays(where: tuple[int, int]) -> None:
    page = made.form(DPI)
    seal = made.seal_mask(page, DPI, *where)
    picture = (made.coloured(page) * np.where(seal[..., None], np.array(made.SEAL_RED) / 255, 1)).astype(np.uint8)
    clean = clean_paper(picture).grey
    assert clean[seal & (page == made.PAPER)].min() > WHITE
    assert clean[seal & (page == made.INK)].max() < BLACK


def test_red_headings_and_blue_text_stay() -> None:
    page = made.form(DPI)
    for colour in ((215, 20, 30), (30, 40, 190)):
        picture = made.coloured(page)
        heading = np.zeros(page.shape, dtype=np.bool_)
        heading[: round(50 * DPI / 72)] = True
        heading &= page == made.INK
        picture[heading] = colour
        assert clean_paper(picture).grey[heading].max() < BLACK


def test_a_grey_seal_goes_and_the_text_under_it_stays() -> None:
    page = made.form(DPI)
    seal = made.seal_mask(page, DPI, 200, 300)
    picture = np.minimum(page, np.where(seal, 120, 255)).astype(np.uint8)
    clean = clean_paper(picture).grey
    assert np.mean(clean[seal & (page == made.PAPER)] > WHITE) > 0.98
    assert clean[seal & (page == made.INK)].max() < BLACK


@pytest.mark.parametrize(("dpi", "blur"), [(80, 0.7), (150, 1.3), (300, 2)])
def test_blurred_text_is_no_grey_seal(dpi: int, blur: float) -> None:
    page = np.asarray(cv2.GaussianBlur(made.form(dpi), (0, 0), blur), dtype=np.uint8)
    assert clean_paper(page).grey[page < 120].max() < 160


def test_uneven_light_is_evened_out() -> None:
    page = made.form(DPI)
    light = np.linspace(0.55, 1, page.shape[1])[None, :] * np.linspace(1, 0.8, page.shape[0])[:, None]
    clean = clean_paper((page * light).astype(np.uint8)).grey
    assert clean[page == made.PAPER].min() > WHITE
    assert clean[page == made.INK].max() < BLACK


@pytest.mark.parametrize("width", [4, 13, 60])
def test_dark_edges_of_a_photocopy_go(width: int) -> None:
    page = made.form(DPI)
    page[:, :width] = 30
    page[-width:] = 45
    clean = clean_paper(page).grey
    assert clean[:, : width + 3].min() > WHITE
    assert clean[-width - 3 :].min() > WHITE


def test_white_text_on_a_dark_cell_becomes_dark_and_the_cell_keeps_its_sides() -> None:
    page = made.form(DPI)
    unit = DPI / 72
    rows, columns = slice(round(80 * unit), round(120 * unit)), slice(round(110 * unit), round(200 * unit))
    text = page[rows, columns] == made.INK
    page[rows, columns] = 60
    page[rows, columns][text] = 240
    inner = np.s_[8:-8, 8:-8]
    clean = clean_paper(page).grey[rows, columns]
    assert clean[inner][text[inner]].max() < BLACK
    assert clean[inner][~text[inner]].min() > WHITE
    assert clean[20, :6].min() < BLACK
    assert clean[:6, 20].min() < BLACK


def test_pages_of_odd_sizes_are_cleaned() -> None:
    for shape in ((1, 1), (7, 300), (1003, 601), (301, 2000)):
        assert clean_paper(np.full(shape, 240, np.uint8)).grey.shape == shape
        assert clean_paper(np.full((*shape, 3), 240, np.uint8)).grey.shape == shape
