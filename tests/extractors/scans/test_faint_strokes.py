"""Strokes too light to be ink, on pages drawn pixel by pixel."""

from __future__ import annotations

import numpy as np

from gongbiao.extractors.scans.faint_strokes import faint_strokes
from gongbiao.extractors.scans.text_lines import INK
from tests.extractors.scans import made_pictures as made

DPI = 150
FAINT = INK + 25


def test_a_thin_stroke_lighter_than_ink_is_seen() -> None:
    page = made.blank(DPI)
    page[100:103, 50:70] = FAINT
    page[200:220, 90:93] = FAINT
    strokes = faint_strokes(page, DPI)
    assert strokes[101, 52:68].all()
    assert strokes[202:218, 91].all()
    assert not strokes[:90].any()
    assert not strokes[110:190].any()


def test_grain_and_specks_are_no_strokes() -> None:
    rng = np.random.default_rng(1)
    page = made.blank(DPI).astype(np.float64) + rng.normal(0, 18, made.blank(DPI).shape)
    for y, x in rng.integers(20, 400, (40, 2)).tolist():
        page[y : y + 2, x : x + 2] = FAINT
    assert not faint_strokes(page.clip(0, 255).astype(np.uint8), DPI).any()
