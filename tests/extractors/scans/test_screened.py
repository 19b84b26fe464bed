"""Dots for grey become grey; text, dirt and grain are no screen."""

from __future__ import annotations

import numpy as np

from gongbiao.extractors.pictures.picture import Pixels
from gongbiao.extractors.scans.screened import without_screen

SIDE = 1200


def paper() -> Pixels:
    return np.full((SIDE, SIDE), 255, np.uint8)


def text() -> Pixels:
    """Return strokes two pixels wide over the middle of a page, as close as those of text."""
    page = paper()
    page[150:1050:8, 120:1080] = 0
    page[151:1050:8, 120:1080] = 0
    page[150:1050, 120:1080:9] = 0
    return page


def test_dots_become_grey() -> None:
    page = paper()
    page[::4, ::4] = 0
    smooth = without_screen(page)
    inner = smooth[20:-20, 20:-20].astype(int)
    assert abs(inner.mean() - page.mean()) < 2
    assert np.ptp(inner) < 12


def test_scattered_dots_too_and_ink_stays_dark() -> None:
    page = np.where(np.random.default_rng(5).random((SIDE, SIDE)) < 0.06, 0, 255).astype(np.uint8)
    page[600:606] = 0
    smooth = without_screen(page)
    assert smooth[602:604].max() < 30
    assert smooth[50:550].min() > 60


def test_text_is_no_screen() -> None:
    page = text()
    assert without_screen(page) is page


def test_grain_is_no_screen() -> None:
    grain = np.random.default_rng(7).normal(230, 20, (SIDE, SIDE)).clip(0, 255).astype(np.uint8)
    assert without_screen(grain) is grain


def test_colour_is_looked_at_too() -> None:
    page = np.full((SIDE, SIDE, 3), 255, np.uint8)
    page[::4, ::4] = 0
    assert without_screen(page).shape == page.shape
    assert without_screen(page).min() > 200
